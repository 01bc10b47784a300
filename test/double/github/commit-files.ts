import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, listTree } from './git.ts';
import { cleanEnvironment } from './git-environment.ts';

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
export async function commitFiles(gitDir: string, wanted: NewCommit): Promise<string> {
  const entries: TreeChange[] = wanted.deletions.map((path) => ({ path, sha: null }));
  for (const { path, contents } of wanted.additions) {
    const [before] = wanted.keepModes ? await listTree(gitDir, wanted.parent, path) : [];
    const mode = before?.type === 'blob' ? before.mode : '100644';
    entries.push({ path, mode, sha: await writeBlob(gitDir, contents) });
  }
  const tree = await writeTree(gitDir, wanted.parent, entries);
  return writeCommit(gitDir, { ...wanted, tree, parents: [wanted.parent] });
}

/** Adds a blob to a repository, and gives its name. */
export function writeBlob(gitDir: string, contents: Buffer): Promise<string> {
  return run(gitDir, ['hash-object', '-w', '--stdin'], {}, contents);
}

/** A file to put into a tree, or to take out of it. */
export type TreeChange = { path: string; mode: string; sha: string } | { path: string; sha: null };

/** Adds a tree to a repository, made of another one. */
export async function writeTree(
  gitDir: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'github-double-index-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  const lines = changes.map((change) => {
    const what = change.sha === null ? `0 ${NOTHING}` : `${change.mode} ${change.sha}`;
    return `${what}\t${change.path}\0`;
  });
  try {
    await run(gitDir, base === undefined ? ['read-tree', '--empty'] : ['read-tree', base], env);
    await run(gitDir, ['update-index', '-z', '--index-info'], env, Buffer.from(lines.join('')));
    return await run(gitDir, ['write-tree'], env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const NOTHING = '0'.repeat(40);

/** Adds a commit to a repository, on no branch. */
export function writeCommit(
  gitDir: string,
  commit: { tree: string; parents: readonly string[]; message: string; author: Identity },
): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const env = {
    GIT_AUTHOR_NAME: commit.author.name,
    GIT_AUTHOR_EMAIL: commit.author.email,
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@github.com',
  };
  return run(gitDir, ['commit-tree', commit.tree, ...parents], env, Buffer.from(commit.message));
}

function run(
  gitDir: string,
  args: readonly string[],
  env: Record<string, string>,
  input?: Buffer,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...cleanEnvironment(), ...env } };
    const child = execFile('git', ['-C', gitDir, ...args], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`git ${args.join(' ')}: ${stderr}`, { cause: error }));
      else resolve(stdout.trim());
    });
    child.stdin?.end(input);
  });
}

/** Whether a file is in a commit. */
export async function isFile(gitDir: string, commit: string, path: string): Promise<boolean> {
  const [entry] = await listTree(gitDir, commit, path);
  return entry !== undefined && entry.type !== 'tree';
}

/** Whether git would follow from one commit to another without losing any. */
export async function isAncestor(gitDir: string, one: string, other: string): Promise<boolean> {
  const missing = await git(gitDir, ['rev-list', '--max-count=1', one, `^${other}`]);
  return missing.length === 0;
}
