import { join, resolve } from 'node:path';
import { releaseFiles } from '../reach/releases-elsewhere.ts';
import { type ChartRelease, chartReleasesIn } from '../render/chart-releases.ts';
import { GeneratorTrees } from './generator-trees.ts';
import { listTree } from './list-tree.ts';
import { type Found, readSource } from './read.ts';
import { shownRoot } from './shown-root.ts';

/**
 * The releases of charts of the repository that are in files.
 *
 * @param root the repository's
 */
export async function readChartReleases(
  root: string,
  files: readonly Found[],
): Promise<ChartRelease[]> {
  const releases: ChartRelease[] = [];
  const trees = new GeneratorTrees(root);
  for (const file of files) {
    if (file.path === '-' || !/\.ya?ml$/i.test(file.path)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (!source || 'reason' in source) continue;
    // oxlint-disable-next-line no-await-in-loop
    const tree = await trees.for(source.text);
    for (const release of chartReleasesIn(source, tree)) releases.push(release);
  }
  return releases;
}

/** Files on a disk are quick to read: more than a repository has releases. */
const MAX_FILES = 2000;

/**
 * The releases in a project, in its files that may have some.
 *
 * @param known files that are looked through as well, whatever their names
 */
export async function readAllReleases(
  root: string,
  known: readonly Found[],
): Promise<ChartRelease[]> {
  return readChartReleases(root, allReleaseFiles(root, known));
}

/**
 * The files of a project that may have releases, by the names of its files that say that they may have some.
 *
 * @param known files that are looked through as well, whatever their names
 */
export function allReleaseFiles(root: string, known: readonly Found[]): Found[] {
  const seen = new Set(known.map(({ path }) => resolve(path)));
  const paths = releaseFiles(
    listTree(root).map((path) => ({ path })),
    { first: [], most: MAX_FILES },
  );
  const shown = shownRoot(root, known);
  const others = paths
    .filter(({ path }) => !seen.has(join(root, path)))
    .map(({ path }) => ({ path: join(shown, path), named: false }));
  return [...known, ...others];
}
