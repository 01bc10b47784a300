import { u as UserError } from "./command-line.js";
import { a as readBuilt, n as builtLines, r as leftOutOf, t as buildRequestFor, y as Engine } from "./rendered-kustomization.js";
import { A as moreFiles, Fn as KUSTOMIZATION_FILES, Ht as paint, St as projectRoot, Ut as print, Vt as note, Zt as shown, en as visibleLine, k as listedSkips, qt as joinShown, st as shownFolder, vt as whyUnreadable } from "./check.js";
import { t as Repository } from "./repository.js";
import { i as requestFor, r as renderingsIn, t as manifestsOf } from "./rendered-manifests.js";
import { a as reportedPath } from "./placed-line.js";
import { t as readChart } from "./read-chart.js";
const { relative } = process.getBuiltinModule("node:path");
const readdir = (...of) => process.getBuiltinModule("node:fs/promises").readdir(...of);
// src/report/rendering-text.ts
/** A rendering of a chart for a terminal, each line with the place that its value comes from. */
function renderingText(chart, set, paint) {
	const { folder } = chart;
	const texts = manifestsOf(chart, set).map(({ sources, manifest: { file } }) => placedText({
		folder,
		file,
		sources
	}, paint));
	return joinShown(texts, "\n");
}
/** A build of a kustomization for a terminal, each line with the place that its value comes from. */
function buildText(read, build, paint) {
	const { folder, sources } = read;
	return placedText({
		folder,
		file: {
			path: reportedPath(read, sources.root) || ".",
			text: build.text
		},
		sources: builtLines(read, build)
	}, paint);
}
function placedText({ folder, file, sources }, paint) {
	const lines = file.text.split("\n");
	while (lines.length > 1 && lines.at(-1) === "") lines.pop();
	const places = lines.map((line, index) => {
		const place = line.trim() === "" ? void 0 : sources.valueAt(index);
		return place ? `${reportedPath({ folder }, place.path)}:${place.line}` : "";
	});
	const width = places.reduce((widest, place) => Math.max(widest, place.length), 0);
	const rows = lines.map((line, index) => {
		const margin = visibleLine(`${(places[index] ?? "").padEnd(width)} |`);
		return shown`${paint("faint", margin)} ${visibleLine(line)}\n`;
	});
	const head = paint("strong", visibleLine(`# ${file.path}`));
	return shown`${head}\n${joinShown(rows, "")}`;
}
// src/cli/render.ts
/**
* Prints what a chart or a kustomization becomes, each line with its place in the sources. Returns the exit
* code.
*/
async function render(folder, options) {
	const names = await readdir(folder).catch((error) => {
		throw new UserError(`${folder}: ${whyUnreadable(error)}.`);
	});
	if (names.includes("Chart.yaml")) return renderChart(folder, options);
	if (KUSTOMIZATION_FILES.some((name) => names.includes(name))) return renderKustomization(folder, options);
	throw new UserError(`${folder}: there is no Chart.yaml or kustomization.yaml. Name the folder of a chart or a kustomization.`);
}
async function renderKustomization(folder, { values }) {
	if (values !== void 0) throw new UserError("--values: this is a kustomization. Only charts have values.");
	const repository = await Repository.at(await projectRoot(folder));
	const root = await repository.pathOf(folder);
	if (root === void 0) throw new UserError(`${folder}: this is outside of ${repository.root}. Go there first.`);
	const sources = await repository.collect(root);
	if ("reason" in sources) throw new UserError(`${folder}: ${sources.reason}.`);
	const read = {
		folder: shownFolder(relative(".", repository.root) || "."),
		sources
	};
	const answer = await new Engine().build(buildRequestFor(read));
	if ("text" in answer) await print(buildText(read, answer, paint));
	noteSkips("text" in answer ? leftOutOf(read, answer) : readBuilt(read, answer).skips);
	return "text" in answer ? 0 : 2;
}
function noteSkips(skips) {
	for (const skip of listedSkips(skips)) note(visibleLine(`not analyzed  ${skip.file}${moreFiles(skip)}: ${skip.reason}`));
}
async function renderChart(folder, { values }) {
	const { chart: whole, reason } = await readChart(folder, {
		root: await projectRoot(folder),
		charts: []
	});
	if (reason !== void 0) throw new UserError(`${folder}: ${reason}.`);
	const chart = {
		...whole,
		sets: [setOf(whole, values)]
	};
	const { rendered, skips } = renderingsIn(chart, await new Engine().render(requestFor(chart)));
	const [set] = rendered;
	if (set) await print(shown`${renderingText(chart, set, paint)}`);
	noteSkips(skips);
	return set ? 0 : 2;
}
function setOf({ files }, values) {
	if (values === void 0) return {
		name: void 0,
		values: []
	};
	if (files[values] !== void 0) return {
		name: values,
		values: [values]
	};
	throw new UserError(`--values: the chart has no file ${values}. Give a path below its folder.`);
}
export { render };
