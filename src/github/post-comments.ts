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

/** Posts the comments on lines as one review, then those on files. */
export async function postComments(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
): Promise<Posted> {
  const onLines = plan.comments.filter(({ subject }) => subject === 'line');
  const onFiles = plan.comments.filter(({ subject }) => subject === 'file');
  try {
    const unplaced = onLines.length > 0 ? await postReview(client, ref, plan, onLines) : [];
    const refused: PlannedComment[] = [];
    for (const comment of [...unplaced, ...onFiles]) {
      // GitHub asks for comments one after the other.
      const onFile = { ...comment, subject: 'file' as const, body: comment.fileBody };
      // oxlint-disable-next-line no-await-in-loop
      const isTaken = await tryPost(client, ref, plan, onFile);
      if (!isTaken) refused.push(comment);
    }
    return { count: plan.comments.length - refused.length, refused, forbidden: false };
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return { count: 0, refused: plan.comments, forbidden: true };
  }
}

/** One review with all comments, or, where GitHub refuses it, one by one. Returns those refused. */
async function postReview(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
  comments: readonly PlannedComment[],
): Promise<PlannedComment[]> {
  try {
    await createReview(client, ref, plan, comments);
    return [];
  } catch (error) {
    const status = statusOf(error);
    if (status === 422) {
      if (await deletePendingReview(client, ref, error)) {
        return postReview(client, ref, plan, comments);
      }
      return postOneByOne(client, ref, plan, comments);
    }
    if (status !== undefined && status < 500) throw error;
  }
  // It failed on the way: look what is there before doing it again.
  const there = await readCommented(client, ref);
  const left = comments.filter(({ findings }) =>
    findings.some(({ fingerprint }) => !there.has(fingerprint)),
  );
  if (left.length > 0) await createReview(client, ref, plan, left);
  return [];
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
    // oxlint-disable-next-line no-await-in-loop
    if (!(await tryPost(client, ref, plan, comment))) refused.push(comment);
  }
  return refused;
}

/** Posts one comment; false when GitHub refuses its place. */
async function tryPost(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
  plan: ReviewPlan,
  { path, body, subject, ...place }: PlannedComment,
): Promise<boolean> {
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
    if (statusOf(error) === 422) return false;
    throw error;
  }
}
