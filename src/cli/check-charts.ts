import { Engine } from '../engine/engine.ts';
import type { Found } from '../files/read.ts';
import { type Judged, judge } from '../judge/judge.ts';
import { imagesOf } from '../kubernetes/images-of.ts';
import { type Manifest, readManifest } from '../kubernetes/manifest.ts';
import { reportedPath } from '../render/chart-sources.ts';
import type { ChartEngine } from '../render/chart.ts';
import { type JudgedRendering, relocate, withValues } from '../render/relocate.ts';
import { manifestsOf, renderingsIn, requestFor, unrendered } from '../render/rendered-manifests.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { chartFolders, fromFolder, isRendered } from './chart-folders.ts';
import type { InspectImages } from './inspect-images.ts';
import { type ProjectValues, readChart } from './read-chart.ts';

/** What a chart came to. */
export interface CheckedChart {
  readonly folder: string;
  /** By the chart's files. */
  readonly judged: readonly Judged[];
  /** The values files that it was rendered with; undefined where it could not be: its files are judged as they are. */
  readonly values: readonly string[] | undefined;
}

interface Means {
  readonly engine: ChartEngine;
  readonly ruleSet: RuleSet;
  readonly judgeManifest: (manifest: Manifest) => Promise<Judged>;
  readonly project: ProjectValues | undefined;
}

/** What else a check of charts goes by. */
interface CheckedWith {
  readonly inspect?: InspectImages | undefined;
  readonly project?: ProjectValues | undefined;
}

/** How many charts are under way: one is judged while the next is rendered. */
const AT_ONCE = 2;

/** Renders the charts whose folders are among files, and judges what they become, one after the other. */
export async function* checkCharts(
  files: readonly Found[],
  ruleSet: RuleSet,
  { inspect, project }: CheckedWith = {},
): AsyncGenerator<CheckedChart, void, undefined> {
  const means: Means = {
    engine: new Engine(),
    ruleSet,
    project,
    judgeManifest: async (manifest) =>
      judge(manifest, { ...ruleSet, configs: await inspect?.(() => imagesOf(manifest)) }),
  };
  const underWay: Promise<CheckedChart>[] = [];
  for (const folder of chartFolders(files)) {
    const chart = checkChart(folder, means);
    // It is awaited in its turn: until then, that it failed is no unhandled rejection.
    chart.catch(() => undefined);
    underWay.push(chart);
    const oldest = underWay.length < AT_ONCE ? undefined : underWay.shift();
    // oxlint-disable-next-line no-await-in-loop
    if (oldest) yield await oldest;
  }
  yield* underWay;
}

/** The files that charts did not show in their renderings. */
export function otherFiles(
  files: readonly Found[],
  charts: readonly Pick<CheckedChart, 'folder' | 'values'>[],
): Found[] {
  return files.filter(
    ({ path }) =>
      !charts.some(({ folder, values }) => {
        const inChart = fromFolder(folder, path);
        return values !== undefined && (isRendered(inChart) || values.includes(inChart));
      }),
  );
}

async function checkChart(folder: string, means: Means): Promise<CheckedChart> {
  const { engine, ruleSet, judgeManifest, project } = means;
  const { chart, reason } = await readChart(folder, project);
  const answer = reason === undefined ? await engine.render(requestFor(chart)) : { reason };
  const { rendered, skips } = renderingsIn(chart, answer);
  if (rendered.length === 0) {
    const judged = relocate(chart, [], { ruleSet, skips });
    return { folder, judged, values: undefined };
  }
  const manifests = rendered.flatMap((one) => manifestsOf(chart, one, ruleSet));
  const all: JudgedRendering[] = [];
  for (const one of manifests) {
    // oxlint-disable-next-line no-await-in-loop
    all.push({ rendered: one, judged: await judgeManifest(one.manifest) });
  }
  const unseen = [...skips, ...unrendered(chart, rendered)];
  let judged = relocate(chart, all, { ruleSet, skips: unseen });
  const values = [...new Set(['values.yaml', ...rendered.flatMap(({ set }) => set.values)])];
  for (const path of values) {
    const text = chart.files[path];
    if (text === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    const own = await judgeManifest(
      readManifest({ path: reportedPath(chart, path), text }, ruleSet),
    );
    judged = withValues(judged, own);
  }
  return { folder, judged, values };
}
