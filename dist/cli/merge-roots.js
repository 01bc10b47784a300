import { En as activeRuleIds, Tn as ALL_RULE_IDS, ba as prose, jn as commentClaims, kn as sortExempted, mi as indexLines, ri as NO_EXEMPTIONS, un as readManifest, ya as md } from "./check.js";
import { c as listed, o as MergedFindings, s as keyOf$1 } from "./judge-source.js";
import { t as buildRequestFor } from "./rendered-kustomization.js";
// src/render/without-schemas.ts
/** The start of a definition of a custom resource, written in blocks as nearly all are. */
const DEFINITION = /^kind: CustomResourceDefinition\s*$/m;
const SCHEMA = /^( *(?:- +)?)openAPIV3Schema:[ \t]*$/;
/**
* The texts of a kustomization without the schemas of custom resources, which nobody judges, and which are
* most of what many of them are made of. Lines stay where they are.
*
* @returns the same object where there are none, or where something else, such as a patch, is about them
*/
function withoutSchemas(files) {
	if (Object.values(files).some((text) => text.includes("openAPIV3Schema") && !DEFINITION.test(text))) return files;
	const changed = Object.entries(files).flatMap(([path, text]) => {
		const short = DEFINITION.test(text) ? shortened(text) : text;
		return short === text ? [] : [[path, short]];
	});
	return changed.length === 0 ? files : {
		...files,
		...Object.fromEntries(changed)
	};
}
function shortened(text) {
	let within;
	return text.split("\n").map((line) => {
		const indent = line.length - line.trimStart().length;
		if (within !== void 0 && (indent > within || line.trim() === "")) return "";
		within = void 0;
		const [, start] = SCHEMA.exec(line) ?? [];
		if (start === void 0) return line;
		within = start.length;
		return `${start}openAPIV3Schema: { type: object }`;
	}).join("\n");
}
// src/run/build-lean.ts
/** What Kustomize says of a text that our shortening broke. */
const UNREADABLE = /yaml/i;
/** Builds a kustomization to be judged: without the schemas of custom resources, unless a patch is for one. */
async function buildLean(engine, read) {
	const request = buildRequestFor(read);
	const files = withoutSchemas(request.files);
	if (files === request.files) return engine.build(request);
	const answer = await engine.build({
		...request,
		files
	});
	return "error" in answer && UNREADABLE.test(answer.error) ? engine.build(request) : answer;
}
// src/render/layers/layer-names.ts
/** Names objects that deploy folders, so that no two of them have the same name. */
var LayerNames = class {
	#shared;
	#taken = /* @__PURE__ */ new Map();
	/** @param all those that are known: a name that several have is told with its file */
	constructor(all) {
		const paths = /* @__PURE__ */ new Map();
		const shared = /* @__PURE__ */ new Set();
		for (const { name, path } of all) {
			if ((paths.get(name) ?? path) !== path) shared.add(name);
			paths.set(name, path);
		}
		this.#shared = shared;
	}
	/** @param key the same for what is the same object */
	of({ name, path }, key) {
		const first = this.#shared.has(name) ? `${name} in ${path}` : name;
		for (let count = 1;; count++) {
			const found = count === 1 ? first : `${first} (${count})`;
			const taken = this.#taken.get(found) ?? key;
			this.#taken.set(found, taken);
			if (taken === key) return found;
		}
	}
};
// src/judge/exempt-moved.ts
/**
* Exempts findings that were made in a rendering and moved to a file of its source, by that file: by its comments,
* which no rendering has, and by its path.
*/
function exemptMoved(findings, manifest, ruleSet) {
	const { kept, exempted, faults } = sortExempted(findings, {
		manifest,
		claims: commentClaims(manifest),
		policy: ruleSet.exemptions ?? NO_EXEMPTIONS,
		active: new Set(activeRuleIds(ruleSet)),
		known: ALL_RULE_IDS
	});
	return {
		findings: kept.map(({ finding }) => finding),
		exempted,
		exemptionFaults: faults
	};
}
// src/render/shared-object.ts
/**
* What an object is called in its own file, where the kustomizations that use the file call it otherwise, such as with
* a prefix; undefined where they do not.
*
* @param from where a finding was found, in one of these kustomizations or several
* @param read reads a file as it is, by its path as reports name it
*/
function sharedObject(from, read) {
	const [first] = from;
	if (!first) return void 0;
	const { resource } = first.finding.subject;
	const own = writtenObject(first, read);
	if (!own || keyOf(own) === keyOf(resource)) return void 0;
	const names = new Set(from.map(({ finding }) => keyOf(finding.subject.resource)));
	const roots = [...new Set(from.flatMap(({ root }) => root ?? []))];
	return {
		as: {
			namespace: own.namespace,
			name: own.name
		},
		roots: names.size > 1 ? roots : []
	};
}
function keyOf({ namespace, name }) {
	return JSON.stringify([namespace, name]);
}
/** An object of a build as it stands in its file; undefined where it is not there. */
function writtenObject({ rendered: { sources, manifest }, finding: { subject } }, read) {
	const { span } = subject.resource.value;
	const last = manifest.lines.position(Math.max(span.start, span.end - 1)).line - 1;
	for (let line = manifest.lines.position(span.start).line - 1; line <= last; line++) {
		const place = sources.valueAt(line);
		if (place?.path === sources.path && place) {
			const file = read(manifest.file.path);
			const at = file && place.line <= file.lines.count ? file.lines.span(place.line) : void 0;
			return file?.resources.find(({ value, kind }) => at && kind === subject.resource.kind && isIn(value.span, at.start, at.end));
		}
	}
}
function isIn(span, start, end) {
	return span.start <= end && span.end >= start;
}
// src/render/with-own-fixes.ts
/**
* What was found in objects of a file as they are built, as the file by itself has it where that is the same: with
* its fix, such as that of a release whose values say all that its chart needs.
*/
function withOwnFixes(built, own) {
	if (!own) return built;
	const open = [...own.findings];
	return built.map(({ finding, from }) => {
		const named = open.findIndex((one) => isLike(one, finding) && isNamed(one, finding));
		const index = named === -1 ? open.findIndex((one) => isLike(one, finding) && one.line === finding.line) : named;
		const [same = finding] = index === -1 ? [] : open.splice(index, 1);
		return {
			finding: same,
			from
		};
	});
}
function isLike(own, built) {
	return own.rule === built.rule && own.detail === built.detail;
}
function isNamed({ subject: own }, { subject: built }) {
	return own.container?.name === built.container?.name && own.resource.name === built.resource.name;
}
// src/render/merge-roots.ts
/** The builds that a finding comes from, by the kustomizations. */
function rootOriginsOf(found = []) {
	return found.flatMap(({ root, finding: { fingerprint } }) => root === void 0 ? [] : [{
		root,
		fingerprint
	}]);
}
/**
* Puts together what was found in several kustomizations that are deployed, by their files, of which they
* share some. What holds in several is one finding. It names where it holds, if that is not everywhere.
*/
var RootMerger = class {
	#ruleSet;
	#isNew;
	#files = /* @__PURE__ */ new Map();
	#origins = /* @__PURE__ */ new Map();
	/** @param isNew which of the findings in builds count the most: all, where it is undefined */
	constructor(ruleSet, isNew = () => true) {
		this.#ruleSet = ruleSet;
		this.#isNew = isNew;
	}
	add({ name, judged, shown, origins: all }) {
		for (const { path, text } of shown) this.#file(path, text).users.add(name);
		for (const { manifest, findings, exempted, exemptionFaults } of judged) {
			const file = this.#file(manifest.file.path, manifest.file.text);
			for (const finding of findings) {
				const origins = (all?.get(finding) ?? []).map((one) => ({
					...one,
					root: name
				}));
				const isNew = origins.some((one) => this.#isNew(one.finding));
				file.findings.add(finding, {
					root: name,
					isNew,
					origins
				});
			}
			for (const one of exempted) file.exempted.set(keyOf$1(one.finding), one);
			for (const fault of exemptionFaults) file.faults.set(JSON.stringify(fault), fault);
			for (const skip of manifest.skips) file.skips.set(skip.reason, skip);
		}
	}
	#file(path, text) {
		const known = this.#files.get(path);
		if (known) return known;
		const file = {
			text,
			users: /* @__PURE__ */ new Set(),
			findings: new MergedFindings(({ root }) => root),
			exempted: /* @__PURE__ */ new Map(),
			faults: /* @__PURE__ */ new Map(),
			skips: /* @__PURE__ */ new Map()
		};
		this.#files.set(path, file);
		return file;
	}
	/** The files that show in a build, as reports name them. */
	shown() {
		return new Set([...this.#files].flatMap(([path, { users }]) => users.size > 0 ? [path] : []));
	}
	/** The files that show in a build with their texts, as reports name them. */
	shownFiles() {
		return [...this.#files].flatMap(([path, { users, text }]) => users.size > 0 ? [{
			path,
			text
		}] : []);
	}
	/** Where what `all` tells of was found. */
	get origins() {
		return this.#origins;
	}
	/**
	* What was found, by file in their order.
	*
	* @param own what files show by themselves, by their paths: what holds there, too, has its fix
	*/
	all(own = /* @__PURE__ */ new Map()) {
		return [...this.#files].toSorted(([one], [other]) => one < other ? -1 : 1).map(([path, file]) => this.#judged({
			path,
			text: file.text
		}, file, own.get(path)));
	}
	/** The finding, with what the file calls its object if several kustomizations use that. */
	#shared(finding, from, { users }) {
		const { rendered } = finding;
		if (!rendered || users.size < 2) return finding;
		const shared = sharedObject(from.flatMap(({ origins }) => origins), (path) => this.#read(path));
		return shared ? {
			...finding,
			rendered: {
				...rendered,
				shared
			}
		} : finding;
	}
	#read(path) {
		const { kinds } = this.#ruleSet;
		const file = this.#files.get(path);
		if (file) file.own ??= readManifest({
			path,
			text: file.text
		}, { kinds });
		return file?.own;
	}
	#judged(file, shared, alone) {
		const ruleSet = this.#ruleSet;
		const skips = [...shared.skips.values()];
		const findings = withOwnFixes(shared.findings.all(), alone).map(({ finding, from }) => {
			const named = naming(this.#shared(finding, from, shared), from, shared.users);
			this.#origins.set(named, from.flatMap(({ origins }) => origins));
			return named;
		}).toSorted((a, b) => a.line - b.line || a.column - b.column);
		const manifest = alone ? {
			...alone.manifest,
			skips
		} : {
			file,
			lines: indexLines(file.text),
			documents: [],
			resources: [],
			unreadable: 0,
			isWhole: true,
			skips
		};
		const { exempted, exemptionFaults, ...kept } = exemptMoved(findings, file.text.includes("podseal-ignore") ? readManifest(file, { parseAll: true }) : manifest, ruleSet);
		return {
			ruleSet: alone?.ruleSet ?? ruleSet,
			manifest,
			findings: kept.findings,
			exempted: [...shared.exempted.values(), ...exempted],
			exemptionFaults: [...shared.faults.values(), ...exemptionFaults]
		};
	}
};
/** Names where a finding holds that does not hold in all kustomizations that use its file. */
function naming(finding, from, users) {
	const fresh = from.filter(({ isNew }) => isNew);
	const names = [...new Set((fresh.length > 0 ? fresh : from).map(({ root }) => root))];
	if (names.length >= users.size) return finding;
	return {
		...finding,
		message: md`${finding.message} (in ${prose(listed(names))})`
	};
}
export { buildLean as i, rootOriginsOf as n, LayerNames as r, RootMerger as t };
