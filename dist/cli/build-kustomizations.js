import { y as Engine } from "./rendered-kustomization.js";
import { $ as namedIn, Fn as KUSTOMIZATION_FILES, Kn as judge, Q as mayBeBuilt, Z as isKustomization, dn as imageNames, et as FirstLook, it as layersAmong, mr as mayBringOthers, qn as readManifest, rt as deployedAmong, tt as namedDocuments, vn as renderedDocuments, wt as ReleaseSources } from "./check.js";
import { t as Repository } from "./repository.js";
import { i as keyOf, r as DeployedJudge, t as RootMerger } from "./merge-roots.js";
import { a as reportedPath } from "./placed-line.js";
const { isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");
// src/files/shown-root.ts
/**
* How reports name the root of a repository, so that what is found there has the same path as where it was given:
* absolute if all files were given so, else from the working folder, which is nothing where it is the root.
*/
function shownRoot(root, files) {
	return (files.length > 0 && files.every(({ path }) => isAbsolute(path)) ? root : relative(".", root)).split(sep).join("/");
}
// src/cli/build-kustomizations.ts
/** Builds the kustomizations that files deploy; undefined where there can be none. */
async function buildKustomizations(files, ruleSet, { root, deployed: globs, inspect, used = [], builds, looks = new FirstLook(ruleSet) }) {
	if (!files.some(mayBeBuilt)) return void 0;
	const found = files.filter(isKustomization);
	const repository = await Repository.at(root);
	const unnamed = files.filter(({ named }) => !named);
	const layers = layersAmong(await repository.layers(unnamed, looks), globs);
	const folder = shownRoot(repository.root, files);
	const paths = files.map(({ path }) => path);
	const sources = new ReleaseSources(paths, looks);
	const [engine, releaseSources] = [builds?.second ?? new Engine(), sources.all()];
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
	const given = new Set(paths.map((path) => resolve(path)));
	const whole = layers.filter((layer) => deployed.built.has(keyOf(layer)) || isOfFiles(layer, folder, given)).map((layer) => ({
		...layer,
		path: reportedPath({ folder }, layer.path)
	}));
	const sourcesOfReleases = namedDocuments(looks.namedSources(), releaseSources);
	const documents = [...renderedDocuments([...used, ...whole]), ...sourcesOfReleases];
	const renderedDocuments$1 = /* @__PURE__ */ new Set([...ruleSet.renderedDocuments ?? [], ...documents]);
	const rules = {
		...ruleSet,
		renderedDocuments: renderedDocuments$1
	};
	const own = await judgeOwn(merger.shownFiles(), rules, sources, inspect);
	const judged = merger.all(own);
	return {
		judged,
		named: /* @__PURE__ */ new Set([...ruleSet.named ?? [], ...namedIn(judged)]),
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
export { shownRoot as i, collectingFrom as n, unshownFiles as r, buildKustomizations as t };
