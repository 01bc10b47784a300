import { type Hunk, parseHunks } from '../diff/hunks.ts';
import { type GitHubClient, type PullRequestRef, needs } from './client.ts';

/** A changed file as GitHub lists it. */
export interface ListedFile {
  readonly path: string;
  /** Its blob now. */
  readonly oid: string;
  /** Where its text before is: nowhere for a new file, else its blob or its path. */
  readonly before: undefined | { readonly oid: string } | { readonly path: string };
  /** Its diff; undefined where GitHub gives none, or one that does not add up. */
  readonly hunks: readonly Hunk[] | undefined;
}

/** GitHub lists no more files of a pull request, and does not say so. */
export const MAX_LISTED_FILES = 3000;

/**
 * Lists the files of a pull request that are there on its new side.
 *
 * @returns undefined when it has more files than GitHub lists
 */
export async function listFiles(
  client: GitHubClient,
  ref: PullRequestRef,
): Promise<ListedFile[] | undefined> {
  const files = await listAll(client, ref);
  if (files.length >= MAX_LISTED_FILES) return undefined;
  return files.flatMap((file) => {
    // A submodule has no blob.
    if (file.status === 'removed' || file.sha === null) return [];
    const before =
      file.status === 'added' ? undefined : { path: file.previous_filename ?? file.filename };
    return [{ path: file.filename, oid: file.sha, before, hunks: hunksOf(file) }];
  });
}

/** Octokit's own paging takes a conflict (409) for an empty list, and nothing would be judged. */
async function listAll(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<Entry[]> {
  const files: Entry[] = [];
  for (let page = 1; ; page++) {
    const place = { owner, repo, pull_number: number, per_page: 100, page };
    // oxlint-disable-next-line no-await-in-loop
    const { data, headers } = await needs('pull-requests: read', async () =>
      client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', place),
    );
    files.push(...data);
    if (headers.link?.includes('rel="next"') !== true) return files;
  }
}

interface Entry {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: string;
  readonly sha: string | null;
  readonly additions: number;
  readonly deletions: number;
  readonly patch?: string;
}

function hunksOf({ patch, additions, deletions }: Entry): Hunk[] | undefined {
  // A file that GitHub takes for binary has none either, and counts no lines.
  if (patch === undefined) return undefined;
  const hunks = parseHunks(patch);
  const lines = hunks?.flatMap((hunk) => hunk.lines) ?? [];
  const isWhole =
    lines.filter((line) => line.startsWith('+')).length === additions &&
    lines.filter((line) => line.startsWith('-')).length === deletions;
  return isWhole ? hunks : undefined;
}
