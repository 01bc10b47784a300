import { n as readRepositoryFile, t as GeneratorTrees } from "./generator-trees.js";
import { i as Engine, r as reportedPath } from "./placed-line.js";
import { Ai as valueAt, Ct as pathFrom, In as readSource, Tt as releasesIn, Xn as ReleaseSources, cn as chartPlaceOf, hn as mayBringOthers, ji as rootOf, li as indexLines, pn as recognizeChart, wt as releaseSets } from "./check.js";
import { s as plainPath } from "./rendered-manifests.js";
import { t as judgeChart } from "./judge-chart.js";
const { relative } = process.getBuiltinModule("node:path");
const realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of);
// src/render/elsewhere-releases.ts
/**
* The releases in a file whose values are all there, or in files that they name from the root of the repository,
* and whose chart is elsewhere; without those of charts that Podseal knows.
*/
function elsewhereReleasesIn(file, { sources, root, tree }) {
	const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
	const lines = indexLines(file.text);
	return releasesIn(file, tree).flatMap((one) => {
		const { release, parsed, written } = one;
		const place = chartPlaceOf(release, sources, folder);
		const isOther = release.folder !== void 0 || recognizeChart(release, sources, folder);
		if (!place || isOther) return [];
		const { start } = (valueAt(rootOf(parsed), release.chartAt) ?? rootOf(parsed)).span;
		const valueFiles = written.valueFiles.map((path) => path.startsWith("/") ? `/${reportedPath({ folder: root }, plainPath(path))}` : path);
		const { name } = written;
		const own = name.slice(0, name.indexOf(" in ")).replaceAll(/[^\w.-]+/g, "-");
		return [{
			...written,
			valueFiles,
			place,
			folder: `${folder}${own}`,
			line: lines.position(start).line
		}];
	});
}
/** The files of values of a release that are not the chart's, as reports name them. */
function ownValueFiles({ valueFiles }) {
	return valueFiles.filter((path) => path.startsWith("/")).map((path) => path.slice(1));
}
/**
* A chart with the values of one release of it.
*
* @param own the texts of the release's own files of values, as reports name them
*/
function sourcesOfRelease(release, { files: whole, binaries }, own = /* @__PURE__ */ new Map()) {
	const { folder, file, line } = release;
	const files = { ...whole };
	for (const [path, text] of own) files[pathFrom(folder, path)] = text;
	const used = releaseSets(folder, [release], (path) => Object.hasOwn(files, path));
	const [path = file.path] = Object.keys(used.files);
	return {
		folder,
		binaries,
		links: [],
		unread: [],
		inline: used.inline,
		releases: used.releases,
		files: {
			...files,
			...used.files
		},
		sets: used.sets.map(({ values, post }) => ({
			name: void 0,
			values,
			post,
			release: release.releaseName || void 0,
			namespace: release.namespace || void 0
		})),
		installedAt: {
			path,
			line
		}
	};
}
// src/cli/check-releases.ts
/** Two renderings at a time are what the engine does. */
const AT_ONCE = 2;
/** Renders the releases in files whose charts are not in the repository, one after the other. */
async function* checkReleases(files, ruleSet, { charts, inspect, root }) {
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const underWay = [];
	for await (const release of releasesOf(files, root)) {
		const checked = checkRelease(release, means, {
			charts,
			root
		});
		checked.catch(() => void 0);
		underWay.push(checked);
		const oldest = underWay.length < AT_ONCE ? void 0 : await underWay.shift();
		if (oldest) yield oldest;
	}
	for (const one of underWay) {
		const last = await one;
		if (last) yield last;
	}
}
async function* releasesOf(files, root) {
	const sources = new ReleaseSources(files.map(({ path }) => path));
	const trees = new GeneratorTrees(root);
	const shown = relative(".", await realpath(root)).replaceAll("\\", "/");
	for (const file of files) {
		if (file.path === "-" || !/\.ya?ml$/i.test(file.path)) continue;
		const source = await readSource(file);
		if (!source || "reason" in source || !mayBringOthers(source.text)) continue;
		const tree = await trees.for(source.text);
		yield* elsewhereReleasesIn(source, {
			sources: sources.of(source) ?? [],
			root: shown,
			tree
		});
	}
}
async function checkRelease(release, means, { charts, root }) {
	const found = await charts.of(release.place);
	if (!found) return void 0;
	const { name, file, document, siblings, place } = release;
	const used = {
		name,
		path: file.path,
		document,
		siblings
	};
	if ("reason" in found) {
		const { judged } = await judgeChart({
			chart: sourcesOfRelease(release, {
				files: {},
				binaries: {}
			}),
			reason: found.reason
		}, means);
		return {
			judged,
			releases: []
		};
	}
	const chart = sourcesOfRelease(release, found, await readOwnValues(release, root));
	const { judged, rendered } = await judgeChart({ chart }, means);
	if (!rendered.values) return {
		judged,
		releases: []
	};
	const source = place.source && {
		name: "",
		...place.source,
		siblings: 1
	};
	return {
		judged,
		releases: source ? [used, source] : [used]
	};
}
async function readOwnValues(release, root) {
	const texts = /* @__PURE__ */ new Map();
	for (const path of ownValueFiles(release)) {
		const content = await readRepositoryFile(root, relative(root, path));
		if (content && "text" in content) texts.set(path, content.text);
	}
	return texts;
}
export { checkReleases as t };
