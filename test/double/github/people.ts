import { commit, type Changes } from '../git-repository.ts';
import { answer } from './answer.ts';
import { moveBranch } from './branches.ts';
import { pullByNumber } from './pulls.ts';
import { setBase, setHead } from './relocate.ts';
import type { PullRequest, ReactionContent, State } from './state.ts';
import { nodeId } from './payload-account.ts';

/** Somebody with write access, who does things on the page of a pull request. */
export interface Person {
  /** Answers a review comment, and gives the id of the answer. */
  reply(commentId: number, body: string): Promise<number>;
  /** Comments on a line of the head, and gives the id of the comment. */
  commentOnLine(number: number, path: string, line: number, body: string): Promise<number>;
  /** Comments on the conversation, and gives the id of the comment. */
  comment(number: number, body: string): Promise<number>;
  editComment(commentId: number, body: string): Promise<void>;
  deleteComment(commentId: number): Promise<void>;
  react(commentId: number, content: ReactionContent): Promise<void>;
  resolve(commentId: number): Promise<void>;
  unresolve(commentId: number): Promise<void>;
  /** Reviews, and gives the id of the review. */
  review(
    number: number,
    event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT',
    body: string,
  ): Promise<number>;
  dismiss(number: number, reviewId: number, message: string): Promise<void>;
  /** Adds a commit to the head branch, and gives its name. */
  push(number: number, changes: Changes): Promise<string>;
  /** Replaces the head branch by one commit on the base, and gives its name. */
  forcePush(number: number, changes: Changes): Promise<string>;
  /** Adds a commit to the base branch, and gives its name. */
  pushToBase(number: number, changes: Changes): Promise<string>;
  /** Chooses another base branch, which points to a commit. */
  changeBase(number: number, baseRef: string, commit: string): Promise<void>;
  convertToDraft(number: number): void;
  markReady(number: number): void;
  close(number: number): void;
  reopen(number: number): void;
  merge(number: number): void;
}

/** Somebody by their login. What GitHub would refuse them is an error of the test. */
export function personOf(state: State, login: string): Person {
  const ask = asker(state, login);
  const place = (number: number): string => placeOf(pullByNumber(state, number));
  const settle = async (commentId: number, mutation: string): Promise<void> => {
    const threadId = nodeId('PullRequestReviewThread', commentById(state, commentId).threadId);
    const query = `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { clientMutationId } }`;
    await ask('POST', '/graphql', { query, variables: { input: { threadId } } });
  };
  return {
    ...commits(state),
    ...states(state),
    reply: (id, body) => {
      const number = commentById(state, id).pullNumber;
      return ask('POST', `${place(number)}/comments`, { body, in_reply_to: id });
    },
    commentOnLine: (number, path, line, body) => {
      const { head } = pullByNumber(state, number);
      return ask('POST', `${place(number)}/comments`, { body, path, line, commit_id: head });
    },
    comment: (number, body) =>
      ask('POST', `${place(number).replace('/pulls/', '/issues/')}/comments`, { body }),
    async editComment(id, body) {
      await ask('PATCH', commentPlace(state, id), { body });
    },
    async deleteComment(id) {
      await ask('DELETE', commentPlace(state, id));
    },
    async react(id, content) {
      await ask('POST', `${commentPlace(state, id)}/reactions`, { content });
    },
    resolve: (id) => settle(id, 'resolveReviewThread'),
    unresolve: (id) => settle(id, 'unresolveReviewThread'),
    review: (number, event, body) => ask('POST', `${place(number)}/reviews`, { event, body }),
    async dismiss(number, id, message) {
      await ask('PUT', `${place(number)}/reviews/${id}/dismissals`, { message });
    },
  };
}

type Ask = (method: string, target: string, body?: unknown) => Promise<number>;

/** Asks as the person would, past the log and the limits, and gives the id of what was made. */
function asker(state: State, login: string): Ask {
  const permissions = { contents: 'write', pull_requests: 'write', issues: 'write' } as const;
  const secret = `the browser of ${login}`.replaceAll(' ', '-');
  if (!state.people.has(secret)) state.people.set(secret, { type: 'pat', login, permissions });
  return async (method, target, body) => {
    const headers = { authorization: `token ${secret}`, 'user-agent': 'browser' };
    const text = body === undefined ? '' : JSON.stringify(body);
    const reply = await answer(state, { method, target, headers, text });
    const answered = (reply.body ?? {}) as { id?: number; errors?: unknown };
    if (reply.status >= 300 || (target === '/graphql' && answered.errors)) {
      throw new Error(`${login} can't ${method} ${target}: ${JSON.stringify(reply.body)}`);
    }
    return answered.id ?? 0;
  };
}

function placeOf(pull: PullRequest): string {
  return `/repos/${pull.repository.owner}/${pull.repository.name}/pulls/${pull.number}`;
}

function commentById(state: State, id: number): State['comments'][number] {
  const comment = state.comments.find((one) => one.id === id);
  if (!comment) throw new Error(`there is no review comment ${id}`);
  return comment;
}

function commentPlace(state: State, id: number): string {
  const own = state.issueComments.find((one) => one.id === id);
  const number = own?.issueNumber ?? commentById(state, id).pullNumber;
  const { repository } = pullByNumber(state, number);
  const kind = own ? 'issues' : 'pulls';
  return `/repos/${repository.owner}/${repository.name}/${kind}/comments/${id}`;
}

function commits(state: State): Pick<Person, 'push' | 'forcePush' | 'pushToBase' | 'changeBase'> {
  const add = async (number: number, changes: Changes, parent: string): Promise<string> => {
    const sha = commit(pullByNumber(state, number).gitDir, changes, { parent });
    await setHead(state, number, sha);
    return sha;
  };
  return {
    push: (number, changes) => add(number, changes, pullByNumber(state, number).head),
    forcePush: (number, changes) => add(number, changes, pullByNumber(state, number).base),
    async pushToBase(number, changes) {
      const pull = pullByNumber(state, number);
      const sha = commit(pull.gitDir, changes, { parent: pull.base });
      await moveBranch(state, pull.repository, pull.baseRef, sha);
      return sha;
    },
    changeBase: (number, baseRef, sha) => setBase(state, number, sha, baseRef),
  };
}

function states(
  state: State,
): Pick<Person, 'convertToDraft' | 'markReady' | 'close' | 'reopen' | 'merge'> {
  const change = (number: number, fields: Partial<PullRequest>): void => {
    Object.assign(pullByNumber(state, number), fields);
  };
  return {
    convertToDraft: (number) => change(number, { draft: true }),
    markReady: (number) => change(number, { draft: false }),
    close: (number) => change(number, { state: 'closed' }),
    reopen: (number) => change(number, { state: 'open' }),
    merge: (number) => change(number, { state: 'closed', merged: true }),
  };
}
