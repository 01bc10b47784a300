import { join } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';
import type { AttributeFiles } from '../files/attribute-files.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import type { ChartRelease } from '../render/chart-releases.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import { fixChart } from '../run/fix-chart.ts';
import type { ChartMeans } from '../run/judge-chart.ts';
import type { CheckedChart } from './check-charts.ts';
import type { FixNotes } from './fix-notes.ts';
import { type FixTarget, hasTarget, isTarget } from './fix-target.ts';
import { readChart } from './read-chart.ts';
import { writeFixed } from './write-fixed.ts';

/** How a chart's folder is fixed. */
export interface ChartFolderOptions {
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly root: string;
  readonly configuration: Pick<Configuration, 'charts'>;
  /** The releases whose charts are in the repository: a fix has to hold with their values, too. */
  readonly releases: readonly ChartRelease[];
  readonly target: FixTarget;
  readonly means: ChartMeans;
  readonly attributes: AttributeFiles;
}

/**
 * Fixes what a chart becomes in the chart's own files, or prints that as a unified diff.
 *
 * @returns what of the folder need not be looked at as plain files
 */
export async function fixChartFolder(
  folder: string,
  options: ChartFolderOptions,
  notes: FixNotes,
): Promise<Pick<CheckedChart, 'folder' | 'values'>> {
  const { unsafe, dryRun, root, configuration, releases, target, means, attributes } = options;
  const read = await readChart(folder, { root, charts: configuration.charts, releases });
  const canEdit = await editable(folder, read.chart, attributes);
  const isWanted = (finding: Parameters<typeof isTarget>[1]): boolean => isTarget(target, finding);
  const fixed = await fixChart(read, means, { unsafe, isWanted, canEdit });
  const { rendered, renderings, judged } = fixed.result;
  const resources = renderings.flatMap((one) => one.judged.manifest.resources);
  if (resources.some((resource) => hasTarget(target, resource))) notes.found();
  for (const { manifest } of judged) notes.skipped(manifest.skips);
  await writeFixed({ name: folder, fixed, files: fixed.files }, dryRun, notes);
  notes.notFixed(fixed);
  return { folder, values: rendered.values?.map(({ file }) => file.path) };
}

/** Which files of a chart people edit, by what `.gitattributes` say of them. */
async function editable(
  folder: string,
  { files }: ChartSources,
  attributes: AttributeFiles,
): Promise<(path: string) => boolean> {
  const made = new Set<string>();
  for (const [path, text] of Object.entries(files)) {
    // oxlint-disable-next-line no-await-in-loop
    const own = await attributes.of(join(folder, path));
    if (whyNotToEdit({ path, text, attributes: own }) !== undefined) made.add(path);
  }
  return (path) => !made.has(path);
}
