import { M as text, N as textLike, O as list, Y as pipe, k as mapping, u as UserError, z as check } from "./command-line.js";
import { Mi as indexLines, ar as isChartAddress, ga as rootOf, ha as valueAt, ht as KEPT_INDEX, mt as KEPT_CHARTS, zt as readYamlFile } from "./check.js";
const { join, relative, sep } = process.getBuiltinModule("node:path");
const mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of), readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of), realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of), stat = (...of) => process.getBuiltinModule("node:fs/promises").stat(...of), writeFile = (...of) => process.getBuiltinModule("node:fs/promises").writeFile(...of);
// src/reach/kept-index.ts
const ENTRY = mapping({
	chart: pipe(text(), check(isChartAddress, "must be the address of a chart")),
	version: text(),
	digest: textLike(/^sha256:[0-9a-f]{64}$/, "a digest, such as sha256:…"),
	file: textLike(/^[\w.+-]+\.tgz$/, "the name of an archive, such as web-1.2.3.tgz")
});
const SCHEMA = mapping({ charts: list(ENTRY) });
/** Reads the index of the charts that a project keeps; a reason for one that can't be used. Never throws. */
function readKeptIndex(content) {
	const file = {
		path: KEPT_INDEX,
		text: content ?? ""
	};
	const read = content === void 0 ? void 0 : readYamlFile(file, SCHEMA);
	if (!read) return [];
	if ("output" in read) {
		const lines = indexLines(file.text);
		const root = rootOf(read.document);
		return read.output.charts.map((chart, index) => {
			const digest = valueAt(root, [
				"charts",
				index,
				"digest"
			]) ?? root;
			return {
				...chart,
				line: lines.position(digest.span.start).line
			};
		});
	}
	const [fault] = read.faults;
	return { reason: `${KEPT_INDEX}:${fault?.line ?? 1}: ${fault?.message ?? "it is not usable"}` };
}
// src/files/vendored-charts.ts
const INDEX = KEPT_INDEX.slice(KEPT_CHARTS.length + 1);
/** An archive is bounded before it is written; what is larger was not written by us. */
const MAX_BYTES = 16 * 1024 ** 2;
/**
* The charts that are in a project's folder for them; none where there is no such folder.
*
* @throws UserError for an index that can't be used
*/
async function readVendoredCharts(root) {
	const read = readKeptIndex(await readFile(join(root, KEPT_INDEX), "utf8").catch(() => void 0));
	if ("reason" in read) throw new UserError(`${read.reason}.`);
	return read;
}
/** The archive of a chart; undefined where it is not there. Whether it is the right one, its digest says. */
async function readVendoredArchive(root, { file }) {
	const path = join(root, KEPT_CHARTS, file);
	const stats = await stat(path).catch(() => void 0);
	if (stats?.isFile() !== true || stats.size > MAX_BYTES) return void 0;
	return readFile(path).catch(() => void 0);
}
/**
* Writes a chart's archive and its entry.
*
* @throws UserError where the project's folder for charts leads elsewhere
*/
async function writeVendoredChart(root, chart, archive) {
	const known = await readVendoredCharts(root);
	const folder = join(root, KEPT_CHARTS);
	await mkdir(folder, { recursive: true });
	if (relative(await realpath(root), await realpath(folder)) !== ".github/podseal.charts".split("/").join(sep)) throw new UserError(`${KEPT_CHARTS} is a link that leads elsewhere. Remove it first.`);
	const charts = [...known.filter((one) => one.chart !== chart.chart || one.version !== chart.version), chart].toSorted((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
	await writeFile(join(folder, chart.file), archive);
	await writeFile(join(folder, INDEX), indexText(charts));
}
function keyOf({ chart, version }) {
	return `${chart} ${version}`;
}
function indexText(charts) {
	return `# Charts that releases in this repository install. podseal charts add writes this file.\ncharts:\n${charts.map(({ chart, version, digest, file }) => `  - chart: ${chart}\n    version: ${JSON.stringify(version)}\n    digest: ${digest}\n    file: ${file}\n`).join("")}`;
}
export { readKeptIndex as i, readVendoredCharts as n, writeVendoredChart as r, readVendoredArchive as t };
