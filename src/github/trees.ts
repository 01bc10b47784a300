import type { GitHubClient, RepositoryRef } from './client.ts';
import type { Listed, ListedFile } from './list-files.ts';
import { needs } from './permissions.ts';
import type { TreeFile } from '../reach/source-tree.ts';
import { boolean, integer, list, object, optional, string } from './shape.ts';

const TREE = object({
  truncated: boolean,
  tree: list(object({ path: string, mode: string, sha: string, size: optional(integer) })),
});

/**
 * Lists the files that differ between two commits, by their trees. This has no limit on the number
 * of changed files, but GitHub cuts trees of more than 100,000 files.
 *
 * @returns undefined when a tree was cut
 */
export async function compareTrees(
  client: GitHubClient,
  ref: RepositoryRef,
  base: string,
  head: string,
): Promise<Listed | undefined> {
  const before = await readTree(client, ref, base);
  const after = before && (await readTree(client, ref, head));
  if (!after) return undefined;
  const moved = new Map(
    [...before].flatMap(([path, { oid }]) => (after.has(path) ? [] : [[oid, path] as const])),
  );
  const files = [...after].flatMap(([path, { oid, mode }]): ListedFile[] => {
    const old = before.get(path)?.oid;
    if (old === oid) return [];
    const isSubmodule = mode === SUBMODULE;
    const file = { path, oid, isSubmodule, hunks: undefined };
    if (old !== undefined) return [{ ...file, before: { oid: old } }];
    // A file that only moved brings nothing new.
    const from = moved.get(oid);
    return [
      from === undefined ? { ...file, before: undefined } : { ...file, from, before: { oid } },
    ];
  });
  const kept = new Set(files.map(({ oid }) => oid));
  const removed = [...before].flatMap(([path, { oid, mode }]) => {
    const isGone = !after.has(path) && mode !== SUBMODULE && !kept.has(oid);
    return isGone ? [{ path, before: { oid }, hunks: undefined }] : [];
  });
  return { files, removed };
}

/** The paths of the regular files of a commit; undefined where GitHub cuts the list. */
export async function listPaths(
  client: GitHubClient,
  ref: RepositoryRef,
  commit: string,
): Promise<string[] | undefined> {
  const tree = await readTree(client, ref, commit);
  return tree && [...tree].flatMap(([path, { mode }]) => (mode === SUBMODULE ? [] : path));
}

/** The files of a commit, links too; undefined where GitHub cuts the list. */
export async function listTree(
  client: GitHubClient,
  ref: RepositoryRef,
  commit: string,
): Promise<TreeFile[] | undefined> {
  const entries = await readEntries(client, ref, commit);
  return entries?.flatMap(({ path, mode, sha, size }): TreeFile[] => {
    const isLink = mode === LINK;
    if (!isLink && !mode.startsWith('100')) return [];
    return [{ path, id: sha, bytes: size ?? 0, isLink }];
  });
}

/** How git writes the mode of a submodule: its object is a commit of another repository. */
const SUBMODULE = '160000';
/** And that of a symbolic link. */
const LINK = '120000';

/** What is in a commit that is a regular file or a submodule, by path; undefined when GitHub cuts the list. */
async function readTree(
  client: GitHubClient,
  ref: RepositoryRef,
  commit: string,
): Promise<Map<string, { readonly oid: string; readonly mode: string }> | undefined> {
  const entries = await readEntries(client, ref, commit);
  const files = entries?.filter(({ mode }) => mode.startsWith('100') || mode === SUBMODULE);
  return files && new Map(files.map(({ path, mode, sha }) => [path, { oid: sha, mode }]));
}

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
  readonly size?: number | undefined;
}

async function readEntries(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  commit: string,
): Promise<readonly TreeEntry[] | undefined> {
  const { truncated, tree } = await needs('contents: read', async () =>
    client.ask(
      'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
      { owner, repo, tree_sha: commit, recursive: '1' },
      TREE,
    ),
  );
  return truncated ? undefined : tree;
}
