import type { DiffLines } from '../diff/diff-lines.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import { type SourceSkip, type UnusedPart, reportedPath } from '../render/rendered-source.ts';
import { partEnd } from '../render/template-parts.ts';
import { skipsOfUnused } from '../render/unused-parts.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { type Value, field, items, rootOf, textOf } from '../yaml/value.ts';
import { type JudgedChart, chartFile, isJudged } from './judge-charts.ts';

/** The diffs of the changed files, by their path. */
export type Diffs = ReadonlyMap<string, DiffLines>;

/**
 * What of a chart was not analyzed and may be of a change: what could not be rendered before it either, and
 * what the change does not touch, is not its matter.
 */
export function chartSkips(judged: JudgedChart, diffs: Diffs): Skip[] {
  const { chart, head, base } = judged;
  if (!isJudged(head)) {
    const skips = head?.skips ?? [];
    const { installedAt, releases = [] } = chart.head?.chart ?? {};
    if (!installedAt) return [...skips];
    // The objects in changed files say themselves why the chart is not rendered.
    if (releases.some(({ path }) => diffs.has(path))) return [];
    const known = base && !isJudged(base) ? base.skips : [];
    return skips.filter(({ reason }) => isNewReason(reason, known));
  }
  const own = head.rendered.skips.filter((skip) => isOfChange(skip, judged, diffs));
  return [...own, ...notCompared(judged)];
}

/**
 * What of templates no values enable, and the change touches. A chart that others depend on is rendered with them, too:
 * what it does not enable at all, another one may enable in part.
 */
export function unusedSkips(charts: readonly JudgedChart[], diffs: Diffs): Skip[] {
  const all = charts.flatMap(({ chart, head }) => {
    const unused = isJudged(head) ? head.rendered.unused : [];
    return unused
      .filter((part) => isTouched(part, chart.head?.chart, diffs))
      .map((part) => ({ ...part, path: reportedPath(chart, part.path) }));
  });
  const parts = [...new Map(all.map((part) => [JSON.stringify(part), part])).values()];
  const isInPart = new Set(parts.flatMap(({ path, line }) => (line === undefined ? [] : path)));
  const counting = parts.filter(({ path, line }) => line !== undefined || !isInPart.has(path));
  return skipsOfUnused({ folder: '' }, counting);
}

/** Nothing that is found can be told to be new then. */
function notCompared({ chart, base }: JudgedChart): Skip[] {
  if (!chart.base || isJudged(base)) return [];
  const [first] = base?.skips ?? [];
  const why = first === undefined ? '' : ` (${first.reason})`;
  const reason = `the chart can't be rendered as it was on the base branch, to tell what is new${why}`;
  return [{ file: chartFile(chart), reason }];
}

/** Whether something is said of a chart that was not so before, or that the change has to do with. */
export function isNewReason(reason: string, before: readonly Skip[]): boolean {
  return !before.some((one) => withoutNumbers(one.reason) === withoutNumbers(reason));
}

/** Lines and columns move. */
function withoutNumbers(reason: string): string {
  return reason.replaceAll(/\d+/g, '#');
}

function isOfChange(skip: SourceSkip, { chart, base }: JudgedChart, diffs: Diffs): boolean {
  if (isNewReason(skip.reason, isJudged(base) ? base.rendered.skips : [])) return true;
  const [before, now] = [chart.base?.chart, chart.head?.chart];
  if (!before || !now) return true;
  if (skip.dependency !== undefined) return isDependencyTouched(skip.dependency, before, now);
  // A value set that fails was to show what its own file does.
  return now.sets.some(
    ({ name, values }) =>
      name !== undefined &&
      skip.reason.includes(` with ${name}:`) &&
      values.some((path) => diffs.has(reportedPath(chart, path))),
  );
}

/** Whether a change may change what a dependency becomes that is not there. */
function isDependencyTouched(name: string, before: ChartSources, now: ChartSources): boolean {
  const [old, fresh] = [before, now].map((chart) => dependencyText(name, chart));
  return old !== fresh;
}

/** All that a chart says of a dependency: which it is, and its values. */
function dependencyText(name: string, { files, sets }: ChartSources): string {
  const paths = new Set(['values.yaml', ...sets.flatMap(({ values }) => values)]);
  const lists = ['Chart.yaml', 'requirements.yaml', 'Chart.lock', 'requirements.lock'];
  const listed = lists.flatMap((path) =>
    rootsIn(files[path]).flatMap((root) => items(field(root, 'dependencies')?.value)),
  );
  const own = listed.filter((one) =>
    ['name', 'alias'].some((key) => textOf(field(one, key)?.value) === name),
  );
  const keys = own.flatMap((one) => textOf(field(one, 'alias')?.value) ?? []);
  const values = [...paths].flatMap((path) =>
    rootsIn(files[path]).flatMap((root) =>
      [...keys, name, 'global'].map((key) => textAt(field(root, key)?.value)),
    ),
  );
  return JSON.stringify([own.map(textAt), values]);
}

function rootsIn(text = ''): Value[] {
  return splitDocuments(text).flatMap((span, index) => {
    const parsed = parseDocumentAt(text, span, index);
    return parsed && 'root' in parsed ? [rootOf(parsed)] : [];
  });
}

function textAt(value: Value | undefined): string {
  return value ? value.document.text.slice(value.span.start, value.span.end).trim() : '';
}

/** Whether a change touches a part of a template that no values enable. */
function isTouched(
  { path, line }: UnusedPart,
  sources: ChartSources | undefined,
  diffs: Diffs,
): boolean {
  const diff = sources && diffs.get(reportedPath(sources, path));
  if (!diff) return false;
  if (line === undefined) return true;
  return diff.touches(line, partEnd(sources.files[path] ?? '', line));
}
