import "./rolldown-runtime.js";
import { n as reportedPath, r as Engine } from "./with-set.js";
import { Hr as splitDocuments, Ht as documentKey, It as judge, Mn as ReleaseSources, Pt as imageNames, Qt as mayBringOthers, Ur as parseDocumentAt, Vt as readManifest, ct as layersAmong, fi as rootOf, hi as valueAt, kr as headerOf, mi as textOf, ot as isKustomization, st as deployedAmong, ut as folderOf, vt as shownFolder } from "./check.js";
import { n as layersIn, t as Repository } from "./repository.js";
import { n as RootMerger, t as buildLean } from "./build-lean.js";
import { n as judgeSource, t as imagesOfSource } from "./judge-source.js";
import { a as shownIn, i as readBuilt, n as builtLines, r as mainOf, s as placedAnswer } from "./rendered-kustomization.js";
import { relative, resolve } from "node:path";
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
	/** The objects whose folders were built, by the file and the name of each. */
	built = /* @__PURE__ */ new Set();
	constructor(means) {
		this.#means = means;
	}
	async *judge(deployed) {
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
		return sources && {
			name: layer.name,
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
		for (const layer of layersIn(built)) if (await this.#add(layer, depth + 1)) found.add(layer.document);
		return found;
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
function contentOf({ path, name, folder, changes, variables }) {
	const filled = variables && [[...variables.values], variables.isOpen];
	return JSON.stringify([
		path,
		name,
		folder,
		changes,
		filled
	]);
}
// src/cli/build-kustomizations.ts
/** Builds the kustomizations that files deploy; undefined where there are none. */
async function buildKustomizations(files, ruleSet, { root, deployed: globs, inspect }) {
	const found = files.filter(isKustomization);
	if (found.length === 0) return void 0;
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
		collect: async (path) => repository.collect(path),
		collectLayer: async (layer) => repository.collectLayer(layer)
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
	const documents = layers.filter((layer) => deployed.built.has(keyOf(layer))).map(({ path, document }) => documentKey(reportedPath({ folder }, path), document));
	const renderedDocuments = /* @__PURE__ */ new Set([...ruleSet.renderedDocuments ?? [], ...documents]);
	const rules = {
		...ruleSet,
		renderedDocuments
	};
	const own = await judgeOwn(merger.shownFiles(), rules, sources, inspect);
	const given = new Set(files.map(({ path }) => resolve(path)));
	return {
		judged: merger.all(own),
		origins: merger.origins,
		roots: builtRoots(all),
		means,
		shown: merger.shown(),
		bringing: new Set(own.keys()),
		renderedDocuments,
		isGiven: (path) => given.has(resolve(reportedPath({ folder }, path)))
	};
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
