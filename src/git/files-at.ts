import type { SourceFile } from '../kubernetes/manifest.ts';
import { type BesideFile, pathsBeside } from '../review/beside.ts';
import { readBlobs } from './blobs.ts';
import type { Repository } from './git.ts';
import { readWorktree, worktreeRoot } from './worktree.ts';

/** The files at these paths of a commit that are there; a link to somewhere is no such file. */
export async function readFilesAt(
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<Map<string, SourceFile>> {
  if (paths.length === 0) return new Map();
  const listed = await repository.run(['ls-tree', '--full-tree', '-z', commit, '--', ...paths]);
  const oids = new Map(
    [...listed.toString().matchAll(/(?:^|\0)100\d{3} blob ([0-9a-f]+)\t([^\0]+)/g)].map(
      ([, oid = '', path = '']) => [path, oid],
    ),
  );
  const blobs = await readBlobs(repository, [...new Set(oids.values())]);
  return new Map(
    [...oids].flatMap(([path, oid]) => {
      const blob = blobs.get(oid);
      return blob ? [[path, { path, text: new TextDecoder().decode(blob) }]] : [];
    }),
  );
}

/**
 * Reads what is beside changed files.
 *
 * @param head undefined for the files as they are in the work tree
 */
export async function readBeside(
  repository: Repository,
  changed: readonly string[],
  { base, head }: { readonly base: string; readonly head: string | undefined },
): Promise<BesideFile[]> {
  const wanted = pathsBeside(changed);
  const pathsOn = (side: BesideFile['side']): string[] =>
    wanted.filter((one) => one.side === side).map(({ path }) => path);
  const sides = {
    base: await readFilesAt(repository, base, pathsOn('base')),
    head:
      head === undefined
        ? await readWorktreeFiles(repository, pathsOn('head'))
        : await readFilesAt(repository, head, pathsOn('head')),
  };
  return wanted.flatMap(({ path, side }) => {
    const file = sides[side].get(path);
    return file ? [{ ...file, side }] : [];
  });
}

/** The files at these paths of the work tree that are there. */
export async function readWorktreeFiles(
  repository: Repository,
  paths: readonly string[],
): Promise<Map<string, SourceFile>> {
  if (paths.length === 0) return new Map();
  const root = await worktreeRoot(repository);
  const files = await Promise.all(paths.map(async (path) => readWorktree(root, path)));
  return new Map(files.flatMap((file) => (file && 'text' in file ? [[file.path, file]] : [])));
}
