import type { GitHubClient, PullRequestRef } from './client.ts';
import type { Markdown } from '../text/markdown.ts';
import { isBroken, statusOf } from './github-errors.ts';
import { type Obstacle, obstacleOf } from './permissions.ts';
import { type Read, ignored, integer, object, optional, string } from './shape.ts';

const PERMISSION = object({ permission: string });

const REACTION = object({ user: optional(object({ login: string })) });

const COMMENT = object({
  id: integer,
  body: optional(string),
  user: optional(object({ login: string, type: string })),
});

/** A comment on a pull request that asks something of us. */
export interface Request {
  readonly pullRequest: PullRequestRef;
  readonly commentId: number;
  /**
   * The comment on lines that its thread starts with; undefined for a comment in the conversation. The two
   * kinds have routes and numbers of their own.
   */
  readonly thread?: number | undefined;
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
    const { permission } = await client.ask(
      'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      { owner, repo, username: login },
      PERMISSION,
    );
    // GitHub says `write` for maintainers, too; a role of a company's own has one of these under it.
    return ['admin', 'maintain', 'write'].includes(permission);
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
  { pullRequest: { owner, repo }, commentId, thread }: Request,
  content: 'eyes' | 'confused',
): Promise<string | undefined> {
  const comment = { owner, repo, comment_id: commentId, content };
  try {
    const { user } =
      thread === undefined
        ? await client.ask(
            'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
            comment,
            REACTION,
          )
        : await client.ask(
            'POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions',
            comment,
            REACTION,
          );
    return user?.login;
  } catch {
    return undefined;
  }
}

/** The hidden last line of an answer, which says what it answers. */
function marker(commentId: number): string {
  return `<!-- podseal:answer to=${commentId} -->`;
}

/** What is answered to a request. */
interface Reply {
  readonly text: Markdown;
  /** An earlier answer that holds this already says more, and stays. */
  readonly unless?: string | undefined;
}

/**
 * Answers a request in a comment; an answer that a run before gave is replaced.
 *
 * @param own our login, or undefined where we do not know it
 * @returns what is in the way where the answer could not be posted
 */
export async function reply(
  client: GitHubClient,
  request: Request,
  { text, unless }: Reply,
  own: string | undefined,
): Promise<Obstacle | undefined> {
  const body = `${text}\n\n${marker(request.commentId)}`;
  try {
    const given = await findAnswer(client, request, own);
    if (given === undefined) await post(client, request, body, own);
    else if (unless === undefined || given.body?.includes(unless) !== true) {
      await edit(client, request, given.id, body);
    }
    return undefined;
  } catch (error) {
    const obstacle = obstacleOf(error, 'pull-requests: write');
    if (obstacle === undefined) throw error;
    return obstacle;
  }
}

/** Posts an answer; where GitHub's own got lost, looks whether it is there before doing it again. */
async function post(
  client: GitHubClient,
  request: Request,
  body: string,
  own: string | undefined,
): Promise<void> {
  const { thread } = request;
  const { owner, repo, number } = request.pullRequest;
  const create = async (): Promise<unknown> =>
    thread === undefined
      ? client.ask(
          'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
          { owner, repo, issue_number: number, body },
          ignored,
        )
      : client.ask(
          'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies',
          { owner, repo, pull_number: number, comment_id: thread, body },
          ignored,
        );
  try {
    await create();
  } catch (error) {
    if (!isBroken(error)) throw error;
    if ((await findAnswer(client, request, own)) === undefined) await create();
  }
}

async function edit(
  client: GitHubClient,
  { pullRequest: { owner, repo }, thread }: Request,
  id: number,
  body: string,
): Promise<void> {
  const comment = { owner, repo, comment_id: id, body };
  if (thread === undefined) {
    await client.ask('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', comment, ignored);
  } else {
    await client.ask('PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}', comment, ignored);
  }
}

/** Anyone can write a marker; only ours counts, and where we do not know our name, a bot's. */
async function findAnswer(
  client: GitHubClient,
  { pullRequest: { owner, repo, number }, commentId, createdAt, thread }: Request,
  own: string | undefined,
): Promise<Read<typeof COMMENT> | undefined> {
  const since = { owner, repo, since: createdAt };
  const comments =
    thread === undefined
      ? await client.pages(
          'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
          { ...since, issue_number: number },
          COMMENT,
        )
      : await client.pages(
          'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
          { ...since, pull_number: number },
          COMMENT,
        );
  const isOurs = (user: { login: string; type: string } | undefined): boolean =>
    own === undefined ? user?.type === 'Bot' : user?.login === own;
  return comments.find(
    ({ body, user }) => isOurs(user) && body?.trimEnd().endsWith(marker(commentId)),
  );
}
