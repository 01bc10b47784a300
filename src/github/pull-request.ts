import type { GitHubClient, PullRequestRef } from './client.ts';
import { needs } from './permissions.ts';
import { type Read, integer, object, optional, string } from './shape.ts';

const PULL = object({
  state: string,
  changed_files: integer,
  base: object({ sha: string, ref: string }),
  // Null where the fork is gone.
  head: object({ sha: string, ref: string, repo: optional(object({ full_name: string })) }),
  // Null where the account of the author is deleted.
  user: optional(object({ login: string, type: string })),
});

/** What GitHub says of a pull request. */
export type PullRequest = Read<typeof PULL>;

/** Asks for a pull request. */
export async function askPullRequest(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<PullRequest> {
  return needs('pull-requests: read', async () =>
    client.ask(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      { owner, repo, pull_number: number },
      PULL,
    ),
  );
}
