import type { GitHubClient, RepositoryRef } from './client.ts';
import { needs } from './permissions.ts';
import { boolean, integer, object, optional, string } from './shape.ts';

/** A workflow run that is over, as GitHub itself tells of it. */
export interface FinishedRun {
  readonly head: string;
  readonly branch: string;
  /** `owner/name` of the repository that the head is in; a fork's, mostly. */
  readonly headRepository: string;
}

/** An open pull request. */
export interface OpenPullRequest {
  readonly number: number;
  readonly isDraft: boolean;
}

const PULL = object({
  number: integer,
  draft: optional(boolean),
  // The repository is null where the fork is gone, whatever GitHub's schema says.
  head: object({ sha: string, repo: optional(object({ full_name: string })) }),
});

/**
 * The open pull requests whose head a run was about. The event names none for a fork, so that they
 * are looked up by their branch; one that moved on is another run's.
 */
export async function findPullRequests(
  client: GitHubClient,
  place: RepositoryRef,
  { head, branch, headRepository }: FinishedRun,
): Promise<OpenPullRequest[]> {
  const [headOwner = ''] = headRepository.split('/');
  const pulls = await needs('pull-requests: read', async () =>
    client.pages(
      'GET /repos/{owner}/{repo}/pulls',
      { ...place, state: 'open', head: `${headOwner}:${branch}` },
      PULL,
    ),
  );
  return pulls
    .filter((pull) => pull.head.sha === head && pull.head.repo?.full_name === headRepository)
    .map(({ number, draft }) => ({ number, isDraft: draft === true }));
}
