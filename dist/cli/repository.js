import { c as collectKustomization, o as layeredText } from "./rendered-kustomization.js";
import { Ar as isDataMap, Gr as indexLines, Hr as splitDocuments, Ur as parseDocumentAt, dt as inFolder, fi as rootOf, hi as valueAt, ht as readReferences, ii as field, kr as headerOf, li as items, lt as KUSTOMIZATION_FILES, mi as textOf, mt as pathFrom, oi as isMapping, qr as ParseBudget, qt as dataAt, ri as allFields, si as isSet, ui as ownField, ut as folderOf, yn as readSource, yt as listTree } from "./check.js";
import { constants } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { open, realpath } from "node:fs/promises";
// src/render/layers/entries.ts
/** An entry that is a text, such as a path. */
function textEntry(value, at) {
	const text = textOf(value);
	return text === void 0 ? void 0 : [placed(JSON.stringify(text), value, at)];
}
/** An entry on one line, whatever is in it. */
function dataEntry(value, at) {
	const data = dataAt(value.document.toData(), value.path);
	return data === void 0 ? void 0 : [placed(JSON.stringify(data), value, at)];
}
/** What becomes of an image: a mapping, or as Argo CD writes it: `name=other:tag`. */
function imageEntry(value, at) {
	const text = textOf(value);
	if (text === void 0) {
		const entry = dataEntry(value, at);
		const [first] = [
			"digest",
			"newTag",
			"newName"
		].flatMap((name) => field(value, name) ?? []);
		return first ? entry?.map((line) => ({
			...line,
			place: placeAt(first.value, at)
		})) : entry;
	}
	const image = readImage(text);
	return image && [placed(JSON.stringify(image), value, at)];
}
/** `nginx=registry.example.com/nginx:1.29`, without the name where only the tag changes. */
function readImage(text) {
	const equals = text.indexOf("=");
	const [named = "", digest] = text.slice(equals + 1).split("@", 2);
	const colon = named.lastIndexOf(":");
	const hasTag = colon > named.lastIndexOf("/");
	const newName = hasTag ? named.slice(0, colon) : named;
	const name = equals === -1 ? newName : text.slice(0, equals);
	if (name === "") return void 0;
	return {
		name,
		...newName !== "" && newName !== name && { newName },
		...hasTag && { newTag: named.slice(colon + 1) },
		...digest !== void 0 && { digest }
	};
}
/** A patch: a text, whose lines have their places, or one in a file. */
function patchEntry(value, at) {
	if (!isMapping(value)) return void 0;
	const data = dataAt(value.document.toData(), value.path);
	const patch = field(value, "patch")?.value;
	const text = textOf(patch);
	if (!isDataMap(data)) return void 0;
	if (patch === void 0 || text === void 0) return dataEntry(value, at);
	const start = at.lineOf(patch);
	const isLiteral = patch.document.text[patch.span.start] === "|";
	const lines = text.replace(/(?<!\n)\n+$/, "").split("\n");
	return [
		{
			text: "patch: |2-",
			place: at.placeOf(start)
		},
		...lines.map((line, index) => ({
			text: line === "" ? "" : `  ${line}`,
			place: at.placeOf(isLiteral ? start + 1 + index : start)
		})),
		...Object.entries(data).filter(([name]) => name !== "patch").map(([name, one]) => ({
			text: `${name}: ${JSON.stringify(one)}`,
			place: placeOf(value, name, at)
		}))
	];
}
function placeOf(value, name, at) {
	const found = field(value, name)?.value;
	return placeAt(isSet(found) ? found : value, at);
}
function placed(text, value, at) {
	return {
		text,
		place: placeAt(value, at)
	};
}
function placeAt(value, at) {
	return at.placeOf(at.lineOf(value));
}
// src/render/layers/read-layers.ts
const LAYER = /\bkind["']?[ \t]*:[ \t]*["']?(?:Kustomization|Application(?:Set)?)\b/;
/** Longer files with such objects are generated. */
const MAX_LENGTH = 1e6;
/** The objects in a text that deploy folders of the repository. */
function layersIn({ text, placeOf }) {
	if (text.length > MAX_LENGTH || !LAYER.test(text)) return [];
	const budget = new ParseBudget();
	const lines = indexLines(text);
	const lineOf = (value) => lines.position(value.span.start).line;
	const at = {
		lineOf,
		placeOf
	};
	return splitDocuments(text).flatMap((span, index) => {
		if (!LAYER.test(text.slice(span.start, span.end))) return [];
		const document = parseDocumentAt(text, span, index, budget);
		if (!document || !("root" in document)) return [];
		const root = rootOf(document);
		const { kind } = headerOf(root);
		const place = placeOf(lineOf(root));
		const read = place && readLayer(root, at);
		const name = textOf(valueAt(root, ["metadata", "name"])) ?? "";
		return read ? [{
			...read,
			name: `${kind}/${name}`,
			path: place.path,
			document: index
		}] : [];
	});
}
function readLayer(root, at) {
	const { group, kind } = headerOf(root);
	const spec = field(root, "spec")?.value;
	if (group === "kustomize.toolkit.fluxcd.io" && kind === "Kustomization") return flux(spec, at);
	if (group === "argoproj.io" && kind === "Application") return argo(spec, at);
}
/** What else changes what is built, and is not read here. */
const UNREAD = ["patchesStrategicMerge", "patchesJson6902"];
function flux(spec, at) {
	const kind = textOf(valueAt(spec, ["sourceRef", "kind"]));
	const folder = pathFrom("", textOf(field(spec, "path")?.value) ?? "");
	if (kind !== "GitRepository" || folder === void 0) return void 0;
	if (UNREAD.some((name) => items(field(spec, name)?.value).length > 0)) return void 0;
	return {
		folder,
		changes: changesOf(spec, "targetNamespace", at),
		variables: variablesOf(field(spec, "postBuild")?.value),
		isForPlainFiles: true
	};
}
function argo(spec, at) {
	const source = field(spec, "source")?.value;
	const path = textOf(field(source, "path")?.value);
	const folder = path === void 0 ? void 0 : pathFrom("", path);
	const kustomize = field(source, "kustomize")?.value;
	const isOther = [
		"helm",
		"directory",
		"plugin"
	].some((name) => isSet(field(source, name)?.value));
	if (folder === void 0 || isOther) return void 0;
	return {
		folder,
		changes: changesOf(kustomize, "namespace", at),
		variables: void 0,
		isForPlainFiles: false
	};
}
/** @param namespace what the field for it is called */
function changesOf(from, namespace, at) {
	const setting = (name) => settingOf(field(from, name)?.value, at);
	return {
		lists: {
			components: listOf(from, "components", (one) => textEntry(one, at)),
			patches: listOf(from, "patches", (one) => patchEntry(one, at)),
			images: listOf(from, "images", (one) => imageEntry(one, at))
		},
		settings: {
			namespace: setting(namespace),
			namePrefix: setting("namePrefix"),
			nameSuffix: setting("nameSuffix")
		}
	};
}
function listOf(value, name, toEntry) {
	return items(field(value, name)?.value).flatMap((one) => {
		const entry = toEntry(one);
		return entry ? [entry] : [];
	});
}
function settingOf(value, at) {
	const text = textOf(value);
	if (value === void 0 || text === void 0 || text === "") return void 0;
	return {
		text: JSON.stringify(text),
		place: at.placeOf(at.lineOf(value))
	};
}
/** Flux fills in nothing, not even defaults, where it is told of no variables. */
function variablesOf(postBuild) {
	const given = field(postBuild, "substitute")?.value;
	const isOpen = items(field(postBuild, "substituteFrom")?.value).length > 0;
	const values = new Map(allFields(given).map(({ name, value }) => [name, textOf(value) ?? ""]));
	return values.size > 0 || isOpen ? {
		values,
		isOpen
	} : void 0;
}
// src/render/layers/layer.ts
/** The lists of a kustomization that an object in a cluster adds to. */
const LAYER_LISTS = [
	"components",
	"patches",
	"images"
];
/** The single values of a kustomization that such an object sets. */
const LAYER_SETTINGS = [
	"namespace",
	"namePrefix",
	"nameSuffix"
];
// src/render/layers/layered-kustomization.ts
const ENTRIES = {
	components: textEntry,
	patches: patchEntry,
	images: imageEntry
};
/**
* A kustomization with what an object in a cluster adds to it, as Flux and Argo CD write it: into the same
* file. Lists that both have are written anew at the end, each line with its place.
*
* @returns undefined for a text that is no kustomization in block style
*/
function layeredKustomization({ path, text }, { lists, settings }) {
	const root = blockMapping(text);
	if (!root) return void 0;
	const at = placesIn(path, text);
	const own = new OwnLines(root, {
		path,
		text
	});
	const added = [];
	for (const name of LAYER_LISTS) {
		const more = lists[name] ?? [];
		if (more.length === 0) continue;
		const there = items(own.remove(name)).flatMap((one) => {
			const entry = ENTRIES[name](one, at);
			return entry ? [entry] : [];
		});
		for (const line of listLines(name, [...there, ...more])) added.push(line);
	}
	for (const name of LAYER_SETTINGS) {
		const value = settings[name];
		if (!value) continue;
		own.remove(name);
		added.push({
			text: `${name}: ${value.text}`,
			place: value.place
		});
	}
	return [...own.lines, ...added];
}
function blockMapping(text) {
	const spans = splitDocuments(text);
	const [span] = spans;
	const document = span && parseDocumentAt(text, span, 0);
	if (!document || !("root" in document) || spans.length !== 1) return void 0;
	const root = rootOf(document);
	const { start } = root.span;
	return isMapping(root) && text[start] !== "{" && indexLines(text).position(start).column === 1 ? root : void 0;
}
/** The lines of a kustomization, some of whose keys are written elsewhere. */
var OwnLines = class {
	lines;
	#root;
	#text;
	constructor(root, { path, text }) {
		this.#root = root;
		this.#text = text;
		this.lines = text.split("\n").map((line, index) => ({
			text: /^(?:---|\.\.\.)\s*$/.test(line) ? "" : line,
			place: {
				path,
				line: index + 1
			}
		}));
	}
	/** Takes a key out; returns its value. */
	remove(name) {
		const found = ownField(this.#root, name);
		if (!found) return void 0;
		const lines = indexLines(this.#text);
		const from = lines.position(found.key.start).line;
		const to = lines.position(Math.max(found.key.end, found.value.span.end - 1)).line;
		for (let line = from; line <= to; line++) this.lines[line - 1] = NOTHING;
		return found.value;
	}
};
const NOTHING = {
	text: "",
	place: void 0
};
function placesIn(path, text) {
	const lines = indexLines(text);
	return {
		lineOf: ({ span }) => lines.position(span.start).line,
		placeOf: (line) => ({
			path,
			line
		})
	};
}
function* listLines(name, entries) {
	yield {
		text: `${name}:`,
		place: entries[0]?.[0]?.place
	};
	for (const entry of entries) for (const [index, { text, place }] of entry.entries()) yield {
		text: text === "" ? "" : `${index === 0 ? "- " : "  "}${text}`,
		place
	};
}
/** The kustomization that Flux makes for a folder which has none. */
function generatedKustomization(resources) {
	return `resources:\n${resources.map((name) => `- ${JSON.stringify(name)}\n`).join("")}`;
}
// src/files/repository-files.ts
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
// src/files/layered-sources.ts
/** More files in a folder without a kustomization than people keep there. */
const MAX_PLAIN_FILES = 2e3;
/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
async function layeredFile(root, layer) {
	const own = await ownKustomization(root, layer);
	const lines = own && layeredKustomization(own, layer.changes);
	if (!own || !lines) return void 0;
	const { path, isThere } = own;
	return {
		path,
		isThere,
		madeBy: layer.path,
		lines,
		variables: layer.variables
	};
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
	const resources = layer.isForPlainFiles && layer.folder !== "" ? await plainResources(root, layer.folder) : [];
	if (resources.length === 0) return void 0;
	return {
		path: inFolder(layer.folder, "kustomization.yaml"),
		text: generatedKustomization(resources),
		isThere: false
	};
}
/** What Flux takes of a folder without a kustomization: its files, and the kustomizations in it. */
async function plainResources(root, folder) {
	const paths = (await listTree(join(root, folder))).filter((path) => /\.ya?ml$|\/Kustomization$/.test(path));
	if (paths.length > MAX_PLAIN_FILES) return [];
	const folders = new Set(paths.filter(isKustomization).map(folderOf));
	const outermost = [...folders].filter((one) => !isBelow(folderOf(one), folders));
	const files = [];
	for (const path of paths.filter((one) => !isBelow(folderOf(one), folders))) {
		const content = await readRepositoryFile(root, inFolder(folder, path));
		if (content && "text" in content && OBJECT.test(content.text)) files.push(path);
	}
	return [...outermost, ...files].toSorted();
}
function isKustomization(path) {
	return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1));
}
const OBJECT = /^["']?kind["']?[ \t]*:/m;
function isBelow(path, folders) {
	for (let folder = path; folder !== ""; folder = folderOf(folder)) if (folders.has(folder)) return true;
	return false;
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
	const named = /* @__PURE__ */ new Set([
		layered.madeBy,
		...layered.isThere ? [layered.path] : [],
		...layered.lines.flatMap(({ place }) => place ? [place.path] : [])
	]);
	for (const path of named) {
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
/** The groups of the objects that deploy folders. */
const MAY_DEPLOY = /\b(?:kustomize\.toolkit\.fluxcd|argoproj)\.io\//;
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
	/** The objects in files that deploy folders of the repository. */
	async layers(found) {
		const layers = [];
		for (const file of found) {
			if (!/\.ya?ml$/i.test(file.path)) continue;
			const source = await readSource(file);
			if (!source || "reason" in source || !MAY_DEPLOY.test(source.text)) continue;
			const path = await this.pathOf(file.path);
			if (path === void 0) continue;
			const placeOf = (line) => ({
				path,
				line
			});
			for (const layer of layersIn({
				text: source.text,
				placeOf
			})) layers.push(layer);
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
export { layersIn as n, Repository as t };
