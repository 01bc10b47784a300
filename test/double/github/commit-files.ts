import { history, writeCommit } from '../git/commits.ts';
import { writeObject } from '../git/objects.ts';
import { putFile, readFiles, removePath, writeTree } from '../git/trees.ts';
import { findTree, listTree } from './git.ts';

export interface NewCommit {
  parent: string;
  message: string;
  author: Identity;
  additions: readonly { path: string; contents: Buffer }[];
  deletions: readonly string[];
  /** Whether a file that is there keeps its mode; it becomes 100644 otherwise. */
  keepModes: boolean;
}

export interface Identity {
  name: string;
  email: string;
}

/** Makes a commit in a repository, whose working tree and branches stay as they are. */
export function commitFiles(gitDir: string, wanted: NewCommit): string {
  const entries: TreeChange[] = wanted.deletions.map((path) => ({ path, sha: null }));
  for (const { path, contents } of wanted.additions) {
    const [before] = wanted.keepModes ? listTree(gitDir, wanted.parent, path) : [];
    const mode = before?.type === 'blob' ? before.mode : '100644';
    entries.push({ path, mode, sha: writeBlob(gitDir, contents) });
  }
  const tree = writeChangedTree(gitDir, wanted.parent, entries);
  return writeCommitOf(gitDir, { ...wanted, tree, parents: [wanted.parent] });
}

/** Adds a blob to a repository, and gives its name. */
export function writeBlob(gitDir: string, contents: Buffer): string {
  return writeObject(gitDir, 'blob', contents);
}

/** A file to put into a tree, or to take out of it. */
export type TreeChange = { path: string; mode: string; sha: string } | { path: string; sha: null };

/** Adds a tree to a repository, made of another one. */
export function writeChangedTree(
  gitDir: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): string {
  const files = readFiles(gitDir, (base === undefined ? undefined : findTree(gitDir, base)) ?? '');
  for (const change of changes) {
    if (change.sha === null) removePath(files, change.path);
    else putFile(files, change.path, change);
  }
  return writeTree(gitDir, files);
}

/** Adds a commit to a repository, on no branch. */
export function writeCommitOf(
  gitDir: string,
  commit: { tree: string; parents: readonly string[]; message: string; author: Identity },
): string {
  const time = Math.floor(Date.now() / 1000);
  const committer = { name: 'GitHub', email: 'noreply@github.com', time };
  return writeCommit(gitDir, { ...commit, author: { ...commit.author, time }, committer });
}

/** Whether a file is in a commit. */
export function isFile(gitDir: string, commit: string, path: string): boolean {
  const [entry] = listTree(gitDir, commit, path);
  return entry !== undefined && entry.type !== 'tree';
}

/** Whether git would follow from one commit to another without losing any. */
export function isAncestor(gitDir: string, one: string, other: string): boolean {
  return history(gitDir, other).includes(one);
}
