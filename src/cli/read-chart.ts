import { realpath } from 'node:fs/promises';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { ConfiguredValues } from '../configuration/configuration.ts';
import { type ChartFolder, readChartFolder } from '../files/chart-folder.ts';
import { readValuesFile } from '../files/values-file.ts';
import {
  type ChartRelease,
  type ReleaseSets,
  releaseSets,
  valueFilesFrom,
} from '../render/chart-releases.ts';
import { type ValueSet, valueSetsIn } from '../render/chart-sources.ts';
import { type FileDependency, fileDependencies } from '../render/file-dependencies.ts';
import type { ReadChart } from '../run/judge-chart.ts';
import { shownFolder } from './chart-folders.ts';

/** The value sets of a project's configuration. */
export interface ProjectValues {
  readonly root: string;
  readonly charts: readonly ConfiguredValues[];
  /** The releases in the files of the command whose charts are in the repository. */
  readonly releases?: readonly ChartRelease[];
}

const NO_VALUES: ProjectValues = { root: '.', charts: [] };

/** Reads a chart, with the value sets that it has; a reason where its folder can't be read. */
export async function readChart(
  path: string,
  project: ProjectValues = NO_VALUES,
): Promise<ReadChart> {
  const folder = shownFolder(path);
  const read = await readChartFolder(path);
  if ('reason' in read) {
    const nothing = { files: {}, binaries: {}, links: [], unread: [], sets: [] };
    return { chart: { folder, ...nothing }, reason: read.reason };
  }
  const { sets, beside, unread } = await configuredSets(path, read.files, project);
  const found = valueSetsIn(Object.keys(read.files));
  const installed = await setsOfReleases(path, read.files, project);
  const linked = await readLinked(path, read, project);
  const files = { ...read.files, ...beside, ...installed.files, ...linked.files };
  const binaries = { ...read.binaries, ...linked.binaries };
  const all = [...found, ...sets, ...installed.sets];
  const { inline, releases } = installed;
  const own = { folder, ...read, files, binaries, unread, sets: all, inline, releases };
  return { chart: { ...own, linked: linked.dependencies } };
}

interface Linked extends Pick<ChartFolder, 'files' | 'binaries'> {
  readonly dependencies: readonly FileDependency[];
}

/** The charts that a chart depends on by their folders in the project. */
async function readLinked(
  path: string,
  { files, binaries }: ChartFolder,
  { root }: ProjectValues,
): Promise<Linked> {
  const wanted = fileDependencies([...Object.keys(files), ...Object.keys(binaries)], files);
  const dependencies: FileDependency[] = [];
  const all = { files: new Map<string, string>(), binaries: new Map<string, string>() };
  for (const dependency of wanted) {
    const folder = join(path, dependency.folder);
    // oxlint-disable-next-line no-await-in-loop
    const isInside = await isBelow(folder, root);
    // oxlint-disable-next-line no-await-in-loop
    const read = isInside ? await readChartFolder(folder) : undefined;
    if (!read || 'reason' in read) continue;
    dependencies.push(dependency);
    for (const kind of ['files', 'binaries'] as const) {
      for (const [name, content] of Object.entries(read[kind])) {
        all[kind].set(`${dependency.folder}/${name}`, content);
      }
    }
  }
  return {
    dependencies,
    files: Object.fromEntries(all.files),
    binaries: Object.fromEntries(all.binaries),
  };
}

async function isBelow(folder: string, root: string): Promise<boolean> {
  const real = await realpath(folder).catch(() => undefined);
  const found = real === undefined ? '..' : relative(await realpath(root), real);
  return found !== '..' && !found.startsWith(`..${sep}`) && !isAbsolute(found);
}

interface ConfiguredSets {
  readonly sets: readonly ValueSet[];
  /** Texts of files outside of the chart's folder, by their path from there. */
  readonly beside: Readonly<Record<string, string>>;
  /** Why some of them are left out. */
  readonly unread: readonly string[];
}

/** The value sets that the configuration has for a chart. */
async function configuredSets(
  path: string,
  files: Readonly<Record<string, string>>,
  { root, charts }: ProjectValues,
): Promise<ConfiguredSets> {
  const sets: ValueSet[] = [];
  const beside = new Map<string, string>();
  const unread: string[] = [];
  const chart = charts.length === 0 ? '' : await fromRoot(path, root);
  for (const { source, ...one } of charts.filter((each) => picomatch.isMatch(chart, each.chart))) {
    const values = one.values.map((file) => posix.normalize(file));
    const missing: string[] = [];
    for (const file of values) {
      if (Object.hasOwn(files, file) || beside.has(file)) continue;
      // oxlint-disable-next-line no-await-in-loop
      const text = await readValuesFile(path, file, root);
      if (text === undefined) missing.push(file);
      else beside.set(file, text);
    }
    for (const file of missing) {
      unread.push(`${source} names ${file}, which can't be read from the chart's folder`);
    }
    if (missing.length === 0) sets.push({ name: values.join(' and '), values });
  }
  return { sets, beside: Object.fromEntries(beside), unread };
}

/** The value sets that releases have for a chart. */
async function setsOfReleases(
  path: string,
  files: Readonly<Record<string, string>>,
  { root, releases = [] }: ProjectValues,
): Promise<ReleaseSets> {
  const chart = releases.length === 0 ? '' : await fromRoot(path, root);
  const own = releases.filter((one) => one.folder === chart);
  const beside: Record<string, string> = {};
  for (const file of own.flatMap(({ valueFiles }) => valueFilesFrom(chart, valueFiles))) {
    if (Object.hasOwn(files, posix.normalize(file)) || Object.hasOwn(beside, file)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const text = await readValuesFile(path, file, root);
    if (text !== undefined) beside[file] = text;
  }
  const isThere = (file: string): boolean =>
    Object.hasOwn(beside, file) || Object.hasOwn(files, posix.normalize(file));
  const sets = releaseSets(shownFolder(path), own, isThere);
  return { ...sets, files: { ...sets.files, ...beside } };
}

async function fromRoot(path: string, root: string): Promise<string> {
  return relative(await realpath(root), await realpath(path))
    .split(sep)
    .join('/');
}
