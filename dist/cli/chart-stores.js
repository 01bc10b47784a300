import { i as readVendoredCharts, n as fetchChart, r as readVendoredArchive, t as unpackChart } from "./unpack-chart.js";
import { L as commandRegistries, Nn as VENDORED_CHARTS, Y as failureOf, un as isExactVersion } from "./check.js";
import { x as verify } from "./tar.js";
// src/run/elsewhere-charts.ts
/** Finds a chart in the first of some stores that has it. Each is looked for once. */
var ElsewhereCharts = class {
	#stores;
	#found = /* @__PURE__ */ new Map();
	constructor(stores) {
		this.#stores = stores;
	}
	async of(place) {
		if (!isExactVersion(place.version)) return void 0;
		const key = `${place.address} ${place.version}`;
		const found = this.#found.get(key) ?? this.#look(place);
		this.#found.set(key, found);
		return found;
	}
	async #look(place) {
		for (const store of this.#stores) {
			const found = await store.find(place);
			if (found) return found;
		}
	}
};
// src/cli/chart-stores.ts
/** The charts of a project that are not its own: those that it keeps, then those that may be pulled. */
async function elsewhereCharts(root, flags) {
	const registries = flags.pullCharts === true ? commandRegistries({
		...flags,
		registry: true
	}) : void 0;
	return new ElsewhereCharts([await vendoredStore(root), ...registries ? [pullingStore(registries)] : []]);
}
/** The charts that are in a project's folder for them. */
async function vendoredStore(root) {
	const charts = await readVendoredCharts(root);
	return { find: async ({ address, version }) => {
		const chart = charts.find((one) => one.chart === address && one.version === version);
		return chart && readVendored(root, chart);
	} };
}
async function readVendored(root, chart) {
	const archive = await readVendoredArchive(root, chart);
	const path = `${VENDORED_CHARTS}/${chart.file}`;
	if (!archive) return { reason: `${path} is not there: run podseal charts add again` };
	try {
		verify(archive, chart.digest, path);
		return await unpackChart(archive);
	} catch (error) {
		return { reason: failureOf(error).reason };
	}
}
/** More charts than the releases of a repository name, each of some hundred kilobytes. */
const MAX_PULLED = 100;
/** Charts that are pulled when they are needed. */
function pullingStore(options) {
	let pulled = 0;
	return { find: async (place) => {
		pulled++;
		if (pulled > MAX_PULLED) return { reason: `more than ${MAX_PULLED} charts are not pulled` };
		try {
			return await unpackChart((await fetchChart(place, options)).archive);
		} catch (error) {
			return { reason: `the chart can't be pulled: ${failureOf(error).reason}` };
		}
	} };
}
export { elsewhereCharts as t };
