import { Ai as parseDocumentAt, En as inlineRoot, Li as ParseBudget, Nr as CONTEXT_FIELDS, Tn as inlineDocument, Yn as wrappedChartIn, ca as isMapping, da as items, fa as ownFields, ga as rootOf, gr as canMatter, ha as valueAt, ki as splitDocuments, ma as textOf, oa as field, pa as scalar, qn as readManifest, ua as itemAt } from "./check.js";
import { a as reportedPath, i as withSet, r as separated, t as textOfLines } from "./placed-line.js";
// src/render/context-pointer.ts
const CONTEXT = /security_?contexts?$/i;
/**
* The start of a JSON pointer up to a securityContext in the values. Some charts have those of a pod and of its container
* in one mapping, such as `securityContext.container`.
*/
function contextPointer(pointer, values) {
	const steps = pointer.split("/");
	const index = steps.findIndex((step) => CONTEXT.test(step));
	if (index === -1) return void 0;
	const below = steps[index + 1];
	const one = steps.slice(0, index + 2).join("/");
	return below !== void 0 && !CONTEXT_FIELDS.includes(below) && isContext(one, values) ? one : steps.slice(0, index + 1).join("/");
}
function isContext(pointer, values) {
	const value = values.find(pointer)?.value;
	return value !== void 0 && (isMapping(value) || scalar(value) === null);
}
// src/render/plain-path.ts
/** A path below some folder without `./` and detours; what leads out of that folder keeps its `../`. */
function plainPath(path) {
	const steps = [];
	for (const step of path.split("/")) {
		if (step === "" || step === ".") continue;
		if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
		else steps.push(step);
	}
	return steps.join("/");
}
// src/render/file-dependencies.ts
/** More than a chart has; each is read as a whole. */
const MAX_DEPENDENCIES = 20;
/**
* The dependencies of a chart with `file://` that are not in `charts/`, as `helm dependency build` would put them
* there. One below the chart's own folder is part of the chart anyway.
*
* @param paths of the chart's files
* @param texts of `Chart.yaml` and `requirements.yaml`
*/
function fileDependencies(paths, texts) {
	return ["Chart.yaml", "requirements.yaml"].flatMap((path) => dependenciesIn(texts[path])).filter(({ mount }) => !paths.some((path) => isVendored(path, mount))).slice(0, MAX_DEPENDENCIES);
}
function isVendored(path, mount) {
	return path.startsWith(`${mount}/`) || path.startsWith(`${mount}-`) && path.endsWith(".tgz");
}
function dependenciesIn(text = "") {
	const [span] = splitDocuments(text);
	const document = span && parseDocumentAt(text, span, 0, new ParseBudget());
	if (!document || !("root" in document)) return [];
	return items(field(rootOf(document), "dependencies")?.value).flatMap((one) => {
		const name = textOf(field(one, "name")?.value) ?? "";
		const repository = textOf(field(one, "repository")?.value) ?? "";
		const folder = plainPath(repository.replace(/^file:\/\//, ""));
		if (!repository.startsWith("file://") || !/^[\w.-]+$/.test(name)) return [];
		return folder.startsWith("../") ? [{
			mount: `charts/${name}`,
			folder
		}] : [];
	});
}
/** The files of a chart as Helm would have them, with those of its dependencies in `charts/`. */
function mounted(files, dependencies) {
	const all = {};
	for (const [path, text] of Object.entries(files)) {
		if (!path.startsWith("../")) all[path] = text;
		for (const { mount, folder } of dependencies) if (path.startsWith(`${folder}/`)) all[`${mount}${path.slice(folder.length)}`] = text;
	}
	return all;
}
/** A folder of what was rendered, as it is in the repository. */
function unmounted(folder, dependencies) {
	const found = dependencies.find(({ mount }) => folder === mount || folder.startsWith(`${mount}/`));
	return found ? found.folder + folder.slice(found.mount.length) : folder;
}
// src/render/release-lines.ts
/**
* Leads from what a chart becomes that is not in the repository to the release that installs it: to its values where they
* decide, else to where it says which chart it is.
*/
var ReleaseLines = class {
	path;
	#inner;
	#place;
	/** The release's file, and its files of values. */
	#own;
	/** @param values the release's own files of values */
	constructor(inner, place, values) {
		this.#own = /* @__PURE__ */ new Set([place.path, ...values]);
		this.path = place.path;
		this.#inner = inner;
		this.#place = place;
	}
	valueAt(line) {
		return this.#placed(this.#inner.valueAt(line));
	}
	textAt(line) {
		return this.#placed(this.#inner.textAt(line));
	}
	contextFor(from, to) {
		return this.#placed(this.#inner.contextFor(from, to));
	}
	causesAt(line) {
		return [...this.#inner.causesAt(line).filter(({ path }) => this.#own.has(path)), ...this.#place.versions ?? []];
	}
	#placed(place) {
		return place && this.#own.has(place.path) ? place : this.#place;
	}
};
// src/render/template-path.ts
/** The path of a template by its name: sub-charts with an alias have folders of another name. */
function pathIn(folders, template) {
	const found = folders.filter(({ name }) => template.startsWith(`${name}/`)).toSorted((a, b) => b.name.length - a.name.length)[0];
	return found && join(found.folder, template.slice(found.name.length + 1));
}
/** A path below a folder of the chart; the chart's own folder is empty. */
function join(folder, path) {
	return folder === "" ? path : `${folder}/${path}`;
}
// src/render/values-keys.ts
/** How deep below a key another one is looked for. */
const MAX_DEPTH = 6;
/** Finds where values are written. */
var ValuesKeys = class {
	#files;
	#roots = /* @__PURE__ */ new Map();
	/** @param files the ones first that count over the others */
	constructor(files) {
		this.#files = files;
	}
	/** The key of a value, by its JSON pointer, in the file that counts; undefined where none has it. */
	find(pointer) {
		return this.#all(pointer).next().value ?? void 0;
	}
	/**
	* The key below a value that a template has written as a whole, such as with `toYaml`.
	*
	* @param name the key's name
	* @param written its value as it was written, where it is a scalar
	*/
	findBelow(pointer, name, written) {
		for (const { path, value, pointer: start, from, file } of this.#all(pointer)) {
			const found = search(value, name, written, 0);
			const steps = found?.value.path.slice(value.path.length) ?? [];
			if (found) return {
				path,
				...found,
				from,
				file,
				pointer: start + pointerTo(steps)
			};
		}
	}
	/**
	* The key of an image's tag or digest, which says which version it is, beside that of its repository.
	*
	* @param written the image
	*/
	versionBeside({ value, pointer }, written) {
		const [, version] = /[:@]([\w.-]+(?::[0-9a-f]+)?)["']?$/.exec(written) ?? [];
		if (version === void 0 || isWritten(value, written)) return void 0;
		const parent = valueAt(rootOf(value.document), value.path.slice(0, -1));
		const above = pointer.slice(0, pointer.lastIndexOf("/"));
		for (const { name } of ownFields(parent)) {
			const beside = this.find(`${above}${pointerTo([name])}`);
			if (beside && isWritten(beside.value, version)) return beside;
		}
	}
	/** The files that can have a value, each with the steps to it from there. */
	filesFor(pointer) {
		return this.#files.flatMap((file) => pointer.startsWith(`${file.below}/`) ? [{
			file,
			steps: stepsOf(pointer.slice(file.below.length))
		}] : []);
	}
	/** The documents of a file that its values are written in, the ones first that count over the others. */
	documentsIn(file) {
		const { inline, text, written = text } = file;
		if (inline) return [inlineDocument(inline, written) ?? []].flat();
		return this.#rootsOf(file).map(({ document }) => ({
			document,
			at: [],
			kind: "values",
			data: document.toData()
		}));
	}
	/** The steps to a key from the values of its file. */
	stepsTo({ file, pointer }) {
		return stepsOf(pointer.slice(file.below.length));
	}
	/** The keys of a value in all files, since Helm merges what they hold. */
	*#all(pointer) {
		for (const file of this.#files) {
			if (pointer !== file.below && !pointer.startsWith(`${file.below}/`)) continue;
			const steps = stepsOf(pointer.slice(file.below.length));
			for (const root of this.#rootsOf(file)) {
				const found = follow(root, steps);
				if (found) yield {
					path: file.path,
					...found,
					from: file.inline?.from,
					file,
					pointer
				};
			}
		}
	}
	#rootsOf(file) {
		const { path, inline } = file;
		const { document, at, from } = inline ?? {};
		const key = inline ? JSON.stringify([
			path,
			document,
			at,
			from?.text
		]) : path;
		const known = this.#roots.get(key) ?? readRoots(file);
		this.#roots.set(key, known);
		return known;
	}
};
function readRoots({ text, inline }) {
	if (inline) return [inlineRoot(inline, text) ?? []].flat();
	return splitDocuments(text).flatMap((span, index) => {
		const parsed = parseDocumentAt(text, span, index);
		return parsed && "root" in parsed ? [rootOf(parsed)] : [];
	}).toReversed();
}
function pointerTo(path) {
	return path.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1")).map((step) => `/${step}`).join("");
}
function stepsOf(pointer) {
	return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
function follow(root, steps) {
	let found;
	let value = root;
	for (const step of steps) {
		const next = child(value, step);
		if (!next) return void 0;
		found = next;
		({value} = next);
	}
	return found;
}
function child(value, step) {
	if (isMapping(value)) return field(value, step);
	const item = /^\d+$/.test(step) ? itemAt(value, Number(step)) : void 0;
	return item && {
		key: item.span,
		value: item
	};
}
function search(value, name, written, depth) {
	if (depth > MAX_DEPTH) return void 0;
	const own = isMapping(value) ? ownFields(value) : [];
	const same = own.find((one) => one.name === name && mayBeWritten(one.value, written));
	if (same) return same;
	for (const one of own) {
		const found = search(one.value, name, written, depth + 1);
		if (found) return found;
	}
}
/** Whether a scalar is what was written, with quotes or without. */
function isWritten(value, written) {
	return textOf(value) === written.replace(/^(["'])(.*)\1$/, "$2");
}
/** What is no scalar is written on lines of its own. */
function mayBeWritten(value, written) {
	return textOf(value) === void 0 || isWritten(value, written);
}
/**
* The line of a file on which a line of a text in its values stands, if the text is written as it is, after `|`.
*
* @param line in the text, from 1
* @param written what the line became
*/
function lineOfText({ value, file }, line, written) {
	const { text, inline } = file;
	const { start, end } = value.span;
	if (inline || text[start] !== "|") return void 0;
	const [literal = ""] = text.slice(start, end).split("\n")[line]?.trim().split("{{") ?? [];
	return literal !== "" && written.startsWith(literal.trimEnd()) ? text.slice(0, start).split("\n").length + line : void 0;
}
// src/render/source-map.ts
/** What a line of YAML is about, without the space around it. */
const KEY = /^(?:- +)*(?<quote>["']?)(?<name>[\w./-]+)\k<quote>:(?:\s+(?<value>\S.*))?$/;
/** Leads from the lines of a rendering to the lines of the chart's files that made them. */
var SourceMap = class {
	#rendering;
	#folders;
	#files;
	#inline;
	#values;
	#post;
	#texts = /* @__PURE__ */ new WeakMap();
	/**
	* @param chart its texts by their path, and the values in objects by their names
	* @param set the value set: its files, the later ones over the earlier, without the chart's own
	*/
	constructor(rendering, { linked = [], ...chart }, { values, post = [] }) {
		this.#post = post;
		this.#folders = rendering.folders.map((one) => ({
			...one,
			folder: unmounted(one.folder, linked)
		}));
		this.#rendering = rendering;
		this.#files = chart.files;
		this.#inline = chart.inline ?? {};
		this.#values = new ValuesKeys([...values.toReversed().flatMap((path) => this.#valuesFile(path, "")), ...this.#folders.toSorted((a, b) => a.values.length - b.values.length).flatMap(({ folder, values: below }) => this.#valuesFile(join(folder, "values.yaml"), below))]);
	}
	#valuesFile(name, below) {
		const inline = this.#inline[name];
		const path = inline?.path ?? name;
		const text = inline?.from?.text ?? this.#files[path];
		const written = this.#files[path];
		return text === void 0 ? [] : [{
			path,
			text,
			below,
			inline,
			written
		}];
	}
	/** The way back from what one template wrote. */
	of(file) {
		return {
			path: this.templatePath(file.template),
			valueAt: (line) => this.valueAt(file, line),
			textAt: (line) => this.textAt(file, line),
			contextFor: (from, to) => this.contextFor(file, from, to),
			causesAt: (line) => this.#causesAt(file, line)
		};
	}
	/** The path of a template below the chart's folder; undefined for one that is in no file, such as in an archive. */
	templatePath(template) {
		const path = pathIn(this.#folders, template);
		return path !== void 0 && Object.hasOwn(this.#files, path) ? path : void 0;
	}
	/**
	* Where the value on a rendered line comes from.
	*
	* @param index counts from 0
	*/
	valueAt(file, index) {
		const line = file.lines[index];
		if (!line) return void 0;
		const patch = this.#patchAt(file, index);
		if (patch) return patch;
		const numbers = line.end.length > 0 ? line.end : line.start;
		return this.#givenAt(file, index, numbers) ?? this.#placeOf(this.keyAt(file, index)) ?? firstOf(this.#placesOf(numbers).toReversed(), (place) => this.#lineOf(place));
	}
	/** The key of the values that the value on a rendered line comes from; undefined for one of a template. */
	keyAt(file, index) {
		const line = file.lines[index];
		if (!line) return void 0;
		const [, , name = "", value = ""] = KEY.exec(this.#textOf(file)[index]?.trim() ?? "") ?? [];
		const chain = this.#placesOf(line.end.length > 0 ? line.end : line.start).toReversed();
		const [inner] = chain;
		const inFile = chain.find((place) => place.file !== "");
		if (!(inner?.kind === "action" || inner !== inFile && inFile?.kind === "action")) return void 0;
		const found = firstOf([inner, inFile], (place) => place && this.#keyFor(place, name, value)) ?? this.#passedOn(chain.slice(1), name, value) ?? this.#iterated(this.#placesOf(line.within), name, value);
		return found && (this.#values.versionBeside(found, value) ?? found);
	}
	/** Where a line stands that a kustomization wrote. */
	#patchAt({ patched }, index) {
		const [post, line] = patched?.[index] ?? [];
		return post === void 0 ? void 0 : this.#post[post]?.[(line ?? 0) - 1]?.place;
	}
	#textOf(file) {
		const lines = this.#texts.get(file) ?? file.text.split("\n");
		this.#texts.set(file, lines);
		return lines;
	}
	/** Where the text of a rendered line stands: its first word. */
	textAt(file, index) {
		const patch = this.#patchAt(file, index);
		if (patch) return patch;
		const { start = [] } = file.lines[index] ?? {};
		return this.#givenAt(file, index, start) ?? firstOf(this.#placesOf(start).toReversed(), (place) => this.#lineOf(place));
	}
	/**
	* Where the text of a rendered line stands in the values, in a text that the function `tpl` was given.
	*
	* @param chain the nodes that wrote it, by their numbers, the outermost first
	*/
	#givenAt(file, index, chain) {
		const places = this.#placesOf(chain);
		const inner = places.at(-1);
		if (inner?.kind !== "text" || inner.file !== "") return void 0;
		const giver = places.findLast((place) => place.file !== "");
		const around = this.#placesOf(file.lines[index]?.within ?? []);
		const asked = [...giver?.paths ?? [], ...around.flatMap(({ paths }) => paths)];
		const written = this.#textOf(file)[index]?.trim() ?? "";
		return firstOf(asked, (path) => {
			const found = this.#values.find(path);
			const line = found && lineOfText(found, inner.line, written);
			return line ? {
				path: found.path,
				line
			} : void 0;
		});
	}
	/**
	* The key of a securityContext that a template asks for on some rendered lines: where a field that is
	* missing there can be set. Else the node that asks for it.
	*/
	contextFor(file, from, to) {
		const asked = file.lines.slice(from, to + 1).flatMap((line) => this.#around(line)).flatMap((place) => place.paths.flatMap((path) => {
			const pointer = contextPointer(path, this.#values);
			return pointer === void 0 ? [] : [{
				place,
				pointer
			}];
		}));
		return firstOf(asked, ({ pointer }) => this.#placeOf(this.#values.find(pointer))) ?? firstOf(asked, ({ place }) => this.#lineOf(place));
	}
	#causesAt(file, index) {
		const line = file.lines[index];
		const places = line ? this.#around(line) : [];
		const patch = this.#patchAt(file, index);
		return [
			...patch ? [patch] : [],
			...places.flatMap(({ paths }) => paths.flatMap((path) => this.#placeOf(this.#values.find(path)) ?? [])),
			...places.flatMap((place) => this.#lineOf(place) ?? [])
		];
	}
	/** The values that templates ask for on some rendered lines, as JSON pointers, the nearest node's first. */
	askedOn(file, from, to) {
		const places = file.lines.slice(from, to + 1).flatMap((line) => this.#around(line));
		return [...new Set(places.flatMap(({ paths }) => paths))];
	}
	/** The same without what only conditions around the lines ask for. */
	askedIn(file, from, to) {
		const places = file.lines.slice(from, to + 1).flatMap(({ near, start, end }) => this.#placesOf([
			...near,
			...start,
			...end
		]));
		return [...new Set(places.flatMap(({ paths }) => paths))];
	}
	/** The values that are asked for by what wrote a rendered line; the inmost first. */
	writtenBy(file, index) {
		const { start = [], end = [], within = [] } = file.lines[index] ?? {};
		const chain = this.#placesOf([
			...end.toReversed(),
			...start.toReversed(),
			...within
		]);
		return [...new Set(chain.flatMap(({ kind, paths }) => kind === "text" ? [] : paths))];
	}
	/** Where the text of a rendered line stands literally: in a template, or in a text of the values that one is given. */
	literalAt(file, index) {
		const { start = [] } = file.lines[index] ?? {};
		const [inner] = this.#placesOf(start.slice(-1));
		return inner?.kind === "text" ? this.#lineOf(inner) ?? this.#givenAt(file, index, start) : void 0;
	}
	/** The conditions of templates around a rendered line, as far as they ask for values. */
	conditionsAt(file, index) {
		return file.lines[index]?.within ?? [];
	}
	/** The files of values that were rendered with; the ones first that count over the others. */
	get values() {
		return this.#values;
	}
	#around({ near, start, end, within }) {
		return this.#placesOf([
			...near,
			...start,
			...end,
			...within
		]);
	}
	#placesOf(numbers) {
		return numbers.flatMap((number) => this.#rendering.places[number] ?? []);
	}
	#lineOf({ file, line }) {
		const path = file === "" || line === 0 ? void 0 : this.templatePath(file);
		return path === void 0 ? void 0 : {
			path,
			line
		};
	}
	#keyFor(place, name, value) {
		if (place.kind !== "action") return void 0;
		const named = place.paths.filter((path) => path.endsWith(`/${name}`));
		const [only = "", ...others] = place.paths;
		return firstOf(named, (path) => this.#values.find(path)) ?? firstOf(name === "" ? [] : place.paths, (path) => this.#values.findBelow(path, name, value)) ?? (others.length === 0 ? this.#values.find(only) : void 0);
	}
	/** The key of a value that an include was given, by its name and by what was written. */
	#passedOn(outer, name, value) {
		return firstOf(outer.flatMap(({ paths }) => paths.filter((path) => path.endsWith(`/${name}`))), (path) => {
			const found = this.#values.find(path);
			return found && isWritten(found.value, value) ? found : void 0;
		});
	}
	/** The key of a value that a range goes through, with the key as the name. */
	#iterated(around, name, value) {
		if (name === "" || value === "") return void 0;
		return firstOf(around.flatMap((place) => place.paths), (path) => this.#values.findBelow(path, name, value));
	}
	#placeOf(found) {
		if (!found) return void 0;
		const { path, key, from } = found;
		const line = (from?.text ?? this.#files[path] ?? "").slice(0, key.start).split("\n").length;
		if (!from) return {
			path,
			line,
			key
		};
		return from.places ? from.places[line - 1] : {
			path,
			line
		};
	}
};
function firstOf(items, find) {
	for (const item of items) {
		const found = find(item);
		if (found !== void 0) return found;
	}
}
// src/render/template-parts.ts
/** What opens, turns and closes blocks in a template. */
const ACTION = /\{\{-?\s*(?<word>if|with|range|block|define|else|end)\b/g;
/** Longer templates are generated; then the part counts as going to the end. */
const MAX_LENGTH = 5e5;
/**
* The last line of the part of a template that starts on a line: that of the `end` or `else` which closes it.
* Lines count from 1.
*/
function partEnd(template, line) {
	const lines = template.split("\n");
	if (template.length > MAX_LENGTH) return lines.length;
	const first = lines[line - 1] ?? "";
	const opening = first.search(/\{\{-?\s*(?:if|with|range|else)\b/);
	let depth = opening !== -1 && !first.includes("end", opening) ? -1 : 0;
	for (let at = line; at <= lines.length; at++) for (const { groups } of (lines[at - 1] ?? "").matchAll(ACTION)) {
		const word = groups?.["word"];
		if (word === "end" && depth === 0) return at;
		if (word === "end") depth--;
		else if (word !== "else") depth++;
		else if (depth === 0 && at > line) return at;
		else if (depth === -1) depth = 0;
	}
	return lines.length;
}
/** Whether a template has nothing but parts that others include. */
function isForOthers(template) {
	let depth = 0;
	let outside = "";
	let at = 0;
	const text = withoutComments(template);
	for (const { 0: action, index, groups } of text.matchAll(ACTION)) {
		const word = groups?.["word"];
		if (depth === 0) outside += text.slice(at, index);
		if (depth === 0 && word !== "define") return false;
		if (word === "end") depth--;
		else if (word !== "else") depth++;
		const end = text.indexOf("}}", index + action.length);
		at = end === -1 ? text.length : end + 2;
	}
	return depth === 0 && `${outside}${text.slice(at)}`.trim() === "";
}
/** A template without its comments: a comment may quote what others are to write. */
function withoutComments(template) {
	let text = "";
	let at = 0;
	for (const { 0: opening, index } of template.matchAll(/\{\{-?\s*\/\*/g)) {
		if (index < at) continue;
		const end = template.indexOf("*/", index + opening.length);
		const close = end === -1 ? -1 : template.indexOf("}}", end);
		if (close === -1) break;
		text += template.slice(at, index);
		at = close + 2;
	}
	return text + template.slice(at);
}
// src/render/wrapped-values.ts
const OWN_TEMPLATE = /^templates\/(?!.*(?:^|\/)(?:_|NOTES\.txt$))/;
/** The chart that is known, where another one has nothing but its values. */
function wrappedIn({ files }) {
	const text = files["Chart.yaml"];
	if (text === void 0 || files["values.yaml"] === void 0) return void 0;
	if (Object.keys(files).some((path) => OWN_TEMPLATE.test(path))) return void 0;
	return wrappedChartIn(text);
}
/** The same, where all that the chart becomes follows from its own values. */
function judgedByValues(chart) {
	const wrapped = wrappedIn(chart);
	if (!wrapped || chart.sets.length > 1) return void 0;
	const file = {
		path: "values.yaml",
		text: chart.files["values.yaml"] ?? ""
	};
	const { skips, resources } = readManifest(file, { wrapped });
	return skips.length === 0 && resources.length > 0 ? wrapped : void 0;
}
// src/render/rendered-manifests.ts
/** The name of the release in what is rendered: no chart may depend on it. */
const RELEASE = "release-name";
const NAMESPACE = "default";
/** What the engine is asked for a chart. */
function requestFor({ files, binaries, sets, inline = {}, linked = [] }) {
	return {
		files: mounted(files, linked),
		binaries: mounted(binaries, linked),
		sets: sets.map(({ values, release, namespace, post = [] }) => ({
			release: release ?? RELEASE,
			namespace: namespace ?? NAMESPACE,
			values: values.map((name) => inline[name]?.text ?? files[name] ?? ""),
			...post.length > 0 && { post: post.map(textOfLines) }
		}))
	};
}
/** What a chart is rendered from; a link to a license is of no matter. */
const OF_CHART = /^(?:templates|charts|ci)(?:\/|$)|\.(?:ya?ml|tpl|tgz|lock)$/;
/** Reads what a chart becomes with all of its value sets, with its files of values. */
function readRendering(chart, answer, { kinds } = {}) {
	const main = chart.installedAt?.path ?? "Chart.yaml";
	const { folder, files, installedAt } = chart;
	const source = {
		kind: "chart",
		folder,
		files,
		main,
		installedAt
	};
	const { rendered, skips } = renderingsIn(chart, answer);
	if (rendered.length === 0) return {
		source,
		manifests: [],
		values: void 0,
		skips,
		unused: []
	};
	const paths = new Set(chart.installedAt ? rendered.flatMap(({ set }) => ownValuesOf(set)) : ["values.yaml", ...rendered.flatMap(({ set }) => set.values)]);
	const wrapped = wrappedIn(chart);
	const known = judgedByValues(chart);
	return {
		source,
		wrapped,
		manifests: rendered.flatMap((one) => manifestsOf(chart, one, { kinds })),
		values: [...paths].flatMap((path) => {
			const text = chart.files[path];
			const own = path === "values.yaml" ? wrapped : void 0;
			return text === void 0 ? [] : readManifest({
				path: reportedPath(chart, path),
				text
			}, {
				kinds,
				wrapped: own
			});
		}),
		skips: skips.filter(({ dependency }) => !known || dependency !== known.chart),
		unused: chart.installedAt ? [] : unusedIn(chart, rendered)
	};
}
/** The files of values of a release that are not its chart's, which is elsewhere. */
function ownValuesOf({ values }) {
	return values.filter((path) => path.startsWith("../"));
}
/** What a release brings: its files of values, and the files that it is built from. */
function ownFilesOf(set) {
	return [...ownValuesOf(set), ...set.builtFrom ?? []];
}
function isAbsent(names) {
	return `dependencies are not in charts/: run \`helm dependency build\`, or commit their archives (${names.join(", ")})`;
}
/** The renderings of a chart, and what of it can't be rendered. */
function renderingsIn(chart, answer) {
	const file = reportedPath(chart, chart.installedAt?.path ?? "Chart.yaml");
	if ("reason" in answer) return {
		rendered: [],
		skips: [{
			file,
			reason: answer.reason
		}]
	};
	const rendered = [];
	const links = chart.links.filter((link) => OF_CHART.test(link)).map((link) => `the link ${link} is not followed`);
	const skips = /* @__PURE__ */ new Map();
	const failures = [];
	const add = (reason, more = {}) => {
		const skip = {
			file,
			reason,
			...more
		};
		skips.set(reason, skip);
		return skip;
	};
	for (const reason of [...links, ...chart.unread]) add(reason);
	for (const [index, set] of chart.sets.entries()) {
		const outcome = answer.sets[index];
		if (outcome && "files" in outcome) {
			rendered.push({
				set,
				rendering: outcome
			});
			for (const dependency of outcome.missing) add(isAbsent([dependency]), { dependency });
			if (!outcome.whole) add(`it is too large to be traced to its lines${withSet(set)}`);
		} else {
			const why = outcome?.error ?? "there is no answer";
			const what = outcome?.by ? `its ${outcome.by} fail` : "Helm can't render it";
			const advice = set.name === void 0 && EXECUTED.test(why) ? ADVICE : "";
			failures.push(add(`${what}${withSet(set)}: ${whyFailed(why)}${advice}`));
		}
	}
	const [first] = chart.sets;
	const [failed] = failures;
	const isBare = first?.name === void 0 && answer.sets[0] && "error" in answer.sets[0];
	if (rendered.length > 0 && isBare && failed) skips.delete(failed.reason);
	const [only] = rendered.length === 0 ? failures : [];
	return {
		rendered,
		skips: only ? [only] : [...skips.values()]
	};
}
/** Reads what a chart becomes with one value set. */
function manifestsOf(chart, { set, rendering }, { kinds } = {}) {
	const map = new SourceMap(rendering, chart, set);
	const files = rendering.files.map(separated);
	const options = {
		kinds,
		isRendered: true,
		together: files.map(({ text }) => text)
	};
	return files.map((file) => {
		const path = reportedPath(chart, map.templatePath(file.template) ?? inChart(file.template));
		const manifest = readManifest({
			path,
			text: file.text
		}, options);
		const sources = chart.installedAt ? new ReleaseLines(map.of(file), chart.installedAt, ownFilesOf(set)) : map.of(file);
		return {
			set,
			file,
			map,
			sources,
			manifest,
			refused: rendering.refused
		};
	});
}
/** What may make containers and what no value set renders, templates and parts of them: nobody saw it. */
function unusedIn(chart, all) {
	const maps = all.map(({ rendering, set }) => ({
		rendering,
		map: new SourceMap(rendering, chart, set)
	}));
	const rendered = new Set(maps.flatMap(({ rendering, map }) => rendering.files.map(({ template }) => map.templatePath(template))));
	const templates = Object.entries(chart.files).flatMap(([path, text]) => TEMPLATE.test(path) && !rendered.has(path) && canMatter(text) && !isForOthers(text) ? [path] : []);
	const branches = maps.map(({ rendering, map }) => new Set(rendering.skipped.flatMap(({ template, line }) => {
		const path = map.templatePath(template);
		return path === void 0 || templates.includes(path) ? [] : [`${path}\0${line}`];
	})));
	return [...templates.map((path) => ({
		path,
		line: void 0
	})), ...inAll(branches).map((branch) => {
		const [path = "", line = ""] = branch.split("\0");
		return {
			path,
			line: Number(line)
		};
	})];
}
/** In what a template computes, such as with `required` and `fail`; what can't be parsed, no values help. */
const EXECUTED = /^(?!dependencies missing).*(?:\bexecution error\b|\bexecuting ")/;
const ADVICE = "; add values with which it renders, as ci/NAME-values.yaml of the chart";
function inAll([first = /* @__PURE__ */ new Set(), ...others]) {
	return [...first].filter((one) => others.every((other) => other.has(one)));
}
/** A template that writes a file: what starts with `_` is for others, notes are for people. */
const TEMPLATE = /^(?:charts\/[^/]+\/)*templates\/(?:[^/]+\/)*(?!_)(?!NOTES\.txt$)[^/]+$/;
/** A template's name without the chart's. */
function inChart(template) {
	return template.slice(template.indexOf("/") + 1);
}
/** How the engine starts an error of a chart that lacks dependencies. What Helm says then is mostly about these. */
const WITHOUT_DEPENDENCIES = /^dependencies missing in charts\/: ([^(]+) \(/;
function whyFailed(error) {
	const [, absent] = WITHOUT_DEPENDENCIES.exec(error) ?? [];
	return absent === void 0 ? firstLines(error) : isAbsent([...new Set(absent.split(", "))]);
}
/** Helm's errors have the place on one line, and what is wrong there on the next. */
function firstLines(error) {
	const text = error.split("\n").map((line) => line.trim()).filter(Boolean).slice(0, 3).join(" ");
	return text.length > 2 * MAX_PART ? `${text.slice(0, MAX_PART)} … ${text.slice(-MAX_PART)}` : text;
}
/** Of an error in a thousand nested templates, the start and the end tell what is wrong. */
const MAX_PART = 150;
export { partEnd as a, contextPointer as c, requestFor as i, readRendering as n, fileDependencies as o, renderingsIn as r, plainPath as s, manifestsOf as t };
