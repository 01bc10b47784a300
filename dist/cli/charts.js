import { u as UserError } from "./command-line.js";
import { L as commandRegistries, Nn as VENDORED_CHARTS, P as print, Un as projectRoot, Wt as shown, Y as failureOf, ln as isChartAddress, qt as visibleLine, sn as chartName } from "./check.js";
import { a as writeVendoredChart, n as fetchChart, t as unpackChart } from "./unpack-chart.js";
// src/cli/charts.ts
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
		await print(shown`${VENDORED_CHARTS}/${visibleLine(file)}: ${visibleLine(address)} ${visibleLine(fetched.version)}, ${count} files, ${visibleLine(fetched.digest)}.\n`);
		return 0;
	} catch (error) {
		const { reason } = failureOf(error);
		throw new UserError(`${visibleLine(address)}: ${reason}.`);
	}
}
export { charts };
