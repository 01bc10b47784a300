import { type GitHubClient, type RepositoryRef, needs } from './client.ts';
import type { ListedFile } from './list-files.ts';

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
): Promise<ListedFile[] | undefined> {
  const before = await readTree(client, ref, base);
  const after = before && (await readTree(client, ref, head));
  if (!after) return undefined;
  const moved = new Set([...before].flatMap(([path, oid]) => (after.has(path) ? [] : oid)));
  return [...after].flatMap(([path, oid]) => {
    const old = before.get(path);
    if (old === oid) return [];
    // A file that only moved brings nothing new.
    const from = old ?? (moved.has(oid) ? oid : undefined);
    return [
      { path, oid, before: from === undefined ? undefined : { oid: from }, hunks: undefined },
    ];
  });
}

/** The blobs of a commit's regular files by their paths; undefined when GitHub cuts the list. */
async function readTree(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  commit: string,
): Promise<Map<string, string> | undefined> {
  const { data } = await needs('contents: read', async () =>
    client.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      owner,
      repo,
      tree_sha: commit,
      recursive: '1',
    }),
  );
  if (data.truncated) return undefined;
  const files = data.tree.filter(({ mode }) => mode.startsWith('100'));
  return new Map(files.map(({ path, sha }) => [path, sha]));
}
