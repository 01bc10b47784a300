import { u as UserError } from "./command-line.js";
import { G as failureOf, Gt as shown, Jn as isChartAddress, Jt as visibleLine, Kn as chartName, N as commandRegistries, Rt as print, ut as KEPT_CHARTS, vt as projectRoot } from "./check.js";
import { r as writeVendoredChart } from "./vendored-charts.js";
import { t as fetchChart } from "./fetch-chart.js";
import { t as unpackChart } from "./unpack-chart2.js";
// src/cli/charts.ts
const NAME_THE_HOST = "If you trust this host, name it: --registry-allow HOST:PORT, or --registry-allow http://HOST:PORT without TLS.";
/** Puts a chart that others publish into the repository. Returns the exit code. */
async function charts(action, address, { version, ...flags }) {
	if (action !== "add") throw new UserError(`${visibleLine(action)}: there is only podseal charts add.`);
	if (!isChartAddress(address)) throw new UserError(`${visibleLine(address)} is no chart: write oci://HOST/PATH/NAME, or https://REPOSITORY/NAME.`);
	const registries = commandRegistries({
		...flags,
		registry: true
	}) ?? {};
	const root = await projectRoot(".");
	try {
		const fetched = await fetchChart({
			address,
			version
		}, registries);
		const { files } = await unpackChart(fetched.archive);
		const file = `${chartName({ address })}-${fetched.version.replaceAll(/[^\w.+-]/g, "_")}.tgz`;
		const chart = {
			chart: address,
			version: fetched.version,
			digest: fetched.digest,
			file
		};
		await writeVendoredChart(root, chart, fetched.archive);
		const count = Object.keys(files).length;
		await print(shown`${KEPT_CHARTS}/${visibleLine(file)}: ${visibleLine(address)} ${visibleLine(fetched.version)}, ${count} files, ${visibleLine(fetched.digest)}.\n`);
		return 0;
	} catch (error) {
		const { code, reason } = failureOf(error);
		const remedy = code === "refused-address" ? ` ${NAME_THE_HOST}` : "";
		throw new UserError(`${visibleLine(address)}: ${reason}.${remedy}`);
	}
}
export { charts };
