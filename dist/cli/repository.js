import { o as __toESM } from "./rolldown-runtime.js";
import { _ as globsOfSets, c as hasObject, d as plainKustomization, g as collectKustomization, l as layeredFileOf, m as layeredText, s as filesOfLayer, u as plainFolder, v as hasGitGenerators } from "./rendered-kustomization.js";
import { Fn as KUSTOMIZATION_FILES, Sn as mayDeploy, Un as readReferences, _t as readSource, ct as listTree, xn as layersIn, zn as inFolder } from "./check.js";
import { st as require_picomatch } from "./command-line.js";
const { constants } = process.getBuiltinModule("node:fs");
const { basename, dirname, isAbsolute, join, relative, sep } = process.getBuiltinModule("node:path");
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
		const globs = [...globsOfSets(text).files];
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
// src/files/layered-sources.ts
/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
async function layeredFile(root, layer) {
	const own = await ownKustomization(root, layer);
	return own && layeredFileOf(own, layer);
}
async function ownKustomization(root, layer) {
	for (const name of KUSTOMIZATION_FILES) {
		const path = inFolder(layer.folder, name);
		const content = await readRepositoryFile(root, path);
		if (content && "text" in content) return {
			path,
			text: content.text,
			isThere: true
		};
	}
	const { folders, files } = layer.isForPlainFiles && layer.folder !== "" ? plainFolder(layer, listTree(join(root, layer.folder))) : {
		folders: [],
		files: []
	};
	const resources = [...folders];
	for (const path of files) {
		const content = await readRepositoryFile(root, inFolder(layer.folder, path));
		if (content && "text" in content && hasObject(content.text)) resources.push(path);
	}
	return plainKustomization(layer.folder, resources);
}
/** What is read for a kustomization, with the file that a layer makes in place of its own. */
function withLayeredFile(contents, layered, asked) {
	if (layered && asked.includes(layered.path)) contents.set(layered.path, { text: layeredText(layered) });
	return contents;
}
/** Sources as reports need them: the layer's own files, and the kustomization as it is. */
async function withLayer(sources, layered, root) {
	const files = { ...sources.files };
	delete files[layered.path];
	for (const path of filesOfLayer(layered)) {
		if (files[path] !== void 0) continue;
		const content = await readRepositoryFile(root, path);
		if (content && "text" in content) files[path] = content.text;
	}
	return {
		...sources,
		files,
		layered
	};
}
// src/files/repository.ts
/** The kustomizations of a repository on this machine. */
var Repository = class Repository {
	/** Absolute, its links followed. */
	root;
	constructor(root) {
		this.root = root;
	}
	static async at(root) {
		return new Repository(await realpath(root));
	}
	/** A path from the root; undefined for one that is outside. */
	async pathOf(path) {
		const found = relative(this.root, await realpath(path));
		return found === ".." || found.startsWith(`..${sep}`) ? void 0 : found.split(sep).join("/");
	}
	/**
	* What kustomizations name, by their folders from the root. Those that are outside are left out.
	*
	* @param found their files
	*/
	async references(found) {
		const all = /* @__PURE__ */ new Map();
		for (const { path } of found) {
			const folder = await this.pathOf(dirname(path));
			if (folder === void 0) continue;
			const content = await readRepositoryFile(this.root, inFolder(folder, basename(path)));
			if (content && "text" in content) all.set(folder, readReferences(content.text));
		}
		return all;
	}
	/**
	* The objects in files that deploy folders of the repository.
	*
	* @param looks is told of each file that is read
	*/
	async layers(found, looks) {
		const layers = [];
		const trees = new GeneratorTrees(this.root);
		for (const file of found) {
			if (!/\.ya?ml$/i.test(file.path)) continue;
			const source = await readSource(file);
			if (!source || "reason" in source) continue;
			looks?.take(source);
			if (!mayDeploy(source.text)) continue;
			const path = await this.pathOf(file.path);
			if (path === void 0) continue;
			const placeOf = (line) => ({
				path,
				line
			});
			const tree = await trees.for(source.text);
			for (const layer of layersIn({
				text: source.text,
				placeOf
			}, tree)) layers.push(layer);
		}
		return layers;
	}
	/** All that the kustomization in a folder needs; why there is too much of it. */
	async collect(folder) {
		return this.#collect(folder, void 0);
	}
	/** The same for what an object of the cluster deploys; undefined where that is not in the repository. */
	async collectLayer(layer) {
		const layered = await layeredFile(this.root, layer);
		if (!layered) return void 0;
		const sources = await this.#collect(layer.folder, layered);
		return "reason" in sources ? sources : withLayer(sources, layered, this.root);
	}
	async #collect(folder, layered) {
		const collecting = collectKustomization(folder);
		let step = collecting.next(/* @__PURE__ */ new Map());
		while (step.done !== true) {
			const contents = /* @__PURE__ */ new Map();
			for (const path of step.value) {
				const content = await readRepositoryFile(this.root, path);
				if (content) contents.set(path, content);
			}
			step = collecting.next(withLayeredFile(contents, layered, step.value));
		}
		return step.value;
	}
};
export { GeneratorTrees as n, readRepositoryFile as r, Repository as t };
