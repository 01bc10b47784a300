import { Ei as items, J as RegistryError, Nn as VENDORED_CHARTS, W as DEFAULTS, di as ParseBudget, ii as readYamlFile, ji as rootOf, ki as textOf, ln as isChartAddress, si as parseDocumentAt, sn as chartName, un as isExactVersion, xi as field } from "./check.js";
import { $ as pipe, D as list, M as textLike, O as mapping, U as check, j as text, u as UserError } from "./command-line.js";
import { _ as targetOf, b as sha256, g as readHosts, i as Transport, l as readChartManifest, o as readBody, r as RegistryClient, t as readTar, x as verify, y as isDigest } from "./tar.js";
const { join, relative, sep } = process.getBuiltinModule("node:path");
const mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of), readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of), realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of), stat = (...of) => process.getBuiltinModule("node:fs/promises").stat(...of), writeFile = (...of) => process.getBuiltinModule("node:fs/promises").writeFile(...of);
const { Readable } = process.getBuiltinModule("node:stream");
// src/files/vendored-charts.ts
const INDEX = "charts.yaml";
const ENTRY = mapping({
	chart: pipe(text(), check(isChartAddress, "must be the address of a chart")),
	version: text(),
	digest: textLike(/^sha256:[0-9a-f]{64}$/, "a digest, such as sha256:…"),
	file: textLike(/^[\w.+-]+\.tgz$/, "the name of an archive, such as web-1.2.3.tgz")
});
const SCHEMA = mapping({ charts: list(ENTRY) });
/** An archive is bounded before it is written; what is larger was not written by us. */
const MAX_BYTES$1 = 16 * 1024 ** 2;
/**
* The charts that are in a project's folder for them; none where there is no such folder.
*
* @throws UserError for an index that can't be used
*/
async function readVendoredCharts(root) {
	const path = `${VENDORED_CHARTS}/${INDEX}`;
	const content = await readFile(join(root, path), "utf8").catch(() => void 0);
	const read = content === void 0 ? void 0 : readYamlFile({
		path,
		text: content
	}, SCHEMA);
	if (!read) return [];
	if ("output" in read) return read.output.charts;
	const [fault] = read.faults;
	throw new UserError(`${path}:${fault?.line ?? 1}: ${fault?.message ?? "it is not usable"}.`);
}
/** The archive of a chart; undefined where it is not there. Whether it is the right one, its digest says. */
async function readVendoredArchive(root, { file }) {
	const path = join(root, VENDORED_CHARTS, file);
	const stats = await stat(path).catch(() => void 0);
	if (stats?.isFile() !== true || stats.size > MAX_BYTES$1) return void 0;
	return readFile(path).catch(() => void 0);
}
/**
* Writes a chart's archive and its entry.
*
* @throws UserError where the project's folder for charts leads elsewhere
*/
async function writeVendoredChart(root, chart, archive) {
	const known = await readVendoredCharts(root);
	const folder = join(root, VENDORED_CHARTS);
	await mkdir(folder, { recursive: true });
	if (relative(await realpath(root), await realpath(folder)) !== ".github/podseal.charts".split("/").join(sep)) throw new UserError(`${VENDORED_CHARTS} is a link that leads elsewhere. Remove it first.`);
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
// src/registry/chart-index.ts
/**
* The versions of a chart in the index of a repository. Only the chart's own part is parsed: others can have
* tens of megabytes.
*
* @throws RegistryError
*/
function versionsIn(index, name) {
	const part = partOf(index, name);
	const document = part === void 0 ? void 0 : parseDocumentAt(part, {
		start: 0,
		end: part.length
	}, 0, new ParseBudget());
	if (!document || !("root" in document)) throw new RegistryError("not-found", "its repository does not have it");
	return items(field(rootOf(document), name)?.value).flatMap((one) => {
		const version = textOf(field(one, "version")?.value);
		const url = textOf(items(field(one, "urls")?.value)[0]);
		const written = textOf(field(one, "digest")?.value);
		const digest = written === void 0 ? void 0 : `sha256:${written.replace(/^sha256:/, "")}`;
		if (version === void 0 || url === void 0) return [];
		if (digest !== void 0 && !isDigest(digest)) return [];
		return [{
			version,
			url,
			digest
		}];
	});
}
/** The lines of `entries` that are about a chart. */
function partOf(index, name) {
	const lines = index.split(/\r?\n/);
	const entries = lines.findIndex((line) => /^entries: *$/.test(line));
	const names = [
		`${name}:`,
		`"${name}":`,
		`'${name}':`
	];
	const start = lines.findIndex((line, at) => {
		return at > entries && names.includes(line.trim()) && /^ +\S/.test(line);
	});
	if (entries === -1 || start === -1) return void 0;
	const indent = /^ */.exec(lines[start] ?? "")?.[0].length ?? 0;
	const end = lines.findIndex((line, at) => {
		return at > start && line.trim() !== "" && isNext(line, indent);
	});
	return lines.slice(start, end === -1 ? void 0 : end).join("\n");
}
/** Whether a line is the next key; the items of a list may stand as far left as its key. */
function isNext(line, indent) {
	const own = /^ */.exec(line)?.[0].length ?? 0;
	return own < indent || own === indent && line[own] !== "-" && line[own] !== "#";
}
/**
* The version that is asked for; without one the newest that is no trial.
*
* @throws RegistryError
*/
function chooseVersion(versions, wanted) {
	const isSame = ({ version }) => version.replace(/^v/, "") === wanted?.replace(/^v/, "");
	const [newest] = versions.filter(({ version }) => /^v?\d+\.\d+\.\d+(?:\+.*)?$/.test(version)).toSorted((a, b) => compare(b.version, a.version));
	const found = wanted === void 0 ? newest : versions.find(isSame);
	if (found) return found;
	throw new RegistryError("not-found", `its repository has ${wanted === void 0 ? "no version of it" : "another version of it, but not this one"}`);
}
function compare(one, other) {
	const [a, b] = [one, other].map((text) => text.replace(/^v/, "").split(/[.+]/, 3).map(Number));
	for (const at of [
		0,
		1,
		2
	]) {
		const order = (a?.[at] ?? 0) - (b?.[at] ?? 0);
		if (order !== 0) return order;
	}
	return 0;
}
// src/registry/fetch-chart.ts
/** The largest public charts have a megabyte; those with definitions of resources have some. */
const MAX_ARCHIVE = 16 * 1024 ** 2;
/** The index of a chart repository with thousands of versions. */
const MAX_INDEX = 32 * 1024 ** 2;
/**
* Reads a chart from a registry or from a chart repository. What it is is verified by the digest that the registry or
* the index has for it; nothing of it is run.
*
* @throws RegistryError
*/
async function fetchChart(place, options) {
	return place.address.startsWith("oci://") ? fromRegistry(place, options) : fromRepository(place, options);
}
async function fromRegistry(place, options) {
	const { address, version } = place;
	if (!isExactVersion(version)) throw new RegistryError("no-reference", "a registry needs a version of the chart, such as 1.2.3");
	const client = await RegistryClient.open(options);
	try {
		const reference = `${address.slice(6)}:${version.replaceAll("+", "_")}`;
		const target = targetOf(reference, client.hosts);
		const { bytes } = await client.manifest(target);
		const layer = readChartManifest(bytes);
		const archive = await readBody(await client.layer(target, layer), MAX_ARCHIVE);
		verify(archive, layer.digest, "the archive of the chart");
		return {
			version,
			archive,
			digest: layer.digest
		};
	} finally {
		client.close();
	}
}
async function fromRepository(place, options) {
	const name = chartName(place);
	const base = place.address.slice(0, -name.length);
	const transport = new Transport(readHosts(options), options);
	const signal = AbortSignal.timeout(options.deadline ?? DEFAULTS.deadline);
	const { origin } = new URL(base);
	const get = async (url, limit) => {
		const answer = await transport.send({
			url,
			from: origin,
			accept: "*/*",
			signal
		});
		if (answer.status === 200) return readBody(answer, limit);
		answer.body.destroy();
		const isAbsent = answer.status === 404;
		throw new RegistryError(isAbsent ? "not-found" : "unreachable", isAbsent ? `${answer.host} does not have it` : `${answer.host} answers with the status ${answer.status}`);
	};
	try {
		const found = chooseVersion(versionsIn((await get(new URL("index.yaml", base), MAX_INDEX)).toString("utf8"), name), place.version);
		const url = URL.parse(found.url, base);
		if (!url) throw new RegistryError("invalid", "its repository names no address for it");
		const archive = await get(url, MAX_ARCHIVE);
		if (found.digest !== void 0) verify(archive, found.digest, "the archive of the chart");
		return {
			version: found.version,
			archive,
			digest: sha256(archive)
		};
	} finally {
		transport.close();
	}
}
// src/registry/unpack-chart.ts
/** As for charts in folders: 5,000 files, and 32 MiB in all. */
const MAX_FILES = 5e3;
const MAX_BYTES = 32 * 1024 ** 2;
/**
* The files of a chart in an archive, by their paths below its folder. Links are left out.
*
* @throws RegistryError for what is no archive of a chart
*/
async function unpackChart(archive) {
	const budget = {
		compressed: archive.length,
		plain: 2 * MAX_BYTES,
		entries: MAX_FILES,
		characters: MAX_FILES * 200
	};
	const files = {};
	const binaries = {};
	const links = [];
	let left = MAX_BYTES;
	await readTar(Readable.from([archive]), budget, async ({ header, body }) => {
		const path = header.name.replace(/^(?:\.\/)*[^/]+\//, "");
		if (path === "" || path.endsWith("/") || path.split("/").includes("..")) return;
		if (header.type === "symlink" || header.type === "link") links.push(path);
		if (header.type !== "file") return;
		left -= header.size;
		if (left < 0) throw new RegistryError("too-large", "the chart has over 32 MiB");
		const bytes = Buffer.concat(await Readable.fromWeb(body).toArray());
		const text = decode(bytes);
		if (text === void 0) binaries[path] = bytes.toString("base64");
		else files[path] = text;
	});
	if (files["Chart.yaml"] === void 0) throw new RegistryError("invalid", "the archive has no Chart.yaml");
	return {
		files,
		binaries,
		links
	};
}
function decode(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
export { writeVendoredChart as a, readVendoredCharts as i, fetchChart as n, readVendoredArchive as r, unpackChart as t };
