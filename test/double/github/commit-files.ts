import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, git, listTree } from './git.ts';

export interface NewCommit {
  parent: string;
  message: string;
  author: { name: string; email: string };
  additions: readonly { path: string; contents: Buffer }[];
  deletions: readonly string[];
  /** Whether a file that is there keeps its mode; it becomes 100644 otherwise. */
  keepModes: boolean;
}

/** Makes a commit in a repository, whose working tree and branches stay as they are. */
export async function commitFiles(gitDir: string, wanted: NewCommit): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'github-double-index-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index'), ...identity(wanted.author) };
  try {
    await run(gitDir, ['read-tree', wanted.parent], env);
    const lines: string[] = wanted.deletions.map((path) => `0 ${NOTHING}\t${path}\0`);
    for (const { path, contents } of wanted.additions) {
      const sha = await run(gitDir, ['hash-object', '-w', '--stdin'], env, contents);
      const [before] = wanted.keepModes ? await listTree(gitDir, wanted.parent, path) : [];
      const mode = before?.type === 'blob' ? before.mode : '100644';
      lines.push(`${mode} ${sha}\t${path}\0`);
    }
    await run(gitDir, ['update-index', '-z', '--index-info'], env, Buffer.from(lines.join('')));
    const tree = await run(gitDir, ['write-tree'], env);
    const message = Buffer.from(wanted.message);
    return await run(gitDir, ['commit-tree', tree, '-p', wanted.parent], env, message);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const NOTHING = '0'.repeat(40);

/** GitHub signs and dates the commit itself; a client can't say who made it. */
function identity({ name, email }: NewCommit['author']): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@github.com',
  };
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
