import { $n as changeData, Ai as parseDocumentAt, An as blockText, Ei as groupBy, Ga as md, Ka as prose, Kn as judge, Mi as indexLines, Pn as dequal, Si as UNCHECKED, Xn as documentIn, ca as isMapping, da as items, fa as ownFields, fi as isDataMap, ga as rootOf, ha as valueAt, ki as splitDocuments, ma as textOf, nn as fixFile, oa as field, pa as scalar, si as podsOf, xi as NO_REMEDY, yi as whyNotToEdit } from "./check.js";
import { n as workedMilliseconds } from "./work-deadline.js";
import { l as listed, o as documentOn } from "./judge-source.js";
import { a as reportedPath } from "./placed-line.js";
import { t as filesOfSet } from "./chart-sources.js";
import { c as contextPointer } from "./rendered-manifests.js";
import { _ as placeOf, a as optionsOf, c as tasksOf, f as optionsFor, g as contextOf, h as postPatches, i as compareRenderings, l as inheritedField, m as KustomizationDocuments, o as restOf, p as dataAt, s as subjectKey, t as SourceFixes, u as templateEdits } from "./source-fixes.js";
import { t as editChart } from "./edit-chart.js";
import { t as judgeChart } from "./judge-chart.js";
// src/render/source-fix/editable.ts
/**
* Says which files of a chart a person would edit: no generated ones, and none of a sub-chart that comes
* from elsewhere, since the next `helm dependency update` brings that as it was.
*
* @param files the chart's texts by their path
*/
function editableIn(files) {
	const fetched = [...fetchedIn(files)].map((name) => `charts/${name}/`);
	const known = /* @__PURE__ */ new Map();
	return (path) => {
		const found = known.get(path);
		if (found !== void 0) return found;
		const text = files[path];
		const isEditable = text !== void 0 && !fetched.some((folder) => path.startsWith(folder)) && whyNotToEdit({
			path,
			text
		}) === void 0;
		known.set(path, isEditable);
		return isEditable;
	};
}
/** The names of the dependencies that Helm fetches from a repository. */
function fetchedIn(files) {
	const names = /* @__PURE__ */ new Set();
	for (const file of ["Chart.yaml", "requirements.yaml"]) {
		const text = files[file] ?? "";
		const document = parseDocumentAt(text, {
			start: 0,
			end: text.length
		}, 0);
		if (!document || "reason" in document) continue;
		for (const dependency of items(field(rootOf(document), "dependencies")?.value)) {
			const [name, from] = ["name", "repository"].map((key) => textOf(field(dependency, key)?.value));
			if (name !== void 0 && from !== void 0 && !from.startsWith("file:")) names.add(name);
		}
	}
	return names;
}
// src/render/source-fix/lines-of.ts
/** The lines of a value, with the blank lines below: nodes of a template that wrote nothing stand there. */
function linesOf({ manifest, file }, document, path) {
	const { start, end } = valueAt(rootOf(document), path)?.span ?? document.span;
	const [from, last] = [start, Math.max(start, end - 1)].map((at) => manifest.lines.position(at).line - 1);
	let to = last ?? 0;
	while (to + 1 < file.lines.length && textOfLine(manifest.file.text, manifest, to + 1) === "") to++;
	return {
		from: from ?? 0,
		to
	};
}
function textOfLine(text, { lines }, index) {
	const { start, end } = lines.span(index + 1);
	return text.slice(start, end).trim();
}
// src/render/source-fix/named-values.ts
/**
* The values that templates ask for around a place, and that are named like it, such as
* `/web/securityContext` for a securityContext. What a template asks for above its first line, for a
* variable, counts where nothing is asked for below.
*/
function pointersFor(rendered, document, at) {
	const around = namedOn(rendered, rangesOf(rendered, document, at), at);
	return around.length > 0 ? around : namedOn(rendered, [headOf(rendered, document)], at);
}
function namedOn({ map, file }, ranges, at) {
	const asked = ranges.flatMap(({ from, to }) => map.askedOn(file, from, to));
	return [...new Set(asked.flatMap((path) => namedIn(path, at, map.values) ?? []))].filter((pointer) => !isSwitch(map.values.find(pointer)?.value));
}
/** A value such as `usePodSecurityContext: true` says whether something is written, not what. */
function isSwitch(value) {
	return value !== void 0 && ["boolean", "number"].includes(typeof scalar(value));
}
/** Whether a template asks for such a value as a whole on the lines of a place, and may write it there. */
function isAskedIn(rendered, document, at) {
	const { from, to } = linesOf(rendered, document, at);
	return isWhole(rendered, rendered.map.askedIn(rendered.file, from, to), at);
}
/**
* Whether a securityContext is what a template writes where such a value is empty: it stands in an `else` of a
* condition that asks for that value, and is gone once it is set.
*/
function isDefault(rendered, document, at) {
	if (contextOf(at) === void 0 || !isMapping(valueAt(rootOf(document), at))) return false;
	const { from, to } = linesOf(rendered, document, at);
	const { map, file } = rendered;
	return isWhole(rendered, map.askedOn(file, from, to), at) && !isAskedIn(rendered, document, at);
}
function isWhole({ map: { values } }, asked, at) {
	return asked.some((path) => namedIn(path, at, values) === path && !isSwitch(values.find(path)?.value));
}
function namedIn(pointer, at, values) {
	if (contextOf(at)?.length === at.length) return contextPointer(pointer, values);
	const name = String(at.at(-1)).toLowerCase();
	const steps = pointer.split("/");
	const isNamed = (step) => step.replaceAll("_", "").toLowerCase().endsWith(name);
	const index = steps.findIndex(isNamed);
	return index === -1 ? void 0 : steps.slice(0, index + 1).join("/");
}
const CONTAINERS = [
	"containers",
	"initContainers",
	"ephemeralContainers"
];
/** The lines of what a place is in; for a pod's securityContext without its containers, which have their own. */
function rangesOf(rendered, document, at) {
	const parent = at.slice(0, -1);
	const whole = linesOf(rendered, document, parent);
	if (at.at(-1) !== "securityContext") return [whole];
	let ranges = [whole];
	for (const name of CONTAINERS) {
		const path = [...parent, name];
		if (!valueAt(rootOf(document), path)) continue;
		const inner = linesOf(rendered, document, path);
		ranges = ranges.flatMap(({ from, to }) => [...from < inner.from ? [{
			from,
			to: Math.min(to, inner.from - 1)
		}] : [], ...to > inner.to ? [{
			from: Math.max(from, inner.to + 1),
			to
		}] : []]);
	}
	return ranges;
}
/** The lines of a document up to its first key. */
function headOf({ manifest, file }, document) {
	const from = manifest.lines.position(document.span.start).line - 1;
	let to = from;
	while (to + 1 < file.lines.length && isHead(manifest, to)) to++;
	return {
		from,
		to
	};
}
function isHead({ lines, file }, index) {
	const { start, end } = lines.span(index + 1);
	return /^\s*(?:---.*|#.*)?$/.test(file.text.slice(start, end));
}
// src/render/source-fix/patch-options.ts
/** More of them are not the patch that a person would edit. */
const MAX_OPTIONS$1 = 2;
/**
* The ways to make changes in the patches that a release has for what its chart becomes, each in one of them for
* all of the changes.
*/
function patchOptions(built, changes, canEdit) {
	const all = changes.flatMap((change, index) => optionsFor(built, change).map((option) => ({
		option,
		index
	})));
	return groupBy(all, ({ option }) => option.document).flatMap((group) => {
		const [first] = group;
		const each = changes.map((_, index) => group.find((one) => one.index === index)?.option);
		const isForAll = each.every((option) => option !== void 0);
		if (!first || !isForAll || !canEdit(first.option.path)) return [];
		return [{
			...first.option,
			changes: each.flatMap((option) => option.changes)
		}];
	}).slice(0, MAX_OPTIONS$1);
}
// src/render/source-fix/built-options.ts
/** Deeper than values and patches are written. */
const MAX_DEPTH$1 = 30;
/**
* A value of a release that a kustomization builds, set on the line that it comes from: of the release, or of a patch,
* as long as the same value stands there alone.
*/
function builtOptions({ value, from, pointer }, change, { files, canEdit }) {
	const name = value.path.at(-1);
	if (!from?.places || change.kind !== "set" || typeof name !== "string") return [];
	const place = from.places[indexLines(from.text).position(value.span.start).line - 1];
	const text = place && files[place.path];
	if (!place || text === void 0 || !canEdit(place.path)) return [];
	const found = scalarsOn(text, place.line, name).filter((one) => scalar(one) === scalar(value));
	const [own] = found;
	if (!own || found.length > 1 || own.shared) return [];
	const changes = [{
		...change,
		path: own.path
	}];
	return [{
		kind: "values",
		path: place.path,
		document: own.document,
		changes,
		pointer
	}];
}
/** The scalars on a line that have a name, or that an operation of a patch gives to it. */
function scalarsOn(text, line, name) {
	const index = documentOn(text, line);
	const span = splitDocuments(text)[index];
	const document = span && parseDocumentAt(text, span, index);
	if (!document || !("root" in document)) return [];
	const { start, end } = indexLines(text).span(line);
	const found = [];
	const visit = (value, isNamed, depth) => {
		if (!(value.span.start <= end && value.span.end >= start) || depth > MAX_DEPTH$1) return;
		for (const one of items(value)) visit(one, false, depth + 1);
		const fields = isMapping(value) ? ownFields(value) : [];
		for (const one of fields) visit(one.value, one.name === name || isOperand(value, one.name, name), depth + 1);
		if (scalar(value) === void 0) return;
		const inner = documentIn(value);
		if (inner && inner.span.start > value.span.start && isMultiline(value)) visit(rootOf(inner), false, depth + 1);
		else if (isNamed && value.span.start >= start) found.push(value);
	};
	visit(rootOf(document), false, 0);
	return found;
}
function isMultiline(value) {
	return textOf(value)?.includes("\n") === true;
}
/** Whether a key of an operation has the value for the last step of its path. */
function isOperand(operation, key, name) {
	const [op, path] = ["op", "path"].map((one) => textOf(field(operation, one)?.value));
	return key === "value" && (op === "add" || op === "replace") && path?.endsWith(`/${name}`) === true;
}
// src/render/source-fix/inline-changes.ts
/** Changes of values as changes of the document that they are written in; undefined where it can't have them. */
function changesIn(within, changes) {
	const { at, kind } = within;
	if (kind === "values") return changes.map((one) => ({
		...one,
		path: [...at, ...one.path]
	}));
	const made = changes.map((one) => parameterChanges(within, one));
	return made.every((one) => one !== void 0) ? made.flat() : void 0;
}
/** Each parameter is one value, by its path and as a text. */
function parameterChanges({ document, at }, change) {
	if (change.kind !== "set") return void 0;
	const names = items(valueAt(rootOf(document), at)).map((one) => textOf(field(one, "name")?.value));
	return leavesOf(change.path, change.value)?.map(({ path, value }) => {
		const name = path.join(".");
		const index = names.lastIndexOf(name);
		return index === -1 ? {
			kind: "append",
			path: at,
			value: {
				name,
				value
			}
		} : {
			kind: "set",
			path: [
				...at,
				index,
				"value"
			],
			value
		};
	});
}
/** The single values in data; undefined where a parameter can't name one. */
function leavesOf(path, data) {
	if (isDataMap(data)) {
		const all = Object.entries(data).map(([key, value]) => leavesOf([...path, key], value));
		return all.every((one) => one !== void 0) ? all.flat() : void 0;
	}
	const isNamed = path.every((step) => typeof step === "string" && /^[\w-]+$/.test(step));
	return typeof data === "object" || !isNamed ? void 0 : [{
		path,
		value: String(data)
	}];
}
// src/render/source-fix/text-for-tpl.ts
const TEMPLATE = /(?:^|\/)templates\//;
const MAX_LENGTH = 1e5;
/** Whether a template of a chart gives a value to `tpl`, by its name there or on the line above: `with`. */
function isGivenToTpl(pointer, files) {
	const name = `.${pointer.slice(pointer.lastIndexOf("/") + 1)}`;
	return Object.entries(files).some(([path, text]) => TEMPLATE.test(path) && text.length <= MAX_LENGTH && isGiven(text.split("\n"), name));
}
function isGiven(lines, name) {
	return lines.some((line, index) => {
		return (line.includes(name) || (lines[index - 1] ?? "").includes(name)) && /\btpl\b(?! *\( *toYaml)/.test(line);
	});
}
/** Elements that are added to a list which the values have as a text. */
function asText(changes, path) {
	const items = changes.flatMap((one) => one.kind === "append" && one.path.length === path.length ? [one.value] : []);
	if (items.length < changes.length) return changes;
	return [{
		kind: "set",
		path,
		value: `${blockText(items, {
			indent: 0,
			step: 2,
			listIndent: 2,
			eol: "\n"
		})}\n`
	}];
}
// src/render/source-fix/values-options.ts
/** Each costs a rendering when the ones before it come to nothing. */
const MAX_OPTIONS = 4;
/** How deep below a value its copy in a rendering is looked for. */
const MAX_DEPTH = 5;
/** The ways to make changes through files of values, the best first. */
function valuesOptions(placed) {
	const { document, at } = placed;
	const found = (scalar(valueAt(rootOf(document), at)) ?? null) === null ? namedOptions(placed) : scalarOption(placed);
	const all = [...copyOptions(placed), ...found];
	return [...new Map(all.map((one) => [JSON.stringify([one.path, one.changes]), one])).values()].slice(0, MAX_OPTIONS);
}
/** The key of the values whose value a rendered scalar is. */
function scalarOption(placed) {
	const { rendered, document, at, changes, canEdit } = placed;
	const { values } = rendered.map;
	const value = valueAt(rootOf(document), at);
	const written = scalar(value);
	const [change] = changes;
	if (!value || written === void 0 || change?.kind !== "set") return [];
	const index = rendered.manifest.lines.position(value.span.start).line - 1;
	const found = rendered.map.keyAt(rendered.file, index);
	if (!found) return [];
	if (found.from?.places) return builtOptions(found, change, placed);
	if (!canEdit(found.path)) return overridingOptions(placed, found, change);
	const { path, value: key, pointer, file } = found;
	if (!file.inline) {
		if (scalar(key) !== written) return [];
		const set = {
			...change,
			path: key.path
		};
		return [{
			kind: "values",
			path,
			document: key.document,
			changes: [set],
			pointer
		}];
	}
	return values.documentsIn(file).flatMap((within) => {
		const steps = pathOf(within.data, values.stepsTo(found));
		if (dataAt(within.data, steps) !== written) return [];
		const set = changesIn(within, [{
			...change,
			path: steps
		}]);
		const own = {
			kind: "values",
			path,
			document: within.document,
			pointer
		};
		return set ? [{
			...own,
			changes: set
		}] : [];
	});
}
/**
* A value of a chart that is not for us to edit, such as one that others publish, set in what counts over it: in
* the values of a release, or of a parent.
*/
function overridingOptions({ rendered, canEdit }, { file: own, value, pointer }, change) {
	const { values } = rendered.map;
	if (value.path.some((step) => typeof step === "number")) return [];
	const all = values.filesFor(pointer);
	return all.slice(0, all.findIndex(({ file }) => file === own)).filter(({ file }) => canEdit(file.path)).flatMap(({ file, steps }) => values.documentsIn(file).map((within) => ({
		file,
		within,
		steps
	}))).toSorted((a, b) => depthIn(b) - depthIn(a)).slice(0, MAX_OPTIONS).flatMap(({ file, within, steps }) => {
		const changes = changesIn(within, [{
			...change,
			path: [...steps]
		}]);
		const { document } = within;
		return changes ? [{
			kind: "values",
			path: file.path,
			document,
			changes,
			pointer
		}] : [];
	});
}
/** How much of the way to a value is there. */
function depthIn({ within, steps }) {
	const missing = steps.findIndex((_, index) => dataAt(within.data, steps.slice(0, index + 1)) === void 0);
	return missing === -1 ? steps.length : missing;
}
/** What a template wrote as a whole, such as with `toYaml`: the same data in the values. */
function copyOptions(placed) {
	const { rendered, document, at, canEdit } = placed;
	const data = document.toData();
	const options = [];
	for (let depth = at.length; depth > 0 && options.length < MAX_OPTIONS; depth--) {
		const place = at.slice(0, depth);
		const copied = dataAt(data, place);
		if (!isFilled(copied)) continue;
		const { from } = linesOf(rendered, document, place);
		for (const pointer of rendered.map.writtenBy(rendered.file, from)) for (const { file, steps } of rendered.map.values.filesFor(pointer)) {
			if (!canEdit(file.path)) continue;
			const found = copyIn(rendered, file, steps, copied);
			const made = found ? optionAt(placed, {
				...found,
				file,
				pointer,
				place
			}) : [];
			for (const one of made) options.push(one);
		}
	}
	return options;
}
function isFilled(data) {
	return typeof data === "object" && data !== null && Object.keys(data).length > 0;
}
function copyIn({ map }, file, steps, copied) {
	for (const within of map.values.documentsIn(file)) {
		const { data } = within;
		const start = pathOf(data, steps);
		const found = searchCopy(dataAt(data, start), copied, 0);
		if (found) return {
			within,
			path: [...start, ...found]
		};
	}
}
function searchCopy(data, copied, depth) {
	if (data === void 0 || depth > MAX_DEPTH) return void 0;
	if (dequal(data, copied)) return [];
	const entries = Array.isArray(data) ? data.map((item, index) => [index, item]) : isDataMap(data) ? Object.entries(data) : [];
	for (const [step, below] of entries) {
		const found = searchCopy(below, copied, depth + 1);
		if (found) return [step, ...found];
	}
}
/** The values that templates ask for by the name of what is missing, such as `.Values.web.securityContext`. */
function namedOptions(placed) {
	const { rendered, document, at } = placed;
	const isPod = at.at(-2) === "spec";
	return pointersFor(rendered, document, at).toSorted((a, b) => rank(a, isPod) - rank(b, isPod)).flatMap((pointer) => filesOf(placed, pointer).flatMap((found) => optionAt(placed, {
		...found,
		pointer,
		place: at
	})));
}
/** A container asks for the pod's settings only by chance, and the other way round. */
function rank(pointer, isPod) {
	const isOther = isPod ? /container/i : /pod/i;
	const isOwn = isPod ? /pod/i : /container/i;
	return Number(isOther.test(pointer)) - Number(isOwn.test(pointer));
}
/** Where a value is, or can be added: the chart's own values first, but lists where they count. */
function filesOf({ rendered, at, changes, canEdit, files: chart }, pointer) {
	const { values } = rendered.map;
	const all = values.filesFor(pointer).filter(({ file }) => canEdit(file.path)).flatMap(({ file, steps }) => {
		const [within] = values.documentsIn(file);
		return within ? [{
			file,
			within,
			path: pathOf(within.data, steps)
		}] : [];
	});
	const having = all.filter(({ within, path }) => dataAt(within.data, path) !== void 0);
	const ordered = changes.every(({ kind, path }) => kind === "append" && path.length === at.length) && having.length > 0 ? having.slice(0, 1) : [
		...having.filter(isChartsOwn),
		...having,
		...all.filter(isChartsOwn),
		...all
	];
	return [...new Set(ordered)].filter((place) => canHold(place, pointer, chart)).slice(0, 2);
}
function isChartsOwn({ file }) {
	return file.path === "values.yaml";
}
/** To a text nothing can be added in this way, unless it is empty and for `tpl`. */
function canHold({ within, path }, pointer, files) {
	const data = dataAt(within.data, path) ?? null;
	return typeof data === "object" || data === "" && isGivenToTpl(pointer, files);
}
/** Nothing, which a template can take for an empty text; not so an empty list. */
function isEmptyText(data) {
	return data === "" || data === null || data === void 0;
}
/** Steps of a JSON pointer as a path: the index of a list is a number. */
function pathOf(data, steps) {
	let current = data;
	return steps.map((step) => {
		const isItem = Array.isArray(current) && /^\d+$/.test(step);
		current = dataAt(current, [step]);
		return isItem ? Number(step) : step;
	});
}
function optionAt(placed, { file, within, path, pointer, place }) {
	const { document, data } = within;
	const { at } = placed;
	const moved = wantedAt(placed, dataAt(data, path)).map((change) => ({
		...change,
		path: [
			...path,
			...at.slice(place.length),
			...change.path.slice(at.length)
		]
	}));
	const wanted = isEmptyText(dataAt(data, path)) && isGivenToTpl(pointer, placed.files) ? asText(moved, path) : moved;
	const enabling = switchedOn(data, path);
	const made = changesIn(within, [...wanted, ...enabling]);
	const option = {
		kind: "values",
		path: file.path,
		document,
		pointer
	};
	return made ? [{
		...option,
		changes: made,
		switchesOn: enabling.length > 0
	}] : [];
}
/** The changes, with what is there already where a value for it takes its place. */
function wantedAt({ document, at, changes, replaces }, value) {
	const isEmpty = (value ?? null) === null || isDataMap(value) && Object.keys(value).length === 0;
	if (!replaces || !isEmpty) return changes;
	const all = dataAt(changeData(document.toData() ?? null, changes), at);
	return Object.entries(isDataMap(all) ? all : {}).map(([name, one]) => ({
		kind: "set",
		path: [...at, name],
		value: one
	}));
}
/** Some charts write a securityContext only where its key `enabled`, which Kubernetes does not know, is true. */
function switchedOn(data, path) {
	const enabled = [...path, "enabled"];
	return dataAt(data, enabled) === false && /context$/i.test(String(path.at(-1))) ? [{
		kind: "set",
		path: enabled,
		value: true
	}] : [];
}
// src/render/source-fix/parts.ts
/** What can be edited of a chart. */
function editableChart({ files, canEdit, whyNot }) {
	const patches = new KustomizationDocuments(files, postPatches);
	return {
		files,
		canEdit,
		partsOf: (rendered, document, changes) => partsOf({
			rendered,
			document,
			changes
		}, {
			files,
			canEdit,
			patches
		}),
		isReadAt,
		words: {
			tooMany: "the chart would have to be rendered too often to prove a fix for each",
			notRendered: "Helm can't render the chart with any edit of it",
			noEdit: "no edit of the values or of a template changes only this",
			noPlace: (rendered) => whyNot?.(rendered) ?? whyWithout(rendered, canEdit)
		}
	};
}
function whyWithout({ sources: { path } }, canEdit) {
	if (path === void 0) return "its template is in an archive";
	return canEdit(path) ? "the chart has no value for it, and no line of a template that can be changed" : "its template is not for you to edit, and the values have no key for it";
}
function isReadAt({ rendering, document: index, finding, paths }, { pointer }) {
	const rendered = rendering?.rendered;
	const document = rendered?.manifest.documents.find((one) => one.index === index);
	if (!rendered || !document) return false;
	const container = finding?.subject.container?.value.path ?? [];
	const { from, to } = linesOf(rendered, document, paths.every((path) => isInside(path, container)) ? container : []);
	return rendered.map.askedOn(rendered.file, from, to).some((path) => path === pointer || path.startsWith(`${pointer}/`) || pointer.startsWith(`${path}/`));
}
function isInside(path, outer) {
	return JSON.stringify(path.slice(0, outer.length)) === JSON.stringify(outer);
}
function partsOf({ rendered, document, changes }, by) {
	const { files, canEdit, patches } = by;
	const placed = changes.map((change) => ({
		change,
		at: placeOf(document, change)
	}));
	return groupBy(placed, ({ at }) => JSON.stringify(at)).map((group) => {
		const at = group[0]?.at ?? [];
		const wanted = group.map(({ change }) => change);
		const replaces = isDefault(rendered, document, at);
		const values = valuesOptions({
			rendered,
			document,
			at,
			changes: wanted,
			canEdit,
			files,
			replaces
		});
		const written = templateOptions({
			rendered,
			document,
			changes: wanted
		}, at, by);
		const template = values.length > 0 ? written : written.filter(({ ifUnread }) => !ifUnread);
		const patch = rendered.set.post ? patchOptions({
			rendered,
			document,
			documents: patches
		}, wanted, canEdit) : [];
		const isPatched = isWrittenByPatch(rendered, document, at);
		const own = replaces ? [...template, ...values] : [...values, ...template];
		return {
			changes: wanted,
			options: isPatched ? patch : [...own, ...patch]
		};
	});
}
function templateOptions({ rendered, document, changes }, at, { files, canEdit }) {
	if (isWrittenFromValues(rendered, document, at)) return [];
	const edits = templateEdits(rendered, document, changes, files);
	const isLiteral = !("refused" in edits) && edits.every(({ path }) => canEdit(path));
	const ifUnread = isAskedFor(rendered, document, at);
	return isLiteral ? [{
		kind: "template",
		rendered,
		document,
		changes,
		ifUnread
	}] : [];
}
/** Whether a patch of a release wrote the first line of a value, or of what it would be in. */
function isWrittenByPatch({ file, manifest }, document, at) {
	const { patched } = file;
	if (!patched) return false;
	for (let depth = at.length; depth > 0; depth--) {
		const value = valueAt(rootOf(document), at.slice(0, depth));
		if (value) return patched[manifest.lines.position(value.span.start).line - 1] !== void 0;
	}
	return false;
}
/**
* Whether a template writes keys of a mapping from the values, such as with `toYaml`: who sets a key there that
* stands beside it, too, would set it twice.
*/
function isWrittenFromValues({ map, file, manifest }, document, at) {
	return ownFields(valueAt(rootOf(document), at)).some(({ key }) => !map.literalAt(file, manifest.lines.position(key.start).line - 1));
}
/**
* Whether a template asks for what is missing, or for the rest of a securityContext, and would write it beside
* what is written there instead.
*/
function isAskedFor(rendered, document, at) {
	return valueAt(rootOf(document), at) === void 0 ? pointersFor(rendered, document, at).length > 0 : contextOf(at) !== void 0 && isAskedIn(rendered, document, at);
}
// src/render/source-fix/shared-first.ts
/**
* The tasks without those findings that another task may fix, too: with a field in the securityContext of the pod,
* through a value that is read for this pod as well. They would have the field twice, in the pod and in the container.
*/
function sharedFirst(tasks, source) {
	const shared = tasks.flatMap(sharedFieldsOf);
	if (shared.length === 0) return [...tasks];
	return tasks.flatMap((task) => {
		const open = task.findings.filter((finding) => !shared.some((one) => isCovered(finding, one, task, source)));
		if (open.length === task.findings.length) return [task];
		return open.length === 0 ? [] : [restOf(task, open, source)];
	});
}
function sharedFieldsOf({ findings, parts, chosen }) {
	return parts.flatMap(({ changes, options }, index) => {
		const option = options[chosen[index] ?? 0];
		if (option?.kind !== "values") return [];
		return changes.flatMap((change) => {
			const name = fieldInPod(findings[0], change);
			return name === void 0 ? [] : [{
				name,
				option
			}];
		});
	});
}
function fieldInPod(finding, change) {
	return (finding ? podsOf(finding.subject.resource) : []).map((pod) => inheritedField(pod, change)).find((name) => name !== void 0);
}
/** Whether a finding asks for a field in its container only, and a value that sets it in the pod is read there. */
function isCovered(finding, { name, option }, { rendering }, { isReadAt }) {
	const { subject, remedy } = finding;
	const at = subject.container?.contextPath;
	const changes = remedy?.changes ?? [];
	return at !== void 0 && changes.length > 0 && changes.every(({ path }) => path[at.length] === name && JSON.stringify(path.slice(0, at.length)) === JSON.stringify(at)) && isReadAt({
		kind: "other value",
		rendering,
		document: subject.value.document.index,
		finding: void 0,
		paths: []
	}, option);
}
// src/run/fix-source.ts
/** What a value set leaves open may be fixed in the next round. */
const MAX_ROUNDS = 4;
/** Fixes what was found in the renderings of a source, proved by rendering it again. */
async function fixSource({ start, judge, editable }, wanted, budget) {
	const { isWanted = () => true } = wanted;
	const isAllowed = allowedBy(wanted);
	const reasons = /* @__PURE__ */ new Map();
	const refused = /* @__PURE__ */ new Set();
	const applied = [];
	const done = [];
	let state = start;
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const source = editable(state.files);
		const fixes = new SourceFixes({
			base: state,
			judge,
			source,
			isAllowed,
			budget
		});
		const all = tasksOf(state.result.renderings, source, {
			isWanted,
			isOpen: (finding, set) => isAllowed(finding) && !refused.has(keyOf(finding, set))
		});
		if (all.length === 0) break;
		const tasks = round + 1 < MAX_ROUNDS ? sharedFirst(all, source) : all;
		const solved = await fixes.solve(tasks);
		const switched = switchedIn(solved.tasks);
		for (const { finding, set } of tasks.flatMap(triedIn)) {
			const why = fixes.reasons.get(finding);
			if (why !== void 0) reasons.set(finding.fingerprint, md`no fix: ${prose(why)}`);
			if (!switched.has(subjectKey(finding))) refused.add(keyOf(finding, set));
		}
		applied.push({
			in: state.result,
			findings: solved.applied
		});
		for (const task of solved.tasks) done.push(task);
		state = {
			files: solved.files,
			result: solved.result
		};
	}
	return {
		state,
		applied,
		done,
		reasons
	};
}
/** The findings of a task, each with the value set that it counts with. */
function triedIn({ rendering, findings }) {
	return findings.map((finding) => ({
		finding,
		set: rendering.rendered.set.name
	}));
}
/** The containers whose securityContext is written only since a fix: the rest may be fixed in what is written now. */
function switchedIn(tasks) {
	const switching = tasks.filter((task) => optionsOf(task)?.some((option) => option.kind === "values" && option.switchesOn === true));
	return new Set(switching.flatMap(({ findings }) => findings.map(subjectKey)));
}
/** Whether a finding's remedy may be applied. */
function allowedBy({ unsafe }) {
	return ({ remedy }) => remedy !== void 0 && remedy.changes.length > 0 && (unsafe || remedy.safety === "safe");
}
function keyOf({ fingerprint }, set) {
	return JSON.stringify([fingerprint, set]);
}
// src/run/fix-unused-values.ts
/**
* Fixes explicit bad values in a chart's files of values that no value set brings to a container, such as
* of a feature that is off: as in a manifest. What the chart becomes has to stay as it is.
*/
async function fixUnusedValues(state, means, options) {
	const { chart, result } = state;
	const { unsafe, isWanted = () => true, canEdit = () => true } = options;
	const paths = new Map(Object.keys(chart.files).map((path) => [reportedPath(chart, path), path]));
	const ruleSet = result.judged[0]?.ruleSet ?? means.ruleSet;
	const texts = {};
	const fixed = [];
	for (const manifest of result.rendered.values ?? []) {
		const path = paths.get(manifest.file.path);
		const own = unusedIn(state, manifest.file.path);
		if (path === void 0 || own.size === 0 || !canEdit(path)) continue;
		const one = fixFile(judge(manifest, ruleSet), {
			unsafe,
			isWanted: (finding) => own.has(finding.fingerprint) && isWanted(finding)
		});
		fixed.push(one);
		if (one.text !== manifest.file.text) texts[path] = one.text;
	}
	const notFixed = fixed.flatMap((one) => one.notFixed);
	const reasons = new Map(notFixed.map(({ finding, reason }) => [finding.fingerprint, reason]));
	if (Object.keys(texts).length === 0) return {
		state,
		applied: [],
		reasons
	};
	const edited = {
		...chart,
		files: {
			...chart.files,
			...texts
		}
	};
	const after = await judgeChart({ chart: edited }, means);
	const { faults, made } = compareRenderings(result.renderings, after.renderings, () => false);
	if (faults.length > 0 || made.size > 0) return {
		state,
		applied: [],
		reasons
	};
	const applied = fixed.flatMap((one) => one.applied);
	return {
		state: {
			chart: edited,
			result: after
		},
		applied,
		reasons
	};
}
/** The fingerprints of what was found in a file of values as such. */
function unusedIn({ result }, file) {
	const own = result.judged.find(({ manifest }) => manifest.file.path === file)?.findings.filter(({ rendered }) => rendered === void 0) ?? [];
	return new Set(own.map(({ fingerprint }) => fingerprint));
}
// src/run/fix-chart.ts
/** Most charts need two or three; each takes 0.1 to 0.4 s for each value set. */
const MAX_RENDERS = 30;
const MAX_MS = 9e4;
/**
* Fixes what was found in the renderings of a chart in the files that made them: in its values, else in the
* text of its templates. Each fix is proved by rendering the chart again with all of its value sets.
*/
async function fixChart(read, means, options) {
	const result = await judgeChart(read, means);
	const { now = workedMilliseconds } = options;
	const { budget = {
		renders: MAX_RENDERS,
		deadline: now() + MAX_MS,
		now
	} } = options;
	const rounds = await fixSource(fixable(read.chart, result, means, options), options, budget);
	const { state: solved } = rounds;
	const { state, applied, reasons } = await fixUnusedValues({
		chart: (await editChart(read.chart, solved.files, options.rebuild)).chart,
		result: solved.result
	}, means, options);
	const done = rounds.applied.flatMap((one) => placed(one.in, one.findings));
	const fixed = fixedBetween(result, state.result);
	return {
		result,
		chart: state.chart,
		files: editedFiles(read.chart, state.chart),
		applied: [...done, ...applied],
		done: rounds.done,
		fixed: fixed.here,
		all: {
			applied: allOf(result, [...done, ...applied], rounds.applied.flatMap((one) => one.findings)),
			fixed: allOf(result, fixed.here, fixed.rendered)
		},
		notFixed: whyNotFixed(state.result, new Map([...rounds.reasons, ...reasons]), options)
	};
}
function fixable(chart, result, means, { canEdit = () => true, isGiven = () => true, rebuild }) {
	return {
		start: {
			files: chart.files,
			result
		},
		judge: async (files) => judgeChart(await editChart(chart, files, rebuild), means),
		editable: (files) => {
			const isEditable = editableIn(files);
			return editableChart({
				files,
				canEdit: (path) => isEditable(path) && !isOfOthers(path, chart) && canEdit(path) && isGiven(path),
				whyNot: ({ set }) => whyNotGiven(chart, set, isGiven)
			});
		}
	};
}
/**
* Whether a file is that of a dependency elsewhere in the repository, on which other charts may depend, or one of a
* chart that is not in the repository: only what its release has can be edited.
*/
function isOfOthers(path, { linked = [], installedAt }) {
	if (installedAt && !path.startsWith("../")) return true;
	return linked.some(({ folder }) => path.startsWith(`${folder}/`));
}
function whyNotGiven(chart, set, isGiven) {
	const shown = filesOfSet(chart, set).filter((one) => !isGiven(one)).map((path) => reportedPath(chart, path));
	if (shown.length > 1) return `${listed(shown)} have values for it: name these files, too`;
	if (shown.length === 1) return `${listed(shown)} has values for it: name that file, too`;
	return set.builtFrom && BUILT;
}
const BUILT = "a kustomization changes its release: edit the line by hand";
/** Findings of renderings at their places in the source, with their remedies. */
function placed({ origins, ...result }, findings) {
	const wanted = new Set(findings);
	return findingsIn(result).flatMap((finding) => {
		const own = origins.get(finding)?.find((one) => wanted.has(one.finding));
		return own ? [{
			...finding,
			remedy: own.finding.remedy
		}] : [];
	});
}
function findingsIn({ judged }) {
	return judged.flatMap(({ findings }) => findings);
}
function renderedIn({ renderings }) {
	return renderings.flatMap(({ judged }) => judged.findings);
}
/** What no value set has any more, at its places in the source and in the renderings. */
function fixedBetween(before, after) {
	const left = new Set(findingsIn(after).map((finding) => placedKey(after, finding)));
	const leftRendered = fingerprintsOf(renderedIn(after));
	return {
		here: findingsIn(before).filter((finding) => !left.has(placedKey(before, finding))),
		rendered: renderedIn(before).filter(({ fingerprint }) => !leftRendered.has(fingerprint))
	};
}
/** What several files have is one finding of renderings, and one in each of the files. */
function placedKey({ origins }, finding) {
	const [own] = origins.get(finding) ?? [];
	return JSON.stringify([(own?.finding ?? finding).fingerprint, own && finding.file]);
}
/** Fingerprints of findings at their places, and of those in renderings that have none of their own there. */
function allOf(result, here, rendered) {
	const own = fingerprintsOf(findingsIn(result));
	const others = rendered.filter(({ fingerprint }) => !own.has(fingerprint));
	return fingerprintsOf([...here, ...others]);
}
function fingerprintsOf(findings) {
	return new Set(findings.map(({ fingerprint }) => fingerprint));
}
/** The files of a chart that have another text. */
function editedFiles(before, after) {
	return Object.entries(after.files).flatMap(([path, text]) => {
		const old = before.files[path];
		return old === void 0 || old === text ? [] : [{
			path: reportedPath(before, path),
			before: old,
			after: text
		}];
	});
}
function whyNotFixed(result, reasons, { unsafe, isWanted = () => true }) {
	return findingsIn(result).filter((finding) => isWanted(finding)).map((finding) => {
		const originals = result.origins.get(finding)?.map((one) => one.finding) ?? [];
		const other = !originals.some(({ remedy }) => remedy !== void 0) ? NO_REMEDY : unsafe ? TOGETHER : UNCHECKED;
		const [reason = other] = [finding, ...originals].flatMap(({ fingerprint }) => reasons.get(fingerprint) ?? []);
		return {
			finding,
			reason
		};
	});
}
const TOGETHER = md`no fix: it can't be fixed together with the others of its container`;
export { fixChart as n, fixSource as r, editedFiles as t };
