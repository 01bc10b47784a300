import { a as optionsOf, c as tasksOf, d as editableKustomizations, n as planSourceEdits, o as restOf, r as sourceEdits, t as SourceFixes } from "./source-fixes.js";
import { a as placeFinding, t as imagesOfSource } from "./judge-source.js";
import { Ei as groupBy, Kn as judge } from "./check.js";
import { a as readBuilt, f as relayered, h as placedAnswer, p as untoldFilesOf } from "./rendered-kustomization.js";
import { o as buildLean } from "./merge-roots.js";
// src/run/build-roots.ts
const NOT_LAYERED = "the object that deploys it can no longer be read";
/** Most need one build of each; what is refused is tried by halves. */
const BUILDS_PER_ROOT = 2;
const MORE_BUILDS = 30;
/** How many builds may prove the fixes of kustomizations: counted, so that no busy machine changes the result. */
function buildsFor(roots) {
	return roots * BUILDS_PER_ROOT + MORE_BUILDS;
}
/** The files whose edits would change what some kustomizations become in a way that their builds do not tell. */
function untoldIn(roots) {
	const layers = roots.flatMap(({ sources: { layered } }) => layered ?? []);
	return new Set(layers.flatMap(untoldFilesOf));
}
/** Builds kustomizations that share files with other texts, each only where one of its own files is another. */
var RootBuilder = class {
	#roots;
	#means;
	#budget;
	#built = /* @__PURE__ */ new Map();
	/** The texts as they are. */
	files;
	#untold;
	constructor(roots, means, { untold, budget }) {
		this.#roots = roots;
		this.#means = means;
		this.#budget = budget;
		this.files = Object.assign({}, ...roots.map(({ sources }) => sources.files));
		this.#untold = untold;
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
		if (this.#budget) this.#budget.renders--;
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
// src/run/root-groups.ts
/**
* Kustomizations put together that share a file, also by way of others: an edit for one group changes no build of
* another.
*/
function rootGroups(roots) {
	const firsts = new Firsts();
	const owners = /* @__PURE__ */ new Map();
	for (const [index, { sources }] of roots.entries()) for (const path of Object.keys(sources.files)) {
		const owner = owners.get(path);
		if (owner === void 0) owners.set(path, index);
		else firsts.join(owner, index);
	}
	const numbered = roots.map((root, index) => ({
		root,
		first: firsts.of(index)
	}));
	return groupBy(numbered, ({ first }) => first).map((group) => group.map(({ root }) => root));
}
/** The first of the numbers that each was joined with. */
var Firsts = class {
	#before = /* @__PURE__ */ new Map();
	of(index) {
		let first = index;
		for (let next = this.#before.get(first); next !== void 0; next = this.#before.get(first)) first = next;
		if (first !== index) this.#before.set(index, first);
		return first;
	}
	join(one, other) {
		const [a, b] = [this.of(one), this.of(other)];
		if (a !== b) this.#before.set(Math.max(a, b), Math.min(a, b));
	}
};
// src/run/solve-roots.ts
/**
* Finds edits of files of kustomizations that fix what was found in their builds: all together, proved by
* building all of them that share an edited file.
*/
async function solveRoots(roots, by) {
	const untold = untoldIn(roots);
	const solved = await Promise.all(rootGroups(roots).map(async (group) => solveGroup(group, untold, by)));
	const all = new RootBuilder(roots, by.means, { untold });
	return new SolvedRoots(all.editable(all.files, by), solved.flatMap(({ tasks }) => tasks), { renderings: solved.flatMap(({ result }) => result.renderings) });
}
async function solveGroup(roots, untold, { means, isAllowed, isWanted, ...edited }) {
	const budget = {
		renders: buildsFor(roots.length),
		deadline: Infinity,
		now: () => 0
	};
	const builder = new RootBuilder(roots, means, {
		untold,
		budget
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
	const tasks = tasksOf(result.renderings, source, {
		isWanted: ({ fingerprint }, root = "") => isWanted({
			root,
			fingerprint
		}),
		isOpen: isAllowed,
		fileOf: (rendered, finding) => placeFinding(rendered, finding)?.path
	});
	return fixes.solve(tasks);
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
export { buildsFor as a, RootBuilder as i, solveRoots as n, untoldIn as o, rootGroups as r, originKey as t };
