import { type ChartSearch, type ReadCharts, readCharts } from './read-charts.ts';
import { type ReadRoots, type RootSearch, readKustomizations } from './read-kustomizations.ts';
import type { SourceTree } from './source-tree.ts';

/** What is looked for around a change. */
export interface SourceSearch extends ChartSearch, RootSearch {}

/** The charts and kustomizations that a change reaches. */
export interface ReadSources extends ReadCharts, ReadRoots {}

/** Where nobody renders them. */
export const NO_SOURCES: ReadSources = { charts: [], roots: [], skips: [] };

/** Reads them, as they are before and after the change. */
export async function readSources(tree: SourceTree, search: SourceSearch): Promise<ReadSources> {
  const { charts, skips } = await readCharts(tree, search);
  const { skips: unread, ...found } = await readKustomizations(tree, search);
  return { charts, ...found, skips: [...skips, ...unread] };
}
