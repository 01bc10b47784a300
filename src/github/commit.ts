import { GraphqlResponseError } from '@octokit/graphql';
import { code } from '../rules/describe.ts';
import { type GitHubClient, isForbidden, statusOf } from './client.ts';
import { FileModes } from './file-modes.ts';
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

/** What became of a commit: it was made, or a sentence in Markdown says why not. */
export type CommitResult = (
  { readonly sha: string; readonly url: string } | { readonly refused: string }
) & { readonly keptOut: readonly KeptOut[] };

export interface Message {
  readonly headline: string;
  readonly body: string;
}

/** GitHub refuses requests of 40 MiB and more; a third is added by base64, the rest is room. */
const MAX_BYTES = 24 * 1024 * 1024;

/** How much of GitHub's words an answer quotes. */
const MAX_QUOTE = 500;

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}`;

interface Answer {
  readonly createCommitOnBranch: {
    readonly commit: { readonly oid: string; readonly url: string } | null;
  } | null;
}

/**
 * Commits new texts of files to a branch, all or none, and only on top of the commit that they were
 * made from. Such a commit makes every file a plain one, so that others are left alone.
 */
export async function commitTexts(
  client: GitHubClient,
  head: HeadBranch,
  texts: readonly NewText[],
  message: Message,
): Promise<CommitResult> {
  const modes = new FileModes(client, head.owner, head.repo, head.sha);
  const keptOut: KeptOut[] = [];
  const taken: NewText[] = [];
  for (const text of texts) {
    // One after the other, so that each folder is asked for once.
    // oxlint-disable-next-line no-await-in-loop
    const reason = whyKeptOut(text.path, await modes.read(text.path));
    if (reason === undefined) taken.push(text);
    else keptOut.push({ path: text.path, reason });
  }
  if (taken.length === 0) return { refused: 'Nothing could be committed.', keptOut };
  const additions = taken.map(({ path, text }) => ({ path, bytes: Buffer.from(text) }));
  if (additions.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX_BYTES) {
    const limit = `${MAX_BYTES / 1024 / 1024} MiB`;
    const refused = `The mended files are larger than GitHub takes in one commit (${limit}): run \`podseal fix\` in a clone.`;
    return { refused, keptOut };
  }
  return { ...(await create(client, head, additions, message)), keptOut };
}

function whyKeptOut(path: string, mode: string | undefined): string | undefined {
  if (path.startsWith('.github/workflows/')) return 'no command of a comment changes workflows';
  if (mode === '100644') return undefined;
  if (mode === '100755') return 'it is executable, which a commit over the API would undo';
  return 'it is no plain file';
}

async function create(
  client: GitHubClient,
  { owner, repo, branch, sha }: HeadBranch,
  additions: readonly { readonly path: string; readonly bytes: Buffer }[],
  message: Message,
): Promise<{ sha: string; url: string } | { refused: string }> {
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
    if (commit) return { sha: commit.oid, url: commit.url };
    return { refused: 'GitHub made no commit, and did not say why.' };
  } catch (error) {
    return { refused: describeRefusal(error, branch) };
  }
}

/**
 * @throws the error, where it is no answer of GitHub: whether there is a commit is then unknown, and
 *   to ask again does no harm
 */
function describeRefusal(error: unknown, branch: string): string {
  const missing =
    'The token may not commit. Add `contents: write` under `permissions:` in the workflow.';
  if (isForbidden(error)) return missing;
  if (!(error instanceof GraphqlResponseError)) {
    if (statusOf(error) === 413)
      return 'The mended files are larger than GitHub takes: run `podseal fix` in a clone.';
    throw error;
  }
  const errors = error.errors ?? [];
  if (errors.some(({ type }) => type === 'STALE_DATA')) {
    return 'Somebody pushed in the meantime, so nothing was committed. Comment again.';
  }
  const said = errors.map((one) => one.message).join(' ');
  if (/resource not accessible/i.test(said)) return missing;
  const quote = code(said, MAX_QUOTE);
  return /protected branch|rule violation|must be made through|verified signature|GH0\d\d/i.test(
    said,
  )
    ? `The rules of the branch ${code(branch)} do not let the token commit: ${quote}`
    : `GitHub refused the commit: ${quote}`;
}
