import { composePaginateRest } from '@octokit/plugin-paginate-rest';
import { type GitHubClient, type RepositoryRef, needs } from './client.ts';

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
    composePaginateRest(client, 'GET /repos/{owner}/{repo}/pulls', {
      ...place,
      state: 'open',
      head: `${headOwner}:${branch}`,
      per_page: 100,
    }),
  );
  return pulls
    .filter(
      (pull) =>
        pull.head.sha === head &&
        // Null where the fork is gone, whatever the schema says.
        (pull.head.repo as typeof pull.head.repo | null)?.full_name === headRepository,
    )
    .map(({ number, draft }) => ({ number, isDraft: draft === true }));
}
