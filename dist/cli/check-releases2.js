import { t as Engine } from "./engine.js";
import { t as judgeChart } from "./judge-chart.js";
import { i as unrenderedBy, n as readRelease, r as readReleaseFile, t as ReleasesElsewhere } from "./read-release.js";
// src/cli/check-releases.ts
/** Two renderings at a time are what the engine does. */
const AT_ONCE = 2;
/** Renders the releases in files whose charts are not in the repository, one after the other. */
async function* checkReleases(files, ruleSet, { inspect, ...by }) {
	const means = {
		engine: new Engine(),
		ruleSet,
		inspect
	};
	const underWay = [];
	for await (const release of releasesOf(files, by)) {
		const checked = checkRelease(release, means, by);
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
async function* releasesOf(files, { root }) {
	const releases = new ReleasesElsewhere(files, root);
	for (const file of files) {
		const source = await readReleaseFile(file);
		if (source) yield* await releases.in(source);
	}
}
async function checkRelease(release, means, by) {
	const chart = await readRelease(release, by);
	if (!chart) return void 0;
	if ("reason" in chart) return notRendered(release, chart.reason);
	const { judged, rendered } = await judgeChart({ chart }, means);
	if (!rendered.values) return notRendered(release, rendered.skips[0]?.reason ?? "");
	const values = rendered.values.map(({ file }) => file.path);
	return {
		judged,
		releases: chart.releases ?? [],
		values,
		unrendered: /* @__PURE__ */ new Map()
	};
}
/** The object says itself why. */
function notRendered(release, reason) {
	return {
		judged: [],
		releases: [],
		values: [],
		unrendered: new Map(unrenderedBy(release, reason))
	};
}
export { checkReleases as t };
