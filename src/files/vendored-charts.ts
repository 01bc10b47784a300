import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { KEPT_CHARTS, KEPT_INDEX } from '../reach/kept-folder.ts';
import { type KeptChart, readKeptIndex } from '../reach/kept-index.ts';

/** A chart that was put into the repository. */
export type VendoredChart = Omit<KeptChart, 'line'>;

const INDEX = KEPT_INDEX.slice(KEPT_CHARTS.length + 1);

/** An archive is bounded before it is written; what is larger was not written by us. */
const MAX_BYTES = 16 * 1024 ** 2;

/**
 * The charts that are in a project's folder for them; none where there is no such folder.
 *
 * @throws UserError for an index that can't be used
 */
export async function readVendoredCharts(root: string): Promise<readonly VendoredChart[]> {
  const content = await readFile(join(root, KEPT_INDEX), 'utf8').catch(() => undefined);
  const read = readKeptIndex(content);
  if ('reason' in read) throw new UserError(`${read.reason}.`);
  return read;
}

/** The archive of a chart; undefined where it is not there. Whether it is the right one, its digest says. */
export async function readVendoredArchive(
  root: string,
  { file }: VendoredChart,
): Promise<Buffer | undefined> {
  const path = join(root, KEPT_CHARTS, file);
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size > MAX_BYTES) return undefined;
  return readFile(path).catch(() => undefined);
}

/**
 * Writes a chart's archive and its entry.
 *
 * @throws UserError where the project's folder for charts leads elsewhere
 */
export async function writeVendoredChart(
  root: string,
  chart: VendoredChart,
  archive: Buffer,
): Promise<void> {
  const known = await readVendoredCharts(root);
  const folder = join(root, KEPT_CHARTS);
  await mkdir(folder, { recursive: true });
  const inside = relative(await realpath(root), await realpath(folder));
  if (inside !== KEPT_CHARTS.split('/').join(sep)) {
    throw new UserError(`${KEPT_CHARTS} is a link that leads elsewhere. Remove it first.`);
  }
  const others = known.filter((one) => one.chart !== chart.chart || one.version !== chart.version);
  const charts = [...others, chart].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await writeFile(join(folder, chart.file), archive);
  await writeFile(join(folder, INDEX), indexText(charts));
}

function keyOf({ chart, version }: VendoredChart): string {
  return `${chart} ${version}`;
}

function indexText(charts: readonly VendoredChart[]): string {
  const entries = charts.map(
    ({ chart, version, digest, file }) =>
      `  - chart: ${chart}\n    version: ${JSON.stringify(version)}\n    digest: ${digest}\n    file: ${file}\n`,
  );
  return `# Charts that releases in this repository install. podseal charts add writes this file.\ncharts:\n${entries.join('')}`;
}
