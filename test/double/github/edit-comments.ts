import { numberParam, type Handler, type RepositoryCall } from './call.ts';
import { deleteComment, editComment, mayEdit } from './edits.ts';
import { notAccessible } from './access.ts';
import { notFound, type Reply } from './errors.ts';
import { commentPayload } from './payload-review.ts';
import { pullByNumber } from './pulls.ts';
import { checkText, createComment } from './review-comments.ts';
import { isSubmitted } from './review-state.ts';
import type { PullRequest, ReviewComment } from './state.ts';

/** The review comment a call names, which others don't see while its review is pending. */
export function findComment(call: RepositoryCall): { comment: ReviewComment; pull: PullRequest } {
  const id = numberParam(call, 'comment_id');
  const comment = call.state.comments.find((one) => one.id === id);
  const pull = comment && pullByNumber(call.state, comment.pullNumber);
  if (!comment || pull?.repository !== call.repository) throw notFound();
  const review = call.state.reviews.find((one) => one.id === comment.reviewId);
  const hidden = review && !isSubmitted(review) && review.author !== call.token.login;
  if (hidden) throw notFound();
  return { comment, pull };
}

/** GET /repos/{owner}/{repo}/pulls/comments/{comment_id} */
export const getComment: Handler = (call) => {
  const { comment, pull } = findComment(call);
  return { status: 200, body: commentPayload(call.state, pull, comment) };
};

/** PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id} */
export const patchComment: Handler = (call) => {
  const { comment, pull } = findComment(call);
  if (!mayEdit(call.token, comment)) throw notAccessible(call.token);
  const { body } = call.body as { body: string };
  checkText(body);
  editComment(comment, body);
  return { status: 200, body: commentPayload(call.state, pull, comment) };
};

/** DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id} */
export const removeComment: Handler = (call) => {
  deleteComment(call.state, findComment(call).comment);
  return { status: 204 };
};

/**
 * POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies: "comment_id is the
 * ID of the review comment you are replying to. This must be the ID of a top-level review comment,
 * not a reply to that comment." How a reply to a reply is refused is not verified.
 */
export const replyToComment: Handler = (call): Reply | Promise<Reply> => {
  const { comment, pull } = findComment(call);
  if (pull.number !== numberParam(call, 'pull_number') || comment.inReplyTo !== null) {
    throw notFound();
  }
  const { body } = call.body as { body: string };
  return createComment({ ...call, body: { body, in_reply_to: comment.id } });
};
