import { Dr as parseDocumentAt, Kt as isExactVersion, Mr as ParseBudget, Ut as chartName, br as rootOf, dr as field, hr as items, vr as textOf } from "./judge-thread.js";
import { d as objectIn, f as parseObject, h as targetOf, i as readBody, l as listIn, m as readHosts, n as Transport, p as textIn, s as readChartManifest, t as RegistryClient } from "./client2.js";
import { t as ChartIndexCache } from "./chart-index-cache.js";
import { i as verify, n as isDigest, r as sha256 } from "./digest2.js";
import { t as RegistryError } from "./failure.js";
import { t as DEFAULTS } from "./options.js";
// src/registry/chart-index.ts
/** `helm repo index --json` writes JSON, which is parsed as a whole: all of it is in memory at once. */
const MAX_JSON = 8 * 1024 ** 2;
const INDEX = "the index of its repository";
/**
* The versions of a chart in the index of a repository.
*
* @throws RegistryError
*/
function versionsIn(index, name) {
	const text = index.toString("utf8");
	const found = text.trimStart().startsWith("{") ? writtenInJson(index, name) : writtenInYaml(text, name);
	if (!found) throw new RegistryError("not-found", "its repository does not have it");
	return found.flatMap(({ version, url, digest: written }) => {
		const digest = written === "" ? void 0 : `sha256:${written.replace(/^sha256:/, "")}`;
		if (version === "" || url === "") return [];
		if (digest !== void 0 && !isDigest(digest)) return [];
		return [{
			version,
			url,
			digest
		}];
	});
}
function writtenInJson(index, name) {
	if (index.length > MAX_JSON) throw new RegistryError("too-large", `${INDEX} is JSON of more than ${MAX_JSON} bytes`);
	const { entries } = parseObject(index, INDEX);
	const { [name]: own } = objectIn(entries, INDEX);
	if (own === void 0) return void 0;
	return listIn(own, INDEX).map((entry) => {
		const { version, urls, digest } = objectIn(entry, INDEX);
		const [url] = listIn(urls, INDEX);
		return {
			version: textIn(version, INDEX),
			url: textIn(url, INDEX),
			digest: textIn(digest, INDEX)
		};
	});
}
/** Only the chart's own part is parsed: others can have tens of megabytes. */
function writtenInYaml(index, name) {
	const part = partOf(index, name);
	if (part === void 0) return void 0;
	const document = parseDocumentAt(part, {
		start: 0,
		end: part.length
	}, 0, new ParseBudget());
	if (!document || !("root" in document)) throw unreadable();
	return items(field(rootOf(document), name)?.value).map((one) => ({
		version: textOf(field(one, "version")?.value) ?? "",
		url: textOf(items(field(one, "urls")?.value)[0]) ?? "",
		digest: textOf(field(one, "digest")?.value) ?? ""
	}));
}
function unreadable() {
	return new RegistryError("invalid", `${INDEX} can't be read`);
}
/** What ends the part of a chart: the next key. The items of a list may stand as far left as its key. */
function nextKey(indent) {
	return new RegExp(String.raw`^(?: {0,${indent - 1}}\S| {${indent}}[^\s#-])`, "gm");
}
/** The lines of `entries` that are about a chart. An index that is made to take time has millions of lines. */
function partOf(index, name) {
	const entries = /^entries: *(?:\{\} *)?$/m.exec(index);
	if (!entries) throw unreadable();
	const key = name.replaceAll(/[.+]/g, String.raw`\$&`);
	const own = new RegExp(`^( {1,20})(["']?)${key}\\2: *$`, "gm");
	own.lastIndex = entries.index;
	const start = own.exec(index);
	if (!start) return void 0;
	const next = nextKey(start[1]?.length ?? 1);
	next.lastIndex = own.lastIndex;
	return index.slice(start.index, next.exec(index)?.index);
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
* @param indexes those that were read before with the same options
* @throws RegistryError
*/
async function fetchChart(place, options, indexes = new ChartIndexCache()) {
	return place.address.startsWith("oci://") ? fromRegistry(place, options) : fromRepository(place, options, indexes);
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
async function fromRepository(place, options, indexes) {
	const name = chartName(place);
	const base = URL.parse(place.address.slice(0, -name.length));
	if (!base) throw new RegistryError("no-reference", "its repository is no host");
	const transport = new Transport(readHosts(options), options);
	const signal = AbortSignal.timeout(options.deadline ?? DEFAULTS.deadline);
	const get = async (url, limit) => {
		const answer = await transport.send({
			url,
			from: base.origin,
			accept: "*/*",
			signal
		});
		if (answer.status === 200) return readBody(answer, limit);
		answer.body.destroy();
		const isAbsent = answer.status === 404;
		throw new RegistryError(isAbsent ? "not-found" : "unreachable", isAbsent ? `${answer.host} does not have it` : `${answer.host} answers with the status ${answer.status}`);
	};
	try {
		const at = new URL("index.yaml", base);
		const found = chooseVersion(versionsIn(await indexes.get(at.href, signal, async () => get(at, MAX_INDEX)), name), place.version);
		const url = URL.parse(found.url, base.href);
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
export { fetchChart };
