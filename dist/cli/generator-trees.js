import { o as __toESM } from "./rolldown-runtime.js";
import { g as require_picomatch } from "./command-line.js";
import { a as hasGitGenerators, i as globsOfSets } from "./placed-line.js";
import { Et as listTree } from "./check.js";
const { constants } = process.getBuiltinModule("node:fs");
const { isAbsolute, join, relative, sep } = process.getBuiltinModule("node:path");
const open = (...of) => process.getBuiltinModule("node:fs/promises").open(...of), realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of);
// src/files/repository-files.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
/** What people write is shorter; the whole of a kustomization is bounded as well. */
const MAX_BYTES = 16777216;
/**
* Reads a file of a repository. Links are followed inside of it.
*
* @param path from the root
* @returns undefined for what is no file, too large, or elsewhere
*/
async function readRepositoryFile(root, path) {
	try {
		const real = await realpath(join(root, path));
		const below = relative(await realpath(root), real);
		if (below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below)) return void 0;
		if (below.split(sep).includes(".git")) return void 0;
		const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			if (!stat.isFile() || stat.size > MAX_BYTES) return void 0;
			return contentOf(await file.readFile());
		} finally {
			await file.close();
		}
	} catch (error) {
		if (isAbsence(error)) return void 0;
		throw error;
	}
}
/** What is not there, or not for us to read. */
function isAbsence(error) {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	return [
		"ENOENT",
		"ENOTDIR",
		"EACCES",
		"EISDIR",
		"ELOOP",
		"ENAMETOOLONG",
		"ENXIO"
	].includes(code);
}
function contentOf(bytes) {
	try {
		return { text: new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes) };
	} catch {
		return { base64: bytes.toString("base64") };
	}
}
// src/files/generator-trees.ts
/** More files than generators of one repository go through. */
const MAX_FILES = 2e3;
/** What generators of sets of applications go through: read where a text has some. */
var GeneratorTrees = class {
	#root;
	#paths;
	#texts = /* @__PURE__ */ new Map();
	constructor(root) {
		this.#root = root;
	}
	/** The files for the sets in a text; undefined where it has none that needs any. */
	async for(text) {
		if (!hasGitGenerators(text)) return void 0;
		const root = await realpath(this.#root);
		this.#paths ??= listTree(root);
		const globs = globsOfSets(text);
		const isWanted = globs.length > 0 ? (0, import_picomatch.default)(globs, {
			dot: true,
			noextglob: true
		}) : () => false;
		for (const path of this.#paths) {
			if (this.#texts.size >= MAX_FILES) break;
			if (!isWanted(path) || this.#texts.has(path)) continue;
			const content = await readRepositoryFile(root, path);
			if (content && "text" in content) this.#texts.set(path, content.text);
		}
		return {
			paths: this.#paths,
			textOf: (path) => this.#texts.get(path)
		};
	}
};
export { readRepositoryFile as n, GeneratorTrees as t };
