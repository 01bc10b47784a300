import { J as RegistryError } from "./check.js";
import { t as readTar } from "./tar.js";
const { posix } = process.getBuiltinModule("node:path");
const { Readable } = process.getBuiltinModule("node:stream");
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
		const path = posix.normalize(header.name.replace(/^(?:\.\/)*[^/]+\//, ""));
		if (/^\.{0,2}\/|\/$|^\.+$/.test(path)) return;
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
export { unpackChart as t };
