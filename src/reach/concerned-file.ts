import {
  type References,
  folderOf,
  namedIn,
  readReferences,
} from '../render/kustomization-references.ts';
import { type ChangedTexts, textsOf } from './changed-texts.ts';
import { chartAround, chartFilesAbove, foldersOf } from './chart-places.ts';
import { partsIn } from './kustomization-parts.ts';
import { isKustomizationFile, kustomizationFilesAbove, nameable } from './kustomization-places.ts';
import { layerFiles } from './layer-files.ts';
import type { SourceTree, TreeFile } from './source-tree.ts';
import type { TreeContents, TreeFiles } from './tree-contents.ts';
import { maySetVariables } from './variable-sources.ts';

/** What kustomizations are looked for by. */
export interface RootSearch {
  /** The changed paths; of a renamed or removed file, the former one. */
  readonly changed: readonly string[];
  /** The changed files with objects that deploy folders. */
  readonly deploying: readonly string[];
  /** The texts of the changed files. */
  readonly texts: ChangedTexts;
  /** Globs of the folders that are deployed, by the configuration. */
  readonly deployed: readonly string[];
  /** Whether a kustomization may be looked at, by the path of its file. */
  readonly isWanted: (path: string) => boolean;
}

/** A file of the change that deploys something or is a part of what is, or a kustomization that names a changed file. */
export async function concernedFile(
  tree: SourceTree,
  search: RootSearch,
  contents: TreeContents,
): Promise<string | undefined> {
  const { changed, deploying, texts, isWanted } = search;
  const kustomizations = changed.filter(isKustomizationFile);
  const own = [...deploying, ...kustomizations, ...partsIn(texts)].find(isWanted);
  if (own !== undefined) return own;
  const above = await tree.texts('head', kustomizationFilesAbove(changed).filter(isWanted));
  const paths = new Set(changed);
  const names = ([path, text]: readonly [string, string]): boolean => {
    const [folder, references] = [folderOf(path), readReferences(text)];
    const named = [...namedIn(folder, references), ...valuesIn(folder, references)];
    return named.some((one) => paths.has(one));
  };
  return [...above].find(names)?.[0] ?? (await concernedElsewhere(tree, search, contents));
}

/** A changed file that a kustomization of another folder names: all of them are read. */
async function concernedElsewhere(
  tree: SourceTree,
  { changed, texts, isWanted }: RootSearch,
  contents: TreeContents,
): Promise<string | undefined> {
  const candidates = nameable(changed);
  const charts = foldersOf((await tree.texts('head', chartFilesAbove(candidates))).keys());
  const open = candidates.filter((path) => chartAround(path, charts) === undefined);
  const all = open.length === 0 ? undefined : byPath(await tree.all('head'));
  if (!all) return undefined;
  const read = [...all.values()].filter(({ path }) => isKustomizationFile(path) && isWanted(path));
  // What is too much for this is told as what could not be read of the changed file.
  if ((await contents.read(read)) !== undefined) return open[0];
  if ((await contents.read(contents.plugins(all))) !== undefined) return open[0];
  const named = new Set(
    [...contents.references(all)].flatMap(([folder, one]) => [
      ...namedIn(folder, one),
      ...valuesIn(folder, one),
    ]),
  );
  return (
    open.find((path) => named.has(path)) ?? (await fileOfVariables(open, texts, { contents, all }))
  );
}

/** A changed file with what Flux may fill in, where anything is filled in so. */
async function fileOfVariables(
  open: readonly string[],
  texts: ChangedTexts,
  { contents, all }: { readonly contents: TreeContents; readonly all: TreeFiles },
): Promise<string | undefined> {
  const { base, head } = textsOf(texts);
  const own = [...head, ...base].find(
    ({ path, text }) => open.includes(path) && maySetVariables(text),
  );
  if (!own) return undefined;
  const { files } = layerFiles(all.values(), []);
  const isTooMuch = (await contents.read(files)) !== undefined;
  const isUsed = files.some((file) => contents.textOf(file)?.includes('substituteFrom') === true);
  return isTooMuch || isUsed ? own.path : undefined;
}

/** The files of values that a kustomization names. */
export function valuesIn(folder: string, { values }: Pick<References, 'values'>): string[] {
  return namedIn(folder, { resources: [], files: values });
}

/** Files by their paths; undefined for more than can be listed. */
export function byPath(files: readonly TreeFile[] | undefined): TreeFiles | undefined {
  return files && new Map(files.map((one) => [one.path, one]));
}
