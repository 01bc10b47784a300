import { type ChartRelease, chartReleasesIn } from '../render/chart-releases.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { Side, SourceTree } from './source-tree.ts';
import type { TreeGenerators } from './tree-generators.ts';

/** As people name files with releases, and the folders that they keep them in. */
const FILE = /release|app|^(?:hr|ks)\b/i;
const FOLDER = /(?:^|[/_.-])(?:argo|flux|gitops|apps?|applications?|releases?|clusters?)/i;
/** A chart's template is no object yet. */
const TEMPLATE = /(?:^|\/)templates\//;

/** Two batches of files; the largest public repositories with charts of their own have some hundred releases. */
const MAX_FILES = 200;
/** A release that a person wrote is shorter. */
const MAX_BYTES = 100_000;

/**
 * The releases of some charts in files that a change leaves alone: they are the same before and after it, but for
 * sets that go through files which the change brings. One listing of the repository, and the files whose paths say that
 * they may have releases.
 *
 * @param folders of the charts
 */
export async function releasesElsewhere(
  tree: SourceTree,
  folders: ReadonlySet<string>,
  changed: readonly string[],
  generators: TreeGenerators,
): Promise<Readonly<Record<Side, readonly ChartRelease[]>>> {
  if (folders.size === 0) return { base: [], head: [] };
  const first = [...folders].map((folder) => folder.slice(folder.lastIndexOf('/') + 1));
  const files = await releaseTextsElsewhere(tree, first, changed);
  const read = async (side: Side): Promise<ChartRelease[]> => {
    const all = await generators.for(side, files);
    return files
      .flatMap((file) => chartReleasesIn(file, all))
      .filter(({ folder }) => folders.has(folder));
  };
  return { base: await read('base'), head: await read('head') };
}

/**
 * The texts of the files that a change leaves alone and that may have releases.
 *
 * @param first names that are in the paths of the likeliest
 */
export async function releaseTextsElsewhere(
  tree: SourceTree,
  first: readonly string[],
  changed: readonly string[],
): Promise<SourceFile[]> {
  const files = await tree.all('head');
  const seen = new Set(changed);
  const others = (files ?? []).filter(
    ({ path, bytes, isLink }) => !isLink && bytes <= MAX_BYTES && !seen.has(path),
  );
  const wanted = releaseFiles(others, { first, most: MAX_FILES });
  const bytes = await tree.read(wanted.map((file) => ({ ...file, isMinor: true })));
  return wanted.flatMap(({ path, id }) => {
    const content = bytes.get(id);
    return content ? [{ path, text: new TextDecoder().decode(content) }] : [];
  });
}

/** Which of the files that may have releases come first, and how many there are at most. */
interface Wanted {
  /** Names that are in the paths of those. */
  readonly first: readonly string[];
  readonly most: number;
}

/** The files that may have releases, by their paths: the likeliest first. */
export function releaseFiles<File extends { readonly path: string }>(
  files: readonly File[],
  { first, most }: Wanted,
): File[] {
  const ranked = files.flatMap((file) => {
    const { path } = file;
    if (!/\.ya?ml$/i.test(path) || TEMPLATE.test(path)) return [];
    const isNamed = FILE.test(path.slice(path.lastIndexOf('/') + 1));
    if (!isNamed && !FOLDER.test(path)) return [];
    const isFirst = first.some((name) => name !== '' && path.includes(name));
    return [{ file, rank: (isFirst ? 0 : 2) + (isNamed ? 0 : 1) }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1))
    .slice(0, most)
    .map(({ file }) => file);
}
