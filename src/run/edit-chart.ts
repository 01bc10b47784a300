import { type ChartRelease, releaseSets } from '../render/chart-releases.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import { editedChart } from '../render/edited-chart.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { ReadChart } from './judge-chart.ts';

/** Builds releases that kustomizations change with other texts of files, by their paths as reports name them. */
export type RebuildReleases = (
  texts: ReadonlyMap<string, string>,
) => Promise<readonly ChartRelease[]>;

/**
 * A chart whose files have other texts: releases that kustomizations build from them are built again. Where that
 * can't be, nobody knows what the chart becomes, and the reason says so.
 */
export async function editChart(
  chart: ChartSources,
  files: ChartSources['files'],
  rebuild: RebuildReleases | undefined,
): Promise<ReadChart> {
  const edited = editedChart(chart, files);
  const changed = Object.keys(files).filter((path) => files[path] !== chart.files[path]);
  const sets = chart.sets.filter(({ builtFrom }) =>
    builtFrom?.some((path) => changed.includes(path)),
  );
  if (sets.length === 0) return { chart: edited };
  const texts = new Map(
    changed.map((path) => [reportedPath(chart, path), files[path] ?? ''] as const),
  );
  const releases = (await rebuild?.(texts)) ?? [];
  const byName = new Map(releases.map((one) => [one.name, one]));
  const found = sets.flatMap(({ name = '' }) => byName.get(name) ?? []);
  if (found.length < sets.length) return { chart: edited, reason: NOT_BUILT };
  return { chart: withReleases(edited, found) };
}

const NOT_BUILT = "a release can't be built again by its kustomization";

/** A chart with some of its releases as they are now. */
function withReleases(chart: ChartSources, releases: readonly ChartRelease[]): ChartSources {
  const { sets, inline } = releaseSets(chart.folder, releases, (path) =>
    Object.hasOwn(chart.files, path),
  );
  return {
    ...chart,
    sets: chart.sets.map((set) => {
      const found = sets.find(({ name }) => name === set.name);
      return found ? { ...found, release: set.release, namespace: set.namespace } : set;
    }),
    inline: { ...chart.inline, ...inline },
  };
}
