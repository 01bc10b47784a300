import { type Hunk, parseHunks } from '../diff/hunks.ts';
import type { GitHubClient, PullRequestRef } from './client.ts';
import { statusOf } from './github-errors.ts';
import { needs } from './permissions.ts';
import { type Read, integer, object, optional, string } from './shape.ts';

/** A changed file as GitHub lists it. */
export interface ListedFile {
  readonly path: string;
  /** Its blob now. */
  readonly oid: string;
  /** Whether it is a commit of another repository, which nobody reads here. */
  readonly isSubmodule: boolean;
  /** Where its text before is: nowhere for a new file, else its blob or its path. */
  readonly before: undefined | { readonly oid: string } | { readonly path: string };
  /** Its diff; undefined where GitHub gives none, or one that does not add up. */
  readonly hunks: readonly Hunk[] | undefined;
}

/** GitHub lists no more files of a pull request, and does not say so. */
export const MAX_LISTED_FILES = 3000;

const FILE = object({
  filename: string,
  previous_filename: optional(string),
  status: string,
  sha: optional(string),
  // Null for a submodule, whatever GitHub's schema says.
  raw_url: optional(string),
  additions: integer,
  deletions: integer,
  patch: optional(string),
});

/**
 * Lists the files of a pull request that are there on its new side.
 *
 * @param expected how many files GitHub counts in it
 * @returns undefined when GitHub does not list all of them
 */
export async function listFiles(
  client: GitHubClient,
  ref: PullRequestRef,
  expected: number,
): Promise<ListedFile[] | undefined> {
  const files = await listAll(client, ref);
  if (!files || files.length >= MAX_LISTED_FILES || files.length < expected) return undefined;
  return files.flatMap((file) => {
    if (file.status === 'removed' || file.sha === undefined) return [];
    const before =
      file.status === 'added' ? undefined : { path: file.previous_filename ?? file.filename };
    const isSubmodule = file.raw_url === undefined;
    return [{ path: file.filename, oid: file.sha, isSubmodule, before, hunks: hunksOf(file) }];
  });
}

/** Undefined where GitHub takes too long to work the diff out, and says so with status 422. */
async function listAll(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<Read<typeof FILE>[] | undefined> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
  try {
    return await needs('pull-requests: read', async () =>
      client.pages(route, { owner, repo, pull_number: number }, FILE),
    );
  } catch (error) {
    if (statusOf(error) === 422) return undefined;
    throw error;
  }
}

function hunksOf({ patch, additions, deletions }: Read<typeof FILE>): Hunk[] | undefined {
  // A file that GitHub takes for binary has none either, and counts no lines.
  if (patch === undefined) return undefined;
  const hunks = parseHunks(patch);
  const lines = hunks?.flatMap((hunk) => hunk.lines) ?? [];
  const isWhole =
    lines.filter((line) => line.startsWith('+')).length === additions &&
    lines.filter((line) => line.startsWith('-')).length === deletions;
  return isWhole ? hunks : undefined;
}
