import { composePaginateRest } from '@octokit/plugin-paginate-rest';
import type { GitHubClient, PullRequestRef } from './client.ts';

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
  const reviews = await composePaginateRest(
    client,
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    { ...place, per_page: 100 },
  );
  // A person's draft is not ours to throw away.
  const pending = reviews.find(({ state, user }) => state === 'PENDING' && user?.type === 'Bot');
  if (!pending) return false;
  await client.request('DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}', {
    ...place,
    review_id: pending.id,
  });
  return true;
}
