import { Bt as inFolder, Gt as generatedKustomization, Hi as textOf, Ht as namedIn, It as layersIn, Kt as layeredKustomization, Pi as field, Rt as KUSTOMIZATION_FILES, Si as indexLines, Vt as kustomizationsIn, Wi as rootOf, Wt as readReferences, bi as parseDocumentAt, bt as namedSourcesIn, kn as mayBringOthers, lr as sourcesIn, mn as readManifest, yi as splitDocuments, yt as namedDocuments, zi as items, zt as folderOf } from "./check.js";
import { r as reportedPath, t as textOfLines } from "./placed-line.js";
// src/render/collect-kustomization.ts
/** As for charts: the largest public kustomizations have some hundred files. */
const MAX_FILES = 5e3;
const MAX_LENGTH = 33554432;
/** What a kustomization names may be one of four files. */
const MAX_ASKED = 4 * MAX_FILES;
/**
* Finds the files of a kustomization, in rounds: it asks for files, is given those that there are, and asks for
* what these name. All that is in the repository can be a part of it, also `../`.
*
* @returns the files, or why there are too many of them
*/
function* collectKustomization(root) {
	const collected = new Collected();
	let wanted = kustomizationsIn(root);
	while (wanted.length > 0) {
		const contents = yield wanted;
		for (const path of wanted) {
			const content = contents.get(path);
			if (content) collected.add(path, content);
		}
		const reason = collected.tooMuch();
		if (reason !== void 0) return { reason };
		wanted = collected.next(wanted);
	}
	return collected.end(root);
}
var Collected = class {
	#contents = /* @__PURE__ */ new Map();
	#asked = /* @__PURE__ */ new Set();
	#folders = /* @__PURE__ */ new Set();
	#length = 0;
	add(path, content) {
		this.#contents.set(path, content);
		this.#length += "text" in content ? content.text.length : content.base64.length;
	}
	tooMuch() {
		if (this.#asked.size > MAX_ASKED || this.#contents.size > MAX_FILES) return `it needs over ${MAX_FILES} files`;
		const megabytes = MAX_LENGTH / 1024 / 1024;
		return this.#length > MAX_LENGTH ? `its files have over ${megabytes} MiB` : void 0;
	}
	/** What the kustomizations name that were read last. */
	next(read) {
		for (const path of read) this.#asked.add(path);
		const found = /* @__PURE__ */ new Set();
		for (const path of read) {
			const content = this.#contents.get(path);
			const isKustomization = kustomizationsIn(folderOf(path)).includes(path);
			if (!content || !("text" in content) || !isKustomization) continue;
			this.#folders.add(folderOf(path));
			for (const name of namedIn(folderOf(path), readReferences(content.text))) found.add(name);
		}
		return [...found].filter((path) => !this.#asked.has(path));
	}
	end(root) {
		const files = {};
		const binaries = {};
		for (const [path, content] of this.#contents) if ("text" in content) files[path] = content.text;
		else binaries[path] = content.base64;
		return {
			root,
			files,
			binaries,
			folders: [...this.#folders]
		};
	}
};
// src/render/layers/substitute.ts
/** `${NAME}`, with a default as `${NAME:=a}`; a `$` before it keeps it as it is. */
const VARIABLE = /\$?\$\{([A-Za-z_]\w*)(?::?[-=]([^${}\n]*))?\}/g;
/** The names of the variables in a text. */
function variablesIn(text) {
	return text.includes("${") ? [...text.matchAll(VARIABLE)].flatMap(([, name]) => name ?? []) : [];
}
/** An object that is left as it is. */
const DISABLED = /^ *kustomize\.toolkit\.fluxcd\.io\/substitute: ["']?disabled["']?$/m;
/**
* What was built, with its variables filled in as Flux does: an unknown one without a default is empty, unless
* the cluster may know it. A value of several lines stays a variable: lines keep their places.
*/
function substituted(text, { values, isOpen }) {
	return text.split(/^(?=---\n)/m).map((object) => DISABLED.test(object) ? object : filledIn(object, values, isOpen)).join("");
}
function filledIn(text, values, isOpen) {
	return text.replace(VARIABLE, (whole, name, usual) => {
		if (whole.startsWith("$$")) return whole.slice(1);
		const value = values.get(name) ?? (isOpen ? void 0 : usual ?? "");
		return value === void 0 || value.includes("\n") ? whole : value;
	});
}
// src/render/layers/layered-build.ts
/** What the engine is given in place of the kustomization's file. */
function layeredText({ lines }) {
	return textOfLines(lines);
}
/** What was built with a layer, with the places where its kustomization's lines come from. */
function placedAnswer(answer, layered) {
	if (!layered || !("text" in answer)) return answer;
	const { path, isThere, lines, variables } = layered;
	const files = [...answer.files];
	const number = (name) => {
		const known = files.indexOf(name);
		return known === -1 ? files.push(name) - 1 : known;
	};
	const own = answer.files.indexOf(path);
	const placed = answer.lines.map((line) => {
		const [file, at = 0] = line;
		const place = file === own ? lines[at - 1]?.place : void 0;
		if (file !== own || own === -1) return line;
		return place ? [number(place.path), place.line] : [];
	});
	const left = answer.left.map((one) => {
		const place = one.file === path ? lines[one.line - 1]?.place : void 0;
		return place ? {
			...one,
			file: place.path,
			line: place.line
		} : one;
	});
	return {
		...answer,
		text: variables ? substituted(answer.text, variables) : answer.text,
		files,
		lines: placed,
		left,
		sources: answer.sources.filter((name) => isThere || name !== path),
		deployedBy: {
			path: layered.madeBy,
			line: layered.madeAt
		},
		...variables && { causes: causesIn(answer.text, variables) }
	};
}
/** The lines where variables are written that are filled in, by the line of the build. */
function causesIn(text, { places }) {
	const causes = /* @__PURE__ */ new Map();
	for (const [index, line] of text.split("\n").entries()) {
		const found = variablesIn(line).flatMap((name) => places.get(name) ?? []);
		if (found.length > 0) causes.set(index, found);
	}
	return causes;
}
// src/render/layers/layered-file.ts
/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
function layeredFileOf({ path, text, isThere }, layer) {
	const { path: madeBy, line: madeAt, name, document, siblings, changes, variables } = layer;
	const lines = layeredKustomization({
		path,
		text
	}, changes);
	if (!lines) return void 0;
	return {
		path,
		isThere,
		madeBy,
		madeAt,
		lines,
		variables,
		own: text,
		changes,
		written: layer.isAsBuilt === true ? void 0 : {
			name,
			document,
			siblings
		}
	};
}
/** The same, where the texts of the files that it is made from are others. */
function relayered(layered, files) {
	const { path, isThere, madeBy, written } = layered;
	const own = {
		path,
		isThere,
		text: isThere ? files[path] ?? "" : layered.own
	};
	if (!written) {
		const lines = layeredKustomization(own, layered.changes);
		return lines && {
			...layered,
			lines,
			own: own.text
		};
	}
	const placeOf = (line) => ({
		path: madeBy,
		line
	});
	const layer = layersIn({
		text: files[madeBy] ?? "",
		placeOf
	}).find(({ name, document, folder }) => name === written.name && document === written.document && folder === folderOf(path));
	return layer && layeredFileOf(own, layer);
}
/** The files that a layered kustomization has lines from. */
function filesOfLayer({ madeBy, isThere, path, lines }) {
	const places = lines.flatMap(({ place }) => place ? [place.path] : []);
	return [.../* @__PURE__ */ new Set([
		madeBy,
		...isThere ? [path] : [],
		...places
	])];
}
/** The files whose edits would change a layer in a way that only other builds tell. */
function untoldFilesOf(layered) {
	if (layered.written) return [];
	return filesOfLayer(layered).filter((one) => one !== layered.path);
}
/** More files in a folder without a kustomization than people keep there. */
const MAX_PLAIN_FILES = 2e3;
/** Finds that out. The whole of a repository is that of another one, or not only for a cluster. */
function plainFolder({ folder, isForPlainFiles }, below) {
	const paths = below.filter((path) => /\.ya?ml$|\/Kustomization$/.test(path));
	if (!isForPlainFiles || folder === "" || paths.length > MAX_PLAIN_FILES) return {
		folders: [],
		files: []
	};
	const folders = new Set(paths.filter(isKustomization).map(folderOf));
	return {
		folders: [...folders].filter((one) => !isBelow(folderOf(one), folders)),
		files: paths.filter((one) => !isBelow(folderOf(one), folders))
	};
}
/** The kustomization that Flux makes of these. */
function plainKustomization(folder, resources) {
	if (resources.length === 0) return void 0;
	const text = generatedKustomization(resources.toSorted());
	return {
		path: inFolder(folder, "kustomization.yaml"),
		text,
		isThere: false
	};
}
function isKustomization(path) {
	return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1));
}
/** Whether a text has an object. */
function hasObject(text) {
	return /^["']?kind["']?[ \t]*:/m.test(text);
}
function isBelow(path, folders) {
	for (let folder = path; folder !== ""; folder = folderOf(folder)) if (folders.has(folder)) return true;
	return false;
}
// src/render/generators.ts
const KEYS = {
	ConfigMap: "configMapGenerator",
	Secret: "secretGenerator"
};
/** The entry that makes an object of a build, whose name can have got a prefix, a suffix and a hash. */
function generatorOf(text, generators) {
	const [, kind] = /^kind: (\w+)$/m.exec(text) ?? [];
	const name = nameIn(text.split("\n"));
	const [found] = generators.filter((one) => one.kind === kind && name?.includes(one.name) === true).toSorted((a, b) => b.name.length - a.name.length || Number(a.isAddition) - Number(b.isAddition));
	return found?.place;
}
/** The name of an object, as Kustomize prints objects: two blanks are one level. */
function nameIn(lines) {
	const start = lines.indexOf("metadata:") + 1;
	for (const line of start === 0 ? [] : lines.slice(start)) {
		if (!line.startsWith("  ")) return void 0;
		if (line.startsWith("  name: ")) return line.slice(8);
	}
}
/** The entries of a kustomization, and of those that it uses. */
function generatorsIn({ files, folders }) {
	return folders.flatMap((folder) => KUSTOMIZATION_FILES.map((name) => inFolder(folder, name))).flatMap((path) => {
		const text = files[path];
		return text === void 0 || !text.includes("Generator:") ? [] : readGenerators(path, text);
	});
}
function readGenerators(path, text) {
	const [span] = splitDocuments(text);
	const document = span && parseDocumentAt(text, span, 0);
	if (!document || !("root" in document)) return [];
	const lines = indexLines(text);
	return Object.entries(KEYS).flatMap(([kind, key]) => items(field(rootOf(document), key)?.value).flatMap((entry) => {
		const name = textOf(field(entry, "name")?.value);
		if (name === void 0 || name === "") return [];
		const { line } = lines.position(entry.span.start);
		const behavior = textOf(field(entry, "behavior")?.value);
		return {
			kind,
			name,
			place: {
				path,
				line
			},
			isAddition: behavior === "merge"
		};
	}));
}
// src/render/base-line.ts
/**
* The line of a printed object that stands for what a mapping is part of: the name of its container, or the key
* of its pod. Kustomize prints mappings in blocks, with two spaces for each level.
*
* @param lines of the printed object
* @param index the line of the mapping's key, from 0
*/
function lineOfParent(lines, index) {
	const indent = indentOf(lines[index]);
	const start = lines.findLastIndex((line, at) => at <= index && indentOf(line, "") < indent);
	if (start === -1 || !isItem(lines[start])) return start === -1 ? void 0 : start;
	const end = lines.findIndex((line, at) => at > start && indentOf(line, "") < indent);
	const name = lines.findIndex((line, at) => at >= start && (end === -1 || at < end) && indentOf(line) === indent && /^ *(?:- )?name: /.test(line));
	return name === -1 ? start : name;
}
/** How far a line is indented; the mark of an item counts as blanks, unless it is told to count otherwise. */
function indentOf(line = "", item = "  ") {
	const text = item === "" ? line : line.replace(/^( *)- /, `$1${item}`);
	return text.length - text.trimStart().length;
}
function isItem(line = "") {
	return /^ *- /.test(line);
}
// src/render/rendered-kustomization.ts
/** What the engine is asked for a kustomization. */
function buildRequestFor({ sources }) {
	const { root, files, binaries, layered } = sources;
	if (!layered) return {
		root,
		files,
		binaries
	};
	return {
		root,
		files: {
			...files,
			[layered.path]: layeredText(layered)
		},
		binaries
	};
}
/** The file of a kustomization, from the root of the repository. */
function mainOf({ root, files, layered }) {
	if (layered?.isThere === false) return layered.madeBy;
	const paths = KUSTOMIZATION_FILES.map((name) => inFolder(root, name));
	return paths.find((path) => Object.hasOwn(files, path)) ?? paths[0] ?? root;
}
/** Reads what a kustomization becomes. */
function readBuilt(read, answer, options = {}) {
	const { kinds } = options;
	const { folder, sources } = read;
	const source = {
		kind: "kustomization",
		folder,
		files: sources.files,
		main: mainOf(sources)
	};
	if (!("text" in answer)) {
		const why = "reason" in answer ? answer.reason : `Kustomize can't build it: ${short(answer.error)}`;
		return {
			source,
			manifests: [],
			values: void 0,
			skips: [{
				file: reportedPath(source, source.main),
				reason: why
			}],
			unused: []
		};
	}
	const files = [...new Set(answer.left.filter(isJudgedAsText).map(({ file }) => file))];
	return {
		source,
		manifests: manifestsIn(read, answer, options),
		values: files.map((path) => readManifest({
			path: reportedPath(source, path),
			text: sources.files[path] ?? ""
		}, { kinds })),
		skips: answer.left.map(({ file, ...left }) => ({
			file: reportedPath(source, file),
			reason: `line ${left.line}: ${reasonFor(left)}`
		})),
		unused: []
	};
}
/** Of what is left out, the values that the kustomization itself has are known. */
function isJudgedAsText({ kind, name }) {
	return kind === "helm" || kind === "patch" && name === "";
}
/**
* The files whose objects and patches show in a build: they need no look by themselves. Of an object that brings
* others along, such as a release of a chart, more is known from its own file.
*/
function shownIn(read, answer, { elsewhere } = {}) {
	if (!("sources" in answer)) return [];
	return answer.sources.flatMap((path) => !elsewhere && bringsOthers(read, path) ? [] : reportedPath(read, path));
}
function bringsOthers({ sources }, path) {
	return mayBringOthers(sources.files[path] ?? "");
}
function reasonFor({ kind, name }) {
	const what = name === "" ? "a patch" : name;
	return {
		remote: `${what} is not in the repository, and is left out`,
		missing: `${what} is not there, and is left out`,
		helm: `the Helm chart ${what} is left out: render it with helm template`,
		plugin: `the plugin ${what} is not run: what it makes is left out`,
		patch: `${what} is left out, since its object is`
	}[kind];
}
/** Kustomize repeats in an error where it came through; the end says what is wrong, and in which folder. */
function short(error) {
	const whole = error.replaceAll(/\s+/g, " ").trim();
	const at = whole.lastIndexOf(RECURSED);
	const text = at === -1 ? whole : whole.slice(at + RECURSED.length);
	return text.length > MAX_ERROR ? `… ${text.slice(-MAX_ERROR)}` : text;
}
const RECURSED = "recursed accumulation of path ";
const MAX_ERROR = 300;
/**
* What a kustomization becomes, by the files that its objects come from: an object is known by its file, as if
* it were judged there.
*/
function manifestsIn(read, build, { elsewhere, kinds, releaseSources }) {
	const { files, named } = objectsByFile(read, build, elsewhere);
	const own = files.flatMap(({ file }) => sourcesIn(file));
	const options = {
		kinds,
		releaseSources: releaseSources && [...own, ...releaseSources],
		renderedDocuments: new Set(namedDocuments(named, own)),
		isRendered: true
	};
	return files.map(({ path, objects, file }) => {
		return {
			set: { name: void 0 },
			sources: new BuiltLines(objects.flatMap((one, index) => index === 0 ? one.places : [void 0, ...one.places]), {
				path,
				text: file.text
			}, build.deployedBy),
			manifest: readManifest(file, options)
		};
	});
}
/** The objects that are judged in a build, and what the releases among all of its objects name. */
function objectsByFile(read, build, elsewhere) {
	const { folder, sources } = read;
	const byFile = /* @__PURE__ */ new Map();
	const named = [];
	for (const [index, object] of objectsIn(build, generatorsIn(sources)).entries()) {
		const path = object.places.find((place) => place !== void 0)?.path ?? mainOf(sources);
		const own = namedSourcesIn({
			path: reportedPath({ folder }, path),
			text: object.text
		});
		for (const one of own) named.push(one);
		if (elsewhere ? elsewhere.has(index) : bringsOthers(read, path)) continue;
		const there = byFile.get(path);
		if (there) there.push(object);
		else byFile.set(path, [object]);
	}
	return {
		files: [...byFile].map(([path, objects]) => {
			const text = objects.map((one) => one.text).join("---\n");
			return {
				path,
				objects,
				file: {
					path: reportedPath({ folder }, path),
					text
				}
			};
		}),
		named
	};
}
/** The way back from a build as a whole. */
function builtLines({ sources }, build) {
	return new BuiltLines(objectsIn(build, generatorsIn(sources)).flatMap((one, index) => index === 0 ? one.places : [void 0, ...one.places]), {
		path: mainOf(sources),
		text: build.text
	});
}
/** The objects of a build. All of what an entry of the kustomization makes is at that entry. */
function objectsIn(build, generators) {
	const all = build.lines.map((_, index) => placeAt(build, index));
	let line = 0;
	return build.text.split(/^---\n/m).filter((text) => text !== "").map((text) => {
		const count = text.split("\n").length - 1;
		const places = all.slice(line, line + count);
		line += count + 1;
		if (places.some((place) => place !== void 0)) return {
			text,
			places
		};
		const made = generatorOf(text, generators);
		return {
			text,
			places: Array.from({ length: count }, () => made)
		};
	});
}
function placeAt({ files, lines, causes }, index) {
	const [file, line] = lines[index] ?? [];
	const path = file === void 0 ? void 0 : files[file];
	return path === void 0 || line === void 0 ? void 0 : {
		path,
		line,
		causes: causes?.get(index)
	};
}
/** Leads from the lines of a build's objects to those of their files. */
var BuiltLines = class {
	path;
	deployedBy;
	#places;
	#text;
	/** @param places of the lines of the text */
	constructor(places, { path, text }, deployedBy) {
		this.path = path;
		this.deployedBy = deployedBy;
		this.#places = places;
		this.#text = text.split("\n");
	}
	valueAt(line) {
		const { path, line: at } = this.#places[line] ?? {};
		return path === void 0 || at === void 0 ? void 0 : {
			path,
			line: at
		};
	}
	textAt(line) {
		return this.valueAt(line);
	}
	causesAt(line) {
		return this.#places[line]?.causes ?? [];
	}
	/**
	* A field that is missing stands at the securityContext, where that is in the file of its container or pod;
	* else at the container itself. What is set there counts wherever a patch adds to it.
	*/
	contextFor(from) {
		const key = [from, from - 1].find((line) => CONTEXT.test(this.#text[line] ?? ""));
		const parent = key === void 0 ? void 0 : lineOfParent(this.#text, key);
		if (key === void 0 || parent === void 0) return void 0;
		const [own, above] = [this.valueAt(key), this.valueAt(parent)];
		return above && own?.path !== above.path ? above : own;
	}
};
const CONTEXT = /^ *(?:- )?securityContext:/;
export { shownIn as a, layeredFileOf as c, relayered as d, untoldFilesOf as f, collectKustomization as h, readBuilt as i, plainFolder as l, placedAnswer as m, builtLines as n, filesOfLayer as o, layeredText as p, mainOf as r, hasObject as s, buildRequestFor as t, plainKustomization as u };
