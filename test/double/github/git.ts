import { execFile } from 'node:child_process';
import { cleanEnvironment } from './git-environment.ts';
import { askForObject } from './git-objects.ts';

/** Big enough for the largest diff a test makes on purpose. */
const MAX_OUTPUT = 2 ** 30;

/**
 * Runs git in a repository and gives what it printed. Only the repository's own configuration
 * counts: the developer's would change diffs, and a hook's GIT_DIR would change the repository.
 */
export function git(directory: string, args: readonly string[]): Promise<Buffer> {
  const command = ['-C', directory, '--literal-pathspecs', ...args];
  const options = { encoding: 'buffer', env: cleanEnvironment(), maxBuffer: MAX_OUTPUT } as const;
  return new Promise((resolve, reject) => {
    execFile('git', command, options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const said = stderr.toString('utf8').trim();
      reject(new Error(`git ${args.join(' ')}: ${said}`, { cause: error }));
    });
  });
}

/** Runs git where "no" is an answer: undefined when it exits with a failure. */
async function ask(directory: string, args: readonly string[]): Promise<Buffer | undefined> {
  try {
    return await git(directory, args);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    // An exit code is a number; a git that couldn't be started has a code like 'ENOENT'.
    if (cause instanceof Error && 'code' in cause && typeof cause.code === 'number') {
      return undefined;
    }
    throw error;
  }
}

/** The full name of a commit, or undefined when the expression names none. */
export async function findCommit(
  directory: string,
  expression: string,
): Promise<string | undefined> {
  return (await objectOf(directory, `${expression}^{commit}`))?.sha;
}

/** The full name of a commit a test gave; a wrong one is the test's mistake. */
export async function requireCommit(directory: string, expression: string): Promise<string> {
  const commit = await findCommit(directory, expression);
  if (commit === undefined) throw new Error(`"${expression}" is no commit of ${directory}`);
  return commit;
}

/** The best common ancestor of two commits. */
export async function mergeBase(
  directory: string,
  one: string,
  other: string,
): Promise<string | undefined> {
  const found = await ask(directory, ['merge-base', '--end-of-options', one, other]);
  return found?.toString('utf8').trim();
}

/** The commits reachable from `head` and not from `base`, the newest first. */
export async function commitsBetween(
  directory: string,
  base: string,
  head: string,
): Promise<string[]> {
  const listed = await git(directory, ['rev-list', '--end-of-options', `${base}..${head}`]);
  return listed.toString('utf8').split('\n').filter(Boolean);
}

/** The bytes of a blob, or undefined when the name isn't one of a blob. */
export async function readBlob(directory: string, sha: string): Promise<Buffer | undefined> {
  const found = isLine(sha) ? await askForObject(directory, 'contents', sha) : undefined;
  return found?.type === 'blob' ? found.bytes : undefined;
}

export interface TreeEntry {
  mode: string;
  type: string;
  sha: string;
  size: number;
  path: string;
}

/** The entries at a path of a commit: one for a file, its children for `path/`. */
export async function listTree(
  directory: string,
  commit: string,
  path: string,
): Promise<TreeEntry[]> {
  return runLsTree(directory, [commit, ...(path === '' ? [] : ['--', path])]);
}

/** All entries below a tree, the trees among them too. */
export function listTreeRecursively(directory: string, tree: string): Promise<TreeEntry[]> {
  return runLsTree(directory, ['-r', '-t', tree]);
}

/** The full name of the tree that a commit or a tree is. */
export async function findTree(directory: string, name: string): Promise<string | undefined> {
  return (await objectOf(directory, `${name}^{tree}`))?.sha;
}

async function runLsTree(directory: string, args: readonly string[]): Promise<TreeEntry[]> {
  const listed = await ask(directory, ['ls-tree', '-z', '-l', '--full-tree', ...args]);
  return (listed ?? Buffer.alloc(0))
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', sha = '', size = ''] = line.slice(0, tab).split(/ +/);
      return { mode, type, sha, size: Number(size) || 0, path: line.slice(tab + 1) };
    });
}

/** The kind and full name of what an expression names: `HEAD:path` or a name of an object. */
export async function objectOf(
  directory: string,
  expression: string,
): Promise<{ type: string; sha: string } | undefined> {
  return isLine(expression) ? askForObject(directory, 'info', expression) : undefined;
}

/** No ref has a line break in its name, and no test has a file with one. */
function isLine(expression: string): boolean {
  return /^[^\n\0]+$/.test(expression);
}
