import { notAccessible } from './access.ts';
import { numberParam, type Handler, type RepositoryCall } from './call.ts';
import { deleteComment, editComment, mayEdit } from './edits.ts';
import { notFound, refusal, validationFailed } from './errors.ts';
import { paginate } from './pagination.ts';
import { accountOf, nodeId, userPayload } from './payload-account.ts';
import { repositoryPage, repositoryUrl } from './payload-repository.ts';
import { association, reactionsPayload } from './payload-review.ts';
import { bodyFault, TOO_LONG } from './review-state.ts';
import { nextId, timestamp, type IssueComment, type PullRequest } from './state.ts';

/** The pull request behind an issue's number; the double has no other issues. */
function findIssue(call: RepositoryCall): PullRequest {
  const number = numberParam(call, 'issue_number');
  const pull = call.state.pulls.find(
    (one) => one.number === number && one.repository === call.repository,
  );
  if (!pull) throw notFound();
  return pull;
}

/** The issue comment a call names. */
export function findIssueComment(call: RepositoryCall): IssueComment {
  const id = numberParam(call, 'comment_id');
  const comment = call.state.issueComments.find(
    (one) => one.id === id && one.repositoryId === call.repository.id,
  );
  if (!comment) throw notFound();
  return comment;
}

/** GET /repos/{owner}/{repo}/issues/{issue_number}/comments, the oldest first. */
export const listIssueComments: Handler = (call) => {
  const pull = findIssue(call);
  const all = call.state.issueComments.filter(
    (one) => one.issueNumber === pull.number && one.repositoryId === call.repository.id,
  );
  const page = paginate(call, all);
  const body = page.items.map((comment) => payload(call, comment));
  return { status: 200, body, headers: page.headers };
};

/** POST /repos/{owner}/{repo}/issues/{issue_number}/comments */
export const createIssueComment: Handler = (call) => {
  const pull = findIssue(call);
  const { body } = call.body as { body: string };
  // People with write access may still comment; that an App may isn't verified.
  const writes = call.token.type === 'pat' && call.token.permissions.contents === 'write';
  if (pull.locked && !writes) {
    throw refusal(403, 'Unable to create comment because issue is locked.');
  }
  checkBody(body);
  const now = timestamp();
  const comment: IssueComment = {
    id: nextId(call.state),
    repositoryId: call.repository.id,
    issueNumber: pull.number,
    author: call.token.login,
    body,
    createdAt: now,
    updatedAt: now,
    minimizedReason: null,
  };
  call.state.issueComments.push(comment);
  return { status: 201, body: payload(call, comment) };
};

/** docker/scout-action#66; the words for a blank body are not verified. */
function checkBody(body: string): void {
  const fault = bodyFault(body);
  const resource = 'IssueComment';
  if (fault === 'blank') {
    const message = "Body can't be blank";
    throw validationFailed({ resource, code: 'unprocessable', field: 'data', message });
  }
  if (fault === 'long') {
    const message = `Body ${TOO_LONG}`;
    throw validationFailed({ resource, code: 'unprocessable', field: 'data', message });
  }
}

/** GET /repos/{owner}/{repo}/issues/comments/{comment_id} */
export const getIssueComment: Handler = (call) => ({
  status: 200,
  body: payload(call, findIssueComment(call)),
});

/** PATCH /repos/{owner}/{repo}/issues/comments/{comment_id} */
export const patchIssueComment: Handler = (call) => {
  const comment = findIssueComment(call);
  if (!mayEdit(call.token, comment)) throw notAccessible(call.token);
  const { body } = call.body as { body: string };
  checkBody(body);
  editComment(comment, body);
  return { status: 200, body: payload(call, comment) };
};

/** DELETE /repos/{owner}/{repo}/issues/comments/{comment_id} */
export const removeIssueComment: Handler = (call) => {
  deleteComment(call.state, findIssueComment(call));
  return { status: 204 };
};

function payload(call: RepositoryCall, comment: IssueComment): Record<string, unknown> {
  const { state, repository } = call;
  const api = repositoryUrl(state, repository);
  const url = `${api}/issues/comments/${comment.id}`;
  const page = `${repositoryPage(repository)}/pull/${comment.issueNumber}`;
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issueNumber}`,
    body: comment.body,
    user: userPayload(state, accountOf(comment.author)),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(repository, comment.author),
    reactions: reactionsPayload(state, url, comment.id),
    performed_via_github_app: null,
  };
}
