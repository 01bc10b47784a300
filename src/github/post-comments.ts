import { RequestError } from '@octokit/request-error';
import type { PlannedComment, ReviewPlan } from '../review/review-plan.ts';
import { fingerprintsOf } from '../review/thread.ts';
import type { GitHubClient, PullRequestRef } from './client.ts';
import type { ReviewRef } from './run-identity.ts';
import { isBroken, statusOf } from './github-errors.ts';
import { deletePendingReview } from './pending-review.ts';
import { type Obstacle, obstacleOf } from './permissions.ts';
import { ignored } from './shape.ts';
import { type ExistingReview, readExistingReview } from './threads.ts';

/** What became of the comments of a plan. */
export interface Posted {
  readonly count: number;
  /** Comments that GitHub did not take, on a line or on the file. */
  readonly refused: readonly PlannedComment[];
  /** Why no comment can be posted at all. */
  readonly obstacle: Obstacle | undefined;
}

/**
 * Posts the comments on lines as one review, then those on files. What GitHub refuses is in the
 * result.
 */
export async function postComments(
  client: GitHubClient,
  ref: ReviewRef,
  plan: ReviewPlan,
): Promise<Posted> {
  const onLines = plan.comments.filter(({ subject }) => subject === 'line');
  const onFiles = plan.comments.filter(({ subject }) => subject === 'file');
  const review = await postReview(client, ref, plan, onLines);
  const { obstacle } = review;
  if (obstacle !== undefined) return { count: 0, refused: plan.comments, obstacle };
  const rest = [...review.refused, ...onFiles].map(onFile);
  const refused = await postOneByOne(client, ref, plan, rest);
  return { count: plan.comments.length - refused.length, refused, obstacle };
}

function onFile(comment: PlannedComment): PlannedComment {
  return { ...comment, subject: 'file', body: comment.fileBody };
}

type Outcome = Pick<Posted, 'refused' | 'obstacle'>;

const ALL_TAKEN: Outcome = { refused: [], obstacle: undefined };

/** One review with all comments, or, where GitHub refuses it, one by one. */
async function postReview(
  client: GitHubClient,
  ref: ReviewRef,
  plan: ReviewPlan,
  comments: readonly PlannedComment[],
  isSecondTry = false,
): Promise<Outcome> {
  if (comments.length === 0 && !plan.requestsChanges) return ALL_TAKEN;
  try {
    await createReview(client, ref, plan, comments);
    return ALL_TAKEN;
  } catch (error) {
    const obstacle = obstacleOf(error, 'pull-requests: write');
    if (obstacle !== undefined) return { refused: comments, obstacle };
    if (isRefused(error)) return afterRefusal(client, ref, plan, comments, error, isSecondTry);
    if (!isBroken(error)) throw error;
  }
  // It failed on the way: look what is there before doing it again.
  const now = await look(client, ref);
  const left = now ? withoutPosted(comments, fingerprintsOf(now.threads)) : comments;
  if (isSecondTry || !now) return { refused: left, obstacle: undefined };
  const isRequested = now.reviews.some(({ stands }) => stands);
  const rest = { ...plan, requestsChanges: plan.requestsChanges && !isRequested };
  return postReview(client, ref, rest, left, true);
}

/** A review that GitHub refuses as a whole: for what is in the way of it, or for one comment. */
async function afterRefusal(
  client: GitHubClient,
  ref: ReviewRef,
  plan: ReviewPlan,
  comments: readonly PlannedComment[],
  error: unknown,
  isSecondTry: boolean,
): Promise<Outcome> {
  // Nobody can ask for changes of a pull request of their own.
  if (plan.requestsChanges && says(error, /request changes/i)) {
    return postReview(client, ref, { ...plan, requestsChanges: false }, comments, isSecondTry);
  }
  if (!isSecondTry && says(error, /pending review/i) && (await deletePendingReview(client, ref))) {
    return postReview(client, ref, plan, comments, true);
  }
  const refused = await postOneByOne(client, ref, plan, comments);
  if (plan.requestsChanges) await requestChanges(client, ref, plan);
  return { refused, obstacle: undefined };
}

/** Asks for changes without a comment, after the comments went one by one. */
async function requestChanges(
  client: GitHubClient,
  ref: ReviewRef,
  plan: ReviewPlan,
): Promise<void> {
  try {
    await createReview(client, ref, plan, []);
  } catch (error) {
    // The check says it as well.
    if (!isRefused(error)) throw error;
  }
}

/** Whether GitHub does not want to do it, this time or ever: limits were waited for before. */
function isRefused(error: unknown): boolean {
  return (statusOf(error) ?? 500) < 500;
}

function says(error: unknown, pattern: RegExp): boolean {
  return error instanceof RequestError && pattern.test(error.message);
}

/** What is there after a request that failed; undefined if GitHub is silent. */
async function look(client: GitHubClient, ref: ReviewRef): Promise<ExistingReview | undefined> {
  try {
    return await readExistingReview(client, ref);
  } catch {
    return undefined;
  }
}

/** The comments that say something which is not said yet. */
export function withoutPosted(
  comments: readonly PlannedComment[],
  said: ReadonlySet<string>,
): PlannedComment[] {
  return comments.filter(({ fingerprints }) => fingerprints.some((one) => !said.has(one)));
}

async function createReview(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
  plan: ReviewPlan,
  comments: readonly PlannedComment[],
): Promise<void> {
  await client.once(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    {
      ...{ owner, repo, pull_number: number },
      commit_id: plan.head,
      event: plan.requestsChanges ? 'REQUEST_CHANGES' : 'COMMENT',
      body: plan.body,
      comments: comments.map(({ path, body, ...place }) => ({ path, body, ...linesOf(place) })),
    },
    ignored,
  );
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
  ref: ReviewRef,
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
  ref: ReviewRef,
  plan: ReviewPlan,
  comment: PlannedComment,
  isSecondTry = false,
): Promise<boolean> {
  const { owner, repo, number } = ref;
  const { path, body, subject, ...place } = comment;
  try {
    await client.once(
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments',
      {
        ...{ owner, repo, pull_number: number, commit_id: plan.head, path, body },
        ...(subject === 'file' ? { subject_type: 'file' as const } : linesOf(place)),
      },
      ignored,
    );
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    if (!isBroken(error)) throw error;
    const now = await look(client, ref);
    if (!now) return false;
    if (withoutPosted([comment], fingerprintsOf(now.threads)).length === 0) return true;
    return isSecondTry ? false : tryPost(client, ref, plan, comment, true);
  }
}
