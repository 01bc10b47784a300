import { type ChartSearch, type ReadCharts, readCharts } from './read-charts.ts';
import { type ReadRoots, type RootSearch, readKustomizations } from './read-kustomizations.ts';
import type { BesideFile } from '../review/beside.ts';
import type { ChartArchives } from './chart-archives.ts';
import { readInstalledCharts } from './installed-charts.ts';
import type { SourceTree } from './source-tree.ts';

/** What is looked for around a change. */
export interface SourceSearch extends ChartSearch, RootSearch {
  /** Opens the charts of others; undefined where they are not looked for. */
  readonly archives?: ChartArchives | undefined;
}

/** The charts and kustomizations that a change reaches. */
export interface ReadSources extends ReadCharts, ReadRoots {
  /** What else was read beside the changed files. */
  readonly beside: readonly BesideFile[];
}

/** Where nobody renders them. */
export const NO_SOURCES: ReadSources = { charts: [], roots: [], skips: [], beside: [] };

/** Reads them, as they are before and after the change. */
export async function readSources(tree: SourceTree, search: SourceSearch): Promise<ReadSources> {
  const { skips, ...found } = await readKustomizations(tree, search);
  const own = await readCharts(tree, search, found.roots);
  const { changed, texts, archives, isWanted } = search;
  const by = archives && { texts, archives, isWanted, roots: found.roots };
  const others = by && (await readInstalledCharts(tree, changed, by));
  return {
    ...found,
    charts: [...own.charts, ...(others?.charts ?? [])],
    skips: [...own.skips, ...(others?.skips ?? []), ...skips],
    beside: others?.beside ?? [],
  };
}
