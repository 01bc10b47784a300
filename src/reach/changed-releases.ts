import { type ChartRelease, chartReleasesIn } from '../render/chart-releases.ts';
import type { Side, SourceTree } from './source-tree.ts';

/** As people name files with releases: a file of another name is not read for them. */
const RELEASE_FILE = /release|app/i;

function mayHaveReleases(path: string): boolean {
  return /\.ya?ml$/i.test(path) && RELEASE_FILE.test(path.slice(path.lastIndexOf('/') + 1));
}

/** More than a person changes at once. */
const MAX_FILES = 20;

/** The releases of charts of the repository in changed files, on both sides of a change. */
export type ChangedReleases = Readonly<Record<Side, readonly ChartRelease[]>>;

/** Reads them; nothing is asked for where no file has such a name. */
export async function changedReleases(
  tree: SourceTree,
  changed: readonly string[],
): Promise<ChangedReleases> {
  const paths = changed.filter(mayHaveReleases).slice(0, MAX_FILES);
  if (paths.length === 0) return { base: [], head: [] };
  const read = async (side: Side): Promise<ChartRelease[]> =>
    [...(await tree.texts(side, paths))].flatMap(([path, text]) => chartReleasesIn({ path, text }));
  return { base: await read('base'), head: await read('head') };
}
