import { GraphqlResponseError } from '@octokit/graphql';
import { code } from '../rules/kit/describe.ts';
import { type GitHubClient, isForbidden, statusOf } from './client.ts';
import { readModes } from './file-modes.ts';
import type { HeadBranch } from './head-branch.ts';

/** A file's new text. */
export interface NewText {
  readonly path: string;
  readonly text: string;
}

/** A file that is left as it is, and why. */
export interface KeptOut {
  readonly path: string;
  readonly reason: string;
}

/** A commit that was made, or a sentence in Markdown that says why there is none. */
type Commit = { readonly sha: string } | { readonly refused: string };

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
  'The mended files are larger than GitHub takes in one commit: run `podseal fix` in a clone.';
const MISSING =
  'The token may not commit. Add `contents: write` under `permissions:` in the workflow.';

/** How much of GitHub's words an answer quotes. */
const MAX_QUOTE = 500;

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const TIP = `query ($owner: String!, $repo: String!, $name: String!) {
  repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $name) { target { oid ... on Commit { message } } }
  }
}`;

interface Tip {
  readonly repository: {
    readonly ref: {
      readonly target: { readonly oid: string; readonly message?: string } | null;
    } | null;
  } | null;
}

interface Answer {
  readonly createCommitOnBranch: {
    readonly commit: { readonly oid: string } | null;
  } | null;
}

/**
 * Commits new texts of files to a branch, all or none, and only on top of the commit that they were
 * made from. Such a commit makes every file a plain one, so that others are left alone.
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
  return 'it is no plain file';
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
  try {
    const answer = await client.graphql<Answer>(MUTATION, { input });
    const commit = answer.createCommitOnBranch?.commit;
    if (commit) return { sha: commit.oid };
    return { refused: 'GitHub made no commit, and did not say why.' };
  } catch (error) {
    if (isStale(error)) return (await findOwn(client, head, message)) ?? { refused: MOVED };
    return { refused: describeRefusal(error, branch) };
  }
}

/** The head moved also where it was this commit that moved it, and the answer got lost. */
async function findOwn(
  client: GitHubClient,
  { owner, repo, branch }: HeadBranch,
  { headline, body }: Message,
): Promise<Commit | undefined> {
  const { repository } = await client.graphql<Tip>(TIP, {
    owner,
    repo,
    name: `refs/heads/${branch}`,
  });
  const tip = repository?.ref?.target;
  // The message names the comment, so that no other commit has the same.
  return tip?.message?.trim() === `${headline}\n\n${body}` ? { sha: tip.oid } : undefined;
}

function isStale(error: unknown): boolean {
  return (
    error instanceof GraphqlResponseError &&
    (error.errors?.some(({ type }) => type === 'STALE_DATA') ?? false)
  );
}

/**
 * @throws the error, where it is no answer of GitHub: whether there is a commit is then unknown, and
 *   to ask again does no harm
 */
function describeRefusal(error: unknown, branch: string): string {
  if (isForbidden(error)) return MISSING;
  if (statusOf(error) === 413) return TOO_LARGE;
  if (!(error instanceof GraphqlResponseError)) throw error;
  const said = (error.errors ?? []).map(({ message }) => message).join(' ');
  if (/resource not accessible/i.test(said)) return MISSING;
  const quote = code(said, MAX_QUOTE);
  const isRule = /protected branch|rule violation|must be made through|verified sign|GH0\d\d/i;
  return isRule.test(said)
    ? `The rules of the branch ${code(branch)} do not let the token commit: ${quote}`
    : `GitHub refused the commit: ${quote}`;
}
