import { join, resolve } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';
import type { AttributeFiles } from '../files/attribute-files.ts';
import type { Found } from '../files/read.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import type { ChartRelease } from '../render/chart-releases.ts';
import { type ChartSources, filesOfSet } from '../render/chart-sources.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { RebuildReleases } from '../run/edit-chart.ts';
import type { ChartMeans } from '../run/judge-chart.ts';
import type { FixesCharts } from './ask-about-chart.ts';
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
  /** Builds those again that kustomizations change. */
  readonly rebuild: RebuildReleases | undefined;
  readonly target: FixTarget;
  readonly means: ChartMeans;
  readonly attributes: AttributeFiles;
  /** The files that were given: of releases elsewhere, only these are edited. */
  readonly given: readonly Found[];
  readonly fixChart: FixesCharts;
}

/** What of a chart's folder and of its releases need not be looked at as plain files. */
export interface FixedFolder extends Pick<CheckedChart, 'folder' | 'values' | 'releases'> {
  /** Whether an object was edited. */
  readonly isReleaseEdited: boolean;
}

/** Fixes what a chart becomes in its files and in its releases, or prints that as a unified diff. */
export async function fixChartFolder(
  folder: string,
  options: ChartFolderOptions,
  notes: FixNotes,
): Promise<FixedFolder> {
  const { unsafe, dryRun, root, configuration, releases, target, means, attributes } = options;
  const { rebuild, fixChart } = options;
  const read = await readChart(folder, { root, charts: configuration.charts, releases });
  const canEdit = await editable(folder, read.chart, attributes);
  const isGiven = givenReleases(read.chart, options.given);
  const isWanted = (finding: Parameters<typeof isTarget>[1]): boolean => isTarget(target, finding);
  const fixed = await fixChart(read, means, { unsafe, isWanted, canEdit, isGiven, rebuild });
  const { rendered, renderings, judged } = fixed.result;
  const resources = renderings.flatMap((one) => one.judged.manifest.resources);
  if (resources.some((resource) => hasTarget(target, resource))) notes.found();
  for (const { manifest } of judged) notes.skipped(manifest.skips);
  await writeFixed({ name: folder, fixed, files: fixed.files }, dryRun, notes);
  notes.notFixed(fixed);
  const names = new Set(rendered.manifests.map(({ set }) => set.name));
  const used = read.chart.releases?.filter(({ name }) => names.has(name)) ?? [];
  return {
    folder,
    values: rendered.values?.map(({ file }) => file.path),
    releases: used,
    isReleaseEdited: fixed.files.some(({ path }) => used.some((one) => one.path === path)),
  };
}

/** Whether a file is none of a release, or was given. */
function givenReleases(chart: ChartSources, given: readonly Found[]): (path: string) => boolean {
  const names = new Set(chart.releases?.map(({ name }) => name) ?? []);
  const own = chart.sets.filter(({ name = '' }) => names.has(name));
  const ofReleases = new Set(own.flatMap((set) => filesOfSet(chart, set)));
  const paths = new Set(given.map(({ path }) => resolve(path)));
  return (path) =>
    !path.startsWith('../') ||
    !ofReleases.has(path) ||
    paths.has(resolve(reportedPath(chart, path)));
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
