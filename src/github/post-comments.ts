import type { PlannedComment, ReviewPlan } from '../review/plan.ts';
import { type GitHubClient, type PullRequestRef, isForbidden, statusOf } from './client.ts';
import { readCommented } from './commented.ts';
import { deletePendingReview } from './pending-review.ts';

/** What became of the comments of a plan. */
export interface Posted {
  readonly count: number;
  /** Comments that GitHub did not take, on a line or on the file. */
  readonly refused: readonly PlannedComment[];
  /** Whether the token may not comment at all. */
  readonly forbidden: boolean;
}

/** Posting is never retried blindly: a request that failed may have been carried out. */
const ONCE = { request: { retries: 0 } };

/**
 * Posts the comments on lines as one review, then those on files. Never fails for what GitHub
 * answers: what could not be posted is in the result.
 */
export async function postComments(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
): Promise<Posted> {
  const onLines = plan.comments.filter(({ subject }) => subject === 'line');
  const onFiles = plan.comments.filter(({ subject }) => subject === 'file');
  const review = await postReview(client, ref, plan, onLines);
  if (review.forbidden) return { count: 0, refused: plan.comments, forbidden: true };
  const rest = [...review.refused, ...onFiles].map(onFile);
  const refused = await postOneByOne(client, ref, plan, rest);
  return { count: plan.comments.length - refused.length, refused, forbidden: false };
}

function onFile(comment: PlannedComment): PlannedComment {
  return { ...comment, subject: 'file', body: comment.fileBody };
}

type Outcome = Pick<Posted, 'refused' | 'forbidden'>;

const ALL_TAKEN: Outcome = { refused: [], forbidden: false };

/** One review with all comments, or, where GitHub refuses it, one by one. */
async function postReview(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
  comments: readonly PlannedComment[],
  isSecondTry = false,
): Promise<Outcome> {
  if (comments.length === 0) return ALL_TAKEN;
  try {
    await createReview(client, ref, plan, comments);
    return ALL_TAKEN;
  } catch (error) {
    if (isForbidden(error)) return { refused: comments, forbidden: true };
    if (statusOf(error) === 422) {
      const isCleared = !isSecondTry && (await deletePendingReview(client, ref, error));
      return isCleared
        ? postReview(client, ref, plan, comments, true)
        : { refused: await postOneByOne(client, ref, plan, comments), forbidden: false };
    }
  }
  // It failed on the way: look what is there before doing it again.
  const left = await notYetThere(client, ref, comments);
  if (isSecondTry) return { refused: left, forbidden: false };
  return postReview(client, ref, plan, left, true);
}

/** The comments that a request which failed did not make after all; none are known if GitHub is silent. */
async function notYetThere(
  client: GitHubClient,
  ref: PullRequestRef,
  comments: readonly PlannedComment[],
): Promise<PlannedComment[]> {
  const there = await readCommented(client, ref).catch(() => new Set<string>());
  return comments.filter(({ findings }) =>
    findings.some(({ fingerprint }) => !there.has(fingerprint)),
  );
}

async function createReview(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
  plan: ReviewPlan,
  comments: readonly PlannedComment[],
): Promise<void> {
  await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    owner,
    repo,
    pull_number: number,
    commit_id: plan.head,
    event: 'COMMENT',
    body: plan.body,
    comments: comments.map(({ path, body, ...place }) => ({ path, body, ...linesOf(place) })),
    ...ONCE,
  });
}

/** GitHub refuses `start_line` where it equals `line`. */
function linesOf({ line, startLine }: Pick<PlannedComment, 'line' | 'startLine'>) {
  const side = 'RIGHT' as const;
  return startLine === undefined
    ? { line, side }
    : { start_line: startLine, start_side: side, line, side };
}

async function postOneByOne(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
  comments: readonly PlannedComment[],
): Promise<PlannedComment[]> {
  const refused: PlannedComment[] = [];
  for (const comment of comments) {
    // GitHub asks for comments one after the other.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await tryPost(client, ref, plan, comment))) refused.push(comment);
  }
  return refused;
}

/** Posts one comment; false when GitHub does not take it. */
async function tryPost(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
  comment: PlannedComment,
): Promise<boolean> {
  const { owner, repo, number } = ref;
  const { path, body, subject, ...place } = comment;
  try {
    await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', {
      owner,
      repo,
      pull_number: number,
      commit_id: plan.head,
      path,
      body,
      ...(subject === 'file' ? { subject_type: 'file' as const } : linesOf(place)),
      ...ONCE,
    });
    return true;
  } catch (error) {
    if (statusOf(error) === 422 || isForbidden(error)) return false;
    return (await notYetThere(client, ref, [comment])).length === 0;
  }
}
