import { composePaginateRest } from '@octokit/plugin-paginate-rest';
import { matcher } from '../config/globs.ts';
import { type Hunk, diffTexts, parseHunks } from '../diff/hunks.ts';
import { unapplyPatch } from '../diff/unapply.ts';
import { OWN_IMAGES_PATH } from '../images/own-images.ts';
import { decodeFile } from '../manifest/decode.ts';
import type { Skip, SourceFile } from '../manifest/manifest.ts';
import type { Change, ChangedFile } from '../review/change.ts';
import { BaseTexts, readText } from './base-texts.ts';
import { readBlob } from './blobs.ts';
import { type GitHubClient, type PullRequestRef, needs } from './client.ts';
import { readCommented } from './commented.ts';

/** A file of a pull request as GitHub lists it. */
interface ListedFile {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: string;
  readonly sha: string | null;
  readonly additions: number;
  readonly deletions: number;
  readonly patch?: string;
}

/** GitHub lists no more files of a pull request, and does not say so. */
const MAX_LISTED_FILES = 3000;

/**
 * Reads a pull request through the API: the changed files that match the globs, before and after,
 * and what was already commented on. Nothing is checked out, nothing of it is executed.
 */
export async function readPullRequest(
  client: GitHubClient,
  ref: PullRequestRef,
  globs: readonly string[],
): Promise<Change> {
  const place = { owner: ref.owner, repo: ref.repo, pull_number: ref.number };
  const { data: pull } = await needs('pull-requests: read', async () =>
    client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', place),
  );
  const listed: ListedFile[] = await composePaginateRest(
    client,
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    { ...place, per_page: 100 },
  );
  const isWanted = matcher(globs);
  const wanted = listed.filter(
    ({ filename, status }) => status !== 'removed' && isWanted(filename),
  );
  const bases = new BaseTexts(client, ref, pull.base.sha, pull.head.sha);
  const read = await Promise.all(wanted.map(async (file) => readFile(client, ref, file, bases)));
  const skips = read.filter((file) => file !== undefined && 'reason' in file);
  if (listed.length >= MAX_LISTED_FILES) skips.push(unlisted());
  return {
    base: pull.base.sha,
    head: pull.head.sha,
    byBot: pull.user.type === 'Bot',
    files: read.filter((file) => file !== undefined && 'hunks' in file),
    skips,
    commented: await readCommented(client, ref),
    ownImages: wanted.length > 0 ? await readOwnImages(client, ref, pull.base.sha) : undefined,
  };
}

/** What the project knows of images itself, on the base branch: a pull request can't change it. */
async function readOwnImages(
  client: GitHubClient,
  ref: PullRequestRef,
  base: string,
): Promise<SourceFile | undefined> {
  const text = await readText(client, ref, OWN_IMAGES_PATH, base);
  return text === undefined ? undefined : { path: OWN_IMAGES_PATH, text };
}

function unlisted(): Skip {
  const reason = `GitHub lists only ${MAX_LISTED_FILES} files of a pull request: split it, or run podseal review locally`;
  return { file: 'files after the last listed one', reason };
}

/** Undefined for what can hold no manifest. */
async function readFile(
  client: GitHubClient,
  ref: PullRequestRef,
  file: ListedFile,
  bases: BaseTexts,
): Promise<ChangedFile | Skip | undefined> {
  const path = file.filename;
  // A submodule has no blob.
  if (file.sha === null) return undefined;
  const bytes = await readBlob(client, ref, file.sha);
  const decoded = bytes && decodeFile(path, bytes);
  if (!bytes) return { file: path, reason: 'larger than GitHub gives out' };
  if (!decoded) return undefined;
  if ('reason' in decoded) return decoded;
  const head = decoded.text;
  const hunks = hunksOf(file);
  const base = await baseText(file, head, hunks, bases);
  return { path, base, head, hunks: hunks ?? diffTexts(base ?? '', head) };
}

/** Undefined when GitHub gives no patch, or one that does not add up. */
function hunksOf({ patch, additions, deletions }: ListedFile): Hunk[] | undefined {
  // A file that GitHub takes for binary has none either, and counts no lines.
  if (patch === undefined) return undefined;
  const hunks = parseHunks(patch);
  const lines = hunks?.flatMap((hunk) => hunk.lines) ?? [];
  const isWhole =
    lines.filter((line) => line.startsWith('+')).length === additions &&
    lines.filter((line) => line.startsWith('-')).length === deletions;
  return isWhole ? hunks : undefined;
}

/** The patch leads back from the new text to the old one; without it, the old text is fetched. */
async function baseText(
  file: ListedFile,
  head: string,
  hunks: Hunk[] | undefined,
  bases: BaseTexts,
): Promise<string | undefined> {
  if (file.status === 'added') return undefined;
  return (
    (hunks && unapplyPatch(head, hunks)) ?? bases.read(file.previous_filename ?? file.filename)
  );
}
