import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { type Repository, openRepository } from './git.ts';
import { worktreeRoot } from './worktree.ts';

/** What the index of a repository has, in a folder of its own. */
export interface StagedTree {
  /** All of the copy. */
  readonly root: string;
  /** The folder that stands for the working folder. */
  readonly folder: string;
  /** The staged files that are new or changed, as paths from there. */
  readonly changed: readonly string[];
  /** Removes all of it. */
  remove(): Promise<void>;
}

/** Links and submodules are no files that could be judged. */
const FILE = /^:\d{6} 100(?:644|755) /;

/**
 * Writes the content of the index to a temporary folder: what the next commit has, whatever the work
 * tree has.
 *
 * @param folder a folder of the work tree
 */
export async function writeStaged(folder: string): Promise<StagedTree> {
  // A hook of `git commit --all` has an index of its own.
  const repository = await openRepository(folder, { index: process.env['GIT_INDEX_FILE'] });
  const root = await worktreeRoot(repository);
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'podseal-staged-')));
  const remove = async (): Promise<void> => rm(copy, { recursive: true, force: true });
  try {
    const whole = await openRepository(root, { index: process.env['GIT_INDEX_FILE'] });
    await whole.run(['checkout-index', '--all', '--force', `--prefix=${copy}/`]);
    // What makes it a project: its configuration is looked for at the root.
    await mkdir(join(copy, '.git'), { recursive: true });
    const below = join(copy, relative(await realpath(root), await realpath(folder)));
    await mkdir(below, { recursive: true });
    const paths = await changedIn(whole);
    return {
      root: copy,
      folder: below,
      changed: paths.map((path) => relative(below, join(copy, path))),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function changedIn(repository: Repository): Promise<string[]> {
  // Before the first commit, all is new: git compares with the empty tree itself.
  const options = ['--cached', '--raw', '-z', '--no-renames', '--diff-filter=d'];
  const fields = (await repository.run(['diff', ...options])).toString().split('\0');
  const paths: string[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [modes = '', path = ''] = fields.slice(at, at + 2);
    if (FILE.test(modes)) paths.push(path);
  }
  return paths;
}

/** Whether a path is one of these, or in one of these folders. */
export function isBelow(path: string, places: readonly string[]): boolean {
  return places.some((place) => {
    const whole = resolve(place);
    return (
      resolve(path) === whole || resolve(path).startsWith(whole === sep ? sep : `${whole}${sep}`)
    );
  });
}
