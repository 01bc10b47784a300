import { u as UserError } from "./command-line.js";
import { L as commandRegistries, St as projectRoot, Ut as print, Vt as note, Y as failureOf, Za as count, Zt as shown, ar as isChartAddress, en as visibleLine, mt as KEPT_CHARTS, or as isExactVersion, rr as chartName, tr as whyElsewhere } from "./check.js";
import { n as readVendoredCharts, r as writeVendoredChart } from "./vendored-charts.js";
import { t as ChartIndexCache } from "./chart-index-cache.js";
import { t as fetchChart } from "./fetch-chart.js";
import { t as unpackChart } from "./unpack-chart2.js";
// src/cli/charts.ts
const NAME_THE_HOST = "If you trust this host, name it: --registry-allow HOST:PORT, or --registry-allow http://HOST:PORT without TLS.";
/** Puts charts that others publish into the repository. Returns the exit code. */
async function charts(action, address, { version, settle, ...flags }) {
	if (action !== "add") throw new UserError(`${visibleLine(action)}: there is only podseal charts add.`);
	const registries = commandRegistries({
		...flags,
		registry: true
	}) ?? {};
	const indexes = new ChartIndexCache();
	const add = async (place) => addChart(place, (one) => fetchChart(one, registries, indexes));
	if (settle) {
		if (address !== void 0) throw new UserError("Give an address, or --all: not both.");
		if (version !== void 0) throw new UserError("--version is for one chart, and not for --all.");
		return addAll(await settle(), add);
	}
	if (address === void 0) throw new UserError("Give the address of a chart, or --all.");
	if (!isChartAddress(address)) throw new UserError(`${visibleLine(address)} is no chart: write oci://HOST/PATH/NAME, or https://REPOSITORY/NAME.`);
	await print(await add({
		address,
		version
	}));
	return 0;
}
/** More charts than the releases of a repository name, each of some hundred kilobytes. */
const MAX_CHARTS = 100;
/** Adds the charts that releases lack. One that can't be had is named, and the others are added. */
async function addAll(settled, add) {
	const { lackingCharts } = await import("./lacking-charts.js");
	const all = await lackingCharts(settled);
	const exact = all.filter(({ version }) => isExactVersion(version));
	const wanted = exact.slice(0, MAX_CHARTS);
	note(asking(wanted));
	let failures = 0;
	const fail = (reason) => {
		failures++;
		note(visibleLine(`not added  ${reason}`));
	};
	for (const place of wanted) try {
		await print(await add(place));
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		fail(error.message);
	}
	for (const place of all) if (!exact.includes(place)) fail(`${whyElsewhere(place)}.`);
	const left = exact.length - wanted.length;
	if (left > 0) fail(`${left} more than ${MAX_CHARTS} charts: run this again.`);
	return failures > 0 ? 2 : 0;
}
function asking(wanted) {
	if (wanted.length === 0) return shown`No release here lacks a chart of an exact version.`;
	const hosts = [...new Set(wanted.map(({ address }) => address.split("/")[2] ?? ""))];
	return shown`${count(wanted.length, "chart")} from ${visibleLine(hosts.join(", "))}:`;
}
/** Adds one chart; returns the line that says so. */
async function addChart({ address, version }, fetch) {
	const root = await projectRoot(".");
	try {
		const fetched = await fetch({
			address,
			version
		});
		const { files } = await unpackChart(fetched.archive);
		const file = await fileFor(root, address, fetched);
		const chart = {
			chart: address,
			version: fetched.version,
			digest: fetched.digest,
			file
		};
		await writeVendoredChart(root, chart, fetched.archive);
		const number = Object.keys(files).length;
		return shown`${KEPT_CHARTS}/${visibleLine(file)}: ${visibleLine(address)} ${visibleLine(fetched.version)}, ${number} files, ${visibleLine(fetched.digest)}.\n`;
	} catch (error) {
		const { code, reason } = failureOf(error);
		const remedy = code === "refused-address" ? ` ${NAME_THE_HOST}` : "";
		throw new UserError(`${visibleLine(address)}: ${reason}.${remedy}`);
	}
}
/** A name that no other chart of this name and version has: two repositories may have one each. */
async function fileFor(root, address, { version, digest }) {
	const name = `${chartName({ address })}-${version.replaceAll(/[^\w.+-]/g, "_")}`;
	return (await readVendoredCharts(root)).some(({ chart, file }) => file === `${name}.tgz` && chart !== address) ? `${name}-${digest.slice(-12)}.tgz` : `${name}.tgz`;
}
export { charts };
