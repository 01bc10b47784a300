import { y as Engine } from "./rendered-kustomization.js";
import { t as releaseFiles } from "./releases-elsewhere.js";
import { _t as readSource, at as chartFolders, ct as listTree, ot as fromFolder, pn as chartReleasesIn, st as shownFolder } from "./check.js";
import { n as GeneratorTrees } from "./repository.js";
import { i as shownRoot } from "./build-kustomizations.js";
import { a as readsChartReleases } from "./read-built-releases.js";
import { n as isRendered, r as isSourceOf } from "./chart-sources.js";
import { t as judgeChart } from "./judge-chart.js";
import { t as deployedReleases } from "./deployed-releases.js";
import { t as readChart } from "./read-chart.js";
const { join, resolve } = process.getBuiltinModule("node:path");
const createHash = (...of) => process.getBuiltinModule("node:crypto").createHash(...of);
// src/files/chart-releases.ts
/**
* The releases of charts of the repository that are in files.
*
* @param root the repository's
*/
async function readChartReleases(root, files) {
	const releases = [];
	const trees = new GeneratorTrees(root);
	for (const file of files) {
		if (file.path === "-" || !/\.ya?ml$/i.test(file.path)) continue;
		const source = await readSource(file);
		if (!source || "reason" in source) continue;
		const tree = await trees.for(source.text);
		for (const release of chartReleasesIn(source, tree)) releases.push(release);
	}
	return releases;
}
/** Files on a disk are quick to read: more than a repository has releases. */
const MAX_FILES = 2e3;
/**
* The files of a project that may have releases, by the names of its files that say that they may have some.
*
* @param known files that are looked through as well, whatever their names
*/
function allReleaseFiles(root, known) {
	const seen = new Set(known.map(({ path }) => resolve(path)));
	const paths = releaseFiles(listTree(root).map((path) => ({ path })), {
		first: [],
		most: MAX_FILES
	});
	const shown = shownRoot(root, known);
	const others = paths.filter(({ path }) => !seen.has(join(root, path))).map(({ path }) => ({
		path: join(shown, path),
		named: false
	}));
	return [...known, ...others];
}
// src/run/remembered-builds.ts
/** Builds that are needed twice: for the releases in them, and to be judged. */
var RememberedBuilds = class {
	#engine;
	#known = /* @__PURE__ */ new Map();
	constructor(engine) {
		this.#engine = engine;
	}
	/** Builds and remembers, each once. */
	get first() {
		return { build: async (request) => {
			const key = keyOf(request);
			const answer = this.#known.get(key) ?? this.#engine.build(request);
			this.#known.set(key, answer);
			return answer;
		} };
	}
	/** Takes what is remembered, each once, and builds all else. */
	get second() {
		return { build: async (request) => {
			const key = this.#known.size === 0 ? "" : keyOf(request);
			const answer = this.#known.get(key) ?? this.#engine.build(request);
			this.#known.delete(key);
			return answer;
		} };
	}
};
function keyOf(request) {
	return createHash("sha256").update(JSON.stringify(request)).digest("base64");
}
// src/cli/check-charts.ts
/** How many charts are under way: one is judged while the next is rendered. */
const AT_ONCE = 2;
/** Renders the charts whose folders are among files, and judges what they become, one after the other. */
async function* checkCharts(files, ruleSet, { inspect, project, deployed } = {}) {
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const underWay = [];
	const folders = chartFolders(files);
	const written = folders.length === 0 || !project ? [] : await readChartReleases(project.root, files);
	const { releases } = project && deployed ? await deployedReleases(files, written, {
		...deployed,
		root: project.root,
		ruleSet,
		reads: readsChartReleases
	}) : { releases: written };
	for (const folder of folders) {
		const chart = checkChart(folder, means, project && {
			...project,
			releases
		});
		chart.catch(() => void 0);
		underWay.push(chart);
		const oldest = underWay.length < AT_ONCE ? void 0 : underWay.shift();
		if (oldest) yield await oldest;
	}
	yield* underWay;
}
/** What kustomizations are built by, for the releases in them and to be judged. */
function newBuilds() {
	return new RememberedBuilds(new Engine());
}
/** The files that charts did not show in their renderings. */
function otherFiles(files, charts) {
	return files.filter(({ path }) => !charts.some(({ folder, values }) => values !== void 0 && (isRendered(fromFolder(folder, path)) || values.includes(shownFolder(path)))));
}
/** Tells the files of those charts that could not be rendered. */
function unrenderedFiles(charts) {
	const folders = charts.flatMap(({ folder, values }) => values === void 0 ? shownFolder(folder) : []);
	return (path) => folders.some((folder) => isSourceOf(folder, shownFolder(path)));
}
async function checkChart(folder, means, project) {
	const read = await readChart(folder, project);
	const { judged, rendered } = await judgeChart(read, means);
	const { releases = [] } = read.chart;
	const values = rendered.values?.map(({ file }) => file.path);
	const sets = new Set(rendered.manifests.map(({ set }) => set.name));
	return {
		folder,
		judged,
		values,
		releases: releases.filter(({ name }) => sets.has(name))
	};
}
export { allReleaseFiles as a, unrenderedFiles as i, newBuilds as n, readChartReleases as o, otherFiles as r, checkCharts as t };
