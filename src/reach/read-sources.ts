import { type ChartSearch, type ReadCharts, readCharts } from './read-charts.ts';
import type { RootSearch } from './concerned-file.ts';
import { type ReadRoots, readKustomizations } from './read-kustomizations.ts';
import type { BesideFile } from '../review/beside.ts';
import type { SetThrough, Unaffected } from '../review/change.ts';
import type { ChartArchives } from './chart-archives.ts';
import { readInstalledCharts } from './installed-charts.ts';
import { setsThrough, withSetFiles } from './sets-through.ts';
import type { SourceTree } from './source-tree.ts';
import { TreeGenerators } from './tree-generators.ts';

/** What is looked for around a change. */
export interface SourceSearch extends ChartSearch, RootSearch {
  /** Opens the charts of others; undefined where they are not looked for. */
  readonly archives?: ChartArchives | undefined;
}

/** The charts and kustomizations that a change reaches. */
export interface ReadSources extends ReadCharts, ReadRoots {
  /** What else was read beside the changed files. */
  readonly beside: readonly BesideFile[];
  /** The sets of applications that go through changed files. */
  readonly sets: readonly SetThrough[];
  readonly unaffected: Unaffected;
}

/** Where nobody renders them. */
export const NO_SOURCES: ReadSources = {
  ...{ charts: [], roots: [], sets: [], unaffected: merged([]), skips: [], beside: [] },
};

/** Reads them, as they are before and after the change. */
export async function readSources(tree: SourceTree, search: SourceSearch): Promise<ReadSources> {
  const generators = new TreeGenerators(tree);
  const through = await setsThrough(tree, search);
  const whole = withSets(search, through.sets);
  const { skips, ...found } = await readKustomizations(tree, whole, generators);
  const own = await readCharts(tree, whole, { roots: found.roots, generators });
  const { changed, texts, archives, isWanted } = whole;
  const by = archives && { texts, archives, isWanted, roots: found.roots, generators };
  const others = by && (await readInstalledCharts(tree, changed, by));
  return {
    ...found,
    charts: [...own.charts, ...(others?.charts ?? [])],
    unaffected: merged([found.unaffected, own.unaffected, others?.unaffected]),
    sets: through.sets,
    skips: [...own.skips, ...(others?.skips ?? []), ...skips, ...through.skips],
    beside: others?.beside ?? [],
  };
}

function merged(all: readonly (Unaffected | undefined)[]): Unaffected {
  return {
    base: all.flatMap((one) => one?.base ?? []),
    head: all.flatMap((one) => one?.head ?? []),
  };
}

/** Sets of applications whose parameters change count as changed. */
function withSets(search: SourceSearch, sets: readonly SetThrough[]): SourceSearch {
  const paths = sets.map(({ file }) => file.path);
  return {
    ...search,
    changed: [...search.changed, ...paths],
    deploying: [...search.deploying, ...paths],
    texts: withSetFiles(search.texts, sets),
  };
}
