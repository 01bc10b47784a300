import {
  type BuiltRelease,
  readsChartReleases as reads,
  withBuilt,
} from '../render/built-releases.ts';
import { type ChartRelease, releaseSets } from '../render/chart-releases.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import type { Change, ChartSide, ReachedChart } from '../review/change.ts';
import { type BuiltFrom, releasesOf } from './read-built-releases.ts';

/** A change whose charts are rendered with the values of their releases as kustomizations build these. */
export function withBuiltReleases(change: Change): Change {
  const { charts = [], roots = [] } = change;
  if (roots.length === 0 || charts.every(({ base, head }) => !base?.written && !head?.written)) {
    return change;
  }
  const [before, now] = [builtOn('base', change), builtOn('head', change)].map((built) =>
    built.flatMap(({ releases }) => releases),
  );
  const built = charts.map((chart): ReachedChart => ({
    ...chart,
    base: withReleases(chart.base, before),
    head: withReleases(chart.head, now),
  }));
  return { ...change, charts: built.filter((chart) => !isSame(chart)) };
}

/** What the kustomizations of a change build on one side of it, with the releases in that. */
export function builtOn(side: 'base' | 'head', { roots = [] }: Change): BuiltFrom[] {
  return roots.flatMap(({ name, [side]: root }) => {
    const { sources, answer } = root ?? {};
    if (!sources || !answer || !('text' in answer)) return [];
    return [
      {
        sources,
        name,
        releases: releasesOf(sources, answer, { folder: '', name, reads }).releases,
      },
    ];
  });
}

function withReleases(
  side: ChartSide | undefined,
  built: readonly BuiltRelease[] = [],
): ChartSide | undefined {
  if (!side?.written || built.length === 0) return side;
  const { chart, written } = side;
  const releases = withBuilt(written, built).filter(({ folder }) => folder === chart.folder);
  return { ...side, chart: withSets(chart, releases) };
}

/** A chart with the value sets of other releases in place of those that it has. */
function withSets(chart: ChartSources, releases: readonly ChartRelease[]): ChartSources {
  const former = new Set(chart.releases?.map(({ name }) => name));
  const own = chart.sets.filter(({ name = '' }) => !former.has(name));
  const isThere = (path: string): boolean => Object.hasOwn(chart.files, path);
  const installed = releaseSets(chart.folder, releases, isThere);
  return {
    ...chart,
    files: { ...chart.files, ...installed.files },
    sets: [...own, ...installed.sets],
    ...{ inline: installed.inline, releases: installed.releases },
  };
}

/** Whether a change makes nothing of a chart. */
function isSame({ base, head }: ReachedChart): boolean {
  if (!base?.written || !head?.written) return false;
  return textOf(base) === textOf(head);
}

function textOf({ chart }: ChartSide): string {
  return JSON.stringify(chart);
}
