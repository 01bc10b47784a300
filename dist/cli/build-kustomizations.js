import { i as Engine, r as reportedPath } from "./placed-line.js";
import { Ai as valueAt, Et as renderedDocuments, Jr as headerOf, Mt as folderOf, Qt as judge, Xn as ReleaseSources, Yt as imageNames, an as documentKey, gt as layersAmong, hn as mayBringOthers, ht as deployedAmong, in as readManifest, ji as rootOf, jt as KUSTOMIZATION_FILES, ki as textOf, kt as layersIn, mt as mayBeBuilt, oi as splitDocuments, pt as isKustomization, si as parseDocumentAt, yt as shownFolder } from "./check.js";
import { t as Repository } from "./repository.js";
import { n as LayerNames, r as RootMerger, t as buildLean } from "./build-lean.js";
import { n as judgeSource, t as imagesOfSource } from "./judge-source.js";
import { a as shownIn, i as readBuilt, m as placedAnswer, n as builtLines, r as mainOf } from "./rendered-kustomization.js";
const { join, relative, resolve, sep } = process.getBuiltinModule("node:path");
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
// src/render/layers/rendered-releases.ts
const RELEASE = /^kind: (?:HelmRelease|Application(?:Set)?)$/m;
/** The releases in what was built whose charts are rendered, by their numbers from 0. */
function renderedReleases({ text, placeOf }, rendered) {
	const found = /* @__PURE__ */ new Set();
	if (rendered.documents.size === 0) return found;
	let line = 1;
	for (const [index, { start, end }] of splitDocuments(text).entries()) {
		const object = text.slice(start, end);
		const lines = object.split("\n").map((_, at) => placeOf(line + at)?.path);
		const path = lines.find((one) => one !== void 0);
		line += lines.length - 1;
		const source = path === void 0 ? void 0 : rendered.textOf(path);
		if (path === void 0 || source === void 0 || !RELEASE.test(object)) continue;
		const name = nameOf(text, index);
		const own = splitDocuments(source).findIndex((_, at) => nameOf(source, at) === name);
		if (rendered.documents.has(documentKey(rendered.reported(path), own))) found.add(index);
	}
	return found;
}
function nameOf(text, index) {
	const span = splitDocuments(text)[index];
	const document = span && parseDocumentAt(text, span, index);
	if (!document || !("root" in document)) return void 0;
	const root = rootOf(document);
	return `${headerOf(root).kind}/${textOf(valueAt(root, ["metadata", "name"])) ?? ""}`;
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
/** Two renderings at a time are what the engine does. */
const AT_ONCE = 2;
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
			if (this.built.has(keyOf(layer))) continue;
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
		this.built.add(keyOf(layer));
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
		this.built.add(keyOf(layer));
		this.#queue.push(task);
		return true;
	}
	async #build({ name, folder, depth, sources }) {
		const means = this.#means;
		if ("reason" in sources) return unbuilt(folder, sources.reason, means);
		const judged = await judgeKustomization(sources, means, async (built) => this.#elsewhere(built, sources, depth));
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
		return this.#written.find((one) => keyOf(one) === keyOf(layer) && isSameLayer(one, layer)) ?? {
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
function keyOf({ path, name }) {
	return JSON.stringify([path, name]);
}
/** All of an object that counts; where it stands in what is built does not. */
function contentOf(layer) {
	return JSON.stringify([keyOf(layer), contentKey(layer)]);
}
// src/cli/build-kustomizations.ts
/** Builds the kustomizations that files deploy; undefined where there can be none. */
async function buildKustomizations(files, ruleSet, { root, deployed: globs, inspect, used = [] }) {
	if (!files.some(mayBeBuilt)) return void 0;
	const found = files.filter(isKustomization);
	const repository = await Repository.at(root);
	const layers = layersAmong(await repository.layers(files.filter(({ named }) => !named)), globs);
	const folder = shownFolder(relative(".", repository.root) || ".");
	const sources = new ReleaseSources(files.map(({ path }) => path));
	const [engine, releaseSources] = [new Engine(), sources.all()];
	const means = {
		engine,
		ruleSet,
		inspect,
		folder,
		releaseSources
	};
	const deployed = new DeployedJudge({
		...means,
		...collectingFrom(repository)
	});
	const roots = deployedAmong(await repository.references(found), globs);
	const merger = new RootMerger(ruleSet);
	const all = [];
	for await (const one of deployed.judge({
		roots,
		layers
	})) {
		merger.add(one);
		all.push(one);
	}
	const given = new Set(files.map(({ path }) => resolve(path)));
	const whole = layers.filter((layer) => deployed.built.has(keyOf(layer)) || isOfFiles(layer, folder, given)).map((layer) => ({
		...layer,
		path: reportedPath({ folder }, layer.path)
	}));
	const documents = renderedDocuments([...used, ...whole]);
	const renderedDocuments$1 = /* @__PURE__ */ new Set([...ruleSet.renderedDocuments ?? [], ...documents]);
	const rules = {
		...ruleSet,
		renderedDocuments: renderedDocuments$1
	};
	const own = await judgeOwn(merger.shownFiles(), rules, sources, inspect);
	return {
		judged: merger.all(own),
		origins: merger.origins,
		roots: builtRoots(all),
		means,
		shown: merger.shown(),
		bringing: new Set(own.keys()),
		renderedDocuments: renderedDocuments$1,
		isGiven: (path) => given.has(resolve(reportedPath({ folder }, path)))
	};
}
function collectingFrom(repository) {
	return {
		collect: async (path) => repository.collect(path),
		collectLayer: async (layer) => repository.collectLayer(layer)
	};
}
/** Whether an application deploys files as they are, and these are judged by themselves. */
function isOfFiles(layer, root, given) {
	if (layer.isForPlainFiles) return false;
	const folder = resolve(reportedPath({ folder: root }, layer.folder));
	const own = [...given].filter((path) => path.startsWith(folder + sep));
	const isBuilt = [...KUSTOMIZATION_FILES, "Chart.yaml"].some((name) => own.includes(join(folder, name)));
	return own.length > 0 && !isBuilt;
}
function builtRoots(all) {
	return all.flatMap(({ name, built }) => built ? [{
		name,
		...built
	}] : []);
}
/** Files as they are, as far as their objects may bring others along. */
async function judgeOwn(files, rules, sources, inspect) {
	const own = /* @__PURE__ */ new Map();
	for (const file of files) {
		if (!mayBringOthers(file.text)) continue;
		const by = {
			...rules,
			releaseSources: sources.of(file)
		};
		const manifest = readManifest(file, by);
		const read = await inspect?.(imageNames(manifest));
		own.set(file.path, judge(manifest, {
			...by,
			...read
		}));
	}
	return own;
}
/** The files that kustomizations did not show in their builds. */
function unshownFiles(files, { shown }) {
	if (shown.size === 0) return [...files];
	const paths = new Set([...shown].map((path) => resolve(path)));
	return files.filter(({ path, named }) => named || !paths.has(resolve(path)));
}
export { unshownFiles as n, buildKustomizations as t };
