import { Ai as parseDocumentAt, Jn as documentKey, Mi as indexLines, Pn as dequal, Rn as folderOf, Sn as mayDeploy, cr as mayHaveSources, er as dataAt, fi as isDataMap, ki as splitDocuments, pn as chartReleasesIn, ur as sourcesIn } from "./check.js";
import { o as documentOn } from "./judge-source.js";
import { h as placedAnswer, i as mainOf, n as builtLines } from "./rendered-kustomization.js";
import { a as reportedPath } from "./placed-line.js";
import { o as buildLean, r as DeployedJudge } from "./merge-roots.js";
// src/render/built-releases.ts
const RELEASE = /^kind: (?:HelmRelease|Application)$/m;
/** The releases of charts in the repository. */
const readsChartReleases = (object) => chartReleasesIn(object);
/**
* The releases in what was built.
*
* @param isWhole whether those are told as well that are as their documents have them
*/
function builtReleasesIn(built, reads, isWhole = false) {
	const all = objectsIn(built);
	const sources = all.flatMap((one) => sourcesOf(one, built));
	const isOther = isWhole || all.some((one) => mayHaveSources(one.text) && !isAsWritten(one, built));
	return all.flatMap((one) => {
		const { text, places } = one;
		const home = RELEASE.test(text) ? homeOf(places, built) : void 0;
		if (!home) return [];
		const key = documentKey(home.file.path, home.document);
		if (!isOther && isAsWritten(one, built)) return [{
			key,
			release: void 0
		}];
		const release = builtRelease(one, home, built, {
			reads,
			sources
		});
		return release ? [{
			key,
			release
		}] : [];
	});
}
function isAsWritten({ text, places }, built) {
	const home = homeOf(places, built);
	return home === void 0 || isOfOneFile(text, places) && isAsIn(home, text);
}
function objectsIn({ text, placeOf }) {
	const lines = indexLines(text);
	return splitDocuments(text).map(({ start, end }) => {
		const object = text.slice(start, end);
		const first = lines.position(start).line;
		return {
			text: object,
			places: object.split("\n").map((_, at) => placeOf(first + at))
		};
	});
}
/** What an object that was built says of where charts are, at its places in files. */
function sourcesOf({ text, places }, built) {
	if (!mayHaveSources(text)) return [];
	const home = homeOf(places, built);
	if (!home) return [];
	return sourcesIn({
		path: home.file.path,
		text
	}).map((one) => ({
		...one,
		document: home.document,
		line: places[one.line - 1]?.line ?? one.line
	}));
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
/** The fields that decide what a release becomes; others, such as `interval` or `install`, are for its operator. */
const DECIDING = /* @__PURE__ */ new Set([...[
	"chart",
	"chartRef",
	"values",
	"valuesFrom",
	"postRenderers",
	"releaseName"
], ...[
	"targetNamespace",
	"source",
	"sources",
	"destination",
	"url",
	"ref"
]]);
function isAsIn({ file, document }, object) {
	return dequal(decidingIn(specIn(object, 0)), decidingIn(specIn(file.text, document)));
}
/** What decides what the object in a text deploys; the same where that is the same. */
function decidingText(object) {
	const spec = specIn(object, 0);
	return JSON.stringify(RELEASE.test(object) ? decidingIn(spec) : spec ?? null);
}
function decidingIn(spec) {
	return (isDataMap(spec) ? Object.entries(spec) : []).filter(([name]) => DECIDING.has(name)).toSorted(([one], [other]) => one < other ? -1 : 1);
}
/** Whether no patch has a line of what decides, be it that of the release itself: who edits that would change nothing. */
function isOfOneFile(object, places) {
	const files = /* @__PURE__ */ new Set();
	let [isSpec, isDeciding] = [false, false];
	for (const [at, line] of object.split("\n").entries()) {
		if (/^[^\s#-]/.test(line)) isSpec = line.startsWith("spec:");
		const name = /^ {2}(?<name>\w+):/.exec(line)?.groups?.["name"];
		if (name !== void 0) isDeciding = isSpec && DECIDING.has(name);
		const path = isSpec && isDeciding ? places[at]?.path : void 0;
		if (path !== void 0) files.add(path);
	}
	return files.size <= 1;
}
function specIn(text, index) {
	const span = splitDocuments(text)[index];
	const document = span && parseDocumentAt(text, span, index);
	return document && "root" in document ? dataAt(document.toData(), ["spec"]) : void 0;
}
/** A release of an object that was built: each line of its values has a place of its own. */
function builtRelease({ text, places }, { file, document }, built, by) {
	const shown = places.map((place) => place && {
		...place,
		path: built.reported(place.path)
	});
	const placeOf = (line) => shown[line - 1];
	const [release] = by.reads({
		path: file.path,
		text
	}, {
		placeOf,
		sources: by.sources
	});
	if (!release) return void 0;
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
				places: shown,
				home: document
			}
		})),
		post: release.post.map((lines) => lines.map((line) => ({
			...line,
			place: line.place && placeOf(line.place.line)
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
* @param by the files, from the root of the repository, and what reads releases in an object
*/
async function readBuiltReleases(deployed, means, { wanted, reads }) {
	const found = [];
	const judgeTask = async (sources, _, findElsewhere, name) => {
		const built = isConcerned(sources, wanted) && await buildOne(sources, means, {
			name,
			reads
		});
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
async function rebuiltReleases(built, texts, { reads, ...means }) {
	const found = [];
	for (const { sources, name, releases } of built) {
		const entries = Object.entries(sources.files).map(([path, text]) => [path, texts.get(reportedPath(means, path)) ?? text]);
		const isSame = entries.every(([path, text]) => sources.files[path] === text);
		const edited = {
			...sources,
			files: Object.fromEntries(entries)
		};
		const after = isSame ? { releases } : await buildOne(edited, means, {
			name,
			reads,
			isWhole: true
		});
		for (const { release } of after?.releases ?? []) if (release) found.push(release);
	}
	return found;
}
/** Whether it has such a release, or an object that deploys others with a patch. */
function isConcerned({ files }, wanted) {
	return Object.entries(files).some(([path, text]) => wanted.has(path) || mayDeploy(text));
}
async function buildOne(sources, { engine, folder }, by) {
	const answer = placedAnswer(await buildLean(engine, {
		folder,
		sources
	}), sources.layered);
	if (!("text" in answer)) return void 0;
	return releasesOf(sources, answer, {
		folder,
		...by
	});
}
/**
* The releases in the build of a kustomization.
*
* @param by the root of the repository as reports name it, the name of what deploys the kustomization, and
*   whether releases are told that are as their files have them
*/
function releasesOf(sources, answer, { folder, name, isWhole, reads }) {
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
		}, reads, isWhole)
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
export { readsChartReleases as a, decidingText as i, rebuiltReleases as n, withBuilt as o, releasesOf as r, readBuiltReleases as t };
