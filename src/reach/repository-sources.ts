import type { SourceReference } from '../kubernetes/known-charts/release.ts';
import { sourcesIn } from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { SourceTree } from './source-tree.ts';

/** As people name files with objects that say where charts are, and the folders that they keep them in. */
const NAMED = /repo(?!rt)|source|helm|oci|chart/i;

/** One batch of files; the largest public repositories have some fifty. */
const MAX_FILES = 100;
/** An object that a person wrote is shorter. */
const MAX_BYTES = 100_000;

/**
 * The files that a change leaves alone that have objects which releases name, to say where their charts are. One
 * listing of the repository, and the files whose paths say that they may have such objects.
 */
export async function repositorySources(
  tree: SourceTree,
  wanted: readonly SourceReference[],
  changed: ReadonlySet<string>,
): Promise<SourceFile[]> {
  const all = wanted.length === 0 ? undefined : await tree.all('head');
  if (!all) return [];
  const others = all.filter(
    ({ path, bytes, isLink }) => !isLink && bytes <= MAX_BYTES && !changed.has(path),
  );
  const files = sourceFiles(others, wanted);
  const bytes = await tree.read(files.map((file) => ({ ...file, isMinor: true })));
  return files.flatMap(({ path, id }) => {
    const content = bytes.get(id);
    const file = { path, text: content ? new TextDecoder().decode(content) : '' };
    const isWanted = sourcesIn(file).some((one) =>
      wanted.some(({ kind, name }) => one.kind === kind && one.name === name),
    );
    return isWanted ? [file] : [];
  });
}

/** The files that may have such objects, by their paths: the likeliest first. */
export function sourceFiles<File extends { readonly path: string }>(
  files: readonly File[],
  wanted: readonly SourceReference[],
): File[] {
  const names = new Set(wanted.map(({ name }) => name).filter((name) => name !== ''));
  return files
    .flatMap((file) => {
      const rank = rankOf(file.path, names);
      return rank === undefined ? [] : [{ file, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1))
    .slice(0, MAX_FILES)
    .map(({ file }) => file);
}

/** The files come first that have the name of such an object in their paths. */
function rankOf(path: string, names: ReadonlySet<string>): number | undefined {
  if (!/\.ya?ml$/i.test(path)) return undefined;
  const slash = path.lastIndexOf('/') + 1;
  const isNamed = [...names].some((name) => path.includes(name));
  if (NAMED.test(path.slice(slash))) return isNamed ? 0 : 2;
  if (NAMED.test(path.slice(0, slash))) return isNamed ? 1 : 3;
  return isNamed ? 4 : undefined;
}
