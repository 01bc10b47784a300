import { n as readRepositoryFile, t as GeneratorTrees } from "./generator-trees.js";
import { Et as listTree, Zn as readSource, hn as documentKey, kn as mayBringOthers, lr as sourcesIn, or as ReleaseSources, pr as readSmallFile } from "./check.js";
import { i as sourcesOfRelease, n as missingSources, o as sourceFiles, r as ownValueFiles, t as elsewhereReleasesIn } from "./elsewhere-releases.js";
const { join, relative } = process.getBuiltinModule("node:path");
const realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of);
// src/files/sources-of-repository.ts
/** Finds objects that say where charts are anywhere in a project, by the names of its files. */
var SourcesOfRepository = class {
	#root;
	#files;
	#read = /* @__PURE__ */ new Map();
	constructor(root) {
		this.#root = root;
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
		const shown = relative(".", join(this.#root, path)).replaceAll("\\", "/");
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
	#shown;
	/**
	* @param files those that may say where charts are
	* @param root that of the project
	*/
	constructor(files, root) {
		this.#sources = new ReleaseSources(files.map(({ path }) => path));
		this.#repository = new SourcesOfRepository(root);
		this.#trees = new GeneratorTrees(root);
		this.#root = root;
	}
	/** Those in a text. */
	async in(source) {
		this.#shown ??= relative(".", await realpath(this.#root)).replaceAll("\\", "/");
		const tree = await this.#trees.for(source.text);
		const near = this.#sources.of(source) ?? [];
		const sources = [...near, ...this.#repository.of(missingSources(source, near))];
		return elsewhereReleasesIn(source, {
			sources,
			root: this.#shown,
			tree
		});
	}
};
/** The text of a file that may have releases; undefined for all others. */
async function readReleaseFile(file) {
	if (file.path === "-" || !/\.ya?ml$/i.test(file.path)) return void 0;
	const source = await readSource(file);
	return source && "text" in source && mayBringOthers(source.text) ? source : void 0;
}
/** The chart of a release with its values; undefined where the chart is not at hand, a reason for one of no use. */
async function readRelease(release, { charts, root }) {
	const found = await charts.of(release.place);
	if (!found || "reason" in found) return found;
	return sourcesOfRelease(release, found, await readOwnValues(release, root));
}
async function readOwnValues(release, root) {
	const texts = /* @__PURE__ */ new Map();
	for (const path of ownValueFiles(release)) {
		const content = await readRepositoryFile(root, relative(root, path));
		if (content && "text" in content) texts.set(path, content.text);
	}
	return texts;
}
/** Why nothing of a release can be rendered, by its document and by that of the object that says where its chart is. */
function unrenderedBy({ file, document, place: { source } }, reason) {
	const own = [documentKey(file.path, document), reason];
	return source ? [own, [documentKey(source.path, source.document), reason]] : [own];
}
export { unrenderedBy as i, readRelease as n, readReleaseFile as r, ReleasesElsewhere as t };
