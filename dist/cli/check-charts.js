import { i as Engine } from "./placed-line.js";
import { t as releaseFiles } from "./releases-elsewhere.js";
import { In as readSource, St as chartReleasesIn, _t as chartFolders, bt as listTree, vt as fromFolder, yt as shownFolder } from "./check.js";
import { t as GeneratorTrees } from "./generator-trees.js";
import { t as isRendered } from "./chart-sources.js";
import { t as judgeChart } from "./judge-chart.js";
import { t as readChart } from "./read-chart.js";
const { join, relative, resolve } = process.getBuiltinModule("node:path");
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
* The releases in a project, by the names of its files that say that they may have some.
*
* @param known files that are looked through as well, whatever their names
*/
async function readAllReleases(root, known) {
	const seen = new Set(known.map(({ path }) => resolve(path)));
	const others = releaseFiles(listTree(root).map((path) => ({ path })), {
		first: [],
		most: MAX_FILES
	}).map(({ path }) => join(root, path)).filter((path) => !seen.has(path)).map((path) => ({
		path: relative(".", path),
		named: false
	}));
	return readChartReleases(root, [...known, ...others]);
}
// src/cli/check-charts.ts
/** How many charts are under way: one is judged while the next is rendered. */
const AT_ONCE = 2;
/** Renders the charts whose folders are among files, and judges what they become, one after the other. */
async function* checkCharts(files, ruleSet, { inspect, project } = {}) {
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const underWay = [];
	const folders = chartFolders(files);
	const releases = folders.length === 0 || !project ? [] : await readChartReleases(project.root, files);
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
export { otherFiles as n, readAllReleases as r, checkCharts as t };
