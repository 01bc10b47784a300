import type { GitHubClient, PullRequestRef } from './client.ts';
import { ignored, integer, object, optional, string } from './shape.ts';

const REVIEW = object({ id: integer, state: string, user: optional(object({ type: string })) });

/**
 * Deletes a review that an earlier run left unsubmitted. Only its author sees a pending review, so a
 * bot's is this workflow's own.
 *
 * @returns whether one was deleted
 */
export async function deletePendingReview(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<boolean> {
  const place = { owner, repo, pull_number: number };
  const reviews = await client.pages(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    place,
    REVIEW,
  );
  // A person's draft is not ours to throw away.
  const pending = reviews.find(({ state, user }) => state === 'PENDING' && user?.type === 'Bot');
  if (!pending) return false;
  await client.ask(
    'DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}',
    { ...place, review_id: pending.id },
    ignored,
  );
  return true;
}
