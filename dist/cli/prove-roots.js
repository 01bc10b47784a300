import { n as rootOriginsOf, o as buildLean } from "./merge-roots.js";
import { a as reportedPath } from "./placed-line.js";
import { a as optionsOf, c as tasksOf, d as editableKustomizations, n as planSourceEdits, o as restOf, r as sourceEdits, t as SourceFixes } from "./source-fixes.js";
import { a as placeFinding, t as imagesOfSource } from "./judge-source.js";
import { Vn as judge } from "./check.js";
import { a as readBuilt, f as relayered, h as placedAnswer, p as untoldFilesOf } from "./rendered-kustomization.js";
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
export { solveRoots as a, originKey as i, ownFix as n, RootBuilder as o, withProvedFixes as r, buildsFor as t };
