import { y as Engine } from "./rendered-kustomization.js";
import { a as ownValueFiles, i as missingSources, n as sourceFiles, o as releasesOfEach, r as elsewhereReleasesIn, s as sourcesOfRelease } from "./repository-sources.js";
import { t as judgeChart } from "./judge-chart.js";
import { t as deployedReleases } from "./deployed-releases.js";
import { n as GeneratorTrees, r as readRepositoryFile } from "./repository.js";
import { Jn as documentKey, _t as readSource, ct as listTree, kt as readSmallFile, mr as mayBringOthers, ur as sourcesIn, wt as ReleaseSources } from "./check.js";
import { i as shownRoot } from "./build-kustomizations.js";
const { join, relative } = process.getBuiltinModule("node:path");
const realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of);
// src/files/sources-of-repository.ts
/** Finds objects that say where charts are anywhere in a project, by the names of its files. */
var SourcesOfRepository = class {
	#root;
	#shown;
	#files;
	#read = /* @__PURE__ */ new Map();
	/** @param given the files that were given */
	constructor(root, given) {
		this.#root = root;
		this.#shown = shownRoot(root, given);
	}
	/** Those that releases name. */
	of(wanted) {
		if (wanted.length === 0) return [];
		this.#files ??= listTree(this.#root).map((path) => ({ path }));
		return sourceFiles(this.#files, wanted).flatMap(({ path }) => this.#in(path)).filter(({ kind, name }) => wanted.some((one) => one.kind === kind && one.name === name));
	}
	#in(path) {
		const known = this.#read.get(path);
		if (known) return known;
		const shown = join(this.#shown, path).replaceAll("\\", "/");
		const text = readSmallFile(shown);
		const sources = text === void 0 ? [] : sourcesIn({
			path: shown,
			text
		});
		this.#read.set(path, sources);
		return sources;
	}
};
// src/cli/read-release.ts
/** Finds the releases in files whose charts are not in the repository. */
var ReleasesElsewhere = class {
	#sources;
	#repository;
	#trees;
	#root;
	#files;
	#shown;
	/**
	* @param files those that may say where charts are
	* @param root that of the project
	*/
	constructor(files, root) {
		this.#sources = new ReleaseSources(files.map(({ path }) => path));
		this.#files = files;
		this.#repository = new SourcesOfRepository(root, files);
		this.#trees = new GeneratorTrees(root);
		this.#root = root;
	}
	/** Those in a text. */
	async in(source) {
		this.#shown ??= shownRoot(await realpath(this.#root), this.#files);
		const tree = await this.#trees.for(source.text);
		const near = this.#sources.of(source) ?? [];
		const sources = [...near, ...this.#repository.of(missingSources(source, near))];
		return elsewhereReleasesIn(source, {
			sources,
			root: this.#shown,
			tree
		});
	}
	/** Those in the text of an object that a kustomization builds. */
	built = (object, { placeOf, sources: own }) => {
		const sources = [...own, ...this.#sources.of(object) ?? []].filter((one) => own.includes(one) || !own.some((other) => isSameSource(one, other)));
		const more = this.#repository.of(missingSources(object, sources));
		return elsewhereReleasesIn(object, {
			sources: [...sources, ...more],
			root: this.#shown ?? "",
			placeOf
		});
	};
};
/** What is built counts over what is written. */
function isSameSource(one, other) {
	return one.kind === other.kind && one.name === other.name;
}
/** The text of a file that may have releases; undefined for all others. */
async function readReleaseFile(file) {
	if (file.path === "-" || !/\.ya?ml$/i.test(file.path)) return void 0;
	const source = await readSource(file);
	return source && "text" in source && mayBringOthers(source.text) ? source : void 0;
}
/** The chart of a release with its values; undefined where the chart is not at hand, a reason for one of no use. */
async function readRelease(releases, { charts, root }) {
	const found = await charts.of(releases[0].place);
	if (!found || "reason" in found) return found;
	return sourcesOfRelease(releases, found, await readOwnValues(releases, root));
}
async function readOwnValues(releases, root) {
	const texts = /* @__PURE__ */ new Map();
	for (const path of releases.flatMap(ownValueFiles)) {
		const content = await readRepositoryFile(root, relative(root, path));
		if (content && "text" in content) texts.set(path, content.text);
	}
	return texts;
}
/** Why nothing of a release can be rendered, by its document and by that of the object that says where its chart is. */
function unrenderedBy([{ file, document, place }], reason) {
	const { source } = place;
	const own = [documentKey(file.path, document), reason];
	return source ? [own, [documentKey(source.path, source.document), reason]] : [own];
}
// src/cli/check-releases.ts
/** Two renderings at a time are what the engine does. */
const AT_ONCE = 2;
/** Renders the releases in files whose charts are not in the repository, one after the other. */
async function* checkReleases(files, ruleSet, { inspect, deployed, ...by }) {
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const underWay = [];
	const reader = new ReleasesElsewhere(files, by.root);
	const written = await writtenReleases(files, reader);
	const own = {
		...deployed,
		root: by.root,
		ruleSet,
		reads: reader.built
	};
	const { releases } = await deployedReleases(files, written, own);
	for (const release of releasesOfEach(releases)) {
		const checked = checkRelease(release, means, by);
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
/** The releases as files have them. */
async function writtenReleases(files, reader) {
	const all = [];
	for (const file of files) {
		const source = await readReleaseFile(file);
		for (const one of source ? await reader.in(source) : []) all.push(one);
	}
	return all;
}
async function checkRelease(release, means, by) {
	const chart = await readRelease(release, by);
	if (!chart) return void 0;
	if ("reason" in chart) return notRendered(release, chart.reason);
	const { judged, rendered } = await judgeChart({ chart }, means);
	if (!rendered.values) return notRendered(release, rendered.skips[0]?.reason ?? "");
	const values = rendered.values.map(({ file }) => file.path);
	return {
		judged,
		releases: chart.releases ?? [],
		values,
		unrendered: /* @__PURE__ */ new Map()
	};
}
/** The object says itself why. */
function notRendered(release, reason) {
	return {
		judged: [],
		releases: [],
		values: [],
		unrendered: new Map(unrenderedBy(release, reason))
	};
}
export { unrenderedBy as a, readRelease as i, writtenReleases as n, ReleasesElsewhere as r, checkReleases as t };
