import { Dn as rereadInline, bn as postLinesIn, gn as releaseSets } from "./check.js";
import { a as reportedPath } from "./placed-line.js";
// src/render/edited-chart.ts
/** A chart whose files have other texts: what it reads from objects in them is read anew. */
function editedChart(chart, files) {
	const isOther = ({ path }) => chart.files[path] !== files[path];
	const entries = Object.entries(chart.inline ?? {});
	const inline = Object.fromEntries(entries.map(([key, one]) => [key, isOther(one) ? rereadInline(one, files[one.path] ?? "") ?? one : one]));
	const sets = chart.sets.map((set) => {
		const { postFrom } = set;
		if (!postFrom || !isOther(postFrom)) return set;
		const source = {
			path: postFrom.path,
			text: files[postFrom.path] ?? ""
		};
		return {
			...set,
			post: postLinesIn(source, postFrom.document) ?? set.post
		};
	});
	return {
		...chart,
		files,
		sets,
		inline: chart.inline && inline
	};
}
// src/run/edit-chart.ts
/**
* A chart whose files have other texts: releases that kustomizations build from them are built again. Where that
* can't be, nobody knows what the chart becomes, and the reason says so.
*/
async function editChart(chart, files, rebuild) {
	const edited = editedChart(chart, files);
	const changed = Object.keys(files).filter((path) => files[path] !== chart.files[path]);
	const sets = chart.sets.filter(({ builtFrom }) => builtFrom?.some((path) => changed.includes(path)));
	if (sets.length === 0) return { chart: edited };
	const texts = new Map(changed.map((path) => [reportedPath(chart, path), files[path] ?? ""]));
	const releases = await rebuild?.(texts) ?? [];
	const byName = new Map(releases.map((one) => [one.name, one]));
	const found = sets.flatMap(({ name = "" }) => byName.get(name) ?? []);
	if (found.length < sets.length) return {
		chart: edited,
		reason: NOT_BUILT
	};
	return { chart: withReleases(edited, found) };
}
const NOT_BUILT = "a release can't be built again by its kustomization";
/** A chart with some of its releases as they are now. */
function withReleases(chart, releases) {
	const { sets, inline } = releaseSets(chart.folder, releases, (path) => Object.hasOwn(chart.files, path));
	return {
		...chart,
		sets: chart.sets.map((set) => {
			const found = sets.find(({ name }) => name === set.name);
			return found ? {
				...found,
				release: set.release,
				namespace: set.namespace
			} : set;
		}),
		inline: {
			...chart.inline,
			...inline
		}
	};
}
export { editChart as t };
