import { type Judged, judge } from '../judge/judge.ts';
import type { WrappedChart } from '../kubernetes/known-charts/wrapped-chart.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import { documentKey } from '../kubernetes/unseen/unseen.ts';
import { type UsedRelease, isRendered, isSourceOf } from '../render/chart-sources.ts';
import type { JudgedRendering } from '../render/relocate.ts';
import { readRendering } from '../render/rendered-manifests.ts';
import {
  type RenderedManifest,
  type RenderedSource,
  reportedPath,
} from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Change, ChartSide, ReachedChart } from './change.ts';
import type { Comparison } from './introduced.ts';

/** What a source that is rendered comes to on one side of a change. */
export interface JudgedSide {
  readonly rendered: RenderedSource;
  readonly renderings: readonly JudgedRendering[];
}

/** Why nothing of a chart could be rendered. */
export interface Unrendered {
  readonly skips: readonly Skip[];
}

/** A chart of a change, judged; a side is undefined where the chart is not there, or was not to be rendered. */
export interface JudgedChart {
  readonly chart: ReachedChart;
  readonly head: JudgedSide | Unrendered | undefined;
  readonly base: JudgedSide | Unrendered | undefined;
}

/** The file that makes a chart what it is: that of the release, where the chart itself is not in the repository. */
export function chartFile({ folder, base, head }: ReachedChart): string {
  const { installedAt } = (head ?? base)?.chart ?? {};
  return reportedPath({ folder }, installedAt?.path ?? 'Chart.yaml');
}

/** Judges what the charts of a change become, on both sides. */
export function judgeCharts(
  { charts = [] }: Change,
  ruleSet: RuleSet,
  onFile?: (path: string) => void,
): JudgedChart[] {
  return charts.map((chart) => {
    onFile?.(chartFile(chart));
    return { chart, head: judgeSide(chart.head, ruleSet), base: judgeSide(chart.base, ruleSet) };
  });
}

function judgeSide(
  side: ChartSide | undefined,
  ruleSet: RuleSet,
): JudgedSide | Unrendered | undefined {
  if (!side?.answer) return undefined;
  return judgeRendered(readRendering(side.chart, side.answer, ruleSet), ruleSet);
}

/** Judges what a source becomes. */
export function judgeRendered(rendered: RenderedSource, ruleSet: RuleSet): JudgedSide | Unrendered {
  if (!rendered.values) return { skips: rendered.skips };
  const renderings = rendered.manifests.map((one) => ({
    rendered: one,
    judged: judge(one.manifest, ruleSet),
  }));
  return { rendered, renderings };
}

/** Whether anything of a side could be rendered. */
export function isJudged(side: JudgedSide | Unrendered | undefined): side is JudgedSide {
  return side !== undefined && 'rendered' in side;
}

/** Whether the rendering of a chart shows a file: it is not judged as it is then. */
export function isShownBy({ chart, head }: JudgedChart, path: string): boolean {
  if (!isJudged(head)) return false;
  const { folder } = chart;
  if (isValuesOf({ head }, path)) return true;
  if (folder === '') return isRendered(path);
  return path.startsWith(`${folder}/`) && isRendered(path.slice(folder.length + 1));
}

/** Whether a file is of a chart of the change that could not be rendered. */
export function isOfUnrendered({ chart, head }: JudgedChart, path: string): boolean {
  const isUnrendered = head !== undefined && !isJudged(head) && !chart.head?.chart.installedAt;
  return isUnrendered && isSourceOf(chart.folder, path);
}

/** Whether a file has values that a chart was rendered with. */
export function isValuesOf({ head }: Pick<JudgedChart, 'head'>, path: string): boolean {
  return isJudged(head) && head.rendered.values?.some(({ file }) => file.path === path) === true;
}

/** Whether a file has releases that a chart was rendered for. */
export function hasReleasesOf({ chart, head }: JudgedChart, path: string): boolean {
  const { releases = [] } = chart.head?.chart ?? {};
  return isJudged(head) && releases.some((one) => one.path === path);
}

/** The releases that are rendered, on one side. */
export function renderedReleases(
  charts: readonly JudgedChart[],
  side: 'base' | 'head',
): UsedRelease[] {
  return charts.flatMap(({ chart, [side]: judged }) => {
    if (!isJudged(judged)) return [];
    const { releases = [], installedAt } = chart[side]?.chart ?? {};
    if (installedAt) return releases;
    const sets = new Set(judged.renderings.map(({ rendered }) => rendered.set.name));
    return releases.filter(({ name }) => sets.has(name));
  });
}

/** Why the charts of others that documents install can't be rendered, on one side. */
export function unrenderedDocumentsOf(
  charts: readonly JudgedChart[],
  side: 'base' | 'head',
): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const { chart, [side]: judged } of charts) {
    const { releases = [], installedAt } = chart[side]?.chart ?? {};
    const [skip] = judged && !isJudged(judged) ? judged.skips : [];
    if (!installedAt || !skip) continue;
    for (const { path, document } of releases)
      reasons.set(documentKey(path, document), skip.reason);
  }
  return reasons;
}

/** The charts that are known whose values files have, by the paths of these, on one side. */
export function wrappedBy(
  charts: readonly JudgedChart[],
  side: 'base' | 'head',
): ReadonlyMap<string, WrappedChart> {
  return new Map(
    charts.flatMap(({ chart, [side]: judged }) =>
      isJudged(judged) && judged.rendered.wrapped
        ? [[reportedPath(chart, 'values.yaml'), judged.rendered.wrapped] as const]
        : [],
    ),
  );
}

/** What charts become, each rendering with the one that it is to be compared with. */
export function comparisonsOf({ chart, head, base }: JudgedChart): Comparison[] {
  if (!isJudged(head)) return [];
  const sides = isJudged(base) ? base.renderings : [];
  const sets = renderedSets(chart.base);
  const [first] = sides;
  // What can't be rendered as it was tells nothing of what is new.
  const isUnknown = chart.base !== undefined && !isJudged(base);
  return head.renderings.map(({ rendered, judged }): Comparison => {
    const { name } = rendered.set;
    const isShared = !sets.has(name);
    const comparedSet = isShared ? first?.rendered.set.name : name;
    const before = sides.find(
      (one) =>
        one.rendered.set.name === comparedSet &&
        one.rendered.manifest.file.path === rendered.manifest.file.path,
    );
    const hadSet = chart.base?.chart.sets.some((one) => one.name === name) === true;
    return {
      now: judged,
      before: before ? [before.judged] : [],
      isShared,
      isUnknown: isUnknown || (isShared && hadSet),
    };
  });
}

/** The value sets with which a chart can be rendered, be it to nothing. */
function renderedSets(side: ChartSide | undefined): Set<string | undefined> {
  const { answer, chart } = side ?? {};
  if (!chart || !answer || !('sets' in answer)) return new Set();
  const rendered = chart.sets.filter((_, index) => {
    const outcome = answer.sets[index];
    return outcome !== undefined && 'files' in outcome;
  });
  return new Set(rendered.map(({ name }) => name));
}

/** What was rendered before a change and has no counterpart now. */
export function goneFrom({ chart, head, base }: JudgedChart): Judged[] {
  // What can't be rendered now is not gone.
  if (!isJudged(base) || (chart.head && !isJudged(head))) return [];
  const renderings = isJudged(head) ? head.renderings : [];
  const now = new Set(renderings.map(({ rendered }) => keyOf(rendered)));
  return base.renderings.flatMap(({ rendered, judged }) =>
    now.has(keyOf(rendered)) ? [] : [judged],
  );
}

function keyOf({ set, manifest }: RenderedManifest): string {
  return JSON.stringify([set.name ?? '', manifest.file.path]);
}
