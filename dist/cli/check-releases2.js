import { n as readRepositoryFile, t as GeneratorTrees } from "./generator-trees.js";
import { i as Engine } from "./placed-line.js";
import { Kn as readSource, tr as ReleaseSources, wn as mayBringOthers } from "./check.js";
import { i as sourcesOfRelease, r as ownValueFiles, t as elsewhereReleasesIn } from "./elsewhere-releases.js";
import { t as judgeChart } from "./judge-chart.js";
const { relative } = process.getBuiltinModule("node:path");
const realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of);
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
	const own = await readOwnValues(release, root);
	const chart = sourcesOfRelease(release, found, own);
	const { judged, rendered } = await judgeChart({ chart }, means);
	return {
		judged,
		releases: rendered.values ? chart.releases ?? [] : []
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
