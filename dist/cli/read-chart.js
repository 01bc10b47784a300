import { o as __toESM } from "./rolldown-runtime.js";
import { st as require_picomatch } from "./command-line.js";
import { gn as releaseSets, st as shownFolder, vt as whyUnreadable, yn as valueFilesFrom } from "./check.js";
import { i as valueSetsIn } from "./chart-sources.js";
import { o as fileDependencies } from "./rendered-manifests.js";
const { constants } = process.getBuiltinModule("node:fs");
const { isAbsolute, join, posix, relative, sep } = process.getBuiltinModule("node:path");
const open = (...of) => process.getBuiltinModule("node:fs/promises").open(...of), readdir = (...of) => process.getBuiltinModule("node:fs/promises").readdir(...of), realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of);
// src/files/chart-folder.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
/** Larger charts hold data that no template needs; the largest public ones have some hundred files. */
const MAX_FILES = 5e3;
const MAX_BYTES$1 = 33554432;
const FOREIGN = /* @__PURE__ */ new Set(["node_modules", ".git"]);
/** Thrown to leave a chart. */
var Unreadable = class extends Error {};
/** Reads a chart's folder. Links in it are not followed. Never throws for what is there. */
async function readChartFolder(folder) {
	try {
		const files = {};
		const binaries = {};
		let size = 0;
		const { files: paths, links } = await list(folder);
		for (const path of paths) {
			const bytes = await readBytes(join(folder, path), MAX_BYTES$1 - size);
			size += bytes.length;
			const text = decode(bytes);
			if (text === void 0) binaries[path] = Buffer.from(bytes).toString("base64");
			else files[path] = text;
		}
		return {
			files,
			binaries,
			links
		};
	} catch (error) {
		if (error instanceof Unreadable) return { reason: error.message };
		return { reason: whyUnreadable(error) };
	}
}
/** The paths of the files and of the links below a folder, in their order. */
async function list(root) {
	const found = [];
	const links = [];
	const visit = async (below) => {
		const entries = await readdir(join(root, below), { withFileTypes: true });
		for (const entry of entries.toSorted((a, b) => a.name < b.name ? -1 : 1)) {
			const path = below === "" ? entry.name : `${below}/${entry.name}`;
			if (entry.isDirectory() && !FOREIGN.has(entry.name)) await visit(path);
			else if (entry.isFile()) found.push(path);
			else if (entry.isSymbolicLink()) links.push(path);
			if (found.length + links.length > MAX_FILES) throw new Unreadable(`the chart has over ${MAX_FILES} files`);
		}
	};
	await visit("");
	return {
		files: found,
		links
	};
}
async function readBytes(path, most) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
	try {
		const { size } = await file.stat();
		if (size > most) throw new Unreadable(`the chart has over ${MAX_BYTES$1 / 1024 / 1024} MiB`);
		return await file.readFile();
	} finally {
		await file.close();
	}
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
// src/files/values-file.ts
/** A chart's own values are seldom over 100 kB. */
const MAX_BYTES = 1048576;
/**
* Reads a values file that is beside a chart, not in it.
*
* @param folder the chart's
* @param path from there
* @param root what the file has to be in, its links followed
* @returns undefined for one that is not there, too large, or elsewhere
*/
async function readValuesFile(folder, path, root) {
	try {
		const real = await realpath(join(folder, path));
		const below = relative(await realpath(root), real);
		if (below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below)) return void 0;
		const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			return stat.isFile() && stat.size <= MAX_BYTES ? await file.readFile("utf8") : void 0;
		} finally {
			await file.close();
		}
	} catch {
		return;
	}
}
// src/cli/read-chart.ts
const NO_VALUES = {
	root: ".",
	charts: []
};
/** Reads a chart, with the value sets that it has; a reason where its folder can't be read. */
async function readChart(path, project = NO_VALUES) {
	const folder = shownFolder(path);
	const read = await readChartFolder(path);
	if ("reason" in read) return {
		chart: {
			folder,
			files: {},
			binaries: {},
			links: [],
			unread: [],
			sets: []
		},
		reason: read.reason
	};
	const { sets, beside, unread } = await configuredSets(path, read.files, project);
	const found = valueSetsIn(Object.keys(read.files));
	const installed = await setsOfReleases(path, read.files, project);
	const linked = await readLinked(path, read, project);
	const files = {
		...read.files,
		...beside,
		...installed.files,
		...linked.files
	};
	const binaries = {
		...read.binaries,
		...linked.binaries
	};
	const all = [
		...found,
		...sets,
		...installed.sets
	];
	const { inline, releases } = installed;
	return { chart: {
		folder,
		...read,
		files,
		binaries,
		unread,
		sets: all,
		inline,
		releases,
		linked: linked.dependencies
	} };
}
/** The charts that a chart depends on by their folders in the project. */
async function readLinked(path, { files, binaries }, { root }) {
	const wanted = fileDependencies([...Object.keys(files), ...Object.keys(binaries)], files);
	const dependencies = [];
	const all = {
		files: /* @__PURE__ */ new Map(),
		binaries: /* @__PURE__ */ new Map()
	};
	for (const dependency of wanted) {
		const folder = join(path, dependency.folder);
		const read = await isBelow(folder, root) ? await readChartFolder(folder) : void 0;
		if (!read || "reason" in read) continue;
		dependencies.push(dependency);
		for (const kind of ["files", "binaries"]) for (const [name, content] of Object.entries(read[kind])) all[kind].set(`${dependency.folder}/${name}`, content);
	}
	return {
		dependencies,
		files: Object.fromEntries(all.files),
		binaries: Object.fromEntries(all.binaries)
	};
}
async function isBelow(folder, root) {
	const real = await realpath(folder).catch(() => void 0);
	const found = real === void 0 ? ".." : relative(await realpath(root), real);
	return found !== ".." && !found.startsWith(`..${sep}`) && !isAbsolute(found);
}
/** The value sets that the configuration has for a chart. */
async function configuredSets(path, files, { root, charts }) {
	const sets = [];
	const beside = /* @__PURE__ */ new Map();
	const unread = [];
	const chart = charts.length === 0 ? "" : await fromRoot(path, root);
	for (const { source, ...one } of charts.filter((each) => import_picomatch.default.isMatch(chart, each.chart))) {
		const values = one.values.map((file) => posix.normalize(file));
		const missing = [];
		for (const file of values) {
			if (Object.hasOwn(files, file) || beside.has(file)) continue;
			const text = await readValuesFile(path, file, root);
			if (text === void 0) missing.push(file);
			else beside.set(file, text);
		}
		for (const file of missing) unread.push(`${source} names ${file}, which can't be read from the chart's folder`);
		if (missing.length === 0) sets.push({
			name: values.join(" and "),
			values
		});
	}
	return {
		sets,
		beside: Object.fromEntries(beside),
		unread
	};
}
/** The value sets that releases have for a chart. */
async function setsOfReleases(path, files, { root, releases = [] }) {
	const chart = releases.length === 0 ? "" : await fromRoot(path, root);
	const own = releases.filter((one) => one.folder === chart);
	const beside = {};
	for (const file of own.flatMap(({ valueFiles }) => valueFilesFrom(chart, valueFiles))) {
		if (Object.hasOwn(files, posix.normalize(file)) || Object.hasOwn(beside, file)) continue;
		const text = await readValuesFile(path, file, root);
		if (text !== void 0) beside[file] = text;
	}
	const isThere = (file) => Object.hasOwn(beside, file) || Object.hasOwn(files, posix.normalize(file));
	const sets = releaseSets(shownFolder(path), own, isThere);
	return {
		...sets,
		files: {
			...sets.files,
			...beside
		}
	};
}
async function fromRoot(path, root) {
	return relative(await realpath(root), await realpath(path)).split(sep).join("/");
}
export { readChart as t };
