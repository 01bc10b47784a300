import "./rolldown-runtime.js";
import { r as Engine } from "./with-set.js";
import { Gr as indexLines, Gt as recognizeChart, Mn as ReleaseSources, Qt as mayBringOthers, St as releasesIn, Yt as chartPlaceOf, fi as rootOf, hi as valueAt, xt as releaseSets, yn as readSource } from "./check.js";
import { t as judgeChart } from "./judge-chart.js";
// src/render/elsewhere-releases.ts
/**
* The releases in a file whose values are all there, and whose chart is elsewhere; without those of charts that
* Podseal knows.
*/
function elsewhereReleasesIn(file, sources) {
	const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
	const lines = indexLines(file.text);
	return releasesIn(file).flatMap((one) => {
		const { release, parsed, name } = one;
		const place = chartPlaceOf(release, sources, folder);
		const isOther = release.folder !== void 0 || recognizeChart(release, sources, folder);
		if (!place || isOther) return [];
		const { start } = (valueAt(rootOf(parsed), release.chartAt) ?? rootOf(parsed)).span;
		const { valueFiles, inline, document, siblings } = one;
		const own = name.slice(0, name.indexOf(" in ")).replaceAll(/[^\w.-]+/g, "-");
		return [{
			name,
			file,
			document,
			siblings,
			valueFiles,
			inline,
			place,
			folder: `${folder}${own}`,
			line: lines.position(start).line,
			release: release.name,
			namespace: release.namespace
		}];
	});
}
/** A chart with the values of one release of it. */
function sourcesOfRelease(release, { files, binaries }) {
	const { folder, file, line } = release;
	const used = releaseSets(folder, [release], (path) => Object.hasOwn(files, path));
	const [path = file.path] = Object.keys(used.files);
	return {
		folder,
		binaries,
		links: [],
		unread: [],
		inline: used.inline,
		releases: used.releases,
		files: {
			...files,
			...used.files
		},
		sets: used.sets.map(({ values }) => ({
			name: void 0,
			values,
			release: release.release || void 0,
			namespace: release.namespace || void 0
		})),
		installedAt: {
			path,
			line
		}
	};
}
// src/cli/check-releases.ts
/** Two renderings at a time are what the engine does. */
const AT_ONCE = 2;
/** Renders the releases in files whose charts are not in the repository, one after the other. */
async function* checkReleases(files, ruleSet, { charts, inspect }) {
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const underWay = [];
	for await (const release of releasesOf(files)) {
		const checked = checkRelease(release, means, charts);
		checked.catch(() => void 0);
		underWay.push(checked);
		const oldest = underWay.length < AT_ONCE ? void 0 : await underWay.shift();
		if (oldest) yield oldest;
	}
	for (const one of underWay) {
		const last = await one;
		if (last) yield last;
	}
}
async function* releasesOf(files) {
	const sources = new ReleaseSources(files.map(({ path }) => path));
	for (const file of files) {
		if (file.path === "-" || !/\.ya?ml$/i.test(file.path)) continue;
		const source = await readSource(file);
		if (!source || "reason" in source || !mayBringOthers(source.text)) continue;
		yield* elsewhereReleasesIn(source, sources.of(source) ?? []);
	}
}
async function checkRelease(release, means, charts) {
	const found = await charts.of(release.place);
	if (!found) return void 0;
	const { name, file, document, siblings, place } = release;
	const own = {
		name,
		path: file.path,
		document,
		siblings
	};
	if ("reason" in found) {
		const { judged } = await judgeChart({
			chart: sourcesOfRelease(release, {
				files: {},
				binaries: {}
			}),
			reason: found.reason
		}, means);
		return {
			judged,
			releases: []
		};
	}
	const { judged, rendered } = await judgeChart({ chart: sourcesOfRelease(release, found) }, means);
	if (!rendered.values) return {
		judged,
		releases: []
	};
	const source = place.source && {
		name: "",
		...place.source,
		siblings: 1
	};
	return {
		judged,
		releases: source ? [own, source] : [own]
	};
}
export { checkReleases as t };
