import { UserError } from '../errors/user-error.ts';
import { projectRoot } from '../files/project-images.ts';
import { readVendoredCharts, writeVendoredChart } from '../files/vendored-charts.ts';
import { KEPT_CHARTS } from '../reach/kept-folder.ts';
import {
  type ChartPlace,
  chartName,
  isChartAddress,
  isExactVersion,
} from '../kubernetes/known-charts/chart-place.ts';
import { whyElsewhere } from '../kubernetes/known-charts/why-unknown.ts';
import { ChartIndexCache } from '../registry/chart-index-cache.ts';
import { failureOf } from '../registry/failure.ts';
import { type FetchedChart, fetchChart } from '../registry/fetch-chart.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { unpackChart } from '../registry/unpack-chart.ts';
import { type Shown, shown, visibleLine } from '../text/shown.ts';
import { count } from '../text/tagged.ts';
import { commandRegistries } from './inspect-images.ts';
import type { SettledHere } from './settle-here.ts';
import { note, print } from './terminal.ts';

const NAME_THE_HOST =
  'If you trust this host, name it: --registry-allow HOST:PORT, or --registry-allow http://HOST:PORT without TLS.';

/** The options of `podseal charts`. */
export interface ChartsOptions extends Pick<RegistryFlags, 'registryAllow' | 'registryMirror'> {
  readonly version: string | undefined;
  /** Reads how the project is judged, to find all charts that its releases lack; undefined for one chart. */
  readonly settle: (() => Promise<SettledHere>) | undefined;
}

/** Puts charts that others publish into the repository. Returns the exit code. */
export async function charts(
  action: string,
  address: string | undefined,
  { version, settle, ...flags }: ChartsOptions,
): Promise<number> {
  if (action !== 'add') {
    throw new UserError(`${visibleLine(action)}: there is only podseal charts add.`);
  }
  const registries = commandRegistries({ ...flags, registry: true }) ?? {};
  const indexes = new ChartIndexCache();
  const add = async (place: ChartPlace): Promise<Shown> =>
    addChart(place, (one) => fetchChart(one, registries, indexes));
  if (settle) {
    if (address !== undefined) throw new UserError('Give an address, or --all: not both.');
    if (version !== undefined)
      throw new UserError('--version is for one chart, and not for --all.');
    return addAll(await settle(), add);
  }
  if (address === undefined) throw new UserError('Give the address of a chart, or --all.');
  if (!isChartAddress(address)) {
    throw new UserError(
      `${visibleLine(address)} is no chart: write oci://HOST/PATH/NAME, or https://REPOSITORY/NAME.`,
    );
  }
  await print(await add({ address, version }));
  return 0;
}

/** More charts than the releases of a repository name, each of some hundred kilobytes. */
const MAX_CHARTS = 100;

/** Adds the charts that releases lack. One that can't be had is named, and the others are added. */
async function addAll(
  settled: SettledHere,
  add: (place: ChartPlace) => Promise<Shown>,
): Promise<number> {
  const { lackingCharts } = await import('./lacking-charts.ts');
  const all = await lackingCharts(settled);
  const exact = all.filter(({ version }) => isExactVersion(version));
  const wanted = exact.slice(0, MAX_CHARTS);
  note(asking(wanted));
  let failures = 0;
  const fail = (reason: string): void => {
    failures++;
    note(visibleLine(`not added  ${reason}`));
  };
  for (const place of wanted) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      await print(await add(place));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      fail(error.message);
    }
  }
  for (const place of all) if (!exact.includes(place)) fail(`${whyElsewhere(place)}.`);
  const left = exact.length - wanted.length;
  if (left > 0) fail(`${left} more than ${MAX_CHARTS} charts: run this again.`);
  return failures > 0 ? 2 : 0;
}

function asking(wanted: readonly ChartPlace[]): Shown {
  if (wanted.length === 0) return shown`No release here lacks a chart of an exact version.`;
  const hosts = [...new Set(wanted.map(({ address }) => address.split('/')[2] ?? ''))];
  return shown`${count(wanted.length, 'chart')} from ${visibleLine(hosts.join(', '))}:`;
}

/** Adds one chart; returns the line that says so. */
async function addChart(
  { address, version }: ChartPlace,
  fetch: (place: ChartPlace) => Promise<FetchedChart>,
): Promise<Shown> {
  const root = await projectRoot('.');
  try {
    const fetched = await fetch({ address, version });
    // What can't be unpacked is not kept.
    const { files } = await unpackChart(fetched.archive);
    const file = await fileFor(root, address, fetched);
    const chart = { chart: address, version: fetched.version, digest: fetched.digest, file };
    await writeVendoredChart(root, chart, fetched.archive);
    const number = Object.keys(files).length;
    return shown`${KEPT_CHARTS}/${visibleLine(file)}: ${visibleLine(address)} ${visibleLine(fetched.version)}, ${number} files, ${visibleLine(fetched.digest)}.\n`;
  } catch (error) {
    const { code, reason } = failureOf(error);
    const remedy = code === 'refused-address' ? ` ${NAME_THE_HOST}` : '';
    throw new UserError(`${visibleLine(address)}: ${reason}.${remedy}`);
  }
}

/** A name that no other chart of this name and version has: two repositories may have one each. */
async function fileFor(
  root: string,
  address: string,
  { version, digest }: FetchedChart,
): Promise<string> {
  const name = `${chartName({ address })}-${version.replaceAll(/[^\w.+-]/g, '_')}`;
  const kept = await readVendoredCharts(root);
  const isTaken = kept.some(({ chart, file }) => file === `${name}.tgz` && chart !== address);
  return isTaken ? `${name}-${digest.slice(-12)}.tgz` : `${name}.tgz`;
}
