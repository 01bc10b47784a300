import type { ConfiguredValues } from '../configuration/configuration.ts';
import { type ChartRelease, releaseSets, valueFilesFrom } from '../render/chart-releases.ts';
import { type ChartSources, valueSetsIn } from '../render/chart-sources.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { ChartSide } from '../review/change.ts';
import { configuredFor, configuredSets } from './configured-sets.ts';
import type { LinkedFolder } from './linked-charts.ts';
import type { FolderAt, WantedFile } from './source-tree.ts';

/** So many values files of a chart are used beside its own, where the change has not more of them. */
const MAX_SETS = 5;

/** A side of a chart as it was found. */
export interface FoundSide extends FolderAt {
  readonly files: readonly WantedFile[] | { readonly reason: string };
  readonly links: readonly string[];
  /** What the chart depends on by its folder. */
  readonly linked: readonly LinkedFolder[];
}

/** What a side of a chart is read by. */
export interface ReadBy {
  /** Texts of values files outside of the chart. */
  readonly outside: ReadonlyMap<string, string>;
  readonly configured: readonly ConfiguredValues[];
  /** The changed files of the chart. */
  readonly changed: ReadonlySet<string>;
  /** The releases of charts of the repository. */
  readonly releases: readonly ChartRelease[];
}

/** A chart on one side; undefined where there is none. */
export function sideOf(
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
  const installing = releases.filter((one) => one.folder === folder);
  for (const path of installing.flatMap((one) => valueFilesFrom(folder, one.valueFiles))) {
    const text = path.startsWith('../') ? outside.get(reportedPath({ folder }, path)) : undefined;
    if (text !== undefined) beside[path] = text;
  }
  const all = { ...texts, ...beside };
  const { sets, unread } = configuredSets(own, (path) => Object.hasOwn(all, path));
  const first = new Set([...changed].map((path) => belowFolder(folder, path)));
  const found = valueSetsIn(Object.keys(texts), { first, most: MAX_SETS });
  const installed = releaseSets(folder, installing, (path) => Object.hasOwn(all, path));
  const chart = {
    ...{ folder, binaries, links, unread },
    ...(installed.releases.length > 0 && installed),
    files: { ...all, ...installed.files },
    sets: [...found, ...sets, ...installed.sets],
  };
  const written = installing.length > 0 ? installing : undefined;
  return { chart: withLinked(chart, linked, bytes), written, answer: undefined };
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

export function decoded(
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
export function belowFolder(folder: string, path: string): string {
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
