// src/registry/chart-index-cache.ts
/** Bytes of all indexes that are kept in memory: the largest public ones have some fifteen megabytes. */
const MAX_BYTES = 64 * 1024 ** 2;
/** Keeps for a run the indexes of chart repositories: the charts of a project mostly come from a few. */
var ChartIndexCache = class {
	#asked = /* @__PURE__ */ new Map();
	#left = MAX_BYTES;
	/**
	* The index at an address. That it can't be had is kept, too, so that a host is not asked again for each chart; but
	* not where the time of one chart was over.
	*/
	async get(address, signal, read) {
		const known = this.#asked.get(address);
		if (known) return known;
		const asked = read();
		this.#asked.set(address, asked);
		try {
			const index = await asked;
			if (index.length > this.#left) this.#asked.delete(address);
			else this.#left -= index.length;
			return index;
		} catch (error) {
			if (signal.aborted) this.#asked.delete(address);
			throw error;
		}
	}
};
export { ChartIndexCache as t };
