import { Ei as groupBy, Ga as md, Gn as fingerprintIn, Ka as prose, Kn as judge, Mi as indexLines, aa as placeInContext, fn as imagesOf, ki as splitDocuments, oa as field } from "./check.js";
import { a as reportedPath, i as withSet } from "./placed-line.js";
// src/render/merged-findings.ts
/** Findings that hold in several ways, such as with several value sets, each once. */
var MergedFindings = class {
	#wayOf;
	#found = /* @__PURE__ */ new Map();
	#byPlace = /* @__PURE__ */ new Map();
	/** @param wayOf tells the ways apart: what one of them has twice at a place is two findings */
	constructor(wayOf) {
		this.#wayOf = wayOf;
	}
	/**
	* @param finding where its source is
	* @param isWritten whether its value is written there: on another line, that is another finding
	*/
	add(finding, from, isWritten = false) {
		const way = this.#wayOf(from);
		const key = keyOf(finding);
		const place = placeOf(finding);
		const there = this.#byPlace.get(place) ?? [];
		const same = this.#found.get(key);
		if (isWritten && same && !isOnLine(same.finding, finding)) {
			const fingerprint = fingerprintIn(finding, finding.file);
			this.add({
				...finding,
				fingerprint
			}, from, isWritten);
			return;
		}
		const known = same ?? there.find((one) => !one.from.some((each) => this.#wayOf(each) === way));
		if (known) {
			known.from.push(from);
			return;
		}
		const merged = {
			finding,
			from: [from]
		};
		this.#found.set(key, merged);
		this.#byPlace.set(place, [...there, merged]);
	}
	all() {
		return [...this.#found.values()];
	}
};
/**
* The same for what another way words otherwise, such as for a DaemonSet instead of a Deployment: one edit
* is for both.
*/
function placeOf({ file, line, rule, detail, subject: { container } }) {
	return JSON.stringify([
		file,
		line,
		rule,
		detail,
		container?.name
	]);
}
function isOnLine(one, { file, line }) {
	return one.file === file && one.line === line;
}
/** The same in all ways, though a finding may stand elsewhere in each. */
function keyOf({ fingerprint, message }) {
	return JSON.stringify([fingerprint, message]);
}
/** How many names a message has. */
const MAX_NAMES = 2;
/** Names in a message: the first ones, and how many more there are. */
function listed(names) {
	const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
	return names.slice(0, MAX_NAMES).join(", ") + more;
}
// src/render/layers/document-on.ts
/** Which document of a text a line is in, from 0; -1 for none. */
function documentOn(text, line) {
	const at = indexLines(text).span(line);
	return splitDocuments(text).findIndex(({ start, end }) => at.start < end && at.end >= start);
}
// src/render/place-finding.ts
/**
* Where in a source something stands that was found in its rendering: where the value is written; for
* one that is missing, the key of the values, or the node of the template, that can bring it.
*/
function placeFinding({ sources, manifest }, finding) {
	const index = finding.line - 1;
	const searched = missingIn(finding);
	if (!searched) return sources.valueAt(index);
	const last = Math.max(searched.start, searched.end - 1);
	const [from, to] = [searched.start, last].map((at) => manifest.lines.position(at).line - 1);
	return sources.contextFor(from ?? index, to ?? index) ?? sources.textAt(index);
}
/** Whether a finding is about a value that is written, and not about one that is missing. */
function isWritten(finding) {
	return missingIn(finding) === void 0;
}
/** Where a securityContext is, or would be, that lacks the field of a finding. */
function missingIn({ span, subject: { container, resource, value } }) {
	if (container) {
		if (span.start !== placeInContext(container).start) return void 0;
		return container.securityContext?.span ?? container.value.span;
	}
	const context = field(value, "securityContext") ?? field(resource.value, "securityContext");
	return context?.key.start === span.start ? context.value.span : void 0;
}
// src/render/relocate.ts
/**
* What was found in the renderings of a source, by the files of the source that it comes from. Each
* finding stands where its value is written, or where one that is missing can be set. One that holds
* with several value sets is one finding; if it is new with some of them, it names these. None has a fix:
* an edit of the rendering is of no use.
*/
function relocate(source, all, { ruleSet, skips, isNew = () => true }) {
	const sources = new Sources(source);
	const moved = movedFindings(sources, all, isNew);
	const origins = new Map(moved.map(({ finding, from }) => [finding, from]));
	const findings = [...origins.keys()];
	const exempted = movedExempted(sources, all);
	const faults = movedFaults(sources, all);
	const unjudged = [...skips, ...skipsIn(all)];
	for (const { rendered } of all) sources.seen(rendered);
	for (const { file } of unjudged) sources.file(file);
	return {
		judged: sources.all().map((manifest) => {
			const { path } = manifest.file;
			return {
				ruleSet,
				manifest: {
					...manifest,
					skips: unjudged.filter(({ file }) => file === path)
				},
				findings: findings.filter(({ file }) => file === path).toSorted(compare),
				exempted: exempted.filter(({ finding }) => finding.file === path),
				exemptionFaults: faults.filter(({ file }) => file === path)
			};
		}),
		origins
	};
}
/**
* Adds what was found in a file of values as such, which no value set may have brought to a container:
* what is known from a rendering already is not said again.
*/
function withValues(all, values) {
	const { file } = values.manifest;
	const here = all.find(({ manifest }) => manifest.file.path === file.path);
	const isKnown = ({ rule, line }) => here?.findings.some((known) => known.rule === rule && known.line === line) ?? false;
	const findings = values.findings.filter((finding) => !isKnown(finding));
	const others = all.filter((one) => one !== here);
	const merged = {
		...values,
		manifest: {
			...values.manifest,
			skips: here?.manifest.skips ?? []
		},
		findings: [...here?.findings ?? [], ...findings].toSorted(compare),
		exempted: [...here?.exempted ?? [], ...values.exempted],
		exemptionFaults: [...here?.exemptionFaults ?? [], ...values.exemptionFaults]
	};
	return [...others, merged].toSorted(byPath);
}
function byPath(one, other) {
	return one.manifest.file.path < other.manifest.file.path ? -1 : 1;
}
/** What can't be judged in the renderings of a source; lines are those of the rendering. */
function skipsIn(all) {
	return unique(all.flatMap(({ rendered: { set }, judged: { manifest } }) => manifest.skips.map(({ file, reason }) => ({
		file,
		reason: reason.startsWith("line ") ? `as it is rendered${withSet(set)}, ${reason}` : reason
	}))));
}
function compare(one, other) {
	return one.line - other.line || one.column - other.column;
}
function unique(items) {
	return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
/** Where a container stands: patches of two overlays may each add it to the same object. */
function homeOf({ sources, manifest }, { subject: { container } }) {
	const name = field(container?.value, "name")?.key;
	return name && sources.textAt(manifest.lines.position(name.start).line - 1);
}
function movedFindings(sources, all, isNew) {
	const merged = new MergedFindings(({ rendered }) => rendered.set);
	const each = all.flatMap(({ rendered, judged }) => judged.findings.map((finding) => ({
		rendered,
		finding
	})));
	const inOrder = [...each.filter(({ finding }) => isNew(finding)), ...each.filter(({ finding }) => !isNew(finding))];
	for (const one of inOrder) merged.add(sources.move(one.rendered, one.finding), one, isWritten(one.finding));
	return merged.all().map(({ finding, from }) => {
		const fresh = from.filter((one) => isNew(one.finding));
		return {
			finding: naming(finding, (fresh.length > 0 ? fresh : from).map(({ rendered }) => rendered.set)),
			from
		};
	});
}
/** Names the value sets of a finding that the defaults do not have. */
function naming(finding, sets) {
	const names = [...new Set(sets.map(({ name }) => name))];
	if (names.includes(void 0)) return finding;
	const list = listed(names.map((name) => name?.replace(` in ${finding.file}`, "") ?? ""));
	const message = md`${finding.message} (with ${prose(list)})`;
	return {
		...finding,
		message
	};
}
function movedExempted(sources, all) {
	const moved = all.flatMap(({ rendered, judged }) => judged.exempted.map((one) => ({
		...one,
		finding: sources.move(rendered, one.finding)
	})));
	return [...new Map(moved.map((one) => [keyOf(one.finding), one])).values()];
}
function movedFaults(sources, all) {
	return unique(all.flatMap(({ rendered, judged }) => judged.exemptionFaults.map((fault) => {
		const place = rendered.sources.textAt(fault.line - 1);
		return {
			...fault,
			file: sources.path(place),
			line: place?.line ?? 1
		};
	})));
}
/** The files of a source that something comes from, as manifests without objects. */
var Sources = class {
	#source;
	#texts;
	#files = /* @__PURE__ */ new Map();
	constructor(source) {
		this.#source = source;
		this.#texts = new Map(Object.entries(source.files).map(([path, text]) => [reportedPath(source, path), text]));
	}
	all() {
		return [...this.#files.values()].toSorted((a, b) => a.file.path < b.file.path ? -1 : 1);
	}
	/** What comes from no file, but from an archive, comes from the chart that has it. */
	path(place) {
		return reportedPath(this.#source, place?.path ?? this.#source.main);
	}
	/** A file that was judged, also where nothing was found in it. */
	seen({ sources: { path } }) {
		if (path !== void 0) this.file(reportedPath(this.#source, path));
	}
	/** @param path as reports name it */
	file(path) {
		const known = this.#files.get(path);
		if (known) return known;
		const text = this.#texts.get(path) ?? "";
		const manifest = {
			file: {
				path,
				text
			},
			lines: indexLines(text),
			documents: [],
			resources: [],
			skips: [],
			unreadable: 0,
			isWhole: true
		};
		this.#files.set(path, manifest);
		return manifest;
	}
	/** The finding, at its place in the source and without its fix. */
	move(rendered, finding) {
		const found = placeFinding(rendered, finding);
		const file = this.path(found);
		const { lines, file: source } = this.file(file);
		const line = found?.line ?? 1;
		const whole = lines.span(line);
		const text = source.text.slice(whole.start, whole.end);
		const start = whole.start + text.length - text.trimStart().length;
		const span = found?.key ?? {
			start,
			end: whole.start + text.trimEnd().length
		};
		const { line: endLine, column: endColumn } = lines.position(span.end);
		const { column } = lines.position(span.start);
		const place = {
			file,
			span,
			line,
			column,
			endLine,
			endColumn
		};
		const { kind, folder, installedAt } = this.#source;
		const { path } = rendered.manifest.file;
		const home = kind === "kustomization" ? homeOf(rendered, finding) : void 0;
		const fingerprint = home !== void 0 && this.path(home) !== path ? fingerprintIn(finding, this.path(home)) : finding.fingerprint;
		return {
			...finding,
			...place,
			fingerprint,
			remedy: void 0,
			rendered: {
				kind,
				folder,
				path,
				...installedAt && { installedAt: {
					path: this.path(installedAt),
					line: installedAt.line
				} },
				remedy: finding.remedy?.safety,
				isBuilt: found && rendered.set.builtFrom?.includes(found.path)
			}
		};
	}
};
// src/render/unused-parts.ts
const HOW = "as ci/NAME-values.yaml of the chart";
/** Says of each file what of it no values enable, in a line. */
function skipsOfUnused(source, unused) {
	return groupBy(unused, ({ path }) => path).map((parts) => {
		const [first] = parts.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
		const file = reportedPath(source, first?.path ?? "");
		const line = first?.line;
		if (line === void 0) return {
			file,
			reason: `no values enable it: add some that do, ${HOW}`
		};
		return {
			file,
			reason: parts.length === 1 ? `line ${line}: no values enable this part: add some that do, ${HOW}` : `no values enable ${parts.length} parts, the first in line ${line}: add some that do, ${HOW}`
		};
	});
}
// src/render/judge-source.ts
/** Judges what a source becomes, and its files of values. */
function judgeSource({ source, manifests, values = [], wrapped, skips, unused }, ruleSet) {
	const renderings = manifests.map((rendered) => ({
		rendered,
		judged: judge(rendered.manifest, ruleSet)
	}));
	const { origins, ...relocated } = relocate(source, renderings, {
		ruleSet,
		skips: [...skips, ...skipsOfUnused(source, unused)]
	});
	let { judged } = relocated;
	for (const manifest of values) judged = withValues(judged, judge(manifest, {
		...ruleSet,
		wrapped
	}));
	return {
		judged,
		renderings,
		origins
	};
}
/** The images that run in what a source becomes, each once. */
function imagesOfSource({ manifests, values = [] }) {
	const all = [...manifests.map(({ manifest }) => manifest), ...values];
	return [...new Set(all.flatMap((manifest) => imagesOf(manifest)))];
}
export { placeFinding as a, keyOf as c, relocate as i, listed as l, judgeSource as n, documentOn as o, skipsOfUnused as r, MergedFindings as s, imagesOfSource as t };
