import { composePaginateRest } from '@octokit/plugin-paginate-rest';
import { readMarker } from '../review/marker.ts';
import { type GitHubClient, type PullRequestRef, isForbidden } from './client.ts';

/** The fingerprints of findings that have a comment of ours on the pull request. */
export async function readCommented(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<Set<string>> {
  const comments = await composePaginateRest(
    client,
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
    { owner, repo, pull_number: number, per_page: 100 },
  );
  const marked = comments.filter(({ body }) => readMarker(body).length > 0);
  if (marked.length === 0) return new Set();
  const login = await ownLogin(client);
  // Anyone can write a marker; only ours counts. An installation can't ask for its own name, but
  // no stranger's comment comes from a bot.
  const ours = marked.filter(({ user }) =>
    login === undefined ? user.type === 'Bot' : user.login === login,
  );
  return new Set(ours.flatMap(({ body }) => readMarker(body)));
}

/** The login behind a personal token; undefined for an installation's, which may not ask. */
async function ownLogin(client: GitHubClient): Promise<string | undefined> {
  try {
    const { data } = await client.request('GET /user');
    return data.login;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}
