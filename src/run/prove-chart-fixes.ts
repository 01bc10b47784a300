import { workedMilliseconds } from '../engine/work-deadline.ts';
import type { ChartAnswer, ChartEngine } from '../render/chart.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import { reportedPath } from '../render/rendered-source.ts';
import { requestFor } from '../render/rendered-manifests.ts';
import type { Change, ChartFix, ReachedChart } from '../review/change.ts';
import type { WantedFix } from '../review/wanted-source-fixes.ts';
import type { RebuildReleases } from './edit-chart.ts';
import { type ChartFixOptions, fixChart } from './fix-chart.ts';
import type { ChartMeans } from './judge-chart.ts';
import { builtOn, readsReleases } from './with-built-releases.ts';
import { rebuiltReleases } from './read-built-releases.ts';
import type { SourceEngine } from './render-change.ts';

/** More containers of one change are fixed with the command that their comments name. */
const MAX_FIXES = 10;
/** For a change: a fix takes two or three renderings, of 0.1 to 0.4 s for each value set. */
const MAX_RENDERS = 60;
const MAX_MS = 20_000;

/** What a chart may become to be judged once more in this thread: most come to less than 100,000 characters. */
const MAX_RENDERED = 1_000_000;

/** How fixes are looked for. */
export interface ProveOptions {
  readonly engine: SourceEngine;
  readonly ruleSet: RuleSet;
  /** Whether to also apply the fixes that a person has to check. */
  readonly unsafe: boolean;
  /** The time in milliseconds: by default, that in which this process works. */
  readonly now?: () => number;
}

/** The charts of a change whose fixes can be proved, by their folders. */
export function provableCharts({ charts = [] }: Change): ReadonlyMap<string, ReachedChart> {
  return new Map(charts.flatMap((one) => (canProve(one) ? [[one.folder, one]] : [])));
}

/**
 * Finds out, by rendering again, which edits of its charts fix what a change brings, each container or object
 * on its own.
 */
export async function proveChartFixes(
  change: Change,
  wanted: readonly WantedFix[],
  { engine, ruleSet, unsafe, now = workedMilliseconds }: ProveOptions,
): Promise<Change> {
  const charts = provableCharts(change);
  const inCharts = wanted.filter(({ folder }) => folder !== undefined && charts.has(folder));
  if (inCharts.length === 0) return change;
  const budget = { renders: MAX_RENDERS, deadline: now() + MAX_MS, now };
  const rebuild = rebuildingBy(change, engine);
  const fixes = new Map<string, ChartFix[]>();
  const changed = new Set(change.files.map(({ path }) => path));
  for (const one of inCharts.slice(0, MAX_FIXES)) {
    const { folder = '' } = one;
    const chart = charts.get(folder);
    const known = fixes.get(folder) ?? [];
    if (!chart || now() > budget.deadline || isFixedBy(known, one)) continue;
    const means = { engine: remembering(engine, chart), ruleSet };
    // oxlint-disable-next-line no-await-in-loop
    const fix = await proveOne(chart, one, means, {
      ...{ unsafe, budget, rebuild },
      canEdit: (path) => chart.head !== undefined && canEdit(chart.head.chart, path, changed),
    });
    fixes.set(folder, [...known, ...fix]);
  }
  return {
    ...change,
    charts: change.charts?.map((one) => ({ ...one, fixes: fixes.get(one.folder) ?? [] })) ?? [],
  };
}

/** Builds releases again that the kustomizations of a change build. */
function rebuildingBy(change: Change, engine: SourceEngine): RebuildReleases {
  const built = builtOn('head', change);
  const reads = readsReleases('head', change);
  return async (texts) => rebuiltReleases(built, texts, { engine, folder: '', reads });
}

function canProve({ head }: ReachedChart): boolean {
  if (!head?.answer || !('sets' in head.answer)) return false;
  const texts = head.answer.sets.flatMap((set) => ('files' in set ? set.files : []));
  return texts.reduce((sum, { text }) => sum + text.length, 0) <= MAX_RENDERED;
}

/** What reads the same values is fixed with it. */
function isFixedBy(fixes: readonly ChartFix[], { fingerprints }: WantedFix): boolean {
  return fixes.some(({ resolves }) => fingerprints.every((one) => resolves.includes(one)));
}

async function proveOne(
  { head }: ReachedChart,
  { rendered = [] }: WantedFix,
  means: ChartMeans,
  options: Pick<ChartFixOptions, 'unsafe' | 'budget' | 'rebuild' | 'canEdit'>,
): Promise<ChartFix[]> {
  if (!head) return [];
  const isWanted: ChartFixOptions['isWanted'] = ({ fingerprint }, name) =>
    rendered.some((one) => one.fingerprint === fingerprint && one.set === name);
  const result = await fixChart({ chart: head.chart }, means, {
    ...options,
    isWanted,
  });
  if (result.files.length === 0) return [];
  const verify = new Set(result.applied.flatMap(({ remedy }) => remedy?.verify ?? []));
  return [
    {
      files: result.files,
      applies: [...result.all.applied],
      resolves: [...result.all.fixed],
      verify: [...verify],
    },
  ];
}

/**
 * Of a chart of others, what the release has itself: who else reads its files of values, or builds a file that the
 * change leaves alone, was not looked for.
 */
function canEdit(chart: ChartSources, path: string, changed: ReadonlySet<string>): boolean {
  const { installedAt, sets } = chart;
  if (!installedAt) return true;
  const built = sets.flatMap(({ builtFrom = [] }) => builtFrom);
  return built.length === 0
    ? path === installedAt.path
    : built.includes(path) && changed.has(reportedPath(chart, path));
}

/** An engine that knows what a chart comes to as it is. */
function remembering(engine: ChartEngine, { head }: ReachedChart): ChartEngine {
  const known = head && JSON.stringify(requestFor(head.chart));
  return {
    render: async (request): Promise<ChartAnswer | { readonly reason: string }> =>
      head?.answer && JSON.stringify(request) === known ? head.answer : engine.render(request),
  };
}
