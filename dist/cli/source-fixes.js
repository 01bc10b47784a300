import { $n as changeData, Ai as parseDocumentAt, An as blockText, Ei as groupBy, Fi as doOverlap, Fn as KUSTOMIZATION_FILES, Hn as pathFrom, Li as ParseBudget, Mi as indexLines, Mn as layoutOf, Nn as lineBreakAt, On as planEdits, Pi as applyEdits, Pn as dequal, Rn as folderOf, Zn as documentsIn, ca as isMapping, da as items, di as headerOf, fa as ownFields, fi as isDataMap, ga as rootOf, ha as valueAt, in as ProofBudget, ji as endOfLine, jn as columnOf, ki as splitDocuments, kn as distinctChanges, ma as textOf, oa as field, pa as scalar, sa as isList, si as podsOf, sn as fixMostEach, ua as itemAt, wi as bySubject, yi as whyNotToEdit } from "./check.js";
// src/render/source-fix/changed-place.ts
/** The scalar, the securityContext, the list or the mapping that a change is made in. */
function placeOf(document, { kind, path }) {
	if (kind === "append") return contextOf(path) ?? path;
	const written = scalar(valueAt(rootOf(document), path));
	if (written !== void 0 && written !== null) return path;
	return contextOf(path) ?? path.slice(0, -1);
}
/** The securityContext that a path leads into. */
function contextOf(path) {
	const index = path.findIndex((step) => /^securitycontext$/i.test(String(step)));
	return index === -1 ? void 0 : path.slice(0, index + 1);
}
// src/render/source-fix/kustomization-documents.ts
/** Longer ones are generated. */
const MAX_LENGTH = 2e6;
/** On one line there are more only in what no person reads. */
const MAX_ON_LINE = 100;
/** The documents of a kustomization's files, each read when it is asked for; of a kustomization with the patches in it. */
var KustomizationDocuments = class {
	#files;
	#documents = /* @__PURE__ */ new Map();
	#lines = /* @__PURE__ */ new Map();
	#jsonPatches;
	#read;
	/** @param read which documents of a file count */
	constructor(files, read = withPatches) {
		this.#files = files;
		this.#read = read;
	}
	/** The keys with a name that are written on a line; those in patches within a kustomization, too. */
	fieldsAt({ path, line }) {
		const text = this.#files[path];
		if (text === void 0 || text.length > MAX_LENGTH) return [];
		const lines = this.#lines.get(path) ?? indexLines(text);
		this.#lines.set(path, lines);
		if (line > lines.count) return [];
		const on = lines.span(line);
		return this.#in(path, text).filter(({ span }) => span.start <= on.end && span.end >= on.start).flatMap((document) => fieldsOn(rootOf(document), on).slice(0, MAX_ON_LINE).map((one) => ({
			...one,
			path,
			document
		})));
	}
	/** The patches that are lists of operations, each with what it is for. */
	jsonPatches() {
		this.#jsonPatches ??= Object.entries(this.#files).flatMap(([path, text]) => {
			if (text.length > MAX_LENGTH || !/\bpatch(?:es)?(?:Json6902)?["']?\s*:/.test(text)) return [];
			return this.#in(path, text).flatMap((document) => {
				return entriesOf$1(patchingIn(path, document)).flatMap((entry) => this.#operationsIn(path, entry));
			});
		});
		return this.#jsonPatches;
	}
	#operationsIn(path, entry) {
		const target = field(entry, "target")?.value;
		const text = field(entry, "patch")?.value;
		const file = pathFrom(folderOf(path), textOf(field(entry, "path")?.value) ?? "");
		const other = file === void 0 ? void 0 : this.#files[file];
		const own = text && isJsonPatch(textOf(text)) ? patchIn(text) : [];
		const elsewhere = file !== void 0 && isJsonPatch(other) ? this.#in(file, other) : [];
		return [...own.map((document) => ({
			path,
			document,
			target
		})), ...elsewhere.map((document) => ({
			path: file ?? path,
			document,
			target
		}))];
	}
	#in(path, text) {
		const known = this.#documents.get(path);
		if (known) return known;
		const budget = new ParseBudget();
		const own = splitDocuments(text).flatMap((span, index) => {
			const document = parseDocumentAt(text, span, index, budget);
			return document && "root" in document ? [document] : [];
		});
		const all = this.#read(own, path);
		this.#documents.set(path, all);
		return all;
	}
};
function withPatches(own, path) {
	return [...own.flatMap((document) => patchesIn(patchingIn(path, document))), ...own];
}
/**
* The patches that releases of charts have for what their charts become: those in texts, and the release itself for those
* that are no texts.
*/
function postPatches(own) {
	return own.flatMap((document) => {
		const all = items(valueAt(rootOf(document), ["spec", "postRenderers"])).flatMap((one) => patchValuesIn(field(one, "kustomize")?.value));
		const isInObject = all.some((one) => isMapping(one) || isList(one));
		return [...all.flatMap(patchIn), ...isInObject ? [document] : []];
	});
}
/** What has patches in a file: a kustomization, or what an object adds to one. */
function patchingIn(path, document) {
	return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1)) ? rootOf(document) : layerIn(document);
}
/** What an object that deploys a folder adds to the kustomization there. */
function layerIn(document) {
	const root = rootOf(document);
	const { group, kind } = headerOf(root);
	if (group === "kustomize.toolkit.fluxcd.io" && kind === "Kustomization") return field(root, "spec")?.value;
	if (group !== "argoproj.io" || kind !== "Application") return void 0;
	return valueAt(root, [
		"spec",
		"source",
		"kustomize"
	]);
}
/** The patches that stand in a kustomization as texts, as far as they can be edited there. */
function patchesIn(kustomization) {
	return patchValuesIn(kustomization).flatMap(patchIn);
}
/** The patches that stand in a kustomization, as they are written. */
function patchValuesIn(kustomization) {
	return [...items(field(kustomization, "patchesStrategicMerge")?.value), ...entriesOf$1(kustomization).flatMap((one) => field(one, "patch")?.value ?? [])];
}
/** The patches that can have a target. */
function entriesOf$1(kustomization) {
	return ["patches", "patchesJson6902"].flatMap((name) => items(field(kustomization, name)?.value));
}
/** Whether a text may be a list of operations; a build tells for certain. */
function isJsonPatch(text) {
	return text !== void 0 && /\bop["']?\s*:/.test(text);
}
/** What is written in another way than it is read has no places of its own. */
function patchIn(text) {
	return documentsIn(text).filter(({ span }) => span.start > text.span.start);
}
function fieldsOn(value, on) {
	if (isMapping(value)) return ownFields(value).flatMap((one) => [...one.key.start >= on.start && one.key.start <= on.end ? [{
		parent: value,
		field: one
	}] : [], ...touches(one.value, on) ? fieldsOn(one.value, on) : []]);
	return items(value).flatMap((item) => touches(item, on) ? fieldsOn(item, on) : []);
}
function touches({ span }, on) {
	return span.start <= on.end && span.end >= on.start;
}
// src/render/source-fix/data-at.ts
/** The data at a path; undefined where there is none. */
function dataAt(data, path) {
	let current = data;
	for (const step of path) if (Array.isArray(current)) current = itemOf(current, step);
	else if (isDataMap(current) && Object.hasOwn(current, step)) current = current[step];
	else return void 0;
	return current;
}
function itemOf(list, step) {
	const index = Number(step);
	return Number.isInteger(index) ? list[index] : void 0;
}
// src/render/source-fix/generator-options.ts
const GENERATORS = /* @__PURE__ */ new Set(["configMapGenerator", "secretGenerator"]);
/**
* The way to make what a generator makes immutable: an option of its entry.
*
* @param written what stands at the place of what is made
*/
function generatorOptions({ kind, path: [name, ...below] }, written) {
	if (kind !== "set" || name !== "immutable" || below.length > 0) return [];
	const entry = written.find(({ parent }) => GENERATORS.has(String(parent.path.at(-2))));
	if (!entry) return [];
	const { path, document, parent } = entry;
	return [{
		path,
		document,
		changes: [{
			kind,
			path: [
				...parent.path,
				"options",
				"immutable"
			],
			value: true
		}]
	}];
}
// src/render/source-fix/json-patches.ts
/** More operations than people write. */
const MAX_OPERATIONS = 100;
/**
* The ways to make a change in what an operation removes, such as a securityContext: the operation replaces it, by
* what the change sets.
*/
function removingOperations(change, object, patches) {
	if (change.kind !== "set" && change.kind !== "append") return [];
	if (valueAt(object.root, change.path.slice(0, -1)) !== void 0) return [];
	return patches.filter(({ target }) => isFor(target, object)).flatMap(({ path, document }) => items(rootOf(document)).slice(0, MAX_OPERATIONS).flatMap((operation) => {
		const below = belowRemoved(operation, change.path);
		if (!below) return [];
		return [{
			path,
			document,
			changes: [{
				kind: "set",
				path: [...operation.path, "op"],
				value: "replace"
			}, {
				...change,
				path: [
					...operation.path,
					"value",
					...below
				]
			}]
		}];
	}));
}
/**
* The ways to make a change by an operation more of a patch for the object: for what its base must not have, because
* others build it, too.
*/
function addingOperations(change, object, patches) {
	const operation = operationFor(change, object.root);
	if (!operation) return [];
	return patches.filter(({ document, target }) => isList(rootOf(document)) && isFor(target, object)).map(({ path, document }) => ({
		path,
		document,
		changes: [{
			kind: "append",
			path: [],
			value: operation
		}]
	}));
}
/** The operation that makes a change; undefined where what it is in is missing, which another may add as well. */
function operationFor(change, root) {
	if (change.kind === "append") {
		if (!isList(valueAt(root, change.path))) return void 0;
		return {
			op: "add",
			path: pointerTo([...change.path, "-"]),
			value: change.value
		};
	}
	if (change.kind !== "set" || !isMapping(valueAt(root, change.path.slice(0, -1)))) return;
	return {
		op: "add",
		path: pointerTo(change.path),
		value: change.value
	};
}
/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function pointerTo(path) {
	return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
/** The rest of a path below what an operation removes; undefined where it removes something else. */
function belowRemoved(operation, path) {
	if (textOf(field(operation, "op")?.value) !== "remove") return void 0;
	const steps = (textOf(field(operation, "path")?.value) ?? "").split("/").slice(1);
	const isAbove = steps.every((step, index) => step === String(path[index]));
	return steps.length > 0 && steps.length < path.length && isAbove ? path.slice(steps.length) : void 0;
}
/** Whether a target may be an object, whose name can have got a prefix and a suffix. A build tells for certain. */
function isFor(target, { kind, name }) {
	const [ofKind, ofName] = ["kind", "name"].map((key) => textOf(field(target, key)?.value) ?? "");
	if (ofKind && ofKind !== kind) return false;
	return !ofName || !/^[\w.-]+$/.test(ofName) || name.includes(ofName);
}
// src/render/source-fix/path-by-names.ts
/**
* A change of a build as one of a mapping or list of a source that is the counterpart of one in the build.
* Items of lists are found by their names; one that is missing is added with its name, as patches have it.
*
* @param source the counterpart in the source
* @param built the mapping or list in the build
* @param steps the rest of the change's path, from there
* @returns undefined where there is no such place
*/
function pathByNames(source, built, change, steps) {
	let [here, there] = [source, built];
	let { path } = source;
	for (const [depth, step] of steps.entries()) {
		if (here && !(typeof step === "number" ? isList : isMapping)(here) && scalar(here) !== null) return void 0;
		if (typeof step === "string") {
			here = field(here, step)?.value;
			there = field(there, step)?.value;
			path = [...path, step];
		} else {
			there = itemAt(there, step);
			const name = textOf(field(there, "name")?.value);
			if (name === void 0) return void 0;
			const index = items(here).findIndex((item) => textOf(field(item, "name")?.value) === name);
			if (index === -1) return missingItem({
				path,
				name,
				item: there
			}, change, steps.slice(depth + 1));
			here = itemAt(here, index);
			path = [...path, index];
		}
	}
	return {
		...change,
		path
	};
}
function missingItem({ path, name, item }, change, rest) {
	const data = nested(rest, change, item);
	return data && {
		kind: "append",
		path,
		value: {
			name,
			...data
		}
	};
}
/** What a change brings as data, with the names of the items of lists that it is in. */
function nested([step, ...rest], change, there) {
	if (typeof step !== "string") return void 0;
	if (rest.length === 0) return { [step]: change.kind === "set" ? change.value : [change.value] };
	const below = field(there, step)?.value;
	const [next, ...further] = rest;
	if (typeof next !== "number") {
		const inner = nested(rest, change, below);
		return inner && { [step]: inner };
	}
	const item = itemAt(below, next);
	const name = textOf(field(item, "name")?.value);
	const inner = nested(further, change, item);
	return name === void 0 || !inner ? void 0 : { [step]: [{
		name,
		...inner
	}] };
}
// src/render/source-fix/kustomization-parts.ts
/** Each costs a build of all kustomizations that share it when the ones before it come to nothing. */
const MAX_OPTIONS = 4;
/** What can be edited of kustomizations: where a value is written, or beside what is written there. */
function editableKustomizations(by) {
	const documents = new KustomizationDocuments(by.files);
	const isEditable = (path) => {
		const text = by.files[path];
		return text !== void 0 && by.canEdit(path) && whyNotToEdit({
			path,
			text
		}) === void 0;
	};
	const rank = (path) => by.isPreferred?.(path) === false ? 1 : 0;
	return {
		files: by.files,
		canEdit: isEditable,
		partsOf: (rendered, document, changes) => changes.map((change) => {
			const ordered = distinct(optionsFor({
				rendered,
				document,
				documents
			}, change).filter(({ path }) => isEditable(path))).toSorted((a, b) => rank(a.path) - rank(b.path));
			return {
				changes: [change],
				options: ordered.slice(0, MAX_OPTIONS)
			};
		}),
		isReadAt,
		words: {
			tooMany: "the kustomizations would have to be built too often to prove a fix for each",
			notRendered: "Kustomize can't build it with any edit of its files",
			noEdit: "no edit of its files changes only this",
			noPlace: () => "none of the files that may be edited has a place for it"
		}
	};
}
function distinct(options) {
	return [...new Map(options.map((one) => [JSON.stringify([keyOf(one), one.changes]), one])).values()];
}
/** Whether an object has something from the file of an option. */
function isReadAt({ rendering, document: index }, option) {
	const { sources, manifest } = rendering?.rendered ?? {};
	const document = manifest?.documents.find((one) => one.index === index);
	if (!sources || !manifest || !document) return false;
	const first = manifest.lines.position(document.span.start).line - 1;
	const last = manifest.lines.position(Math.max(0, document.span.end - 1)).line - 1;
	for (let line = first; line <= last; line++) if (sources.valueAt(line)?.path === option.path) return true;
	return false;
}
const OPTION = {
	kind: "values",
	pointer: "",
	mergesItems: true
};
/**
* The ways to make a change, the best first: where the value is written; beside what is written in the same
* mapping, or in one around it. What names a container comes first there, which is the base.
*/
function optionsFor(built, change) {
	const { document } = built;
	const root = rootOf(document);
	const [first] = ownFields(root);
	const made = generatorOptions(change, first ? fieldsOf(built, first.key.start) : []);
	const own = [...writtenOptions(built, change), ...made.map((option) => ({
		...OPTION,
		...option
	}))];
	if (change.kind === "remove" || change.kind === "rename") return own;
	const seen = new Set(own.map((one) => keyOf(one)));
	const beside = [];
	for (let depth = change.path.length - 1; depth >= 0; depth--) {
		const around = valueAt(root, change.path.slice(0, depth));
		if (!around) continue;
		for (const { path, document: source, parent } of besideFields(built, around)) {
			const key = keyOf({
				path,
				document: source
			});
			if (seen.has(key)) continue;
			const moved = pathByNames(parent, around, change, change.path.slice(depth));
			if (!moved) continue;
			seen.add(key);
			beside.push({
				...OPTION,
				path,
				document: source,
				changes: [moved]
			});
		}
	}
	const [nearest, ...others] = beside;
	return [
		...own,
		...nearest ? [nearest] : [],
		...operationOptions(built, change, removingOperations),
		...others,
		...operationOptions(built, change, addingOperations)
	];
}
function operationOptions({ document, documents }, change, operations) {
	const root = rootOf(document);
	const { kind } = headerOf(root);
	return operations(change, {
		root,
		kind,
		name: textOf(valueAt(root, ["metadata", "name"])) ?? ""
	}, documents.jsonPatches()).map((option) => ({
		...OPTION,
		...option
	}));
}
function keyOf({ path, document }) {
	return JSON.stringify([
		path,
		document.index,
		document.span.start
	]);
}
/** Where the value that changes is written, if it is. */
function writtenOptions(built, change) {
	const { document } = built;
	const name = change.path.at(-1);
	const parent = valueAt(rootOf(document), change.path.slice(0, -1));
	const found = change.kind === "append" ? void 0 : field(parent, String(name));
	if (!found || !isMapping(parent)) return [];
	const data = dataAt(document.toData(), change.path);
	return fieldsOf(built, found.key.start).filter((one) => isSame(one, found.name, data)).map(({ path, document: source, field: written }) => ({
		...OPTION,
		path,
		document: source,
		changes: [{
			...change,
			path: written.value.path
		}]
	}));
}
/** Whether a key has a value of a build: itself, or as the value of an operation on its path. */
function isSame({ document, parent, field: written }, name, data) {
	if (!dequal(dataAt(document.toData(), written.value.path), data)) return false;
	if (written.name === name) return true;
	const pointer = textOf(field(parent, "path")?.value) ?? "";
	return written.name === "value" && pointer.endsWith(`/${name}`);
}
/** The keys of files that what is in a mapping or a list of a build comes from, the name of a container first. */
function besideFields(built, around) {
	if (isList(around)) return items(around).slice(0, MAX_BESIDE).flatMap((item) => listsOf(besideFields(built, item)));
	const fields = ownFields(around).slice(0, MAX_BESIDE);
	return [...fields.filter(isName), ...fields.filter((one) => !isName(one))].flatMap(({ name, key }) => fieldsOf(built, key.start).filter(({ field: written }) => written.name === name));
}
/** More keys of a mapping, or items of a list, name no other document. */
const MAX_BESIDE = 40;
function isName({ name }) {
	return name === "name";
}
/** The lists that have the mappings of fields as items, each as if it were their mapping. */
function listsOf(fields) {
	return fields.flatMap((one) => {
		const { document, parent } = one;
		const list = valueAt(rootOf(document), parent.path.slice(0, -1));
		return typeof parent.path.at(-1) === "number" && isList(list) && list ? [{
			...one,
			parent: list
		}] : [];
	});
}
function fieldsOf({ rendered, documents }, offset) {
	const { sources, manifest } = rendered;
	const place = sources.valueAt(manifest.lines.position(offset).line - 1);
	return place ? documents.fieldsAt(place) : [];
}
// src/render/source-fix/template-line.ts
const ACTION = /\{\{-?\s*(?:(?<opens>if|with|range|define|block)|(?<ends>end)|(?<turns>else))?\b/g;
/** Takes a line of a template apart, without its line break. */
function readTemplateLine(line) {
	const text = line.trim();
	const at = text.indexOf("{{");
	const isBalanced = count(text, "{{") === count(text, "}}");
	return {
		indent: line.length - line.trimStart().length,
		literal: at === -1 ? text : text.slice(0, at),
		isLiteral: at === -1,
		isWhole: isBalanced && nesting(text).every((depth) => depth >= 0) && ends(text)
	};
}
function ends(text) {
	return (nesting(text).at(-1) ?? 0) === 0 && !text.endsWith("-}}");
}
function count(text, part) {
	return text.split(part).length - 1;
}
/** How deep in conditions a text is after each of its actions; an `else` is one below for itself. */
function nesting(text) {
	let depth = 0;
	const depths = [];
	for (const { groups } of text.matchAll(ACTION)) {
		if (groups?.["turns"] !== void 0) depths.push(depth - 1);
		if (groups?.["opens"] !== void 0) depth++;
		if (groups?.["ends"] !== void 0) depth--;
		depths.push(depth);
	}
	return depths;
}
/** Whether two places of a template are in the same branch of its conditions. */
function isSameBranch(text, one, other) {
	const depths = nesting(text.slice(Math.min(one, other), Math.max(one, other)));
	return depths.every((depth) => depth >= 0) && (depths.at(-1) ?? 0) === 0;
}
/**
* Whether a mapping in a template has a key, at a column, in one of its branches: what is written beside it is
* there twice with other values.
*
* @param line a line of the mapping, counted from 0
*/
function hasKey(lines, line, { column, name }) {
	for (let at = line; at >= 0; at--) {
		const { text, head, isAction } = rowOf(lines[at]);
		if (DEFINITION.test(text)) break;
		if (isAction) continue;
		if (head === column && isKey(text.slice(head), name)) return true;
		if (indentOf(text) < column) break;
	}
	for (let at = line + 1; at < lines.length; at++) {
		const { text, head, isAction } = rowOf(lines[at]);
		if (DEFINITION.test(text)) break;
		if (isAction) continue;
		if (indentOf(text) < column) break;
		if (head === column && isKey(text.slice(head), name)) return true;
	}
	return false;
}
const CONTROL = /^\{\{-? ?(?:if|with|range|else|end|define|block)\b/;
const INDENT = /\bn?indent {1,8}(?<column>\d+)/;
/** The column that what an action writes is indented to, as far as it names it. */
function indentIn(action) {
	if (!action.startsWith("{{") || CONTROL.test(action)) return void 0;
	const column = INDENT.exec(action)?.groups?.["column"];
	return column === void 0 ? void 0 : Number(column);
}
/**
* Whether what follows in a template belongs to what stands above a line: with other values, it may be written there,
* and new lines between would take it over.
*
* @param line the line that new lines come below, counted from 0
* @param added the first of the new lines
*/
function isContinued(lines, line, added) {
	const column = indentOf(added);
	const isItem = added.startsWith("- ", column);
	for (let at = line + 1; at < lines.length; at++) {
		const text = lines[at] ?? "";
		if (DEFINITION.test(text)) return false;
		const content = text.trim();
		const written = indentIn(content);
		if (content === "" || content.startsWith("#")) continue;
		if (content.startsWith("{{") && written === void 0) continue;
		const next = written ?? indentOf(text);
		if (next !== column || isItem) return next > column;
		return written === void 0 ? content.startsWith("- ") : isInList(lines, line, column);
	}
	return false;
}
/**
* The column of the items that a template may write below a key: new ones have to stand there, too. Undefined where
* nothing tells.
*
* @param line the key's line, counted from 0
*/
function itemColumnBelow(lines, line) {
	const key = lines[line] ?? "";
	if (!/:\s*$/.test(key)) return void 0;
	for (let at = line + 1; at < lines.length; at++) {
		const text = lines[at] ?? "";
		const content = text.trim();
		const written = indentIn(content);
		if (content === "" || content.startsWith("#")) continue;
		if (content.startsWith("{{") && written === void 0) continue;
		const column = written ?? indentOf(text);
		return (written !== void 0 || content.startsWith("- ")) && column >= indentOf(key) ? column : void 0;
	}
}
/** Whether a line is of a list whose items stand at the column of its key, or of a key there that has nothing yet. */
function isInList(lines, line, column) {
	let isEmpty = true;
	for (let at = line; at >= 0; at--) {
		const { text, isAction } = rowOf(lines[at]);
		const indent = indentOf(text);
		if (isAction) continue;
		if (indent > column) {
			isEmpty = false;
			continue;
		}
		return indent === column && (text.startsWith("- ", column) || isEmpty && /:\s*$/.test(text));
	}
	return false;
}
/**
* Whether a list in a template has an item with a name, in a branch that may be off.
*
* @param line a line of the list, or its key's, counted from 0
*/
function hasItem(lines, line, { column, name }) {
	const isItem = (text) => indentOf(text) === column && [
		name,
		`"${name}"`,
		`'${name}'`
	].some((one) => text.trim() === `- name: ${one}`);
	const isPast = (text) => DEFINITION.test(text) || !rowOf(text).isAction && indentOf(text) < column;
	return [lines.slice(line + 1), lines.slice(0, line).toReversed()].some((some) => {
		const end = some.findIndex(isPast);
		return some.slice(0, end === -1 ? some.length : end).some(isItem);
	});
}
const DEFINITION = /^\s*\{\{-?\s*define\b/;
function rowOf(text = "") {
	const [head = ""] = /^ *(?:- +)*/.exec(text) ?? [];
	return {
		text,
		head: head.length,
		isAction: text.trim() === "" || text.startsWith("{{", head.length)
	};
}
function indentOf(text) {
	return text.length - text.trimStart().length;
}
function isKey(text, name) {
	return [
		`${name}:`,
		`"${name}":`,
		`'${name}':`
	].some((key) => text.startsWith(key));
}
const IF = /^\{\{-? ?if\b/;
const END = /^\{\{-? ?end ?\}\}$/;
/**
* The `if` that has a key of a mapping in a template, where that key is all that it writes: what the mapping lacks
* otherwise belongs in its `else`.
*
* @param line a line of the mapping, counted from 0
*/
function branchWith(lines, line, { column, name }) {
	for (const [at, text] of lines.entries()) {
		if (indentOf(text) !== column || !isKey(text.slice(column), name)) continue;
		const branch = branchFrom(lines, at - 1, column);
		if (!branch || line >= branch.from && line <= branch.to) continue;
		const length = branch.to - branch.from + 1;
		if (!hasKey(lines.toSpliced(branch.from, length), branch.from < line ? line - length : line, {
			column,
			name
		})) return branch;
	}
}
function branchFrom(lines, from, column) {
	if (!IF.test(lines[from]?.trim() ?? "")) return void 0;
	for (let to = from + 2; to < lines.length; to++) {
		const text = lines[to] ?? "";
		const content = text.trim();
		if (END.test(content)) return {
			from,
			to
		};
		if (CONTROL.test(content)) return void 0;
		if (content !== "" && !content.startsWith("{{") && indentOf(text) <= column) return void 0;
	}
}
// src/render/source-fix/template-edits.ts
const NOT_LITERAL = { refused: "the lines around it are not written in a template" };
/**
* Finds edits of templates that make these changes to a rendered document: the edits that a person would
* make in the rendering, on the literal lines that it comes from.
*
* @param files the chart's texts by their path
*/
function templateEdits(rendered, document, changes, files) {
	const writer = new TemplateWriter(rendered, document, files);
	const whole = writer.plan(changes);
	if (!("refused" in whole)) return whole;
	const onTop = groupBy(changes.filter(({ kind }) => kind === "append"), ({ path }) => JSON.stringify(path)).filter((list) => "refused" in writer.plan(list)).flat();
	if (onTop.length === 0) return whole;
	const others = changes.filter((change) => !onTop.includes(change));
	const rest = others.length === 0 ? [] : writer.plan(others);
	const added = writer.onTop(onTop);
	if ("refused" in rest) return rest;
	return added ? [...rest, ...added] : NOT_LITERAL;
}
var TemplateWriter = class {
	#rendered;
	#document;
	#files;
	constructor(rendered, document, files) {
		this.#rendered = rendered;
		this.#document = document;
		this.#files = files;
	}
	plan(changes) {
		const plan = planEdits(this.#document, changes, (edits) => this.#all(edits) !== void 0);
		if ("refused" in plan) return plan;
		const made = this.#all(plan.edits);
		return made && !doOverlap(made) ? made : NOT_LITERAL;
	}
	/** Adds elements at the start of lists, below their keys: what ends them may be no literal line. */
	onTop(changes) {
		const byList = /* @__PURE__ */ new Map();
		for (const change of changes) {
			if (change.kind !== "append") return void 0;
			const known = byList.get(JSON.stringify(change.path));
			if (known) known.data.push(change.value);
			else byList.set(JSON.stringify(change.path), {
				path: change.path,
				data: [change.value]
			});
		}
		const edits = [...byList.values()].map(({ path, data }) => this.#onTopOf(path, data));
		return edits.every((edit) => edit !== void 0) ? edits.flat() : void 0;
	}
	#onTopOf(path, data) {
		const list = valueAt(rootOf(this.#document), path);
		const parent = valueAt(rootOf(this.#document), path.slice(0, -1));
		const [first] = items(list);
		const { text } = this.#document;
		if (!list || !parent || !isList(list) || !first || text[list.span.start] !== "-") return;
		const before = text.slice(0, list.span.start).trimEnd().length;
		const at = endOfLine(text, before);
		const eol = lineBreakAt(text, at);
		const layout = layoutOf(parent, columnOf(text, list.span.start), eol);
		return this.#inserted({
			start: at,
			end: at,
			text: eol + blockText(data, layout)
		});
	}
	#all(edits) {
		const made = edits.map((edit) => this.#inserted(edit) ?? this.#replaced(edit) ?? this.#opened(edit));
		return made.every((edit) => edit !== void 0) ? made.flat() : void 0;
	}
	/** New lines below a line, as new lines below the template's line, or in the `else` of conditions. */
	#inserted({ start, end, text }) {
		const index = this.#lineOf(start);
		if (start !== end || !/^\r?\n/.test(text) || start !== this.#spanOf(index).end) return;
		const source = this.#sourceOf(index);
		if (!source || !this.#isUnconditional(index, source, text)) return void 0;
		const moved = this.#below(index, source, text.split(/\r?\n/).slice(1));
		if (!moved || repeatsVolume(source, moved)) return void 0;
		const { path, end: at } = source;
		const made = groupBy(entriesOf(moved), (lines) => hasKeyOf(source, lines) ? lines : void 0).map(([lines = [], ...more]) => hasKeyOf(source, lines) ? otherwise(source, lines) : {
			path,
			start: at,
			end: at,
			text: joined([lines, ...more].flat(), source)
		});
		return made.every((edit) => edit !== void 0) ? made : void 0;
	}
	/** New lines that stand below a line, as they stand below the template's line. */
	#below(index, source, lines) {
		if (!source.isWhole) return void 0;
		const next = this.#rendered.map.textAt(this.#rendered.file, index + 1);
		if (next?.path === source.path && next.line === source.line) return void 0;
		const rows = source.text.split(/\r?\n/);
		const [first = ""] = lines;
		const column = /^ *- /.test(first) ? itemColumnBelow(rows, source.line - 1) : void 0;
		const shift = column === void 0 ? source.indent - this.#indentOf(index) : column - first.search(/\S/);
		const moved = lines.flatMap((line) => shifted(line, shift) ?? []);
		return moved.length < lines.length || isContinued(rows, source.line - 1, moved[0] ?? "") ? void 0 : moved;
	}
	/** The end of a line, such as `{}`, replaced with new lines below it. */
	#opened({ start, end, text }) {
		const index = this.#lineOf(start);
		const [head = "", ...lines] = text.split(/\r?\n/);
		const source = this.#sourceOf(index);
		if (!source?.isLiteral || start === end || lines.length === 0) return void 0;
		const from = this.#spanOf(index).start + this.#indentOf(index);
		if (start < from || end - from !== source.literal.length) return void 0;
		const moved = this.#below(index, source, lines);
		if (!moved) return void 0;
		const at = source.start + source.indent - from;
		const added = head + joined(moved, source);
		return [{
			path: source.path,
			start: start + at,
			end: end + at,
			text: added
		}];
	}
	/** A part of a line, in the template's line. */
	#replaced({ start, end, text }) {
		const index = this.#lineOf(start);
		if (text.includes("\n") || end > this.#spanOf(index).end) return void 0;
		const source = this.#sourceOf(index);
		if (!source) return void 0;
		const from = this.#spanOf(index).start + this.#indentOf(index);
		if (end - from > source.literal.length) return void 0;
		const at = source.start + source.indent - from;
		return [{
			path: source.path,
			start: start + at,
			end: end + at,
			text
		}];
	}
	#lineOf(offset) {
		return this.#rendered.manifest.lines.position(offset).line - 1;
	}
	#spanOf(index) {
		return this.#rendered.manifest.lines.span(index + 1);
	}
	#indentOf(index) {
		const { start, end } = this.#spanOf(index);
		const line = this.#document.text.slice(start, end);
		return line.length - line.trimStart().length;
	}
	/** The line of a template that a rendered line starts as; undefined where it is not literal. */
	#sourceOf(index) {
		const { map, file, manifest } = this.#rendered;
		const place = map.literalAt(file, index);
		const text = place && this.#files[place.path];
		if (!place || text === void 0) return void 0;
		const { start, end } = indexLines(text).span(place.line);
		const line = readTemplateLine(text.slice(start, end));
		const span = this.#spanOf(index);
		const written = manifest.file.text.slice(span.start, span.end).trim();
		return (line.isLiteral ? written === line.literal : line.literal.trim() !== "" && written.startsWith(line.literal.trimEnd())) ? {
			...place,
			...line,
			text,
			start,
			end
		} : void 0;
	}
	/** Whether lines that are added below a line are written whenever what they are added to is. */
	#isUnconditional(index, source, added) {
		const owner = this.#ownerOf(index, added.replace(/^\r?\n/, ""));
		const start = this.#sourceOf(owner);
		if (start?.path === source.path) return isSameBranch(source.text, start.start, source.start);
		const { map, file } = this.#rendered;
		const around = new Set(map.conditionsAt(file, owner));
		return map.conditionsAt(file, index).every((condition) => around.has(condition));
	}
	/** The line of the key, or of the item's dash, that lines are added to. */
	#ownerOf(index, added) {
		const column = added.search(/\S/);
		const isItem = added.startsWith("- ", column);
		for (let above = index; above > 0; above--) {
			const { start, end } = this.#spanOf(above);
			const line = this.#document.text.slice(start, end).trim();
			if (line === "" || line.startsWith("#")) continue;
			const indent = this.#indentOf(above);
			if (indent < column || isItem && indent === column && !line.startsWith("- ")) return above;
		}
		return 0;
	}
};
/** New lines with the line breaks of a template. */
function joined(lines, { text, end }) {
	const eol = lineBreakAt(text, end);
	return lines.map((line) => eol + line).join("");
}
/** What a fix sets where a condition with which a template has it is off. */
const SET_OTHERWISE = [
	"securityContext",
	"capabilities",
	"seccompProfile"
];
/** New lines by the entries of the mapping or list that they are added to. */
function entriesOf(lines) {
	const column = (lines[0] ?? "").search(/\S/);
	const entries = [];
	for (const line of lines) {
		const entry = entries.at(-1);
		if (entry && line.search(/\S/) !== column) entry.push(line);
		else entries.push([line]);
	}
	return entries;
}
/** A new entry of a securityContext, or a new one, in the `else` of a condition with which the template has it. */
function otherwise(source, added) {
	const [head = ""] = added;
	const column = head.search(/\S/);
	const name = head.trim().slice(0, -1);
	if (!SET_OTHERWISE.includes(name)) return void 0;
	const rows = source.text.split(/\r?\n/);
	const branch = branchWith(rows, source.line - 1, {
		column,
		name
	});
	if (!branch) return void 0;
	const lines = indexLines(source.text);
	if (!isSameBranch(source.text, source.start, lines.span(branch.from + 1).start)) return void 0;
	const { end } = lines.span(branch.to);
	const turn = (rows[branch.to] ?? "").trimEnd().replace("end", "else");
	return {
		path: source.path,
		start: end,
		end,
		text: joined([turn, ...added], source)
	};
}
/** Whether the template has the key of a new entry beside it already, in a branch that may be off. */
function hasKeyOf({ text, line }, [head = ""]) {
	const [, name] = /^ *([\w-]+):/.exec(head) ?? [];
	const column = head.search(/\S/);
	return name !== void 0 && hasKey(text.split(/\r?\n/), line - 1, {
		column,
		name
	});
}
/** Whether the template has a volume with the name of a new one, in a branch that may be off. */
function repeatsVolume({ text, line }, added) {
	const lines = text.split(/\r?\n/);
	return added.some((one, index) => {
		const [, blanks = "", name] = /^( *)- name: (\S+)$/.exec(one) ?? [];
		return name !== void 0 && added[index + 1]?.trim().startsWith("emptyDir:") === true && hasItem(lines, line - 1, {
			column: blanks.length,
			name
		});
	});
}
/** A line with more or less indentation; undefined where it has too little. */
function shifted(line, by) {
	if (by >= 0) return line === "" ? line : " ".repeat(by) + line;
	return line.startsWith(" ".repeat(-by)) ? line.slice(-by) : void 0;
}
// src/render/source-fix/effective-contexts.ts
/**
* The fields that a container takes from its pod's securityContext as a whole where its own has none:
* https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1
*/
const INHERITED = /* @__PURE__ */ new Set([
	"appArmorProfile",
	"runAsGroup",
	"runAsNonRoot",
	"runAsUser",
	"seLinuxOptions",
	"seccompProfile"
]);
/** The pods whose containers take fields from the pod's securityContext, as far as all is known of them. */
function inheritingPods(pods) {
	return pods.filter(({ spec, form, partial, containers }) => spec !== void 0 && form !== "subset" && !partial && containers.length > 0 && containers.every(({ contextPath, value, partial: isPart }) => contextPath?.length === value.path.length + 1 && !isPart));
}
/** The field of its pod's securityContext that a change is in, if containers take it from there. */
function inheritedField({ spec }, { path }) {
	if (!spec) return void 0;
	const context = [...spec.path, "securityContext"];
	const name = path[context.length];
	return JSON.stringify(path.slice(0, context.length)) === JSON.stringify(context) && typeof name === "string" && INHERITED.has(name) ? name : void 0;
}
/** The data of a document where each container has itself what it takes from its pod. */
function effectiveData(data, pods) {
	return pods.reduce((result, pod) => changeData(result, changesFor(result, pod)), data);
}
function changesFor(data, { spec, containers }) {
	const path = [...spec?.path ?? [], "securityContext"];
	const { inherited, own } = split(dataAt(data, path));
	return [...containers.flatMap(({ contextPath }) => {
		if (!contextPath) return [];
		const context = dataAt(data, contextPath);
		if (!isMissing(context) && !isDataMap(context)) return [];
		return [filled(contextPath, withoutNulls({
			...inherited,
			...isMissing(context) ? {} : withoutNulls(context)
		}))];
	}), ...own ? [filled(path, own)] : []];
}
/** An empty securityContext says the same as none. */
function filled(path, value) {
	return Object.keys(value).length === 0 ? {
		kind: "remove",
		path
	} : {
		kind: "set",
		path,
		value
	};
}
function split(context) {
	if (isMissing(context)) return {
		inherited: {},
		own: {}
	};
	if (!isDataMap(context)) return {
		inherited: {},
		own: void 0
	};
	const entries = Object.entries(context);
	return {
		inherited: Object.fromEntries(entries.filter(([name]) => INHERITED.has(name))),
		own: Object.fromEntries(entries.filter(([name]) => !INHERITED.has(name)))
	};
}
function isMissing(data) {
	return data === void 0 || data === null;
}
/** The API server takes a null for no value. */
function withoutNulls(data) {
	return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
/**
* A change of a remedy as it is in `effectiveData`: what is to be set in the pod's securityContext is set in the
* container that the remedy is for.
*
* @returns undefined where the change can't be told of the container alone
*/
function effectiveChange(change, { pod, contextPath }) {
	if (inheritedField(pod, change) === void 0) return change;
	if (change.kind !== "set" || !contextPath) return void 0;
	const rest = change.path.slice((pod.spec?.path.length ?? 0) + 1);
	return {
		...change,
		path: [...contextPath, ...rest]
	};
}
// src/render/source-fix/tasks.ts
/**
* What there is to fix: for each container and object the value set that comes first, with the findings
* that can be fixed together in its rendering. A wanted finding counts with the first set that has it: what is not
* fixed there is not for the values of a test to hide.
*
* @param wanted which findings to fix
*/
function tasksOf(renderings, source, { isWanted, isOpen, fileOf = () => void 0 }) {
	const known = /* @__PURE__ */ new Set();
	const sets = /* @__PURE__ */ new Map();
	return renderings.flatMap((rendering) => {
		const { name } = rendering.rendered.set;
		const writtenIn = (finding) => fileOf(rendering.rendered, finding);
		const wanted = rendering.judged.findings.filter((finding) => {
			if (!isWanted(finding, name)) return false;
			const key = JSON.stringify([finding.identity, writtenIn(finding)]);
			if (!sets.has(key)) sets.set(key, name);
			return sets.get(key) === name && isOpen(finding, name);
		});
		const groups = bySubject(wanted).filter((group) => {
			const [first] = group;
			const files = new Set(group.map(writtenIn));
			const key = first ? JSON.stringify([subjectKey(first), ...files]) : "";
			const isKnown = known.has(key);
			known.add(key);
			return first !== void 0 && !isKnown;
		});
		return fixMostEach(rendering.judged, groups, () => true, ProofBudget.ofFile()).flatMap((fix) => fix ? taskOf(rendering, fix.applies, source) : []);
	});
}
/** The container or object that a finding is about, in all value sets. */
function subjectKey({ file, subject: { resource, container } }) {
	const { kind, namespace, name } = resource;
	return JSON.stringify([
		file,
		kind,
		namespace,
		name,
		container?.name
	]);
}
/** The task for some findings of a container or object. */
function taskOf(rendering, findings, source, made = /* @__PURE__ */ new Set()) {
	const changes = distinctChanges(findings.flatMap(({ remedy }) => remedy?.changes ?? [])).filter((change) => !made.has(change));
	const document = findings[0]?.subject.value.document;
	const partsFor = (some) => document ? source.partsOf(rendering.rendered, document, some) : [];
	const container = findings[0]?.subject.container;
	const parts = partsFor(changes).map((part) => container ? withOwnOptions(part, container, partsFor) : part);
	return {
		rendering,
		findings,
		parts,
		chosen: parts.map(() => 0)
	};
}
/** What is to be set in the pod can be set in the container, too, where the pod does not do, such as for others in it. */
function withOwnOptions(part, container, partsFor) {
	if (!part.changes.every((change) => inheritedField(container.pod, change))) return part;
	const own = part.changes.flatMap((change) => effectiveChange(change, container) ?? []);
	const [only, ...others] = own.length === part.changes.length ? partsFor(own) : [];
	return only && others.length === 0 ? {
		...part,
		options: [...part.options, ...only.options]
	} : part;
}
/** The tasks for what an attempt fixes in part: the rest of it. */
function companionsOf({ faults, made }, source) {
	const partial = faults.flatMap(({ kind, rendering, finding }) => kind === "part of a remedy" && rendering && finding ? [{
		rendering,
		finding
	}] : []);
	return groupBy(partial, ({ rendering }) => rendering).flatMap((group) => bySubject(group.map(({ finding }) => finding)).flatMap((findings) => group[0] ? taskOf(group[0].rendering, findings, source, made) : []));
}
/** The task for some of its findings, with the best options first: others may have been why these did not do. */
function restOf({ rendering }, findings, source) {
	return taskOf(rendering, findings, source);
}
/** The options that are tried; undefined where a part has no more. */
function optionsOf({ parts, chosen }) {
	const options = parts.map((part, index) => part.options[chosen[index] ?? 0]);
	return options.every((option) => option !== void 0) ? options : void 0;
}
/**
* The task with the next option for some of its parts.
*
* @param isUnread whether a value that was set for the part had no effect at its place
*/
function withNext(task, isMeant, isUnread = () => false) {
	const next = task.parts.map((part, index) => {
		const at = task.chosen[index] ?? 0;
		if (!isMeant(part)) return {
			part,
			at
		};
		const options = isUnread(part) ? part.options : part.options.filter((option, place) => place <= at || isAnyway(option));
		return {
			part: options.length === part.options.length ? part : {
				...part,
				options
			},
			at: at + 1
		};
	});
	return {
		...task,
		parts: next.map(({ part }) => part),
		chosen: next.map(({ at }) => at)
	};
}
function isAnyway(option) {
	return option.kind === "values" || option.ifUnread !== true;
}
/** The part that has no option left, if there is one. */
function exhaustedPart({ parts, chosen }) {
	return parts.find((part, index) => (chosen[index] ?? 0) >= part.options.length);
}
// src/render/source-fix/differences.ts
/** More of them say nothing more. */
const MAX_PATHS = 40;
/**
* The deepest places where data differs from other data; none where it is the same but for sums of the
* chart's other files, which change with these.
*/
function differences(one, other) {
	const paths = [];
	collect(one, other, [], paths);
	return paths;
}
function collect(one, other, path, paths) {
	if (paths.length >= MAX_PATHS || dequal(one, other) || isSum(one, other, path)) return;
	if (isDataMap(one) && isDataMap(other)) for (const key of /* @__PURE__ */ new Set([...Object.keys(one), ...Object.keys(other)])) collect(own(one, key), own(other, key), [...path, key], paths);
	else if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
		const list = other;
		one.forEach((item, index) => collect(item, list[index], [...path, index], paths));
	} else paths.push(path);
}
function own(map, key) {
	return Object.hasOwn(map, key) ? map[key] : void 0;
}
/** What charts write so that pods start again when what they read changes: `checksum/config: 9f86d0…`. */
const SUM = /^[0-9a-f]{32,128}$/;
function isSum(one, other, path) {
	return /checksum|hash/i.test(String(path.at(-1))) && [one, other].every((text) => typeof text === "string" && SUM.test(text));
}
// src/render/source-fix/compare-data.ts
/** Compares data with what it was, and with what remedies would have made of it. */
function compareData({ before, after, wanted }) {
	const { made, others } = changesBetween(before, after, wanted.flatMap(({ changes }) => changes.flatMap((change) => change ?? [])));
	const isMadeChange = (change) => change !== void 0 && hasMade(made, change);
	const applied = wanted.filter(({ changes }) => changes.length > 0 && changes.every(isMadeChange));
	const owned = applied.flatMap(({ changes }) => changes.flatMap((change) => change ?? []));
	const loose = made.filter((change) => !hasMade(owned, change));
	const partial = wanted.filter((one) => !applied.includes(one) && one.changes.some((change) => change && hasMade(loose, change)));
	const originals = wanted.flatMap(({ finding, changes }) => (finding.remedy?.changes ?? []).filter((_, index) => isMadeChange(changes[index])));
	return {
		applied: applied.map(({ finding }) => finding),
		made: new Set(originals),
		loose: loose.map(({ path }) => path),
		partial: partial.map(({ finding }) => finding),
		others
	};
}
function hasMade(made, change) {
	return made.some((one) => one === change || dequal(one, change));
}
/** The changes of remedies that one document differs from another by, and where it does otherwise. */
function changesBetween(before, after, changes) {
	const wanted = distinctChanges(changes);
	const made = [];
	let rest = after;
	for (const change of wanted) {
		if (change.kind !== "append") continue;
		const without = withoutElement(before, rest, change);
		if (without === void 0) continue;
		rest = without;
		made.push(change);
	}
	for (const change of wanted) if (change.kind !== "append" && isMade(before, rest, change)) made.push(change);
	const fields = made.filter(({ kind }) => kind !== "append");
	return {
		made,
		others: differences(changeData(before, fields), rest)
	};
}
/** The data without an element that a list has more often than before; undefined where it has not. */
function withoutElement(before, after, { path, value }) {
	const [old, now] = [before, after].map((data) => dataAt(data, path));
	if (!Array.isArray(now)) return void 0;
	const list = now;
	const had = Array.isArray(old) ? old : [];
	const isIt = (item) => dequal(item, value);
	const at = list.findLastIndex(isIt);
	if (at === -1 || list.filter(isIt).length <= had.filter(isIt).length) return void 0;
	const rest = list.toSpliced(at, 1);
	if (rest.length > 0 || old !== void 0) return changeData(after, [{
		kind: "set",
		path,
		value: old === null && rest.length === 0 ? null : rest
	}]);
	return withoutEmpty(before, changeData(after, [{
		kind: "remove",
		path
	}]), path.slice(0, -1));
}
/** Without the mappings that were made for a list. */
function withoutEmpty(before, after, path) {
	const data = dataAt(after, path);
	if (!(dataAt(before, path) === void 0 && isDataMap(data)) || Object.keys(data).length > 0) return after;
	return withoutEmpty(before, changeData(after, [{
		kind: "remove",
		path
	}]), path.slice(0, -1));
}
function isMade(before, after, change) {
	const [old, now] = [before, after].map((data) => dataAt(data, change.path));
	if (change.kind === "set") return dequal(now, change.value) && !dequal(old, change.value);
	if (now !== void 0 || old === void 0) return false;
	if (change.kind === "remove") return true;
	return dequal(dataAt(after, [...change.path.slice(0, -1), change.name]), old);
}
// src/render/source-fix/compare-renderings.ts
/**
* Compares what a source became before and after a change of it, object by object: each has to be as
* before, or different by exactly what remedies of its findings ask for.
*
* @param isAllowed whether a finding's remedy may be applied
*/
function compareRenderings(before, after, isAllowed) {
	const now = new Map(withKeys(after));
	const found = withKeys(before).map(([key, one]) => compareOne(one, now.get(key), isAllowed));
	const isMore = after.length > before.length;
	const unknown = {
		kind: "other value",
		rendering: void 0,
		document: void 0,
		finding: void 0,
		paths: []
	};
	return {
		applied: found.flatMap(({ applied }) => applied),
		made: new Set(found.flatMap(({ made }) => [...made])),
		inherited: new Set(found.flatMap(({ inherited }) => [...inherited])),
		faults: [...found.flatMap(({ faults }) => faults), ...isMore ? [unknown] : []]
	};
}
/**
* Each with its template's name, the value set that it was rendered with, and which of several it is: the template of
* a sub-chart that is there twice, with an alias, is rendered twice.
*/
function withKeys(renderings) {
	const counts = /* @__PURE__ */ new Map();
	return renderings.map((one) => {
		const { set, manifest } = one.rendered;
		const key = JSON.stringify([set.name, manifest.file.path]);
		const count = counts.get(key) ?? 0;
		counts.set(key, count + 1);
		return [`${key}${count}`, one];
	});
}
const NOTHING = {
	applied: [],
	made: /* @__PURE__ */ new Set(),
	inherited: /* @__PURE__ */ new Set(),
	faults: []
};
function compareOne(before, after, isAllowed) {
	const incomparable = whyIncomparable(before, after);
	if (!after || incomparable) {
		const fault = {
			rendering: before,
			document: void 0,
			finding: void 0,
			paths: []
		};
		return {
			...NOTHING,
			faults: [{
				...fault,
				kind: incomparable ?? "not rendered"
			}]
		};
	}
	const [old, now] = [before.judged.manifest, after.judged.manifest];
	if (old.file.text === now.file.text) return NOTHING;
	const found = old.documents.map((document, index) => compareDocuments(before, document, now.documents[index], isAllowed));
	const applied = found.flatMap((one) => one.applied);
	const about = (kind, finding) => ({
		kind,
		rendering: before,
		document: finding.subject.value.document.index,
		finding,
		paths: []
	});
	const [had, has, gone] = [
		before.judged.findings,
		after.judged.findings,
		applied
	].map(countOf);
	const stay = applied.filter(({ identity }) => (has?.get(identity) ?? 0) > (had?.get(identity) ?? 0) - (gone?.get(identity) ?? 0));
	return {
		applied,
		made: new Set(found.flatMap(({ made }) => [...made])),
		inherited: new Set(found.flatMap(({ inherited }) => [...inherited])),
		faults: [
			...found.flatMap(({ faults }) => faults),
			...newFindings(before, after).map((finding) => about("new finding", finding)),
			...stay.map((finding) => about("finding stays", finding))
		]
	};
}
/** Why what a rendering became can't be compared with what it was. */
function whyIncomparable(before, after) {
	if (!after) return "not rendered";
	if (isRefused(before.rendered, after.rendered)) return "refused values";
	const [old, now] = [before.judged.manifest, after.judged.manifest];
	if (old.file.text === now.file.text) return void 0;
	return old.unreadable + now.unreadable > 0 || old.documents.length !== now.documents.length ? "other value" : void 0;
}
/** Whether nothing is known of what became of a rendering. */
function isUnknown({ kind }) {
	return kind === "not rendered" || kind === "refused values";
}
/** Whether a schema says more against the values than before: Helm would install nothing. */
function isRefused({ refused: before = [] }, after) {
	return after.refused?.some((line) => !before.includes(line)) ?? false;
}
function compareDocuments(rendering, old, now, isAllowed) {
	const [before, after] = [old.toData(), now?.toData()];
	const fault = {
		rendering,
		document: old.index,
		finding: void 0,
		paths: []
	};
	const other = {
		...NOTHING,
		faults: [{
			...fault,
			kind: "other value"
		}]
	};
	if (before === void 0 || after === void 0) return now && old.text === now.text ? NOTHING : other;
	if (dequal(before, after)) return NOTHING;
	const wanted = rendering.judged.findings.filter((finding) => finding.subject.value.document === old && isAllowed(finding)).map((finding) => ({
		finding,
		changes: finding.remedy?.changes ?? []
	}));
	const exact = comparisonOf({
		before,
		after,
		wanted
	}, fault);
	if (exact.faults.length === 0) return exact;
	const pods = inheritingPods(podsIn(rendering, old));
	if (pods.length === 0) return exact;
	const [one, two] = [effectiveData(before, pods), effectiveData(after, pods)];
	const effective = comparisonOf({
		before: one,
		after: two,
		wanted: effectiveChanges(wanted)
	}, fault);
	const [left, all] = [othersIn(effective), othersIn(exact)];
	if (left.size === 0) return effective;
	const { faults } = left.size < all.size && [...left].every((path) => all.has(path)) ? effective : exact;
	return {
		...exact,
		faults,
		inherited: effective.made
	};
}
/** Where something else is otherwise, each path as text. */
function othersIn({ faults }) {
	const others = faults.filter(({ kind }) => kind === "other value");
	return new Set(others.flatMap(({ paths }) => paths.map((path) => JSON.stringify(path))));
}
function podsIn({ judged: { manifest } }, document) {
	return manifest.resources.filter(({ value }) => value.document === document).flatMap((resource) => podsOf(resource));
}
/** The same remedies in data where containers have what they take from their pod. */
function effectiveChanges(wanted) {
	return wanted.map(({ finding, changes }) => ({
		finding,
		changes: changes.map((change) => {
			const { container } = finding.subject;
			return change && container ? effectiveChange(change, container) : change;
		})
	}));
}
function comparisonOf({ before, after, wanted }, fault) {
	const { applied, made, loose, partial, others } = compareData({
		before,
		after,
		wanted
	});
	return {
		applied,
		made,
		inherited: /* @__PURE__ */ new Set(),
		faults: [...others.length === 0 ? [] : [{
			...fault,
			kind: "other value",
			paths: others
		}], ...partial.map((finding) => ({
			...fault,
			kind: "part of a remedy",
			finding,
			paths: loose
		}))]
	};
}
/** The findings of a rendering that were not there before. */
function newFindings({ judged: before }, { judged: after }) {
	const left = countOf(before.findings);
	return after.findings.filter(({ identity }) => {
		const count = left.get(identity) ?? 0;
		left.set(identity, count - 1);
		return count <= 0;
	});
}
function countOf(findings) {
	const counts = /* @__PURE__ */ new Map();
	for (const { identity } of findings) counts.set(identity, (counts.get(identity) ?? 0) + 1);
	return counts;
}
// src/render/source-fix/advance.ts
/**
* What to try after an attempt that was not accepted: other options for what did not become as it should, and
* for values that what became otherwise asks for, too. Undefined where the comparison does not tell.
*/
function advance(tasks, comparison, { isReadAt }) {
	const { made, inherited } = comparison;
	for (const known of [/* @__PURE__ */ new Set([...made, ...inherited]), made]) {
		const withoutEffect = (part) => part.changes.some((change) => !known.has(change));
		if (tasks.some(({ parts }) => parts.some(withoutEffect))) return tasks.map((task) => withNext(task, withoutEffect, (part) => !isTouched(task, part, comparison)));
	}
	return withSuspects(tasks, comparison, {
		suspicion: isAlike,
		isReadAt
	}) ?? withSuspects(tasks, comparison, {
		suspicion: (path, change, isOwn) => isOwn && isBeside(path, change),
		isReadAt
	});
}
/** Whether something else came of the place of a part than it should, or nothing is known of it. */
function isTouched(task, part, { faults, made }) {
	const { rendering, findings } = task;
	const { changes } = part;
	const document = findings[0]?.subject.value.document;
	const places = document ? changes.map((change) => placeOf(document, change)) : [];
	return places.length === 0 || changes.some((change) => made.has(change)) || faults.some(({ kind, paths, ...fault }) => isUnknown({ kind }) || fault.rendering === rendering && fault.document === document?.index && (kind === "other value" && paths.length === 0 || !switchesOn(task, part) && paths.some((path) => places.some((place) => overlap(path, place)))));
}
/** Whether what came of a part's place may be all due to a key that was set with its value: `enabled`. */
function switchesOn({ parts, chosen }, part) {
	const option = part.options[chosen[parts.indexOf(part)] ?? 0];
	return option?.kind === "values" && option.switchesOn === true;
}
function overlap(one, other) {
	const length = Math.min(one.length, other.length);
	return isSamePath(one.slice(0, length), other.slice(0, length));
}
/** The tasks with other options for the values that reach a place which they should not. */
function withSuspects(tasks, { faults }, by) {
	const suspects = tasks.flatMap((task) => task.parts.flatMap((part) => {
		const places = faults.flatMap((fault) => suspectPlaces(task, part, fault, by).map((path) => ({
			fault,
			path
		})));
		return places.length > 0 ? [{
			task,
			part,
			places,
			edit: editOf(task, part)
		}] : [];
	}));
	if (suspects.length === 0) return void 0;
	const edits = /* @__PURE__ */ new Map();
	for (const { places, edit } of suspects) for (const { path } of places) edits.set(path, (edits.get(path) ?? /* @__PURE__ */ new Set()).add(edit));
	return tasks.map((task) => {
		const own = suspects.filter((one) => one.task === task);
		if (own.length === 0) return task;
		const isDoubted = own.some(({ places }) => places.some(({ path }) => (edits.get(path)?.size ?? 0) > 1));
		const next = withNext(task, (part) => own.some((one) => one.part === part));
		return isDoubted ? {
			...next,
			isDoubted
		} : next;
	});
}
/** Where what became otherwise may be due to a part. */
function suspectPlaces(task, part, fault, { suspicion, isReadAt }) {
	const option = part.options[task.chosen[task.parts.indexOf(part)] ?? 0];
	if (option?.kind === "template") return isSameTemplate(task, fault) ? fault.paths.filter((path) => isIn(path, option)) : [];
	if (option?.kind !== "values") return [];
	const isOwn = fault.rendering === task.rendering && fault.document === task.findings[0]?.subject.value.document.index;
	const places = fault.paths.filter((path) => part.changes.some((change) => suspicion(path, change, isOwn)));
	return places.length > 0 && isReadAt(fault, option) ? places : [];
}
/** What is edited for a part: the same for several tasks where they share a value. */
function editOf({ parts, chosen }, part) {
	const option = part.options[chosen[parts.indexOf(part)] ?? 0];
	const where = option?.kind === "values" ? option.path : option?.rendered.manifest.file.path;
	return JSON.stringify([where, option?.changes]);
}
/** Whether a fault is in what the same template became, such as with other values. */
function isSameTemplate({ rendering }, fault) {
	return fault.rendering?.rendered.manifest.file.path === rendering.rendered.manifest.file.path;
}
function isIn(path, { changes }) {
	return changes.some((change) => overlap(path, change.path));
}
/** Whether a place is in the mapping of a change: what was written there may be replaced. */
function isBeside(path, { path: changed }) {
	return isSamePath(changed.slice(0, path.length - 1), path.slice(0, -1));
}
/** Whether a place ends as a change's starts to have a meaning: `securityContext`, `runAsUser`. */
function isAlike(path, { path: changed }) {
	const context = changed.findIndex((step) => /^securitycontext$/i.test(String(step)));
	const names = changed.slice(context === -1 ? -1 : context);
	return names.some((_, index) => isSamePath(path.slice(-index - 1), names.slice(0, index + 1)));
}
function isSamePath(one, other) {
	return JSON.stringify(one) === JSON.stringify(other);
}
/** The task with the next option for its first part that has one; undefined where none has. */
function nextOf(task) {
	const open = task.parts.find((part, index) => (task.chosen[index] ?? 0) + 1 < part.options.length);
	const next = open && withNext(task, (part) => part === open);
	return next && optionsOf(next) && next;
}
// src/render/source-fix/plan-source-edits.ts
const CONFLICT = { refused: "its edits conflict with those of another fix" };
/**
* Makes the edits of several options together: changes of one document are planned at once, and what one
* template writes several times is edited once.
*
* @param files the source's texts by their path
* @returns the texts that change
*/
function planSourceEdits(options, files) {
	const edits = sourceEdits(options, files);
	if ("refused" in edits) return edits;
	const texts = {};
	for (const group of groupBy(edits, ({ path }) => path)) {
		const path = group[0]?.path ?? "";
		texts[path] = applyEdits(files[path] ?? "", group);
	}
	return texts;
}
/** The edits of several options, none overlapping. */
function sourceEdits(options, files) {
	const edits = [];
	for (const group of groupBy(options, documentOf)) {
		const made = editsOf(group, files);
		if ("refused" in made) return made;
		for (const edit of made) edits.push(edit);
	}
	const distinct = mergedInsertions([...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()]);
	return groupBy(distinct, ({ path }) => path).some(doOverlap) ? CONFLICT : distinct;
}
/**
* Several renderings of a template may need some of the same new lines at one place, such as the same key of a pod: what
* one of them has already is not written again.
*/
function mergedInsertions(edits) {
	return groupBy(edits, (edit) => JSON.stringify([
		edit.path,
		edit.start,
		edit.end,
		columnIn(edit)
	])).flatMap((group) => {
		const [first] = group;
		const isInsertion = first?.start === first?.end;
		if (!first || group.length === 1 || !isInsertion) return group;
		const blocks = new Set(group.flatMap(blocksOf));
		return [{
			...first,
			text: [...blocks].join("")
		}];
	});
}
/** The column of the first new line; undefined where a line goes on. */
function columnIn({ text }) {
	const [, blanks] = /^\r?\n( *)\S/.exec(text) ?? [];
	return blanks?.length;
}
/** New lines by the entries of the mapping or list that they are added to. */
function blocksOf(edit) {
	const column = columnIn(edit);
	if (column === void 0) return [edit.text];
	const blocks = [];
	for (const line of edit.text.split(/(?=\r?\n)/)) if (line.replace(/^\r?\n/, "").search(/\S/) === column || blocks.length === 0) blocks.push(line);
	else blocks[blocks.length - 1] += line;
	return blocks;
}
/** Each value set has read the files of values for itself. */
function documentOf({ kind, document, ...option }) {
	return kind === "values" && "path" in option ? JSON.stringify([
		option.path,
		document.index,
		document.span.start
	]) : document;
}
function editsOf(group, files) {
	const [first] = group;
	if (!first) return [];
	const changes = distinctChanges(group.flatMap((option) => option.changes));
	if (first.kind === "template") return templateEdits(first.rendered, first.document, changes, files);
	const plan = planEdits(first.document, first.mergesItems ? mergeItems(changes) : changes);
	return "refused" in plan ? plan : plan.edits.map((edit) => ({
		...edit,
		path: first.path
	}));
}
/** New items of a list that have the same name as one. */
function mergeItems(changes) {
	const merged = /* @__PURE__ */ new Map();
	for (const change of changes) {
		const name = change.kind === "append" && isDataMap(change.value) ? change.value["name"] : void 0;
		const key = name === void 0 ? change : JSON.stringify([change.path, name]);
		const known = merged.get(key);
		merged.set(key, known?.kind === "append" && change.kind === "append" ? {
			...known,
			value: mergeData(known.value, change.value)
		} : change);
	}
	return [...merged.values()];
}
function mergeData(one, other) {
	if (Array.isArray(one) && Array.isArray(other)) return mergeLists(one, other);
	if (!isDataMap(one) || !isDataMap(other)) return other;
	const merged = { ...one };
	for (const [key, value] of Object.entries(other)) {
		const known = Object.hasOwn(merged, key) ? merged[key] : void 0;
		merged[key] = known === void 0 ? value : mergeData(known, value);
	}
	return merged;
}
function mergeLists(one, other) {
	return [...one, ...other.filter((item) => !one.some((known) => dequal(known, item)))];
}
// src/render/source-fix/reasons.ts
/** Why what was tried for a task was not accepted, as the end of a sentence: what became of its own object tells the most. */
function whyRefused(task, comparison, words) {
	if (!comparison) return "its edits conflict with those of another fix";
	const { faults } = comparison;
	const fault = faults.find((one) => isOwn(one, task)) ?? faults[0];
	return fault ? describe(fault, words.notRendered) : words.noEdit;
}
function isOwn({ rendering, document }, task) {
	const own = task.findings[0]?.subject.value.document.index;
	return rendering === task.rendering && document === own;
}
function describe(fault, notRendered) {
	const { finding } = fault;
	switch (fault.kind) {
		case "not rendered": return notRendered;
		case "refused values": return "the chart's `values.schema.json` refuses what an edit would set";
		case "new finding": return `an edit would bring another finding: ${finding?.rule ?? ""} of ${objectOf(fault)}`;
		case "part of a remedy": return `an edit would change ${objectOf(fault)}, too, and not fix it`;
		case "finding stays": return "the finding stays whatever is edited";
		case "other value": return `an edit would change other values of ${objectOf(fault)}, too`;
	}
}
/** A container or an object, as reports name it. */
function objectOf({ rendering, document, finding }) {
	const container = finding?.subject.container;
	if (container) return container.name;
	const manifest = rendering?.judged.manifest;
	const resource = manifest?.resources.find(({ value }) => value.document.index === document);
	if (resource) return `${resource.kind}/${resource.name}`;
	return manifest?.file.path ?? "another object";
}
// src/run/source-fixes.ts
/** Finds which edits of a source's files fix what, by rendering it again. */
var SourceFixes = class {
	#by;
	#seen = /* @__PURE__ */ new Set();
	/** Why findings of the renderings are not fixed. */
	reasons = /* @__PURE__ */ new Map();
	constructor(by) {
		this.#by = by;
	}
	/** The source with as many of these tasks done as can be. */
	async solve(tasks) {
		for (const finding of tasks.flatMap(({ findings }) => findings)) this.#seen.add(finding);
		return this.#extend({
			...this.#by.base,
			tasks: [],
			applied: []
		}, tasks);
	}
	/** All tasks at once where that can be proved; else each half for itself, and what others may have spoiled alone. */
	async #extend(accepted, wanted) {
		const doubted = [];
		let known = await this.#together(accepted, wanted, doubted);
		for (const task of doubted) known = await this.#extend(known, [restOf(task, task.findings, this.#by.source)]);
		return known;
	}
	/** @param doubted is given the tasks to try alone */
	async #together(accepted, wanted, doubted) {
		let tasks = wanted.flatMap((task) => this.#possible(task));
		let comparison;
		while (tasks.length > 0) {
			if (this.#by.budget.renders <= 0 || this.#by.budget.now() > this.#by.budget.deadline) {
				this.#refuse(tasks, () => this.#by.source.words.tooMany);
				return accepted;
			}
			const tried = await this.#attempt([...accepted.tasks, ...tasks]);
			if ("files" in tried) return tried;
			comparison = tried.comparison;
			if (tasks.length > 1 && comparison?.faults.some(isUnknown)) break;
			const next = this.#withCompanions(tasks, comparison) ?? (comparison && advance(tasks, comparison, this.#by.source)) ?? (tasks.length === 1 ? nextOfOnly(tasks) : void 0);
			if (!next) break;
			const spoiled = wanted.length === 1 ? [] : next.filter(isSpoiled);
			for (const task of spoiled) doubted.push(task);
			tasks = next.filter((task) => !spoiled.includes(task)).flatMap((task) => this.#possible(task, comparison));
		}
		const halves = halvesOf(tasks, this.#by.source);
		if (!halves) {
			this.#refuse(tasks, (task) => whyRefused(task, comparison, this.#by.source.words));
			return accepted;
		}
		const more = await this.#extend(accepted, halves[0]);
		return this.#extend(more, halves[1]);
	}
	/**
	* With the fixes of what was changed in part, such as the same container with another value set, or another
	* container that reads the same values. Undefined where there are none that were not tried.
	*/
	#withCompanions(tasks, comparison) {
		const companions = (comparison ? companionsOf(comparison, this.#by.source) : []).filter(({ findings }) => !findings.some((finding) => this.#seen.has(finding)));
		for (const finding of companions.flatMap(({ findings }) => findings)) this.#seen.add(finding);
		return companions.length === 0 ? void 0 : [...tasks, ...companions];
	}
	/**
	* The task, where each part has something to try; else what else can be tried: the findings that need such a
	* part each for themselves, and the others.
	*/
	#possible(task, comparison) {
		const { words } = this.#by.source;
		const part = exhaustedPart(task);
		if (!part) return [task];
		const needing = task.findings.filter((finding) => needs(finding, part));
		const others = task.findings.filter((finding) => !needing.includes(finding));
		const groups = needing.length > 1 ? needing.map((finding) => [finding]) : [];
		if (needing.length <= 1) {
			const why = part.options.length === 0 ? words.noPlace(task.rendering.rendered) : whyRefused(task, comparison, words);
			for (const finding of needing) this.reasons.set(finding, why);
		}
		if (needing.length === 0) return [];
		return [...groups, others].filter((findings) => findings.length > 0).flatMap((findings) => this.#possible(restOf(task, findings, this.#by.source), comparison));
	}
	#refuse(tasks, whyOf) {
		for (const task of tasks) for (const finding of task.findings) this.reasons.set(finding, whyOf(task));
	}
	async #attempt(tasks) {
		const { files, result } = this.#by.base;
		const texts = planSourceEdits(tasks.flatMap((task) => optionsOf(task) ?? []), files);
		if ("refused" in texts) return { comparison: void 0 };
		const edited = {
			...files,
			...texts
		};
		this.#by.budget.renders--;
		const after = await this.#by.judge(edited);
		const comparison = compareRenderings(result.renderings, after.renderings, this.#by.isAllowed);
		if (!tasks.every(({ parts }) => parts.every(({ changes }) => changes.every((change) => comparison.made.has(change)))) || comparison.faults.length > 0) return { comparison };
		return {
			files: edited,
			result: after,
			tasks,
			applied: comparison.applied
		};
	}
};
/** Whether a task has nothing more to try for what may be due to another. */
function isSpoiled(task) {
	return task.isDoubted === true && exhaustedPart(task) !== void 0;
}
function needs({ remedy }, part) {
	const own = new Set(part.changes.map((change) => JSON.stringify(change)));
	return remedy?.changes.some((change) => own.has(JSON.stringify(change))) ?? false;
}
function nextOfOnly([task]) {
	const next = task && nextOf(task);
	return next && [next];
}
/** Two halves of tasks, or of the findings of the only one. */
function halvesOf(tasks, source) {
	const [only] = tasks;
	if (!only) return void 0;
	if (tasks.length > 1) {
		const half = Math.ceil(tasks.length / 2);
		return [tasks.slice(0, half), tasks.slice(half)];
	}
	if (only.findings.length === 1) return void 0;
	const half = Math.ceil(only.findings.length / 2);
	const [one, other] = [only.findings.slice(0, half), only.findings.slice(half)].map((findings) => restOf(only, findings, source));
	return one && other && [[one], [other]];
}
export { placeOf as _, optionsOf as a, tasksOf as c, editableKustomizations as d, optionsFor as f, contextOf as g, postPatches as h, compareRenderings as i, inheritedField as l, KustomizationDocuments as m, planSourceEdits as n, restOf as o, dataAt as p, sourceEdits as r, subjectKey as s, SourceFixes as t, templateEdits as u };
