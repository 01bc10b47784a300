import { Engine } from '../engine/engine.ts';
import type { Found } from '../files/read.ts';
import { readChartReleases } from '../files/chart-releases.ts';
import type { Judged } from '../judge/judge.ts';
import { readsChartReleases as reads } from '../render/built-releases.ts';
import { type UsedRelease, isRendered, isSourceOf } from '../render/chart-sources.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type ChartMeans, judgeChart } from '../run/judge-chart.ts';
import { RememberedBuilds } from '../run/remembered-builds.ts';
import { chartFolders, fromFolder, shownFolder } from './chart-folders.ts';
import { type DeployedBy, deployedReleases } from './deployed-releases.ts';
import type { InspectImages } from './inspect-images.ts';
import { type ProjectValues, readChart } from './read-chart.ts';

/** What a chart came to. */
export interface CheckedChart {
  readonly folder: string;
  /** By the chart's files. */
  readonly judged: readonly Judged[];
  /**
   * The files of values that it was rendered with, as reports name them; undefined where it could not be: its
   * files are judged as they are.
   */
  readonly values: readonly string[] | undefined;
  /** The releases whose values it was rendered with. */
  readonly releases: readonly UsedRelease[];
}

/** What else a check of charts goes by. */
interface CheckedWith {
  readonly inspect?: InspectImages | undefined;
  readonly project?: ProjectValues | undefined;
  /** How the releases are found that kustomizations build. */
  readonly deployed?: Pick<DeployedBy, 'deployed' | 'builds'> | undefined;
}

/** How many charts are under way: one is judged while the next is rendered. */
const AT_ONCE = 2;

/** Renders the charts whose folders are among files, and judges what they become, one after the other. */
export async function* checkCharts(
  files: readonly Found[],
  ruleSet: RuleSet,
  { inspect, project, deployed }: CheckedWith = {},
): AsyncGenerator<CheckedChart, void, undefined> {
  const means = { engine: new Engine(), ruleSet, inspect };
  const underWay: Promise<CheckedChart>[] = [];
  const folders = chartFolders(files);
  const written =
    folders.length === 0 || !project ? [] : await readChartReleases(project.root, files);
  const { releases } =
    project && deployed
      ? await deployedReleases(files, written, { ...deployed, root: project.root, ruleSet, reads })
      : { releases: written };
  for (const folder of folders) {
    const chart = checkChart(folder, means, project && { ...project, releases });
    // It is awaited in its turn: until then, that it failed is no unhandled rejection.
    chart.catch(() => undefined);
    underWay.push(chart);
    const oldest = underWay.length < AT_ONCE ? undefined : underWay.shift();
    // oxlint-disable-next-line no-await-in-loop
    if (oldest) yield await oldest;
  }
  yield* underWay;
}

/** What kustomizations are built by, for the releases in them and to be judged. */
export function newBuilds(): RememberedBuilds {
  return new RememberedBuilds(new Engine());
}

/** The files that charts did not show in their renderings. */
export function otherFiles(
  files: readonly Found[],
  charts: readonly Pick<CheckedChart, 'folder' | 'values'>[],
): Found[] {
  return files.filter(
    ({ path }) =>
      !charts.some(
        ({ folder, values }) =>
          values !== undefined &&
          (isRendered(fromFolder(folder, path)) || values.includes(shownFolder(path))),
      ),
  );
}

/** Tells the files of those charts that could not be rendered. */
export function unrenderedFiles(
  charts: readonly Pick<CheckedChart, 'folder' | 'values'>[],
): (path: string) => boolean {
  const folders = charts.flatMap(({ folder, values }) =>
    values === undefined ? shownFolder(folder) : [],
  );
  return (path) => folders.some((folder) => isSourceOf(folder, shownFolder(path)));
}

async function checkChart(
  folder: string,
  means: ChartMeans,
  project: ProjectValues | undefined,
): Promise<CheckedChart> {
  const read = await readChart(folder, project);
  const { judged, rendered } = await judgeChart(read, means);
  const { releases = [] } = read.chart;
  const values = rendered.values?.map(({ file }) => file.path);
  const sets = new Set(rendered.manifests.map(({ set }) => set.name));
  return { folder, judged, values, releases: releases.filter(({ name }) => sets.has(name)) };
}
