import { Ga as md, Jn as documentKey, Ka as prose, Mi as indexLines, Rn as folderOf, Zr as sortExempted, _r as ALL_RULE_IDS, hi as NO_EXEMPTIONS, ki as splitDocuments, qn as readManifest, ri as commentClaims, vr as activeRuleIds, xn as layersIn } from "./check.js";
import { c as keyOf$2, l as listed, n as judgeSource, o as documentOn, s as MergedFindings, t as imagesOfSource } from "./judge-source.js";
import { a as reportedPath } from "./placed-line.js";
import { a as readBuilt, h as placedAnswer, i as mainOf, n as builtLines, o as shownIn, t as buildRequestFor } from "./rendered-kustomization.js";
// src/render/without-schemas.ts
/** The start of a definition of a custom resource, written in blocks as nearly all are. */
const DEFINITION = /^kind: CustomResourceDefinition\s*$/m;
/** What is about a part of a schema: the path of an operation, or of a field that a replacement sets. */
const PART_OF_SCHEMA = /openAPIV3Schema[/.]/;
const SCHEMA = /^( *(?:- +)?)openAPIV3Schema:[ \t]*$/;
/**
* The texts of a kustomization without the schemas of custom resources, which nobody judges, and which are
* most of what many of them are made of. Lines stay where they are.
*
* @returns the same object where there are none, or where something else, such as a patch, is about a part of one
*/
function withoutSchemas(files) {
	if (Object.values(files).some((text) => PART_OF_SCHEMA.test(text) && !DEFINITION.test(text))) return files;
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
// src/render/layers/same-layer.ts
/** All of an object that counts for what is built, whatever the lines that it is written on. */
function contentKey({ folder, changes, variables }) {
	const { lists, settings } = changes;
	return JSON.stringify([
		folder,
		Object.entries(lists).map(([name, entries]) => [name, entries.map(textsOf)]),
		Object.entries(settings).map(([name, line]) => [name, line?.text]),
		variables && [[...variables.values], variables.isOpen]
	]);
}
function textsOf(lines) {
	return lines.map(({ text }) => text);
}
/** Whether two objects make the same of what they deploy. */
function isSameLayer(one, other) {
	return contentKey(one) === contentKey(other);
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
// src/render/layers/rendered-releases.ts
const RELEASE = /^kind: (?:HelmRelease|Application(?:Set)?)$/m;
/** The releases in what was built whose charts are rendered, by their numbers from 0. */
function renderedReleases({ text, placeOf }, rendered) {
	const found = /* @__PURE__ */ new Set();
	if (rendered.documents.size === 0) return found;
	let line = 1;
	for (const [index, { start, end }] of splitDocuments(text).entries()) {
		const object = text.slice(start, end);
		const lines = object.split("\n").map((_, at) => placeOf(line + at));
		const place = lines.find((one) => one !== void 0);
		line += lines.length - 1;
		const source = place && rendered.textOf(place.path);
		if (!place || source === void 0 || !RELEASE.test(object)) continue;
		const key = documentKey(rendered.reported(place.path), documentOn(source, place.line));
		if (rendered.documents.has(key)) found.add(index);
	}
	return found;
}
// src/run/judge-kustomization.ts
/** Builds a kustomization and judges what it becomes. Never throws for what is in it. */
async function judgeKustomization(sources, { engine, ruleSet, inspect, folder, releaseSources }, findElsewhere) {
	const read = {
		folder,
		sources
	};
	const answer = placedAnswer(await buildLean(engine, read), sources.layered);
	let elsewhere;
	if (findElsewhere && "text" in answer) {
		const lines = builtLines(read, answer);
		const placeOf = (line) => lines.valueAt(line - 1);
		elsewhere = await findElsewhere({
			text: answer.text,
			placeOf
		});
	}
	const rendered = readBuilt(read, answer, {
		...ruleSet,
		releaseSources,
		elsewhere
	});
	const names = imagesOfSource(rendered);
	const images = await inspect?.({
		run: names,
		written: names
	});
	const { judged, renderings, origins } = judgeSource(rendered, {
		...ruleSet,
		...images
	});
	const texts = new Map(Object.entries(sources.files).map(([path, text]) => [reportedPath({ folder }, path), text]));
	return {
		name: folderOf(reportedPath({ folder }, mainOf(sources))) || ".",
		judged,
		origins,
		built: {
			sources,
			renderings,
			elsewhere
		},
		shown: shownIn(read, answer, { elsewhere }).map((path) => ({
			path,
			text: texts.get(path) ?? ""
		}))
	};
}
/** A kustomization that can't be built, since its files can't be read. */
function unbuilt(root, reason, { ruleSet, folder }) {
	const rendered = readBuilt({
		folder,
		sources: {
			root,
			files: {},
			binaries: {},
			folders: [root]
		}
	}, { reason }, ruleSet);
	return {
		name: root || ".",
		judged: judgeSource(rendered, ruleSet).judged,
		shown: []
	};
}
// src/run/judge-deployed.ts
/** The engine builds small ones together. */
const AT_ONCE = 32;
/** Kustomizations of Flux within such; public repositories have two. */
const MAX_DEPTH = 5;
/** The largest public repositories have some hundred. */
const MAX_TASKS = 1e3;
/**
* Builds and judges what is deployed: kustomizations, and what objects of Flux and Argo CD deploy, each with
* what it changes. An object that is itself in what is built counts as it is there.
*/
var DeployedJudge = class {
	#means;
	#queue = [];
	#seen = /* @__PURE__ */ new Set();
	/** The roots that are part of what a layer deploys. */
	#used = /* @__PURE__ */ new Set();
	/** The objects as their files have them. */
	#written = [];
	#names = new LayerNames([]);
	/** The objects whose folders were built, by the file and the name of each. */
	built = /* @__PURE__ */ new Set();
	constructor(means) {
		this.#means = means;
	}
	async *judge(deployed) {
		this.#written = deployed.layers;
		this.#names = new LayerNames(deployed.layers);
		const { entries, inner } = await this.#entriesOf(deployed);
		for (const task of entries) this.#queue.push(task);
		yield* this.#work();
		for (const layer of inner) {
			if (this.built.has(keyOf$1(layer))) continue;
			await this.#add(layer, 0);
			yield* this.#work();
		}
	}
	async *#work() {
		const running = [];
		while (this.#queue.length > 0 || running.length > 0) {
			for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
				const started = this.#build(next);
				started.catch(() => void 0);
				running.push(started);
				if (running.length >= AT_ONCE) break;
			}
			const oldest = running.shift();
			if (oldest) yield await oldest;
		}
	}
	/** What is built at once, and the objects that others of it deploy. */
	async #entriesOf({ roots, layers }) {
		const outer = [];
		for (const layer of layers) {
			const task = await this.#taskFor(layer, 0);
			if (task) outer.push({
				layer,
				task
			});
		}
		const used = new Set(outer.flatMap(({ task }) => foldersOf(task)));
		const tasks = [];
		for (const folder of roots) if (!used.has(folder)) tasks.push(await this.#rootTask(folder));
		else this.#used.add(folder);
		const reaches = (task, { path }) => !("reason" in task.sources) && Object.hasOwn(task.sources.files, path);
		const isInner = ({ layer }) => tasks.some((task) => reaches(task, layer)) || outer.some((other) => other.layer.path !== layer.path && reaches(other.task, layer));
		const inner = outer.filter(isInner);
		const entries = outer.filter((one) => !inner.includes(one));
		for (const { layer } of entries) this.#note(layer);
		return {
			entries: [...tasks, ...entries.map(({ task }) => task)],
			inner: inner.map(({ layer }) => layer)
		};
	}
	async #rootTask(folder) {
		return {
			name: void 0,
			folder,
			depth: 0,
			sources: await this.#means.collect(folder)
		};
	}
	#note(layer) {
		this.built.add(keyOf$1(layer));
		this.#seen.add(contentOf(layer));
	}
	async #taskFor(layer, depth) {
		const sources = await this.#means.collectLayer(layer);
		const name = this.#names.of(layer, contentOf(layer));
		return sources && {
			name,
			folder: layer.folder,
			depth,
			sources
		};
	}
	/** Whether what an object deploys is built, now or before. */
	async #add(layer, depth) {
		const key = contentOf(layer);
		if (this.#seen.has(key)) return true;
		if (depth > MAX_DEPTH || this.#seen.size >= MAX_TASKS) return false;
		const task = await this.#taskFor(layer, depth);
		if (!task || "reason" in task.sources) return false;
		this.#seen.add(key);
		this.built.add(keyOf$1(layer));
		this.#queue.push(task);
		return true;
	}
	async #build({ name, folder, depth, sources }) {
		const means = this.#means;
		if ("reason" in sources) return unbuilt(folder, sources.reason, means);
		const { judgeTask = judgeKustomization } = means;
		const findElsewhere = async (built) => this.#elsewhere(built, sources, depth);
		const judged = await judgeTask(sources, means, findElsewhere, name);
		if (name === void 0) return judged;
		if (judged.shown.length === 0) await this.#buildInstead(sources);
		return {
			...judged,
			name
		};
	}
	/** Where a layer can't be built, the kustomizations that it uses are known as they are. */
	async #buildInstead({ folders }) {
		for (const folder of folders) {
			if (!this.#used.delete(folder)) continue;
			this.#queue.push(await this.#rootTask(folder));
		}
	}
	/** The objects whose folders are built as well, and the releases whose charts are rendered. */
	async #elsewhere(built, { files }, depth) {
		const { folder, ruleSet } = this.#means;
		const found = renderedReleases(built, {
			documents: ruleSet.renderedDocuments ?? /* @__PURE__ */ new Set(),
			textOf: (path) => files[path],
			reported: (path) => reportedPath({ folder }, path)
		});
		const counts = /* @__PURE__ */ new Map();
		for (const one of layersIn(built)) {
			const layer = this.#asWritten(one);
			const isAdded = await this.#add(layer, depth + 1);
			const count = (counts.get(one.document) ?? 0) + Number(isAdded);
			counts.set(one.document, count);
			if (count === one.siblings) found.add(one.document);
		}
		return found;
	}
	/** An object of a build as its file has it, where that is the same: it can be edited there. */
	#asWritten(layer) {
		return this.#written.find((one) => keyOf$1(one) === keyOf$1(layer) && isSameLayer(one, layer)) ?? {
			...layer,
			isAsBuilt: true
		};
	}
};
/** The folders of the kustomizations that are part of it. */
function foldersOf({ sources }) {
	return "reason" in sources ? [] : sources.folders;
}
/** Names an object by where it is written. */
function keyOf$1({ path, name }) {
	return JSON.stringify([path, name]);
}
/** All of an object that counts; where it stands in what is built does not. */
function contentOf(layer) {
	return JSON.stringify([keyOf$1(layer), contentKey(layer)]);
}
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
			for (const one of exempted) file.exempted.set(keyOf$2(one.finding), one);
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
export { LayerNames as a, keyOf$1 as i, rootOriginsOf as n, buildLean as o, DeployedJudge as r, RootMerger as t };
