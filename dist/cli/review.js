import { o as __toESM } from "./rolldown-runtime.js";
import { _ as globsOfSets, a as readBuilt, c as hasObject, d as plainKustomization, g as collectKustomization, h as placedAnswer, i as mainOf, l as layeredFileOf, m as layeredText, o as shownIn, s as filesOfLayer, t as buildRequestFor, u as plainFolder, v as hasGitGenerators, y as Engine } from "./rendered-kustomization.js";
import { t as openRepository } from "./git.js";
import { $a as plainly, $n as changeData, $r as readableReason, Aa as describeUser, Ai as parseDocumentAt, Ar as shellQuote, At as faultsOfBaseline, Ba as fold, Bn as kustomizationsIn, C as place, Ci as byDocument, D as writeSummary, Di as shownObject, Dt as kustomizationFor, E as writeBody, Ea as covers, Ei as groupBy, Et as KUSTOMIZATION_NAMES, Fa as codePath, Fi as doOverlap, Ft as onlyConfiguration, Ga as md, Gt as standardOutput, Ha as joinMarkdown, Hn as pathFrom, Ht as paint, I as readAttributes, Ia as comment, Ii as sortEdits, In as configurationsOf, It as nameOf$6, Ja as splitClause, Jn as documentKey, Ka as prose, Kn as judge, Kr as identityOf, La as commitHash, Ln as filesOfPlugins, Lt as BrokenConfiguration, M as CheckCounter, Mi as indexLines, Na as code, Ni as startOfLine, Nn as lineBreakAt, Nt as BASELINE_PATH, O as writeTitle, Oi as unknownImages, On as planEdits, Ot as readKustomization, P as toData, Pa as codeList, Pi as applyEdits, Pn as dequal, Pr as withoutVersion, Pt as CONFIGURATION_PATHS, Qa as listPlain, Qi as codeImage, Qr as isUnfinished, Ra as countWords, Ri as writePatch, Rn as folderOf$2, Sn as mayDeploy, T as withNotes, Ti as documentOf, Ua as kindWord, Un as readReferences, Vn as namedIn$1, Vt as note, Wa as link, Wn as valuesOfPlugins, Xa as withoutEnd, Xr as nameOf$7, Ya as withPronouns, Yr as isWritten, Za as count, _ as ReportWriter, _i as allowedFor, ai as SEVERITIES, b as plain, bi as sha256Hex, br as findIn, c as docPage, cn as toFix, d as readEach, da as items, di as headerOf, dn as imageNames, dt as withoutBaseline, ei as fits, en as visibleLine, eo as byteLength, f as readExtended, fi as isDataMap, fn as imagesOf, ft as entriesOf$1, ga as rootOf, gi as UNFINISHED, gn as releaseSets, ha as valueAt, hn as releaseObjectsIn, hr as decodeFile, ht as KEPT_INDEX, ia as effectiveField, ii as readReason, in as ProofBudget, it as layersAmong, ki as splitDocuments, kr as pathOperands, l as composeConfiguration, li as foreignText, ln as editDocument, lr as mayNeedSources, ma as textOf$2, mt as KEPT_CHARTS, na as mountsOf, nt as namedSourcesIn, oa as field, oi as compareSeverity, on as fixMost, or as isExactVersion, pa as scalar, pn as chartReleasesIn, pr as isValuesPath, qa as sentencesOf, qn as readManifest, rn as fixEach, rt as deployedAmong, si as podsOf, sn as fixMostEach, to as canonicalReference, tr as whyElsewhere, tt as namedDocuments, u as sourceOfReview, ui as dataOf, un as readAlone, ur as sourcesIn$1, ut as matchBaseline, v as openReport, va as stringify, vi as madeElsewhere, vn as renderedDocuments, vr as activeRuleIds, w as placeExempted, wi as bySubject, x as conclude, xn as layersIn$1, y as loadReport, yi as whyNotToEdit, yn as valueFilesFrom, yr as activeRules, yt as matcher, z as registryReader, za as fence, zn as inFolder, zr as commandFor$1 } from "./check.js";
import { l as PROJECT_IMAGES_PATH, st as require_picomatch, u as UserError } from "./command-line.js";
import { n as structuredPatch } from "./diff.js";
import { a as reportedPath } from "./placed-line.js";
import { n as releaseTextsElsewhere, r as releasesElsewhere } from "./releases-elsewhere.js";
import { i as valueSetsIn, n as isRendered, r as isSourceOf } from "./chart-sources.js";
import { a as partEnd, i as requestFor, n as readRendering, o as fileDependencies, s as plainPath } from "./rendered-manifests.js";
import { a as LayerNames, n as rootOriginsOf, o as buildLean, t as RootMerger } from "./merge-roots.js";
import { a as ownValueFiles, i as missingSources, r as elsewhereReleasesIn, s as sourcesOfRelease, t as repositorySources } from "./repository-sources.js";
import { i as readKeptIndex } from "./vendored-charts.js";
import { r as allowed, t as commandArchives } from "./chart-stores.js";
import { n as worktreeRoot, t as readWorktree } from "./worktree.js";
import { a as mergeBase, i as defaultBranch, n as fixContainer, o as resolveCommit, r as branchOf, t as digestOf } from "./fix-container.js";
import { t as sourceUrl } from "./source.js";
import { t as rulePage } from "./rule-page.js";
import { a as placeFinding, i as relocate, l as listed, r as skipsOfUnused, t as imagesOfSource } from "./judge-source.js";
import { i as decidingText, n as rebuiltReleases, o as withBuilt, r as releasesOf } from "./read-built-releases.js";
import { a as isForeign, i as isDockerfile, n as baseOf, r as folderOf$3, t as BuildIndex } from "./build-index.js";
import { r as readProjectImages } from "./project-images.js";
import { n as workedMilliseconds } from "./work-deadline.js";
import { n as fixChart } from "./fix-chart.js";
import { t as ownFix } from "./prove-roots.js";
import { n as solveRoots, t as originKey } from "./solve-roots.js";
const { join } = process.getBuiltinModule("node:path");
const lstat = (...of) => process.getBuiltinModule("node:fs/promises").lstat(...of), readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of);
// src/git/blobs.ts
/**
* Reads blobs from the object store, in one process.
*
* @returns their bytes by object id; an object that is missing, as in a partial clone, is left out
*/
async function readBlobs(repository, oids) {
	const blobs = /* @__PURE__ */ new Map();
	if (oids.length === 0) return blobs;
	const output = await repository.run(["cat-file", "--batch"], oids.map((oid) => `${oid}\n`).join(""));
	for (let at = 0; at < output.length;) {
		const lineEnd = output.indexOf("\n", at);
		const [oid = "", type, size] = output.toString("utf8", at, lineEnd).split(" ");
		at = lineEnd + 1;
		if (type === "missing" || size === void 0) continue;
		blobs.set(oid, output.subarray(at, at + Number(size)));
		at += Number(size) + 1;
	}
	return blobs;
}
// src/diff/hunks.ts
/** Unchanged lines around a change: what GitHub shows, and takes comments on. */
const CONTEXT = 3;
/** The work grows with the square of this; nobody reviews a diff of one file that is longer. */
const MAX_CHANGED_LINES = 4e3;
/**
* Compares two texts line by line.
*
* @returns undefined when they differ too much for a diff to be shown
*/
function diffTexts(base, head) {
	if (base === "") return allAdded(head);
	return structuredPatch("a", "b", base, head, void 0, void 0, {
		context: CONTEXT,
		maxEditLength: MAX_CHANGED_LINES
	})?.hunks;
}
/** GitHub shows no diff of a file that has more (docs.github.com, limits for viewing diffs). */
const MAX_SHOWN_LINES = 2e4;
/** The one hunk of a new file. */
function allAdded(head) {
	if (head === "") return [];
	if (hasMoreLines(head, MAX_SHOWN_LINES)) return void 0;
	const isClosed = head.endsWith("\n");
	const texts = (isClosed ? head.slice(0, -1) : head).split("\n");
	const lines = texts.map((text) => `+${text}`);
	if (!isClosed) lines.push("\\ No newline at end of file");
	return [{
		oldStart: 1,
		oldLines: 0,
		newStart: 1,
		newLines: texts.length,
		lines
	}];
}
function hasMoreLines(text, limit) {
	let at = -1;
	for (let count = 0; count < limit; count++) {
		at = text.indexOf("\n", at + 1);
		if (at === -1) return false;
	}
	return at + 1 < text.length;
}
// src/reach/kustomization-places.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
/** More folders than a person changes at once. */
const MAX_FOLDERS$2 = 100;
/** What a kustomization makes objects of, or edits them with. */
const IN_KUSTOMIZATIONS = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;
/** Texts that a generator reads: replacements and variables bring them into containers. */
const DATA$1 = /\.(?:env|properties|txt|conf|config|cfg|ini|toml|patch)$|(?:^|\/)\.?env$/;
/** Files of other programs. */
const OTHER$3 = /(?:^|\/)(?:\.github|node_modules|templates)\/|(?:^|\/)(?:Chart\.(?:yaml|lock)|package(?:-lock)?\.json|tsconfig[^/]*\.json)$/;
/** The changed files that a kustomization may name, wherever that is. */
function nameable(changed) {
	return changed.filter((one) => (IN_KUSTOMIZATIONS.test(one) || DATA$1.test(one)) && !OTHER$3.test(one));
}
/** Where kustomizations may be that name a changed file: in its folder, and above. */
function kustomizationFilesAbove(changed) {
	const folders = /* @__PURE__ */ new Set();
	const parts = changed.filter((one) => IN_KUSTOMIZATIONS.test(one));
	for (const path of [...parts, ...changed.filter((one) => DATA$1.test(one))]) {
		const steps = path.split("/").slice(0, -1);
		for (let depth = steps.length; depth >= 0; depth--) folders.add(steps.slice(0, depth).join("/"));
	}
	return [...folders].slice(0, MAX_FOLDERS$2).flatMap(kustomizationsIn);
}
/** Whether a file makes its folder a kustomization. */
function isKustomizationFile(path) {
	return kustomizationsIn(folderOf$2(path)).includes(path);
}
/** All that a kustomization names, and what those name that it uses: with the files that make them one. */
function usedBy(root, all) {
	const used = /* @__PURE__ */ new Set();
	const folders = /* @__PURE__ */ new Set([root]);
	for (const folder of folders) {
		for (const path of kustomizationsIn(folder)) used.add(path);
		const references = all.get(folder);
		if (!references) continue;
		for (const path of namedIn$1(folder, references)) {
			used.add(path);
			if (all.has(path)) folders.add(path);
		}
	}
	return used;
}
// src/reach/changed-texts.ts
/** The texts of the changed files: those of before under the names of today. */
function textsOf({ files, removed = [] }) {
	return {
		base: [...files.flatMap(({ path, base: text }) => text === void 0 ? [] : {
			path,
			text
		}), ...removed],
		head: files.map(({ path, head: text }) => ({
			path,
			text
		}))
	};
}
// src/reach/changed-releases.ts
/** More than a person changes at once. */
const MAX_RELEASES$1 = 200;
/** Finds them in changed files, and in the files of kustomizations whose releases the change may patch. */
async function changedReleases({ changed, texts, roots }, generators) {
	const own = textsOf(texts);
	const read = async (side) => {
		const seen = new Set(own[side].map(({ path }) => path));
		const built = roots.flatMap((root) => patchedFiles(root, side, changed));
		const files = [...own[side], ...distinct(built).filter(({ path }) => !seen.has(path))];
		return releasesIn(files, await generators.for(side, files));
	};
	return {
		base: await read("base"),
		head: await read("head")
	};
}
/** The releases in files that a change leaves alone which name one of some changed files of values. */
async function releasesWithValues(tree, values, { changed, generators }) {
	if (values.length === 0) return {
		base: [],
		head: []
	};
	const folders = values.map((path) => path.slice(0, path.lastIndexOf("/") + 1));
	const files = await releaseTextsElsewhere(tree, folders, changed);
	const read = async (side) => {
		return releasesIn(files, await generators.for(side, files)).filter((release) => namesOneOf(release, values));
	};
	return {
		base: await read("base"),
		head: await read("head")
	};
}
function releasesIn(files, tree) {
	return files.flatMap((file) => chartReleasesIn(file, tree)).slice(0, MAX_RELEASES$1);
}
/** Releases of two kinds, each once. */
function withReleases$1(own, others) {
	const both = (side) => [...new Map([...others[side], ...own[side]].map((one) => [one.name, one])).values()];
	return {
		base: both("base"),
		head: both("head")
	};
}
const PATCHES = /\b(?:HelmRelease|Application|Kustomization)\b|["'-]?\bop["']?:/;
/** The files of a kustomization, if a changed one of them may change a release in it. */
function patchedFiles(root, side, changed) {
	const { files = {} } = root[side]?.sources ?? {};
	return changed.some((path) => {
		const text = files[path];
		return text !== void 0 && (isKustomizationFile(path) || PATCHES.test(text));
	}) ? Object.entries(files).map(([path, text]) => ({
		path,
		text
	})) : [];
}
function distinct(files) {
	return [...new Map(files.map((file) => [file.path, file])).values()];
}
function namesOneOf({ folder, valueFiles }, changed) {
	return valueFilesFrom(folder, valueFiles).some((path) => changed.includes(reportedPath({ folder }, path)));
}
// src/reach/chart-places.ts
/** More folders with charts than a person changes at once. */
const MAX_FOLDERS$1 = 400;
/** What only charts have, beside files that may be manifests. */
const IN_CHARTS = /(?:^|\/)(?:templates|charts|ci)\/|(?:^|\/)(?:Chart|requirements)\.(?:ya?ml|lock)$|\.(?:ya?ml|tpl|tgz)$|(?:^|\/)\.helmignore$/;
/** Where a chart of a changed file may be: the paths of `Chart.yaml` above it, the outermost first. */
function chartFilesAbove(changed) {
	const folders = /* @__PURE__ */ new Map();
	for (const path of changed.filter((one) => IN_CHARTS.test(one))) {
		const steps = path.split("/").slice(0, -1);
		for (let depth = 0; depth <= steps.length; depth++) folders.set(steps.slice(0, depth).join("/"), depth);
	}
	return [...folders].toSorted(([, one], [, other]) => one - other).slice(0, MAX_FOLDERS$1).map(([folder]) => chartFileIn(folder));
}
/** The file that makes a folder a chart. */
function chartFileIn(folder) {
	return folder === "" ? "Chart.yaml" : `${folder}/Chart.yaml`;
}
/** The folders of these files named `Chart.yaml`. */
function foldersOf(chartFiles) {
	return new Set([...chartFiles].map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
}
/**
* The chart that a file is part of: the nearest above, and for one that another chart vendors, that one.
*
* @param charts the folders of all charts
*/
function chartAround(path, charts) {
	const steps = path.split("/").slice(0, -1);
	const [nearest, ...outer] = [...steps.map((_, index) => steps.slice(0, steps.length - index).join("/")), ""].filter((folder) => charts.has(folder));
	if (nearest === void 0) return void 0;
	return outer.reduce((chart, other) => isVendoredBy(other, chart) ? other : chart, nearest);
}
function isVendoredBy(other, chart) {
	return chart.startsWith(other === "" ? "charts/" : `${other}/charts/`);
}
// src/reach/configured-sets.ts
/** The values files that the configuration has for the chart in a folder. */
function configuredFor(folder, charts) {
	return charts.filter(({ chart }) => folder === chart || import_picomatch.default.isMatch(folder, chart)).map(({ values, source }) => ({
		paths: values.map(plainPath),
		source
	}));
}
/** The value sets of these files, and why some are left out. */
function configuredSets(configured, isThere) {
	const sets = [];
	const unread = [];
	for (const { paths, source } of configured) {
		const missing = paths.filter((path) => !isThere(path));
		for (const path of missing) unread.push(`${source} names ${path}, which can't be read from the chart's folder`);
		if (missing.length === 0) sets.push({
			name: paths.join(" and "),
			values: paths
		});
	}
	return {
		sets,
		unread
	};
}
/**
* The folders that may have a chart with changed values outside of it, as far as the configuration tells:
* the chart itself, or the folder that its pattern starts with.
*/
function configuredPlaces(charts, changed) {
	return charts.flatMap(({ chart, values }) => {
		const outside = values.map(plainPath).filter((path) => path.startsWith("../"));
		const { base, isGlob } = import_picomatch.default.scan(chart);
		const isMeant = (path) => isGlob ? changed.some((one) => one.endsWith(path.replaceAll("../", ""))) : changed.includes(reportedPath({ folder: chart }, path));
		return outside.some(isMeant) ? [{
			folder: base,
			isChart: !isGlob
		}] : [];
	});
}
// src/reach/chart-side.ts
/** So many values files of a chart are used beside its own, where the change has not more of them. */
const MAX_SETS = 5;
/** A chart on one side; undefined where there is none. */
function sideOf$2({ folder, files, links, linked }, bytes, { outside, configured, changed, releases }) {
	const nothing = {
		folder,
		files: {},
		binaries: {},
		links,
		unread: [],
		sets: []
	};
	if ("reason" in files) return {
		chart: nothing,
		answer: files
	};
	const lost = files.find(({ id, isLink, isMinor }) => !isLink && !isMinor && !bytes.has(id));
	if (lost) return {
		chart: nothing,
		answer: { reason: `${lost.path} can't be read` }
	};
	const { texts, binaries } = decoded(folder, files, bytes);
	if (!isApplication(texts["Chart.yaml"])) return void 0;
	const own = configuredFor(folder, configured);
	const beside = {};
	for (const path of own.flatMap(({ paths }) => paths)) {
		const text = path.startsWith("../") ? outside.get(reportedPath({ folder }, path)) : void 0;
		if (text !== void 0) beside[path] = text;
	}
	const installing = releases.filter((one) => one.folder === folder);
	for (const path of installing.flatMap((one) => valueFilesFrom(folder, one.valueFiles))) {
		const text = path.startsWith("../") ? outside.get(reportedPath({ folder }, path)) : void 0;
		if (text !== void 0) beside[path] = text;
	}
	const all = {
		...texts,
		...beside
	};
	const { sets, unread } = configuredSets(own, (path) => Object.hasOwn(all, path));
	const first = new Set([...changed].map((path) => belowFolder(folder, path)));
	const found = valueSetsIn(Object.keys(texts), {
		first,
		most: MAX_SETS
	});
	const installed = releaseSets(folder, installing, (path) => Object.hasOwn(all, path));
	const chart = {
		folder,
		binaries,
		links,
		unread,
		...installed.releases.length > 0 && installed,
		files: {
			...all,
			...installed.files
		},
		sets: [
			...found,
			...sets,
			...installed.sets
		]
	};
	const written = installing.length > 0 ? installing : void 0;
	return {
		chart: withLinked(chart, linked, bytes),
		written,
		answer: void 0
	};
}
/** A chart with the files of its dependencies elsewhere in the repository, by their paths from the chart. */
function withLinked(chart, linked, bytes) {
	if (linked.length === 0) return chart;
	const files = { ...chart.files };
	const binaries = { ...chart.binaries };
	for (const { dependency, folder, files: own } of linked) {
		const read = decoded(folder, own, bytes);
		for (const [path, text] of Object.entries(read.texts)) files[`${dependency.folder}/${path}`] = text;
		for (const [path, binary] of Object.entries(read.binaries)) binaries[`${dependency.folder}/${path}`] = binary;
	}
	return {
		...chart,
		files,
		binaries,
		linked: linked.map(({ dependency }) => dependency)
	};
}
function decoded(folder, files, bytes) {
	const texts = {};
	const binaries = {};
	for (const { path, id } of files) {
		const content = bytes.get(id);
		const below = belowFolder(folder, path);
		if (!content) continue;
		const text = below.endsWith(".tgz") ? void 0 : decodeText(content);
		if (text !== void 0) texts[below] = text;
		else binaries[below] = toBase64(content);
	}
	return {
		texts,
		binaries
	};
}
/** A path as it is from a folder that it is in; something else for any other path. */
function belowFolder(folder, path) {
	return folder === "" ? path : path.slice(folder.length + 1);
}
function isApplication(text) {
	return text !== void 0 && !/^type: *["']?library\b/m.test(text);
}
function decodeText(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
function toBase64(bytes) {
	let binary = "";
	for (const byte of bytes) binary += String.fromCodePoint(byte);
	return btoa(binary);
}
// src/reach/needed-files.ts
/** The largest public charts have some hundred files that count. */
const MAX_FILES$4 = 3e3;
const MAX_BYTES$5 = 16777216;
/** What no chart makes a container of. */
const UNNEEDED = /^(?:charts\/[^/]+\/)*(?:crds|docs|\.github)\/|\.(?:md|png|jpe?g|gif|ico|svg|webp|woff2?|ttf|pdf)$/i;
/** Another chart in an archive. */
const ARCHIVE = /^(?:charts\/[^/]+\/)*charts\/[^/]+\.tgz$/;
/** What a chart can't be rendered without. */
const MAJOR$1 = /(?:^|\/)(?:templates|charts)\/|^(?:ci\/)?[^/]*\.ya?ml$|^(?:Chart|requirements)\.lock$|^\.helmignore$/;
/**
* Whether a chart may make a container of a file.
*
* @param path from the chart's folder
*/
function isNeeded(path) {
	return !UNNEEDED.test(path) && (!path.endsWith(".tgz") || ARCHIVE.test(path));
}
/** The files of a chart that are read to render it, or why it is not rendered. */
function neededFiles(folder, listed) {
	const files = listed?.flatMap((file) => {
		const path = folder === "" ? file.path : file.path.slice(folder.length + 1);
		return isNeeded(path) ? [{
			...file,
			isMinor: !MAJOR$1.test(path)
		}] : [];
	});
	if (!files || files.length > MAX_FILES$4) return { reason: `the chart has over ${MAX_FILES$4} files` };
	return files.reduce((sum, file) => sum + file.bytes, 0) > MAX_BYTES$5 ? { reason: `the chart has over ${MAX_BYTES$5 / 1024 / 1024} MiB` } : files;
}
// src/reach/linked-charts.ts
/** Charts of a repository that are looked through for dependencies. */
const MAX_CHART_FILES = 100;
/** The charts of the repository that depend on some others of it by their folders, on the new side. */
async function dependentsOf(tree, folders) {
	const all = folders.size === 0 ? void 0 : await tree.all("head");
	const known = new Set([...folders].map(chartFileIn));
	const read = (all ?? []).filter(({ path, isLink }) => /(?:^|\/)Chart\.yaml$/.test(path) && !isLink && !known.has(path)).slice(0, MAX_CHART_FILES).map((file) => ({
		...file,
		isMinor: true
	}));
	if (read.length === 0) return [];
	const bytes = await tree.read(read);
	return read.flatMap(({ path, id }) => {
		const content = bytes.get(id);
		const text = content ? new TextDecoder().decode(content) : "";
		const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
		return fileDependencies([], { "Chart.yaml": text }).some((one) => folders.has(pathFrom(folder, one.folder) ?? "\0")) ? [folder] : [];
	});
}
/**
* Lists what some charts depend on by its folder, each on its side.
*
* @param charts their folders with the texts of `Chart.yaml` and `requirements.yaml`, and the paths of their files
*/
async function linkedFolders(tree, charts) {
	const named = charts.map(({ side, folder, texts, paths }) => fileDependencies(paths, texts).flatMap((dependency) => {
		const at = pathFrom(folder, dependency.folder);
		return at === void 0 ? [] : [{
			side,
			dependency,
			folder: at
		}];
	}));
	const all = named.flat();
	if (all.length === 0) return charts.map(() => []);
	const listed = await tree.list(all);
	return named.map((own) => own.flatMap((one) => {
		const files = neededFiles(one.folder, listed[all.indexOf(one)]);
		return "reason" in files || files.length === 0 ? [] : [{
			...one,
			files
		}];
	}));
}
// src/reach/read-charts.ts
/** So many charts of one change are rendered. Both sides of a chart take one to some seconds. */
const MAX_CHARTS = 20;
/** One batch: so many values files outside of the charts are read. */
const MAX_OUTSIDE = 100;
const TOO_MANY$3 = `a change is rendered for ${MAX_CHARTS} charts at most: split it, or run podseal check`;
/** Reads the charts that a change reaches, as they are before and after it. */
async function readCharts(tree, search, { roots, generators }) {
	const { releases, reached } = await reachedBy(tree, search, {
		roots,
		generators
	});
	const folders = [...reached.keys()];
	const rendered = folders.slice(0, MAX_CHARTS);
	const skips = folders.slice(MAX_CHARTS).map((folder) => ({
		file: chartFileIn(folder),
		reason: TOO_MANY$3
	}));
	if (rendered.length === 0) return {
		charts: [],
		skips
	};
	const all = withReleases$1(releases, await releasesElsewhere(tree, new Set(rendered), search.changed, generators));
	const charts = await readSides(tree, rendered, {
		...search,
		reached,
		releases: all
	});
	const isBuilt = new Set([...releases.base, ...releases.head].map(({ folder }) => folder));
	const mayDiffer = (chart) => !isSame$4(chart) || roots.length > 0 && isBuilt.has(chart.folder);
	const same = charts.filter((chart) => !mayDiffer(chart));
	return {
		charts: charts.filter(mayDiffer),
		skips,
		unaffected: unaffectedIn(same)
	};
}
/** Charts, each as it is before and after a change. */
async function readSides(tree, folders, { reached, releases, configured }) {
	const places = folders.flatMap((folder) => [{
		side: "base",
		folder
	}, {
		side: "head",
		folder
	}]);
	const listed = await tree.list(places);
	const { found, bytes } = await readFiles(tree, places.map((place, index) => ({
		...place,
		files: neededFiles(place.folder, listed[index]),
		links: linksIn(place, listed[index] ?? [])
	})));
	const outside = await readOutside(tree, folders, {
		configured,
		releases: [...releases.base, ...releases.head]
	});
	const sides = found.map((one) => sideOf$2(one, bytes, {
		outside: outside[one.side],
		configured,
		releases: releases[one.side],
		changed: reached.get(one.folder) ?? /* @__PURE__ */ new Set()
	}));
	return folders.map((folder, index) => {
		const [base, head] = sides.slice(2 * index, 2 * index + 2);
		return {
			folder,
			base,
			head
		};
	});
}
/** The charts that a change reaches, also by their releases; files of values need not be in the charts. */
async function reachedBy(tree, search, by) {
	const { changed } = search;
	const own = await changedReleases({
		...search,
		roots: by.roots
	}, by.generators);
	const reached = await reachedFolders(tree, search, own);
	const inCharts = new Set([...reached.values()].flatMap((paths) => [...paths]));
	const naming = await releasesWithValues(tree, changed.filter((path) => isValuesPath(path) && !inCharts.has(path)), {
		changed,
		...by
	});
	if (naming.base.length + naming.head.length === 0) return {
		releases: own,
		reached
	};
	const releases = withReleases$1(own, naming);
	return {
		releases,
		reached: await reachedFolders(tree, search, releases)
	};
}
function filesOf$1({ files }) {
	return "reason" in files ? [] : files.filter(({ isLink }) => !isLink);
}
/** Reads the files of charts, and those of the folders that they depend on. */
async function readFiles(tree, own) {
	const bytes = await tree.read(own.flatMap(filesOf$1));
	const linked = await linkedFolders(tree, own.map((one) => {
		const files = filesOf$1(one);
		const paths = files.map(({ path }) => belowFolder(one.folder, path));
		return {
			...one,
			paths,
			texts: decoded(one.folder, files, bytes).texts
		};
	}));
	const found = own.map((one, index) => ({
		...one,
		linked: linked[index] ?? []
	}));
	const others = linked.flat().flatMap(filesOf$1);
	if (others.length === 0) return {
		found,
		bytes
	};
	return {
		found,
		bytes: new Map([...bytes, ...await tree.read(others)])
	};
}
/** The folders of the charts that a change reaches, each with the changed paths that are part of it. */
async function reachedFolders(tree, search, releases) {
	const { changed, removed, configured, isWanted } = search;
	const installed = new Set([...releases.base, ...releases.head].map(({ folder }) => folder));
	const named = [...installed].map(chartFileIn);
	const here = await tree.texts("head", [.../* @__PURE__ */ new Set([...chartFilesAbove(changed), ...named])]);
	const gone = [...removed].filter((path) => /(?:^|\/)Chart\.yaml$/.test(path));
	const charts = foldersOf([...here.keys(), ...gone]);
	const reached = /* @__PURE__ */ new Map();
	for (const path of changed) {
		const chart = chartAround(path, charts);
		if (chart !== void 0) reached.set(chart, (reached.get(chart) ?? /* @__PURE__ */ new Set()).add(path));
	}
	const byValues = await configuredFolders(tree, configuredPlaces(configured, changed), configured);
	const byReleases = [...installed].filter((folder) => charts.has(folder));
	const byFolders = await dependentsOf(tree, new Set(reached.keys()));
	for (const chart of [
		...byValues,
		...byReleases,
		...byFolders
	]) reached.set(chart, reached.get(chart) ?? /* @__PURE__ */ new Set());
	const wanted = [...reached].filter(([folder]) => isWanted(chartFileIn(folder)));
	return new Map(wanted.toSorted(([one], [other]) => one < other ? -1 : 1));
}
/** The charts in these places whose values the configuration has outside of them. */
async function configuredFolders(tree, places, configured) {
	const named = places.filter(({ isChart }) => isChart).map(({ folder }) => chartFileIn(folder));
	const patterns = places.filter(({ isChart }) => !isChart);
	if (places.length === 0) return [];
	const found = (await tree.list(patterns.map(({ folder }) => ({
		side: "head",
		folder
	})))).flatMap((files) => (files ?? []).map(({ path }) => path));
	return [...foldersOf([...(await tree.texts("head", named)).keys(), ...found.filter((path) => /(?:^|\/)Chart\.yaml$/.test(path))])].filter((folder) => configured.some(({ chart }) => chart === folder || import_picomatch.default.isMatch(folder, chart)));
}
function linksIn({ folder }, files) {
	return files.filter(({ isLink }) => isLink).map(({ path }) => belowFolder(folder, path));
}
/** The texts of values files outside of their charts, by their path from the root, on both sides. */
async function readOutside(tree, folders, { configured, releases }) {
	const paths = folders.flatMap((folder) => {
		const own = configuredFor(folder, configured).flatMap((one) => one.paths);
		const named = releases.filter((one) => one.folder === folder).flatMap(({ valueFiles }) => valueFilesFrom(folder, valueFiles));
		return [...own, ...named].filter((path) => path.startsWith("../")).map((path) => reportedPath({ folder }, path));
	});
	const wanted = [...new Set(paths)].slice(0, MAX_OUTSIDE);
	if (wanted.length === 0) return {
		base: /* @__PURE__ */ new Map(),
		head: /* @__PURE__ */ new Map()
	};
	return {
		base: await tree.texts("base", wanted),
		head: await tree.texts("head", wanted)
	};
}
/** The releases of charts that are the same on both sides, and that could be rendered. */
function unaffectedIn(charts) {
	const on = (side) => charts.flatMap(({ [side]: one }) => one?.answer ? [] : one?.chart.releases ?? []);
	return {
		base: on("base"),
		head: on("head")
	};
}
/** Whether nothing of a chart changes that counts for its rendering. */
function isSame$4({ base, head }) {
	if (!base || !head) return !base && !head;
	return JSON.stringify(base) === JSON.stringify(head);
}
// src/reach/deployed-entries.ts
/** All that is deployed; a kustomization that an object deploys is not deployed by itself. */
function entriesOf(side, { deployed, isWanted }) {
	const all = side.contents.references(side.files);
	const layers = layersAmong(side.layers, deployed);
	const names = new LayerNames(layers);
	const counts = /* @__PURE__ */ new Map();
	const ofLayers = layers.flatMap((layer) => {
		const layered = layeredOn(layer, side);
		if (!layered) return [];
		const key = JSON.stringify([layer.path, layer.name]);
		const count = (counts.get(key) ?? 0) + 1;
		counts.set(key, count);
		const id = `${key} ${count}`;
		const { folder } = layer;
		const own = side.contents.referencesIn(folder, layeredText(layered), side.files);
		const used = usedBy(folder, new Map(all).set(folder, own));
		return [{
			id,
			name: names.of(layer, id),
			folder,
			layer,
			used
		}];
	});
	const inLayers = new Set(ofLayers.flatMap(({ used }) => [...used]));
	const isFree = (folder) => !kustomizationsIn(folder).some((path) => side.files.has(path) && inLayers.has(path));
	const wanted = new Map([...all].filter(([folder]) => isWanted(folder)));
	return [...deployedAmong(wanted, deployed).filter(isFree).map((folder) => {
		const used = usedBy(folder, all);
		return {
			id: folder,
			name: folder || ".",
			folder,
			layer: void 0,
			used
		};
	}), ...ofLayers];
}
/**
* The kustomization of a layer's folder as the layer makes it. Of files that were not read yet, all count as
* such that have objects.
*/
function layeredOn(layer, { files, contents }) {
	const { folder } = layer;
	for (const path of kustomizationsIn(folder)) {
		const text = contents.textOf(files.get(path));
		if (text !== void 0) return layeredFileOf({
			path,
			text,
			isThere: true
		}, layer);
	}
	if (!layer.isForPlainFiles || folder === "") return void 0;
	const below = [...files.keys()].flatMap((path) => path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []);
	const plain = plainFolder(layer, below);
	const objects = plain.files.filter((path) => {
		const file = files.get(inFolder(folder, path));
		const text = contents.textOf(file);
		return text === void 0 ? file?.isLink === false : hasObject(text);
	});
	const own = plainKustomization(folder, [...plain.folders, ...objects]);
	return own && layeredFileOf(own, layer);
}
// src/reach/kustomization-parts.ts
/** An operation of a JSON patch. */
const OPERATION = /["']?\bop["']?\s*:\s*["']?(?:add|copy|move|remove|replace)\b/;
/** What copies values between objects. */
const REPLACEMENT = [/^(?:- +)?["']?source["']?\s*:/m, /\btargets["']?\s*:/];
const PLUGIN = /^["']?apiVersion["']?\s*:\s*["']?builtin\b/m;
const DIRECTIVE = /\$patch\b/;
const KIND = /\bkind["']?\s*:/;
const POD = /\bcontainers\b|securityContext\b/i;
const IMAGE = /\bimage["']?\s*:/;
/** Kinds that need a selector. */
const SELECTING = /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet)\b/;
const SELECTOR = /\bselector["']?\s*:/;
/**
* The changed files that are only a part of what is deployed: patches, replacements, and configurations of plugins. A
* kustomization anywhere in the repository may use them.
*/
function partsIn(texts) {
	const { base, head } = textsOf(texts);
	return [...base, ...head].filter(({ text }) => isPart(text)).map(({ path }) => path);
}
function isPart(text) {
	if ([
		OPERATION,
		PLUGIN,
		DIRECTIVE
	].some((pattern) => pattern.test(text))) return true;
	if (REPLACEMENT.every((pattern) => pattern.test(text))) return true;
	return splitDocuments(text).some(({ start, end }) => isMergePatch(text.slice(start, end)));
}
/** What the API server would refuse as an object: no image, or no selector. */
function isMergePatch(text) {
	if (!KIND.test(text) || !POD.test(text)) return false;
	return !IMAGE.test(text) || SELECTING.test(text) && !SELECTOR.test(text);
}
// src/reach/layer-files.ts
/** As people name files with objects that deploy folders, and the folders that they keep them in. */
const FILE$1 = /^ks\b|kustomiz|^app|application|cluster|infra|sync/i;
const FOLDER$1 = /(?:^|[/_.-])(?:argo|flux|gitops|clusters?|bootstrap)/i;
/** A release of a chart, or a chart's template, deploys no folder. */
const OTHER$2 = /(?:^|\/)(?:helm-?release[^/]*|values[^/]*)$|(?:^|\/)templates\//i;
/** Three batches of files; the largest public repositories have two hundred. */
const MAX_FILES$3 = 300;
/** An object that a person wrote is shorter. */
const MAX_BYTES$4 = 1e5;
/** Finds them by their paths, the likeliest first; those of a change in any case. */
function layerFiles(files, deploying) {
	const changed = new Set(deploying);
	const sorted = [...files].flatMap((file) => {
		const rank = rankOf$1(file, changed);
		return rank === void 0 ? [] : [{
			file,
			rank
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1));
	return {
		files: sorted.slice(0, MAX_FILES$3).map(({ file }) => file),
		isWhole: sorted.length <= MAX_FILES$3
	};
}
function rankOf$1({ path, bytes, isLink }, changed) {
	if (isLink || bytes > MAX_BYTES$4) return void 0;
	if (changed.has(path)) return 0;
	if (!/\.ya?ml$/i.test(path) || isKustomizationFile(path) || OTHER$2.test(path)) return void 0;
	if (FILE$1.test(path.slice(path.lastIndexOf("/") + 1))) return 1;
	return FOLDER$1.test(path) ? 2 : void 0;
}
/** The objects that deploy folders in files that were read. */
async function layersOf({ files }, { files: all, contents, ...at }) {
	const deploying = files.flatMap(({ path }) => {
		const text = contents.textOf(all.get(path));
		return text === void 0 || !mayDeploy(text) ? [] : [{
			path,
			text
		}];
	});
	const tree = await at.generators.for(at.side, deploying);
	return deploying.flatMap(({ path, text }) => layersIn$1({
		text,
		placeOf: (line) => ({
			path,
			line
		})
	}, tree));
}
/** The changed files that have such objects, before or after. */
function deployingFiles({ files, removed = [] }) {
	return [...files.filter(({ base = "", head }) => mayDeploy(head) || mayDeploy(base)), ...removed.filter(({ text }) => mayDeploy(text))].map(({ path }) => path);
}
// src/reach/variable-sources.ts
const SOURCE = /\bkind["']?[ \t]*:[ \t]*["']?(?:ConfigMap|Secret)\b/;
/** Whether a file may have variables that objects of Flux fill in. */
function maySetVariables(text) {
	return SOURCE.test(text);
}
/** The changed files with variables that objects of Flux fill in: what becomes of these is not known. */
function skipsOfVariables(layers, texts) {
	const wanted = new Set(layers.flatMap((layer) => [...layer.variables?.from ?? [], ...namedByPatches(layer)]));
	if (wanted.size === 0) return [];
	const { base, head } = textsOf(texts);
	const before = new Map(base.flatMap(sourcesIn));
	return head.flatMap((file) => {
		return sourcesIn(file).filter(([name, text]) => wanted.has(name) && before.get(name) !== text).map(([name]) => ({
			file: file.path,
			reason: reasonOf(name)
		}));
	});
}
/** Those that a patch gives to the objects of Flux below it. */
function namedByPatches({ changes }) {
	const text = (changes.lists.patches ?? []).flat().map((line) => line.text).join("\n");
	if (!text.includes("substituteFrom")) return [];
	return [...text.matchAll(/\bkind: *(?<kind>ConfigMap|Secret)\s+name: *(?<name>[\w.-]+)/g), ...text.matchAll(/\bname: *(?<name>[\w.-]+)\s+kind: *(?<kind>ConfigMap|Secret)\b/g)].map(({ groups }) => `${groups?.["kind"]}/${groups?.["name"]}`);
}
function reasonOf(name) {
	return `what the variables of ${name} become, which Flux fills in (\`substituteFrom\`)`;
}
/** The objects in a file that may have variables, by their kinds and names. */
function sourcesIn({ text }) {
	return splitDocuments(text).flatMap((span, index) => {
		const own = text.slice(span.start, span.end);
		const document = SOURCE.test(own) ? parseDocumentAt(text, span, index) : void 0;
		if (!document || !("root" in document)) return [];
		const root = rootOf(document);
		const name = textOf$2(valueAt(root, ["metadata", "name"])) ?? "";
		return [[`${headerOf(root).kind}/${name}`, own]];
	});
}
// src/reach/concerned-file.ts
/** A file of the change that deploys something or is a part of what is, or a kustomization that names a changed file. */
async function concernedFile(tree, search, contents) {
	const { changed, deploying, texts, isWanted } = search;
	const kustomizations = changed.filter(isKustomizationFile);
	const own = [
		...deploying,
		...kustomizations,
		...partsIn(texts)
	].find(isWanted);
	if (own !== void 0) return own;
	const above = await tree.texts("head", kustomizationFilesAbove(changed).filter(isWanted));
	const paths = new Set(changed);
	const names = ([path, text]) => {
		const [folder, references] = [folderOf$2(path), readReferences(text)];
		return [...namedIn$1(folder, references), ...valuesIn(folder, references)].some((one) => paths.has(one));
	};
	return [...above].find(names)?.[0] ?? await concernedElsewhere(tree, search, contents);
}
/** A changed file that a kustomization of another folder names: all of them are read. */
async function concernedElsewhere(tree, { changed, texts, isWanted }, contents) {
	const candidates = nameable(changed);
	const charts = foldersOf((await tree.texts("head", chartFilesAbove(candidates))).keys());
	const open = candidates.filter((path) => chartAround(path, charts) === void 0);
	const all = open.length === 0 ? void 0 : byPath$2(await tree.all("head"));
	if (!all) return void 0;
	const read = [...all.values()].filter(({ path }) => isKustomizationFile(path) && isWanted(path));
	if (await contents.read(read) !== void 0) return open[0];
	if (await contents.read(contents.plugins(all)) !== void 0) return open[0];
	const named = new Set([...contents.references(all)].flatMap(([folder, one]) => [...namedIn$1(folder, one), ...valuesIn(folder, one)]));
	return open.find((path) => named.has(path)) ?? await fileOfVariables(open, texts, {
		contents,
		all
	});
}
/** A changed file with what Flux may fill in, where anything is filled in so. */
async function fileOfVariables(open, texts, { contents, all }) {
	const { base, head } = textsOf(texts);
	const own = [...head, ...base].find(({ path, text }) => open.includes(path) && maySetVariables(text));
	if (!own) return void 0;
	const { files } = layerFiles(all.values(), []);
	const isTooMuch = await contents.read(files) !== void 0;
	const isUsed = files.some((file) => contents.textOf(file)?.includes("substituteFrom") === true);
	return isTooMuch || isUsed ? own.path : void 0;
}
/** The files of values that a kustomization names. */
function valuesIn(folder, { values }) {
	return namedIn$1(folder, {
		resources: [],
		files: values
	});
}
/** Files by their paths; undefined for more than can be listed. */
function byPath$2(files) {
	return files && new Map(files.map((one) => [one.path, one]));
}
// src/reach/tree-contents.ts
/** What the kustomizations of a change may need in all, on both sides. */
const MAX_FILES$2 = 3e3;
const MAX_BYTES$3 = 33554432;
/** What a kustomization can't be built without; the rest are data of ConfigMaps and Secrets. */
const MAJOR = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;
/** The contents of files, each read once, though it may be on both sides. */
var TreeContents = class {
	#tree;
	#contents = /* @__PURE__ */ new Map();
	#asked = /* @__PURE__ */ new Set();
	/** What kustomizations name, by their texts. */
	#references = /* @__PURE__ */ new Map();
	constructor(tree) {
		this.#tree = tree;
	}
	/** Reads files; says why, where there are too many. */
	async read(files) {
		const open = [...new Map(files.map((file) => [file.id, file])).values()].filter(({ id, isLink }) => !isLink && !this.#asked.has(id));
		const bytes = open.reduce((sum, file) => sum + file.bytes, 0);
		const megabytes = MAX_BYTES$3 / 1024 / 1024;
		if (open.length > MAX_FILES$2) return `its kustomizations need over ${MAX_FILES$2} files`;
		if (bytes > MAX_BYTES$3) return `its kustomizations need over ${megabytes} MiB`;
		if (open.length === 0) return void 0;
		const read = await this.#tree.read(open.map((file) => ({
			...file,
			isMinor: !MAJOR.test(file.path)
		})));
		for (const { id } of open) this.#asked.add(id);
		for (const [id, found] of read) this.#contents.set(id, contentOf(found));
	}
	textOf(file) {
		const content = file && this.#contents.get(file.id);
		return content && "text" in content ? content.text : void 0;
	}
	/** What the kustomizations among files name, by their folders. */
	references(files) {
		const all = /* @__PURE__ */ new Map();
		for (const [path, file] of files) {
			const text = isKustomizationFile(path) ? this.textOf(file) : void 0;
			if (text !== void 0) all.set(folderOf$2(path), this.referencesIn(folderOf$2(path), text, files));
		}
		return all;
	}
	/** What a kustomization names, and what the configurations of its plugins name that were read. */
	referencesIn(folder, text, files) {
		const references = this.#references.get(text) ?? readReferences(text);
		this.#references.set(text, references);
		const textIn = (path) => this.textOf(files.get(path));
		const [named, values] = [filesOfPlugins, valuesOfPlugins].map((of) => of(folder, references, textIn));
		return {
			...references,
			files: [...references.files, ...named ?? []],
			values: [...references.values, ...values ?? []]
		};
	}
	/** The configurations of plugins that the kustomizations among files name. */
	plugins(files) {
		const textIn = (path) => this.textOf(files.get(path));
		return [...this.references(files)].flatMap(([folder, { plugins }]) => configurationsOf(folder, plugins, textIn)).flatMap((path) => files.get(path) ?? []);
	}
	/**
	* The files that a kustomization needs, as far as they were read, and those that were not.
	*
	* @param layered is taken in place of its file
	*/
	collect(root, files, layered) {
		const unread = [];
		const collecting = collectKustomization(root);
		let step = collecting.next(/* @__PURE__ */ new Map());
		while (step.done !== true) {
			const found = /* @__PURE__ */ new Map();
			for (const path of step.value) {
				const file = files.get(path);
				const content = file && this.#contents.get(file.id);
				if (content) found.set(path, content);
				else if (file && !file.isLink) unread.push(file);
			}
			if (layered && step.value.includes(layered.path)) found.set(layered.path, { text: layeredText(layered) });
			step = collecting.next(found);
		}
		const sources = step.value;
		if (!layered || "reason" in sources) return {
			sources,
			unread
		};
		return {
			sources: this.#withLayer(sources, layered, files),
			unread
		};
	}
	/** Sources with the layer's own files, and the kustomization as it is. */
	#withLayer(sources, layered, all) {
		const files = { ...sources.files };
		delete files[layered.path];
		for (const path of filesOfLayer(layered)) {
			const text = this.textOf(all.get(path));
			if (text !== void 0) files[path] = text;
		}
		return {
			...sources,
			files,
			layered
		};
	}
};
/** The file that a kustomization can't do without and that can't be read. */
function lostIn({ unread }) {
	return unread.find(({ path }) => MAJOR.test(path));
}
function contentOf(bytes) {
	try {
		return { text: new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes) };
	} catch {
		let binary = "";
		for (const byte of bytes) binary += String.fromCodePoint(byte);
		return { base64: btoa(binary) };
	}
}
// src/reach/read-kustomizations.ts
/** So many kustomizations of one change are built, each before and after it. */
const MAX_ROOTS = 20;
const TOO_MANY$2 = `a change is built for ${MAX_ROOTS} kustomizations at most: split it, or run podseal check`;
/**
* Reads the kustomizations that a change reaches, as they are before and after it: all that are deployed and use
* a changed file, also those that an object of Flux or Argo CD adds to. Whether there is any is told by the
* kustomizations above the changed files, and by such objects in these; only then the repository is listed, its
* kustomizations and objects are read, and what those need that are reached: in three steps, however deeply they
* use each other.
*/
async function readKustomizations(tree, search, generators) {
	const contents = new TreeContents(tree);
	const concerned = await concernedFile(tree, search, contents);
	if (concerned === void 0) return {
		roots: [],
		skips: []
	};
	const not = (reason) => ({
		roots: [],
		skips: [{
			file: concerned,
			reason
		}]
	});
	const [base, head] = [byPath$2(await tree.all("base")), byPath$2(await tree.all("head"))];
	if (!base || !head) return not("the repository has too many files to find its kustomizations");
	const read = await readDeploying({
		base,
		head,
		contents,
		generators
	}, search.deploying);
	if ("reason" in read) return not(read.reason);
	const { reached, others, before } = reachedRoots(read, search);
	const pairs = reached.slice(0, MAX_ROOTS).map((pair) => ({
		...pair,
		alike: pair.base ? void 0 : mostAlike(pair, before, read)
	}));
	const tooMuch = await contents.read(pairs.flatMap((pair) => unreadOf(pair, read)));
	if (tooMuch !== void 0) return not(tooMuch);
	const skips = reached.slice(MAX_ROOTS).map((pair) => ({
		file: fileOf(pair, head),
		reason: TOO_MANY$2
	}));
	const all = pairs.map((pair) => ({
		pair,
		root: readRoot(pair, read)
	}));
	const same = all.flatMap(({ pair, root }) => isSame$3(root) ? pair : []);
	const unaffected = [...others, ...same];
	return {
		roots: all.flatMap(({ root }) => isSame$3(root) ? [] : root),
		unaffected: {
			base: layersIn(unaffected, "base"),
			head: layersIn(unaffected, "head")
		},
		skips: [
			...skips,
			...skipsOfValues(read.head, search),
			...skipsOfVariables(read.head.layers, search.texts)
		],
		hasMoreRoots: skips.length > 0 || !read.isWhole
	};
}
/** The changed files with values of charts that kustomizations name: nothing is built of these. */
function skipsOfValues({ contents, files }, { changed }) {
	const named = [...contents.references(files)].flatMap(([folder, one]) => valuesIn(folder, one).map((path) => [path, folder]));
	const folders = new Map(named.toReversed());
	return changed.flatMap((file) => {
		const folder = folders.get(file);
		if (folder === void 0 || !files.has(file)) return [];
		return [{
			file,
			reason: `what the \`helmCharts\` of ${kustomizationOf(folder, files)} make of it`
		}];
	});
}
/** The objects that deploy folders. */
function layersIn(pairs, side) {
	return pairs.flatMap(({ [side]: entry }) => entry?.layer ?? []);
}
async function readDeploying({ base, head, contents, generators }, deploying) {
	const found = [base, head].map((files) => layerFiles(files.values(), deploying));
	const kustomizations = [...base.values(), ...head.values()].filter(({ path }) => isKustomizationFile(path));
	const reason = await contents.read([...kustomizations, ...found.flatMap(({ files }) => files)]);
	if (reason !== void 0) return { reason };
	const tooMuch = await contents.read([base, head].flatMap((files) => contents.plugins(files)));
	if (tooMuch !== void 0) return { reason: tooMuch };
	const sideWith = async (side, at) => {
		const files = side === "base" ? base : head;
		return {
			files,
			contents,
			layers: found[at] ? await layersOf(found[at], {
				side,
				files,
				contents,
				generators
			}) : []
		};
	};
	return {
		base: await sideWith("base", 0),
		head: await sideWith("head", 1),
		contents,
		isWhole: found.every(({ isWhole }) => isWhole)
	};
}
/** What is deployed and uses a changed file, also what the change removes; and all that was deployed before. */
function reachedRoots({ base, head }, { changed, deployed, isWanted }) {
	const entriesIn = (side) => entriesOf(side, {
		deployed,
		isWanted: (folder) => isWanted(kustomizationOf(folder, side.files))
	});
	const [before, now] = [entriesIn(base), entriesIn(head)];
	const paths = new Set(changed);
	const isReached = ({ base: old, head: fresh }) => changed.some((path) => (fresh ?? old)?.used.has(path)) || [old, fresh].some((one) => one?.layer && paths.has(one.layer.path)) && layerOf(old) !== layerOf(fresh);
	const pairs = now.map((entry) => ({
		head: entry,
		base: counterpartOf(entry, before, now)
	}));
	const matched = new Set(pairs.map((pair) => pair.base));
	const gone = before.filter((entry) => !matched.has(entry)).map((entry) => ({
		base: entry,
		head: void 0
	}));
	const all = [...pairs, ...gone];
	return {
		reached: all.filter(isReached).toSorted((one, other) => nameOf$5(one) < nameOf$5(other) ? -1 : 1),
		others: all.filter((pair) => !isReached(pair)),
		before
	};
}
/** What an object makes of the folder that it deploys: of several in one file, a change may touch one. */
function layerOf(entry) {
	const { folder, changes, variables } = entry?.layer ?? {};
	return JSON.stringify([
		folder,
		changes,
		variables && {
			...variables,
			values: [...variables.values]
		}
	]);
}
/** Of what was deployed before with a component, which is never built by itself, what shares the most files. */
function mostAlike({ head }, before, { base: { files, contents } }) {
	const used = [...head?.used ?? []].filter((path) => files.has(path));
	const components = used.filter((path) => {
		const text = isKustomizationFile(path) ? contents.textOf(files.get(path)) : void 0;
		return text !== void 0 && readReferences(text).isComponent;
	});
	const shared = (entry) => used.filter((path) => entry.used.has(path)).length;
	const [first] = before.filter((entry) => components.some((path) => entry.used.has(path))).map((entry) => ({
		entry,
		count: shared(entry)
	})).toSorted((one, other) => other.count - one.count);
	return first?.entry;
}
/**
* What an entry was before: the same object; one of its name in another file; else what deployed its folder, be
* it by itself.
*/
function counterpartOf(entry, before, now) {
	const same = before.find(({ id }) => id === entry.id);
	if (same || !entry.layer) return same ?? inFolderOf(entry, before);
	const kept = new Set(now.map(({ id }) => id));
	return before.find(({ id, layer }) => layer?.name === entry.layer?.name && layer?.folder === entry.folder && !kept.has(id)) ?? inFolderOf(entry, before);
}
function inFolderOf({ folder }, before) {
	return before.find((one) => one.folder === folder);
}
function nameOf$5({ base, head }) {
	return (head ?? base)?.name ?? "";
}
/** The file of the kustomization in a folder. */
function kustomizationOf(folder, files) {
	return kustomizationsIn(folder).find((path) => files.has(path)) ?? inFolder(folder, "kustomization.yaml");
}
function fileOf({ base, head }, files) {
	const { layer, folder = "" } = head ?? base ?? {};
	return layer?.path ?? kustomizationOf(folder, files);
}
/** The files that are still to be read, to build a kustomization on both sides and to compare it. */
function unreadOf(pair, { base, head }) {
	const now = pair.head ? collected(pair.head, head).unread : [];
	const before = now.flatMap(({ path }) => base.files.get(path) ?? []);
	const then = [pair.base, pair.alike].flatMap((one) => one ? collected(one, base).unread : []);
	return [
		...now,
		...before,
		...then
	];
}
function collected({ folder, layer }, side) {
	const layered = layer && layeredOn(layer, side);
	return side.contents.collect(folder, side.files, layered);
}
function readRoot(pair, { base, head, contents }) {
	const now = sideOf$1(pair.head, head);
	const before = {};
	for (const path of Object.keys(now?.sources.files ?? {})) {
		const text = contents.textOf(base.files.get(path));
		if (text !== void 0) before[path] = text;
	}
	const { name, folder = "" } = pair.head ?? pair.base ?? {};
	const alike = sideOf$1(pair.alike, base);
	const used = alike && [alike];
	return {
		name,
		folder,
		base: sideOf$1(pair.base, base),
		head: now,
		before,
		...used && { used }
	};
}
/** A kustomization on one side; undefined where there is none. */
function sideOf$1(entry, side) {
	if (!entry) return void 0;
	const { folder: root } = entry;
	const nothing = {
		root,
		files: {},
		binaries: {},
		folders: [root]
	};
	const found = collected(entry, side);
	const { sources } = found;
	if ("reason" in sources) return {
		sources: nothing,
		answer: sources
	};
	const lost = lostIn(found);
	if (lost) return {
		sources: nothing,
		answer: { reason: `${lost.path} can't be read` }
	};
	return {
		sources,
		answer: void 0
	};
}
/** Whether nothing changes that counts for a build. */
function isSame$3({ base, head }) {
	if (!base || !head) return !base && !head;
	return textOf$1(base) === textOf$1(head);
}
function textOf$1(side) {
	return JSON.stringify(side, (_, value) => value instanceof Map ? [...value] : value);
}
// src/reach/kept-charts.ts
/** Reads which charts a project keeps. */
async function readKeptIndexes(tree, changed, { files }) {
	const file = files.find(({ path }) => path === KEPT_INDEX);
	const on = async (side) => {
		const text = file ? file[side] : (await tree.texts(side, [KEPT_INDEX])).get(KEPT_INDEX);
		return readKeptIndex(text);
	};
	const head = await on("head");
	return {
		head,
		base: changed.includes(".github/podseal.charts/charts.yaml") ? await on("base") : head
	};
}
/** Whether a project keeps a chart, on either side. */
function keepsCharts({ base, head }) {
	return [base, head].some((index) => "reason" in index || index.length > 0);
}
/** The charts of which a change has another archive, or one more or less, by address and version. */
function changedCharts(indexes) {
	const [base, head] = [indexes.base, indexes.head].map((index) => new Map(("reason" in index ? [] : index).map((one) => [keyOf$4(one), one.digest])));
	const all = [...base?.keys() ?? [], ...head?.keys() ?? []];
	return new Set(all.filter((key) => base?.get(key) !== head?.get(key)));
}
/** What tells charts apart. */
function keyOfPlace({ address, version }) {
	return keyOf$4({
		chart: address,
		version: version ?? ""
	});
}
function keyOf$4({ chart, version }) {
	return `${chart} ${version}`;
}
/** An archive is bounded before it is written; what is larger was not written by us. */
const MAX_ARCHIVE = 16 * 1024 ** 2;
/** All that are read for one change, and what they unpack to. */
const MAX_ARCHIVES = 64 * 1024 ** 2;
const MAX_UNPACKED = 32 * 1024 ** 2;
/** Those of 20 releases on both sides of a change: more than people bump at once. */
const MAX_PULLED = 40;
const TOO_MUCH = "the charts of this change are too large to be rendered together: split it";
/** Brings the charts of a change that are not its repository's own: those that it keeps, then those that are pulled. */
var KeptCharts = class {
	#tree;
	#archives;
	#indexes;
	#opened = /* @__PURE__ */ new Map();
	#left = MAX_UNPACKED;
	#pulled = 0;
	constructor(tree, archives, indexes) {
		this.#tree = tree;
		this.#archives = archives;
		this.#indexes = indexes;
	}
	/** Brings charts, in the order of the wanted ones; undefined for those that are not at hand. */
	async bring(wanted) {
		const sources = wanted.map((one) => this.#sourceOf(one));
		const found = sources.flatMap((one) => "kept" in one ? [one] : []);
		const listed = found.length === 0 ? /* @__PURE__ */ new Map() : await this.#list();
		const files = found.map(({ kept, side }) => listed.get(side)?.get(kept.file));
		const bytes = await this.#read(files.flatMap((file) => file ?? []));
		const all = [];
		for (const source of sources) {
			const chart = await this.#bringOne(source, listed, bytes);
			const line = "kept" in source ? source.kept.line : void 0;
			all.push(chart && (line === void 0 ? chart : {
				...chart,
				keptAt: {
					path: ".github/podseal.charts/charts.yaml",
					line
				}
			}));
		}
		return all;
	}
	/** Where a chart comes from: a version that the base did not keep is the same as the head has it. */
	#sourceOf({ place, side }) {
		if (!isExactVersion(place.version)) return { place: void 0 };
		for (const at of side === "base" ? ["base", "head"] : ["head"]) {
			const { [at]: index } = this.#indexes;
			if ("reason" in index) return index;
			const kept = index.find((one) => keyOf$4(one) === keyOfPlace(place));
			if (kept) return {
				kept,
				side: at
			};
		}
		return { place };
	}
	async #list() {
		const sides = ["base", "head"];
		const listed = await this.#tree.list(sides.map((side) => ({
			side,
			folder: KEPT_CHARTS
		})));
		return new Map(sides.map((side, index) => {
			const files = (listed[index] ?? []).filter(({ isLink }) => !isLink);
			return [side, new Map(files.map((file) => [file.path.slice(KEPT_CHARTS.length + 1), file]))];
		}));
	}
	async #read(files) {
		let left = MAX_ARCHIVES;
		const small = [...new Map(files.map((file) => [file.id, file])).values()].filter(({ bytes }) => {
			if (bytes > MAX_ARCHIVE || bytes > left) return false;
			left -= bytes;
			return true;
		});
		return small.length === 0 ? /* @__PURE__ */ new Map() : this.#tree.read(small.map((file) => ({
			...file,
			isMinor: false
		})));
	}
	async #bringOne(source, listed, bytes) {
		if ("reason" in source) return source;
		if (!("kept" in source)) return source.place && this.#pull(source.place);
		const { kept, side } = source;
		const path = `${KEPT_CHARTS}/${kept.file}`;
		const file = listed.get(side)?.get(kept.file);
		const content = file && bytes.get(file.id);
		if (!file) return { reason: `${path} is not there: run podseal charts add again` };
		if (file.bytes > MAX_ARCHIVE) return { reason: `${path} has over 16 MiB` };
		if (!content) return { reason: TOO_MUCH };
		const key = `${kept.digest} ${file.id}`;
		return this.#once(key, async () => this.#archives.open(content, {
			path,
			digest: kept.digest
		}));
	}
	async #pull(place) {
		const { pull } = this.#archives;
		if (!pull) return void 0;
		return this.#once(keyOfPlace(place), async () => {
			this.#pulled++;
			if (this.#pulled > MAX_PULLED) return { reason: `more than ${MAX_PULLED} charts are not pulled` };
			return pull(place);
		});
	}
	async #once(key, bring) {
		const known = this.#opened.get(key);
		if (known) return known;
		const brought = await bring();
		const chart = "reason" in brought ? brought : this.#bounded(brought);
		this.#opened.set(key, chart);
		return chart;
	}
	/** Without what no container is made of. */
	#bounded({ files, binaries }) {
		const chart = {
			files: needed(files),
			binaries: needed(binaries)
		};
		const texts = [...Object.values(chart.files), ...Object.values(chart.binaries)];
		this.#left -= texts.reduce((sum, { length }) => sum + length, 0);
		return this.#left < 0 ? { reason: TOO_MUCH } : chart;
	}
};
function needed(files) {
	return Object.fromEntries(Object.entries(files).filter(([path]) => isNeeded(path)));
}
// src/reach/release-pairs.ts
/** The releases whose chart or values a change may change. */
async function pairsOf(by, generators) {
	const { changed, sides, sources, others, kept } = by;
	const on = async (side) => {
		const files = [...sides[side], ...others];
		const tree = await generators.for(side, files);
		return files.flatMap((file) => elsewhereReleasesIn(file, {
			sources: sources[side],
			root: "",
			tree
		}));
	};
	const [before, now] = [await on("base"), await on("head")];
	const byName = new Map(before.map((one) => [one.name, one]));
	const names = new Set(now.map(({ name }) => name));
	const known = new Set(before.map(objectOf$1));
	const objects = new Set(sides.base.flatMap((file) => releaseObjectsIn(file).map((name) => `${name} in ${file.path}`)));
	return [...now.map((head) => {
		const [base, object] = [byName.get(head.name), objectOf$1(head)];
		return {
			head,
			base,
			wasOther: !base && objects.has(object) && !known.has(object)
		};
	}), ...before.filter(({ name }) => !names.has(name)).map((base) => ({
		base,
		head: void 0,
		wasOther: false
	}))].filter((pair) => isReached(pair, changed, kept));
}
/** Its kind, name and file. */
function objectOf$1({ name, file }) {
	return `${name.slice(0, name.indexOf(" "))} in ${file.path}`;
}
function isReached({ base, head }, changed, kept) {
	return [base, head].some((one) => one && (changed.has(one.file.path) || one.place.source && changed.has(one.place.source.path) || kept.has(keyOfPlace(one.place)) || ownValueFiles(one).some((path) => changed.has(path))));
}
// src/reach/installed-charts.ts
const NOTHING$1 = {
	charts: [],
	skips: [],
	beside: []
};
/** More than a person changes at once; a rendering takes some tenths of a second on each side. */
const MAX_RELEASES = 20;
const TOO_MANY$1 = `a change is rendered for ${MAX_RELEASES} releases at most: split it, or run podseal check`;
const INSTALLS = /\bkind["']?[ \t]*:[ \t]*["']?(?:HelmRelease|HelmChart|Application(?:Set)?)\b/;
const SOURCES = /\bkind["']?[ \t]*:[ \t]*["']?(?:OCI|Helm)Repository\b/;
/** Reads the charts of others that releases of a change install, before and after it. */
async function readInstalledCharts(tree, changed, { texts, archives, isWanted, roots, generators }) {
	const own = textsOf(texts);
	const patched = {
		base: patchedReleases(own, {
			roots,
			changed,
			side: "base"
		}),
		head: patchedReleases(own, {
			roots,
			changed,
			side: "head"
		})
	};
	const sides = {
		base: [...own.base, ...patched.base],
		head: [...own.head, ...patched.head]
	};
	const all = [...sides.base, ...sides.head];
	const isKept = changed.some((path) => path.startsWith(`${KEPT_CHARTS}/`));
	const hasValues = changed.some(isValuesPath);
	const mayInstall = all.some(({ text }) => INSTALLS.test(text) || SOURCES.test(text));
	if (!isKept && !hasValues && !mayInstall) return NOTHING$1;
	const indexes = await readKeptIndexes(tree, changed, texts);
	const isAtHand = keepsCharts(indexes) || archives.pull !== void 0;
	const others = (isAtHand ? await otherReleases(tree, {
		changed,
		sides,
		indexes
	}) : []).filter(({ path }) => isWanted(path));
	const { sources, beside } = await readSourcesOf$1(tree, {
		changed,
		sides,
		others,
		texts
	});
	if (!isAtHand) return {
		...NOTHING$1,
		beside
	};
	const built = [...patched.base, ...patched.head].map(({ path }) => path);
	const pairs = await pairsOf({
		changed: /* @__PURE__ */ new Set([...changed, ...built]),
		sides,
		sources,
		others,
		kept: changedCharts(indexes)
	}, generators);
	const charts = new KeptCharts(tree, archives, indexes);
	const read = await readPairs(tree, pairs.slice(0, MAX_RELEASES), {
		charts,
		sources,
		roots
	});
	const over = pairs.slice(MAX_RELEASES).map((pair) => unread(pair, TOO_MANY$1));
	return {
		charts: [...read.filter((one) => !isLeft(one)).map(({ chart }) => chart), ...over],
		unaffected: unaffectedIn(read.filter(isLeft).map(({ chart }) => chart)),
		skips: [],
		beside
	};
}
/** The files that a change leaves alone with releases that a changed patch in a kustomization may be for. */
function patchedReleases(own, { roots, changed, side }) {
	const seen = new Set([...own.base, ...own.head].map(({ path }) => path));
	const patches = [...own.base, ...own.head].map(({ text }) => text).join("\n");
	const found = roots.flatMap((root) => patchedFiles(root, side, changed)).filter((file) => !seen.has(file.path) && INSTALLS.test(file.text) && (ANY.test(patches) || releaseObjectsIn(file).some((name) => patches.includes(name.slice(name.indexOf("/") + 1)))));
	return [...new Map(found.map((file) => [file.path, file])).values()];
}
/** Patches that do not name the object that they are for. */
const ANY = /\b(?:target|op)["']?[ \t]*:/;
/**
* The files with releases that a change leaves alone, where it changes what they install: the object that says
* where a chart is, the archive that is kept, or a file of values.
*/
async function otherReleases(tree, { changed, sides, indexes }) {
	const [before, now] = [sides.base, sides.head].map((files) => files.flatMap(sourcesIn$1));
	const sources = [...before ?? [], ...now ?? []].filter((one) => isIn(one, before) !== isIn(one, now));
	const kept = [...changedCharts(indexes)].map((key) => key.split(" ")[0] ?? "");
	const values = changed.filter(isValuesPath);
	if (sources.length + kept.length + values.length === 0) return [];
	const folders = [...sources.map(({ folder }) => folder), ...values.map(folderOf$1)];
	const names = [...sources.map(({ name }) => name), ...kept.map(nameOf$4)];
	return releaseTextsElsewhere(tree, [...folders, ...names], changed);
}
function isIn(source, all = []) {
	return all.some(({ kind, name, namespace, url, version }) => kind === source.kind && name === source.name && namespace === source.namespace && url === source.url && version === source.version);
}
function folderOf$1(path) {
	return path.slice(0, path.lastIndexOf("/") + 1);
}
function nameOf$4(address) {
	return address.slice(address.lastIndexOf("/") + 1);
}
/** The objects that say where charts are: in the change, beside it, and where releases need more, elsewhere. */
async function readSourcesOf$1(tree, { changed, sides, others, texts }) {
	const known = [...(texts.beside ?? []).filter(({ path, side }) => side === "head" && !changed.includes(path)), ...others].flatMap(sourcesIn$1);
	const on = (side) => [...sides[side].flatMap(sourcesIn$1), ...known];
	const missing = [...[...sides.head, ...others].flatMap((file) => missingSources(file, on("head"))), ...sides.base.flatMap((file) => missingSources(file, on("base")))];
	const found = await repositorySources(tree, missing, new Set(changed));
	const more = found.flatMap(sourcesIn$1);
	return {
		sources: {
			base: [...on("base"), ...more],
			head: [...on("head"), ...more]
		},
		beside: found.map((file) => ({
			...file,
			side: "head"
		}))
	};
}
/** Reads the charts of releases on both sides, and their files of values. */
async function readPairs(tree, pairs, { charts, sources, roots }) {
	const wanted = pairs.flatMap(({ base, head }) => [...base ? [{
		place: base.place,
		side: "base"
	}] : [], ...head ? [{
		place: head.place,
		side: "head"
	}] : []]);
	const found = await charts.bring(wanted);
	const own = {
		base: await readOwn(tree, "base", pairs),
		head: await readOwn(tree, "head", pairs)
	};
	return pairs.map((pair) => {
		const isBuiltBy = isBuilt$1(pair, roots);
		const before = pair.base && found.shift();
		const now = pair.head && found.shift();
		const { base, head, wasOther } = pair;
		if (head && !now) return {
			chart: unread({
				...pair,
				base: void 0
			}, whyElsewhere(head.place)),
			isBuiltBy
		};
		const read = (side, release, chart) => ({
			...sideOf(release, chart, own[side]),
			...!("reason" in chart) && { elsewhere: {
				release,
				keptAt: chart.keptAt,
				sources: sources[side]
			} }
		});
		const reached = {
			folder: folderIn(pair),
			base: base ? read("base", base, before ?? NOT_KEPT) : void 0,
			head: head && now && read("head", head, now)
		};
		return {
			chart: wasOther && head ? {
				...reached,
				base: sideOf(head, WAS_OTHER, own.base)
			} : reached,
			isBuiltBy
		};
	});
}
const NOT_KEPT = { reason: "the chart that it had before is not in the repository" };
const WAS_OTHER = { reason: "not all of its chart or values before the change is known" };
function folderIn({ base, head }) {
	return (head ?? base)?.folder ?? "";
}
async function readOwn(tree, side, pairs) {
	const releases = pairs.flatMap(({ [side]: release }) => release ?? []);
	const paths = [...new Set(releases.flatMap(ownValueFiles))];
	return paths.length === 0 ? /* @__PURE__ */ new Map() : tree.texts(side, paths);
}
function sideOf(release, chart, own) {
	if ("reason" in chart) {
		const { reason } = chart;
		return {
			chart: sourcesOfRelease([release], {
				files: {},
				binaries: {}
			}),
			answer: { reason }
		};
	}
	const paths = new Set(ownValueFiles(release));
	const values = new Map([...own].filter(([path]) => paths.has(path)));
	return {
		chart: sourcesOfRelease([release], chart, values),
		answer: void 0
	};
}
/** A release that is not rendered. */
function unread(pair, reason) {
	const { base, head } = pair;
	const on = (release) => release && sideOf(release, { reason }, /* @__PURE__ */ new Map());
	return {
		folder: folderIn(pair),
		base: on(base),
		head: on(head)
	};
}
/** Whether a kustomization that the change reaches has a release. */
function isBuilt$1({ base, head }, roots) {
	const paths = [base, head].flatMap((one) => one?.file.path ?? []);
	return roots.some((root) => [root.base, root.head].some((side) => paths.some((path) => Object.hasOwn(side?.sources.files ?? {}, path))));
}
/** Whether a change makes nothing else of a release. */
function isLeft({ chart, isBuiltBy }) {
	return isSame$2(chart) && !isBuiltBy;
}
/** Whether nothing of a release changes that counts for its rendering. */
function isSame$2({ base, head }) {
	if (!base || !head) return !base && !head;
	return JSON.stringify([base.chart, base.answer]) === JSON.stringify([head.chart, head.answer]);
}
// src/reach/sets-through.ts
/** As people name files with sets of applications, and the folders that they keep them in. */
const FILE = /app|set\b|argo|cluster|generator/i;
const FOLDER = /argo|app(?:lication)?-?sets?|gitops|bootstrap/i;
/** Two batches of files. */
const MAX_FILES$1 = 200;
/** A set that a person wrote is shorter. */
const MAX_BYTES$2 = 1e5;
const DATA = /\.(?:ya?ml|json)$/i;
const OBJECT = /^[ \t]*["']?kind["']?[ \t]*:/m;
/** Files of other programs, and parts of charts. */
const OTHER$1 = /(?:^|\/)(?:\.[^/]*|templates|node_modules)\/|(?:^|\/)(?:\.[^/]*|Chart\.(?:yaml|lock)|package(?:-lock)?\.json|tsconfig[^/]*|(?:docker-)?compose[^/]*|renovate\.json5?)$/i;
/**
* Finds the sets of applications that a change leaves alone and whose git generators go through a file that it changes,
* or through a folder that it brings. Nothing is read where it changes no data and brings no folder.
*/
async function setsThrough(tree, search) {
	const nothing = {
		sets: [],
		skips: []
	};
	const data = dataIn(search);
	const added = addedIn(search.texts);
	if (data.length + added.length === 0) return nothing;
	const all = await tree.all("head");
	const folders = newFolders(added, all ?? []);
	if (!all || data.length + folders.size === 0) return nothing;
	const { files, isWhole } = await setFiles(tree, all, search.changed);
	const through = files.flatMap((file) => {
		const changed = throughIn(file, data, folders);
		return changed === void 0 ? [] : [{
			file,
			changed
		}];
	});
	const known = new Set(through.map(({ changed }) => changed));
	return {
		sets: through,
		skips: (isWhole || files.length === 0 ? [] : data.filter((path) => !known.has(path))).map((file) => ({
			file,
			reason: TOO_MANY
		}))
	};
}
const TOO_MANY = `whether a set of applications reads it is not known: over ${MAX_FILES$1} files may have such sets`;
/** A set's file in a change, as if its text were there twice. */
function withSetFiles(texts, sets) {
	const files = sets.map(({ file: { path, text } }) => {
		return {
			path,
			base: text,
			head: text,
			hunks: []
		};
	});
	return {
		...texts,
		files: [...texts.files, ...files]
	};
}
/** The changed files that may have parameters of applications: data that are no objects, as far as they were read. */
function dataIn({ changed, texts: { files, removed = [] } }) {
	const texts = new Map([...removed, ...files.map(({ path, head: text }) => ({
		path,
		text
	}))].map(({ path, text }) => [path, text]));
	return changed.filter((path) => DATA.test(path) && !OTHER$1.test(path) && !isKustomizationFile(path) && !OBJECT.test(texts.get(path) ?? ""));
}
/** The changed files that were not there under their names. */
function addedIn({ files }) {
	return files.filter(({ path, from, base }) => (base === void 0 || from !== void 0) && !OTHER$1.test(path)).map(({ path }) => path);
}
/** The folders that have nothing but added files, each with one of these. */
function newFolders(added, all) {
	const folders = /* @__PURE__ */ new Map();
	for (const path of added) for (const folder of foldersAbove$1(path)) folders.set(folder, path);
	if (folders.size === 0) return folders;
	const fresh = new Set(added);
	for (const { path } of all) if (!fresh.has(path)) for (const folder of foldersAbove$1(path)) folders.delete(folder);
	return folders;
}
function foldersAbove$1(path) {
	const steps = path.split("/").slice(0, -1);
	return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
}
/** The files with sets that go through files or folders of the repository, the likeliest first. */
async function setFiles(tree, all, changed) {
	const seen = new Set(changed);
	const ranked = all.flatMap((file) => {
		const rank = seen.has(file.path) ? void 0 : rankOf(file);
		return rank === void 0 ? [] : [{
			file,
			rank
		}];
	});
	const wanted = ranked.toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).slice(0, MAX_FILES$1).map(({ file }) => ({
		...file,
		isMinor: true
	}));
	const bytes = await tree.read(wanted);
	return {
		files: wanted.flatMap(({ path, id }) => {
			const content = bytes.get(id);
			const text = content ? new TextDecoder().decode(content) : "";
			return hasGitGenerators(text) ? [{
				path,
				text
			}] : [];
		}),
		isWhole: ranked.length <= MAX_FILES$1
	};
}
function rankOf({ path, bytes, isLink }) {
	if (isLink || bytes > MAX_BYTES$2 || !/\.ya?ml$/i.test(path) || OTHER$1.test(path)) return void 0;
	const slash = path.lastIndexOf("/") + 1;
	const [isFile, isFolder] = [FILE.test(path.slice(slash)), FOLDER.test(path.slice(0, slash))];
	if (!isFile && !isFolder) return void 0;
	return isFile && isFolder ? 0 : 1;
}
/** The changed file that leads to the sets in a file: it is read, or is in a folder that is new. */
function throughIn({ text }, data, folders) {
	const { files, directories } = globsOfSets(text);
	const [isRead, isListed] = [matching(files), matching(directories)];
	return data.find(isRead) ?? [...folders].find(([folder]) => isListed(folder))?.[1];
}
function matching(globs) {
	return globs.length === 0 ? () => false : (0, import_picomatch.default)([...globs], {
		dot: true,
		noextglob: true
	});
}
// src/reach/tree-generators.ts
/** Two batches of files: a set of applications has 100 at most. */
const MAX_FILES = 200;
/** Such a file has the parameters of an application or of a cluster. */
const MAX_BYTES$1 = 1e5;
/** What generators of sets of applications go through on both sides of a change: read where a text has some. */
var TreeGenerators = class {
	#tree;
	#texts = /* @__PURE__ */ new Map();
	constructor(tree) {
		this.#tree = tree;
	}
	/** What the sets in some texts go through; undefined where these have none that goes through files. */
	async for(side, texts) {
		const sets = texts.filter(({ text }) => hasGitGenerators(text));
		const all = sets.length === 0 ? void 0 : await this.#tree.all(side);
		if (!all) return void 0;
		const globs = sets.flatMap(({ text }) => globsOfSets(text).files);
		const files = new Map(all.map((file) => [file.path, file]));
		await this.#read(globs, all);
		return {
			paths: [...files.keys()],
			textOf: (path) => this.#texts.get(files.get(path)?.id ?? "")
		};
	}
	async #read(globs, all) {
		if (globs.length === 0) return;
		const isNamed = (0, import_picomatch.default)([...globs], {
			dot: true,
			noextglob: true
		});
		const wanted = all.filter(({ path, bytes, isLink, id }) => !isLink && bytes <= MAX_BYTES$1 && !this.#texts.has(id) && isNamed(path)).slice(0, MAX_FILES);
		const read = await this.#tree.read(wanted.map((file) => ({
			...file,
			isMinor: true
		})));
		for (const [id, bytes] of read) this.#texts.set(id, new TextDecoder().decode(bytes));
	}
};
// src/reach/read-sources.ts
/** Where nobody renders them. */
const NO_SOURCES = {
	charts: [],
	roots: [],
	sets: [],
	unaffected: merged$1([]),
	skips: [],
	beside: []
};
/** Reads them, as they are before and after the change. */
async function readSources(tree, search) {
	const generators = new TreeGenerators(tree);
	const through = await setsThrough(tree, search);
	const whole = withSets$1(search, through.sets);
	const { skips, ...found } = await readKustomizations(tree, whole, generators);
	const own = await readCharts(tree, whole, {
		roots: found.roots,
		generators
	});
	const { changed, texts, archives, isWanted } = whole;
	const by = archives && {
		texts,
		archives,
		isWanted,
		roots: found.roots,
		generators
	};
	const others = by && await readInstalledCharts(tree, changed, by);
	return {
		...found,
		charts: [...own.charts, ...others?.charts ?? []],
		unaffected: merged$1([
			found.unaffected,
			own.unaffected,
			others?.unaffected
		]),
		sets: through.sets,
		skips: [
			...own.skips,
			...others?.skips ?? [],
			...skips,
			...through.skips
		],
		beside: others?.beside ?? []
	};
}
function merged$1(all) {
	return {
		base: all.flatMap((one) => one?.base ?? []),
		head: all.flatMap((one) => one?.head ?? [])
	};
}
/** Sets of applications whose parameters change count as changed. */
function withSets$1(search, sets) {
	const paths = sets.map(({ file }) => file.path);
	return {
		...search,
		changed: [...search.changed, ...paths],
		deploying: [...search.deploying, ...paths],
		texts: withSetFiles(search.texts, sets)
	};
}
// src/review/automation.ts
/**
* Accounts of people's type that are programs: they run the tools of the same name, or are what teams
* usually call theirs. Apps of GitHub end in `[bot]` and have the type Bot.
*/
const ACCOUNTS = [
	...[
		"dependabot",
		"renovate",
		"renovate-bot",
		"renovatebot",
		"fix-bot",
		"pyup-bot",
		"snyk-bot"
	],
	...[
		"greenkeeper",
		"depfu",
		"imgbot",
		"k8s-ci-robot",
		"k8s-release-robot",
		"semantic-release-bot"
	],
	...[
		"github-actions",
		"fluxcdbot",
		"argocd-image-updater",
		"openshift-merge-robot"
	]
];
/** Branches that update tools open pull requests from, by their beginning. */
const BRANCHES = [...[
	"renovate/",
	"dependabot/",
	"snyk-fix-",
	"snyk-upgrade-",
	"updatecli",
	"depfu/"
], ...[
	"release-please--",
	"changeset-release/",
	"image-updater-",
	"flux-image-updates"
]];
/**
* Whether a program opened a pull request. It can't answer, and did not choose what it touches.
*
* @param named what a team adds to those known here: globs of accounts and branches; with a `!` in
*   front they take out what was known or named before
*/
function isAutomation(opening, named = []) {
	const names = [nameOf$3(opening.author?.login ?? ""), opening.branch];
	return named.reduce((isKnown, item) => {
		const isOut = item.startsWith("!");
		if (isKnown !== isOut) return isKnown;
		const glob = nameOf$3(isOut ? item.slice(1) : item);
		if (glob === "") return isKnown;
		const matches = (0, import_picomatch.default)(glob, {
			dot: true,
			nocase: true
		});
		return names.some((name) => name !== "" && matches(name)) ? !isOut : isKnown;
	}, isKnownAutomation(opening));
}
/** Apps have it at the end of their names, where a glob would take it for one of its letters. */
function nameOf$3(account) {
	return account.replace(/\[bot\]$/i, "");
}
function isKnownAutomation({ author, branch }) {
	const login = author?.login.toLowerCase() ?? "";
	return author?.type === "Bot" || login.endsWith("[bot]") || ACCOUNTS.includes(login) || BRANCHES.some((start) => branch.toLowerCase().startsWith(start));
}
// src/review/beside.ts
/** The outer folders come first, because their files say something of more files. */
const MAX_FOLDERS = 100;
/** Where there may be such files for these changed files: each once, in a fixed order, bounded. */
function pathsBeside(changed) {
	return [
		...foldersAbove(changed).slice(0, MAX_FOLDERS).map((folder) => ({
			path: `${folder}.gitattributes`,
			side: "base"
		})),
		...kustomizationsBeside(changed),
		...sourcesBeside(changed)
	];
}
/** With two names each, less than what one request to GitHub can ask for. */
const MAX_KUSTOMIZED = 40;
/** The kustomizations that may list these files; one that is changed itself is among them already. */
function kustomizationsBeside(changed) {
	const known = new Set(changed);
	return [...new Set(changed.map(folderOf))].slice(0, MAX_KUSTOMIZED).flatMap((folder) => KUSTOMIZATION_NAMES.map((name) => folder + name)).filter((path) => !known.has(path)).map((path) => ({
		path,
		side: "head"
	}));
}
/** As people name the file that says where the chart of the release beside it is. */
const SOURCE_NAMES = ["ocirepository.yaml", "oci-repository.yaml"];
const RELEASE_NAME = /helm-?release/i;
function isRelease(path) {
	return /\.ya?ml$/i.test(path) && RELEASE_NAME.test(path.slice(path.lastIndexOf("/") + 1));
}
/** Where the charts of releases are said to be; a file that is changed itself is among them already. */
function sourcesBeside(changed) {
	const known = new Set(changed);
	return [...new Set(changed.filter(isRelease).map(folderOf))].slice(0, MAX_KUSTOMIZED).flatMap((folder) => SOURCE_NAMES.map((name) => folder + name)).filter((path) => !known.has(path)).map((path) => ({
		path,
		side: "head"
	}));
}
/** The folder of a file, with a `/` at its end; the root is empty. */
function folderOf(path) {
	return path.slice(0, path.lastIndexOf("/") + 1);
}
/** The folders that these files are in, at any depth, each with a `/` at its end; the root is empty. */
function foldersAbove(paths) {
	const folders = /* @__PURE__ */ new Map();
	for (const path of paths) {
		folders.set("", 0);
		const names = path.split("/").slice(0, -1);
		for (const depth of names.keys()) folders.set(`${names.slice(0, depth + 1).join("/")}/`, depth + 1);
	}
	return [...folders].toSorted(([, one], [, other]) => one - other).map(([folder]) => folder);
}
// src/git/files-at.ts
/** The files at these paths of a commit that are there; a link to somewhere is no such file. */
async function readFilesAt(repository, commit, paths) {
	if (paths.length === 0) return /* @__PURE__ */ new Map();
	const listed = await repository.run([
		"ls-tree",
		"--full-tree",
		"-z",
		commit,
		"--",
		...paths
	]);
	const oids = new Map([...listed.toString().matchAll(/(?:^|\0)100\d{3} blob ([0-9a-f]+)\t([^\0]+)/g)].map(([, oid = "", path = ""]) => [path, oid]));
	const blobs = await readBlobs(repository, [...new Set(oids.values())]);
	return new Map([...oids].flatMap(([path, oid]) => {
		const blob = blobs.get(oid);
		return blob ? [[path, {
			path,
			text: new TextDecoder().decode(blob)
		}]] : [];
	}));
}
/**
* Reads what is beside changed files.
*
* @param head undefined for the files as they are in the work tree
*/
async function readBeside(repository, changed, { base, head }) {
	const wanted = pathsBeside(changed);
	const pathsOn = (side) => wanted.filter((one) => one.side === side).map(({ path }) => path);
	const sides = {
		base: await readFilesAt(repository, base, pathsOn("base")),
		head: head === void 0 ? await readWorktreeFiles(repository, pathsOn("head")) : await readFilesAt(repository, head, pathsOn("head"))
	};
	return wanted.flatMap(({ path, side }) => {
		const file = sides[side].get(path);
		return file ? [{
			...file,
			side
		}] : [];
	});
}
/** The files at these paths of the work tree that are there. */
async function readWorktreeFiles(repository, paths) {
	if (paths.length === 0) return /* @__PURE__ */ new Map();
	const root = await worktreeRoot(repository);
	const files = await Promise.all(paths.map(async (path) => readWorktree(root, path)));
	return new Map(files.flatMap((file) => file && "text" in file ? [[file.path, file]] : []));
}
// src/git/list-changes.ts
const COMPARE = [
	"--raw",
	"-z",
	"-r",
	"-M",
	"--no-abbrev",
	"--no-ext-diff",
	"--no-textconv"
];
/** The files that differ between two commits, renames followed. */
async function listChanges(repository, base, head) {
	return parseRaw((await repository.run([
		"diff-tree",
		...COMPARE,
		base,
		head
	])).toString());
}
/** The files of the work tree that differ from a commit, with those that git does not track yet. */
async function listWorktreeChanges(repository, base) {
	const root = (await repository.run(["rev-parse", "--show-toplevel"])).toString().trim();
	const options = [
		"--no-relative",
		"--ignore-submodules=all",
		...COMPARE
	];
	const changed = await repository.run([
		"diff",
		...options,
		base
	]);
	const list = [
		"-C",
		root,
		"ls-files",
		"--others",
		"--exclude-standard",
		"-z"
	];
	const untracked = (await repository.run(list)).toString().split("\0").filter(Boolean);
	return [...parseRaw(changed.toString()).map((entry) => ({
		...entry,
		headOid: void 0
	})), ...untracked.map((path) => ({
		path,
		baseOid: void 0,
		headOid: void 0,
		isRemoved: false
	}))];
}
/** Reads git's raw format: `:modes oids status NUL path NUL`, with a second path for a rename. */
function parseRaw(raw) {
	const fields = raw.split("\0");
	const entries = [];
	for (let at = 0; at < fields.length - 1;) {
		const [baseMode = "", headMode = "", baseOid = "", headOid = "", status = ""] = (fields[at] ?? "").split(" ");
		const isMoved = /^[RC]/.test(status);
		const path = fields[at + (isMoved ? 2 : 1)] ?? "";
		const from = isMoved ? fields[at + 1] : void 0;
		at += isMoved ? 3 : 2;
		const isRemoved = status === "D";
		if (!(isRemoved ? baseMode.slice(1) : headMode).startsWith("100")) continue;
		const entry = {
			path,
			baseOid: existing(baseOid),
			headOid: existing(headOid),
			isRemoved
		};
		entries.push(from === void 0 ? entry : {
			...entry,
			from
		});
	}
	return entries;
}
/** Git writes zeros for a blob that is not there, or not in its store. */
function existing(oid) {
	return /^0+$/.test(oid) ? void 0 : oid;
}
// src/configuration/read-next.ts
/** Longer ones are no configuration; this is read where nothing bounds its time. */
const MAX_CONFIGURATION = 1e5;
const TOO_LARGE = "it is larger than 100 kB, which no configuration is";
/**
* Reads what a change makes of the files that say how the repository is judged. Those that it does not
* change are the base's, whatever was there when the branch began.
*
* @param project these files on the base
* @returns undefined where it changes none
*/
async function readNext(project, reader) {
	const extended = new Map(project.extended?.map((file) => [file.path, file]));
	const own = [BASELINE_PATH, ...CONFIGURATION_PATHS];
	const isTouched = (path) => reader.changed.has(path) || reader.removed.has(path);
	if (![...own, ...extended.keys()].some(isTouched)) return void 0;
	const { files, faults } = filesAfter(project, await readMap(reader, own.filter(isTouched)), reader.removed);
	const readHere = async (places) => readAfter(reader, places);
	const readOthers = async (places) => reader.readElsewhere?.(places) ?? places.map((place) => extended.get(nameOf$6(place)) ?? { isLater: true });
	const next = await readExtended(files.configuration, readEach(readHere, readOthers));
	const names = /* @__PURE__ */ new Set([
		...own,
		...extended.keys(),
		...next.map(({ path }) => path)
	]);
	const changed = await Promise.all([...names].filter(isTouched).map(async (path) => ({
		path,
		hunks: await reader.readHunks(path)
	})));
	return {
		...files,
		extended: next,
		changed,
		faults
	};
}
/** The configuration and the baseline once a change is merged, and what is wrong with which there are. */
function filesAfter(project, heads, removed) {
	const faults = [];
	const fail = (path, message) => {
		faults.push({
			path,
			line: 1,
			column: 1,
			message
		});
	};
	const after = (path, before) => {
		const head = heads.get(path);
		if (!head) return before?.path === path ? before : void 0;
		if ("text" in head) return {
			path,
			text: head.text
		};
		if ("absent" in head && !removed.has(path)) fail(path, head.absent);
	};
	const [configuration, second] = CONFIGURATION_PATHS.flatMap((path) => after(path, project.configuration) ?? []);
	if (configuration && second) fail(heads.has(second.path) ? second.path : configuration.path, `there are ${configuration.path} and ${second.path}: keep one of them`);
	return {
		files: {
			configuration,
			baseline: after(BASELINE_PATH, project.baseline)
		},
		faults
	};
}
async function readMap(reader, paths) {
	const there = paths.filter((path) => !reader.removed.has(path));
	const texts = there.length > 0 ? await reader.readHeads(there) : [];
	return new Map([...paths.map((path) => [path, { absent: "this change removes it" }]), ...there.map((path, at) => [path, bounded(path, texts[at])])]);
}
/** A baseline has a line for each finding, and is read line by line. */
function bounded(path, text) {
	if (text === void 0) return { absent: "it was not read" };
	return "text" in text && text.text.length > MAX_CONFIGURATION && path !== ".github/podseal.baseline" ? { absent: TOO_LARGE } : text;
}
/** Files of the repository once the change is merged. */
async function readAfter(reader, places) {
	const paths = places.map(({ path }) => path);
	const heads = await readMap(reader, paths.filter((path) => reader.changed.has(path) || reader.removed.has(path)));
	const others = places.filter(({ path }) => !heads.has(path));
	const texts = others.length > 0 ? await reader.readBase(others) : [];
	const bases = new Map(others.map(({ path }, at) => [path, bounded(path, texts[at])]));
	return paths.map((path) => heads.get(path) ?? bases.get(path) ?? { absent: "it was not read" });
}
// src/git/read-configuration.ts
/** Reads what a repository says of itself at a commit. */
async function readProjectFiles(repository, commit, readElsewhere) {
	const paths = [
		PROJECT_IMAGES_PATH,
		BASELINE_PATH,
		...CONFIGURATION_PATHS
	];
	const found = await readFilesAt(repository, commit, paths);
	const [projectImages, baseline, ...configurations] = paths.map((path) => found.get(path));
	const configuration = onlyConfiguration(configurations);
	const read = readEach(commitReader(repository, commit), readElsewhere);
	return {
		projectImages,
		baseline,
		configuration,
		extended: await readExtended(configuration, read)
	};
}
function commitReader(repository, commit) {
	return async (places) => {
		const paths = places.map(({ path }) => path);
		const found = await readFilesAt(repository, commit, paths);
		return paths.map((path) => found.get(path) ?? { absent: "there is no such file" });
	};
}
/** Reads what a change makes of the files that say how the repository is judged. */
async function readNextFiles(repository, { project, base, entries }, readElsewhere) {
	const removed = entries.filter(({ isRemoved }) => isRemoved).map(({ path }) => path);
	const changed = new Map(entries.flatMap((entry) => entry.isRemoved ? [] : [[entry.path, entry]]));
	const readHead = async (path) => readEntry(repository, path, changed.get(path)?.headOid);
	return readNext(project, {
		changed: new Set(changed.keys()),
		removed: new Set(removed),
		readHeads: async (paths) => Promise.all(paths.map(readHead)),
		readHunks: async (path) => {
			const before = (await readFilesAt(repository, base, [path])).get(path);
			const after = await readHead(path);
			return diffTexts(before?.text ?? "", "text" in after ? after.text : "");
		},
		readBase: commitReader(repository, base),
		readElsewhere
	});
}
/** A changed file as the change leaves it; without a blob, in the work tree. */
async function readEntry(repository, path, oid) {
	const blob = oid === void 0 ? void 0 : (await readBlobs(repository, [oid])).get(oid);
	const file = oid === void 0 ? await readWorktree(await worktreeRoot(repository), path) : blob && decodeFile(path, blob);
	return file && "text" in file ? { text: file.text } : { absent: "it can't be read: save it as UTF-8" };
}
// src/git/source-tree.ts
/** What stands for the object id of a file that was not committed. */
const ON_DISK = "disk:";
/** Reads what surrounds the changed files of a local repository, on both sides. */
var LocalTree = class {
	#repository;
	#sides;
	constructor(repository, sides) {
		this.#repository = repository;
		this.#sides = sides;
	}
	async texts(side, paths) {
		const commit = this.#sides[side];
		const files = commit === void 0 ? await readWorktreeFiles(this.#repository, paths) : await readFilesAt(this.#repository, commit, paths);
		return new Map([...files].map(([path, { text }]) => [path, text]));
	}
	async list(folders) {
		const lists = [];
		for (const { side, folder } of folders) {
			const commit = this.#sides[side];
			const files = commit === void 0 ? this.#listDisk(folder) : this.#listCommit(commit, folder);
			lists.push(await files);
		}
		return lists;
	}
	async all(side) {
		const [files] = await this.list([{
			side,
			folder: ""
		}]);
		return files;
	}
	async #listCommit(commit, folder) {
		const list = [
			"ls-tree",
			"-r",
			"-l",
			"-z",
			"--full-tree",
			commit
		];
		const below = folder === "" ? [] : ["--", `${folder}/`];
		return (await this.#repository.run([...list, ...below])).toString().split("\0").flatMap((line) => {
			const [, mode = "", id = "", bytes = "", path = ""] = /^(\d+) blob (\w+) +(\d+)\t(.+)$/s.exec(line) ?? [];
			return path === "" ? [] : {
				path,
				id,
				bytes: Number(bytes),
				isLink: mode === LINK
			};
		});
	}
	/** What git does not ignore: what it does is not part of a change, on neither side. */
	async #listDisk(folder) {
		const root = await worktreeRoot(this.#repository);
		const list = [
			"-C",
			root,
			"ls-files",
			"--cached",
			"--others",
			"--exclude-standard",
			"-z"
		];
		const below = folder === "" ? [] : ["--", `:(literal)${folder}/`];
		const output = (await this.#repository.run([...list, ...below])).toString();
		const paths = [...new Set(output.split("\0").filter(Boolean))];
		return (await Promise.all(paths.map(async (path) => fileOnDisk(root, path)))).flatMap((file) => file ?? []);
	}
	async read(files) {
		const ids = [...new Set(files.map(({ id }) => id))];
		const onDisk = ids.filter((id) => id.startsWith(ON_DISK));
		const blobs = await readBlobs(this.#repository, ids.filter((id) => !id.startsWith(ON_DISK)));
		const bytes = new Map(blobs);
		const root = onDisk.length === 0 ? "" : await worktreeRoot(this.#repository);
		for (const id of onDisk) {
			const content = await readFile(join(root, id.slice(5))).catch(() => void 0);
			if (content) bytes.set(id, content);
		}
		return bytes;
	}
};
/** How git writes the mode of a symbolic link. */
const LINK = "120000";
async function fileOnDisk(root, path) {
	const stats = await lstat(join(root, path)).catch(() => void 0);
	const isLink = stats?.isSymbolicLink() === true;
	if (!stats || !(stats.isFile() || isLink)) return void 0;
	return {
		path,
		id: ON_DISK + path,
		bytes: stats.size,
		isLink
	};
}
// src/git/read-change.ts
/** What stands for the head of a change that is not committed. */
const WORKTREE = "worktree";
/**
* Reads a change from a local repository as GitHub would show it: against the merge base.
*
* @throws UserError for a folder without repository, or an unknown commit
*/
async function readLocalChange(local) {
	requireOneHead(local);
	const repository = await openRepository(local.folder);
	const { head: named = "HEAD" } = local;
	const head = await resolveCommit(repository, named);
	const branch = await branchOf(repository, named);
	const against = local.base ?? await defaultBranch(repository);
	const tip = await resolveCommit(repository, against);
	const base = await mergeBase(repository, tip, head);
	const entries = await (local.worktree ? listWorktreeChanges(repository, base) : listChanges(repository, base, head));
	const project = await readProjectFiles(repository, tip, local.readElsewhere);
	const { files: globs, automation, configuration, values } = local.settle(project);
	const isWanted = matcher(globs);
	const wanted = entries.filter(({ path }) => isWanted(path));
	const commits = {
		base: tip,
		head: local.worktree ? void 0 : head
	};
	const read = await readWanted(repository, wanted, commits);
	const tree = new LocalTree(repository, {
		...commits,
		base
	});
	const archives = local.archives && allowed(local.archives, values?.["pull-charts"]);
	const search = {
		...configuredBy(configuration),
		entries,
		isWanted,
		texts: read,
		archives
	};
	const around = local.charts ? await readSourcesOf(tree, search) : NO_SOURCES;
	return {
		base,
		head: commits.head ?? "worktree",
		isAutomated: isAutomation({
			author: void 0,
			branch
		}, automation),
		isWhole: true,
		threads: [],
		reviews: [],
		...project,
		touched: entries.map(({ path }) => path),
		editsBaseline: entries.some(({ path }) => path === BASELINE_PATH),
		configuredAt: {
			commit: tip,
			branch: await branchOf(repository, against) || void 0
		},
		next: await readNextFiles(repository, {
			project,
			base: tip,
			entries
		}, local.readElsewhere),
		...read,
		beside: [...read.beside ?? [], ...around.beside],
		charts: around.charts,
		roots: around.roots,
		sets: around.sets,
		unaffected: around.unaffected,
		hasMoreRoots: around.hasMoreRoots === true,
		skips: [...read.skips, ...around.skips]
	};
}
function requireOneHead({ worktree, head }) {
	if (!worktree || head === void 0) return;
	throw new UserError("Give either --head or --worktree: the files as they are have no commit.");
}
/** What the configuration says of charts and kustomizations. */
function configuredBy(configuration) {
	const { charts: configured = [], kustomizations: deployed = [] } = configuration ?? {};
	return {
		configured,
		deployed
	};
}
/** The texts of the files that are looked at, and what is beside them. */
async function readWanted(repository, wanted, commits) {
	const there = wanted.filter(({ isRemoved }) => !isRemoved);
	const paths = there.map(({ path }) => path);
	return {
		...await readTexts$1(repository, there),
		beside: await readBeside(repository, paths, commits),
		removed: await readRemoved(repository, wanted)
	};
}
async function readSourcesOf(tree, { entries, ...search }) {
	const gone = entries.flatMap(({ path, from, isRemoved }) => isRemoved ? path : from ?? []);
	const changed = [...entries.map(({ path }) => path), ...gone];
	const deploying = deployingFiles(search.texts);
	return readSources(tree, {
		...search,
		deploying,
		changed,
		removed: new Set(gone)
	});
}
async function readTexts$1(repository, entries) {
	const oids = entries.flatMap(({ baseOid, headOid }) => [baseOid, headOid]);
	const blobs = await readBlobs(repository, [...new Set(oids.filter((oid) => oid !== void 0))]);
	const root = entries.some(({ headOid }) => headOid === void 0) ? await worktreeRoot(repository) : "";
	const files = [];
	const skips = [];
	for (const { path, from, baseOid, headOid } of entries) {
		const head = headOid === void 0 ? await readWorktree(root, path) : readBlob(path, blobs.get(headOid));
		const base = baseOid === void 0 ? void 0 : readBlob(path, blobs.get(baseOid));
		if (!head) continue;
		if ("reason" in head) skips.push(head);
		else if (base && "reason" in base && baseOid && !blobs.has(baseOid)) skips.push(base);
		else {
			const before = base && "text" in base ? base.text : void 0;
			const renamed = from === void 0 ? {} : { from };
			const hunks = diffTexts(before ?? "", head.text);
			const file = {
				path,
				...renamed,
				base: before,
				head: head.text,
				hunks
			};
			files.push(file);
		}
	}
	return {
		files,
		skips
	};
}
/** The texts of removed files; what can't be read has nothing that could have moved. */
async function readRemoved(repository, entries) {
	const removed = entries.filter(({ isRemoved }) => isRemoved);
	const blobs = await readBlobs(repository, removed.flatMap(({ baseOid }) => baseOid ?? []));
	return removed.flatMap(({ path, baseOid = "" }) => {
		const bytes = blobs.get(baseOid);
		const file = bytes && decodeFile(path, bytes);
		return file && "text" in file ? [file] : [];
	});
}
function readBlob(path, bytes) {
	return bytes ? decodeFile(path, bytes) : {
		file: path,
		reason: "its content is not in this clone: fetch it"
	};
}
// src/git/build-files.ts
/** What says how an image is built is far shorter; a longer file counts as one that can't be read. */
const MAX_BYTES = 262144;
/**
* Reads the files of a local repository that say how its images are built: one listing of each commit, and
* one process for each step.
*/
function localBuildReader(folder, { base, head }) {
	const opened = once(async () => openRepository(folder));
	const trees = /* @__PURE__ */ new Map();
	const treeOf = async (commit) => {
		const tree = trees.get(commit) ?? listTree(await opened(), commit);
		trees.set(commit, tree);
		return tree;
	};
	const readAt = async (commit, paths) => readTexts(await opened(), paths, await treeOf(commit));
	const isHere = head === WORKTREE;
	return {
		list: async () => isHere ? listWorktree(await opened()) : [...(await treeOf(head)).keys()],
		read: async (paths) => isHere ? readHere(await opened(), paths) : readAt(head, paths),
		readBefore: async (paths) => readAt(base, paths)
	};
}
function once(make) {
	let made;
	return async () => made ??= make();
}
async function listTree(repository, commit) {
	const listed = await repository.run([
		"ls-tree",
		"-r",
		"--full-tree",
		"-z",
		commit
	]);
	return new Map([...listed.toString().matchAll(/(?:^|\0)100\d{3} blob ([0-9a-f]+)\t([^\0]+)/g)].map(([, oid = "", path = ""]) => [path, oid]));
}
async function listWorktree(repository) {
	const list = [
		"-C",
		await worktreeRoot(repository),
		"ls-files",
		"--cached",
		"--others",
		"--exclude-standard",
		"-z"
	];
	return [...new Set((await repository.run(list)).toString().split("\0").filter(Boolean))];
}
async function readTexts(repository, paths, tree) {
	const blobs = await readBlobs(repository, [...new Set(paths.flatMap((path) => tree.get(path) ?? []))]);
	return new Map(paths.flatMap((path) => {
		const bytes = blobs.get(tree.get(path) ?? "");
		if (!bytes || bytes.length > MAX_BYTES) return [];
		return [[path, new TextDecoder().decode(bytes)]];
	}));
}
async function readHere(repository, paths) {
	const root = await worktreeRoot(repository);
	const files = await Promise.all(paths.map(async (path) => readWorktree(root, path)));
	return new Map(files.flatMap((file) => file && "text" in file && file.text.length <= MAX_BYTES ? [[file.path, file.text]] : []));
}
// src/diff/diff-lines.ts
/** Indexes the hunks of a file's diff by the lines of its new side. */
function indexDiff(hunks) {
	const shown = /* @__PURE__ */ new Map();
	const added = /* @__PURE__ */ new Set();
	/** Lines after which something was removed. */
	const removedAfter = /* @__PURE__ */ new Set();
	for (const [index, hunk] of hunks.entries()) {
		let line = hunk.newStart;
		for (const text of hunk.lines) {
			if (text.startsWith("\\")) continue;
			if (text.startsWith("-")) {
				removedAfter.add(line - 1);
				continue;
			}
			shown.set(line, index);
			if (text.startsWith("+")) added.add(line);
			line++;
		}
	}
	return {
		hunkOf: (line) => shown.get(line),
		isAdded: (line) => added.has(line),
		touches(first, last) {
			for (let line = first; line <= last; line++) if (added.has(line) || line < last && removedAfter.has(line)) return true;
			return false;
		}
	};
}
// src/review/checks.ts
/** Checks that are shown; a longer list is not read. */
const MAX_SHOWN$2 = 2;
/** A longer check is shown by its first sentence; the fold has all of it. */
const MAX_WORDS$1 = 18;
/**
* The checks of what a fix applies, those of errors first: what concerns only what is no error is
* folded where there are errors.
*/
function checksOf(applied) {
	const errors = applied.filter(({ severity }) => severity === "error");
	const rest = applied.filter(({ severity }) => severity !== "error");
	const all = [.../* @__PURE__ */ new Set([...sentences(errors, applied), ...sentences(rest, applied)])];
	const shown = all.slice(0, new Set(sentences(errors.length > 0 ? errors : rest, applied)).size).slice(0, MAX_SHOWN$2).map(shorten);
	return {
		shown,
		folded: all.filter((check) => !shown.includes(check)),
		all
	};
}
/** The checks that are shown, under their title. */
function showChecks(shown) {
	const title = md`**Before you merge:**`;
	const [first] = shown;
	if (first === void 0) return [];
	if (shown.length === 1) return [md`${title} ${first}`];
	const rows = shown.map((check, index) => md`${index + 1}. ${check}`);
	return [md`${title}\n${joinMarkdown(rows, "\n")}`];
}
function shorten(check) {
	if (countWords(check) <= MAX_WORDS$1) return check;
	const [first = check] = sentencesOf(check);
	return first;
}
/** What to check, each thing once, with the containers that it is about where it is not about all. */
function sentences(findings, applied) {
	const all = new Set(applied.map(({ subject }) => subject.container?.name));
	const owners = /* @__PURE__ */ new Map();
	for (const { remedy, subject } of findings) {
		if (remedy?.verify === void 0) continue;
		const names = owners.get(remedy.verify) ?? /* @__PURE__ */ new Set();
		owners.set(remedy.verify, names.add(subject.container?.name ?? ""));
	}
	return [...owners].map(([sentence, names]) => names.size < all.size && !names.has("") ? md`${codeList([...names])}: ${sentence}` : sentence);
}
// src/review/edits-between.ts
/**
* The edits that make one text of another, of whole lines; lines that are only added stand at the end of the
* line above them.
*
* @returns undefined where they can't be told, as between texts that are too large to be compared
*/
function editsBetween(before, after) {
	const hunks = diffTexts(before, after);
	if (!hunks) return void 0;
	const [old, now] = [offsetsIn(before), offsetsIn(after)];
	const edits = [];
	for (const { oldStart, newStart, lines } of hunks) {
		let [from, to] = [oldStart, newStart];
		for (let index = 0; index < lines.length;) {
			const removed = countFrom(lines, index, "-");
			const added = countFrom(lines, index + removed, "+");
			if (removed + added === 0) {
				if (lines[index]?.startsWith(" ")) [from, to] = [from + 1, to + 1];
				index++;
				continue;
			}
			const [start, end] = [old(from), old(from + removed)];
			const edit = {
				start,
				end,
				text: after.slice(now(to), now(to + added))
			};
			edits.push(start === end ? atLineAbove(before, edit) : edit);
			[from, to, index] = [
				from + removed,
				to + added,
				index + removed + added
			];
		}
	}
	return applyEdits(before, edits) === after ? edits : void 0;
}
/** How many lines from one on have a sign in front. */
function countFrom(lines, index, sign) {
	let end = index;
	while (lines[end]?.startsWith(sign) === true) end++;
	return end - index;
}
/** Where a line of a text starts; behind the last one, the end of the text. */
function offsetsIn(text) {
	const lines = indexLines(text);
	return (line) => {
		if (line <= 1) return 0;
		return line > lines.count ? text.length : lines.span(line).start;
	};
}
/** New lines before a line as new lines at the end of the one above, where there is one. */
function atLineAbove(before, edit) {
	const [eol] = /\r?\n$/.exec(before.slice(Math.max(0, edit.start - 2), edit.start)) ?? [];
	if (eol === void 0 || !edit.text.endsWith(eol)) return edit;
	const at = edit.start - eol.length;
	return {
		start: at,
		end: at,
		text: eol + edit.text.slice(0, -eol.length)
	};
}
// src/review/generated.ts
/** Where a file is made and is to be changed, if not here: the end of a sentence about it. */
function describeElsewhere(file) {
	const elsewhere = madeElsewhere(file);
	switch (elsewhere?.kind) {
		case "rendered": return md`rendered from the chart ${code(elsewhere.chart)}: change it there`;
		case "generated": return elsewhere.by === void 0 ? md`generated: change what it is made from` : md`generated (${codePath(elsewhere.by)}): change what it is made from`;
		case "copy": return "from" in elsewhere ? md`a copy from ${code(elsewhere.from)}: change it there` : md`a copy from another project (${codePath(elsewhere.by)}): change it there`;
		case void 0: return;
	}
}
// src/review/carry-edits.ts
/**
* Finds lines of one hunk that carry all edits. New lines between two lines belong to the line above;
* where that is not in the hunk, the line below carries them.
*
* @returns undefined where no hunk shows enough
*/
function carryEdits(shown, edits) {
	const carriers = edits.map((edit) => carriersOf(shown, edit));
	const hunks = new Set(carriers[0]?.map(({ hunk }) => hunk));
	for (const hunk of hunks) {
		const chosen = carriers.flatMap((each) => each.find((one) => one.hunk === hunk) ?? []);
		if (chosen.length < edits.length) continue;
		return {
			firstLine: chosen.reduce((least, { firstLine }) => Math.min(least, firstLine), Infinity),
			lastLine: chosen.reduce((most, { lastLine }) => Math.max(most, lastLine), 0),
			edits: chosen.map(({ edit }) => edit)
		};
	}
}
/** The lines that can carry an edit, the best first. */
function carriersOf({ text, lines, diff }, edit) {
	const below = asLinesAbove(text, edit);
	return [edit, ...below ? [below] : []].flatMap((one) => {
		const firstLine = lines.position(one.start).line;
		const lastLine = lines.position(Math.max(one.start, one.end - 1)).line;
		const hunk = diff.hunkOf(firstLine);
		return hunk !== void 0 && diff.hunkOf(lastLine) === hunk ? [{
			hunk,
			firstLine,
			lastLine,
			edit: one
		}] : [];
	});
}
/** New lines below a line as new lines above the next one; undefined for any other edit. */
function asLinesAbove(text, { start, end, text: added }) {
	const [eol] = /^\r?\n/.exec(text.slice(end, end + 2)) ?? [];
	if (eol === void 0 || start !== end || !added.startsWith(eol)) return void 0;
	const next = end + eol.length;
	return {
		start: next,
		end: next,
		text: added.slice(eol.length) + eol
	};
}
// src/review/suggest.ts
/**
* Makes one suggestion for each group that resolves as many of its findings as it can: one hunk of the
* diff shows all lines that carry it.
*
* @param groups findings of one document each
*/
function suggestEach(judged, diff, groups, budget) {
	const accepts = (edits) => suggestedLines(judged, diff, edits) !== void 0;
	const suggestionOf = (fix) => {
		const carried = fix && suggestedLines(judged, diff, fix.edits);
		return carried && {
			...carried,
			fix
		};
	};
	const suggestionFor = (findings) => suggestionOf(fixMostEach(judged, [findings], accepts, budget)[0]);
	return fixMostEach(judged, groups, accepts, budget).map((fix) => {
		const whole = suggestionOf(fix);
		return whole && isLong(whole) ? shortOf(whole.fix.applies, suggestionFor) ?? whole : whole;
	});
}
/** A suggestion that is not long, with all but notices; undefined where there is none. */
function shortOf(findings, suggestionFor) {
	let kept = findings.filter(isGrave);
	let short = kept.length > 0 ? suggestionFor(kept) : void 0;
	if (kept.length > 0 && (!short || isLong(short))) return void 0;
	for (const notice of findings.filter((one) => !isGrave(one))) {
		const more = suggestionFor([...kept, notice]);
		if (!more || isLong(more)) continue;
		kept = [...kept, notice];
		short = more;
	}
	return short;
}
function isGrave({ severity }) {
	return severity !== "notice";
}
/** More lines are mostly such that stay as they are: they are not shown for what is only a notice. */
const LONG = 25;
function isLong({ firstLine, lastLine }) {
	return lastLine - firstLine >= LONG;
}
/** The lines that a suggestion of edits replaces; undefined where one hunk of the diff can't show them. */
function suggestedLines({ manifest: { lines, file } }, diff, edits) {
	const carried = carryEdits({
		text: file.text,
		lines,
		diff
	}, edits);
	const text = carried && replacement(file.text, lines, carried);
	if (!carried || text === void 0) return void 0;
	return {
		firstLine: carried.firstLine,
		lastLine: carried.lastLine,
		text
	};
}
/** The lines that edits touch, as they are after them; undefined where lines can't say it. */
function editedLines({ manifest: { lines, file } }, edits) {
	const first = edits.reduce((least, { start }) => Math.min(least, start), Infinity);
	const last = edits.reduce((most, { start, end }) => Math.max(most, start, end - 1), 0);
	const [firstLine, lastLine] = [lines.position(first).line, lines.position(last).line];
	const text = replacement(file.text, lines, {
		firstLine,
		lastLine,
		edits
	});
	return text === void 0 ? void 0 : {
		firstLine,
		lastLine,
		text
	};
}
/** The lines after the edits, with plain line feeds; undefined where lines can't say it. */
function replacement(text, lines, { firstLine, lastLine, edits }) {
	const start = firstLine === 1 ? 0 : lines.span(firstLine).start;
	const end = lastLine < lines.count ? lines.span(lastLine + 1).start : text.length;
	const shifted = edits.map((edit) => ({
		...edit,
		start: edit.start - start,
		end: edit.end - start
	}));
	const before = text.slice(start, end);
	const after = applyEdits(before, shifted).replaceAll("\r\n", "\n");
	const endsLine = before.endsWith("\n");
	if (after !== "" && endsLine !== after.endsWith("\n")) return void 0;
	return endsLine ? after.replace(/\n$/, "") : after;
}
// src/review/proved-fixes.ts
/** More lines are mostly such that stay as they are. */
const MAX_LINES$3 = 40;
/** The folder of the chart that a finding is in; undefined for a kustomization. */
function chartOf({ kind, folder }) {
	return kind === "chart" ? folder : void 0;
}
/** The fixes of the charts of a change, each once, as comments tell of them. */
var ProvedFixes = class {
	#by;
	#fixes;
	#told = /* @__PURE__ */ new Map();
	constructor({ charts = [], rootFixes = [] }, by) {
		this.#by = by;
		const ofCharts = charts.map(({ folder, fixes = [] }) => [folder, fixes]);
		this.#fixes = new Map([...ofCharts, [void 0, rootFixes]]);
	}
	/** The fix that resolves the most of what is wrong with a container or object. */
	of(findings) {
		const [first] = findings;
		if (!first?.rendered) return void 0;
		const resolvedBy = ({ resolves }) => findings.filter(({ fingerprint }) => resolves.includes(fingerprint)).length;
		const chart = chartOf(first.rendered);
		const best = (this.#fixes.get(chart) ?? []).reduce((most, fix) => resolvedBy(fix) > (most ? resolvedBy(most) : 0) ? fix : most, void 0);
		return best && this.#tell(best, chart);
	}
	#tell(chartFix, chart) {
		const known = this.#told.get(chartFix);
		if (known) return known;
		const applies = this.#findings(chartFix.applies, chart).map((finding) => ({
			...finding,
			remedy: this.#by.foundIn.get(finding)?.flatMap((one) => one.finding.remedy ?? [])[0]
		}));
		const resolves = this.#findings(chartFix.resolves, chart);
		const { files } = chartFix;
		const told = {
			fix: toFix([], applies, resolves),
			files,
			suggestion: this.#suggestionOf(files)
		};
		this.#told.set(chartFix, told);
		return told;
	}
	#findings(fingerprints, chart) {
		const wanted = new Set(fingerprints);
		return this.#by.files.flatMap(({ judged }) => judged.findings.filter(({ fingerprint, rendered }) => rendered && chartOf(rendered) === chart && wanted.has(fingerprint)));
	}
	#suggestionOf([only, ...more]) {
		if (!only || more.length > 0) return void 0;
		const { path, before, after } = only;
		const file = this.#by.files.find(({ judged }) => judged.manifest.file.path === path);
		const diff = this.#by.diffs.get(path);
		if (!file || !diff || file.judged.manifest.file.text !== before) return void 0;
		if (describeElsewhere(file.judged.manifest.file) !== void 0) return void 0;
		const edits = editsBetween(before, after);
		const lines = edits && suggestedLines(file.judged, diff, edits);
		return lines && lines.lastLine - lines.firstLine < MAX_LINES$3 ? {
			...lines,
			path
		} : void 0;
	}
};
/** The fix at the source of findings that share a comment. */
function provedFor(anchors, findings) {
	return findings.map((finding) => anchors?.get(finding)?.proved).find(Boolean);
}
/** The remedy of a finding that is applied at the source. */
function provedRemedy(anchors, finding) {
	const { applies = [] } = anchors.get(finding)?.proved?.fix ?? {};
	return applies.find(({ fingerprint }) => fingerprint === finding.fingerprint)?.remedy;
}
// src/review/fix-command.ts
/** The command that fixes findings of one container or object, and nothing else of the file. */
function fixCommand({ manifest }, findings) {
	const isUnsafe = findings.some(({ remedy }) => remedy?.safety === "unsafe");
	return commandFor([manifest.file.path], findings, isUnsafe);
}
/**
* The command that fixes findings of one container or object of what a chart or kustomization becomes, there;
* undefined where none has a remedy.
*/
function chartFixCommand(findings) {
	const fixable = findings.filter(({ rendered }) => rendered?.remedy !== void 0);
	const [first] = fixable;
	if (!first?.rendered) return void 0;
	const { installedAt } = first.rendered;
	const folder = installedAt?.path ?? chartOf(first.rendered) ?? "";
	const own = fixable.flatMap(({ file, rendered }) => rendered?.isBuilt === true ? [file] : []);
	const isUnsafe = fixable.some(({ rendered }) => rendered?.remedy === "unsafe");
	return commandFor(folder === "" ? ["."] : [.../* @__PURE__ */ new Set([folder, ...own])], fixable, isUnsafe);
}
function commandFor(paths, findings, isUnsafe) {
	const words = [
		"podseal fix",
		...isUnsafe ? ["--unsafe"] : [],
		...targetOf(findings),
		pathOperands(paths)
	];
	return codePath(words.join(" "));
}
/** The options that name what findings are about, where it is one thing. */
function targetOf(findings) {
	const objects = new Set(findings.map(shownObject).map(({ kind, name }) => `${kind}/${name}`));
	const containers = new Set(findings.map(({ subject }) => subject.container?.name));
	const [object] = objects;
	const [container] = containers;
	if (objects.size !== 1 || object === void 0) return [];
	return [`--object ${shellQuote(object)}`, ...containers.size === 1 && container !== void 0 ? [`--container ${shellQuote(container)}`] : []];
}
// src/review/exemption-text.ts
/** Longer texts are no help: the comment that exempts is one line of them. */
const MAX_LINES$2 = 12;
/** Words the exemption that a comment offers: as its suggestion, where it has no fix to suggest. */
function describeExemption({ suggestion, exemption }) {
	if (!exemption) return {
		shown: [],
		folded: []
	};
	const { findings, lines, entries } = exemption;
	const rules = rulesOf$2(findings);
	if (!suggestion && exemption.suggestion && entries.length === 0) return {
		shown: [md`This suggestion fixes nothing: it exempts ${rules}. Apply it only if that has to stay.`],
		folded: []
	};
	const folded = [
		...lines ? linesText(rules, lines) : [],
		...entries.map((entry) => entryText(entry)),
		...exemption.isUnfinished ? [md`Replace ${code(UNFINISHED)}: an exemption counts only with a reason.`] : [],
		...lines ? [commandText(findings)] : []
	];
	return {
		shown: [md`What has to stay can be exempted: see below.`],
		folded: [joinMarkdown(folded, "\n\n")]
	};
}
function rulesOf$2(findings) {
	return codeList([...new Set(findings.map(({ rule }) => rule))]);
}
function linesText(rules, { firstLine, lastLine, text }) {
	if (text.split("\n").length > MAX_LINES$2) return [];
	const where = firstLine === lastLine ? md`line ${firstLine}` : md`lines ${firstLine} to ${lastLine}`;
	return [md`To exempt ${rules}, change ${where} to:`, fence("yaml", text)];
}
function entryText(entry) {
	return joinMarkdown([md`To exempt it in the configuration, add to \`.github/podseal.yml\`:`, fence("yaml", entry)], "\n\n");
}
function commandText([finding]) {
	const command = code(`/podseal exempt ${finding?.rule ?? ""}: why`);
	return md`Where commands are set up, answering ${command} commits it.`;
}
// src/review/image-details.ts
/** What is known of images, with the sources; empty for no images. */
function describeImageDetails(images) {
	return images.map((image) => {
		const lines = joinMarkdown(linesAbout(image), "\n");
		const known = md`What is known of ${code(image.id)}:\n\n${lines}\n\n${runOf(image)}`;
		const edit = image.built?.userEdit;
		if (!edit) return known;
		return md`${known}\n\nThe change of its Dockerfile:\n\n${fence("diff", edit.patch)}`;
	});
}
function runOf({ writes }) {
	return writes?.some(({ evidence }) => evidence === "observed") ? md`Observed paths are what one run of the image wrote; the other facts were read, not confirmed by running the image.` : md`The facts were read, not confirmed by running the image.`;
}
function linesAbout(image) {
	const { writes, readOnlyRoot, notes } = image;
	return [
		md`The image ${prose(describeUser(image))}.`,
		...readOnlyRoot ? [describeReadOnlyRoot(readOnlyRoot)] : [],
		...(writes ?? []).map(describeWrite),
		...notes.map(prose)
	].map((line) => md`- ${line}`);
}
const READ_ONLY_ROOT = {
	"as-is": md`The image works with a read-only root filesystem.`,
	shipped: md`The project's own manifests set a read-only root filesystem.`,
	"with-changes": md`The image works with a read-only root filesystem after some changes.`,
	never: md`The image does not work with a read-only root filesystem.`
};
function describeReadOnlyRoot({ works, note }) {
	return note === void 0 ? READ_ONLY_ROOT[works] : md`${READ_ONLY_ROOT[works]} ${prose(note)}`;
}
function describeWrite({ path, when, isPersistent, isRead, source }) {
	const what = isPersistent ? "keeps data in" : "writes to";
	const condition = when === void 0 ? md`` : md` if ${prose(when)}`;
	const from = isRead ? describeSource(source) : md`usual, but not checked`;
	return md`The container ${what} ${code(path, Infinity)}${condition} (${from}).`;
}
/** What a project has seen itself has no address. */
function describeSource(source) {
	const url = sourceUrl(source);
	return url.startsWith("https://") ? link(md`source`, url) : code(source);
}
// src/review/marker.ts
/** Hidden in our reviews, which tells them from others by the same account. */
const REVIEW_MARKER = comment("podseal:v1 review");
/** The hidden last line of our comments, which tells a later run what they are about. */
function writeMarker(fingerprints, isDone = false) {
	return comment(`podseal:v1 ${isDone ? "done" : "fp"}=${fingerprints.join(",")}`);
}
/** Marks the body of a review as ours. */
function markReview(body) {
	return md`${body}\n\n${REVIEW_MARKER}`;
}
// src/review/patch.ts
/** A longer patch is no help in a comment: the command is. */
const MAX_LENGTH = 6e3;
/** A fix as a patch for `git apply`; none where a comment would not carry it unharmed: it loses CRs. */
function patchOf(judged, fix) {
	const { path, text } = judged.manifest.file;
	return fix ? patchOfTexts([{
		path,
		before: text,
		after: applyEdits(text, fix.edits)
	}]) : [];
}
/** The same of files. */
function patchOfTexts(files) {
	if (files.length === 0 || files.some(({ before }) => before.includes("\r"))) return [];
	const patch = files.map(({ path, before, after }) => writePatch(path, before, after).trimEnd()).join("\n");
	return patch.length > MAX_LENGTH ? [] : [patch];
}
// src/review/place.ts
/**
* The line to comment on: a finding's own, else one of its container or object that the diff shows,
* those that changed first; undefined where there is none.
*/
function placeOf$1({ judged, diff, anchors }, findings) {
	const anchor = findings.map((finding) => anchors?.get(finding)).find(Boolean);
	if (anchor) return anchor.line;
	const own = findings.find(({ line }) => diff.hunkOf(line) !== void 0);
	if (own) return own.line;
	const { lines } = judged.manifest;
	for (const { subject } of findings) for (const value of [subject.value, subject.resource.value]) {
		const first = lines.position(value.span.start).line;
		const last = lines.position(Math.max(value.span.start, value.span.end - 1)).line;
		const shown = [];
		for (let line = first; line <= last; line++) {
			if (diff.isAdded(line)) return line;
			if (diff.hunkOf(line) !== void 0) shown.push(line);
		}
		if (shown[0] !== void 0) return shown[0];
	}
}
// src/review/rendered-note.ts
/** More lines are in the fold. */
const MAX_LINES$1 = 3;
/**
* Says of findings in what a chart becomes where they are to be changed, where that is not the line of
* their comment; a suggestion says it itself, and so does a patch of the command.
*/
function renderedNote(findings, anchor, hasSuggestion) {
	const [first] = findings;
	if (!first?.rendered || !anchor || hasSuggestion) return [];
	const joining = new Set(anchor.proved?.fix.resolves.filter(({ severity }) => severity === "notice"));
	const places = placesNote(findings.filter((one) => !isOfChart(one) && !joining.has(one)), anchor);
	const notes = [...chartNote(findings, anchor), ...places];
	return anchor.proved ? notes : [...notes, ...commandNote(findings)];
}
/** Says of what no value of a release makes that the chart does, and of which release. */
function chartNote(findings, { path }) {
	const release = findings.find(isOfChart)?.file;
	if (release === void 0) return [];
	return release === path ? [md`The chart makes it: no value of the release is known for it.`] : [md`The chart that ${codePath(release)} installs makes it: no value there is known for it.`];
}
/** Whether a finding is in what a chart makes that is not in the repository, whatever the values of its release. */
function isOfChart({ file, line, rendered }) {
	const { installedAt } = rendered ?? {};
	return installedAt?.path === file && installedAt.line === line;
}
/** The command that finds out whether the chart can be edited so, and edits it. */
function commandNote(findings) {
	const command = chartFixCommand(findings.filter(({ rendered }) => rendered?.isBuilt !== true));
	const isAbout = findings.some((one) => one.severity !== "notice" && one.rendered?.remedy);
	if (command === void 0 || !isAbout) return [];
	const { kind, installedAt } = findings[0]?.rendered ?? {};
	const what = kind === "chart" && !installedAt ? md`the chart` : installedAt ? md`the release` : md`the files`;
	return [md`${command} edits ${what} where the fix can be proved.`];
}
function placesNote(findings, anchor) {
	const isHere = ({ file, line }) => file === anchor.path && (line === anchor.line || anchor.kind === "own");
	const elsewhere = findings.filter((finding) => !isHere(finding));
	const places = [...new Set(elsewhere.map(({ file, line }) => `${file}:${line}`))];
	if (places.length === 0) return [];
	const shown = joinMarkdown(places.slice(0, MAX_LINES$1).map(codePath), ", ");
	const more = places.length > MAX_LINES$1 ? md` and ${places.length - MAX_LINES$1} more` : md``;
	if (anchor.kind === "variable" && anchor.line !== void 0 && places.length === 1) return [md`This line sets the value of ${shown}.`];
	if (anchor.kind === "parameters") return [md`A parameter of this file is filled in at ${shown}${more}.`];
	const lead = anchor.kind !== "own" && anchor.kind !== "container" && anchor.line !== void 0 ? md`This line leads to it. ` : md``;
	const what = places.length === 1 ? md`The line to change` : md`The lines to change`;
	return [md`${lead}${what}: ${shown}${more}.`];
}
// src/review/verdict.ts
/** So many containers are named in a verdict; the others are counted. */
const MAX_NAMED$1 = 3;
/** What is the matter, in a line: with whom, and in which object. */
function verdictOf$1(findings) {
	const sorted = findings.toSorted(byRank);
	const [worst] = sorted;
	if (!worst) return md``;
	const { kind, namespace, name } = shownObject(worst);
	const isNamed = namespace !== "" && !(worst.rendered && namespace === "default");
	const object = md`${kindWord(kind)} ${code(isNamed ? `${namespace}/${name}` : name)}${whereOf(worst)}`;
	const containers = [...new Set(sorted.flatMap(({ subject }) => subject.container?.name ?? []))];
	const faults = headlines(sorted.filter(({ severity }) => severity === worst.severity));
	if (containers.length === 0) return md`**${object} ${faults}**`;
	return md`**${named(containers)} ${faults}** in ${object}`;
}
/** The kustomizations that a finding is in, where these are not all of its file. */
function whereOf(worst) {
	const roots = worst?.rendered?.shared?.roots ?? [];
	return roots.length === 0 ? md`` : md` (in ${prose(listed(roots))})`;
}
/** The gravest first, faults of a container before those of its object. */
function byRank(one, other) {
	return compareSeverity(one.severity, other.severity) || Number(!one.subject.container) - Number(!other.subject.container);
}
function named(containers) {
	const more = containers.length - MAX_NAMED$1;
	return more > 0 ? md`${codeList(containers.slice(0, MAX_NAMED$1))} and ${count(more, "other container")}:` : md`${codeList(containers)}${containers.length > 1 ? ":" : ""}`;
}
/** Two faults say enough; the list below has them all. */
function headlines(findings) {
	const [first, second] = [...new Set(findings.map(({ headline }) => headline))].slice(0, 2);
	if (first === void 0) return md``;
	return second === void 0 ? first : md`${first} and ${second}`;
}
/** Where there is no fix, so many findings are shown: what they say is all that there is to do. */
const MAX_SHOWN$1 = 2;
/** Whether nothing among findings is graver than one of them. */
function isGravest({ severity }, findings) {
	return findings.every((one) => compareSeverity(severity, one.severity) <= 0);
}
/** The gravest findings, at most two, and those of one severity only. */
function gravest(findings) {
	const sorted = findings.toSorted(byRank);
	const first = sorted.filter(({ severity }) => severity === sorted[0]?.severity);
	return groupBy(first, decisionOf).slice(0, MAX_SHOWN$1).flat();
}
/** Findings of a rule that differ in what is wrong alone, and have the same reason to stay, are one decision. */
function decisionOf(finding) {
	const { severity, rule, subject, message, fingerprint } = finding;
	const [, rest] = splitClause(message);
	const own = rest === "" ? fingerprint : rest;
	return JSON.stringify([
		severity,
		rule,
		subject.container?.name,
		own
	]);
}
/** `2 errors and 1 notice`. */
function tallyOf(findings) {
	const counts = SEVERITIES.flatMap((severity) => {
		const { length } = findings.filter((finding) => finding.severity === severity);
		return length > 0 ? [count(length, severity)] : [];
	});
	return listPlain(counts, " and ");
}
/**
* What is wrong, a line each, with the container's name where there are several.
*
* @param all what the verdict is about: the kustomizations that it names are not said again
*/
function listFindings(findings, isIntroduced, all = findings) {
	const where = whereOf(all.toSorted(byRank)[0]);
	const containers = new Set(findings.map(({ subject }) => subject.container?.name));
	const old = (one) => isIntroduced(one) ? "" : ", existing";
	const sorted = findings.toSorted(byRank);
	const lines = groupBy(sorted, (one) => decisionOf(one) + old(one)).flatMap((group) => {
		const [finding] = group;
		if (!finding) return [];
		const { container } = finding.subject;
		const owner = containers.size > 1 && container ? md`${code(container.name)}: ` : md``;
		const rule = link(code(finding.rule), rulePage(finding.rule));
		const faults = joinMarkdown(group.map(({ message }) => splitClause(message)[0]), "; ");
		const message = withoutEnd(md`${faults}${splitClause(finding.message)[1]}`, where);
		return [md`- ${owner}${finding.severity} ${rule}${old(finding)}: ${message}`];
	});
	return joinMarkdown(lines, "\n");
}
// src/review/comment.ts
/** A sentence of more words is in the fold. */
const MAX_WORDS = 40;
/** Names of objects and containers end with what tells them apart. */
const MAX_NAME = 160;
/** For an author who sees a comment of ours for the first time. */
const WHAT_TO_DO = link(md`What you can do with this comment`, docPage("comments"));
/**
* Words the comment of a group and puts it on the lines of its suggestion; without one, on the
* finding's line or the nearest line of its container or object that the diff shows; else on the
* file.
*
* @returns undefined when there is more to say than GitHub takes
*/
function writeComment(file, group, decision, budget) {
	const { findings } = group;
	const suggestion = group.suggestion ?? exemptionOf(group);
	const verdict = verdictOf$1(findings);
	const fingerprints = findings.map(({ fingerprint }) => fingerprint);
	const closing = [...explain(file, group, decision, budget), writeMarker(fingerprints)];
	const { path } = file.judged.manifest.file;
	if (!suggestion) {
		const body = joinMarkdown([verdict, ...closing], "\n\n");
		if (byteLength(body) > 6e4) return void 0;
		const line = placeOf$1(file, findings);
		return {
			path,
			subject: line === void 0 ? "file" : "line",
			line: line ?? 1,
			body,
			fileBody: body,
			fingerprints,
			suggestion: null
		};
	}
	const { firstLine, lastLine, text } = suggestion;
	const body = joinMarkdown([
		verdict,
		fence("suggestion", text),
		...closing
	], "\n\n");
	if (byteLength(body) > 6e4) return writeComment(file, {
		findings,
		suggestion: void 0,
		exemption: void 0
	}, decision, budget);
	const preview = md`${linesWords(firstLine, lastLine)} would become:`;
	return {
		path,
		subject: "line",
		line: lastLine,
		...firstLine < lastLine && { startLine: firstLine },
		body,
		fileBody: joinMarkdown([
			verdict,
			preview,
			fence("yaml", text),
			...closing
		], "\n\n"),
		suggestion: text,
		fingerprints
	};
}
/** The exemption that stands in for a fix. */
function exemptionOf({ exemption }) {
	return exemption?.entries.length === 0 ? exemption.suggestion : void 0;
}
function linesWords(first, last) {
	return first === last ? plainly`Line ${first}` : plainly`Lines ${first} to ${last}`;
}
/** What stands below the verdict and the suggestion. */
function explain(file, group, { sameAs, others }, budget) {
	const open = openAtSource(file, group) ?? openFindings(file, group, budget);
	const fix = group.suggestion?.fix ?? open.fix;
	const { reasons, images, applies } = fix ?? NO_FIX;
	const checks = checksOf(applies);
	const reason = shortReason(reasons);
	const stays = without(group.findings, resolvedBy(fix, open.fix));
	const told = sameAs ? [] : toldBeforeChecks(group, applies, stays);
	const checksShown = sameAs || told.length > 0 ? [] : checks.shown;
	const shown = sameAs ? [sameDecision(sameAs)] : [reason ?? [], showChecks(checksShown)].flat();
	const staying = fix ? worthTelling$1(file, without(stays, told), group) : [];
	const rest = without(group.findings, [...told, ...staying]);
	const exemption = describeExemption(group);
	const folded = [
		...open.patch,
		...exemption.folded,
		...listSome(file, rest, group),
		...fix ? open.refusals : open.refusals.slice(1),
		...reason === void 0 || sameAs ? reasons : [],
		...bullets("Check", checksShown.length > 0 ? checks.folded : checks.all),
		...bullets("The same decision for", others.map(placeWords)),
		...describeImageDetails(images)
	];
	return [
		...renderedNote(group.findings, anchorIn(file, group.findings), group.suggestion !== void 0),
		...open.notes,
		...listSome(file, told, group),
		...fix ? [] : open.refusals.slice(0, 1),
		...shown,
		...sameFor(others),
		...fix ? notFixed(listSome(file, staying, group), rest, without(group.findings, stays)) : [],
		...exemption.shown,
		...foldOf(foldTitle(rest, open.patch.length > 0, images.length > 0), folded)
	];
}
function anchorIn({ anchors }, findings) {
	return findings.map((finding) => anchors?.get(finding)).find(Boolean);
}
function resolvedBy(...fixes) {
	return fixes.flatMap((fix) => fix?.resolves ?? []);
}
function listSome({ introduced }, some, { findings }) {
	return some.length === 0 ? [] : [listFindings(some, (one) => introduced.has(one), findings)];
}
function without(findings, others) {
	const left = new Set(others);
	return findings.filter((finding) => !left.has(finding));
}
function sameDecision({ name, path }) {
	return md`The same decision as for ${code(name, MAX_NAME)} in ${codePath(path)}.`;
}
/** A fix that does nothing about the gravest: then what to do about that is shown, not its checks. */
function toldBeforeChecks(group, applied, stays) {
	if (applied.some((one) => isGravest(one, group.findings))) return [];
	return gravest(without(stays, exemptionOf(group) ? group.exemption?.findings ?? [] : []));
}
const NO_FIX = {
	reasons: [],
	images: [],
	resolves: [],
	applies: []
};
/** The errors and warnings that a fix leaves, where a few words say why. */
function worthTelling$1(file, stays, group) {
	const grave = stays.filter(({ severity }) => severity !== "notice");
	const [list] = listSome(file, grave, group);
	return list === void 0 || countWords(list) > MAX_WORDS ? [] : grave;
}
function notFixed(told, rest, fixed) {
	const title = md`Not fixed by this:`;
	const others = without(rest, fixed);
	const begun = new Set(fixed.map(({ rule }) => rule));
	const rules = [...new Set(others.map(({ rule }) => rule))].map((rule) => begun.has(rule) ? md`a part of ${code(rule)}` : code(rule));
	const list = joinMarkdown(rules, ", ");
	if (told.length === 0) return others.length === 0 ? [] : [md`${title} ${list}.`];
	const more = others.length === 0 ? [] : [md`- ${list}`];
	return [md`${title}\n\n${joinMarkdown([...told, ...more], "\n")}`];
}
function sameFor({ length }) {
	return length === 0 ? [] : [md`The same goes for ${count(length, "other container")}, listed below.`];
}
function foldOf(title, parts) {
	return parts.length === 0 ? [] : [fold(title, joinMarkdown([...parts, WHAT_TO_DO], "\n\n"))];
}
function foldTitle(findings, hasPatch, hasFacts) {
	const tally = findings.length === 0 ? plainly`More` : tallyOf(findings);
	const list = hasPatch ? plainly`The patch, ${tally}` : tally;
	return hasFacts ? plainly`${list}, and where the facts come from` : list;
}
function rulesOf$1(findings) {
	return codeList([...new Set(findings.map(({ rule }) => rule))]);
}
/** What a fix does and why, by its first sentences. */
function shortReason(reasons) {
	const sentences = withPronouns(reasons.flatMap(sentencesOf));
	const kept = [];
	for (const sentence of sentences) {
		const next = joinMarkdown([...kept, sentence], " ");
		if (countWords(next) > MAX_WORDS) break;
		kept.push(sentence);
	}
	return kept.length === sentences.length && kept.length > 0 ? joinMarkdown(kept, " ") : void 0;
}
function bullets(title, rows) {
	if (rows.length === 0) return [];
	return [md`${title}:\n\n${joinMarkdown(rows.map((row) => md`- ${row}`), "\n")}`];
}
function placeWords({ path, line, name }) {
	return md`${code(name, MAX_NAME)} in ${codePath(`${path}:${line}`)}`;
}
/** What is fixed at its source, where that is no suggestion. */
function openAtSource({ anchors }, { findings, suggestion }) {
	const proved = provedFor(anchors, findings);
	if (!proved || suggestion) return void 0;
	const { fix, files } = proved;
	if (proved.suggestion) {
		const { firstLine, lastLine } = proved.suggestion;
		const lines = linesWords(firstLine, lastLine).toLowerCase();
		return {
			notes: [md`Another suggestion changes some of ${prose(lines)}: apply it first, and another follows where needed.`],
			fix,
			patch: [],
			refusals: []
		};
	}
	const command = fix.applies.some(({ severity }) => severity !== "notice") ? chartFixCommand(findings) : void 0;
	return {
		notes: command ? [md`A suggestion can't show all lines to change: ${command} changes them.`] : [],
		fix,
		patch: patchOfTexts(files).map((text) => fence("diff", text)),
		refusals: []
	};
}
function elsewhereNote(command) {
	return md`Not all lines to change are in this diff: ${command} changes them.`;
}
function openFindings({ judged, diff }, { findings, suggestion }, budget) {
	const gone = new Set(suggestion?.fix.resolves);
	const open = findings.filter((finding) => finding.remedy && !gone.has(finding));
	const outcomes = [...fixEach(judged, open, budget)];
	const refused = /* @__PURE__ */ new Map();
	for (const [finding, fix] of outcomes) if ("refused" in fix) refused.set(fix.refused, [...refused.get(fix.refused) ?? [], finding]);
	const refusals = [...refused].map(([why, some]) => md`No fix for ${rulesOf$1(some)}: ${prose(why)}.`);
	const elsewhere = outcomes.flatMap(([finding, fix]) => "edits" in fix ? finding : []);
	const nothing = {
		notes: [],
		fix: void 0,
		patch: [],
		refusals
	};
	if (elsewhere.length === 0) return nothing;
	if (suggestion && suggestEach(judged, diff, [elsewhere], budget)[0] !== void 0) return {
		...nothing,
		notes: [md`Apply this first; another suggestion follows then.`]
	};
	const fix = fixMost(judged, elsewhere, () => true, budget);
	const command = fixCommand(judged, elsewhere);
	const note = suggestion ? md`The rest is outside this diff: ${command} changes it.` : elsewhereNote(command);
	const patch = patchOf(judged, fix).map((text) => fence("diff", text));
	return {
		notes: [note],
		fix,
		patch,
		refusals
	};
}
// src/review/root-fixes.ts
/** Files with the fixes of what kustomizations become, for who shows findings one by one. */
function withRootFixes(files, fixes = []) {
	const byFingerprint = new Map(fixes.flatMap(({ each }) => each.map(({ fingerprint, fix }) => [fingerprint, fix])));
	if (byFingerprint.size === 0) return files;
	const all = files.flatMap(({ judged }) => judged.findings);
	const sourceFixes = new Map(all.flatMap((finding) => {
		const fix = finding.rendered?.kind === "kustomization" ? byFingerprint.get(finding.fingerprint) : void 0;
		return fix ? [[finding, fix]] : [];
	}));
	return files.map((file) => ({
		...file,
		judged: {
			...file.judged,
			sourceFixes
		}
	}));
}
// src/review/decisions.ts
/** So many comments beside the first ask for the same; the other containers are in its list. */
const MAX_SAME = 5;
/** Which findings ask for the same decision: one comment explains it. */
var Decisions = class {
	#decisions = /* @__PURE__ */ new Map();
	#listed = /* @__PURE__ */ new Set();
	/**
	* @param due all findings that are to be told
	* @param isKnown whether a comment tells of a finding already: it explains the decision then
	* @param remedyOf the remedy that its comment offers
	*/
	constructor(due, isKnown, remedyOf = ({ remedy }) => remedy) {
		const told = (findings) => decisionKey(findings.map((finding) => ({
			...finding,
			remedy: remedyOf(finding)
		})));
		for (const subjects of groupBy(bySubject(due), told)) {
			const known = subjects.filter((findings) => findings.some(isKnown));
			const [first = [], ...rest] = [...known, ...subjects.filter((findings) => !known.includes(findings))];
			const [same, others] = [true, false].map((wanted) => rest.filter((findings) => isSamePlace$1(findings, first) === wanted));
			const listed = [...same ?? [], ...(others ?? []).slice(MAX_SAME)].filter((findings) => !known.includes(findings));
			const leader = nameOf$2(first);
			this.#set(first, {
				sameAs: void 0,
				others: listed.map(nameOf$2)
			});
			for (const findings of rest) this.#set(findings, {
				sameAs: leader,
				others: []
			});
			for (const finding of listed.flat()) this.#listed.add(finding);
		}
	}
	/** Whether a finding has no comment of its own, for it is in the list of another. */
	isListed(finding) {
		return this.#listed.has(finding);
	}
	/** How the comment of these findings stands to others. */
	of(findings) {
		const all = new Set(findings.flatMap((finding) => this.#decisions.get(finding) ?? []));
		const leaders = new Map([...all].map(({ sameAs }) => [JSON.stringify(sameAs), sameAs]));
		const [only] = leaders.values();
		return {
			sameAs: leaders.size === 1 ? only : void 0,
			others: [...all].flatMap(({ others }) => others)
		};
	}
	#set(findings, decision) {
		for (const finding of findings) this.#decisions.set(finding, decision);
	}
};
/** Whether one edit changes both: of values that a chart uses for several containers. */
function isSamePlace$1(findings, others) {
	return findings.every(({ rendered }) => rendered) && placesOf(findings) === placesOf(others);
}
function placesOf(findings) {
	return JSON.stringify(findings.map(({ file, line, rule }) => [
		file,
		line,
		rule
	]));
}
/**
* Findings of one container or object that say the same as those of another, and whose fixes do the same
* for the same reason: what differs may be the name of the image.
*/
function decisionKey(findings) {
	return findings.map(({ rule, severity, message, remedy, subject }) => {
		const image = codeImage(textOf$2(field(subject.container?.value, "image")?.value) ?? "");
		const words = [
			message,
			remedy?.reason ?? "",
			remedy?.verify ?? ""
		];
		return JSON.stringify([
			rule,
			severity,
			...words.map((one) => one.replaceAll(image, "image"))
		]);
	}).toSorted().join();
}
function nameOf$2([finding]) {
	if (!finding) return {
		path: "",
		line: 1,
		name: ""
	};
	const { file, line, subject, rendered } = finding;
	const { container } = subject;
	const { kind, name: called } = shownObject(finding);
	const object = `${kind}/${called}`;
	return {
		path: file,
		line,
		name: (rendered && container ? `${object} ${container.name}` : container?.name) ?? object
	};
}
// src/fix/prove-exemption.ts
/**
* Proves on a copy that edits exempt these findings for their reasons and do nothing else: the data
* differs by the changes alone, no other finding comes, goes or is exempt, and nothing is wrong with
* an exemption that was right before.
*/
function provesExemption({ manifest, ruleSet }, document, { by, edits, changes }, wanted) {
	const { path } = manifest.file;
	const texts = editDocument(document, edits);
	const [before, after] = [texts?.before, texts?.after].map((text) => text === void 0 ? void 0 : readAlone(path, text, ruleSet));
	const data = before?.document.toData();
	if (!before || !after || data === void 0) return false;
	if (!dequal(changeData(data, changes), after.document.toData())) return false;
	const [old, now] = [before, after].map((one) => findIn(one.manifest, ruleSet).sorted);
	if (!old || !now) return false;
	const claimed = wanted.flatMap(({ findings, reason }) => findings.map(({ identity }) => ({
		identity,
		by,
		reason: readReason(reason).reason
	})));
	const kept = ({ kept: all }) => all.map(({ finding }) => finding.identity);
	const exempt = ({ exempted }) => exempted.map((one) => exemptKey({
		...one,
		identity: one.finding.identity
	}));
	return isSame$1([...kept(now), ...claimed.map(({ identity }) => identity)], kept(old)) && isSame$1(exempt(now), [...exempt(old), ...claimed.map(exemptKey)]) && isWithin(messagesOf(now.faults), messagesOf(old.faults));
}
function exemptKey(one) {
	return JSON.stringify([
		one.identity,
		one.by,
		one.reason
	]);
}
/** Without their lines, which move. */
function messagesOf(faults) {
	return faults.map(({ message }) => message);
}
/** Whether two lists have the same elements, each as often. */
function isSame$1(one, other) {
	return one.length === other.length && isWithin(one, other);
}
function isWithin(part, whole) {
	const left = /* @__PURE__ */ new Map();
	for (const one of whole) left.set(one, (left.get(one) ?? 0) + 1);
	return part.every((one) => {
		const count = left.get(one) ?? 0;
		left.set(one, count - 1);
		return count > 0;
	});
}
// src/fix/exempt.ts
const UNPROVED = { refused: "no comment or annotation here would exempt this and nothing else" };
/** What linters of YAML allow by default (yamllint, rule line-length). */
const MAX_LINE = 80;
/**
* Makes the narrowest exemption of findings that a manifest can have: a comment on their line, or where
* comments are not possible an annotation; proved.
*
* @param wanted findings of one document
* @param accepts which edits are wanted; no others are made
*/
function exemptFor(judged, wanted, accepts = () => true, budget = ProofBudget.ofReview()) {
	const first = wanted[0]?.findings[0];
	if (!first) return UNPROVED;
	const document = documentOf(first);
	const refused = whyNotToEdit(judged.manifest.file) ?? foreignText(document, []);
	if (refused !== void 0) return { refused };
	const complete = wanted.map((one) => ({
		...one,
		reason: one.reason.replaceAll(UNFINISHED, "why")
	}));
	for (const form of formsFor(judged, document, wanted)) {
		const planned = form(judged, document, wanted);
		const proved = form(judged, document, complete);
		if (!planned || !proved || doOverlap(planned.edits) || !accepts(planned.edits)) continue;
		if (!budget.allowsProof(judged, document)) return UNPROVED;
		if (provesExemption(judged, document, proved, complete)) return planned;
	}
	return UNPROVED;
}
/** The forms of an exemption, the best first. */
function formsFor(judged, document, wanted) {
	if (/^\s*[{[]/.test(document.text.slice(document.span.start, document.span.end))) return [annotate];
	const text = judged.manifest.file.text;
	const isShort = asComments(behind, judged, wanted).edits.every((edit) => edit.start - startOfLine(text, edit.start) + edit.text.length <= MAX_LINE);
	const comments = [(one, _, some) => asComments(behind, one, some), (one, _, some) => asComments(above, one, some)];
	return [...isShort ? comments : comments.toReversed(), annotate];
}
function asComments(place, judged, wanted) {
	const { lines } = judged.manifest;
	const lineOf = (offset) => lines.span(lines.position(offset).line).start;
	const all = wanted.flatMap(({ findings }) => findings);
	const places = new Set(all.map(({ span }) => lineOf(span.start)));
	const [container, ...others] = new Set(all.map(({ subject }) => subject.container));
	const shared = places.size > 1 && container && others.length === 0 ? lineOf(container.value.span.start) : void 0;
	const edits = wanted.flatMap(({ findings, reason }) => {
		const rules = /* @__PURE__ */ new Map();
		for (const { rule, span } of findings) {
			const at = shared ?? lineOf(span.start);
			rules.set(at, (rules.get(at) ?? /* @__PURE__ */ new Set()).add(rule));
		}
		return [...rules].map(([at, ids]) => place(judged, at, `# podseal-ignore ${[...ids].join(", ")}: ${reason}`));
	});
	return {
		by: "comment",
		edits: sortEdits(edits),
		changes: []
	};
}
/** At the end of the line. */
function behind({ manifest: { file, lines } }, offset, comment) {
	const { start, end } = lines.span(lines.position(offset).line);
	return {
		start: start + file.text.slice(start, end).trimEnd().length,
		end,
		text: ` ${comment}`
	};
}
/** On a line of its own above the line. */
function above({ manifest: { file, lines } }, offset, comment) {
	const { start, end } = lines.span(lines.position(offset).line);
	const [indent = ""] = /^\s*/.exec(file.text.slice(start, end)) ?? [];
	return {
		start,
		end: start,
		text: `${indent}${comment}${lineBreakAt(file.text, start)}`
	};
}
/** As annotations of the objects, each for one container where the finding is about one. */
function annotate(_, document, wanted) {
	const changes = wanted.flatMap(({ findings, reason }) => findings.map(({ rule, subject: { resource, container } }) => {
		const name = `exempt.${rule}${container ? `.${container.name}` : ""}`;
		return {
			kind: "set",
			path: [
				...resource.value.path,
				"metadata",
				"annotations",
				`podseal.dev/${name}`
			],
			value: reason
		};
	}));
	const isTooLong = changes.some(({ path }) => String(path.at(-1)).length > 75);
	const made = wanted[0]?.findings[0]?.subject.value.document.madeFrom;
	const written = made ? made.toSource(changes) : changes;
	if (isTooLong || "refused" in written) return void 0;
	const plan = planEdits(document, written);
	if ("refused" in plan) return void 0;
	return {
		by: "annotation",
		edits: plan.edits,
		changes: written
	};
}
// src/judge/exemptions/configuration-entry.ts
/**
* The entry of a configuration that exempts findings of one container or object, as narrowly as its
* patterns can; undefined where it would not be about each of them.
*/
function configurationEntry(findings, reason) {
	const [first] = findings;
	if (!first) return void 0;
	const { resource, container } = first.subject;
	const rules = [...new Set(findings.map(({ rule }) => rule))];
	const named = Object.entries({
		path: first.rendered?.path ?? first.file,
		kind: resource.kind,
		namespace: resource.namespace,
		name: resource.name,
		container: container?.name ?? ""
	}).filter(([, text]) => text !== "");
	const patterns = Object.fromEntries(named.map(([key, text]) => [key, literal(text)]));
	const exemption = {
		rules,
		...patterns,
		reason,
		source: ""
	};
	if (!findings.map((one) => ({
		...one,
		file: one.rendered?.path ?? one.file
	})).every((finding) => fits(exemption, finding, void 0))) return void 0;
	return `exemptions:\n  - ${[`rule: ${rules.length === 1 ? rules.join("") : `[${rules.join(", ")}]`}`, ...[...Object.entries(patterns), ["reason", reason]].map(([key, text]) => `${key}: ${stringify(text, { lineWidth: 0 }).trimEnd()}`)].join("\n    ")}`;
}
/** A text as a glob that fits it alone. */
function literal(text) {
	return text.replace(/[\\*?[\]{}()!]/g, String.raw`\$&`);
}
// src/review/offer-exemption.ts
/** Offers the narrowest exemption of those findings of a comment that are known to be needed. */
function offerExemption(judged, diff, findings, budget) {
	const needed = findings.filter(({ need }) => need !== void 0).toSorted((one, other) => compareSeverity(one.severity, other.severity));
	const wanted = exemptingsOf(needed);
	if (wanted.length === 0) return void 0;
	const policy = judged.ruleSet.exemptions;
	const [here, there] = ["anywhere", "configuration"].map((where) => wanted.flatMap(({ findings: some, reason }) => {
		const allowed = some.filter(({ rule }) => allowedFor(rule, policy) === where);
		return allowed.length > 0 ? [{
			findings: allowed,
			reason
		}] : [];
	}));
	const isRendered = needed.some(({ rendered }) => rendered);
	const written = here && here.length > 0 && !isRendered ? inManifest(judged, diff, here, budget) : void 0;
	const entries = [...there ?? [], ...written ? [] : here ?? []].flatMap((one) => configurationEntry(one.findings, one.reason) ?? []);
	if (!written && entries.length === 0) return void 0;
	return {
		findings: wanted.flatMap((one) => one.findings),
		suggestion: void 0,
		lines: void 0,
		...written,
		entries,
		isUnfinished: wanted.some(({ reason }) => isUnfinished(reason))
	};
}
/** Findings of one reason and one container or object: what one exemption is about. */
function exemptingsOf(findings) {
	return groupBy(findings, ({ need, subject }) => JSON.stringify([
		need,
		subject.resource.value.path,
		subject.container?.value.path
	])).flatMap((some) => {
		const reason = reasonFor(some[0]?.need ?? "");
		return reason === void 0 ? [] : [{
			findings: some,
			reason
		}];
	});
}
/** The first sentence of what is known, as plain text; undefined where no comment could say it. */
function reasonFor(need) {
	const [sentence = ""] = need.split(/(?<=\.) /);
	const text = sentence.replaceAll("`", "").replace(/\.$/, "");
	return "fault" in readableReason(text.replaceAll("<why>", "why")) ? void 0 : text;
}
function inManifest(judged, diff, wanted, budget) {
	const [first, ...others] = byDocument(wanted.flatMap(({ findings }) => findings));
	if (!first || others.length > 0) return void 0;
	const found = exemptFor(judged, wanted, void 0, budget);
	if ("refused" in found) return void 0;
	const lines = editedLines(judged, found.edits);
	if (!lines) return void 0;
	return {
		lines,
		suggestion: wanted.some(({ reason }) => isUnfinished(reason)) ? void 0 : suggestedLines(judged, diff, found.edits)
	};
}
// src/review/group.ts
/** A group for its comment, whatever else there is in the file. */
function groupFor(judged, diff, findings, budget) {
	const [suggestion] = suggestEach(judged, diff, [findings], budget);
	return {
		findings,
		suggestion,
		exemption: offerExemption(judged, diff, findings, budget)
	};
}
/**
* Groups the findings of a file by what they are about, each group with its suggestion. Groups whose
* suggestions would overlap become one, because overlapping suggestions can't both be applied.
*/
function groupFindings(judged, diff, findings, budget) {
	let groups = withSuggestions$1(judged, diff, bySubject(findings), budget);
	for (let pair = overlap$1(groups); pair; pair = overlap$1(groups)) {
		const [one, other] = pair;
		const merged = withSuggestions$1(judged, diff, [[...one.findings, ...other.findings]], budget);
		groups = groups.flatMap((group) => {
			if (group === one) return merged;
			return group === other ? [] : [group];
		});
	}
	const offered = groups.map((group) => ({
		...group,
		exemption: offerExemption(judged, diff, group.findings, budget)
	}));
	const taken = offered.flatMap(({ suggestion }) => suggestion ?? []);
	return offered.map((group) => withoutOverlap(group, taken));
}
/** An exemption on lines that a suggestion replaces is text. */
function withoutOverlap(group, taken) {
	const { exemption } = group;
	const lines = exemption?.suggestion;
	return lines && taken.some(({ firstLine, lastLine }) => firstLine <= lines.lastLine && lines.firstLine <= lastLine) ? {
		...group,
		exemption: {
			...exemption,
			suggestion: void 0
		}
	} : group;
}
/** The groups with the suggestions of what is fixed at its source; one on lines of another is a patch. */
function withProved(groups, { judged, anchors }) {
	const { path } = judged.manifest.file;
	const merged = mergeShared(groups, anchors);
	const taken = merged.flatMap(({ suggestion }) => suggestion ?? []);
	return merged.map((group) => {
		const { fix, suggestion } = provedFor(anchors, group.findings) ?? {};
		if (!fix || suggestion?.path !== path || group.suggestion) return group;
		const { firstLine, lastLine, text } = suggestion;
		if (taken.some((one) => one.firstLine <= lastLine && firstLine <= one.lastLine)) return group;
		taken.push(suggestion);
		return {
			...group,
			suggestion: {
				firstLine,
				lastLine,
				text,
				fix
			}
		};
	});
}
/** Groups in kustomizations with the same fix as one: their edits are among the same lines. */
function mergeShared(groups, anchors) {
	return groupBy(groups, (group) => {
		return (group.findings.every(({ rendered }) => rendered?.kind === "kustomization") ? provedFor(anchors, group.findings) : void 0) ?? group;
	}).flatMap(([first, ...more]) => first ? {
		...first,
		findings: [first, ...more].flatMap(({ findings }) => findings)
	} : []);
}
function withSuggestions$1(judged, diff, groups, budget) {
	const suggestions = suggestEach(judged, diff, groups, budget);
	return groups.map((findings, index) => ({
		findings,
		suggestion: suggestions[index]
	}));
}
function overlap$1(groups) {
	const placed = groups.filter(({ suggestion }) => suggestion !== void 0).toSorted((a, b) => (a.suggestion?.firstLine ?? 0) - (b.suggestion?.firstLine ?? 0));
	for (const [index, group] of placed.entries()) {
		const next = placed[index + 1];
		if (!group.suggestion || !next?.suggestion) continue;
		if (next.suggestion.firstLine <= group.suggestion.lastLine) return [group, next];
	}
}
// src/review/anchor.ts
/** Of a longer container or object, the first lines tell. */
const MAX_LINES = 300;
/**
* Finds the line of the diff to comment on for what is wrong with one container or object: a line that was
* added before one that is only shown; the lines to change first, then those of the container, those that
* decide whether there is one, and those of its object.
*
* @param findings the gravest first
* @param found where the first of them was found
* @returns undefined where no changed file has anything to do with it
*/
function anchorOf(findings, found, diffs) {
	const { folder = "", kind } = findings[0]?.rendered ?? {};
	const places = [...findings.map(({ file, line }) => ({
		path: file,
		line,
		kind: "own"
	})), ...found ? placesAround(found, {
		folder,
		isBuilt: kind === "kustomization"
	}) : []];
	const isAdded = ({ path, line }) => diffs.get(path)?.isAdded(line) === true;
	const isShown = ({ path, line, kind: isOf }) => (isOf === "own" || isOf === "container") && diffs.get(path)?.hunkOf(line) !== void 0;
	const inFile = places.find(({ path }) => diffs.has(path));
	return places.find(isAdded) ?? places.find(isShown) ?? (inFile && {
		...inFile,
		line: void 0,
		kind: inFile.kind
	});
}
/** @param by its folder, and whether a kustomization makes it: what leads to its lines there are variables */
function placesAround({ rendered, finding }, { folder, isBuilt }) {
	const { resource, container } = finding.subject;
	const { sources, manifest } = rendered;
	const linesOf = (value) => {
		if (!value) return [];
		const { start, end } = value.span;
		const first = manifest.lines.position(start).line - 1;
		const last = manifest.lines.position(Math.max(start, end - 1)).line - 1;
		const count = Math.min(last - first + 1, MAX_LINES);
		return Array.from({ length: count }, (_, index) => first + index);
	};
	const placed = (kind, all) => all.flatMap((one) => one ? {
		path: reportedPath({ folder }, one.path),
		line: one.line,
		kind
	} : []);
	const written = (lines) => lines.flatMap((at) => [sources.valueAt(at), sources.textAt(at)]);
	const specs = podsOf(resource).flatMap((pod) => linesOf(pod.spec ?? pod.securityContext));
	const own = container ? linesOf(container.value) : specs;
	return [
		...isBuilt ? placed("variable", sources.causesAt(finding.line - 1)) : [],
		...placed("container", written(own)),
		...placed("cause", own.flatMap((at) => sources.causesAt(at))),
		...placed("cause", written(linesOf(resource.value))),
		...placed("cause", [sources.deployedBy])
	];
}
// src/review/homes.ts
/**
* Finds a changed file to tell of what is wrong with each container that a chart becomes: one for all that
* is due, though the lines to change may be in several files.
*/
function findHomes(files, foundIn, isDue, sources = {}) {
	const homes = /* @__PURE__ */ new Map();
	const anchors = /* @__PURE__ */ new Map();
	const diffs = new Map(files.flatMap(({ judged, diff }) => diff ? [[judged.manifest.file.path, diff]] : []));
	const proved = new ProvedFixes(sources, {
		files,
		diffs,
		foundIn
	});
	const rendered = files.flatMap(({ judged }) => judged.findings).filter((finding) => finding.rendered && isDue(finding));
	for (const findings of bySubject(rendered)) {
		const sorted = findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
		const [found] = sorted.flatMap((one) => foundIn.get(one)?.[0] ?? []);
		const fix = proved.of(sorted);
		const nearest = placeOfFix(fix) ?? anchorOf(sorted, found, diffs) ?? anyFile(sorted, diffs, sources);
		if (!nearest) continue;
		const anchor = {
			...nearest,
			proved: fix
		};
		for (const finding of findings) {
			anchors.set(finding, anchor);
			homes.set(anchor.path, [...homes.get(anchor.path) ?? [], finding]);
		}
	}
	return {
		homes,
		anchors
	};
}
/** Where the suggestion of a fix stands. */
function placeOfFix(fix) {
	const { suggestion } = fix ?? {};
	return suggestion && {
		path: suggestion.path,
		line: suggestion.lastLine,
		kind: "own"
	};
}
/** A changed file of the chart, or one that sets of applications go through, where no other has to do with a finding. */
function anyFile([first], diffs, { sets = [] }) {
	const folder = first?.rendered?.folder ?? "";
	const path = [...diffs.keys()].find((one) => folder === "" || one.startsWith(`${folder}/`)) ?? sets.map(({ changed }) => changed).find((one) => diffs.has(one));
	if (path === void 0) return void 0;
	return {
		path,
		line: void 0,
		kind: sets.some((set) => set.changed === path && set.file.path === first?.file) ? "parameters" : "cause"
	};
}
/** A file with the findings that are told of in it; none where that is of no matter to the change. */
function toldIn(file, { homes, anchors }, isDue) {
	const { judged, diff } = file;
	const away = homes.get(judged.manifest.file.path) ?? [];
	const findings = [...judged.findings.filter((finding) => !anchors.has(finding) && (diff !== void 0 || isDue(finding))), ...away];
	return diff !== void 0 || findings.length > 0 || judged.exempted.length > 0 ? [{
		...file,
		judged: {
			...judged,
			findings
		}
	}] : [];
}
// src/review/kustomizations.ts
/** Finds the kustomizations of a change. One that the change leaves alone is the same before and now. */
function kustomizationsOf({ files, removed = [], beside = [] }) {
	const heads = new Map(files.map(({ path, head }) => [path, head]));
	const bases = new Map([...files.map(({ path, base }) => [path, base]), ...removed.map(({ path, text }) => [path, text])]);
	for (const { path, side, text } of beside) {
		if (side !== "head" || heads.has(path)) continue;
		heads.set(path, text);
		bases.set(path, text);
	}
	return {
		now: finder((path) => heads.get(path)),
		before: finder((path) => bases.get(path))
	};
}
/** Finds and reads each kustomization once. */
function finder(textOf) {
	const known = /* @__PURE__ */ new Map();
	const inFolder = (folder) => {
		const path = KUSTOMIZATION_NAMES.map((name) => folder + name).find((one) => textOf(one) !== void 0);
		return path === void 0 ? void 0 : readKustomization({
			path,
			text: textOf(path) ?? ""
		});
	};
	const readIn = (folder) => {
		if (!known.has(folder)) known.set(folder, inFolder(folder));
		return known.get(folder);
	};
	return (path) => {
		for (const folder of foldersAround(path)) {
			const found = readIn(folder);
			const meant = found && kustomizationFor(found, path.slice(folder.length));
			if (meant) return meant;
		}
	};
}
/** The folder of a file, and those above it where people keep the kustomization of their patches. */
function foldersAround(path) {
	const own = folderOf(path);
	const above = own === "" ? own : folderOf(own.slice(0, -1));
	return [.../* @__PURE__ */ new Set([own, above])];
}
/** A rule set for a file, with the kustomization that lists it. */
function kustomized(ruleSet, kustomization) {
	return ruleSet.kustomization === kustomization ? ruleSet : {
		...ruleSet,
		kustomization
	};
}
// src/review/pair-units.ts
const sameText = ({ container, kind, text }) => container === "" ? void 0 : keyOf$3("text", kind, text);
const sameSettings = ({ container, kind, settings }) => container === "" ? keyOf$3("object", kind, settings) : void 0;
/**
* By what a container or object is known again in its file, the surest first. What stays where it is
* under another name or namespace is the old one; a copy of it in another file is new.
*/
const IN_FILE = [
	nameOf$1,
	sameText,
	sameSettings
];
/**
* By what a container is known again in its file under another name and with other settings: the only
* one of its image that is new, where the only one of that image is gone.
*/
const BY_IMAGE = ({ image, kind }) => image === "" ? void 0 : keyOf$3(kind, image);
/** The same with another image, in an object of another name. */
const BY_NAME = ({ container, kind }) => container === "" ? void 0 : keyOf$3(kind, container);
/** Whether names of objects or images have a word in common: `app` is a container's name in many applications. */
function isOneApplication(one, other) {
	const words = new Set(wordsOf(other));
	return wordsOf(one).some((word) => words.has(word));
}
function wordsOf({ name, image }) {
	return [name, image.slice(image.lastIndexOf("/") + 1)].flatMap((text) => text.split(/[^A-Za-z0-9]/)).filter((word) => word.length > 2);
}
/** By what a container or object is known again elsewhere, the surest first. */
const SIGNS = [
	nameOf$1,
	(unit) => nameOf$1({
		...unit,
		name: withoutVersion(unit.name)
	}),
	({ container, name, ...unit }) => container === "" ? void 0 : keyOf$3(unit.namespace, withoutVersion(name), container),
	sameText,
	({ container, image }) => container === "" ? void 0 : keyOf$3("renamed", container, image),
	({ container, kind, name, image }) => container === "" ? void 0 : keyOf$3(kind, withoutVersion(name), image),
	sameSettings
];
function nameOf$1({ kind, namespace, name, container }) {
	return keyOf$3(kind, namespace, name, container);
}
function objectOf({ kind, namespace, name }) {
	return keyOf$3(kind, namespace, name);
}
function keyOf$3(...parts) {
	return JSON.stringify(parts);
}
/** Pairs what is in a file with what was in it. */
function pairInFile(units, gone) {
	return withOnly(pairUp(units, gone, IN_FILE), BY_IMAGE);
}
/** Pairs what is in a file with what was in it in each of several forms; over is what none of them had. */
function pairInForms(units, forms) {
	const each = forms.map((gone) => pairInFile(units, gone));
	const pairs = each.flatMap((one) => one.pairs);
	const known = new Set(pairs.map(([unit]) => unit));
	return {
		pairs,
		open: units.filter((unit) => !known.has(unit)),
		left: each.flatMap(({ left }) => left)
	};
}
/** Pairs what is over in a file on both sides when all others have been looked at. */
function pairLast(units, gone) {
	return withOnly({
		pairs: [],
		open: [...units],
		left: [...gone]
	}, BY_NAME, isOneApplication);
}
/** The same, with the units that alone have a sign on both sides, and the objects that hold these. */
function withOnly(found, sign, isSame = () => true) {
	const newOnce = unitsOnce(found.open, sign);
	const goneOnce = unitsOnce(found.left, sign);
	const more = joined$1(found, (unit) => {
		const key = sign(unit) ?? "";
		const [now, then] = [newOnce.get(key), goneOnce.get(key)];
		return now && then && isSame(now, then) ? key : void 0;
	});
	const names = new Map(more.pairs.map(([unit, match]) => [objectOf(unit), objectOf(match)]));
	const isNew = new Set(more.open);
	return joined$1(more, (unit) => {
		if (unit.container !== "") return void 0;
		return isNew.has(unit) ? names.get(objectOf(unit)) : objectOf(unit);
	});
}
/** The same, with what a further sign knows again. */
function joined$1({ pairs, open, left }, sign) {
	const more = pairUp(open, left, [sign]);
	return {
		...more,
		pairs: [...pairs, ...more.pairs]
	};
}
/** Pairs what is new with what is gone elsewhere. */
function pairElsewhere(units, gone) {
	return pairUp(units, gone, SIGNS);
}
/** The units that alone have a key, by that. */
function unitsOnce(units, key) {
	const all = groupBy(units, (unit) => key(unit) ?? "");
	return new Map(all.flatMap(([unit, ...more]) => unit && more.length === 0 ? [[key(unit) ?? "", unit]] : []));
}
/** Pairs those that are new with those that are gone, each once, and says which of both are over. */
function pairUp(units, gone, signs) {
	let open = [...units];
	let left = [...gone];
	const pairs = [];
	for (const sign of signs) {
		const bySign = groupUnits(left, sign);
		open = open.filter((unit) => {
			const match = bySign.take(sign(unit));
			if (match) pairs.push([unit, match]);
			return !match;
		});
		left = bySign.rest();
	}
	return {
		pairs,
		open,
		left
	};
}
/** Units by a key, each to be taken once. */
function groupUnits(units, key) {
	const groups = /* @__PURE__ */ new Map();
	for (const unit of units.toReversed()) {
		const name = key(unit);
		const group = groups.get(name);
		if (group) group.push(unit);
		else groups.set(name, [unit]);
	}
	return {
		take: (name) => name === void 0 ? void 0 : groups.get(name)?.pop(),
		rest: () => [...groups.values()].flatMap((group) => group.toReversed())
	};
}
// src/review/units.ts
/** All objects and containers of a judged file, each with its findings. */
function unitsOf({ manifest, findings }) {
	const path = manifest.file.path;
	const found = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const { container, resource } = finding.subject;
		const key = placeKey((container ?? resource).value, container !== void 0);
		found.set(key, [...found.get(key) ?? [], finding]);
	}
	const findingsAt = (value, isContainer) => found.get(placeKey(value, isContainer)) ?? [];
	return manifest.resources.flatMap((resource) => {
		const { kind, namespace, name } = resource;
		const about = {
			path,
			kind,
			namespace,
			name
		};
		const pods = podsOf(resource);
		const text = plainText(resource.value);
		const specs = pods.filter(({ spec }) => spec);
		const own = {
			text,
			settings: specs.length > 0 ? specs.map(podSettings).join("\n") : text,
			findings: findingsAt(resource.value, false)
		};
		return [{
			...about,
			container: "",
			image: "",
			...own
		}, ...pods.flatMap(({ containers }) => containers.map((container) => ({
			...about,
			...describe$1(container),
			findings: findingsAt(container.value, true)
		})))];
	});
}
/** A securityContext in values is an object and a container at once. */
function placeKey({ document, path }, isContainer) {
	return JSON.stringify([
		document.index,
		path,
		isContainer
	]);
}
function describe$1(container) {
	const image = textOf$2(field(container.value, "image")?.value) ?? "";
	const own = SETTINGS.map((name) => plainText(field(container.value, name)?.value));
	return {
		container: container.name,
		image: canonicalReference(image)?.name ?? image,
		text: plainText(container.value),
		settings: [...own, plainText(container.pod.securityContext)].join("\n")
	};
}
const SETTINGS = [
	"image",
	"command",
	"args",
	"securityContext",
	"volumeMounts",
	"volumeDevices"
];
const POD_SETTINGS = [...[
	"securityContext",
	"hostNetwork",
	"hostPID",
	"hostIPC",
	"hostUsers",
	"volumes",
	"os"
]];
function podSettings({ spec }) {
	return POD_SETTINGS.map((name) => plainText(field(spec, name)?.value)).join("\n");
}
function plainText(value) {
	if (!value) return "";
	const { document, span } = value;
	return document.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
}
// src/review/introduced.ts
/**
* Tells what a change introduces. A container or object is matched with the one before it: in the same
* file under the same name or with the same content, else with one that is gone, by name, by content, by
* image.
*
* @param judged the files of the change as they are now, in their order
* @param was what counted for the files as they were
*/
function findOrigins({ files, removed = [] }, judged, { onFile, rendered, ...old }) {
	const befores = judged.map((now, index) => {
		onFile?.(now.manifest.file.path);
		const { path } = now.manifest.file;
		const rules = rulesBefore(now.ruleSet, old, path);
		return judge(readManifest({
			path,
			text: files[index]?.base ?? ""
		}, rules), rules);
	});
	const [first] = judged;
	const gone = removed.flatMap(({ path, text }) => {
		onFile?.(path);
		if (!first) return [];
		const rules = rulesBefore(first.ruleSet, old, path);
		return [judge(readManifest({
			path,
			text
		}, rules), rules)];
	});
	return {
		...compareAll([...judged.map((now, index) => ({
			now,
			before: befores.slice(index, index + 1)
		})), ...rendered?.comparisons ?? []], [...gone, ...rendered?.gone ?? []]),
		before: befores
	};
}
function rulesBefore(ruleSet, { kustomizationOf, releases, built, wrapped }, path) {
	const { policiesBefore: _, ...rest } = ruleSet;
	const rules = {
		...kustomized(built && built !== ruleSet.built ? {
			...rest,
			built
		} : rest, kustomizationOf(path)),
		wrapped: wrapped.get(path)
	};
	return Object.keys(releases).length === 0 ? rules : {
		...rules,
		...releases
	};
}
function compareAll(comparisons, removed) {
	const introduced = /* @__PURE__ */ new Set();
	const touched = /* @__PURE__ */ new Set();
	const each = [];
	const gone = [];
	for (const { now, before, isShared = false, isUnknown = false } of comparisons) {
		if (before.some(({ manifest }) => !manifest.isWhole)) continue;
		const pairing = pairInForms(unitsOf(now), before.map(unitsOf));
		each.push({
			...pairing,
			open: isUnknown ? [] : pairing.open
		});
		if (!isShared) for (const unit of pairing.left) gone.push(unit);
	}
	for (const one of removed) for (const unit of unitsOf(one)) gone.push(unit);
	const rest = pairElsewhere(each.flatMap(({ open }) => open), gone);
	const taken = new Set(rest.pairs.flat());
	const isOver = (unit) => !taken.has(unit);
	const last = each.map(({ open, left }) => pairLast(open.filter(isOver), left.filter(isOver)));
	const matches = /* @__PURE__ */ new Map();
	for (const { pairs } of [
		...each,
		rest,
		...last
	]) for (const [unit, match] of pairs) matches.set(unit, [...matches.get(unit) ?? [], match]);
	for (const { open } of last) for (const unit of open) matches.set(unit, []);
	for (const [unit, all] of matches) compare(unit, all, introduced, touched);
	return {
		introduced,
		touched
	};
}
function compare(unit, matches, introduced, touched) {
	const old = matches.flatMap(({ findings }) => findings);
	const substances = gravestBy(old, substanceOf);
	const rules = gravestBy(old, ({ rule }) => rule);
	for (const finding of unit.findings) {
		const { severity, rule, detail } = finding;
		const [same, ofRule] = [substances.get(substanceOf(finding)), rules.get(rule)];
		if (!(same !== void 0 && compareSeverity(same, severity) <= 0 || detail === "" && ofRule !== void 0 && compareSeverity(ofRule, severity) < 0)) introduced.add(finding);
		if (!matches.some(({ settings }) => settings === unit.settings)) touched.add(finding);
	}
}
/** The gravest severity of findings, by a key. */
function gravestBy(findings, key) {
	const gravest = /* @__PURE__ */ new Map();
	const sorted = findings.toSorted((a, b) => compareSeverity(b.severity, a.severity));
	for (const finding of sorted) gravest.set(key(finding), finding.severity);
	return gravest;
}
function substanceOf({ rule, detail }) {
	return JSON.stringify([rule, detail]);
}
// src/review/judge-charts.ts
/** The file that makes a chart what it is: that of the release, where the chart itself is not in the repository. */
function chartFile({ folder, base, head }) {
	const { installedAt } = (head ?? base)?.chart ?? {};
	return reportedPath({ folder }, installedAt?.path ?? "Chart.yaml");
}
/** Judges what the charts of a change become, on both sides. */
function judgeCharts({ charts = [] }, ruleSet, onFile) {
	return charts.map((chart) => {
		onFile?.(chartFile(chart));
		return {
			chart,
			head: judgeSide$1(chart.head, ruleSet),
			base: judgeSide$1(chart.base, ruleSet)
		};
	});
}
function judgeSide$1(side, ruleSet) {
	if (!side?.answer) return void 0;
	return judgeRendered(readRendering(side.chart, side.answer, ruleSet), ruleSet);
}
/** Judges what a source becomes. */
function judgeRendered(rendered, ruleSet) {
	if (!rendered.values) return { skips: rendered.skips };
	return {
		rendered,
		renderings: rendered.manifests.map((one) => ({
			rendered: one,
			judged: judge(one.manifest, ruleSet)
		}))
	};
}
/** Whether anything of a side could be rendered. */
function isJudged$1(side) {
	return side !== void 0 && "rendered" in side;
}
/** Whether the rendering of a chart shows a file: it is not judged as it is then. */
function isShownBy({ chart, head }, path) {
	if (!isJudged$1(head)) return false;
	const { folder } = chart;
	if (isValuesOf({ head }, path)) return true;
	if (folder === "") return isRendered(path);
	return path.startsWith(`${folder}/`) && isRendered(path.slice(folder.length + 1));
}
/** Whether a file is of a chart of the change that could not be rendered. */
function isOfUnrendered({ chart, head }, path) {
	return head !== void 0 && !isJudged$1(head) && !chart.head?.chart.installedAt && isSourceOf(chart.folder, path);
}
/** Whether a file has values that a chart was rendered with. */
function isValuesOf({ head }, path) {
	return isJudged$1(head) && head.rendered.values?.some(({ file }) => file.path === path) === true;
}
/** Whether a file has releases that a chart was rendered for. */
function hasReleasesOf({ chart, head }, path) {
	const { releases = [] } = chart.head?.chart ?? {};
	return isJudged$1(head) && releases.some((one) => one.path === path);
}
/** The releases that are rendered, on one side. */
function renderedReleases(charts, side) {
	return charts.flatMap(({ chart, [side]: judged }) => {
		if (!isJudged$1(judged)) return [];
		const { releases = [], installedAt } = chart[side]?.chart ?? {};
		if (installedAt) return releases;
		const sets = new Set(judged.renderings.map(({ rendered }) => rendered.set.name));
		return releases.filter(({ name }) => sets.has(name));
	});
}
/** Why the charts of others that documents install can't be rendered, on one side. */
function unrenderedDocumentsOf(charts, side) {
	const reasons = /* @__PURE__ */ new Map();
	for (const { chart, [side]: judged } of charts) {
		const { releases = [], installedAt } = chart[side]?.chart ?? {};
		const [skip] = judged && !isJudged$1(judged) ? judged.skips : [];
		if (!installedAt || !skip) continue;
		for (const { path, document } of releases) reasons.set(documentKey(path, document), skip.reason);
	}
	return reasons;
}
/** The charts that are known whose values files have, by the paths of these, on one side. */
function wrappedBy(charts, side) {
	return new Map(charts.flatMap(({ chart, [side]: judged }) => isJudged$1(judged) && judged.rendered.wrapped ? [[reportedPath(chart, "values.yaml"), judged.rendered.wrapped]] : []));
}
/** What charts become, each rendering with the one that it is to be compared with. */
function comparisonsOf({ chart, head, base }) {
	if (!isJudged$1(head)) return [];
	const sides = isJudged$1(base) ? base.renderings : [];
	const sets = renderedSets(chart.base);
	const [first] = sides;
	const isUnknown = chart.base !== void 0 && !isJudged$1(base);
	return head.renderings.map(({ rendered, judged }) => {
		const { name } = rendered.set;
		const isShared = !sets.has(name);
		const comparedSet = isShared ? first?.rendered.set.name : name;
		const before = sides.find((one) => one.rendered.set.name === comparedSet && one.rendered.manifest.file.path === rendered.manifest.file.path);
		const hadSet = chart.base?.chart.sets.some((one) => one.name === name) === true;
		return {
			now: judged,
			before: before ? [before.judged] : [],
			isShared,
			isUnknown: isUnknown || isShared && hadSet
		};
	});
}
/** The value sets with which a chart can be rendered, be it to nothing. */
function renderedSets(side) {
	const { answer, chart } = side ?? {};
	if (!chart || !answer || !("sets" in answer)) return /* @__PURE__ */ new Set();
	const rendered = chart.sets.filter((_, index) => {
		const outcome = answer.sets[index];
		return outcome !== void 0 && "files" in outcome;
	});
	return new Set(rendered.map(({ name }) => name));
}
/** What was rendered before a change and has no counterpart now. */
function goneFrom({ chart, head, base }) {
	if (!isJudged$1(base) || chart.head && !isJudged$1(head)) return [];
	const renderings = isJudged$1(head) ? head.renderings : [];
	const now = new Set(renderings.map(({ rendered }) => keyOf$2(rendered)));
	return base.renderings.flatMap(({ rendered, judged }) => now.has(keyOf$2(rendered)) ? [] : [judged]);
}
function keyOf$2({ set, manifest }) {
	return JSON.stringify([set.name ?? "", manifest.file.path]);
}
// src/review/judge-roots.ts
/** The file of a kustomization, by which it is named. */
function rootFile({ folder, head, base }) {
	const { files = {}, layered } = (head ?? base)?.sources ?? {};
	return mainOf({
		root: folder,
		files,
		layered
	});
}
/** As reports name a kustomization. */
function rootName({ name, folder }) {
	return name ?? (folder || ".");
}
/** What objects deploy of what is built, on one side. */
function builtLayers(roots, side) {
	return roots.flatMap(({ root, [side]: build }) => {
		const { layered } = root[side]?.sources ?? {};
		return layered?.written && build && isJudged$1(build.side) ? [{
			...layered.written,
			path: layered.madeBy
		}] : [];
	});
}
/** Judges what the kustomizations of a change become, on both sides. */
function judgeRoots({ roots = [], files }, ruleSet, onFile) {
	const moved = {};
	for (const { path, from, base } of files) if (from !== void 0 && base !== void 0) moved[path] = base;
	return roots.map((root) => {
		onFile?.(rootFile(root));
		const [head, base] = [root.head, root.base].map((side) => judgeSide(side, ruleSet));
		const before = {
			...root.before,
			...moved
		};
		return {
			root,
			head,
			base,
			plain: new Map([...plainOf(before, {
				head,
				base
			}, ruleSet), ...usedOf(root, ruleSet)])
		};
	});
}
function judgeSide(side, ruleSet) {
	if (!side?.answer) return void 0;
	const read = {
		folder: "",
		sources: side.sources
	};
	return {
		side: judgeRendered(readBuilt(read, side.answer, ruleSet), ruleSet),
		shown: shownIn(read, side.answer)
	};
}
function plainOf(before, { head, base }, ruleSet) {
	const known = new Set(renderingsOf(base).map(pathOf));
	const paths = renderingsOf(head).map(pathOf);
	return new Map(paths.flatMap((path) => {
		const text = before[path];
		if (known.has(path) || text === void 0) return [];
		return [[path, [judge(readManifest({
			path,
			text
		}, ruleSet), ruleSet)]]];
	}));
}
/** What others made of the files that a new kustomization uses: what these files did there is not new. */
function usedOf({ used = [], head }, ruleSet) {
	const files = head?.sources.files ?? {};
	const all = /* @__PURE__ */ new Map();
	for (const one of used.flatMap((side) => renderingsOf(judgeSide(side, ruleSet)))) {
		const path = pathOf(one);
		const findings = one.judged.findings.filter((finding) => files[placeFinding(one.rendered, finding)?.path ?? path] !== void 0);
		all.set(path, [...all.get(path) ?? [], {
			...one.judged,
			findings
		}]);
	}
	return all;
}
/** What a side was built to; nothing where it could not be built. */
function renderingsOf(build) {
	return build && isJudged$1(build.side) ? build.side.renderings : [];
}
function pathOf({ rendered }) {
	return rendered.manifest.file.path;
}
/** Whether a build shows a file now: it is not judged as it is then. */
function isBuilt({ head }, path) {
	return showsIn(head, path);
}
/** Whether a build showed a file before. */
function wasBuilt({ base }, path) {
	return showsIn(base, path);
}
function showsIn(build, path) {
	if (!build || !isJudged$1(build.side) || !build.shown.includes(path)) return false;
	return build.side.rendered.values?.some(({ file }) => file.path === path) !== true;
}
/** The former paths of what a change renames or moves, by the paths now. */
function formerPaths({ files }) {
	return new Map(files.flatMap(({ path, from }) => from === void 0 ? [] : [[path, from]]));
}
/**
* What kustomizations become, each object's file with the one that it is to be compared with: in the same
* kustomization, or the one that was moved; for a new one, in one that is gone; else the file as it was.
*/
function rootComparisons(roots, former) {
	const goneRoots = roots.filter(({ root }) => !root.head);
	const elsewhere = byPath$1(goneRoots.flatMap(({ base }) => renderingsOf(base)));
	const known = /* @__PURE__ */ new Set();
	return {
		comparisons: roots.flatMap((one) => {
			const { root, head, plain } = one;
			const base = root.base ? one.base : movedFrom(one, goneRoots, former)?.base;
			const own = byPath$1(renderingsOf(base));
			const isUnknown = root.base !== void 0 && !(base && isJudged$1(base.side));
			return renderingsOf(head).map((now) => {
				const path = pathOf(now);
				const before = formerly(own, path, former);
				if (before) known.add(before);
				const other = isUnknown ? void 0 : formerly(elsewhere, path, former);
				const built = before ?? other;
				const files = isUnknown ? [] : plain.get(path) ?? [];
				const was = built ? [built.judged] : files;
				return {
					now: now.judged,
					before: was,
					isShared: !before,
					isUnknown
				};
			});
		}),
		gone: roots.flatMap((root) => goneFromRoot(root, known))
	};
}
function byPath$1(all) {
	return new Map(all.map((one) => [pathOf(one), one]));
}
/** What was at a path before the change, or at the one from which that was moved. */
function formerly(all, path, former) {
	return all.get(path) ?? all.get(former.get(path) ?? "");
}
/** The kustomization that a new one was before it got another folder, if it was one. */
function movedFrom({ root }, gone, former) {
	const from = former.get(rootFile(root));
	const moved = gone.find((one) => from !== void 0 && one.root.folder === folderOf$2(from));
	if (moved) return moved;
	const alike = gone.filter((one) => nameOf(one.root) === nameOf(root));
	return alike.length === 1 ? alike[0] : void 0;
}
/** The last step of its folder, such as `prod`. */
function nameOf({ folder }) {
	return folder.slice(folder.lastIndexOf("/") + 1);
}
/** What was in a build before a change and has no counterpart now. */
function goneFromRoot({ root, head, base }, known) {
	if (root.head && !(head && isJudged$1(head.side))) return [];
	return renderingsOf(base).flatMap((one) => known.has(one) ? [] : [one.judged]);
}
// src/review/patched-carriers.ts
const CARRIER = /^kind: (?:HelmRelease|HelmChart|Application(?:Set)?)$/m;
/**
* Releases and applications that a change leaves alone in their files, and that a kustomization makes something else of:
* what they deploy then is named, as far as nothing renders it.
*/
function patchedCarriers({ roots = [], files }, charts, ruleSet) {
	const changed = new Set(files.map(({ path }) => path));
	const rendered = new Set(charts.flatMap(({ chart }) => (chart.head?.chart.releases ?? []).map(({ name }) => name)));
	const rules = {
		...ruleSet,
		renderedDocuments: void 0,
		unrenderedDocuments: void 0
	};
	const skips = roots.flatMap((root) => otherCarriers(root).filter(({ name, files: [home] }) => {
		return !(home !== void 0 && changed.has(home)) && !rendered.has(`${name} in ${rootName(root)}`);
	}).map((one) => skipOf(one, {
		root,
		changed,
		rules
	})));
	return [...new Map(skips.map((one) => [JSON.stringify(one), one])).values()];
}
/** Those that deploy something else than before. */
function otherCarriers({ base, head }) {
	const [before, now] = [carriersIn(base), carriersIn(head)];
	if (!before || !now) return [];
	const known = new Map(before.map(({ name, deciding }) => [name, deciding]));
	return now.filter(({ name, deciding }) => known.get(name) !== deciding);
}
/** Undefined for what could not be built. */
function carriersIn(side) {
	const { answer } = side ?? {};
	if (!answer || !("text" in answer)) return void 0;
	const { text } = answer;
	if (!CARRIER.test(text)) return [];
	const lines = indexLines(text);
	return splitDocuments(text).flatMap((span, index) => {
		const own = text.slice(span.start, span.end);
		const document = CARRIER.test(own) ? parseDocumentAt(text, span, index) : void 0;
		if (!document || !("root" in document)) return [];
		const root = rootOf(document);
		const name = `${headerOf(root).kind}/${textOf$2(valueAt(root, ["metadata", "name"])) ?? ""}`;
		const [first, last] = [span.start, span.end].map((at) => lines.position(at).line - 1);
		const from = filesOf(answer, first ?? 0, last ?? 0);
		return [{
			name,
			text: own,
			deciding: decidingText(own),
			files: from
		}];
	});
}
function filesOf({ lines, files }, first, last) {
	const numbers = lines.slice(first, last + 1).flatMap(([file]) => file ?? []);
	return [...new Set(numbers)].flatMap((number) => files[number] ?? []);
}
/** The files of a chart in whose renderings such an object deploys something else than before. */
function otherRenderings({ head, base }) {
	if (!isJudged$1(head) || !isJudged$1(base)) return /* @__PURE__ */ new Set();
	const before = new Map(base.renderings.map(({ rendered }) => [keyOf$1(rendered), decidingIn(rendered.manifest)]));
	const others = head.renderings.filter(({ rendered }) => {
		const old = before.get(keyOf$1(rendered));
		return old !== void 0 && old !== decidingIn(rendered.manifest);
	});
	return new Set(others.map(({ rendered }) => rendered.manifest.file.path));
}
function keyOf$1({ set, manifest }) {
	return JSON.stringify([set.name ?? "", manifest.file.path]);
}
function decidingIn({ file: { text } }) {
	if (!CARRIER.test(text)) return "";
	return splitDocuments(text).map(({ start, end }) => text.slice(start, end)).filter((one) => CARRIER.test(one)).map(decidingText).join("\n");
}
function skipOf({ name, text, files }, { root, changed, rules }) {
	const [skip] = readManifest({
		path: files[0] ?? "",
		text
	}, rules).skips;
	const reason = skip?.reason ?? "what it deploys with its patches";
	return {
		file: files.find((path) => changed.has(path)) ?? rootFile(root),
		reason: `${name} as ${rootName(root)} builds it: ${reason}`
	};
}
// src/review/release-sources.ts
/** How they are judged now, and how they were before; without keys where there are none. */
function releaseRulesOf(change, { charts, roots }) {
	const { now, before } = releaseSourcesOf(change);
	const documents = (side) => renderedDocuments([
		...renderedReleases(charts, side),
		...builtLayers(roots, side),
		...change.unaffected?.[side] ?? []
	]);
	const named = change.files.flatMap(({ path, head }) => namedSourcesIn({
		path,
		text: head
	}));
	return {
		now: rulesFor(now, /* @__PURE__ */ new Set([...documents("head"), ...namedDocuments(named, now ?? [])]), unrenderedDocumentsOf(charts, "head")),
		before: rulesFor(before, documents("base"), unrenderedDocumentsOf(charts, "base"))
	};
}
function rulesFor(releaseSources, rendered, unrenderedDocuments) {
	const isTried = rendered.size + unrenderedDocuments.size > 0;
	if (releaseSources === void 0 && !isTried) return {};
	return {
		releaseSources,
		renderedDocuments: rendered,
		unrenderedDocuments
	};
}
/** Reads what the files of a change, and those beside them, say of where charts are. */
function releaseSourcesOf({ files, removed = [], beside = [] }) {
	if (!files.some(({ base, head }) => mayNeedSources(head) || mayNeedSources(base ?? ""))) return {
		now: void 0,
		before: void 0
	};
	const changed = new Set(files.map(({ path }) => path));
	const others = beside.filter(({ path, side }) => side === "head" && !changed.has(path)).flatMap(sourcesIn$1);
	const heads = files.flatMap(({ path, head }) => sourcesIn$1({
		path,
		text: head
	}));
	const bases = files.flatMap(({ path, base }) => sourcesIn$1({
		path,
		text: base ?? ""
	}));
	return {
		now: [...heads, ...others],
		before: [
			...bases,
			...removed.flatMap(sourcesIn$1),
			...others
		]
	};
}
// src/review/chart-skips.ts
/**
* What of a chart was not analyzed and may be of a change: what could not be rendered before it either, and
* what the change does not touch, is not its matter.
*/
function chartSkips(judged, diffs) {
	const { chart, head, base } = judged;
	if (!isJudged$1(head)) {
		const skips = head?.skips ?? [];
		const { installedAt, releases = [] } = chart.head?.chart ?? {};
		if (!installedAt) return [...skips];
		if (releases.some(({ path }) => diffs.has(path))) return [];
		const known = base && !isJudged$1(base) ? base.skips : [];
		return skips.filter(({ reason }) => isNewReason(reason, known));
	}
	return [...head.rendered.skips.filter((skip) => isOfChange(skip, judged, diffs)), ...notCompared(judged)];
}
/**
* What of templates no values enable, and the change touches. A chart that others depend on is rendered with them, too:
* what it does not enable at all, another one may enable in part.
*/
function unusedSkips(charts, diffs) {
	const all = charts.flatMap(({ chart, head }) => {
		return (isJudged$1(head) ? head.rendered.unused : []).filter((part) => isTouched(part, chart.head?.chart, diffs)).map((part) => ({
			...part,
			path: reportedPath(chart, part.path)
		}));
	});
	const parts = [...new Map(all.map((part) => [JSON.stringify(part), part])).values()];
	const isInPart = new Set(parts.flatMap(({ path, line }) => line === void 0 ? [] : path));
	const counting = parts.filter(({ path, line }) => line !== void 0 || !isInPart.has(path));
	return skipsOfUnused({ folder: "" }, counting);
}
/** Nothing that is found can be told to be new then. */
function notCompared({ chart, base }) {
	if (!chart.base || isJudged$1(base)) return [];
	const [first] = base?.skips ?? [];
	const reason = `the chart can't be rendered as it was on the base branch, to tell what is new${first === void 0 ? "" : ` (${first.reason})`}`;
	return [{
		file: chartFile(chart),
		reason
	}];
}
/** Whether something is said of a chart that was not so before, or that the change has to do with. */
function isNewReason(reason, before) {
	return !before.some((one) => withoutNumbers(one.reason) === withoutNumbers(reason));
}
/** Lines and columns move. */
function withoutNumbers(reason) {
	return reason.replaceAll(/\d+/g, "#");
}
function isOfChange(skip, { chart, base }, diffs) {
	if (isNewReason(skip.reason, isJudged$1(base) ? base.rendered.skips : [])) return true;
	const [before, now] = [chart.base?.chart, chart.head?.chart];
	if (!before || !now) return true;
	if (skip.dependency !== void 0) return isDependencyTouched(skip.dependency, before, now);
	return now.sets.some(({ name, values }) => name !== void 0 && skip.reason.includes(` with ${name}:`) && values.some((path) => diffs.has(reportedPath(chart, path))));
}
/** Whether a change may change what a dependency becomes that is not there. */
function isDependencyTouched(name, before, now) {
	const [old, fresh] = [before, now].map((chart) => dependencyText(name, chart));
	return old !== fresh;
}
/** All that a chart says of a dependency: which it is, and its values. */
function dependencyText(name, { files, sets }) {
	const paths = /* @__PURE__ */ new Set(["values.yaml", ...sets.flatMap(({ values }) => values)]);
	const own = [
		"Chart.yaml",
		"requirements.yaml",
		"Chart.lock",
		"requirements.lock"
	].flatMap((path) => rootsIn(files[path]).flatMap((root) => items(field(root, "dependencies")?.value))).filter((one) => ["name", "alias"].some((key) => textOf$2(field(one, key)?.value) === name));
	const keys = own.flatMap((one) => textOf$2(field(one, "alias")?.value) ?? []);
	const values = [...paths].flatMap((path) => rootsIn(files[path]).flatMap((root) => [
		...keys,
		name,
		"global"
	].map((key) => textAt(field(root, key)?.value))));
	return JSON.stringify([own.map(textAt), values]);
}
function rootsIn(text = "") {
	return splitDocuments(text).flatMap((span, index) => {
		const parsed = parseDocumentAt(text, span, index);
		return parsed && "root" in parsed ? [rootOf(parsed)] : [];
	});
}
function textAt(value) {
	return value ? value.document.text.slice(value.span.start, value.span.end).trim() : "";
}
/** Whether a change touches a part of a template that no values enable. */
function isTouched({ path, line }, sources, diffs) {
	const diff = sources && diffs.get(reportedPath(sources, path));
	if (!diff) return false;
	if (line === void 0) return true;
	return diff.touches(line, partEnd(sources.files[path] ?? "", line));
}
// src/review/rendered-files.ts
/**
* Leads what was found in the renderings of charts to their files.
*
* @param found which of the findings of the renderings are of the change
*/
function renderedFiles(charts, found, { ruleSet, diffs }) {
	const judged = /* @__PURE__ */ new Map();
	const before = /* @__PURE__ */ new Map();
	const origins = /* @__PURE__ */ new Map();
	const skips = [];
	const place = ({ rendered, renderings }) => relocate(rendered.source, renderings, {
		ruleSet,
		skips: [],
		isNew: (one) => found.introduced.has(one)
	});
	for (const chart of charts) {
		const { head, base } = chart;
		for (const skip of chartSkips(chart, diffs)) skips.push(skip);
		const old = isJudged$1(base) ? place(base).judged : [];
		for (const one of old) add(before, one);
		if (!isJudged$1(head)) continue;
		const now = place(head);
		const known = old.flatMap(({ manifest }) => manifest.skips);
		const deploying = otherRenderings(chart);
		for (const one of now.judged) {
			add(judged, one);
			const isNew = ({ file, reason }) => isNewReason(reason, known) || deploying.has(file);
			for (const skip of one.manifest.skips) if (isNew(skip)) skips.push(skip);
		}
		for (const [finding, from] of now.origins) origins.set(finding, from);
	}
	for (const skip of unusedSkips(charts, diffs)) skips.push(skip);
	return {
		judged,
		before,
		origins,
		skips,
		introduced: findingsOf(origins, found.introduced),
		touched: findingsOf(origins, found.touched)
	};
}
/** The findings at their places that come from some of those in renderings. */
function findingsOf(origins, some) {
	return new Set([...origins].flatMap(([finding, from]) => from.some((one) => some.has(one.finding)) ? [finding] : []));
}
/** What charts and what kustomizations come to, together. */
function together(one, other) {
	return {
		judged: joined(one.judged, other.judged),
		before: joined(one.before, other.before),
		origins: new Map([...one.origins, ...other.origins]),
		skips: [...one.skips, ...other.skips],
		introduced: /* @__PURE__ */ new Set([...one.introduced, ...other.introduced]),
		touched: /* @__PURE__ */ new Set([...one.touched, ...other.touched])
	};
}
function joined(one, other) {
	const all = new Map(one);
	for (const more of other.values()) add(all, more);
	return all;
}
/** Adds what was found in a file: the values of two releases may be in one. */
function add(all, more) {
	const { path } = more.manifest.file;
	const known = all.get(path);
	all.set(path, known ? {
		...more,
		...bothOf(known, more)
	} : more);
}
function bothOf(one, other) {
	return {
		findings: [...one.findings, ...other.findings],
		exempted: [...one.exempted, ...other.exempted],
		exemptionFaults: [...one.exemptionFaults, ...other.exemptionFaults]
	};
}
// src/review/root-files.ts
/**
* Leads what was found in the builds of kustomizations to their files. What holds in several is one finding.
*
* @param found which of the findings of the builds are of the change
*/
function rootFiles(roots, found, ruleSet) {
	const isNew = (one) => found.introduced.has(one);
	const now = new RootMerger(ruleSet, isNew);
	const before = new RootMerger(ruleSet, isNew);
	for (const { root, head, base } of roots) {
		addTo(now, {
			name: rootName(root),
			build: head,
			ruleSet
		});
		addTo(before, {
			name: rootName(root),
			build: base,
			ruleSet
		});
	}
	const [judged, old] = [byPath(now.all()), byPath(before.all())];
	const { origins } = now;
	return {
		judged,
		before: old,
		origins,
		skips: unique([...roots.flatMap(skipsOf$1), ...newSkips(judged, old)]),
		introduced: findingsOf(origins, found.introduced),
		touched: findingsOf(origins, found.touched)
	};
}
function addTo(merger, { name, build, ruleSet }) {
	if (!build || !isJudged$1(build.side)) return;
	const { rendered, renderings } = build.side;
	const { judged, origins } = relocate(rendered.source, renderings, {
		ruleSet,
		skips: []
	});
	const { files } = rendered.source;
	const shown = build.shown.map((path) => ({
		path,
		text: files[path] ?? ""
	}));
	merger.add({
		name,
		judged,
		shown,
		origins
	});
}
function byPath(all) {
	return new Map(all.map((one) => [one.manifest.file.path, one]));
}
/** What of a kustomization was not analyzed and may be of the change. */
function skipsOf$1({ root, head, base }) {
	if (!head) return [];
	if (!isJudged$1(head.side)) return [...head.side.skips];
	const old = base && isJudged$1(base.side) ? base.side.rendered.skips : [];
	const own = onlyNew(head.side.rendered.skips, old);
	if (!root.base || base && isJudged$1(base.side)) return own;
	const [first] = base?.side && !isJudged$1(base.side) ? base.side.skips : [];
	const reason = `the kustomization can't be built as it was on the base branch, to tell what is new${first === void 0 ? "" : ` (${first.reason})`}`;
	return [...own, {
		file: head.side.rendered.source.main,
		reason
	}];
}
function newSkips(now, before) {
	return [...now].flatMap(([path, { manifest }]) => onlyNew(manifest.skips, before.get(path)?.manifest.skips ?? []));
}
function onlyNew(skips, before) {
	const known = new Set(before.map(keyOf));
	return skips.filter((one) => !known.has(keyOf(one)));
}
/** Lines move; versions, which are in what is named, count. */
function keyOf({ file, reason }) {
	return JSON.stringify([file, reason.replaceAll(/\bline \d+/g, "line")]);
}
function unique(skips) {
	return [...new Map(skips.map((one) => [JSON.stringify(one), one])).values()];
}
// src/review/judge-change.ts
/** Judges the files of a change: those that a chart renders by what they become, the others as they are. */
function judgeChange(change, ruleSet, { onFile, builtBefore } = {}) {
	const charts = judgeCharts(change, ruleSet, onFile);
	const roots = judgeRoots(change, ruleSet, onFile);
	const plain = withoutTemplates(change, charts, roots);
	const attributesOf = readAttributes((change.beside ?? []).filter(isAttributes));
	const { now, before } = kustomizationsOf(change);
	const releases = releaseRulesOf(change, {
		charts,
		roots
	});
	const wrapped = wrappedBy(charts, "head");
	const rules = {
		...ruleSet,
		...releases.now,
		...toldElsewhere(change, {
			charts,
			roots
		})
	};
	const judged = plain.files.map(({ path, head }) => {
		onFile?.(path);
		const file = {
			path,
			text: head,
			attributes: attributesOf(path)
		};
		const own = kustomized({
			...rules,
			wrapped: wrapped.get(path)
		}, now(path));
		return judge(readManifest(file, own), own);
	});
	const past = {
		kustomizationOf: before,
		releases: releases.before,
		built: builtBefore
	};
	const also = {
		rendered: toCompare(change, charts, roots),
		wrapped: wrappedBy(charts, "base")
	};
	const origins = findOrigins(plain, judged, {
		...past,
		...also,
		onFile
	});
	const diffs = new Map(change.files.map(({ path, hunks }) => [path, indexDiff(hunks ?? [])]));
	const builds = rootFiles(roots, origins, ruleSet);
	const found = together(renderedFiles(charts, origins, {
		ruleSet,
		diffs
	}), builds);
	return {
		files: [...change.files.map((file, index) => {
			const [own, old] = [judged[index], origins.before[index]];
			const both = {
				judged: own ?? nothing(file, ruleSet),
				before: old ?? nothing(file, ruleSet)
			};
			const { isRendered, keepsSkips } = treatmentOf(file.path, {
				charts,
				roots,
				found
			});
			const of = {
				file,
				found,
				attributes: attributesOf(file.path),
				keepsSkips
			};
			return {
				...isRendered ? withRendered(both, of) : both,
				diff: diffs.get(file.path)
			};
		}), ...otherFiles(found, diffs, ruleSet)],
		introduced: /* @__PURE__ */ new Set([...origins.introduced, ...found.introduced]),
		touched: /* @__PURE__ */ new Set([...origins.touched, ...found.touched]),
		foundIn: found.origins,
		skips: [...found.skips, ...skipsAround(change, charts, rules)]
	};
}
/** What of objects is not analyzed that the change leaves alone in their files. */
function skipsAround(change, charts, ruleSet) {
	return [...(change.sets ?? []).flatMap(({ file, changed }) => readManifest(file, ruleSet).skips.map(({ reason }) => ({
		file: changed,
		reason: `the sets of applications in ${file.path} go through it: ${reason}`
	}))), ...patchedCarriers(change, charts, ruleSet)];
}
/** The files of which nothing has to be said that is said of what they are part of. */
function toldElsewhere(change, sources) {
	return {
		named: namedIn(change, sources),
		isOfUnrendered: (path) => sources.charts.some((chart) => isOfUnrendered(chart, path))
	};
}
/** The files that are named as not analyzed, since what they are part of could not be rendered. */
function namedIn({ skips }, { charts, roots }) {
	const unrendered = [...charts.map(({ head }) => head), ...roots.map(({ head }) => head?.side)].flatMap((side) => side && !isJudged$1(side) ? side.skips : []);
	return new Set([...skips, ...unrendered].map(({ file }) => file));
}
/** What charts and kustomizations become, and what is gone of that. */
function toCompare(change, charts, roots) {
	const builds = rootComparisons(roots, formerPaths(change));
	return {
		comparisons: [...charts.flatMap(comparisonsOf), ...builds.comparisons],
		gone: [...charts.flatMap(goneFrom), ...builds.gone]
	};
}
/** Whether a file is judged by what it becomes, and whether a part of it is judged as it is. */
function treatmentOf(path, { charts, roots, found }) {
	const isShown = charts.some((chart) => isShownBy(chart, path)) || roots.some((root) => isBuilt(root, path));
	const isRelease = charts.some((chart) => hasReleasesOf(chart, path));
	return {
		isRendered: isShown || isRelease || found.judged.has(path),
		keepsSkips: isRelease || !isShown
	};
}
function isAttributes({ path, side }) {
	return side === "base" && /(?:^|\/)\.gitattributes$/.test(path);
}
/** The change without the texts that its charts and kustomizations show as they are rendered. */
function withoutTemplates(change, charts, roots) {
	if (charts.length + roots.length === 0) return change;
	const isShown = (path) => charts.some((chart) => isShownBy(chart, path) && !isValuesOf(chart, path));
	const files = change.files.map((file) => isShown(file.path) || roots.some((root) => isBuilt(root, file.path)) ? {
		...file,
		base: "",
		head: ""
	} : file);
	const removed = change.removed?.filter(({ path }) => !isShown(path) && !roots.some((root) => wasBuilt(root, path)));
	return {
		...change,
		files,
		...removed && { removed }
	};
}
function nothing({ path }, ruleSet) {
	return judge(readManifest({
		path,
		text: ""
	}), ruleSet);
}
/** A file of a chart with what its renderings have there. */
function withRendered({ judged, before }, { file, found, attributes, keepsSkips }) {
	const { path, head, base = "" } = file;
	return {
		judged: merged(judged, found.judged.get(path), {
			path,
			text: head,
			attributes
		}, keepsSkips),
		before: merged(before, found.before.get(path), {
			path,
			text: base
		}, keepsSkips)
	};
}
/** What is known from a rendering is not said again of the values as such. */
function merged(own, rendered, file, keepsSkips) {
	const { findings = [], exempted = [], exemptionFaults = [] } = rendered ?? {};
	const skips = keepsSkips ? own.manifest.skips : [];
	const isKnown = ({ rule, line }) => findings.some((known) => known.rule === rule && known.line === line);
	return {
		...own,
		manifest: {
			...own.manifest,
			file,
			lines: indexLines(file.text),
			skips
		},
		findings: [...findings, ...own.findings.filter((one) => !isKnown(one))],
		exempted: [...exempted, ...own.exempted],
		exemptionFaults: [...exemptionFaults, ...own.exemptionFaults]
	};
}
/** The files of charts that the change leaves alone; their exemptions are not its matter. */
function otherFiles(found, changed, ruleSet) {
	return [...found.judged].filter(([path]) => !changed.has(path)).map(([path, one]) => {
		const before = found.before.get(path) ?? nothing({ path }, ruleSet);
		const known = new Set(before.exempted.map(({ finding }) => finding.fingerprint));
		const exempted = one.exempted.filter(({ finding }) => !known.has(finding.fingerprint));
		const manifest = {
			...one.manifest,
			skips: []
		};
		return {
			judged: {
				...one,
				manifest,
				exempted,
				exemptionFaults: []
			},
			before,
			diff: void 0
		};
	});
}
// src/review/assess.ts
/** Judges the files of a change and tells what of their findings is in scope, and new. */
function assessFiles(change, { ruleSet, builtBefore, scope, baseline = [], onFile }, commented) {
	const { files, skips, ...origins } = judgeChange(change, ruleSet, {
		onFile,
		builtBefore
	});
	const listed = files.map((file) => ({
		...file,
		judged: withoutListed(file.judged, origins.introduced, baseline)
	}));
	const isDue = (finding) => scope === "all" || origins.introduced.has(finding) || scope === "touched" && origins.touched.has(finding);
	const { foundIn } = origins;
	const homes = findHomes(listed, foundIn, isDue, change);
	const told = withRootFixes(listed, change.rootFixes).flatMap((file) => toldIn(file, homes, isDue));
	const { anchors } = homes;
	return {
		files: assessEach(told, {
			origins,
			anchors,
			isDue,
			commented
		}),
		skips,
		foundIn
	};
}
function assessEach(files, { origins: { introduced, touched }, anchors, isDue, commented }) {
	const isKnown = ({ fingerprint }) => commented.has(fingerprint);
	const generated = files.map(({ judged }) => describeElsewhere(judged.manifest.file));
	const told = files.flatMap(({ judged, diff }, index) => generated[index] === void 0 && diff ? worthTelling(judged.findings.filter(isDue), isKnown) : []);
	const decisions = new Decisions(told, isKnown, (finding) => finding.remedy ?? provedRemedy(anchors, finding));
	const isFresh = new Set(told.filter((one) => !isKnown(one) && !decisions.isListed(one)));
	return files.map(({ judged, before, diff }, index) => {
		const due = judged.findings.filter(isDue);
		const { path } = judged.manifest.file;
		return {
			judged,
			before,
			diff: diff ?? indexDiff([]),
			decisions,
			anchors,
			introduced,
			touched,
			generated: generated[index],
			skips: before.manifest.isWhole ? [] : [{
				file: path,
				reason: NOT_COMPARED
			}],
			fresh: bySubject(due.filter((finding) => isFresh.has(finding))),
			known: due.filter(isKnown),
			quiet: due.filter((finding) => !isKnown(finding) && !isFresh.has(finding))
		};
	});
}
/** What the change brings is new, whatever the baseline has: a copy, or a graver value. */
function withoutListed(judged, introduced, baseline) {
	if (baseline.length === 0) return judged;
	const { own, elsewhere, entries } = matchBaseline(judged.findings, judged.manifest.file.path, baseline);
	const isListed = (one) => !introduced.has(one) && (own.has(one) || elsewhere.has(one));
	return withoutBaseline(judged, isListed, entries);
}
const NOT_COMPARED = "too large on the base branch to tell what is new in it";
/** A notice has no comment of its own: it joins that of its container or object, where there is one. */
function worthTelling(due, isKnown) {
	return bySubject(due).filter((group) => group.some((one) => one.severity !== "notice" || isKnown(one))).flat();
}
/** Words the comments of a file, as many as there is room for. */
function writeComments(file, adopted, room) {
	const { judged, diff, decisions } = file;
	const known = [...file.known, ...file.fresh.flat().filter((finding) => adopted.has(finding))];
	const fresh = file.fresh.map((group) => group.filter((finding) => !adopted.has(finding))).filter((group) => group.length > 0);
	const budget = ProofBudget.ofReview();
	const comments = withProved(groupFindings(judged, diff, fresh.slice(0, room).flat(), budget), file).flatMap((group) => writeComment(file, group, decisions.of(group.findings), budget) ?? []);
	const said = new Set(comments.flatMap(({ fingerprints }) => fingerprints));
	const unsaid = fresh.flat().filter(({ fingerprint }) => !said.has(fingerprint));
	return {
		...file,
		known,
		comments,
		dropped: /* @__PURE__ */ new Set([...unsaid, ...file.quiet])
	};
}
// src/review/baseline-note.ts
/** Says that a change leaves the baseline out of date, unless it updates the file itself. */
function baselineNotes({ removed = [], editsBaseline }, files, baseline) {
	if (baseline.length === 0 || editsBaseline === true) return [];
	const today = new Set(files.flatMap(({ judged }) => keysOf(judged)));
	const gone = new Set(removed.map(({ path }) => path));
	const { length } = [...files.flatMap((file) => listedIn(file.before, baseline)), ...baseline.filter(({ path }) => gone.has(path)).map(({ key }) => key)].filter((key) => !today.has(key));
	return length === 0 ? [] : [md`${count(length, "finding")} of the baseline gone with this change: update the file with \`podseal baseline --prune\`.`];
}
/** The keys of all findings of a file, those in the baseline among them. */
function keysOf({ findings, exempted, manifest }) {
	const listed = exempted.flatMap(({ by, finding }) => by === "baseline" ? [finding] : []);
	const inOrder = [...findings, ...listed].toSorted((a, b) => a.span.start - b.span.start);
	return [...entriesOf$1(inOrder, manifest.file.path).values()].map(({ key }) => key);
}
/** The keys of the findings of a file that the baseline lists for it. */
function listedIn({ findings, manifest }, baseline) {
	const { own, entries } = matchBaseline(findings, manifest.file.path, baseline);
	return [...own].flatMap((finding) => entries.get(finding)?.key ?? []);
}
// src/review/thread.ts
/**
* Open threads of this run that say only what older open ones say; one that people answered is never
* one.
*/
function findDuplicates(threads) {
	const said = /* @__PURE__ */ new Set();
	const duplicates = [];
	const open = threads.filter(({ state }) => state === "open");
	for (const thread of open.toSorted((one, other) => one.number - other.number)) {
		if (thread.fingerprints.every((fingerprint) => said.has(fingerprint)) && thread.isOwn && !thread.hasReply) duplicates.push(thread);
		for (const fingerprint of thread.fingerprints) said.add(fingerprint);
	}
	return duplicates;
}
/** The fingerprints that need no comment any more: of threads that no run of ours closed. */
function fingerprintsOf(threads) {
	return new Set(threads.flatMap(({ state, fingerprints }) => state === "done" ? [] : fingerprints));
}
// src/review/faults.ts
/** More of them have one cause; the summary has all. */
const MAX_COMMENTS$1 = 5;
/** A message may quote the file. */
const MAX_MESSAGE = 300;
/** Says on which lines a change makes the configuration wrong, as far as the diff shows them. */
function tellFaults({ next, threads }, faults) {
	const marked = faults.map((fault) => ({
		...fault,
		fingerprint: fingerprintOf$2(fault)
	}));
	const ours = new Set(marked.map(({ fingerprint }) => fingerprint));
	const said = fingerprintsOf(threads);
	const diffs = new Map(next?.changed.map(({ path, hunks }) => [path, indexDiff(hunks ?? [])]));
	const shown = marked.filter(({ path, line, fingerprint }) => !said.has(fingerprint) && diffs.get(path)?.hunkOf(line) !== void 0);
	const comments = groupBy(shown, ({ path, line }) => `${path}:${line}`).slice(0, MAX_COMMENTS$1).flatMap(commentOn$2);
	const told = /* @__PURE__ */ new Set([...said, ...comments.flatMap(({ fingerprints }) => fingerprints)]);
	return {
		faults: marked.map((fault) => ({
			...fault,
			placement: placementOf(told.has(fault.fingerprint), diffs.has(fault.path))
		})),
		comments,
		standing: threads.filter(({ fingerprints }) => fingerprints.some((one) => ours.has(one)))
	};
}
/** Only a file of this repository can have an annotation. */
function placementOf(isTold, isHere) {
	if (isTold) return "comment";
	return isHere ? "annotation" : "summary";
}
/** By what it says, not by its line, which moves. */
function fingerprintOf$2({ path, message }) {
	const identity = JSON.stringify([
		"configuration",
		path,
		message
	]);
	return sha256Hex(identity).slice(0, 16);
}
function commentOn$2(faults) {
	const [first] = faults;
	if (!first) return [];
	const fingerprints = [...new Set(faults.map(({ fingerprint }) => fingerprint))];
	const body = joinMarkdown([
		md`**Podseal can't use this configuration** (${count(faults.length, "fault")})`,
		...faults.map(({ message }) => code(message, MAX_MESSAGE)),
		md`Correct it before you merge: Podseal would fail the check of every pull request after this one.`,
		writeMarker(fingerprints)
	], "\n\n");
	const { path, line } = first;
	return [{
		path,
		subject: "line",
		line,
		body,
		fileBody: body,
		suggestion: null,
		fingerprints
	}];
}
// src/review/follow.ts
/**
* Decides what becomes of the open threads: one whose findings are gone is closed, one that says
* something else than it should is updated. Where a person answered, the text stays as it was.
*/
function followThreads(change, files) {
	const duplicates = findDuplicates(change.threads);
	const open = change.threads.filter((thread) => thread.isOwn && thread.state === "open" && !duplicates.includes(thread));
	const fileOf = new Map(files.flatMap((file) => file.judged.findings.map(({ fingerprint }) => [fingerprint, file])));
	const updates = [];
	const resolutions = [];
	const adopted = /* @__PURE__ */ new Set();
	/** One for all comments on a file. */
	const budgets = new Map(files.map((one) => [one, ProofBudget.ofReview()]));
	for (const thread of open) {
		const file = thread.fingerprints.map((one) => fileOf.get(one)).find(Boolean);
		if (!file) {
			if (isJudged(change, files, thread)) resolutions.push({
				thread,
				body: doneBody(thread)
			});
		} else if (!thread.hasReply) {
			const { body, adopts } = revise(file, thread, adopted, budgets.get(file) ?? ProofBudget.ofReview());
			if (body !== thread.body) {
				updates.push({
					thread,
					body
				});
				for (const finding of adopts) adopted.add(finding);
			}
		}
	}
	return {
		updates,
		resolutions,
		duplicates,
		adopted
	};
}
/** Whether nothing of a thread's file was left out: only then is a finding known to be gone. */
function isJudged(change, files, { path }) {
	if ([...change.skips, ...files.flatMap(({ judged }) => judged.manifest.skips)].some(({ file }) => file === path)) return false;
	return change.isWhole || change.files.some((file) => file.path === path);
}
/** What a thread is to say now, with the new findings on its subjects where it can show them. */
function revise(file, thread, taken, budget) {
	const said = new Set(thread.fingerprints);
	const live = file.judged.findings.filter(({ fingerprint }) => said.has(fingerprint));
	const adopts = bySubject([...live, ...file.fresh.flat()]).filter((group) => group.some((finding) => live.includes(finding))).flat().filter((finding) => !live.includes(finding) && !taken.has(finding));
	const all = file.judged.findings.filter((finding) => live.includes(finding) || adopts.includes(finding));
	const wanted = adopts.length > 0 ? write(file, all, budget) : void 0;
	if (wanted && standsAt(thread, wanted)) return {
		body: wanted.body,
		adopts
	};
	const comment = write(file, live, budget);
	if (!comment) return {
		body: thread.body,
		adopts: []
	};
	return {
		body: standsAt(thread, comment) ? comment.body : comment.fileBody,
		adopts: []
	};
}
function write(file, findings, budget) {
	const [group] = withProved([groupFor(file.judged, file.diff, findings, budget)], file);
	return group && writeComment(file, group, file.decisions.of(findings), budget);
}
function standsAt({ place }, { subject, line, startLine }) {
	return place?.subject === subject && place.line === line && place.startLine === startLine;
}
/** What stays of a comment whose findings are gone: its heading. */
function doneBody({ body, fingerprints }) {
	const [heading = ""] = body.split(/\r?\n/);
	return `Done: this is no longer found.\n\n~~${heading}~~\n\n${writeMarker(fingerprints, true)}`;
}
// src/review/unused-exemptions.ts
/**
* The exemptions of the configuration that a change leaves without a finding: those that are for one of
* its files alone, exempted something in it before, and exempt nothing in it now. Of others a change
* does not show all that they are for.
*/
function unusedExemptions(files, exemptions) {
	return files.flatMap(({ judged, before, skips }) => {
		const { manifest, exempted } = judged;
		if (!manifest.isWhole || manifest.skips.length > 0 || skips.length > 0) return [];
		const used = new Set(exempted.map(({ source }) => source));
		const wasUsed = new Set(before.exempted.map(({ source }) => source));
		return exemptions.filter(({ path, source }) => path === manifest.file.path && wasUsed.has(source) && !used.has(source)).map(({ source }) => faultAt(source));
	});
}
function faultAt(source) {
	const colon = source.lastIndexOf(":");
	return {
		file: source.slice(0, colon),
		line: Number(source.slice(colon + 1)),
		message: "this exemption fits no finding after this change: remove it"
	};
}
// src/review/change-images.ts
/** The images that the containers in the new texts of a change run, and in what its charts become, each once. */
function imagesOfChange(change, kinds = [], onFile = () => {}) {
	const { now } = kustomizationsOf(change);
	const { now: releaseSources } = releaseSourcesOf(change);
	const images = change.files.flatMap(({ path, head }) => {
		onFile(path);
		return imagesOf(readManifest({
			path,
			text: head
		}, {
			kinds,
			releaseSources
		}), now(path));
	});
	const rendered = (change.charts ?? []).flatMap((chart) => {
		const { head } = chart;
		if (!head?.answer) return [];
		onFile(chartFile(chart));
		return imagesOfSource(readRendering(head.chart, head.answer, { kinds }));
	});
	const built = (change.roots ?? []).flatMap((root) => {
		const { head } = root;
		if (!head?.answer) return [];
		onFile(rootFile(root));
		return imagesOfSource(readBuilt({
			folder: "",
			sources: head.sources
		}, head.answer, { kinds }));
	});
	return [.../* @__PURE__ */ new Set([
		...images,
		...rendered,
		...built
	])];
}
// src/review/manifests-for.ts
/** As many as one request to GitHub asks for. */
const MAX_MANIFESTS = 90;
/** Folders and names in which workloads are kept. */
const LIKELY = /(?:^|[/_.-])(?:k8s|kube\w*|manifests?|deploy\w*|kustomize|overlays?|base|charts?|gitops|apps?)(?:[/_.-]|$)/i;
/** Files of other programs, by their names. */
const OTHER = /^(?:docker-compose|compose|skaffold|mkdocs\.|pnpm-lock\.|package|openapi|swagger)|lint/i;
function isManifest(path) {
	return !path.startsWith(".github/") && !OTHER.test(baseOf(path));
}
/**
* The manifests that most likely use what these Dockerfiles make, bounded: those with the name of a
* Dockerfile's folder, then those in folders for manifests.
*/
function manifestsFor(dockerfiles, paths) {
	if (dockerfiles.length === 0) return [];
	const names = dockerfiles.flatMap((path) => folderOf$3(path).split("/").filter((name) => name.length > 2));
	const rank = (path) => {
		if (names.some((name) => baseOf(path).includes(name))) return 0;
		if (names.some((name) => folderOf$3(path).includes(name))) return 1;
		return LIKELY.test(path) ? 2 : 3;
	};
	return paths.filter((path) => /\.ya?ml$/.test(path) && !isForeign(path) && isManifest(path)).map((path) => ({
		path,
		rank: rank(path),
		depth: path.split("/").length
	})).toSorted((one, other) => one.rank - other.rank || one.depth - other.depth).slice(0, MAX_MANIFESTS).map(({ path }) => path);
}
// src/review/project-images.ts
/**
* Reads a project's own facts as they are on the base: a pull request can't vouch for its own
* images. A fault makes the check neutral and not red, or nobody could merge what resolves it; one that
* the pull request brings is named before it is merged.
*/
function reviewedImages({ projectImages, files }) {
	const base = projectImages && readProjectImages(projectImages);
	const images = base && "images" in base ? base.images : void 0;
	const changed = files.find(({ path }) => path === PROJECT_IMAGES_PATH);
	const head = changed && {
		path: changed.path,
		text: changed.head
	};
	return {
		images,
		skips: [...skipsOf(projectImages, "on the base branch, so that what it knows of images is not used"), ...skipsOf(head, "in this change")]
	};
}
function skipsOf(file, where) {
	const read = file && readProjectImages(file);
	if (!file || !read || !("faults" in read)) return [];
	const [first] = read.faults;
	return first ? [{
		file: file.path,
		reason: `line ${first.line}: ${first.message} (${where})`
	}] : [];
}
// src/review/change-builds.ts
/** What to read of a repository before it can be said how images are built; undefined for nothing. */
function wantedBuilds(change, kinds = [], onFile) {
	const { builds } = change;
	const own = reviewedImages(change).images;
	if (!builds) return changedDockerfiles(change).length > 0 || unknownImages(openImages(change, kinds, onFile), own).length > 0 ? [] : void 0;
	const images = [...imagesIn(change, kinds, onFile), ...imagesBeside(change, kinds)];
	const index = new BuildIndex(builds);
	const manifests = manifestsOf(change);
	const unread = [...manifests.length > 0 ? [...changedDockerfiles(change), ...index.evidence] : [], ...manifests].filter((path) => !builds.texts.has(path));
	return [.../* @__PURE__ */ new Set([...index.find(images, own).wanted, ...unread])];
}
/** How the images of a change are built that nobody else knows. */
function changedBuilds(change, kinds = []) {
	const { builds } = change;
	if (!builds) return {
		now: /* @__PURE__ */ new Map(),
		before: /* @__PURE__ */ new Map()
	};
	const own = reviewedImages(change).images;
	const images = [...imagesIn(change, kinds), ...imagesBeside(change, kinds)];
	const find = (files) => new BuildIndex(files).find(images, own).built;
	const now = find(builds);
	if (builds.before.size === 0) return {
		now,
		before: now
	};
	const before = find({
		...builds,
		texts: new Map([...builds.texts, ...builds.before])
	});
	const vouched = [...now].map(([image, built]) => {
		const isVouched = dequal(built.facts.user, before.get(image)?.facts.user);
		return [image, {
			...built,
			isVouched
		}];
	});
	return {
		now: new Map(vouched),
		before
	};
}
/** The Dockerfiles that a change touches and does not remove. */
function changedDockerfiles({ touched = [], builds }) {
	const there = builds && new Set(builds.paths);
	return touched.filter((path) => isDockerfile(path) && there?.has(path) !== false);
}
/** Manifests that a change leaves alone, and that may use what its Dockerfiles make. */
function manifestsBeside(change, kinds = []) {
	const { builds } = change;
	return manifestsOf(change).flatMap((path) => {
		const text = builds?.texts.get(path) ?? "";
		return text === "" ? [] : [readManifest({
			path,
			text
		}, { kinds })];
	});
}
function manifestsOf(change) {
	const { builds, files } = change;
	const known = new Set(files.map(({ path }) => path));
	return manifestsFor(builds ? changedDockerfiles(change) : [], builds?.paths.filter((path) => !known.has(path)) ?? []);
}
function imagesBeside(change, kinds) {
	return manifestsBeside(change, kinds).flatMap((manifest) => imageNames(manifest).run);
}
/** The images of containers that leave something open which an image could answer. */
function openImages(change, kinds, onFile = () => {}) {
	const { now } = kustomizationsOf(change);
	const images = change.files.flatMap(({ path, head }) => {
		onFile(path);
		const manifest = readManifest({
			path,
			text: head
		}, { kinds });
		if (manifest.resources.flatMap(podsOf).flatMap((pod) => pod.containers).every(isClosed)) return [];
		return imageNames(manifest, now(path)).run;
	});
	return [...change.charts ?? [], ...change.roots ?? []].some(({ head }) => head?.answer) ? [...images, ...imagesOfChange({
		...change,
		files: []
	}, kinds)] : images;
}
/** Whether a container has a read-only root, and a user other than root. */
function isClosed(container) {
	const flag = field(container.securityContext, "readOnlyRootFilesystem")?.value;
	return scalar(flag) === true && scalar(effectiveField(container, "runAsNonRoot")?.value) === true;
}
/** The images of the manifests of a change, before it and now, by all of their names. */
function imagesIn(change, kinds, onFile = () => {}) {
	const { now, before } = kustomizationsOf(change);
	const images = change.files.flatMap(({ path, head, base }) => {
		const heads = imageNames(readManifest({
			path,
			text: head
		}, { kinds }), now(path));
		if (base === void 0) return heads.written;
		const bases = imageNames(readManifest({
			path,
			text: base
		}, { kinds }), before(path));
		return [
			...heads.written,
			...bases.run,
			...bases.written
		];
	});
	return [.../* @__PURE__ */ new Set([...imagesOfChange(change, kinds, onFile), ...images])];
}
// src/review/policies-before.ts
/** What a change does to the policies that are in its files. */
function changedPolicies({ files, removed = [] }) {
	const sides = [...files.map(({ path, base = "", head }) => ({
		path,
		base,
		head
	})), ...removed.map(({ path, text }) => ({
		path,
		base: text,
		head: ""
	}))].map(({ path, base, head }) => ({
		path,
		base: read(path, base),
		head: read(path, head)
	}));
	const old = sides.flatMap(({ base }) => base.policies);
	const labels = new Map(sides.flatMap(({ base }) => base.labels));
	if (old.length === 0 && labels.size === 0) return {
		before: void 0,
		removed: []
	};
	const now = new Set(sides.flatMap(({ head }) => head.policies.map(idOf)));
	const isGone = (one) => !now.has(idOf(one));
	const gone = /* @__PURE__ */ new Map();
	const withoutPlace = [];
	for (const { base, head } of sides) {
		const missing = head.isWhole ? base.policies.filter(isGone) : [];
		if (missing.length === 0) continue;
		const place = placeOf(missing, head.policies);
		if (place) gone.set(idOf(place), missing);
		else for (const one of missing) withoutPlace.push(one);
	}
	return {
		before: {
			written: new Map(old.map((one) => [idOf(one), one])),
			gone,
			labels
		},
		removed: withoutPlace
	};
}
/** The policy of a binding that is gone; else the first one that the file still has. */
function placeOf(missing, present) {
	const names = new Set(missing.map(({ object }) => nameOf$7(object)));
	return present.find(({ object }) => names.has(nameOf$7(object))) ?? present[0];
}
function idOf({ object }) {
	return identityOf(object);
}
/** What each policy and each label of a level has in its text. */
const WORDS = /managed-by|pod-security\.kubernetes\.io/;
function read(path, text) {
	if (!WORDS.test(text)) return {
		isWhole: true,
		policies: [],
		labels: []
	};
	const { resources, isWhole, unreadable } = readManifest({
		path,
		text
	});
	return {
		isWhole: isWhole && unreadable === 0,
		policies: resources.flatMap((resource) => {
			const object = dataOf(resource);
			return isDataMap(object) && isWritten(object) ? [{
				path,
				object
			}] : [];
		}),
		labels: resources.flatMap(labelsOf)
	};
}
function labelsOf(resource) {
	if (resource.kind !== "Namespace" || resource.group !== "") return [];
	const object = dataOf(resource);
	const metadata = isDataMap(object) ? object["metadata"] : void 0;
	const labels = isDataMap(metadata) ? metadata["labels"] : void 0;
	return isDataMap(labels) ? [[resource.name, labels]] : [];
}
// src/review/rules-of.ts
/** The rules with what is known of the project's own images and policies, as the change leaves them. */
function rulesOf(change, ruleSet) {
	const own = reviewedImages(change);
	const builds = changedBuilds(change, ruleSet.kinds);
	const policies = changedPolicies(change);
	const { before: policiesBefore } = policies;
	return {
		ruleSet: {
			...ruleSet,
			images: own.images,
			built: builds.now,
			policiesBefore
		},
		own,
		builds,
		policies
	};
}
// src/review/dockerfile-findings.ts
/** What the Dockerfiles of a change bring to workloads that it leaves alone: new, or graver than before. */
function broughtBy(change, ruleSet, { now, before }) {
	const changed = new Set(changedDockerfiles(change));
	if (changed.size === 0 || !change.builds) return [];
	return manifestsBeside(change, ruleSet.kinds).flatMap((manifest) => {
		const then = judge(manifest, {
			...ruleSet,
			built: before
		}).findings;
		const was = new Map(then.map((one) => [one.fingerprint, one.severity]));
		return [...judge(manifest, {
			...ruleSet,
			built: now
		}).findings.flatMap((finding) => {
			const built = builtBy(finding.subject.container, now);
			const old = was.get(finding.fingerprint);
			const isOld = old !== void 0 && compareSeverity(old, finding.severity) <= 0;
			const isOurs = built?.dockerfile !== void 0 && changed.has(built.dockerfile);
			if (isOld || !isOurs || finding.severity === "notice") return [];
			return [{
				finding: atDockerfile(finding, built),
				built,
				line: built.userLine
			}];
		}), ...startFaults(manifest, {
			now,
			before
		}, ruleSet, changed)];
	});
}
/** On a Dockerfile, nobody is told what to set in a manifest. */
function atDockerfile(finding, built) {
	const isRoot = built.facts.user?.declared === "root";
	if (finding.rule !== "run-as-non-root" || !isRoot) return finding;
	const what = built.userEdit ? md`` : md`: end it with a numeric ${code("USER")} other than 0`;
	return {
		...finding,
		headline: md`runs as root`,
		message: md`this Dockerfile ${prose(built.says)}, so that the container runs as root${what}`
	};
}
function builtBy(container, built) {
	return built.get(textOf$2(field(container?.value, "image")?.value) ?? "");
}
/** What no rule finds in a manifest: an image that does not start any more, and a new volume. */
function startFaults(manifest, { now, before }, ruleSet, changed) {
	const active = new Set(activeRuleIds(ruleSet));
	return manifest.resources.flatMap(podsOf).flatMap((pod) => pod.containers).flatMap((container) => {
		const [built, old] = [builtBy(container, now), builtBy(container, before)];
		if (built?.dockerfile === void 0 || !old || !changed.has(built.dockerfile)) return [];
		return [...userFaults(container, built, old), ...volumeFaults(container, built, old)].filter(({ rule }) => active.has(rule)).map(({ line, ...said }) => ({
			built,
			line,
			finding: toFinding(manifest, container, said)
		}));
	});
}
/** The kubelet refuses what it can't tell from root. */
function userFaults(container, built, old) {
	if (!(scalar(effectiveField(container, "runAsNonRoot")?.value) === true) || effectiveField(container, "runAsUser")) return [];
	const [user, was] = [built.facts.user, old.facts.user];
	if (!user || user.declared === "numeric" || was?.declared !== "numeric") return [];
	const what = user.declared === "root" ? md`the image starts as root` : md`${code(user.name ?? "")} is a name`;
	return [{
		rule: "run-as-non-root",
		severity: "error",
		headline: md`no longer starts`,
		message: md`${what}, and the kubelet starts no such image with ${code("runAsNonRoot: true")}: set ${code("USER")} to a number other than 0`,
		line: built.userLine
	}];
}
/** A runtime makes a writable volume of its own for a path that nothing is mounted at. */
function volumeFaults(container, built, old) {
	if (!(scalar(field(container.securityContext, "readOnlyRootFilesystem")?.value) === true) || container.partial) return [];
	return [...built.volumes].flatMap(([path, line]) => {
		const isMounted = mountsOf(container).some((mount) => covers(mount.path, path));
		if (old.volumes.has(path) || isMounted) return [];
		return [{
			rule: "writable-paths",
			severity: "warning",
			headline: md`can write outside of its volumes`,
			message: md`${code("VOLUME")} makes ${code(path)} writable where nothing is mounted: mount a volume there, or remove it`,
			line
		}];
	});
}
function toFinding(manifest, container, said) {
	const { resource } = container.pod;
	const { span } = container.value;
	const { line, column } = manifest.lines.position(span.start);
	const file = manifest.file.path;
	const { kind, namespace, name } = resource;
	const identity = JSON.stringify([
		file,
		said.rule,
		kind,
		namespace,
		name,
		container.name,
		said.headline
	]);
	return {
		...said,
		file,
		span,
		line,
		column,
		endLine: line,
		endColumn: column,
		detail: "",
		identity,
		twins: 0,
		subject: {
			resource,
			container,
			value: container.value
		},
		fingerprint: identity,
		remedy: void 0,
		need: void 0
	};
}
// src/review/tell-dockerfiles.ts
/** Says at the lines of Dockerfiles what their change does to workloads of the repository. */
function tellDockerfiles(change, ruleSet, builds) {
	const changed = new Set(changedDockerfiles(change));
	const all = broughtBy(change, ruleSet, builds).map((brought) => ({
		...brought,
		fingerprint: fingerprintOf$1(brought)
	}));
	const ours = new Set(all.map(({ fingerprint }) => fingerprint));
	const said = fingerprintsOf(change.threads);
	const comments = groupBy(all, ({ built }) => built.dockerfile ?? "").flatMap((group) => group.every(({ fingerprint }) => said.has(fingerprint)) ? [] : commentOn$1(group, change) ?? []);
	const told = /* @__PURE__ */ new Set([...said, ...comments.flatMap(({ fingerprints }) => fingerprints)]);
	return {
		comments,
		findings: all.map((one) => toPlaced$1(one, told.has(one.fingerprint))),
		standing: change.threads.filter(({ path, fingerprints }) => fingerprints.some((one) => ours.has(one)) || !change.builds && isDockerfile(path) && changed.has(path))
	};
}
/** By what it is about, not by its line, which moves. */
function fingerprintOf$1({ built, finding }) {
	const identity = JSON.stringify([
		"dockerfile",
		built.dockerfile,
		finding.identity
	]);
	return sha256Hex(identity).slice(0, 16);
}
function toPlaced$1({ built, finding, line, fingerprint }, isTold) {
	const data = toData(finding);
	const where = md`${code(finding.subject.container?.name ?? "")} in ${codePath(finding.file)}`;
	return {
		finding: {
			...data,
			message: md`${where}: ${finding.message}`,
			file: built.dockerfile ?? "",
			line,
			column: 1,
			endLine: line,
			endColumn: 1,
			fingerprint,
			remedy: null
		},
		introduced: true,
		touched: true,
		placement: isTold ? "comment" : "annotation"
	};
}
function commentOn$1(group, change) {
	const [first] = group;
	if (!first) return void 0;
	const { built, line } = first;
	const path = built.dockerfile ?? "";
	const [now = "", before = ""] = [change.builds?.texts.get(path), change.builds?.before.get(path)];
	const diff = indexDiff(change.dockerfiles?.get(path) ?? diffTexts(before, now) ?? []);
	const fingerprints = group.map(({ fingerprint }) => fingerprint);
	const suggestion = suggestionFor(built, now, diff);
	const closing = [...listOf(group), writeMarker(fingerprints)];
	const verdict = verdictOf(group);
	const patch = built.userEdit && !suggestion ? [fence("diff", built.userEdit.patch)] : [];
	const body = joinMarkdown([
		verdict,
		...suggestion ? [fence("suggestion", suggestion.text)] : patch,
		...closing
	], "\n\n");
	const shown = suggestion?.line ?? [line, ...linesOf$1(now, diff)].find((one) => diff.hunkOf(one) !== void 0);
	const fileBody = joinMarkdown([
		verdict,
		...built.userEdit ? [fence("diff", built.userEdit.patch)] : [],
		...closing
	], "\n\n");
	return {
		path,
		...shown === void 0 ? {
			subject: "file",
			line: 1
		} : {
			subject: "line",
			line: shown
		},
		body,
		fileBody,
		suggestion: suggestion?.text ?? null,
		fingerprints
	};
}
/** The lines that the diff adds, by which a comment without a suggestion is shown. */
function linesOf$1(text, diff) {
	return text.split("\n").flatMap((_, index) => diff.isAdded(index + 1) ? [index + 1] : []);
}
/** The edit of its user, where the diff shows the line. */
function suggestionFor({ userEdit }, text, diff) {
	if (!userEdit) return void 0;
	const lines = text.split("\n");
	const { line, isReplacement, text: user } = userEdit;
	if (isReplacement) return diff.hunkOf(line) === void 0 ? void 0 : {
		line,
		text: user
	};
	const at = lines[line - 1];
	if (at !== void 0 && at !== "" && diff.hunkOf(line) !== void 0) return {
		line,
		text: `${user}\n${at}`
	};
	const above = lines[line - 2];
	if (above === void 0 || diff.hunkOf(line - 1) === void 0) return void 0;
	return {
		line: line - 1,
		text: `${above}\n${user}`
	};
}
function verdictOf(group) {
	const [first] = group;
	if (!first) return md``;
	const { finding } = first;
	const { kind, name } = finding.subject.resource;
	const container = code(finding.subject.container?.name ?? "");
	return md`**${container} ${finding.headline}** in ${kindWord(kind)} ${code(name)} (${codePath(finding.file)}), which runs this image`;
}
/** So many findings are listed; the others are counted. */
const MAX_LISTED = 5;
function listOf(group) {
	const rows = group.slice(0, MAX_LISTED).map(({ finding }) => {
		const { severity, rule, subject, message } = finding;
		return md`- ${code(subject.container?.name ?? "")}: ${severity} ${code(rule)}: ${message}`;
	});
	const more = group.length - rows.length;
	return [joinMarkdown(rows, "\n"), ...more > 0 ? [md`The same goes for ${count(more, "other finding")}.`] : []];
}
// src/review/tell-policies.ts
const RULE = "admission-policy";
/** Says on removed files, and on those that have no policy any more, which policies went with them. */
function tellRemovedPolicies(change, ruleSet, { removed }) {
	const severity = activeRules(ruleSet).find(({ rule }) => rule.id === RULE)?.severity;
	if (severity === void 0 || removed.length === 0) return NOTHING;
	const files = [...new Set(removed.map(({ path }) => path))].map((path) => {
		const policies = removed.filter((one) => one.path === path);
		return {
			path,
			policies,
			fingerprint: fingerprintOf(path, policies)
		};
	});
	const ours = new Set(files.map(({ fingerprint }) => fingerprint));
	const said = fingerprintsOf(change.threads);
	const fresh = severity === "notice" ? [] : files.filter((one) => !said.has(one.fingerprint));
	const told = /* @__PURE__ */ new Set([...said, ...fresh.map(({ fingerprint }) => fingerprint)]);
	return {
		comments: fresh.map(commentOn),
		findings: files.map((file) => toPlaced(file, severity, told.has(file.fingerprint))),
		standing: change.threads.filter((one) => one.fingerprints.some((print) => ours.has(print)))
	};
}
const NOTHING = {
	comments: [],
	findings: [],
	standing: []
};
function fingerprintOf(path, policies) {
	const names = policies.map(({ object }) => identityOf(object));
	const identity = JSON.stringify([
		"removed policies",
		path,
		names
	]);
	return sha256Hex(identity).slice(0, 16);
}
/** So many are named. */
const MAX_NAMED = 5;
function commentOn({ path, policies, fingerprint }) {
	const names = policies.map(({ object }) => identityOf(object));
	const more = names.length - MAX_NAMED;
	const rest = more > 0 ? md` and ${count(more, "other")}` : md``;
	const [first] = policies;
	const command = first ? code(commandFor$1(first.object, path), Infinity) : md``;
	const body = joinMarkdown([
		md`**${codePath(path)} has no policy any more**`,
		md`It had ${codeList(names.slice(0, MAX_NAMED))}${rest}. A cluster that is kept as the repository is refuses nothing of this from now on.`,
		md`If that is not meant, write the file again: ${command}`,
		writeMarker([fingerprint])
	], "\n\n");
	return {
		path,
		subject: "file",
		line: 1,
		body,
		fileBody: body,
		suggestion: null,
		fingerprints: [fingerprint]
	};
}
function toPlaced({ path, policies, fingerprint }, severity, isTold) {
	const [first] = policies;
	const { apiVersion, kind } = first?.object ?? {};
	const name = first ? nameOf$7(first.object) : "";
	return {
		finding: {
			rule: RULE,
			severity,
			message: messageOf(policies),
			file: path,
			line: 1,
			column: 1,
			endLine: 1,
			endColumn: 1,
			resource: {
				apiVersion: typeof apiVersion === "string" ? apiVersion : "",
				kind: typeof kind === "string" ? kind : "",
				namespace: "",
				name
			},
			container: null,
			place: "0",
			fingerprint,
			remedy: null
		},
		introduced: true,
		touched: true,
		placement: isTold ? "comment" : "summary"
	};
}
function messageOf(policies) {
	return md`${count(policies.length, "object")} of a policy ${policies.length === 1 ? md`is` : md`are`} gone with this file`;
}
// src/review/trial-notes.ts
/** A clause of a log. */
const MAX_WHY = 200;
/** More than a review suggests at once. */
const MAX_SHOWN = 30;
/**
* What the summary says of suggestions that a job ran: only of those that are the same, byte for byte, as
* what is suggested here. The job runs code of the pull request, so that its word is no proof.
*/
function trialNotes({ commit, trials }, judged, head) {
	if (trials.length === 0) return [];
	if (commit !== head) return [md`Suggestions were run on ${commitHash(commit)}, which is not the commit of this review: the results do not count.`];
	const files = new Map(judged.map((one) => [one.manifest.file.path, one]));
	const lines = trials.slice(0, MAX_SHOWN).flatMap((claim) => {
		const file = files.get(claim.file);
		return file ? lineFor(claim, file) : [];
	});
	if (lines.length === 0) return [];
	const who = md`A job of this pull request ran these, not Podseal: it runs code of the pull request, which could make up the results.`;
	return [md`### The suggestion was run\n\n${joinMarkdown(lines, "\n")}\n\n${who}`];
}
function lineFor(claim, judged) {
	const { text } = judged.manifest.file;
	const fixed = fixContainer(judged, claim);
	if (fixed === text) return [];
	const { file, kind, name, container } = claim;
	const what = md`${codePath(file)}: ${kindWord(kind)} ${code(name)}, container ${code(container)}`;
	if (digestOf(fixed) !== claim.fixed) return [md`- ${what}: another fix was run than is suggested here, so that its result does not count`];
	if (claim.starts) return [md`- ${what}: the suggestion was run: starts`];
	return [md`- ${what}: the suggestion was run: did not start: ${code(claim.why, MAX_WHY)}`];
}
// src/review/review.ts
/** More comments than this in one review get a token blocked for abuse (reviewdog found 30 to be safe). */
const MAX_COMMENTS = 30;
/** Decides the whole review of a change: pure, and the same for the same input. */
function planReview(change, options) {
	const { plan, judged } = judgeReview(change, options);
	const { trials } = options;
	return trials ? withNotes(plan, trialNotes(trials, judged, change.head)) : plan;
}
/** The same, for who goes on with the parsed files. */
function judgeReview(change, options) {
	const { ruleSet, own, builds, policies } = rulesOf(change, options.ruleSet);
	const scope = scopeOf(change, options);
	const { files: assessed, skips: unrendered, foundIn } = assessFiles(change, {
		...options,
		ruleSet,
		builtBefore: builds.before,
		scope
	}, fingerprintsOf(change.threads));
	const unlisted = [...change.skips, ...unrendered];
	const told = tellOthers(change, {
		...options,
		ruleSet
	}, {
		builds,
		policies
	});
	const threads = change.threads.filter((thread) => !told.standing.includes(thread));
	const { adopted, ...followed } = followThreads({
		...change,
		threads,
		skips: unlisted
	}, assessed);
	const open = countOpenThreads(change.threads, followed) + told.comments.length;
	const reviewed = writeAll(assessed, adopted, Math.max(0, MAX_COMMENTS - open));
	const comments = [...told.comments, ...reviewed.flatMap((file) => file.comments)];
	const unread = reviewed.flatMap(({ judged, skips }) => [...judged.manifest.skips, ...skips]);
	const skips = [
		...unlisted,
		...own.skips,
		...unread
	];
	const findings = [...place(reviewed, options.fixes === true), ...told.findings];
	const [{ failOn }, { faults }] = [options, told];
	const conclusion = conclude({
		findings,
		skips,
		faults,
		failOn
	});
	const outcome = {
		conclusion,
		findings,
		skips,
		failOn,
		faults,
		exempted: reviewed.flatMap(placeExempted),
		exemptionFaults: exemptionFaults(reviewed, ruleSet),
		notes: baselineNotes(change, assessed, options.baseline ?? []),
		generated: generatedOf(reviewed)
	};
	return {
		plan: {
			base: change.base,
			head: change.head,
			...outcome,
			...followed,
			...wordPlan(change, outcome, comments, options),
			comments,
			dismissals: toDismiss(change, conclusion, followed)
		},
		judged: reviewed.map(({ judged }) => judged),
		foundIn
	};
}
/** What is told beside the findings of the changed manifests: of configuration, Dockerfiles, policies. */
function tellOthers(change, options, { builds, policies }) {
	const faults = tellFaults(change, options.faults ?? []);
	const others = [tellDockerfiles(change, options.ruleSet, builds), tellRemovedPolicies(change, options.ruleSet, policies)];
	return {
		faults: faults.faults,
		findings: others.flatMap(({ findings }) => findings),
		comments: [...faults.comments, ...others.flatMap(({ comments }) => comments)],
		standing: [...faults.standing, ...others.flatMap(({ standing }) => standing)]
	};
}
/** The words of a review, and whether it asks for changes. */
function wordPlan(change, outcome, comments, { requestChanges }) {
	const requestsChanges = requestChanges === true && isToRequest(change, outcome.conclusion, comments);
	return {
		title: writeTitle(outcome),
		summary: writeSummary(outcome),
		body: comments.length > 0 || requestsChanges ? markReview(writeBody(outcome)) : md``,
		requestsChanges
	};
}
/** What is wrong with exemptions of the files, and of the configuration as far as the change shows it. */
function exemptionFaults(files, { exemptions }) {
	return [...files.flatMap(({ judged }) => judged.exemptionFaults), ...unusedExemptions(files, exemptions?.exemptions ?? [])];
}
/** Words the comments of all files, as many as there is room for. */
function writeAll(files, adopted, room) {
	let left = room;
	return files.map((file) => {
		const result = writeComments(file, adopted, left);
		left -= result.comments.length;
		return result;
	});
}
/** What to comment on. A program did not choose which containers it touches. */
function scopeOf({ isAutomated }, { scope = "introduced" }) {
	return isAutomated && scope === "touched" ? "introduced" : scope;
}
/** The generated files in which something is new. */
function generatedOf(reviewed) {
	return reviewed.flatMap(({ judged, generated, introduced }) => {
		if (generated === void 0 || !judged.findings.some((one) => introduced.has(one))) return [];
		return [{
			path: judged.manifest.file.path,
			why: generated
		}];
	});
}
/** The comments of earlier runs that are on the pull request still. */
function countOpenThreads(threads, { resolutions, duplicates }) {
	return threads.filter(({ state }) => state !== "done").length - resolutions.length - duplicates.length;
}
/** Once is enough; and what a person dismissed is asked for again only with something new. */
function isToRequest({ reviews }, conclusion, comments) {
	if (conclusion !== "failure" || reviews.some(({ stands }) => stands)) return false;
	return comments.length > 0 || reviews.length === 0;
}
/** With documents left out, open comments on them are a reason to let a request stand. */
function toDismiss({ reviews, threads }, conclusion, { resolutions }) {
	const open = threads.filter(({ state, isOwn }) => isOwn && state === "open").length - resolutions.length;
	return conclusion === "success" || conclusion === "neutral" && open === 0 ? reviews.filter(({ stands }) => stands) : [];
}
// src/configuration/plan-by-configuration.ts
/**
* Plans the review of a change by the configuration on its base. A change of the configuration itself
* does not count yet: the summary says what it will do, and comments on where it is wrong.
*/
function planByConfiguration(change, options, next) {
	if (!next) return planReview(change, options);
	if ("faults" in next) return planReview(change, {
		...options,
		faults: next.faults
	});
	const { images, configs } = options.ruleSet;
	const { baseline } = next;
	const ruleSet = {
		...next.ruleSet,
		images,
		configs
	};
	const after = planReview(change, {
		...options,
		ruleSet,
		baseline,
		fixes: false
	});
	const plan = planReview(change, options);
	return withNotes(plan, [describe(next, plan, after)]);
}
/**
* What a change of the configuration will do; undefined where the change has none.
*
* @param settle settles options by files, for the configuration that the change brings
*/
function nextConfiguration({ next }, settle) {
	if (!next || !settle) return void 0;
	const faults = faultsOf(next);
	if (faults.length > 0) return { faults };
	const later = (next.extended ?? []).flatMap((file) => "isLater" in file ? [file.path] : []);
	const paths = next.changed.map(({ path }) => path);
	try {
		const { ruleSet, baseline } = settle(next);
		return {
			paths,
			later,
			ruleSet,
			baseline
		};
	} catch (error) {
		if (error instanceof BrokenConfiguration) return { faults: error.faults };
		throw error;
	}
}
function faultsOf({ configuration, extended, baseline, faults }) {
	const composed = configuration && composeConfiguration(configuration, extended);
	return [
		...faults,
		...composed && "faults" in composed ? composed.faults : [],
		...baseline ? faultsOfBaseline(baseline) : []
	];
}
/** What a change of the configuration does to the findings in the changed files. */
function describe({ paths, later }, now, next) {
	const [before, after] = [now, next].map(({ findings }) => new Set(findings.map(({ finding }) => finding.fingerprint)));
	const gone = [...before ?? []].filter((one) => !after?.has(one)).length;
	const more = [...after ?? []].filter((one) => !before?.has(one)).length;
	const effect = gone + more === 0 ? md`In the changed files it makes no difference.` : md`In the changed files it hides ${count(gone, "finding")} and adds ${count(more, "finding")}.`;
	const rest = later.length === 0 ? md`` : md` What ${codeList(later)} says is read only after the merge, as this pull request is from a fork.`;
	return md`This change edits ${codeList(paths)}. It counts once it is merged: this check follows the base branch. ${effect}${rest}`;
}
// src/report/review-report.ts
/**
* What the formats report of a review: the files with a finding that the change brings, or that the
* review comments on. What was there before and gets no comment is nobody's duty here.
*/
function reviewedFiles(change, plan) {
	const told = plan.findings.filter(({ introduced, placement }) => introduced || placement !== "summary");
	const introduced = new Set(told.filter((one) => one.introduced).map(({ finding }) => finding.fingerprint));
	const paths = /* @__PURE__ */ new Set([...told.map(({ finding }) => finding.file), ...plan.comments.map(({ path }) => path)]);
	const changed = new Map(change.files.map((file) => [file.path, file]));
	return [...paths].map((path) => {
		const file = changed.get(path);
		const placed = told.filter(({ finding }) => finding.file === path);
		const comments = plan.comments.filter((comment) => comment.path === path);
		const text = file?.head ?? "";
		return {
			path,
			text,
			lines: indexLines(text),
			findings: placed.map(({ finding }) => finding),
			exempted: plan.exempted.filter(({ finding }) => finding.file === path),
			fixes: () => placed.map(({ fix = null }) => fix),
			fixed: () => withSuggestions(text, comments),
			reviewed: {
				hunks: file?.hunks,
				comments,
				introduced
			}
		};
	});
}
/** What the formats count of a review. */
function reviewTotals(change, plan) {
	const totals = new CheckCounter();
	for (const file of reviewedFiles(change, plan)) for (const finding of file.findings) countIn(totals, finding);
	totals.files = change.files.length;
	for (const skip of plan.skips) totals.skips.push(skip);
	for (const one of plan.exempted) if (one.by !== "baseline") totals.exempted.push(one);
	for (const fault of plan.exemptionFaults) totals.addFault(fault);
	for (const { path, line, message } of plan.faults) totals.addFault({
		file: path,
		line,
		message
	});
	return totals;
}
function countIn(totals, { severity }) {
	if (severity === "error") totals.errors++;
	else if (severity === "warning") totals.warnings++;
	else totals.notices++;
}
/** A text once all suggestions are committed; where two meet, the first. */
function withSuggestions(text, comments) {
	let lines = text.split("\n");
	const wanted = comments.flatMap(({ subject, line, startLine = line, suggestion }) => suggestion === null || subject === "file" ? [] : [{
		line,
		startLine,
		suggestion
	}]).toSorted((one, other) => other.startLine - one.startLine);
	let end = Infinity;
	for (const { line, startLine, suggestion } of wanted) {
		if (line >= end) continue;
		end = startLine;
		const eol = lines[startLine - 1]?.endsWith("\r") === true ? "\r" : "";
		const fresh = suggestion === "" ? [] : suggestion.split("\n").map((one) => `${one}${eol}`);
		lines = [
			...lines.slice(0, startLine - 1),
			...fresh,
			...lines.slice(line)
		];
	}
	return lines.join("\n");
}
// src/run/review-reports.ts
const packageJson = { "version": "0.1.0" };
/** Whether a format shows the fix of each finding, beside the suggestions of the comments. */
function needsFixes(format) {
	return [
		"json",
		"sarif",
		"rdjson",
		"html"
	].includes(format);
}
/** Reports a review in a format. */
async function reportReview(change, plan, { format, paint, sink }) {
	const whole = await wholeReport(change, plan, format, paint);
	if (whole !== void 0) {
		await sink.write(whole);
		await sink.end();
		return;
	}
	const writer = new ReportWriter(await reportOf(plan, format, paint), sink);
	for (const file of reviewedFiles(change, plan)) await writer.add(writer.report.file(file));
	await writer.end(reviewTotals(change, plan));
}
/** The formats that are about the review more than about its findings. */
async function wholeReport(change, plan, format, paint) {
	if (format === "text") return (await import("./review-text.js")).reviewText(change, plan, paint);
	if (format === "json") return (await import("./review-json.js")).reviewJson(plan);
	if (format !== "markdown") return void 0;
	return (await import("./review-markdown.js")).reviewMarkdown(plan);
}
async function reportOf({ title, summary, failOn }, format, paint) {
	const { version } = packageJson;
	const context = {
		paint,
		failOn,
		version,
		profile: "immutable",
		of: "review",
		folders: void 0,
		unsafe: true
	};
	if (format !== "html") return loadReport(format, context);
	const { html } = await import("./html.js");
	return html(context, {
		title: `Podseal review: ${title}`,
		summary
	});
}
// src/review/wanted-source-fixes.ts
/** What of a change is to be fixed at its source: what comments would tell of, in their order. */
function wantedSourceFixes(change, options) {
	if (!hasSources(change)) return [];
	const { ruleSet, builds } = rulesOf(change, options.ruleSet);
	const scope = scopeOf(change, options);
	const { files, foundIn } = assessFiles(change, {
		...options,
		ruleSet,
		builtBefore: builds.before,
		scope
	}, fingerprintsOf(change.threads));
	return files.flatMap(({ fresh, known }) => bySubject([...fresh.flat(), ...known]).flatMap((group) => toWanted(group.filter(({ rendered }) => rendered?.remedy !== void 0), foundIn)));
}
function hasSources({ charts = [], roots = [] }) {
	return charts.some(({ head }) => head?.answer) || roots.some(({ head }) => head?.answer);
}
/** What is to be fixed of findings that all have one source. */
function toWanted(findings, foundIn) {
	const rendered = findings[0]?.rendered;
	if (!rendered) return [];
	const fingerprints = findings.map(({ fingerprint }) => fingerprint);
	if (rendered.kind === "chart") {
		const own = findings.flatMap((one) => foundIn.get(one) ?? []).map(({ finding: { fingerprint }, rendered: { set } }) => ({
			fingerprint,
			set: set.name
		}));
		return [{
			folder: rendered.folder,
			fingerprints,
			rendered: own
		}];
	}
	return [{
		folder: void 0,
		fingerprints,
		origins: findings.map((finding) => ({
			fingerprint: finding.fingerprint,
			file: finding.file,
			all: rootOriginsOf(foundIn.get(finding))
		}))
	}];
}
// src/run/with-built-releases.ts
/** A change whose charts are rendered with the values of their releases as kustomizations build these. */
function withBuiltReleases(change) {
	const { charts = [], roots = [] } = change;
	const sides = charts.flatMap(({ base, head }) => [base ?? [], head ?? []].flat());
	if (roots.length === 0 || sides.every(({ written, elsewhere }) => !written && !elsewhere)) return change;
	const on = (side) => builtOn(side, change).flatMap(({ releases }) => releases);
	const [before, now] = [on("base"), on("head")];
	const built = charts.map((chart) => ({
		...chart,
		base: withReleases(chart.base, before),
		head: withReleases(chart.head, now)
	}));
	const others = charts.flatMap((chart) => otherVersions(chart, {
		before,
		now
	}));
	return {
		...change,
		charts: [...built.filter((chart) => !isSame(chart)), ...others]
	};
}
/** What reads the releases that kustomizations of a change build on one side of it. */
function readsReleases(side, { charts = [] }) {
	const sources = charts.flatMap((chart) => chart[side]?.elsewhere ?? [])[0]?.sources;
	return (object, { placeOf, sources: own }) => [...chartReleasesIn(object), ...sources ? elsewhereReleasesIn(object, {
		sources: [...own, ...sources],
		root: "",
		placeOf
	}) : []];
}
/** What the kustomizations of a change build on one side of it, with the releases in that. */
function builtOn(side, change) {
	const { roots = [] } = change;
	const reads = readsReleases(side, change);
	return roots.flatMap(({ name, [side]: root }) => {
		const { sources, answer } = root ?? {};
		if (!sources || !answer || !("text" in answer)) return [];
		return [{
			sources,
			name,
			releases: releasesOf(sources, answer, {
				folder: "",
				name,
				reads
			}).releases
		}];
	});
}
function withReleases(side, built) {
	if (side?.elsewhere) return withInstalled(side, side.elsewhere, built);
	if (!side?.written || built.length === 0) return side;
	const { chart, written } = side;
	const releases = withBuilt(written, built).filter(({ folder }) => folder === chart.folder);
	return {
		...side,
		chart: withSets(chart, releases)
	};
}
/** A chart of others with its release as kustomizations build it, as far as they name the same version of it. */
function withInstalled(side, { release, keptAt }, built) {
	const [first, ...others] = installedBy(release, built).filter((one) => isSamePlace(one, release));
	if (!first) return {
		...side,
		answer: { reason: OTHER_VERSION }
	};
	const chart = sourcesOfRelease([first, ...others], {
		...side.chart,
		keptAt
	});
	return {
		...side,
		chart
	};
}
/** A release of a chart of others, as it counts. */
function installedBy(release, built) {
	return withBuilt([release], built).filter((one) => "place" in one && one.folder === release.folder);
}
function isSamePlace({ place: one }, { place: other }) {
	return one.address === other.address && one.version === other.version;
}
const OTHER_VERSION = "a kustomization names another version of its chart, which reviews do not read: run podseal check";
function ofOtherVersion(side, built) {
	const release = side?.elsewhere?.release;
	if (!release) return [];
	return installedBy(release, built).filter((one) => !isSamePlace(one, release));
}
/** The releases for which kustomizations name another version of the chart, where the change has to do with them. */
function otherVersions({ folder, base, head }, { before, now }) {
	const [first, ...others] = ofOtherVersion(head, now);
	const old = ofOtherVersion(base, before);
	if (!first || JSON.stringify([first, ...others]) === JSON.stringify(old)) return [];
	const side = {
		chart: sourcesOfRelease([first, ...others], {
			files: {},
			binaries: {}
		}),
		answer: { reason: OTHER_VERSION }
	};
	return [{
		folder: `${folder}-other`,
		base: void 0,
		head: side
	}];
}
/** A chart with the value sets of other releases in place of those that it has. */
function withSets(chart, releases) {
	const former = new Set(chart.releases?.map(({ name }) => name));
	const own = chart.sets.filter(({ name = "" }) => !former.has(name));
	const isThere = (path) => Object.hasOwn(chart.files, path);
	const installed = releaseSets(chart.folder, releases, isThere);
	return {
		...chart,
		files: {
			...chart.files,
			...installed.files
		},
		sets: [...own, ...installed.sets],
		inline: installed.inline,
		releases: installed.releases
	};
}
/** Whether a change makes nothing of a chart. */
function isSame({ base, head }) {
	if (!base || !head || !hasReleases(base) || !hasReleases(head)) return false;
	return textOf(base) === textOf(head);
}
function hasReleases({ written, elsewhere }) {
	return written !== void 0 || elsewhere !== void 0;
}
function textOf({ chart }) {
	return JSON.stringify(chart);
}
// src/run/prove-chart-fixes.ts
/** More containers of one change are fixed with the command that their comments name. */
const MAX_FIXES = 10;
/** For a change: a fix takes two or three renderings, of 0.1 to 0.4 s for each value set. */
const MAX_RENDERS = 60;
const MAX_MS = 2e4;
/** What a chart may become to be judged once more in this thread: most come to less than 100,000 characters. */
const MAX_RENDERED = 1e6;
/** The charts of a change whose fixes can be proved, by their folders. */
function provableCharts({ charts = [] }) {
	return new Map(charts.flatMap((one) => canProve(one) ? [[one.folder, one]] : []));
}
/**
* Finds out, by rendering again, which edits of its charts fix what a change brings, each container or object
* on its own.
*/
async function proveChartFixes(change, wanted, { engine, ruleSet, unsafe, now = workedMilliseconds }) {
	const charts = provableCharts(change);
	const inCharts = wanted.filter(({ folder }) => folder !== void 0 && charts.has(folder));
	if (inCharts.length === 0) return change;
	const budget = {
		renders: MAX_RENDERS,
		deadline: now() + MAX_MS,
		now
	};
	const rebuild = rebuildingBy(change, engine);
	const fixes = /* @__PURE__ */ new Map();
	const changed = new Set(change.files.map(({ path }) => path));
	for (const one of inCharts.slice(0, MAX_FIXES)) {
		const { folder = "" } = one;
		const chart = charts.get(folder);
		const known = fixes.get(folder) ?? [];
		if (!chart || now() > budget.deadline || isFixedBy(known, one)) continue;
		const fix = await proveOne(chart, one, {
			engine: remembering(engine, chart),
			ruleSet
		}, {
			unsafe,
			budget,
			rebuild,
			canEdit: (path) => chart.head !== void 0 && canEdit(chart.head.chart, path, changed)
		});
		fixes.set(folder, [...known, ...fix]);
	}
	return {
		...change,
		charts: change.charts?.map((one) => ({
			...one,
			fixes: fixes.get(one.folder) ?? []
		})) ?? []
	};
}
/** Builds releases again that the kustomizations of a change build. */
function rebuildingBy(change, engine) {
	const built = builtOn("head", change);
	const reads = readsReleases("head", change);
	return async (texts) => rebuiltReleases(built, texts, {
		engine,
		folder: "",
		reads
	});
}
function canProve({ head }) {
	if (!head?.answer || !("sets" in head.answer)) return false;
	return head.answer.sets.flatMap((set) => "files" in set ? set.files : []).reduce((sum, { text }) => sum + text.length, 0) <= MAX_RENDERED;
}
/** What reads the same values is fixed with it. */
function isFixedBy(fixes, { fingerprints }) {
	return fixes.some(({ resolves }) => fingerprints.every((one) => resolves.includes(one)));
}
async function proveOne({ head }, { rendered = [] }, means, options) {
	if (!head) return [];
	const isWanted = ({ fingerprint }, name) => rendered.some((one) => one.fingerprint === fingerprint && one.set === name);
	const result = await fixChart({ chart: head.chart }, means, {
		...options,
		isWanted
	});
	if (result.files.length === 0) return [];
	const verify = new Set(result.applied.flatMap(({ remedy }) => remedy?.verify ?? []));
	return [{
		files: result.files,
		applies: [...result.all.applied],
		resolves: [...result.all.fixed],
		verify: [...verify]
	}];
}
/**
* Of a chart of others, what the release has itself: who else reads its files of values, or builds a file that the
* change leaves alone, was not looked for.
*/
function canEdit(chart, path, changed) {
	const { installedAt, sets } = chart;
	if (!installedAt) return true;
	const built = sets.flatMap(({ builtFrom = [] }) => builtFrom);
	return built.length === 0 ? path === installedAt.path : built.includes(path) && changed.has(reportedPath(chart, path));
}
/** An engine that knows what a chart comes to as it is. */
function remembering(engine, { head }) {
	const known = head && JSON.stringify(requestFor(head.chart));
	return { render: async (request) => head?.answer && JSON.stringify(request) === known ? head.answer : engine.render(request) };
}
// src/run/shared-edits.ts
/**
* Findings to be fixed, put together where their edits are among the same lines: such suggestions can't both be
* applied, so that they are one.
*/
function sharedEdits(groups, solved) {
	let merged = groups.map((group) => ({
		group,
		lines: linesOf(group, solved)
	}));
	for (let index = 0; index < merged.length;) {
		const one = merged[index];
		const other = merged.findIndex((each, at) => at > index && overlap(one?.lines, each.lines));
		const next = merged[other];
		if (!one || !next) {
			index++;
			continue;
		}
		const group = [...one.group, ...next.group];
		const both = {
			group,
			lines: linesOf(group, solved)
		};
		merged = merged.flatMap((each) => each === one ? [both] : each === next ? [] : [each]);
	}
	return merged.map(({ group }) => group);
}
function linesOf(group, solved) {
	const edits = solved.edits(group.flatMap(({ all }) => all)) ?? [];
	return [...new Set(edits.map(({ path }) => path))].map((path) => {
		const lines = indexLines(solved.files[path] ?? "");
		const own = edits.filter((edit) => edit.path === path);
		const first = own.reduce((least, { start }) => Math.min(least, start), Infinity);
		const last = own.reduce((most, { start, end }) => Math.max(most, start, end - 1), 0);
		return {
			path,
			first: lines.position(first).line,
			last: lines.position(last).line
		};
	});
}
function overlap(one = [], other = []) {
	return one.some((a) => other.some((b) => a.path === b.path && a.first <= b.last && b.first <= a.last));
}
// src/run/prove-root-fixes.ts
/** What the builds of a change may come to, to be judged once more in this thread. */
const MAX_BUILT = 4e6;
/**
* Whether fixes in kustomizations can be proved: only where all that share a file of the change are here, and
* are not too much.
*/
function canProveRoots({ roots = [], hasMoreRoots = false }) {
	const texts = roots.flatMap(({ head }) => head?.answer && "text" in head.answer ? [head.answer.text.length] : []);
	const length = texts.reduce((sum, one) => sum + one, 0);
	return texts.length > 0 && !hasMoreRoots && length <= MAX_BUILT;
}
/**
* Finds out, by building again, which edits of the changed files fix what a change brings to kustomizations: all
* at once, and by halves where that is refused.
*/
async function proveRootFixes(change, wanted, { engine, ruleSet, unsafe }) {
	const groups = wanted.flatMap(({ folder, origins }) => folder === void 0 && origins ? [origins] : []);
	if (groups.length === 0 || !canProveRoots(change)) return change;
	const roots = (change.roots ?? []).flatMap((root) => builtRoot(root, ruleSet));
	const keys = new Set(groups.flat().flatMap(({ all }) => all.map(originKey)));
	const changed = new Set(change.files.map(({ path }) => path));
	const solved = await solveRoots(roots, {
		means: {
			engine,
			ruleSet,
			folder: ""
		},
		isAllowed: ({ remedy }) => remedy !== void 0 && remedy.changes.length > 0 && (unsafe || remedy.safety === "safe"),
		isWanted: (origin) => keys.has(originKey(origin)),
		canEdit: (path) => changed.has(path)
	});
	const rootFixes = sharedEdits(groups, solved).flatMap((group) => fixOf(group, solved));
	return {
		...change,
		rootFixes
	};
}
function builtRoot(root, ruleSet) {
	const { head } = root;
	if (!head?.answer || !("text" in head.answer)) return [];
	const { manifests } = readBuilt({
		folder: "",
		sources: head.sources
	}, head.answer, ruleSet);
	const renderings = manifests.map((rendered) => ({
		rendered,
		judged: judge(rendered.manifest, ruleSet)
	}));
	return [{
		name: rootName(root),
		sources: head.sources,
		renderings
	}];
}
/** The fix of findings that have one comment. */
function fixOf(group, solved) {
	const origins = group.flatMap(({ all }) => all);
	const texts = solved.texts(origins);
	const gone = group.filter(({ all }) => solved.isGone(all));
	if (!texts || gone.length === 0) return [];
	const applied = group.filter(({ all }) => solved.remedies(all).length > 0);
	const verify = solved.remedies(origins).flatMap((remedy) => remedy.verify ?? []);
	return [{
		files: Object.entries(texts).map(([path, after]) => ({
			path,
			before: solved.files[path] ?? "",
			after
		})),
		applies: applied.map(({ fingerprint }) => fingerprint),
		resolves: gone.map(({ fingerprint }) => fingerprint),
		verify: [...new Set(verify)],
		each: gone.flatMap(({ fingerprint, file, all }) => {
			const fix = ownFix(solved, { file }, all, "");
			return fix ? [{
				fingerprint,
				fix
			}] : [];
		})
	}];
}
// src/run/prove-source-fixes.ts
/**
* Finds out, by rendering again, which edits of its charts and kustomizations fix what a change brings. Nothing
* is rendered where nothing is to be fixed.
*/
async function proveSourceFixes(change, { options, ask, ...by }) {
	if (provableCharts(change).size === 0 && !canProveRoots(change)) return change;
	const wanted = await ask(change);
	if (wanted.length === 0) return change;
	const { ruleSet } = rulesOf(change, options.ruleSet);
	const proving = {
		...by,
		ruleSet
	};
	return proveRootFixes(await proveChartFixes(change, wanted, proving), wanted, proving);
}
// src/run/render-charts.ts
/**
* Renders the charts that a change reaches, before and after it; what is the same on both sides, or in
* two charts, once. Nothing is started where there is none.
*/
async function renderCharts(change, engine) {
	const { charts = [] } = change;
	if (charts.length === 0) return change;
	const answers = /* @__PURE__ */ new Map();
	const render = async (side) => {
		if (!side || side.answer) return side;
		const request = requestFor(side.chart);
		const key = JSON.stringify(request);
		const answer = answers.get(key) ?? engine.render(request);
		answers.set(key, answer);
		return {
			...side,
			answer: await answer
		};
	};
	const rendered = await Promise.all(charts.map(async (chart) => {
		const [base, head] = await Promise.all([render(chart.base), render(chart.head)]);
		return {
			...chart,
			base,
			head
		};
	}));
	return {
		...change,
		charts: rendered
	};
}
// src/run/render-change.ts
/**
* Renders the charts and builds the kustomizations that a change reaches, before and after it. Nothing is
* started where there is none.
*/
async function renderChange(change, engine) {
	return renderCharts(withBuiltReleases(await buildRoots(change, engine)), engine);
}
async function buildRoots(change, engine) {
	const { roots = [] } = change;
	if (roots.length === 0) return change;
	const answers = /* @__PURE__ */ new Map();
	const build = async (side) => {
		if (!side || side.answer) return side;
		const read = {
			folder: "",
			sources: side.sources
		};
		const key = JSON.stringify(buildRequestFor(read));
		const answer = answers.get(key) ?? buildLean(engine, read);
		answers.set(key, answer);
		return {
			...side,
			answer: placedAnswer(await answer, side.sources.layered)
		};
	};
	const built = await Promise.all(roots.map(async (root) => {
		const [base, head] = await Promise.all([build(root.base), build(root.head)]);
		const wanted = [...usedBefore(root), ...root.used ?? []];
		const used = await Promise.all(wanted.map(async (side) => build(side)));
		return {
			...root,
			base,
			head,
			used: used.flatMap((side) => side ?? [])
		};
	}));
	return {
		...change,
		roots: built
	};
}
/** The kustomizations that a new one names, as they were before. */
function usedBefore({ folder, base, head, before }) {
	if (base || !head) return [];
	const { files, binaries } = head.sources;
	const folders = kustomizationsIn(folder).flatMap((path) => files[path] ?? []).flatMap((text) => namedIn$1(folder, readReferences(text))).filter((path) => before[path] !== void 0).flatMap((path) => kustomizationsIn(folderOf$2(path)).includes(path) ? folderOf$2(path) : []);
	return [...new Set(folders)].map((root) => ({
		sources: {
			root,
			files: before,
			binaries,
			folders: [root]
		},
		answer: void 0
	}));
}
// src/run/with-builds.ts
/** The files that say how images are built, the Dockerfiles and manifests, those of their bases, and their scripts. */
const MAX_STEPS = 7;
/**
* Reads how the images of a change are built that nobody knows, and what uses the Dockerfiles that it
* touches. Nothing is read for a change that has neither.
*/
async function withBuilds(change, source, ask) {
	if (change.repairs || await ask(change) === void 0) return change;
	const paths = await source.list();
	if (!paths) return change;
	const changed = new Set(change.touched);
	const texts = /* @__PURE__ */ new Map();
	const builds = {
		paths,
		texts,
		before: /* @__PURE__ */ new Map()
	};
	for (let step = 0; step < MAX_STEPS; step++) {
		const wanted = await ask({
			...change,
			builds
		}) ?? [];
		if (wanted.length === 0) break;
		const read = await source.read(wanted);
		for (const path of wanted) texts.set(path, read.get(path) ?? "");
	}
	const touched = [...texts.keys()].filter((path) => changed.has(path));
	if (touched.length === 0) return {
		...change,
		builds
	};
	const before = await source.readBefore(touched);
	return {
		...change,
		builds: {
			...builds,
			before: new Map(touched.map((path) => [path, before.get(path) ?? ""]))
		}
	};
}
// src/cli/review.ts
/** Reviews a change of a local repository and prints the review. Returns the exit code. */
async function review(options) {
	const inspect = registryReader(options);
	const { repo: folder, base, head, worktree, settle, readElsewhere } = options;
	const archives = options.render ? commandArchives(options) : void 0;
	const read = await readLocalChange({
		folder,
		base,
		head,
		worktree,
		charts: options.render,
		archives,
		settle,
		readElsewhere
	});
	const engine = new Engine();
	const rendered = await renderChange(read, engine);
	if (options.verbose) note(visibleLine(sourceOfReview(rendered) ?? ""));
	const settled = settle(rendered);
	const { kinds } = settled.ruleSet;
	const change = await withBuilds(rendered, localBuildReader(folder, read), async (one) => wantedBuilds(one, kinds));
	const configs = await inspect?.(imagesOfChange(change, kinds));
	const ruleSet = {
		...settled.ruleSet,
		configs
	};
	const fixes = [options.format, ...options.outputs.map(({ format }) => format)].some(needsFixes);
	const judged = {
		...settled,
		ruleSet,
		fixes
	};
	const ask = async (one) => wantedSourceFixes(one, judged);
	const plan = planByConfiguration(await proveSourceFixes(change, {
		engine,
		options: judged,
		ask,
		unsafe: true
	}), judged, nextConfiguration(change, settle));
	await print(change, plan, options);
	return plan.conclusion === "failure" ? 1 : 0;
}
/** Writes the reports: the first to standard output, the others to files. */
async function print(change, plan, { format, outputs }) {
	await reportReview(change, plan, {
		format,
		paint,
		sink: standardOutput
	});
	for (const output of outputs) {
		const sink = await openReport(output);
		await reportReview(change, plan, {
			format: output.format,
			paint: plain,
			sink
		});
	}
}
export { review };
