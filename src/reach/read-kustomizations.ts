import type { Skip } from '../kubernetes/manifest.ts';
import { deployedAmong } from '../render/deployed-kustomizations.ts';
import {
  type References,
  folderOf,
  inFolder,
  kustomizationsIn,
  namedIn,
  readReferences,
} from '../render/kustomization-references.ts';
import type { ReachedRoot, RootSide } from '../review/change.ts';
import { isKustomizationFile, kustomizationFilesAbove, usedBy } from './kustomization-places.ts';
import type { SourceTree, TreeFile } from './source-tree.ts';
import { TreeContents, type TreeFiles, lostIn } from './tree-contents.ts';

/** What kustomizations are looked for by. */
export interface RootSearch {
  /** The changed paths; of a renamed or removed file, the former one. */
  readonly changed: readonly string[];
  /** Globs of the folders that are deployed, by the configuration. */
  readonly deployed: readonly string[];
  /** Whether a kustomization may be looked at, by the path of its file. */
  readonly isWanted: (path: string) => boolean;
}

/** The kustomizations that a change reaches, and what of them can't be read. */
export interface ReadRoots {
  readonly roots: readonly ReachedRoot[];
  /** Whether the change reaches more of them. */
  readonly hasMoreRoots?: boolean;
  readonly skips: readonly Skip[];
}

/** So many kustomizations of one change are built, each before and after it. */
const MAX_ROOTS = 20;

const TOO_MANY = `a change is built for ${MAX_ROOTS} kustomizations at most: split it, or run podseal check`;

/**
 * Reads the kustomizations that a change reaches, as they are before and after it: all that are deployed and use
 * a changed file. Whether there is any is told by the kustomizations above the changed files; only then the
 * repository is listed, its kustomizations are read, and what those need that are reached: in three steps,
 * however deeply they use each other.
 */
export async function readKustomizations(tree: SourceTree, search: RootSearch): Promise<ReadRoots> {
  const concerned = await concernedFile(tree, search);
  if (concerned === undefined) return { roots: [], skips: [] };
  const not = (reason: string): ReadRoots => ({ roots: [], skips: [{ file: concerned, reason }] });
  const [base, head] = (
    await tree.list([
      { side: 'base', folder: '' },
      { side: 'head', folder: '' },
    ])
  ).map((files) => files && new Map(files.map((file) => [file.path, file])));
  if (!base || !head) return not('the repository has too many files to find its kustomizations');
  const contents = new TreeContents(tree);
  const both = [...base.values(), ...head.values()];
  const tooMany = await contents.read(both.filter(({ path }) => isKustomizationFile(path)));
  if (tooMany !== undefined) return not(tooMany);
  const sides = { base, head, contents };
  const reached = reachedRoots(sides, search);
  const roots = reached.slice(0, MAX_ROOTS);
  const tooMuch = await contents.read(roots.flatMap((root) => unreadOf(root, sides)));
  if (tooMuch !== undefined) return not(tooMuch);
  const skips = reached
    .slice(MAX_ROOTS)
    .map((root) => ({ file: fileOf(root, head), reason: TOO_MANY }));
  const read = roots.map((root) => readRoot(root, sides));
  return { roots: read.filter((root) => !isSame(root)), skips, hasMoreRoots: skips.length > 0 };
}

/** A kustomization that the change touches, or that names a changed file. */
async function concernedFile(
  tree: SourceTree,
  { changed, isWanted }: RootSearch,
): Promise<string | undefined> {
  const own = changed.find((path) => isKustomizationFile(path) && isWanted(path));
  if (own !== undefined) return own;
  const above = await tree.texts('head', kustomizationFilesAbove(changed).filter(isWanted));
  const paths = new Set(changed);
  const names = ([path, text]: readonly [string, string]): boolean =>
    namedIn(folderOf(path), readReferences(text)).some((one) => paths.has(one));
  return [...above].find(names)?.[0];
}

/** The files of a repository on both sides of a change. */
interface BothSides {
  readonly base: TreeFiles;
  readonly head: TreeFiles;
  readonly contents: TreeContents;
}

/** The folders of the deployed kustomizations that use a changed file, also those that the change removes. */
function reachedRoots(
  { base, head, contents }: BothSides,
  { changed, deployed, isWanted }: RootSearch,
): string[] {
  const rootsIn = (files: TreeFiles): string[] => {
    const all = contents.references(files);
    const wanted = new Map<string, References>(
      [...all].filter(([folder]) => isWanted(fileOf(folder, files))),
    );
    return deployedAmong(wanted, deployed).filter((root) => {
      const used = usedBy(root, all);
      return changed.some((path) => used.has(path));
    });
  };
  const gone = rootsIn(base).filter((root) => !hasKustomization(root, head));
  return [...rootsIn(head), ...gone].toSorted();
}

function hasKustomization(folder: string, files: TreeFiles): boolean {
  return kustomizationsIn(folder).some((path) => files.has(path));
}

/** The file of the kustomization in a folder. */
function fileOf(folder: string, files: TreeFiles): string {
  const found = kustomizationsIn(folder).find((path) => files.has(path));
  return found ?? inFolder(folder, 'kustomization.yaml');
}

/** The files that are still to be read, to build a kustomization on both sides and to compare it. */
function unreadOf(root: string, { base, head, contents }: BothSides): TreeFile[] {
  const now = contents.collect(root, head).unread;
  const before = now.flatMap(({ path }) => base.get(path) ?? []);
  return [...now, ...before, ...contents.collect(root, base).unread];
}

function readRoot(folder: string, sides: BothSides): ReachedRoot {
  const { base, head, contents } = sides;
  const now = sideOf(folder, head, contents);
  const before: Record<string, string> = {};
  for (const path of Object.keys(now?.sources.files ?? {})) {
    const text = contents.textOf(base.get(path));
    if (text !== undefined) before[path] = text;
  }
  return { folder, base: sideOf(folder, base, contents), head: now, before };
}

/** A kustomization on one side; undefined where there is none. */
function sideOf(root: string, files: TreeFiles, contents: TreeContents): RootSide | undefined {
  if (!hasKustomization(root, files)) return undefined;
  const nothing = { root, files: {}, binaries: {}, folders: [root] };
  const collected = contents.collect(root, files);
  const { sources } = collected;
  if ('reason' in sources) return { sources: nothing, answer: sources };
  const lost = lostIn(collected);
  if (lost) return { sources: nothing, answer: { reason: `${lost.path} can't be read` } };
  return { sources, answer: undefined };
}

/** Whether nothing changes that counts for a build. */
function isSame({ base, head }: ReachedRoot): boolean {
  if (!base || !head) return !base && !head;
  return JSON.stringify(base) === JSON.stringify(head);
}
