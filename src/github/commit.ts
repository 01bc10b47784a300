import { code } from '../rules/kit/describe.ts';
import type { GitHubClient } from './client.ts';
import { readModes } from './file-modes.ts';
import { findCommit } from './find-commit.ts';
import { GraphQlError, isBroken, statusOf } from './github-errors.ts';
import type { HeadBranch } from './head-branch.ts';
import { isForbidden } from './permissions.ts';
import { object, optional, string } from './shape.ts';

/** A file's new text. */
export interface NewText {
  readonly path: string;
  readonly text: string;
}

/** A file that is not committed, and why. */
export interface KeptOut {
  readonly path: string;
  readonly reason: string;
}

/**
 * A commit that was made, or a sentence in Markdown that says why there is none. Where GitHub does not
 * tell, it may be there or not.
 */
type Commit =
  { readonly sha: string } | { readonly refused: string } | { readonly unknown: string };

/** What became of texts that were to be committed. */
export type CommitResult = Commit & { readonly keptOut: readonly KeptOut[] };

/** A commit's message. */
interface Message {
  readonly headline: string;
  readonly body: string;
}

/** GitHub refuses requests of 40 MiB and more; a third is added by base64, the rest is room. */
const MAX_BYTES = 24 * 1024 * 1024;

/** Said where the branch is no longer what the texts were made from. */
export const MOVED = 'Somebody pushed in the meantime, so nothing was committed. Comment again.';

const TOO_LARGE =
  'The files are larger than GitHub takes in one commit: run `podseal fix` in a clone.';
const MISSING =
  'The token may not commit. Add `contents: write` under `permissions:` in the workflow.';

/** How much of GitHub's words an answer quotes. */
const MAX_QUOTE = 500;

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const ANSWER = object({
  createCommitOnBranch: optional(object({ commit: optional(object({ oid: string })) })),
});

/**
 * Commits new texts of files to a branch, all or none, and only on top of the commit that they were
 * made from. Such a commit makes every file a plain one, so other files are not committed.
 */
export async function commitTexts<T extends NewText>(
  client: GitHubClient,
  head: HeadBranch,
  texts: readonly T[],
  describe: (taken: readonly T[]) => Message,
): Promise<CommitResult> {
  const modes = await readModes(
    client,
    head,
    texts.map(({ path }) => path),
  );
  const reasons = new Map(texts.map(({ path }) => [path, whyKeptOut(path, modes.get(path))]));
  const keptOut = [...reasons].flatMap(([path, reason]) =>
    reason === undefined ? [] : { path, reason },
  );
  const taken = texts.filter(({ path }) => reasons.get(path) === undefined);
  if (taken.length === 0) return { refused: 'Nothing could be committed.', keptOut };
  const additions = taken.map(({ path, text }) => ({ path, bytes: Buffer.from(text) }));
  if (additions.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX_BYTES) {
    return { refused: TOO_LARGE, keptOut };
  }
  return { ...(await create(client, head, additions, describe(taken))), keptOut };
}

function whyKeptOut(path: string, mode: number | undefined): string | undefined {
  if (path.startsWith('.github/workflows/')) return 'no command in a comment changes workflows';
  if (mode === 0o100644) return undefined;
  if (mode === 0o100755) return 'it is executable, which a commit over the API may undo';
  return 'it is a symbolic link or a submodule';
}

async function create(
  client: GitHubClient,
  head: HeadBranch,
  additions: readonly { readonly path: string; readonly bytes: Buffer }[],
  message: Message,
): Promise<Commit> {
  const { owner, repo, branch, sha } = head;
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
    expectedHeadOid: sha,
    message,
    fileChanges: {
      additions: additions.map(({ path, bytes }) => ({ path, contents: bytes.toString('base64') })),
    },
  };
  let refused = 'GitHub made no commit, and did not say why.';
  try {
    const answer = await client.graphql(MUTATION, { input }, ANSWER);
    const commit = answer.createCommitOnBranch?.commit;
    if (commit) return { sha: commit.oid };
  } catch (error) {
    if (isPlainRefusal(error)) return { refused: describeRefusal(error, branch) };
    refused = isStale(error) ? MOVED : describeRefusal(error, branch);
    if (isBroken(error)) return (await lookFor(client, head, message)) ?? { unknown: UNKNOWN };
  }
  const commit = await lookFor(client, head, message);
  return commit && 'sha' in commit ? commit : { refused };
}

const UNKNOWN =
  'GitHub did not say whether it made the commit: look at the commits of the pull request.';

/**
 * Looks at the branch: the head moved also where it was this commit that moved it, and an error may
 * follow what was done.
 */
async function lookFor(
  client: GitHubClient,
  head: HeadBranch,
  { headline, body }: Message,
): Promise<Commit | undefined> {
  try {
    // The message names the comment, so that no other commit has the same.
    const sha = await findCommit(client, head, `${headline}\n\n${body}`);
    return sha === undefined ? undefined : { sha };
  } catch (error) {
    if (!isBroken(error)) throw error;
    return { unknown: UNKNOWN };
  }
}

function isStale(error: unknown): boolean {
  return error instanceof GraphQlError && error.has(/^STALE_DATA$/);
}

/** Whether GitHub began nothing. */
function isPlainRefusal(error: unknown): boolean {
  return isForbidden(error) || statusOf(error) === 413;
}

/** @throws the error, where it is neither an answer of GitHub nor a broken one, such as a limit */
function describeRefusal(error: unknown, branch: string): string {
  if (isForbidden(error)) return MISSING;
  if (statusOf(error) === 413) return TOO_LARGE;
  if (isBroken(error)) return UNKNOWN;
  if (!(error instanceof GraphQlError)) throw error;
  if (/resource not accessible/i.test(error.message)) return MISSING;
  const quote = code(error.message, MAX_QUOTE);
  const isRule = /protected branch|rule violation|must be made through|verified sign|GH0\d\d/i;
  return isRule.test(error.message)
    ? `The rules of the branch ${code(branch)} do not let the token commit: ${quote}`
    : `GitHub refused the commit: ${quote}`;
}
