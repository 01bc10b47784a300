import { i as rootOriginsOf, t as buildLean } from "./build-lean.js";
import { r as reportedPath } from "./placed-line.js";
import { Ai as valueAt, Ci as isMapping, Di as ownFields, Ei as items, En as whyNotToEdit, Jr as headerOf, Oi as scalar, Qt as judge, Si as isList, Ti as itemAt, Yr as isDataMap, Z as ProofBudget, at as planEdits, ci as endOfLine, ct as layoutOf, di as ParseBudget, dn as documentsIn, dt as doOverlap, en as bySubject, et as fixMostEach, it as distinctChanges, ji as rootOf, jt as KUSTOMIZATION_FILES, ki as textOf, li as indexLines, lt as lineBreakAt, mn as changeData, nn as groupBy, oi as splitDocuments, ot as blockText, si as parseDocumentAt, st as columnOf, ut as applyEdits, xi as field, xt as dequal } from "./check.js";
import { a as placeFinding, t as imagesOfSource } from "./judge-source.js";
import { d as relayered, f as untoldFilesOf, i as readBuilt, m as placedAnswer } from "./rendered-kustomization.js";
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
	const appended = changes.filter(({ kind }) => kind === "append");
	if (appended.length === 0) return whole;
	const others = changes.filter(({ kind }) => kind !== "append");
	const rest = others.length === 0 ? [] : writer.plan(others);
	const lists = writer.onTop(appended);
	if ("refused" in rest) return rest;
	return lists ? [...rest, ...lists] : NOT_LITERAL;
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
		return edits.every((edit) => edit !== void 0) ? edits : void 0;
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
		const made = edits.map((edit) => this.#inserted(edit) ?? this.#replaced(edit));
		return made.every((edit) => edit !== void 0) ? made : void 0;
	}
	/** New lines below a line, as new lines below the template's line. */
	#inserted({ start, end, text }) {
		const index = this.#lineOf(start);
		if (start !== end || !/^\r?\n/.test(text) || start !== this.#spanOf(index).end) return;
		const source = this.#sourceOf(index);
		if (!source?.isWhole || !this.#isUnconditional(index, source, text)) return void 0;
		const next = this.#rendered.map.textAt(this.#rendered.file, index + 1);
		if (next?.path === source.path && next.line === source.line) return void 0;
		const shift = source.indent - this.#indentOf(index);
		const lines = text.split(/\r?\n/).slice(1);
		const moved = lines.flatMap((line) => shifted(line, shift) ?? []);
		if (moved.length < lines.length) return void 0;
		if (hasAny(source, moved)) return void 0;
		const eol = lineBreakAt(source.text, source.end);
		const added = moved.map((line) => eol + line).join("");
		return {
			path: source.path,
			start: source.end,
			end: source.end,
			text: added
		};
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
		return {
			path: source.path,
			start: start + at,
			end: end + at,
			text
		};
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
/** Whether the template has one of the keys of new lines beside them already, in a branch that may be off. */
function hasAny({ text, line }, added) {
	const lines = text.split(/\r?\n/);
	const column = (added[0] ?? "").search(/\S/);
	return added.some((one) => {
		const [, name] = /^ *([\w-]+):/.exec(one) ?? [];
		return name !== void 0 && one.search(/\S/) === column && hasKey(lines, line - 1, {
			column,
			name
		});
	});
}
/** A line with more or less indentation; undefined where it has too little. */
function shifted(line, by) {
	if (by >= 0) return line === "" ? line : " ".repeat(by) + line;
	return line.startsWith(" ".repeat(-by)) ? line.slice(-by) : void 0;
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
	const distinct = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
	return groupBy(distinct, ({ path }) => path).some(doOverlap) ? CONFLICT : distinct;
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
// src/render/source-fix/tasks.ts
/**
* What there is to fix: for each container and object the value set that comes first, with the findings
* that can be fixed together in its rendering. A finding counts with the first set that has it: what is not
* fixed there is not for the values of a test to hide.
*
* @param isWanted which findings to fix, all with a remedy
* @param fileOf tells apart what several files write for the same object, such as the patches of two overlays
*/
function tasksOf(renderings, source, isWanted, fileOf = () => void 0) {
	const known = /* @__PURE__ */ new Set();
	const sets = /* @__PURE__ */ new Map();
	return renderings.flatMap((rendering) => {
		const { name } = rendering.rendered.set;
		const writtenIn = (finding) => fileOf(rendering.rendered, finding);
		const wanted = rendering.judged.findings.filter((finding) => {
			const key = JSON.stringify([finding.identity, writtenIn(finding)]);
			if (!sets.has(key)) sets.set(key, name);
			return sets.get(key) === name && isWanted(finding, name);
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
	const parts = document ? source.partsOf(rendering.rendered, document, changes) : [];
	return {
		rendering,
		findings,
		parts,
		chosen: parts.map(() => 0)
	};
}
/** The tasks for what an attempt fixes in part: the rest of it. */
function companionsOf({ faults, made }, source) {
	const partial = faults.flatMap(({ kind, rendering, finding }) => kind === "part of a remedy" && rendering && finding ? [{
		rendering,
		finding
	}] : []);
	return groupBy(partial, ({ rendering }) => rendering).flatMap((group) => bySubject(group.map(({ finding }) => finding)).flatMap((findings) => group[0] ? taskOf(group[0].rendering, findings, source, made) : []));
}
/** The task for some of its findings: what was tried of parts that stay is not tried again. */
function restOf(task, findings, source) {
	const tried = new Map(task.parts.map(({ changes }, index) => [JSON.stringify(changes), task.chosen[index]]));
	const rest = taskOf(task.rendering, findings, source);
	return {
		...rest,
		chosen: rest.parts.map(({ changes }) => tried.get(JSON.stringify(changes)) ?? 0)
	};
}
/** The options that are tried; undefined where a part has no more. */
function optionsOf({ parts, chosen }) {
	const options = parts.map((part, index) => part.options[chosen[index] ?? 0]);
	return options.every((option) => option !== void 0) ? options : void 0;
}
/** The task with the next option for some of its parts. */
function withNext(task, isMeant) {
	const chosen = task.chosen.map((at, index) => {
		const part = task.parts[index];
		return part && isMeant(part) ? at + 1 : at;
	});
	return {
		...task,
		chosen
	};
}
/** The part that has no option left, if there is one. */
function exhaustedPart({ parts, chosen }) {
	return parts.find((part, index) => (chosen[index] ?? 0) >= part.options.length);
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
	constructor(files) {
		this.#files = files;
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
	#in(path, text) {
		const known = this.#documents.get(path);
		if (known) return known;
		const budget = new ParseBudget();
		const own = splitDocuments(text).flatMap((span, index) => {
			const document = parseDocumentAt(text, span, index, budget);
			return document && "root" in document ? [document] : [];
		});
		const isKustomization = KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1));
		const all = [...own.flatMap((document) => patchesIn(isKustomization ? rootOf(document) : layerIn(document))), ...own];
		this.#documents.set(path, all);
		return all;
	}
};
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
	const of = (name) => items(field(kustomization, name)?.value);
	return [...of("patchesStrategicMerge"), ...[...of("patches"), ...of("patchesJson6902")].flatMap((one) => field(one, "patch")?.value ?? [])].flatMap((text) => documentsIn(text).filter(({ span }) => span.start > text.span.start));
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
	return [...new Map(options.map((one) => [JSON.stringify([keyOf$1(one), one.changes]), one])).values()];
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
	const own = writtenOptions(built, change);
	if (change.kind === "remove" || change.kind === "rename") return own;
	const seen = new Set(own.map((one) => keyOf$1(one)));
	const options = [...own];
	for (let depth = change.path.length - 1; depth >= 0; depth--) {
		const around = valueAt(root, change.path.slice(0, depth));
		if (!around) continue;
		for (const { path, document: source, parent } of besideFields(built, around)) {
			const key = keyOf$1({
				path,
				document: source
			});
			if (seen.has(key)) continue;
			const moved = pathByNames(parent, around, change, change.path.slice(depth));
			if (!moved) continue;
			seen.add(key);
			options.push({
				...OPTION,
				path,
				document: source,
				changes: [moved]
			});
		}
	}
	return options;
}
function keyOf$1({ path, document }) {
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
// src/run/build-roots.ts
const NOT_LAYERED = "the object that deploys it can no longer be read";
/** Builds kustomizations that share files with other texts, each only where one of its own files is another. */
var RootBuilder = class {
	#roots;
	#means;
	#onBuild;
	#built = /* @__PURE__ */ new Map();
	/** The texts as they are. */
	files;
	/** The files whose edits would change what is built in a way that these builds do not tell. */
	#untold;
	/** @param onBuild is told of each build */
	constructor(roots, means, onBuild) {
		this.#roots = roots;
		this.#means = means;
		this.#onBuild = onBuild;
		this.files = Object.assign({}, ...roots.map(({ sources }) => sources.files));
		const layers = roots.flatMap(({ sources: { layered } }) => layered ?? []);
		this.#untold = new Set(layers.flatMap(untoldFilesOf));
	}
	/** What can be edited, where the texts are these: what builds tell all of that comes of an edit. */
	editable(files, { canEdit, ...edited }) {
		const isTold = (path) => !this.#untold.has(path) && canEdit(path);
		return editableKustomizations({
			...edited,
			files,
			canEdit: isTold
		});
	}
	/** What all of them come to, each under its name. */
	async judge(files) {
		return { renderings: (await Promise.all(this.#roots.map(async (root) => this.#renderings(root, files)))).flat() };
	}
	async #renderings(root, files) {
		const { name, sources, renderings } = root;
		const paths = Object.keys(sources.files);
		const edited = paths.filter((path) => files[path] !== sources.files[path]);
		if (edited.length === 0 && renderings) return renderings.map((one) => named(one, name));
		const texts = Object.fromEntries(paths.map((path) => [path, files[path] ?? ""]));
		const key = JSON.stringify([name, edited.map((path) => [path, texts[path]])]);
		const built = this.#built.get(key) ?? this.#build({
			...root,
			sources: {
				...sources,
				files: texts
			}
		});
		this.#built.set(key, built);
		return built;
	}
	async #build({ name, sources, elsewhere }) {
		const { engine, ruleSet, inspect, folder, releaseSources } = this.#means;
		this.#onBuild();
		const layered = sources.layered && relayered(sources.layered, sources.files);
		const read = {
			folder,
			sources: {
				...sources,
				layered
			}
		};
		const answer = sources.layered && !layered ? { reason: NOT_LAYERED } : placedAnswer(await buildLean(engine, read), layered);
		const rendered = readBuilt(read, answer, {
			...ruleSet,
			releaseSources,
			elsewhere
		});
		const names = imagesOfSource(rendered);
		const rules = {
			...ruleSet,
			...await inspect?.({
				run: names,
				written: names
			})
		};
		return rendered.manifests.map((one) => named({
			rendered: one,
			judged: judge(one.manifest, rules)
		}, name));
	}
};
/** A rendering as one of a kustomization: several have the same files. */
function named({ rendered, judged }, name) {
	return {
		rendered: {
			...rendered,
			set: { name }
		},
		judged
	};
}
// src/render/source-fix/advance.ts
/**
* What to try after an attempt that was not accepted: other options for what did not become as it should, and
* for values that what became otherwise asks for, too. Undefined where the comparison does not tell.
*/
function advance(tasks, comparison, { isReadAt }) {
	const withoutEffect = (part) => part.changes.some((change) => !comparison.made.has(change));
	if (tasks.some(({ parts }) => parts.some(withoutEffect))) return tasks.map((task) => withNext(task, withoutEffect));
	return withSuspects(tasks, comparison, {
		suspicion: isAlike,
		isReadAt
	}) ?? withSuspects(tasks, comparison, {
		suspicion: (path, change, isOwn) => isOwn && isBeside(path, change),
		isReadAt
	});
}
/** The tasks with other options for the values that reach a place which they should not. */
function withSuspects(tasks, { faults }, by) {
	let isChanged = false;
	const next = tasks.map((task) => {
		const isSuspect = (part) => faults.some((fault) => isSuspected(task, part, fault, by));
		if (!task.parts.some(isSuspect)) return task;
		isChanged = true;
		return withNext(task, isSuspect);
	});
	return isChanged ? next : void 0;
}
function isSuspected(task, part, fault, { suspicion, isReadAt }) {
	const option = part.options[task.chosen[task.parts.indexOf(part)] ?? 0];
	if (option?.kind !== "values") return false;
	const isOwn = fault.rendering === task.rendering && fault.document === task.findings[0]?.subject.value.document.index;
	return fault.paths.some((path) => part.changes.some((change) => suspicion(path, change, isOwn))) && isReadAt(fault, option);
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
// src/render/source-fix/compare-renderings.ts
/**
* Compares what a source became before and after a change of it, object by object: each has to be as
* before, or different by exactly what remedies of its findings ask for.
*
* @param isAllowed whether a finding's remedy may be applied
*/
function compareRenderings(before, after, isAllowed) {
	const now = new Map(after.map((one) => [keyOf(one), one]));
	const found = before.map((one) => compareOne(one, now.get(keyOf(one)), isAllowed));
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
		faults: [...found.flatMap(({ faults }) => faults), ...isMore ? [unknown] : []]
	};
}
/** A template's name, and the value set that it was rendered with. */
function keyOf({ rendered: { set, manifest } }) {
	return JSON.stringify([set.name, manifest.file.path]);
}
const NOTHING = {
	applied: [],
	made: /* @__PURE__ */ new Set(),
	faults: []
};
function compareOne(before, after, isAllowed) {
	const fault = {
		rendering: before,
		document: void 0,
		finding: void 0,
		paths: []
	};
	if (!after) return {
		...NOTHING,
		faults: [{
			...fault,
			kind: "not rendered"
		}]
	};
	const [old, now] = [before.judged.manifest, after.judged.manifest];
	if (old.file.text === now.file.text) return NOTHING;
	if (old.unreadable + now.unreadable > 0 || old.documents.length !== now.documents.length) return {
		...NOTHING,
		faults: [{
			...fault,
			kind: "other value"
		}]
	};
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
		faults: [
			...found.flatMap(({ faults }) => faults),
			...newFindings(before, after).map((finding) => about("new finding", finding)),
			...stay.map((finding) => about("finding stays", finding))
		]
	};
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
	const findings = rendering.judged.findings.filter((finding) => finding.subject.value.document === old && isAllowed(finding));
	const { made, others } = changesBetween(before, after, findings);
	const applied = findings.filter(({ remedy }) => remedy && remedy.changes.length > 0 && remedy.changes.every((change) => hasMade(made, change)));
	const owned = applied.flatMap(({ remedy }) => remedy?.changes ?? []);
	const loose = made.filter((change) => !hasMade(owned, change));
	const paths = loose.map(({ path }) => path);
	const partial = findings.filter((finding) => !applied.includes(finding) && finding.remedy?.changes.some((change) => hasMade(loose, change)));
	const faults = [...others.length === 0 ? [] : [{
		...fault,
		kind: "other value",
		paths: others
	}], ...partial.map((finding) => ({
		...fault,
		kind: "part of a remedy",
		finding,
		paths
	}))];
	const all = findings.flatMap(({ remedy }) => remedy?.changes ?? []);
	return {
		applied,
		made: new Set(all.filter((change) => hasMade(made, change))),
		faults
	};
}
function hasMade(made, change) {
	return made.some((one) => one === change || dequal(one, change));
}
/** The changes of remedies that one document differs from another by, and where it does otherwise. */
function changesBetween(before, after, findings) {
	const wanted = distinctChanges(findings.flatMap(({ remedy }) => remedy?.changes ?? []));
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
	const changes = made.filter(({ kind }) => kind !== "append");
	return {
		made,
		others: differences(changeData(before, changes), rest)
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
// src/render/source-fix/reasons.ts
/** Why what was tried was not accepted, as the end of a sentence. */
function whyRefused(comparison, words) {
	if (!comparison) return "its edits conflict with those of another fix";
	const [fault] = comparison.faults;
	return fault ? describe(fault, words.notRendered) : words.noEdit;
}
function describe(fault, notRendered) {
	const { finding } = fault;
	switch (fault.kind) {
		case "not rendered": return notRendered;
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
	/** All tasks at once where that can be proved; else each half for itself. */
	async #extend(accepted, wanted) {
		let tasks = wanted.flatMap((task) => this.#possible(task));
		let comparison;
		while (tasks.length > 0) {
			if (this.#by.budget.renders <= 0 || this.#by.budget.now() > this.#by.budget.deadline) {
				this.#refuse(tasks, this.#by.source.words.tooMany);
				return accepted;
			}
			const tried = await this.#attempt([...accepted.tasks, ...tasks]);
			if ("files" in tried) return tried;
			comparison = tried.comparison;
			if (tasks.length > 1 && comparison && isBroken(comparison)) break;
			const next = this.#withCompanions(tasks, comparison) ?? (comparison && advance(tasks, comparison, this.#by.source)) ?? (tasks.length === 1 ? nextOfOnly(tasks) : void 0);
			if (!next) break;
			tasks = next.flatMap((task) => this.#possible(task, comparison));
		}
		const halves = halvesOf(tasks, this.#by.source);
		if (!halves) {
			this.#refuse(tasks, whyRefused(comparison, this.#by.source.words));
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
			const why = part.options.length === 0 ? words.noPlace(task.rendering.rendered) : whyRefused(comparison, words);
			for (const finding of needing) this.reasons.set(finding, why);
		}
		if (needing.length === 0) return [];
		return [...groups, others].filter((findings) => findings.length > 0).flatMap((findings) => this.#possible(restOf(task, findings, this.#by.source), comparison));
	}
	#refuse(tasks, why) {
		for (const finding of tasks.flatMap(({ findings }) => findings)) this.reasons.set(finding, why);
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
function isBroken({ faults }) {
	return faults.some(({ kind }) => kind === "not rendered");
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
// src/run/solve-roots.ts
/**
* Finds edits of files of kustomizations that fix what was found in their builds: all together, proved by
* building all of them that share an edited file.
*/
async function solveRoots(roots, { means, isAllowed, isWanted, budget, ...edited }) {
	const builder = new RootBuilder(roots, means, () => {
		budget.renders--;
	});
	const { files } = builder;
	const result = await builder.judge(files);
	const source = builder.editable(files, edited);
	const judge = async (texts) => builder.judge(texts);
	const fixes = new SourceFixes({
		base: {
			files,
			result
		},
		judge,
		source,
		isAllowed,
		budget
	});
	const tasks = tasksOf(result.renderings, source, (finding, root = "") => isAllowed(finding) && isWanted({
		root,
		fingerprint: finding.fingerprint
	}), (rendered, finding) => placeFinding(rendered, finding)?.path);
	const solved = await fixes.solve(tasks);
	return new SolvedRoots(source, solved.tasks, solved.result);
}
/** What of kustomizations could be fixed at once. */
var SolvedRoots = class {
	#source;
	#tasks;
	/** The findings that stay, by their kustomization. */
	#left;
	constructor(source, tasks, after) {
		this.#source = source;
		this.#tasks = tasks;
		this.#left = new Set(after.renderings.flatMap(({ rendered: { set }, judged }) => judged.findings.map(({ fingerprint }) => originKey({
			root: set.name ?? "",
			fingerprint
		}))));
	}
	/** Whether a finding is gone in all kustomizations that have it. */
	isGone(origins) {
		return origins.every((one) => !this.#left.has(originKey(one)));
	}
	/** The edits that fix findings, all of what is in their origins; undefined where there are none. */
	edits(origins) {
		const options = this.#options(origins);
		const edits = options && sourceEdits(options, this.#source.files);
		return edits && !("refused" in edits) ? edits : void 0;
	}
	/** The texts of the files that these edits change. */
	texts(origins) {
		const options = this.#options(origins);
		const texts = options && planSourceEdits(options, this.#source.files);
		return texts && !("refused" in texts) ? texts : void 0;
	}
	/** The remedies of findings that are applied. */
	remedies(origins) {
		const wanted = new Set(origins.map(originKey));
		return this.#tasks.flatMap(({ rendering, findings }) => {
			const root = rendering.rendered.set.name ?? "";
			return findings.flatMap(({ fingerprint, remedy }) => remedy && wanted.has(originKey({
				root,
				fingerprint
			})) ? [remedy] : []);
		});
	}
	get files() {
		return this.#source.files;
	}
	#options(origins) {
		const wanted = new Set(origins.map(originKey));
		const options = this.#tasks.flatMap((task) => {
			const root = task.rendering.rendered.set.name ?? "";
			const own = task.findings.filter(({ fingerprint }) => wanted.has(originKey({
				root,
				fingerprint
			})));
			return own.length === 0 ? [] : optionsOf(restOf(task, own, this.#source)) ?? [];
		});
		return options.length === 0 ? void 0 : options.filter((one) => one.kind === "values");
	}
};
/** A finding in a build by a key, to find it again in another judgment of the same build. */
function originKey({ root, fingerprint }) {
	return JSON.stringify([root, fingerprint]);
}
// src/run/prove-roots.ts
/** Most need one build of each; what is refused is tried by halves. */
const BUILDS_PER_ROOT = 2;
const MORE_BUILDS = 30;
/** How many builds may prove the fixes of kustomizations: counted, so that no busy machine changes the result. */
function buildsFor(roots) {
	return roots * BUILDS_PER_ROOT + MORE_BUILDS;
}
/**
* Finds out which findings in kustomizations have a fix in their own file, by building them again with all of
* these fixes.
*
* @param canEdit by paths from the root of the repository
*/
async function withProvedFixes({ judged, origins }, roots, means, canEdit) {
	const fixable = judged.flatMap(({ findings }) => findings.filter(isFixable));
	const wanted = new Set(fixable.flatMap((one) => rootOriginsOf(origins.get(one)).map(originKey)));
	if (wanted.size === 0) return judged;
	const solved = await solveRoots(roots, {
		means,
		canEdit,
		budget: {
			renders: buildsFor(roots.length),
			deadline: Infinity,
			now: () => 0
		},
		isAllowed: ({ remedy }) => remedy !== void 0 && remedy.changes.length > 0,
		isWanted: (origin) => wanted.has(originKey(origin))
	});
	return judged.map((one) => {
		const { findings } = one;
		const fixes = findings.flatMap((finding) => {
			const fix = ownFix(solved, finding, rootOriginsOf(origins.get(finding)), means.folder);
			return fix ? [[finding, fix]] : [];
		});
		return fixes.length === 0 ? one : {
			...one,
			sourceFixes: new Map(fixes)
		};
	});
}
function isFixable({ rendered }) {
	return rendered?.kind === "kustomization" && rendered.remedy !== void 0;
}
/** The edits of a finding's own file that fix it; undefined where there are none, or others are needed. */
function ownFix(solved, { file }, origins, folder) {
	const [remedy] = solved.remedies(origins);
	if (!remedy || !solved.isGone(origins)) return void 0;
	const edits = solved.edits(origins);
	if (!edits?.every(({ path }) => reportedPath({ folder }, path) === file)) return void 0;
	return {
		edits: edits.map(({ start, end, text }) => ({
			start,
			end,
			text
		})),
		remedy
	};
}
export { solveRoots as a, RootBuilder as c, templateEdits as d, originKey as i, dataAt as l, ownFix as n, SourceFixes as o, withProvedFixes as r, compareRenderings as s, buildsFor as t, tasksOf as u };
