import { y as Engine } from "./rendered-kustomization.js";
import { u as UserError } from "./command-line.js";
import { A as moreFiles, Ei as groupBy, F as AttributeFiles, Ga as md, Ht as paint, Kn as judge, P as toData, R as imageInspector, Si as UNCHECKED, Tt as KustomizationsBeside, Ut as print, Vt as note, Wt as printPatch, Za as count, Zt as shown, _t as readSource, a as subjectName, at as chartFolders, bt as findProjectImages, dn as imageNames, en as visibleLine, gt as listFiles, k as listedSkips, n as toldFindings, nn as fixFile, pt as hasVendoredCharts, qn as readManifest, st as shownFolder, vn as renderedDocuments, wt as ReleaseSources, xi as NO_REMEDY, yi as whyNotToEdit } from "./check.js";
import { n as fixChart, r as fixSource$1 } from "./fix-chart.js";
import { r as otherFiles } from "./check-charts.js";
import { r as unshownFiles, t as buildKustomizations } from "./build-kustomizations.js";
import { i as readProjectReleases, n as hasTarget, r as isTarget, t as writeFixed } from "./write-fixed.js";
import { t as filesOfSet } from "./chart-sources.js";
import { a as reportedPath } from "./placed-line.js";
import { t as readChart } from "./read-chart.js";
import { l as listed } from "./judge-source.js";
import { n as rootOriginsOf } from "./merge-roots.js";
import { a as buildsFor, i as RootBuilder, o as untoldIn, r as rootGroups, t as originKey } from "./solve-roots.js";
import { n as writeWhole, t as noteOutput } from "./output-file.js";
const { join, resolve } = process.getBuiltinModule("node:path");
// src/cli/fix-chart-folder.ts
/** Fixes what a chart becomes in its files and in its releases, or prints that as a unified diff. */
async function fixChartFolder(folder, options, notes) {
	const { unsafe, dryRun, root, configuration, releases, target, means, attributes } = options;
	const { rebuild, fixChart } = options;
	const read = await readChart(folder, {
		root,
		charts: configuration.charts,
		releases
	});
	const canEdit = await editable(folder, read.chart, attributes);
	const isGiven = givenReleases(read.chart, options.given);
	const isWanted = (finding) => isTarget(target, finding);
	const fixed = await fixChart(read, means, {
		unsafe,
		isWanted,
		canEdit,
		isGiven,
		rebuild
	});
	const { rendered, renderings, judged } = fixed.result;
	if (renderings.flatMap((one) => one.judged.manifest.resources).some((resource) => hasTarget(target, resource))) notes.found();
	for (const { manifest } of judged) notes.skipped(manifest.skips);
	await writeFixed({
		name: folder,
		fixed,
		files: fixed.files
	}, dryRun, notes);
	notes.notFixed(fixed);
	const names = new Set(rendered.manifests.map(({ set }) => set.name));
	const used = read.chart.releases?.filter(({ name }) => names.has(name)) ?? [];
	return {
		folder,
		values: rendered.values?.map(({ file }) => file.path),
		releases: used,
		isReleaseEdited: fixed.files.some(({ path }) => used.some((one) => one.path === path))
	};
}
/** Whether a file is none of a release, or was given. */
function givenReleases(chart, given) {
	const names = new Set(chart.releases?.map(({ name }) => name) ?? []);
	const own = chart.sets.filter(({ name = "" }) => names.has(name));
	const ofReleases = new Set(own.flatMap((set) => filesOfSet(chart, set)));
	const paths = new Set(given.map(({ path }) => resolve(path)));
	return (path) => !path.startsWith("../") || !ofReleases.has(path) || paths.has(resolve(reportedPath(chart, path)));
}
/** Which files of a chart people edit, by what `.gitattributes` say of them. */
async function editable(folder, { files }, attributes) {
	const made = /* @__PURE__ */ new Set();
	for (const [path, text] of Object.entries(files)) {
		const own = await attributes.of(join(folder, path));
		if (whyNotToEdit({
			path,
			text,
			attributes: own
		}) !== void 0) made.add(path);
	}
	return (path) => !made.has(path);
}
// src/run/fix-roots.ts
/** A finding in several kustomizations that share their files may need a round for each. */
const ROUNDS = 4;
/**
* Fixes what was found in the builds of kustomizations in the files that made them. Each fix is proved by
* building all of them that share an edited file.
*/
async function fixRoots({ judged, origins, roots, means }, { canEdit, unsafe, isWanted = () => true }) {
	const all = judged.flatMap(({ findings }) => findings).filter(({ rendered }) => rendered);
	const wanted = all.filter((finding) => isWanted(finding));
	const keysOf = (finding) => rootOriginsOf(origins.get(finding)).map(originKey);
	const keys = new Set(wanted.flatMap(keysOf));
	const untold = untoldIn(roots);
	const groups = await Promise.all(rootGroups(roots).map(async (group) => fixGroup(group, means, {
		untold,
		canEdit,
		unsafe,
		isWanted: ({ fingerprint }, root = "") => keys.has(originKey({
			root,
			fingerprint
		}))
	})));
	const left = keysIn(groups.map(({ state }) => state.result));
	const isGone = (finding) => keysOf(finding).every((key) => !left.has(key));
	const applied = groups.flatMap((group) => group.applied);
	const done = new Set(applied.flatMap((one) => one.findings.map(fingerprintOf)));
	const reasons = new Map(groups.flatMap((group) => [...group.reasons]));
	return {
		files: groups.flatMap(({ before, state }) => editedTexts(before, state.files)),
		applied: all.flatMap((finding) => withRemedy(finding, origins, done)),
		fixed: all.filter((finding) => isGone(finding)),
		notFixed: wanted.filter((finding) => !isGone(finding)).map((finding) => ({
			finding,
			reason: whyNotFixed(finding, origins, reasons, unsafe)
		})),
		rootsOf: (finding) => rootOriginsOf(origins.get(finding)).map(({ root }) => root)
	};
}
/** Fixes kustomizations that share files. */
async function fixGroup(roots, means, { untold, canEdit, ...wanted }) {
	const budget = {
		renders: ROUNDS * buildsFor(roots.length),
		deadline: Infinity,
		now: () => 0
	};
	const builder = new RootBuilder(roots, means, {
		untold,
		budget
	});
	const { files } = builder;
	const source = {
		start: {
			files,
			result: await builder.judge(files)
		},
		judge: async (texts) => builder.judge(texts),
		editable: (texts) => builder.editable(texts, { canEdit })
	};
	return {
		before: files,
		...await fixSource$1(source, wanted, budget)
	};
}
function fingerprintOf({ fingerprint }) {
	return fingerprint;
}
function editedTexts(before, after) {
	return Object.entries(after).flatMap(([path, text]) => {
		const old = before[path] ?? "";
		return old === text ? [] : [{
			path,
			before: old,
			after: text
		}];
	});
}
function keysIn(all) {
	const renderings = all.flatMap((one) => one.renderings);
	return new Set(renderings.flatMap(({ rendered: { set }, judged }) => judged.findings.map(({ fingerprint }) => originKey({
		root: set.name ?? "",
		fingerprint
	}))));
}
/** The finding with the remedy that was applied, if one was. */
function withRemedy(finding, origins, applied) {
	const own = origins.get(finding)?.find((one) => applied.has(one.finding.fingerprint));
	return own ? [{
		...finding,
		remedy: own.finding.remedy
	}] : [];
}
function whyNotFixed(finding, origins, reasons, unsafe) {
	const all = origins.get(finding) ?? [];
	const known = all.flatMap((one) => reasons.get(one.finding.fingerprint) ?? [])[0];
	if (known) return known;
	if (!all.some((one) => one.finding.remedy !== void 0)) return NO_REMEDY;
	return unsafe ? md`no fix: it can't be fixed together with the others of its container` : UNCHECKED;
}
// src/cli/fix-kustomizations.ts
/**
* Fixes what the kustomizations among files become in their files, or prints that as a unified diff. Only the
* files that were given are edited.
*
* @returns the files that show in a build and bring no others along: they need no look as plain files
*/
async function fixKustomizations(files, { ruleSet, unsafe, dryRun, target, attributes, ...by }, notes) {
	const built = await buildKustomizations(files, ruleSet, by);
	if (!built) {
		const { renderedDocuments = /* @__PURE__ */ new Set() } = ruleSet;
		return {
			shown: /* @__PURE__ */ new Set(),
			told: /* @__PURE__ */ new Set(),
			named: /* @__PURE__ */ new Set(),
			renderedDocuments
		};
	}
	const { folder } = built.means;
	const made = await madeElsewhere(built, attributes);
	const fixed = await fixRoots(built, {
		unsafe,
		isWanted: (finding) => isTarget(target, finding),
		canEdit: (path) => built.isGiven(path) && !made.has(path)
	});
	if (built.roots.flatMap((one) => one.renderings ?? []).flatMap(({ judged }) => judged.manifest.resources).some((resource) => hasTarget(target, resource)) || built.judged.some(({ findings }) => findings.some((finding) => isTarget(target, finding)))) notes.found();
	for (const { manifest } of built.judged) notes.skipped(manifest.skips);
	const edited = fixed.files.map((file) => ({
		...file,
		path: reportedPath({ folder }, file.path)
	}));
	const name = labelOf(fixed);
	await writeFixed({
		name,
		fixed,
		files: edited
	}, dryRun, notes);
	notes.notFixed(fixed);
	const { bringing, named, renderedDocuments } = built;
	return {
		shown: new Set([...built.shown].filter((path) => !bringing.has(path))),
		told: built.shown,
		named,
		renderedDocuments
	};
}
/** The kustomizations that something is fixed in. */
function labelOf({ fixed, rootsOf }) {
	const names = fixed.flatMap((finding) => rootsOf(finding));
	return listed(groupBy(names, (name) => name).flatMap(([first]) => first ?? []));
}
/** The files that a program makes, by what `.gitattributes` say of them. */
async function madeElsewhere({ roots, means: { folder } }, attributes) {
	const files = Object.assign({}, ...roots.map(({ sources }) => sources.files));
	const made = /* @__PURE__ */ new Set();
	for (const [path, text] of Object.entries(files)) {
		const own = await attributes.of(reportedPath({ folder }, path));
		if (whyNotToEdit({
			path,
			text,
			attributes: own
		}) !== void 0) made.add(path);
	}
	return made;
}
// src/cli/fix-notes.ts
/** What there is to say beside what is done, on standard error, and what it came to. */
var FixNotes = class {
	/** The first place that a sentence is about and the number of places, by sentence. */
	#checks = /* @__PURE__ */ new Map();
	/** The files of findings whose fix a person has to check first. */
	#unchecked = [];
	#findings = 0;
	#files = 0;
	#failures = 0;
	/** Whether what is to be fixed is there. */
	hasTarget = false;
	found() {
		this.hasTarget = true;
	}
	skipped(skips) {
		for (const skip of listedSkips(skips)) note(visibleLine(`not analyzed  ${skip.file}${moreFiles(skip)}: ${skip.reason}`));
	}
	/**
	* @param path the file or the chart
	* @param files the files that were edited for it
	*/
	async fixed(path, { fixed, applied }, { dryRun, files = [path] }) {
		this.#files += files.length;
		this.#findings += fixed.length;
		for (const finding of applied) this.#check(finding);
		if (dryRun) return;
		const verb = paint("good", shown`fixed`);
		const where = files[0] === path ? "" : ` in ${files.join(", ")}`;
		await print(shown`${verb}  ${visibleLine(path)}: ${count(fixed.length, "finding")}${visibleLine(where)}\n`);
	}
	/** What a person has to check before deploying it, with the place. */
	#check(finding) {
		const sentence = finding.remedy?.verify;
		if (sentence === void 0) return;
		const place = `${finding.file}:${finding.line} ${subjectName(toData(finding))}`;
		const check = this.#checks.get(sentence) ?? {
			first: place,
			places: /* @__PURE__ */ new Set()
		};
		check.places.add(place);
		this.#checks.set(sentence, check);
	}
	failed(path, error) {
		this.#failures++;
		note(visibleLine(`not written   ${path}: ${error}`));
	}
	/** @param source the file that they are all in, if it is one */
	notFixed({ notFixed }, source) {
		const why = source && whyNotToEdit(source);
		if (source && why !== void 0 && notFixed.length > 0) {
			const findings = count(notFixed.length, "finding");
			note(visibleLine(`not fixed     ${source.path}: ${findings}: ${why}`));
			return;
		}
		for (const group of groupBy(notFixed, ({ reason }) => reason)) {
			const reason = group[0]?.reason;
			if (reason === UNCHECKED) {
				for (const { finding } of group) this.#unchecked.push(finding.file);
				continue;
			}
			const ending = reason === NO_REMEDY ? "" : `: ${reason}`;
			for (const { finding, subject } of toldFindings(group.map((one) => toData(one.finding)))) {
				const { file, line, column, message, rule } = finding;
				const what = `${subject}: ${message} (${rule})`;
				note(visibleLine(`not fixed     ${file}:${line}:${column} ${what}${ending}`));
			}
		}
	}
	/** Says what it came to; returns the exit code. */
	close(dryRun) {
		for (const [sentence, { first, places }] of this.#checks) {
			const others = places.size > 1 ? ` and ${count(places.size - 1, "other place")}` : "";
			note(visibleLine(`check         ${first}${others}: ${sentence}`));
		}
		const { length } = this.#unchecked;
		if (length > 0) {
			const files = count(new Set(this.#unchecked).size, "file");
			const where = shown`${count(length, "finding")} in ${files}`;
			note(shown`not fixed     ${where}, until a person checks the fix: --unsafe makes it, --unsafe --dry-run shows it`);
		}
		const verb = dryRun ? "would be fixed" : "fixed";
		note(shown`${count(this.#findings, "finding")} ${verb} in ${count(this.#files, "file")}.`);
		return this.#failures > 0 ? 2 : 0;
	}
};
// src/cli/fix.ts
/** Writes fixes to files, or prints them as a unified diff. Returns the exit code. */
async function fix(paths, options) {
	if (paths.includes("-") && !options.dryRun) throw new UserError("Standard input can only be fixed with --dry-run: there is no file to write.");
	const ruleSet = {
		...options.ruleSet,
		images: await findProjectImages(paths[0] ?? ".")
	};
	const by = {
		...options,
		ruleSet,
		inspect: imageInspector(options, paths[0] ?? ".", ruleSet.images),
		attributes: new AttributeFiles(options.root),
		notes: new FixNotes(),
		fixChart
	};
	const { notes } = by;
	const { files, skips } = listFiles(paths, options.wanted);
	notes.skipped(skips);
	if (options.interactive) await askAndFix(files, by);
	else await fixAll(files, by);
	const { object, container } = options.target;
	if (!notes.hasTarget && (object ?? container) !== void 0) {
		const named = [object, container && `container ${container}`].filter(Boolean).join(", ");
		throw new UserError(`Nothing in these files is ${named}. Nothing was written.`);
	}
	return notes.close(options.dryRun);
}
/** Asks about each fix. */
async function askAndFix(files, by) {
	const { Questions } = await import("./fix-interactively2.js").then((all) => ({ Questions: all.t, fixInteractively: all.r }));
	const { asksAboutCharts } = await import("./ask-about-chart.js");
	const questions = new Questions(process.stdin);
	try {
		await fixAll(files, {
			...by,
			questions,
			fixChart: asksAboutCharts(questions, {
				paint,
				print
			})
		});
	} finally {
		questions.close();
	}
}
/** Fixes what charts and kustomizations become at its source, then the other files. */
async function fixAll(files, by) {
	if (!by.render) return fixPlain(files, files, by);
	const charts = await fixCharts(files, by);
	const beside = otherFiles(files, charts);
	const { configuration, notes } = by;
	const elsewhere = await fixElsewhere(beside, by);
	const others = beside.filter(({ path }) => !elsewhere.some(({ values }) => values.has(shownFolder(path))));
	const rendered = renderedDocuments([...charts, ...elsewhere].flatMap(({ releases }) => releases));
	const unrenderedDocuments = new Map(elsewhere.flatMap(({ unrendered }) => [...unrendered]));
	const rules = {
		...by.ruleSet,
		renderedDocuments: rendered,
		unrenderedDocuments
	};
	if (by.questions) return fixPlain(others, files, {
		...by,
		ruleSet: rules
	});
	const built = await fixKustomizations(others, {
		...by,
		ruleSet: rules,
		deployed: configuration.kustomizations
	}, notes);
	const { renderedDocuments: renderedDocuments$1, named, told } = built;
	const ruleSet = {
		...rules,
		renderedDocuments: renderedDocuments$1,
		named
	};
	await fixPlain(unshownFiles(others, built), files, {
		...by,
		ruleSet,
		told
	});
}
/** Fixes the releases among files whose charts are kept, or may be pulled; nothing is loaded where there are none. */
async function fixElsewhere(files, by) {
	if (by.pullCharts !== true && !hasVendoredCharts(by.root)) return [];
	const { elsewhereCharts } = await import("./chart-stores.js").then((all) => ({ elsewhereCharts: all.n }));
	const { fixReleases } = await import("./fix-releases.js");
	const { ruleSet, inspect, root, notes } = by;
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const charts = await elsewhereCharts(root, by);
	return [await fixReleases(files, {
		...by,
		means,
		charts
	}, notes)];
}
/** Fixes the charts among files; returns what of them need not be looked at as plain files. */
async function fixCharts(files, by) {
	const { ruleSet, inspect, notes } = by;
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const seen = [];
	const folders = chartFolders(files);
	if (folders.length === 0) return [];
	let deployed = await readProjectReleases(files, folders, by);
	for (const folder of folders) {
		const fixed = await fixChartFolder(folder, {
			...by,
			means,
			rebuild: void 0,
			...deployed,
			given: files
		}, notes);
		seen.push(fixed);
		if (fixed.isReleaseEdited && !by.dryRun) deployed = await readProjectReleases(files, folders, by);
	}
	return seen;
}
/** @param all the files that releases of charts may name */
async function fixPlain(files, all, by) {
	const { ruleSet, attributes, notes } = by;
	const beside = new KustomizationsBeside();
	const releases = new ReleaseSources(all.map(({ path }) => path));
	for (const file of files) {
		const output = await noteOutput(file.path);
		const source = await readSource(file);
		if (!source) continue;
		if ("reason" in source) notes.skipped([source]);
		else {
			const whole = {
				...source,
				attributes: await attributes.of(file.path)
			};
			const kustomization = beside.of(file.path);
			const rules = {
				...ruleSet,
				kustomization,
				releaseSources: releases.of(source)
			};
			await fixSource(whole, output, {
				...by,
				ruleSet: rules
			});
		}
	}
}
async function fixSource(file, output, { notes, ...options }) {
	const manifest = readManifest(file, options.ruleSet);
	const read = await options.inspect(imageNames(manifest, options.ruleSet.kustomization));
	const judged = judge(manifest, {
		...options.ruleSet,
		...read
	});
	const isWanted = (finding) => isTarget(options.target, finding);
	const { questions } = options;
	const fixed = questions ? await ask(judged, questions, isWanted) : fixFile(judged, {
		unsafe: options.unsafe,
		isWanted
	});
	if (manifest.resources.some((resource) => hasTarget(options.target, resource))) notes.found();
	if (options.told?.has(file.path) !== true) notes.skipped(judged.manifest.skips);
	if (fixed.text !== file.text) {
		if (options.dryRun) await printPatch(file.path, file.text, fixed.text);
		const error = options.dryRun ? void 0 : await writeWhole(output, file.text, fixed.text);
		if (error === void 0) await notes.fixed(file.path, fixed, options);
		else notes.failed(file.path, error);
	}
	notes.notFixed(fixed, file);
}
async function ask(judged, questions, isWanted) {
	const { fixInteractively } = await import("./fix-interactively2.js").then((all) => ({ Questions: all.t, fixInteractively: all.r }));
	return fixInteractively(judged, questions, {
		isWanted,
		paint,
		print
	});
}
export { fix };
