import { type Hunk, parseHunks } from '../diff/hunks.ts';
import type { GitHubClient, PullRequestRef } from './client.ts';
import { statusOf } from './github-errors.ts';
import { needs } from './permissions.ts';
import { type Read, integer, object, optional, string } from './shape.ts';

/** A changed file as GitHub lists it. */
export interface ListedFile {
  readonly path: string;
  /** Its path before, where it was another one. */
  readonly from?: string;
  /** Its blob now. */
  readonly oid: string;
  /** Whether it is a commit of another repository, which nobody reads here. */
  readonly isSubmodule: boolean;
  /** Where its text before is: nowhere for a new file, else its blob or its path. */
  readonly before: undefined | { readonly oid: string } | { readonly path: string };
  /** Its diff; undefined where GitHub gives none, or one that does not add up. */
  readonly hunks: readonly Hunk[] | undefined;
}

/** A file that is gone on the new side. */
export type RemovedFile = Pick<ListedFile, 'path' | 'hunks'> & {
  /** Where its text is. */
  readonly before: NonNullable<ListedFile['before']>;
};

/** The files of a change. */
export interface Listed {
  /** Those that are there on its new side. */
  readonly files: readonly ListedFile[];
  readonly removed: readonly RemovedFile[];
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
 * Lists the files of a pull request.
 *
 * @param expected how many files GitHub counts in it
 * @returns undefined when GitHub does not list all of them
 */
export async function listFiles(
  client: GitHubClient,
  ref: PullRequestRef,
  expected: number,
): Promise<Listed | undefined> {
  const all = await listAll(client, ref);
  if (!all || all.length >= MAX_LISTED_FILES || all.length < expected) return undefined;
  return {
    files: all.filter(({ status }) => status !== 'removed').flatMap(toListed),
    removed: all.filter(({ status }) => status === 'removed').flatMap(toRemoved),
  };
}

/** The paths that a change touches; of a renamed file, both. */
export function touchedPaths(listed: Listed): ReadonlySet<string> {
  return new Set([...listed.files.map(({ path }) => path), ...gonePaths(listed)]);
}

/** The paths that are there no more: those of removed files, and the former ones of renamed files. */
export function gonePaths({ files, removed }: Listed): readonly string[] {
  const there = new Set(files.map(({ path }) => path));
  const former = files.flatMap(({ from }) => from ?? []);
  return [...removed.map(({ path }) => path), ...former].filter((path) => !there.has(path));
}

function toListed(file: Read<typeof FILE>): ListedFile[] {
  const { filename: path, previous_filename: from = path, status, sha: oid } = file;
  if (oid === undefined) return [];
  // A copy is new, whatever it is a copy of.
  const before = ['added', 'copied'].includes(status) ? undefined : { path: from };
  const isSubmodule = file.raw_url === undefined;
  const moved = before && from !== path ? { from } : {};
  return [{ path, ...moved, oid, isSubmodule, before, hunks: hunksOf(file) }];
}

/** Without lines it is empty or binary, or a submodule: nothing in it can have moved. */
function toRemoved(file: Read<typeof FILE>): RemovedFile[] {
  const { filename: path, deletions, raw_url: url } = file;
  if (deletions === 0 || url === undefined) return [];
  return [{ path, before: { path }, hunks: hunksOf(file) }];
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
