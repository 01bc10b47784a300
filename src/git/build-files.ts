import type { Change } from '../review/change.ts';
import type { BuildReader } from '../review/reviewed-builds.ts';
import { readBlobs } from './blobs.ts';
import { type Repository, openRepository } from './git.ts';
import { WORKTREE } from './read-change.ts';
import { readWorktree, worktreeRoot } from './worktree.ts';

/** What says how an image is built is far shorter; a longer file counts as one that can't be read. */
const MAX_BYTES = 256 * 1024;

/**
 * Reads the files of a local repository that say how its images are built: one listing of each commit, and
 * one process for each step.
 */
export function localBuildReader(
  folder: string,
  { base, head }: Pick<Change, 'base' | 'head'>,
): BuildReader {
  const opened = once(async () => openRepository(folder));
  const trees = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const treeOf = async (commit: string): Promise<ReadonlyMap<string, string>> => {
    const tree = trees.get(commit) ?? listTree(await opened(), commit);
    trees.set(commit, tree);
    return tree;
  };
  const readAt = async (commit: string, paths: readonly string[]): Promise<Map<string, string>> =>
    readTexts(await opened(), paths, await treeOf(commit));
  const isHere = head === WORKTREE;
  return {
    list: async () => (isHere ? listWorktree(await opened()) : [...(await treeOf(head)).keys()]),
    read: async (paths) => (isHere ? readHere(await opened(), paths) : readAt(head, paths)),
    readBefore: async (paths) => readAt(base, paths),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => (made ??= make());
}

async function listTree(repository: Repository, commit: string): Promise<Map<string, string>> {
  const listed = await repository.run(['ls-tree', '-r', '--full-tree', '-z', commit]);
  return new Map(
    [...listed.toString().matchAll(/(?:^|\0)100\d{3} blob ([0-9a-f]+)\t([^\0]+)/g)].map(
      ([, oid = '', path = '']) => [path, oid],
    ),
  );
}

async function listWorktree(repository: Repository): Promise<string[]> {
  const root = await worktreeRoot(repository);
  const list = ['-C', root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return [...new Set((await repository.run(list)).toString().split('\0').filter(Boolean))];
}

async function readTexts(
  repository: Repository,
  paths: readonly string[],
  tree: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const blobs = await readBlobs(repository, [
    ...new Set(paths.flatMap((path) => tree.get(path) ?? [])),
  ]);
  return new Map(
    paths.flatMap((path): [string, string][] => {
      const bytes = blobs.get(tree.get(path) ?? '');
      if (!bytes || bytes.length > MAX_BYTES) return [];
      return [[path, new TextDecoder().decode(bytes)]];
    }),
  );
}

async function readHere(
  repository: Repository,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const root = await worktreeRoot(repository);
  const files = await Promise.all(paths.map(async (path) => readWorktree(root, path)));
  return new Map(
    files.flatMap((file): [string, string][] =>
      file && 'text' in file && file.text.length <= MAX_BYTES ? [[file.path, file.text]] : [],
    ),
  );
}
