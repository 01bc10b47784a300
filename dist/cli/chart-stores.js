import { n as readVendoredCharts, t as readVendoredArchive } from "./vendored-charts.js";
import { L as commandRegistries, W as DEFAULTS, Y as failureOf, mt as KEPT_CHARTS, or as isExactVersion } from "./check.js";
import { t as ChartIndexCache } from "./chart-index-cache.js";
// src/reach/chart-archives.ts
/** What may be done of it: charts are pulled only where somebody wants that. */
function allowed(archives, pulls = false) {
	return pulls ? archives : { open: archives.open };
}
// src/run/chart-archives.ts
/** Registries that are slow for every chart must not hold up a run for an hour. */
const MAX_RUN = 5 * DEFAULTS.deadline;
/**
* Opens the charts of others: nothing of them is run.
*
* @param registries how they are pulled; undefined where no registry is asked
*/
function chartArchives(registries) {
	if (!registries) return { open };
	const indexes = new ChartIndexCache();
	let spent = 0;
	const pull = async (place) => {
		if (spent > MAX_RUN) return { reason: "pulling the charts before it took too long" };
		const start = performance.now();
		try {
			return await pulled(place, registries, indexes);
		} catch (error) {
			return { reason: `the chart can't be pulled: ${failureOf(error).reason}` };
		} finally {
			spent += performance.now() - start;
		}
	};
	return {
		open,
		pull
	};
}
async function pulled(place, registries, indexes) {
	const { fetchChart } = await import("./fetch-chart.js").then((all) => ({ fetchChart: all.t }));
	const { unpackChart } = await import("./unpack-chart2.js").then((all) => ({ unpackChart: all.t }));
	return unpackChart((await fetchChart(place, registries, indexes)).archive);
}
const open = async (archive, { path, digest }) => {
	const { verify } = await import("./digest2.js").then((all) => ({ verify: all.i }));
	const { unpackChart } = await import("./unpack-chart2.js").then((all) => ({ unpackChart: all.t }));
	const bytes = Buffer.from(archive);
	try {
		verify(bytes, digest, path);
		return await unpackChart(bytes);
	} catch (error) {
		return { reason: failureOf(error).reason };
	}
};
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
/** Opens and pulls the charts of others, for a command. */
function commandArchives(flags) {
	return chartArchives(commandRegistries({
		...flags,
		registry: true
	}));
}
/** The charts of a project that are not its own: those that it keeps, then those that may be pulled. */
async function elsewhereCharts(root, flags) {
	const archives = allowed(commandArchives(flags), flags.pullCharts);
	return new ElsewhereCharts([await vendoredStore(root, archives), ...pullingStores(archives)]);
}
/** The charts that are in a project's folder for them. */
async function vendoredStore(root, archives) {
	const charts = await readVendoredCharts(root);
	return { find: async ({ address, version }) => {
		const chart = charts.find((one) => one.chart === address && one.version === version);
		return chart && readVendored(root, chart, archives);
	} };
}
async function readVendored(root, chart, { open }) {
	const archive = await readVendoredArchive(root, chart);
	const path = `${KEPT_CHARTS}/${chart.file}`;
	if (!archive) return { reason: `${path} is not there: run podseal charts add again` };
	return open(archive, {
		path,
		digest: chart.digest
	});
}
/** More charts than the releases of a repository name, each of some hundred kilobytes. */
const MAX_PULLED = 100;
/** Charts that are pulled when they are needed. */
function pullingStores({ pull }) {
	if (!pull) return [];
	let pulled = 0;
	return [{ find: async (place) => {
		pulled++;
		if (pulled > MAX_PULLED) return { reason: `more than ${MAX_PULLED} charts are not pulled` };
		return pull(place);
	} }];
}
export { elsewhereCharts as n, allowed as r, commandArchives as t };
