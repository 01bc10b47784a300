import type { ReviewPlan } from '../review/review-plan.ts';
import type { PlannedUpdate, PriorReview, Thread } from '../review/thread.ts';
import { UserError } from '../errors/user-error.ts';
import type { GitHubClient, PullRequestRef } from './client.ts';
import { ignored } from './shape.ts';

/** What a plan has to say about comments and reviews of earlier runs. */
type CommentChanges = Pick<ReviewPlan, 'updates' | 'resolutions' | 'duplicates' | 'dismissals'>;

/**
 * Brings the comments and reviews of earlier runs up to date. What the token may not do, or what is
 * gone in the meantime, is left: none of it changes the verdict.
 */
export async function syncComments(
  client: GitHubClient,
  ref: PullRequestRef,
  { updates, resolutions, duplicates, dismissals }: CommentChanges,
): Promise<void> {
  // GitHub asks for requests that write one after the other.
  /* oxlint-disable no-await-in-loop */
  for (const update of updates) await attempt(async () => edit(client, ref, update));
  for (const resolution of resolutions) await close(client, ref, resolution);
  for (const duplicate of duplicates) await attempt(async () => remove(client, ref, duplicate));
  for (const review of dismissals) await attempt(async () => dismiss(client, ref, review));
  /* oxlint-enable no-await-in-loop */
}

/** Does what may be refused; tells whether it was done. */
async function attempt(request: () => Promise<unknown>): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (error) {
    // A limit that does not lift ends the run; nothing else here does.
    if (error instanceof UserError) throw error;
    return false;
  }
}

async function edit(
  client: GitHubClient,
  { owner, repo }: PullRequestRef,
  { thread, body }: PlannedUpdate,
): Promise<void> {
  await client.ask(
    'PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}',
    { owner, repo, comment_id: thread.number, body },
    ignored,
  );
}

/** Deletes a comment that says nothing of its own. */
async function remove(
  client: GitHubClient,
  { owner, repo }: PullRequestRef,
  { number }: Thread,
): Promise<void> {
  await client.ask(
    'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}',
    { owner, repo, comment_id: number },
    ignored,
  );
}

async function dismiss(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
  review: PriorReview,
): Promise<void> {
  await client.ask(
    'PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals',
    {
      owner,
      repo,
      pull_number: number,
      review_id: review.number,
      message: 'The findings are fixed.',
      event: 'DISMISS',
    },
    ignored,
  );
}

/**
 * Resolves a thread, for which GitHub wants `contents: write`. Without it the comment is changed to
 * say that it is done, and hidden, unless people answered to it.
 */
async function close(
  client: GitHubClient,
  ref: PullRequestRef,
  resolution: PlannedUpdate,
): Promise<void> {
  const { id, commentId, canResolve, hasReply } = resolution.thread;
  const isResolved =
    canResolve && (await attempt(async () => client.graphql(RESOLVE, { id }, ignored)));
  if (isResolved || hasReply) return;
  const isSaid = await attempt(async () => edit(client, ref, resolution));
  if (isSaid) await attempt(async () => client.graphql(HIDE, { id: commentId }, ignored));
}

const RESOLVE = `mutation ($id: ID!) {
  resolveReviewThread(input: { threadId: $id }) { thread { id } }
}`;

const HIDE = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } }
}`;
