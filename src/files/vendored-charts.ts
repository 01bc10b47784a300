import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { UserError } from '../errors/user-error.ts';
import { isChartAddress } from '../kubernetes/known-charts/chart-place.ts';
import { list, mapping, text, textLike } from '../schema/shapes.ts';
import { readYamlFile } from '../schema/yaml-file.ts';
import { VENDORED_CHARTS } from './vendored-folder.ts';

const INDEX = 'charts.yaml';

const ENTRY = mapping({
  chart: v.pipe(text(), v.check(isChartAddress, 'must be the address of a chart')),
  version: text(),
  digest: textLike(/^sha256:[0-9a-f]{64}$/, 'a digest, such as sha256:…'),
  file: textLike(/^[\w.+-]+\.tgz$/, 'the name of an archive, such as web-1.2.3.tgz'),
});
const SCHEMA = mapping({ charts: list(ENTRY) });

/** A chart that was put into the repository. */
export type VendoredChart = v.InferOutput<typeof ENTRY>;

/** An archive is bounded before it is written; what is larger was not written by us. */
const MAX_BYTES = 16 * 1024 ** 2;

/**
 * The charts that are in a project's folder for them; none where there is no such folder.
 *
 * @throws UserError for an index that can't be used
 */
export async function readVendoredCharts(root: string): Promise<readonly VendoredChart[]> {
  const path = `${VENDORED_CHARTS}/${INDEX}`;
  const content = await readFile(join(root, path), 'utf8').catch(() => undefined);
  const read = content === undefined ? undefined : readYamlFile({ path, text: content }, SCHEMA);
  if (!read) return [];
  if ('output' in read) return read.output.charts;
  const [fault] = read.faults;
  throw new UserError(`${path}:${fault?.line ?? 1}: ${fault?.message ?? 'it is not usable'}.`);
}

/** The archive of a chart; undefined where it is not there. Whether it is the right one, its digest says. */
export async function readVendoredArchive(
  root: string,
  { file }: VendoredChart,
): Promise<Buffer | undefined> {
  const path = join(root, VENDORED_CHARTS, file);
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
  const folder = join(root, VENDORED_CHARTS);
  await mkdir(folder, { recursive: true });
  const inside = relative(await realpath(root), await realpath(folder));
  if (inside !== VENDORED_CHARTS.split('/').join(sep)) {
    throw new UserError(`${VENDORED_CHARTS} is a link that leads elsewhere. Remove it first.`);
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
