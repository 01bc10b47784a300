import { t as Engine } from "./engine.js";
import { a as releaseFiles, i as withBuilt, n as rebuiltReleases, t as readBuiltReleases } from "./read-built-releases.js";
import { Ct as chartFolders, Et as listTree, Ot as chartReleasesIn, St as layersAmong, Tt as shownFolder, Zn as readSource, ht as isKustomization, wt as fromFolder, xt as deployedAmong } from "./check.js";
import { t as GeneratorTrees } from "./generator-trees.js";
import { n as isRendered } from "./chart-sources.js";
import { t as judgeChart } from "./judge-chart.js";
import { t as Repository } from "./repository.js";
import { n as collectingFrom } from "./build-kustomizations2.js";
import { t as readChart } from "./read-chart.js";
const { join, relative, resolve } = process.getBuiltinModule("node:path");
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
	const others = releaseFiles(listTree(root).map((path) => ({ path })), {
		first: [],
		most: MAX_FILES
	}).map(({ path }) => join(root, path)).filter((path) => !seen.has(path)).map((path) => ({
		path: relative(".", path),
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
	/** Builds and remembers. */
	get first() {
		return { build: async (request) => {
			const answer = this.#engine.build(request);
			this.#known.set(keyOf(request), answer);
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
// src/cli/deployed-releases.ts
/** The releases of charts as kustomizations among files build them; nothing is built where none uses one. */
async function deployedReleases(files, written, { root, deployed: globs, builds, ruleSet }) {
	const found = files.filter(isKustomization);
	if (written.length === 0 || found.length === 0) return { releases: written };
	const repository = await Repository.at(root);
	const wanted = /* @__PURE__ */ new Set();
	for (const { file } of written) {
		const path = await repository.pathOf(file.path);
		if (path !== void 0) wanted.add(path);
	}
	const all = await repository.layers(files.filter(({ named }) => !named));
	const folder = shownFolder(relative(".", repository.root) || ".");
	const means = {
		engine: builds.first,
		ruleSet,
		folder,
		...collectingFrom(repository)
	};
	const roots = deployedAmong(await repository.references(found), globs);
	const built = await readBuiltReleases({
		roots,
		layers: layersAmong(all, globs)
	}, means, wanted);
	const own = {
		engine: builds.second,
		folder
	};
	return {
		releases: withBuilt(written, built.flatMap(({ releases }) => releases)),
		rebuild: async (texts) => rebuiltReleases(built, texts, own)
	};
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
		ruleSet
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
export { allReleaseFiles as a, deployedReleases as i, newBuilds as n, readChartReleases as o, otherFiles as r, checkCharts as t };
