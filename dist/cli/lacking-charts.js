import { gt as listFiles } from "./check.js";
import { n as readVendoredCharts } from "./vendored-charts.js";
import { n as newBuilds } from "./check-charts.js";
import { n as writtenReleases, r as ReleasesElsewhere } from "./check-releases.js";
import { t as deployedReleases } from "./deployed-releases.js";
// src/cli/lacking-charts.ts
/** The charts that releases in the folder of the command install, and that the project neither has nor keeps. */
async function lackingCharts({ root, wanted, configuration, ruleSet }) {
	const { files } = listFiles(["."], wanted);
	const reader = new ReleasesElsewhere(files, root);
	const written = await writtenReleases(files, reader);
	const by = {
		root,
		deployed: configuration.kustomizations,
		ruleSet,
		builds: newBuilds(),
		reads: reader.built
	};
	const { releases } = await deployedReleases(files, written, by);
	const kept = (await readVendoredCharts(root)).map(({ chart, version }) => `${chart} ${version}`);
	const places = releases.map(({ place }) => [`${place.address} ${place.version}`, place]);
	return [...new Map(places)].flatMap(([key, place]) => kept.includes(key) ? [] : [place]);
}
export { lackingCharts };
