import { Ct as readProjectFile, Kn as judge, Mt as writeBaseline, Nt as BASELINE_PATH, R as imageInspector, Tt as KustomizationsBeside, Ut as print, Za as count, Zt as shown, _t as readSource, bt as findProjectImages, dn as imageNames, ft as entriesOf, gt as listFiles, jt as readBaseline, lt as compareBaseline, pt as hasVendoredCharts, qn as readManifest, st as shownFolder, ti as pathFromRoot, vn as renderedDocuments, wt as ReleaseSources } from "./check.js";
import { u as UserError } from "./command-line.js";
import { n as newBuilds, r as otherFiles, t as checkCharts } from "./check-charts.js";
import { r as unshownFiles } from "./build-kustomizations.js";
import { t as checkKustomizations } from "./check-kustomizations2.js";
import { t as checkReleases } from "./check-releases.js";
import { n as elsewhereCharts } from "./chart-stores.js";
import { n as writeWhole, t as noteOutput } from "./output-file.js";
const { join } = process.getBuiltinModule("node:path");
// src/cli/baseline.ts
/** Writes what is wrong in a project today, so that only new findings count. Returns the exit code. */
async function baseline({ prune, ...options }) {
	const path = join(options.root, BASELINE_PATH);
	const output = await noteOutput(path, options.root);
	const before = await readProjectFile(path);
	if (prune && !before) throw new UserError(`There is no ${BASELINE_PATH}: podseal baseline writes it.`);
	const today = await findToday(options);
	const drift = prune && before ? pruned(before.text, today) : void 0;
	const entries = drift?.kept ?? today.entries;
	const error = await writeWhole(output, before?.text, writeBaseline(entries));
	if (error !== void 0) throw new UserError(`${BASELINE_PATH}: ${error}.`);
	await print(drift ? prunedWords(drift) : writtenWords(today));
	return 0;
}
/** @throws UserError where more than a merge conflict is wrong with it */
function pruned(text, { entries, unread }) {
	const { entries: before, fault } = readBaseline({ text });
	if (fault && !fault.isConflict) throw new UserError(`${BASELINE_PATH}:${fault.line}: this is not a line of a baseline. Write the file anew: podseal baseline.`);
	return compareBaseline(before, entries, unread);
}
function prunedWords({ gone, moved, kept }) {
	const changes = shown`${gone} removed, ${moved} moved, ${kept.length} in all`;
	return shown`.github/podseal.baseline: ${changes}.\n`;
}
function writtenWords({ entries, unread }) {
	const files = count(new Set(entries.map(({ path }) => path)).size, "file");
	const also = unread.size > 0 ? shown`, ${count(unread.size, "file")} not fully analyzed` : shown``;
	return shown`.github/podseal.baseline: ${count(entries.length, "finding")} in ${files}${also}. Commit it: from then on only new findings fail.\n`;
}
async function findToday({ ruleSet, root, wanted, configuration: { charts: valueSets, kustomizations: deployed } }) {
	const images = await findProjectImages(root);
	const today = new TodayCounter((file) => pathFromRoot(file, ruleSet.exemptions?.folders));
	const { files, skips } = listFiles([root], wanted);
	for (const skip of skips) today.addUnread(skip);
	const charts = [];
	const inspect = imageInspector({ registry: false }, root, images);
	const builds = newBuilds();
	const means = {
		inspect,
		project: {
			root,
			charts: valueSets
		},
		deployed: {
			deployed,
			builds
		}
	};
	const rendered = checkCharts(files, {
		...ruleSet,
		images
	}, means);
	for await (const { folder, values, judged, releases } of rendered) {
		charts.push({
			folder,
			values,
			releases
		});
		for (const one of judged) today.add(one);
	}
	const beside = otherFiles(files, charts);
	const elsewhere = await releasesOfCharts(beside, {
		...ruleSet,
		images
	}, {
		root,
		inspect,
		deployed: {
			deployed,
			builds
		}
	});
	const values = new Set(elsewhere.flatMap((release) => release.values));
	const others = beside.filter(({ path }) => !values.has(shownFolder(path)));
	for (const one of elsewhere.flatMap((release) => release.judged)) today.add(one);
	const used = [...charts, ...elsewhere].flatMap((one) => one.releases);
	const all = {
		...ruleSet,
		images,
		...documentsOf(used, elsewhere)
	};
	const built = await checkKustomizations(others, all, {
		root,
		deployed,
		inspect,
		fixes: false,
		used,
		builds
	});
	for (const one of built.judged) today.add(one);
	const { named } = built;
	const rules = {
		...all,
		renderedDocuments: built.renderedDocuments,
		named
	};
	const releases = new ReleaseSources(files.map(({ path }) => path));
	await addPlain(today, unshownFiles(others, built), {
		rules,
		releases,
		inspect
	});
	return today;
}
/** The documents whose charts are rendered, and those whose charts can't be. */
function documentsOf(used, elsewhere) {
	const unrenderedDocuments = new Map(elsewhere.flatMap(({ unrendered }) => [...unrendered]));
	return {
		renderedDocuments: renderedDocuments(used),
		unrenderedDocuments
	};
}
async function addPlain(today, files, { rules: shared, releases, inspect }) {
	const beside = new KustomizationsBeside();
	for (const file of files) {
		const source = await readSource(file);
		if (source && "reason" in source) today.addUnread(source);
		else if (source) {
			const kustomization = beside.of(source.path);
			const rules = {
				...shared,
				kustomization,
				releaseSources: releases.of(source)
			};
			const manifest = readManifest(source, rules);
			const read = await inspect(imageNames(manifest, kustomization));
			today.add(judge(manifest, {
				...rules,
				...read
			}));
		}
	}
}
/** The releases whose charts were put into the repository. */
async function releasesOfCharts(files, ruleSet, by) {
	if (!hasVendoredCharts(by.root)) return [];
	const charts = await elsewhereCharts(by.root, { registry: false });
	const all = [];
	for await (const one of checkReleases(files, ruleSet, {
		...by,
		charts
	})) all.push(one);
	return all;
}
var TodayCounter = class {
	entries = [];
	unread = /* @__PURE__ */ new Set();
	#fromRoot;
	constructor(fromRoot) {
		this.#fromRoot = fromRoot;
	}
	add({ findings, manifest }) {
		const path = this.#fromRoot(manifest.file.path);
		for (const entry of entriesOf(findings, path).values()) this.entries.push(entry);
		for (const skip of manifest.skips) this.addUnread(skip);
	}
	addUnread({ file }) {
		this.unread.add(this.#fromRoot(file));
	}
};
export { baseline };
