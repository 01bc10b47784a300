import { Mi as indexLines, _n as releasesIn, ga as rootOf, gn as releaseSets, ha as valueAt, ir as chartPlaceOf, mn as pathFrom, nr as recognizeChart, sr as findSource, ur as sourcesIn } from "./check.js";
import { a as reportedPath } from "./placed-line.js";
import { s as plainPath } from "./rendered-manifests.js";
// src/render/elsewhere-releases.ts
/**
* The releases in a file whose values are all there, or in files that they name from the root of the repository,
* and whose chart is elsewhere; without those of charts that Podseal knows.
*/
function elsewhereReleasesIn(file, { sources, root, tree, placeOf = (line) => ({
	path: file.path,
	line
}) }) {
	const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
	const lines = indexLines(file.text);
	const counts = /* @__PURE__ */ new Map();
	return releasesIn(file, tree).flatMap((one) => {
		const { release, parsed, written } = one;
		const place = chartPlaceOf(release, sources, folder);
		if (!place || isOfRepository(one) || recognizeChart(release, sources, folder)) return [];
		const lineAt = (path) => {
			const value = valueAt(rootOf(parsed), path);
			return value && placeOf(lines.position(value.span.start).line);
		};
		const valueFiles = written.valueFiles.map((path) => path.startsWith("/") ? `/${reportedPath({ folder: root }, plainPath(path))}` : path);
		const { name } = written;
		const own = name.slice(0, name.indexOf(" in ")).replaceAll(/[^\w.-]+/g, "-");
		const count = (counts.get(own) ?? 0) + 1;
		counts.set(own, count);
		return [{
			...written,
			valueFiles,
			place,
			folder: `${folder}${own}${count > 1 ? `-${count}` : ""}`,
			chartAt: lineAt(release.chartAt) ?? lineAt([]) ?? {
				path: file.path,
				line: 1
			},
			versionAt: lineAt(release.versionAt)
		}];
	});
}
function isOfRepository({ release }) {
	return release.folder !== void 0;
}
/** The objects that releases in a file name as those that say where their charts are, and that are not at hand. */
function missingSources(file, sources) {
	const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
	return releasesIn(file).flatMap((one) => {
		const { source } = one.release;
		if (!source || "address" in source || isOfRepository(one)) return [];
		if (findSource(sources, source, folder)) return [];
		const known = recognizeChart(one.release, sources, folder);
		return known && known.doubt === void 0 ? [] : [source];
	});
}
/** The files of values of a release that are not the chart's, as reports name them. */
function ownValueFiles({ valueFiles }) {
	return valueFiles.filter((path) => path.startsWith("/")).map((path) => path.slice(1));
}
/** The releases that one rendering tells of. */
function releasesOfEach(releases) {
	const groups = /* @__PURE__ */ new Map();
	for (const one of releases) {
		const { folder, place } = one;
		const key = JSON.stringify([
			folder,
			place.address,
			place.version
		]);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return [...groups.values()];
}
/**
* A chart with the values of a release of it.
*
* @param releases the release; in each of the kustomizations that build it, where these change it
* @param own the texts of the release's own files of values, as reports name them
*/
function sourcesOfRelease(releases, { files: whole, binaries, keptAt }, own = /* @__PURE__ */ new Map()) {
	const [{ folder, chartAt, place }] = releases;
	const files = { ...whole };
	for (const [path, text] of own) files[pathFrom(folder, path)] = text;
	const used = releaseSets(folder, releases, (path) => Object.hasOwn(files, path));
	return {
		folder,
		binaries,
		links: [],
		unread: [],
		inline: used.inline,
		releases: [...used.releases, ...sourceOf(place)],
		files: {
			...files,
			...used.files
		},
		sets: used.sets.map((set) => {
			const release = releases.find(({ name }) => name === set.name);
			return {
				...set,
				name: release?.beside && set.name,
				release: release?.releaseName || void 0,
				namespace: release?.namespace || void 0
			};
		}),
		installedAt: {
			path: pathFrom(folder, chartAt.path),
			line: chartAt.line,
			versions: releases.flatMap((one) => versionsOf(one, keptAt))
		}
	};
}
/** The object that says where a chart is, as one that is rendered with it. */
function sourceOf({ source }) {
	return source ? [{
		name: "",
		path: source.path,
		document: source.document,
		siblings: 1
	}] : [];
}
/** @param keptAt where it is said which archive is kept, from the root of the repository */
function versionsOf({ folder, place: { source }, versionAt }, keptAt) {
	return [
		versionAt ?? [],
		source ?? [],
		keptAt ?? []
	].flat().map(({ path, line }) => ({
		path: pathFrom(folder, path),
		line
	}));
}
// src/reach/repository-sources.ts
/** As people name files with objects that say where charts are, and the folders that they keep them in. */
const NAMED = /repo(?!rt)|source|helm|oci|chart/i;
/** One batch of files; the largest public repositories have some fifty. */
const MAX_FILES = 100;
/** An object that a person wrote is shorter. */
const MAX_BYTES = 1e5;
/**
* The files that a change leaves alone that have objects which releases name, to say where their charts are. One
* listing of the repository, and the files whose paths say that they may have such objects.
*/
async function repositorySources(tree, wanted, changed) {
	const all = wanted.length === 0 ? void 0 : await tree.all("head");
	if (!all) return [];
	const files = sourceFiles(all.filter(({ path, bytes, isLink }) => !isLink && bytes <= MAX_BYTES && !changed.has(path)), wanted);
	const bytes = await tree.read(files.map((file) => ({
		...file,
		isMinor: true
	})));
	return files.flatMap(({ path, id }) => {
		const content = bytes.get(id);
		const file = {
			path,
			text: content ? new TextDecoder().decode(content) : ""
		};
		return sourcesIn(file).some((one) => wanted.some(({ kind, name }) => one.kind === kind && one.name === name)) ? [file] : [];
	});
}
/** The files that may have such objects, by their paths: the likeliest first. */
function sourceFiles(files, wanted) {
	const names = new Set(wanted.map(({ name }) => name).filter((name) => name !== ""));
	return files.flatMap((file) => {
		const rank = rankOf(file.path, names);
		return rank === void 0 ? [] : [{
			file,
			rank
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).slice(0, MAX_FILES).map(({ file }) => file);
}
/** The files come first that have the name of such an object in their paths. */
function rankOf(path, names) {
	if (!/\.ya?ml$/i.test(path)) return void 0;
	const slash = path.lastIndexOf("/") + 1;
	const isNamed = [...names].some((name) => path.includes(name));
	if (NAMED.test(path.slice(slash))) return isNamed ? 0 : 2;
	if (NAMED.test(path.slice(0, slash))) return isNamed ? 1 : 3;
	return isNamed ? 4 : void 0;
}
export { ownValueFiles as a, missingSources as i, sourceFiles as n, releasesOfEach as o, elsewhereReleasesIn as r, sourcesOfRelease as s, repositorySources as t };
