import { n as workedMilliseconds } from "./work-deadline.js";
import { r as reportedPath } from "./placed-line.js";
import { Ai as valueAt, Di as ownFields, Ei as items, En as whyNotToEdit, Oi as scalar, Qt as judge, Yr as isDataMap, da as md, fa as prose, ji as rootOf, ki as textOf, m as fixFile, nn as groupBy, si as parseDocumentAt, xi as field, xt as dequal } from "./check.js";
import { d as templateEdits, l as dataAt, o as SourceFixes, s as compareRenderings, u as tasksOf } from "./prove-roots.js";
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
	return [...new Set(asked.flatMap((path) => namedIn(path, at) ?? []))];
}
/** Whether a template asks for such a value as a whole on the lines of a place, and may write it there. */
function isAskedIn(rendered, document, at) {
	const { from, to } = linesOf(rendered, document, at);
	return rendered.map.askedOn(rendered.file, from, to).some((path) => namedIn(path, at) === path);
}
function namedIn(pointer, at) {
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
function scalarOption({ rendered, document, at, changes, canEdit }) {
	const value = valueAt(rootOf(document), at);
	const written = scalar(value);
	const [change] = changes;
	if (!value || written === void 0 || change?.kind !== "set") return [];
	const index = rendered.manifest.lines.position(value.span.start).line - 1;
	const found = rendered.map.keyAt(rendered.file, index);
	if (!found || found.from || !canEdit(found.path)) return [];
	if (scalar(found.value) !== written) return [];
	const { path, value: key, pointer } = found;
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
			if (found) options.push(optionAt(placed, {
				...found,
				file,
				pointer,
				place
			}));
		}
	}
	return options;
}
function isFilled(data) {
	return typeof data === "object" && data !== null && Object.keys(data).length > 0;
}
function copyIn({ map }, file, steps, copied) {
	for (const document of map.values.documentsIn(file)) {
		const data = document.toData();
		const start = pathOf(data, steps);
		const found = searchCopy(dataAt(data, start), copied, 0);
		if (found) return {
			document,
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
	const { rendered, document, at, canEdit } = placed;
	const isPod = at.at(-2) === "spec";
	return pointersFor(rendered, document, at).toSorted((a, b) => rank(a, isPod) - rank(b, isPod)).flatMap((pointer) => filesOf(placed, pointer).filter(({ file }) => canEdit(file.path)).map((found) => optionAt(placed, {
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
function filesOf({ rendered, at, changes }, pointer) {
	const { values } = rendered.map;
	const all = values.filesFor(pointer).flatMap(({ file, steps }) => {
		const [document] = values.documentsIn(file);
		if (!document) return [];
		return [{
			file,
			document,
			path: pathOf(document.toData(), steps)
		}];
	});
	const having = all.filter(({ document, path }) => dataAt(document.toData(), path) !== void 0);
	const ordered = changes.every(({ kind, path }) => kind === "append" && path.length === at.length) && having.length > 0 ? having.slice(0, 1) : [
		...having.filter(isChartsOwn),
		...having,
		...all.filter(isChartsOwn),
		...all
	];
	return [...new Set(ordered)].filter(({ document, path }) => canHold(document, path)).slice(0, 2);
}
function isChartsOwn({ file }) {
	return file.path === "values.yaml";
}
/** A text, such as for `tpl`, can't be added to. */
function canHold(document, path) {
	const value = valueAt(rootOf(document), path);
	return value === void 0 || scalar(value) === void 0 || scalar(value) === null;
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
function optionAt({ at, changes }, { file, document, path, pointer, place }) {
	const moved = changes.map((change) => ({
		...change,
		path: [
			...path,
			...at.slice(place.length),
			...change.path.slice(at.length)
		]
	}));
	return {
		kind: "values",
		path: file.path,
		document,
		changes: [...moved, ...switchedOn(document, path)],
		pointer
	};
}
/** Some charts write a securityContext only where its key `enabled`, which Kubernetes does not know, is true. */
function switchedOn(document, path) {
	const enabled = [...path, "enabled"];
	return dataAt(document.toData(), enabled) === false && /context$/i.test(String(path.at(-1))) ? [{
		kind: "set",
		path: enabled,
		value: true
	}] : [];
}
// src/render/source-fix/parts.ts
/** What can be edited of a chart. */
function editableChart({ files, canEdit }) {
	return {
		files,
		canEdit,
		partsOf: (rendered, document, changes) => partsOf({
			rendered,
			document,
			changes
		}, files, canEdit),
		isReadAt,
		words: {
			tooMany: "the chart would have to be rendered too often to prove a fix for each",
			notRendered: "Helm can't render the chart with any edit of it",
			noEdit: "no edit of the values or of a template changes only this",
			noPlace: (rendered) => whyWithout(rendered, canEdit)
		}
	};
}
function whyWithout({ sources: { path } }, canEdit) {
	if (path === void 0) return "its template is in an archive";
	return canEdit(path) ? "the chart has no value for it, and no line of a template that can be changed" : "its template is not for you to edit, and the values have no key for it";
}
function isReadAt({ rendering, document: index, finding }, { pointer }) {
	const rendered = rendering?.rendered;
	const document = rendered?.manifest.documents.find((one) => one.index === index);
	if (!rendered || !document) return false;
	const { from, to } = linesOf(rendered, document, finding?.subject.container?.value.path ?? []);
	return rendered.map.askedOn(rendered.file, from, to).some((path) => path === pointer || path.startsWith(`${pointer}/`) || pointer.startsWith(`${path}/`));
}
function partsOf({ rendered, document, changes }, files, canEdit) {
	const placed = changes.map((change) => ({
		change,
		at: placeOf(document, change)
	}));
	return groupBy(placed, ({ at }) => JSON.stringify(at)).map((group) => {
		const at = group[0]?.at ?? [];
		const own = group.map(({ change }) => change);
		const values = valuesOptions({
			rendered,
			document,
			at,
			changes: own,
			canEdit
		});
		const edits = isWrittenFromValues(rendered, document, at) || isAskedFor(rendered, document, at) ? void 0 : templateEdits(rendered, document, own, files);
		const template = edits !== void 0 && !("refused" in edits) && edits.every(({ path }) => canEdit(path)) ? [{
			kind: "template",
			rendered,
			document,
			changes: own
		}] : [];
		return {
			changes: own,
			options: [...values, ...template]
		};
	});
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
		const tasks = tasksOf(state.result.renderings, source, (finding, set) => isAllowed(finding) && isWanted(finding, set) && !refused.has(keyOf(finding, set)));
		if (tasks.length === 0) break;
		const solved = await fixes.solve(tasks);
		for (const { rendering, findings } of tasks) for (const finding of findings) {
			const why = fixes.reasons.get(finding);
			if (why !== void 0) reasons.set(finding.fingerprint, md`no fix: ${prose(why)}`);
			refused.add(keyOf(finding, rendering.rendered.set.name));
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
		chart: {
			...read.chart,
			files: solved.files
		},
		result: solved.result
	}, means, options);
	const left = fingerprintsIn(state.result);
	return {
		result,
		files: editedFiles(read, state),
		applied: [...rounds.applied.flatMap((one) => placed(one.in, one.findings)), ...applied],
		done: rounds.done,
		fixed: findingsIn(result).filter(({ fingerprint }) => !left.has(fingerprint)),
		all: {
			applied: fingerprintsOf([...rounds.applied.flatMap((one) => one.findings), ...applied]),
			fixed: new Set([...fingerprintsIn(result)].filter((one) => !left.has(one)))
		},
		notFixed: whyNotFixed(state.result, new Map([...rounds.reasons, ...reasons]), options)
	};
}
function fixable(chart, result, means, { canEdit = () => true }) {
	const objects = new Set(Object.values(chart.inline ?? {}).map(({ path }) => path));
	return {
		start: {
			files: chart.files,
			result
		},
		judge: async (files) => judgeChart({ chart: {
			...chart,
			files
		} }, means),
		editable: (files) => {
			const isEditable = editableIn(files);
			return editableChart({
				files,
				canEdit: (path) => isEditable(path) && !objects.has(path) && !isLinked(path, chart) && canEdit(path)
			});
		}
	};
}
/** Whether a file is that of a dependency elsewhere in the repository, on which other charts may depend. */
function isLinked(path, { linked = [] }) {
	return linked.some(({ folder }) => path.startsWith(`${folder}/`));
}
/** Findings of renderings at their places in the source, with their remedies. */
function placed(result, findings) {
	const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
	return findingsIn(result).flatMap((finding) => {
		const original = byFingerprint.get(finding.fingerprint);
		return original ? {
			...finding,
			remedy: original.remedy
		} : [];
	});
}
function findingsIn({ judged }) {
	return judged.flatMap(({ findings }) => findings);
}
/** Those of all value sets and objects. */
function fingerprintsIn(result) {
	return fingerprintsOf([...result.renderings.flatMap(({ judged }) => judged.findings), ...findingsIn(result)]);
}
function fingerprintsOf(findings) {
	return new Set(findings.map(({ fingerprint }) => fingerprint));
}
function editedFiles({ chart: before }, { chart: after }) {
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
	const originals = result.renderings.flatMap(({ judged }) => judged.findings);
	const remedied = new Set(originals.flatMap(({ remedy, fingerprint }) => remedy ? [fingerprint] : []));
	return findingsIn(result).filter((finding) => isWanted(finding)).map((finding) => {
		const { fingerprint } = finding;
		const other = !remedied.has(fingerprint) ? UNDECIDED : unsafe ? TOGETHER : UNCHECKED;
		return {
			finding,
			reason: reasons.get(fingerprint) ?? other
		};
	});
}
const UNDECIDED = md`needs a manual decision`;
const UNCHECKED = md`needs a check by a person: \`--unsafe\``;
const TOGETHER = md`no fix: it can't be fixed together with the others of its container`;
export { fixSource as n, fixChart as t };
