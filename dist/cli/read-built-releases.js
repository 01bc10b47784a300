import { Dn as dataAt, Dt as dequal, Lt as mayDeploy, Ot as chartReleasesIn, Si as indexLines, bi as parseDocumentAt, hn as documentKey, yi as splitDocuments, zt as folderOf } from "./check.js";
import { r as reportedPath } from "./placed-line.js";
import { m as placedAnswer, n as builtLines, r as mainOf } from "./rendered-kustomization.js";
import { t as documentOn } from "./document-on.js";
import { o as buildLean, r as DeployedJudge } from "./merge-roots.js";
// src/reach/releases-elsewhere.ts
/** As people name files with releases, and the folders that they keep them in. */
const FILE = /release|app|^(?:hr|ks)\b/i;
const FOLDER = /(?:^|[/_.-])(?:argo|flux|gitops|apps?|applications?|releases?|clusters?)/i;
/** A chart's template is no object yet. */
const TEMPLATE = /(?:^|\/)templates\//;
/** Two batches of files; the largest public repositories with charts of their own have some hundred releases. */
const MAX_FILES = 200;
/** A release that a person wrote is shorter. */
const MAX_BYTES = 1e5;
/**
* The releases of some charts in files that a change leaves alone: they are the same before and after it, but for
* sets that go through files which the change brings. One listing of the repository, and the files whose paths say that
* they may have releases.
*
* @param folders of the charts
*/
async function releasesElsewhere(tree, folders, changed, generators) {
	if (folders.size === 0) return {
		base: [],
		head: []
	};
	const files = await releaseTextsElsewhere(tree, [...folders].map((folder) => folder.slice(folder.lastIndexOf("/") + 1)), changed);
	const read = async (side) => {
		const all = await generators.for(side, files);
		return files.flatMap((file) => chartReleasesIn(file, all)).filter(({ folder }) => folders.has(folder));
	};
	return {
		base: await read("base"),
		head: await read("head")
	};
}
/**
* The texts of the files that a change leaves alone and that may have releases.
*
* @param first names that are in the paths of the likeliest
*/
async function releaseTextsElsewhere(tree, first, changed) {
	const files = await tree.all("head");
	const seen = new Set(changed);
	const wanted = releaseFiles((files ?? []).filter(({ path, bytes, isLink }) => !isLink && bytes <= MAX_BYTES && !seen.has(path)), {
		first,
		most: MAX_FILES
	});
	const bytes = await tree.read(wanted.map((file) => ({
		...file,
		isMinor: true
	})));
	return wanted.flatMap(({ path, id }) => {
		const content = bytes.get(id);
		return content ? [{
			path,
			text: new TextDecoder().decode(content)
		}] : [];
	});
}
/** The files that may have releases, by their paths: the likeliest first. */
function releaseFiles(files, { first, most }) {
	return files.flatMap((file) => {
		const { path } = file;
		if (!/\.ya?ml$/i.test(path) || TEMPLATE.test(path)) return [];
		const isNamed = FILE.test(path.slice(path.lastIndexOf("/") + 1));
		if (!isNamed && !FOLDER.test(path)) return [];
		return [{
			file,
			rank: (first.some((name) => name !== "" && path.includes(name)) ? 0 : 2) + (isNamed ? 0 : 1)
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).slice(0, most).map(({ file }) => file);
}
// src/render/built-releases.ts
const RELEASE = /^kind: (?:HelmRelease|Application)$/m;
/**
* The releases in what was built.
*
* @param isWhole whether those are told as well that are as their documents have them
*/
function builtReleasesIn(built, isWhole = false) {
	const { text, placeOf } = built;
	const lines = indexLines(text);
	return splitDocuments(text).flatMap(({ start, end }) => {
		const object = text.slice(start, end);
		if (!RELEASE.test(object)) return [];
		const first = lines.position(start).line;
		const places = object.split("\n").map((_, at) => placeOf(first + at));
		const home = homeOf(places, built);
		if (!home) return [];
		const key = documentKey(home.file.path, home.document);
		if (!isWhole && isOfOneFile(object, places) && isAsIn(home, object)) return [{
			key,
			release: void 0
		}];
		const release = builtRelease(object, places, home, built);
		return release ? [{
			key,
			release
		}] : [];
	});
}
/** The document that an object comes from: that of its first line. */
function homeOf(places, built) {
	const place = places.find((one) => one !== void 0);
	const text = place && built.textOf(place.path);
	if (!place || text === void 0) return void 0;
	const document = documentOn(text, place.line);
	return document === -1 ? void 0 : {
		file: {
			path: built.reported(place.path),
			text
		},
		document
	};
}
function isAsIn({ file, document }, object) {
	return dequal(specIn(object, 0), specIn(file.text, document));
}
/** Whether no patch has a line of its `spec`, be it that of the release itself: who edits that would change nothing. */
function isOfOneFile(object, places) {
	const lines = object.split("\n");
	const from = lines.findIndex((line) => line.startsWith("spec:"));
	const after = lines.findIndex((line, at) => at > from && /^[^\s#-]/.test(line));
	const own = places.slice(from, after === -1 ? void 0 : after);
	return new Set(own.flatMap((place) => place?.path ?? [])).size <= 1;
}
function specIn(text, index) {
	const span = splitDocuments(text)[index];
	const document = span && parseDocumentAt(text, span, index);
	return document && "root" in document ? dataAt(document.toData(), ["spec"]) : void 0;
}
/** A release of an object that was built: each line of its values has a place of its own. */
function builtRelease(text, places, { file, document }, built) {
	const [release] = chartReleasesIn({
		path: file.path,
		text
	});
	if (!release) return void 0;
	const shown = places.map((place) => place && {
		...place,
		path: built.reported(place.path)
	});
	const beside = [...new Set(places.flatMap((place) => place?.path ?? []))].flatMap((path) => {
		const own = built.textOf(path);
		return own === void 0 ? [] : [{
			path: built.reported(path),
			text: own
		}];
	});
	const patches = patchesOf(places, built).filter((one) => one.path !== file.path || one.document !== document);
	const object = release.name.slice(0, release.name.indexOf(" in "));
	return {
		...release,
		name: `${object} in ${built.name}`,
		file,
		document,
		beside,
		patches,
		inline: release.inline.map((one) => ({
			...one,
			from: {
				text,
				places: shown
			}
		})),
		post: release.post.map((lines) => lines.map((line) => ({
			...line,
			place: line.place && shown[line.place.line - 1]
		})))
	};
}
const OBJECT = /^kind: *["']?(?:HelmRelease|Application)\b/m;
/** The documents of files that lines come from, as far as these are such objects, or patches of such. */
function patchesOf(places, built) {
	const found = /* @__PURE__ */ new Map();
	for (const place of places) {
		const text = place && built.textOf(place.path);
		const document = place && text !== void 0 ? documentOn(text, place.line) : -1;
		const span = text === void 0 ? void 0 : splitDocuments(text)[document];
		if (!place || text === void 0 || !span) continue;
		const path = built.reported(place.path);
		if (OBJECT.test(text.slice(span.start, span.end))) found.set(documentKey(path, document), {
			path,
			document
		});
	}
	return [...found.values()];
}
/**
* The releases that count: one that kustomizations build counts as it is built, in each of them that changes it,
* and as its file has it only where one of them leaves it as it is.
*/
function withBuilt(written, built) {
	const same = new Set(built.flatMap(({ key, release }) => release ? [] : [key]));
	const all = new Set(built.map(({ key }) => key));
	const patches = new Set(built.flatMap(({ release }) => (release?.patches ?? []).map(({ path, document }) => documentKey(path, document))));
	const kept = written.filter((one) => {
		const key = documentKey(one.file.path, one.document);
		return same.has(key) || !all.has(key) && !patches.has(key);
	});
	const changed = [...new Map(built.flatMap(({ release }) => release ? [[release.name, release]] : [])).values()].toSorted((a, b) => a.name < b.name ? -1 : 1);
	const counted = [...kept, ...changed];
	return counted.map((one) => {
		const key = documentKey(one.file.path, one.document);
		if (!all.has(key)) return one;
		const siblings = counted.filter((other) => documentKey(other.file.path, other.document) === key);
		return {
			...one,
			siblings: siblings.length
		};
	});
}
// src/run/read-built-releases.ts
/**
* The releases of charts in some files, as the kustomizations that use these build them.
*
* @param wanted the files, from the root of the repository
*/
async function readBuiltReleases(deployed, means, wanted) {
	const found = [];
	const judgeTask = async (sources, _, findElsewhere, name) => {
		const built = isConcerned(sources, wanted) && await buildOne(sources, means, name);
		if (!built) return nothingOf(sources, false);
		if (built.releases.length > 0) found.push({
			sources,
			name,
			releases: built.releases
		});
		await findElsewhere(built.placed);
		return nothingOf(sources, true);
	};
	const roots = new DeployedJudge({
		...means,
		judgeTask
	}).judge(deployed);
	for (let next = await roots.next(); next.done !== true;) next = await roots.next();
	return found;
}
/**
* The releases of what was built as they are with other texts of its files, also those that are then as their files
* have them.
*
* @param texts by their paths as reports name them
*/
async function rebuiltReleases(built, texts, means) {
	const found = [];
	for (const { sources, name, releases } of built) {
		const entries = Object.entries(sources.files).map(([path, text]) => [path, texts.get(reportedPath(means, path)) ?? text]);
		const isSame = entries.every(([path, text]) => sources.files[path] === text);
		const edited = {
			...sources,
			files: Object.fromEntries(entries)
		};
		const after = isSame ? { releases } : await buildOne(edited, means, name, true);
		for (const { release } of after?.releases ?? []) if (release) found.push(release);
	}
	return found;
}
/** Whether it has such a release, or an object that deploys others with a patch. */
function isConcerned({ files }, wanted) {
	return Object.entries(files).some(([path, text]) => wanted.has(path) || mayDeploy(text));
}
async function buildOne(sources, { engine, folder }, name, isWhole = false) {
	const answer = placedAnswer(await buildLean(engine, {
		folder,
		sources
	}), sources.layered);
	if (!("text" in answer)) return void 0;
	return releasesOf(sources, answer, {
		folder,
		name,
		isWhole
	});
}
/**
* The releases in the build of a kustomization.
*
* @param by the root of the repository as reports name it, the name of what deploys the kustomization, and
*   whether releases are told that are as their files have them
*/
function releasesOf(sources, answer, { folder, name, isWhole }) {
	const lines = builtLines({
		folder,
		sources
	}, answer);
	const placed = {
		text: answer.text,
		placeOf: (line) => lines.valueAt(line - 1)
	};
	return {
		placed,
		releases: builtReleasesIn({
			...placed,
			name: name ?? nameOf(sources, folder),
			textOf: (path) => sources.files[path],
			reported: (path) => reportedPath({ folder }, path)
		}, isWhole)
	};
}
function nameOf(sources, folder) {
	return folderOf(reportedPath({ folder }, mainOf(sources))) || ".";
}
/** A kustomization of which nothing is judged. */
function nothingOf(sources, isBuilt) {
	const shown = isBuilt ? [{
		path: mainOf(sources),
		text: ""
	}] : [];
	return {
		name: sources.root,
		judged: [],
		shown
	};
}
export { releaseFiles as a, withBuilt as i, rebuiltReleases as n, releaseTextsElsewhere as o, releasesOf as r, releasesElsewhere as s, readBuiltReleases as t };
