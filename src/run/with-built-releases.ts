import { type BuiltRelease, type ReadsReleases, withBuilt } from '../render/built-releases.ts';
import { type ChartRelease, chartReleasesIn, releaseSets } from '../render/chart-releases.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import {
  type ElsewhereRelease,
  elsewhereReleasesIn,
  sourcesOfRelease,
} from '../render/elsewhere-releases.ts';
import type { Change, ChartSide, InstalledRelease, ReachedChart } from '../review/change.ts';
import { type BuiltFrom, releasesOf } from './read-built-releases.ts';

/** A change whose charts are rendered with the values of their releases as kustomizations build these. */
export function withBuiltReleases(change: Change): Change {
  const { charts = [], roots = [] } = change;
  const sides = charts.flatMap(({ base, head }) => [base ?? [], head ?? []].flat());
  if (roots.length === 0 || sides.every(({ written, elsewhere }) => !written && !elsewhere)) {
    return change;
  }
  const on = (side: 'base' | 'head'): BuiltRelease[] =>
    builtOn(side, change).flatMap(({ releases }) => releases);
  const [before, now] = [on('base'), on('head')];
  const built = charts.map((chart): ReachedChart => ({
    ...chart,
    base: withReleases(chart.base, before),
    head: withReleases(chart.head, now),
  }));
  const others = charts.flatMap((chart) => otherVersions(chart, { before, now }));
  return { ...change, charts: [...built.filter((chart) => !isSame(chart)), ...others] };
}

/** What reads the releases that kustomizations of a change build on one side of it. */
export function readsReleases(
  side: 'base' | 'head',
  { charts = [] }: Change,
): ReadsReleases<ChartRelease> {
  const sources = charts.flatMap((chart) => chart[side]?.elsewhere ?? [])[0]?.sources;
  return (object, { placeOf, sources: own }) => [
    ...chartReleasesIn(object),
    ...(sources
      ? elsewhereReleasesIn(object, { sources: [...own, ...sources], root: '', placeOf })
      : []),
  ];
}

/** What the kustomizations of a change build on one side of it, with the releases in that. */
export function builtOn(side: 'base' | 'head', change: Change): BuiltFrom[] {
  const { roots = [] } = change;
  const reads = readsReleases(side, change);
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
  built: readonly BuiltRelease[],
): ChartSide | undefined {
  if (side?.elsewhere) return withInstalled(side, side.elsewhere, built);
  if (!side?.written || built.length === 0) return side;
  const { chart, written } = side;
  const releases = withBuilt(written, built).filter(({ folder }) => folder === chart.folder);
  return { ...side, chart: withSets(chart, releases) };
}

/** A chart of others with its release as kustomizations build it, as far as they name the same version of it. */
function withInstalled(
  side: ChartSide,
  { release, keptAt }: InstalledRelease,
  built: readonly BuiltRelease[],
): ChartSide {
  const [first, ...others] = installedBy(release, built).filter((one) => isSamePlace(one, release));
  if (!first) return { ...side, answer: { reason: OTHER_VERSION } };
  const chart = sourcesOfRelease([first, ...others], { ...side.chart, keptAt });
  return { ...side, chart };
}

/** A release of a chart of others, as it counts. */
function installedBy(
  release: ElsewhereRelease,
  built: readonly BuiltRelease[],
): ElsewhereRelease[] {
  const all = withBuilt<ChartRelease>([release], built);
  return all.filter(
    (one): one is ElsewhereRelease => 'place' in one && one.folder === release.folder,
  );
}

function isSamePlace(
  { place: one }: ElsewhereRelease,
  { place: other }: ElsewhereRelease,
): boolean {
  return one.address === other.address && one.version === other.version;
}

const OTHER_VERSION =
  'a kustomization names another version of its chart, which reviews do not read: run podseal check';

function ofOtherVersion(
  side: ChartSide | undefined,
  built: readonly BuiltRelease[],
): ElsewhereRelease[] {
  const release = side?.elsewhere?.release;
  if (!release) return [];
  return installedBy(release, built).filter((one) => !isSamePlace(one, release));
}

/** The releases for which kustomizations name another version of the chart, where the change has to do with them. */
function otherVersions(
  { folder, base, head }: ReachedChart,
  {
    before,
    now,
  }: { readonly before: readonly BuiltRelease[]; readonly now: readonly BuiltRelease[] },
): ReachedChart[] {
  const [first, ...others] = ofOtherVersion(head, now);
  const old = ofOtherVersion(base, before);
  if (!first || JSON.stringify([first, ...others]) === JSON.stringify(old)) return [];
  const chart = sourcesOfRelease([first, ...others], { files: {}, binaries: {} });
  const side = { chart, answer: { reason: OTHER_VERSION } };
  return [{ folder: `${folder}-other`, base: undefined, head: side }];
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
  if (!base || !head || !hasReleases(base) || !hasReleases(head)) return false;
  return textOf(base) === textOf(head);
}

function hasReleases({ written, elsewhere }: ChartSide): boolean {
  return written !== undefined || elsewhere !== undefined;
}

function textOf({ chart }: ChartSide): string {
  return JSON.stringify(chart);
}
