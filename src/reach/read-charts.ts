import picomatch from 'picomatch';
import type { ConfiguredValues } from '../configuration/configuration.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import { type ChartRelease, releaseSets } from '../render/chart-releases.ts';
import { type ChartSources, valueSetsIn } from '../render/chart-sources.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { ChartSide, ReachedChart } from '../review/change.ts';
import type { ChangedTexts } from './changed-texts.ts';
import { type ChangedReleases, changedReleases } from './changed-releases.ts';
import { chartAround, chartFileIn, chartFilesAbove, foldersOf } from './chart-places.ts';
import { configuredFor, configuredPlaces, configuredSets } from './configured-sets.ts';
import { type LinkedFolder, dependentsOf, linkedFolders } from './linked-charts.ts';
import { neededFiles } from './needed-files.ts';
import { releasesElsewhere } from './releases-elsewhere.ts';
import type { FolderAt, Side, SourceTree, TreeFile, WantedFile } from './source-tree.ts';

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
  readonly skips: readonly Skip[];
}

/** So many charts of one change are rendered. Both sides of a chart take one to some seconds. */
const MAX_CHARTS = 20;

/** So many values files of a chart are used beside its own, where the change has not more of them. */
const MAX_SETS = 5;

const TOO_MANY = `a change is rendered for ${MAX_CHARTS} charts at most: split it, or run podseal check`;

/** Reads the charts that a change reaches, as they are before and after it. */
export async function readCharts(tree: SourceTree, search: ChartSearch): Promise<ReadCharts> {
  const releases = changedReleases(search.texts);
  const reached = await reachedFolders(tree, search, releases);
  const folders = [...reached.keys()];
  const rendered = folders.slice(0, MAX_CHARTS);
  const skips = folders
    .slice(MAX_CHARTS)
    .map((folder) => ({ file: chartFileIn(folder), reason: TOO_MANY }));
  if (rendered.length === 0) return { charts: [], skips };
  const places = rendered.flatMap((folder) => [
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
  const outside = await readOutside(tree, rendered, search.configured);
  const others = await releasesElsewhere(tree, new Set(rendered), search.changed);
  const sides = found.map((one) => {
    const changed = reached.get(one.folder) ?? new Set();
    const by = {
      ...{ outside: outside[one.side], configured: search.configured, changed },
      releases: [...releases[one.side], ...others],
    };
    return sideOf(one, bytes, by);
  });
  const charts = rendered.map((folder, index): ReachedChart => {
    const [base, head] = sides.slice(2 * index, 2 * index + 2);
    return { folder, base, head };
  });
  return { charts: charts.filter((chart) => !isSame(chart)), skips };
}

/** Reads the files of charts, and those of the folders that they depend on. */
async function readFiles(
  tree: SourceTree,
  own: readonly Omit<FoundSide, 'linked'>[],
): Promise<{ readonly found: FoundSide[]; readonly bytes: ReadonlyMap<string, Uint8Array> }> {
  const filesOf = ({ files }: Pick<FoundSide, 'files'>): WantedFile[] =>
    'reason' in files ? [] : files.filter(({ isLink }) => !isLink);
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
  configured: readonly ConfiguredValues[],
): Promise<Record<Side, ReadonlyMap<string, string>>> {
  const paths = folders.flatMap((folder) =>
    configuredFor(folder, configured).flatMap((one) =>
      one.paths
        .filter((path) => path.startsWith('../'))
        .map((path) => reportedPath({ folder }, path)),
    ),
  );
  const wanted = [...new Set(paths)];
  if (wanted.length === 0) return { base: new Map(), head: new Map() };
  return { base: await tree.texts('base', wanted), head: await tree.texts('head', wanted) };
}

interface FoundSide extends FolderAt {
  readonly files: readonly WantedFile[] | { readonly reason: string };
  readonly links: readonly string[];
  /** What the chart depends on by its folder. */
  readonly linked: readonly LinkedFolder[];
}

/** What a side of a chart is read by. */
interface ReadBy {
  /** Texts of values files outside of the chart. */
  readonly outside: ReadonlyMap<string, string>;
  readonly configured: readonly ConfiguredValues[];
  /** The changed files of the chart. */
  readonly changed: ReadonlySet<string>;
  /** The releases of charts of the repository. */
  readonly releases: readonly ChartRelease[];
}

/** A chart on one side; undefined where there is none. */
function sideOf(
  { folder, files, links, linked }: FoundSide,
  bytes: ReadonlyMap<string, Uint8Array>,
  { outside, configured, changed, releases }: ReadBy,
): ChartSide | undefined {
  const nothing: ChartSources = {
    ...{ folder, files: {}, binaries: {}, links, unread: [], sets: [] },
  };
  if ('reason' in files) return { chart: nothing, answer: files };
  const lost = files.find(({ id, isLink, isMinor }) => !isLink && !isMinor && !bytes.has(id));
  if (lost) return { chart: nothing, answer: { reason: `${lost.path} can't be read` } };
  const { texts, binaries } = decoded(folder, files, bytes);
  // A library is only rendered in the charts that vendor it.
  if (!isApplication(texts['Chart.yaml'])) return undefined;
  const own = configuredFor(folder, configured);
  const beside: Record<string, string> = {};
  for (const path of own.flatMap(({ paths }) => paths)) {
    const text = path.startsWith('../') ? outside.get(reportedPath({ folder }, path)) : undefined;
    if (text !== undefined) beside[path] = text;
  }
  const all = { ...texts, ...beside };
  const { sets, unread } = configuredSets(own, (path) => Object.hasOwn(all, path));
  const first = new Set([...changed].map((path) => belowFolder(folder, path)));
  const found = valueSetsIn(Object.keys(texts), { first, most: MAX_SETS });
  const installed = releaseSets(
    folder,
    releases.filter((one) => one.folder === folder),
    (path) => Object.hasOwn(all, path),
  );
  const chart = {
    ...{ folder, binaries, links, unread },
    ...(installed.releases.length > 0 && installed),
    files: { ...all, ...installed.files },
    sets: [...found, ...sets, ...installed.sets],
  };
  return { chart: withLinked(chart, linked, bytes), answer: undefined };
}

/** A chart with the files of its dependencies elsewhere in the repository, by their paths from the chart. */
function withLinked(
  chart: ChartSources,
  linked: readonly LinkedFolder[],
  bytes: ReadonlyMap<string, Uint8Array>,
): ChartSources {
  if (linked.length === 0) return chart;
  const files = { ...chart.files };
  const binaries = { ...chart.binaries };
  for (const { dependency, folder, files: own } of linked) {
    const read = decoded(folder, own, bytes);
    for (const [path, text] of Object.entries(read.texts)) {
      files[`${dependency.folder}/${path}`] = text;
    }
    for (const [path, binary] of Object.entries(read.binaries)) {
      binaries[`${dependency.folder}/${path}`] = binary;
    }
  }
  return { ...chart, files, binaries, linked: linked.map(({ dependency }) => dependency) };
}

function decoded(
  folder: string,
  files: readonly WantedFile[],
  bytes: ReadonlyMap<string, Uint8Array>,
): { texts: Record<string, string>; binaries: Record<string, string> } {
  const texts: Record<string, string> = {};
  const binaries: Record<string, string> = {};
  for (const { path, id } of files) {
    const content = bytes.get(id);
    const below = belowFolder(folder, path);
    if (!content) continue;
    const text = below.endsWith('.tgz') ? undefined : decodeText(content);
    if (text !== undefined) texts[below] = text;
    else binaries[below] = toBase64(content);
  }
  return { texts, binaries };
}

/** A path as it is from a folder that it is in; something else for any other path. */
function belowFolder(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

function isApplication(text: string | undefined): boolean {
  return text !== undefined && !/^type: *["']?library\b/m.test(text);
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCodePoint(byte);
  return btoa(binary);
}

/** Whether nothing of a chart changes that counts for its rendering. */
function isSame({ base, head }: ReachedChart): boolean {
  if (!base || !head) return !base && !head;
  return JSON.stringify(base) === JSON.stringify(head);
}
