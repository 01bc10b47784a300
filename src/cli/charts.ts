import { UserError } from '../errors/user-error.ts';
import { projectRoot } from '../files/project-images.ts';
import { writeVendoredChart } from '../files/vendored-charts.ts';
import { KEPT_CHARTS } from '../reach/kept-folder.ts';
import { chartName, isChartAddress } from '../kubernetes/known-charts/chart-place.ts';
import { failureOf } from '../registry/failure.ts';
import { fetchChart } from '../registry/fetch-chart.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { unpackChart } from '../registry/unpack-chart.ts';
import { shown, visibleLine } from '../text/shown.ts';
import { commandRegistries } from './inspect-images.ts';
import { print } from './terminal.ts';

const NAME_THE_HOST =
  'If you trust this host, name it: --registry-allow HOST:PORT, or --registry-allow http://HOST:PORT without TLS.';

/** The options of `podseal charts`. */
export interface ChartsOptions extends Pick<RegistryFlags, 'registryAllow' | 'registryMirror'> {
  readonly version: string | undefined;
}

/** Puts a chart that others publish into the repository. Returns the exit code. */
export async function charts(
  action: string,
  address: string,
  { version, ...flags }: ChartsOptions,
): Promise<number> {
  if (action !== 'add') {
    throw new UserError(`${visibleLine(action)}: there is only podseal charts add.`);
  }
  if (!isChartAddress(address)) {
    throw new UserError(
      `${visibleLine(address)} is no chart: write oci://HOST/PATH/NAME, or https://REPOSITORY/NAME.`,
    );
  }
  const registries = commandRegistries({ ...flags, registry: true }) ?? {};
  const root = await projectRoot('.');
  try {
    const fetched = await fetchChart({ address, version }, registries);
    // What can't be unpacked is not kept.
    const { files } = await unpackChart(fetched.archive);
    const file = `${chartName({ address })}-${fetched.version.replaceAll(/[^\w.+-]/g, '_')}.tgz`;
    const chart = { chart: address, version: fetched.version, digest: fetched.digest, file };
    await writeVendoredChart(root, chart, fetched.archive);
    const count = Object.keys(files).length;
    await print(
      shown`${KEPT_CHARTS}/${visibleLine(file)}: ${visibleLine(address)} ${visibleLine(fetched.version)}, ${count} files, ${visibleLine(fetched.digest)}.\n`,
    );
    return 0;
  } catch (error) {
    const { code, reason } = failureOf(error);
    const remedy = code === 'refused-address' ? ` ${NAME_THE_HOST}` : '';
    throw new UserError(`${visibleLine(address)}: ${reason}.${remedy}`);
  }
}
