import picomatch from 'picomatch';
import type { ConfiguredValues } from '../configuration/configuration.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import { valueFilesFrom } from '../render/chart-releases.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { ReachedChart, ReachedRoot, Unaffected } from '../review/change.ts';
import type { ChangedTexts } from './changed-texts.ts';
import { isValuesPath } from '../kubernetes/unseen/candidates.ts';
import {
  type ChangedReleases,
  changedReleases,
  releasesWithValues,
  withReleases,
} from './changed-releases.ts';
import { chartAround, chartFileIn, chartFilesAbove, foldersOf } from './chart-places.ts';
import { type FoundSide, type ReadBy, belowFolder, decoded, sideOf } from './chart-side.ts';
import { configuredFor, configuredPlaces } from './configured-sets.ts';
import { dependentsOf, linkedFolders } from './linked-charts.ts';
import { neededFiles } from './needed-files.ts';
import { releasesElsewhere } from './releases-elsewhere.ts';
import type { FolderAt, Side, SourceTree, TreeFile, WantedFile } from './source-tree.ts';
import type { TreeGenerators } from './tree-generators.ts';

/** What charts are looked for by. */
export interface ChartSearch {
  /** The changed paths; of a renamed or removed file, the former one. */
  readonly changed: readonly string[];
  /** The removed ones among them. */
  readonly removed: ReadonlySet<string>;
  /** The texts of these files. */
  readonly texts: ChangedTexts;
  /** The value sets of the configuration. */
  readonly configured: readonly ConfiguredValues[];
  /** Whether a chart may be looked at, by the path of its `Chart.yaml`. */
  readonly isWanted: (path: string) => boolean;
}

/** The charts that a change reaches, and those that it reaches and that are too many. */
export interface ReadCharts {
  readonly charts: readonly ReachedChart[];
  /** The releases of charts that the change makes nothing else of. */
  readonly unaffected?: Unaffected;
  readonly skips: readonly Skip[];
}

/** So many charts of one change are rendered. Both sides of a chart take one to some seconds. */
const MAX_CHARTS = 20;

/** One batch: so many values files outside of the charts are read. */
const MAX_OUTSIDE = 100;

const TOO_MANY = `a change is rendered for ${MAX_CHARTS} charts at most: split it, or run podseal check`;

/** What is read of a change before its charts are. */
interface ReadWith {
  /** The kustomizations that it reaches. */
  readonly roots: readonly ReachedRoot[];
  readonly generators: TreeGenerators;
}

/** Reads the charts that a change reaches, as they are before and after it. */
export async function readCharts(
  tree: SourceTree,
  search: ChartSearch,
  { roots, generators }: ReadWith,
): Promise<ReadCharts> {
  const { releases, reached } = await reachedBy(tree, search, { roots, generators });
  const folders = [...reached.keys()];
  const rendered = folders.slice(0, MAX_CHARTS);
  const skips = folders
    .slice(MAX_CHARTS)
    .map((folder) => ({ file: chartFileIn(folder), reason: TOO_MANY }));
  if (rendered.length === 0) return { charts: [], skips };
  const others = await releasesElsewhere(tree, new Set(rendered), search.changed, generators);
  const all = withReleases(releases, others);
  const charts = await readSides(tree, rendered, { ...search, reached, releases: all });
  const isBuilt = new Set([...releases.base, ...releases.head].map(({ folder }) => folder));
  // What a kustomization makes of a release is not known yet.
  const mayDiffer = (chart: ReachedChart): boolean =>
    !isSame(chart) || (roots.length > 0 && isBuilt.has(chart.folder));
  const same = charts.filter((chart) => !mayDiffer(chart));
  return { charts: charts.filter(mayDiffer), skips, unaffected: unaffectedIn(same) };
}

/** Charts, each as it is before and after a change. */
async function readSides(
  tree: SourceTree,
  folders: readonly string[],
  { reached, releases, configured }: Reached & Pick<ChartSearch, 'configured'>,
): Promise<ReachedChart[]> {
  const places = folders.flatMap((folder) => [
    { side: 'base' as const, folder },
    { side: 'head' as const, folder },
  ]);
  const listed = await tree.list(places);
  const own = places.map((place, index) => ({
    ...place,
    files: neededFiles(place.folder, listed[index]),
    links: linksIn(place, listed[index] ?? []),
  }));
  const { found, bytes } = await readFiles(tree, own);
  const all = [...releases.base, ...releases.head];
  const outside = await readOutside(tree, folders, { configured, releases: all });
  const sides = found.map((one) =>
    sideOf(one, bytes, {
      ...{ outside: outside[one.side], configured, releases: releases[one.side] },
      changed: reached.get(one.folder) ?? new Set(),
    }),
  );
  return folders.map((folder, index): ReachedChart => {
    const [base, head] = sides.slice(2 * index, 2 * index + 2);
    return { folder, base, head };
  });
}

interface Reached {
  readonly releases: ChangedReleases;
  /** The folders of charts, each with the changed paths that are part of it. */
  readonly reached: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The charts that a change reaches, also by their releases; files of values need not be in the charts. */
async function reachedBy(tree: SourceTree, search: ChartSearch, by: ReadWith): Promise<Reached> {
  const { changed } = search;
  const own = await changedReleases({ ...search, roots: by.roots }, by.generators);
  const reached = await reachedFolders(tree, search, own);
  const inCharts = new Set([...reached.values()].flatMap((paths) => [...paths]));
  const values = changed.filter((path) => isValuesPath(path) && !inCharts.has(path));
  const naming = await releasesWithValues(tree, values, { changed, ...by });
  if (naming.base.length + naming.head.length === 0) return { releases: own, reached };
  const releases = withReleases(own, naming);
  return { releases, reached: await reachedFolders(tree, search, releases) };
}

function filesOf({ files }: Pick<FoundSide, 'files'>): WantedFile[] {
  return 'reason' in files ? [] : files.filter(({ isLink }) => !isLink);
}

/** Reads the files of charts, and those of the folders that they depend on. */
async function readFiles(
  tree: SourceTree,
  own: readonly Omit<FoundSide, 'linked'>[],
): Promise<{ readonly found: FoundSide[]; readonly bytes: ReadonlyMap<string, Uint8Array> }> {
  const bytes = await tree.read(own.flatMap(filesOf));
  const linked = await linkedFolders(
    tree,
    own.map((one) => {
      const files = filesOf(one);
      const paths = files.map(({ path }) => belowFolder(one.folder, path));
      return { ...one, paths, texts: decoded(one.folder, files, bytes).texts };
    }),
  );
  const found = own.map((one, index) => ({ ...one, linked: linked[index] ?? [] }));
  const others = linked.flat().flatMap(filesOf);
  if (others.length === 0) return { found, bytes };
  return { found, bytes: new Map([...bytes, ...(await tree.read(others))]) };
}

/** The folders of the charts that a change reaches, each with the changed paths that are part of it. */
async function reachedFolders(
  tree: SourceTree,
  search: ChartSearch,
  releases: ChangedReleases,
): Promise<Map<string, ReadonlySet<string>>> {
  const { changed, removed, configured, isWanted } = search;
  const installed = new Set([...releases.base, ...releases.head].map(({ folder }) => folder));
  const named = [...installed].map(chartFileIn);
  const here = await tree.texts('head', [...new Set([...chartFilesAbove(changed), ...named])]);
  const gone = [...removed].filter((path) => /(?:^|\/)Chart\.yaml$/.test(path));
  const charts = foldersOf([...here.keys(), ...gone]);
  const reached = new Map<string, Set<string>>();
  for (const path of changed) {
    const chart = chartAround(path, charts);
    if (chart !== undefined) reached.set(chart, (reached.get(chart) ?? new Set()).add(path));
  }
  const byValues = await configuredFolders(tree, configuredPlaces(configured, changed), configured);
  const byReleases = [...installed].filter((folder) => charts.has(folder));
  const byFolders = await dependentsOf(tree, new Set(reached.keys()));
  for (const chart of [...byValues, ...byReleases, ...byFolders]) {
    reached.set(chart, reached.get(chart) ?? new Set());
  }
  const wanted = [...reached].filter(([folder]) => isWanted(chartFileIn(folder)));
  return new Map(wanted.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The charts in these places whose values the configuration has outside of them. */
async function configuredFolders(
  tree: SourceTree,
  places: readonly { readonly folder: string; readonly isChart: boolean }[],
  configured: readonly ConfiguredValues[],
): Promise<string[]> {
  const named = places.filter(({ isChart }) => isChart).map(({ folder }) => chartFileIn(folder));
  const patterns = places.filter(({ isChart }) => !isChart);
  if (places.length === 0) return [];
  const listed = await tree.list(patterns.map(({ folder }) => ({ side: 'head', folder })));
  const found = listed.flatMap((files) => (files ?? []).map(({ path }) => path));
  const there = await tree.texts('head', named);
  const folders = foldersOf([
    ...there.keys(),
    ...found.filter((path) => /(?:^|\/)Chart\.yaml$/.test(path)),
  ]);
  return [...folders].filter((folder) =>
    configured.some(({ chart }) => chart === folder || picomatch.isMatch(folder, chart)),
  );
}

function linksIn({ folder }: FolderAt, files: readonly TreeFile[]): string[] {
  return files.filter(({ isLink }) => isLink).map(({ path }) => belowFolder(folder, path));
}

/** The texts of values files outside of their charts, by their path from the root, on both sides. */
async function readOutside(
  tree: SourceTree,
  folders: readonly string[],
  { configured, releases }: Pick<ReadBy, 'configured' | 'releases'>,
): Promise<Record<Side, ReadonlyMap<string, string>>> {
  const paths = folders.flatMap((folder) => {
    const own = configuredFor(folder, configured).flatMap((one) => one.paths);
    const installed = releases.filter((one) => one.folder === folder);
    const named = installed.flatMap(({ valueFiles }) => valueFilesFrom(folder, valueFiles));
    return [...own, ...named]
      .filter((path) => path.startsWith('../'))
      .map((path) => reportedPath({ folder }, path));
  });
  const wanted = [...new Set(paths)].slice(0, MAX_OUTSIDE);
  if (wanted.length === 0) return { base: new Map(), head: new Map() };
  return { base: await tree.texts('base', wanted), head: await tree.texts('head', wanted) };
}

/** The releases of charts that are the same on both sides, and that could be rendered. */
export function unaffectedIn(charts: readonly ReachedChart[]): Unaffected {
  const on = (side: Side): UsedRelease[] =>
    charts.flatMap(({ [side]: one }) => (one?.answer ? [] : (one?.chart.releases ?? [])));
  return { base: on('base'), head: on('head') };
}

/** Whether nothing of a chart changes that counts for its rendering. */
function isSame({ base, head }: ReachedChart): boolean {
  if (!base || !head) return !base && !head;
  return JSON.stringify(base) === JSON.stringify(head);
}
