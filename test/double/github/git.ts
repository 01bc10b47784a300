import { execFile } from 'node:child_process';
import { history, readCommit } from '../git/commits.ts';
import { readObject } from '../git/objects.ts';
import { readRef } from '../git/refs.ts';
import { type Entry, isFolder, readTree } from '../git/trees.ts';
import { cleanEnvironment } from './git-environment.ts';

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

/** The full name of the commit that a name, its beginning, a whole ref or `HEAD` is. */
export function findCommit(directory: string, name: string): string | undefined {
  const sha = readRef(directory, name) ?? name;
  const object = readObject(directory, sha);
  return object?.type === 'commit' ? object.sha : undefined;
}

/** The full name of a commit a test gave; a wrong one is the test's mistake. */
export function requireCommit(directory: string, name: string): string {
  const commit = findCommit(directory, name);
  if (commit === undefined) throw new Error(`"${name}" is no commit of ${directory}`);
  return commit;
}

/** The best common ancestor of two commits. */
export function mergeBase(directory: string, one: string, other: string): string | undefined {
  const known = new Set(history(directory, one));
  return history(directory, other).find((commit) => known.has(commit));
}

/** The commits reachable from `head` and not from `base`, the newest first. */
export function commitsBetween(directory: string, base: string, head: string): string[] {
  const known = new Set(history(directory, base));
  return history(directory, head).filter((commit) => !known.has(commit));
}

/** The bytes of a blob, or undefined when the name isn't one of a blob. */
export function readBlob(directory: string, sha: string): Buffer | undefined {
  const found = readObject(directory, sha);
  return found?.type === 'blob' ? found.bytes : undefined;
}

export interface TreeEntry {
  mode: string;
  type: string;
  sha: string;
  size: number;
  path: string;
}

/** The entries at a path of a commit or a tree: one for a file, its children for `path/`. */
export function listTree(directory: string, name: string, path: string): TreeEntry[] {
  const tree = findTree(directory, name);
  if (tree === undefined) return [];
  const isChildren = path === '' || path.endsWith('/');
  const found = entryAt(directory, tree, path.replace(/\/$/, ''));
  if (!found || (isChildren && !isFolder(found))) return [];
  if (!isChildren) return [treeEntry(directory, path, found)];
  const entries = readTree(directory, found.sha) ?? [];
  return [...entries].map(([child, entry]) => treeEntry(directory, path + child, entry));
}

/** The entry at a path below a tree, which is that of the empty path itself. */
function entryAt(directory: string, tree: string, path: string): Entry | undefined {
  let entry: Entry | undefined = { mode: '40000', sha: tree };
  for (const part of path === '' ? [] : path.split('/')) {
    entry = entry && isFolder(entry) ? readTree(directory, entry.sha)?.get(part) : undefined;
  }
  return entry;
}

/** All entries below a tree, the trees among them too. */
export function listTreeRecursively(directory: string, tree: string, prefix = ''): TreeEntry[] {
  return [...(readTree(directory, tree) ?? [])].flatMap(([name, entry]) => {
    const path = prefix + name;
    const below = isFolder(entry) ? listTreeRecursively(directory, entry.sha, `${path}/`) : [];
    return [treeEntry(directory, path, entry), ...below];
  });
}

function treeEntry(directory: string, path: string, { mode, sha }: Entry): TreeEntry {
  const type = mode === '160000' ? 'commit' : mode === '40000' ? 'tree' : 'blob';
  const size = type === 'blob' ? (readObject(directory, sha)?.bytes.length ?? 0) : 0;
  return { mode: mode.padStart(6, '0'), type, sha, size, path };
}

/** The full name of the tree that a commit or a tree is. */
export function findTree(directory: string, name: string): string | undefined {
  const object = readObject(directory, name);
  if (object?.type === 'tree') return object.sha;
  return object?.type === 'commit' ? readCommit(directory, object.sha)?.tree : undefined;
}

/** The kind and full name of what an expression names: `commit:path` or a name of an object. */
export function objectOf(
  directory: string,
  expression: string,
): { type: string; sha: string } | undefined {
  const colon = expression.indexOf(':');
  if (colon === -1) return readObject(directory, expression);
  const tree = findTree(directory, expression.slice(0, colon));
  const entry = tree && entryAt(directory, tree, expression.slice(colon + 1));
  return entry ? readObject(directory, entry.sha) : undefined;
}
