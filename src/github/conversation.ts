import { composePaginateRest } from '@octokit/plugin-paginate-rest';
import { type GitHubClient, type PullRequestRef, isForbidden, statusOf } from './client.ts';

/** A comment on a pull request that asks something of us. */
export interface Request {
  readonly pullRequest: PullRequestRef;
  readonly commentId: number;
  /** Where it is to be seen. */
  readonly url: string;
  /** When it was written, ISO 8601. */
  readonly createdAt: string;
  /** Who wrote it. */
  readonly login: string;
}

/** Whether GitHub counts a person among those who may write to the repository. */
export async function mayWrite(
  client: GitHubClient,
  { pullRequest: { owner, repo }, login }: Request,
): Promise<boolean> {
  try {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      { owner, repo, username: login },
    );
    // GitHub says `write` for maintainers, too; a role of a company's own has one of these under it.
    return ['admin', 'maintain', 'write'].includes(data.permission);
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/**
 * Reacts to a request; that it does not work matters to nobody.
 *
 * @returns the login that we have on GitHub, where it tells
 */
export async function react(
  client: GitHubClient,
  { pullRequest: { owner, repo }, commentId }: Request,
  content: 'eyes' | 'confused',
): Promise<string | undefined> {
  try {
    const { data } = await client.request(
      'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
      { owner, repo, comment_id: commentId, content },
    );
    return data.user?.login;
  } catch {
    return undefined;
  }
}

/** The hidden last line of an answer, which says what it answers. */
function marker(commentId: number): string {
  return `<!-- podseal:answer to=${commentId} -->`;
}

/**
 * Answers a request in a comment; an answer that a run before gave is replaced.
 *
 * @param own our login, or undefined where we do not know it
 * @returns false when the token may not comment, or nobody may: the conversation is locked
 */
export async function reply(
  client: GitHubClient,
  request: Request,
  text: string,
  own: string | undefined,
): Promise<boolean> {
  const body = `${text}\n\n${marker(request.commentId)}`;
  try {
    const given = await findAnswer(client, request, own);
    await (given === undefined
      ? post(client, request, body, own)
      : edit(client, request, given, body));
    return true;
  } catch (error) {
    if (isForbidden(error)) return false;
    throw error;
  }
}

/** Posts an answer; where GitHub's own got lost, looks whether it is there before doing it again. */
async function post(
  client: GitHubClient,
  request: Request,
  body: string,
  own: string | undefined,
): Promise<void> {
  const { owner, repo, number } = request.pullRequest;
  const create = async (): Promise<unknown> =>
    client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: number,
      body,
    });
  try {
    await create();
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) throw error;
    if ((await findAnswer(client, request, own)) === undefined) await create();
  }
}

async function edit(
  client: GitHubClient,
  { pullRequest: { owner, repo } }: Request,
  id: number,
  body: string,
): Promise<void> {
  const place = { owner, repo, comment_id: id };
  await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...place,
    body,
  });
}

/** Anyone can write a marker; only ours counts, and where we do not know our name, a bot's. */
async function findAnswer(
  client: GitHubClient,
  { pullRequest: { owner, repo, number }, commentId, createdAt }: Request,
  own: string | undefined,
): Promise<number | undefined> {
  const comments = await composePaginateRest(
    client,
    'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { owner, repo, issue_number: number, since: createdAt, per_page: 100 },
  );
  const isOurs = (user: { login: string; type: string } | null): boolean =>
    own === undefined ? user?.type === 'Bot' : user?.login === own;
  return comments.find(
    ({ body, user }) => isOurs(user) && body?.trimEnd().endsWith(marker(commentId)),
  )?.id;
}
