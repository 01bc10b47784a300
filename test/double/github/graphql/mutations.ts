import { deleteComment, editComment, isUnfit, mayEdit, react } from '../edits.ts';
import { checkContentCreation } from '../limits.ts';
import type { PermissionName } from '../options.ts';
import { isSubmitted } from '../review-state.ts';
import type { ReviewComment } from '../state.ts';
import { commentFields, reviewFields } from './comment.ts';
import { createCommitOnBranch } from './commit.ts';
import type { Context, Fields } from './context.ts';
import { describeNode, findNode, type Found, isPending } from './nodes.ts';
import { noSuchNode, problem } from './problem.ts';
import { contentOf, reaction } from './reaction.ts';
import { mayResolve, needs, refusalFor } from './rights.ts';
import { threadFields } from './thread.ts';

interface Input {
  clientMutationId?: string | null;
}

type Mutation<T> = (arguments_: { input: T & Input }) => unknown;

/** The fields of Mutation. */
export function mutations(context: Context): Record<string, Mutation<never>> {
  return {
    resolveReviewThread: ({ input }: { input: Input & { threadId: string } }) =>
      settle(context, input, true),
    unresolveReviewThread: ({ input }: { input: Input & { threadId: string } }) =>
      settle(context, input, false),
    minimizeComment: ({ input }: { input: Input & { subjectId: string; classifier: string } }) =>
      minimize(context, input, input.classifier.toLowerCase().replace('_', '-')),
    unminimizeComment: ({ input }: { input: Input & { subjectId: string } }) =>
      minimize(context, input, null),
    updatePullRequestReviewComment: ({ input }: { input: Input & UpdateComment }) =>
      updateComment(context, input),
    deletePullRequestReviewComment: ({ input }: { input: Input & { id: string } }) =>
      removeComment(context, input),
    dismissPullRequestReview: ({ input }: { input: Input & DismissReview }) =>
      dismissReview(context, input),
    addReaction: ({ input }: { input: Input & { subjectId: string; content: string } }) =>
      addReaction(context, input),
    createCommitOnBranch: ({
      input,
    }: {
      input: Input & Parameters<typeof createCommitOnBranch>[1];
    }) => createCommitOnBranch(context, input),
  };
}

const PULLS: readonly PermissionName[] = ['pull_requests'];

function payload(input: Input, fields: Fields): Fields {
  return { clientMutationId: input.clientMutationId ?? null, ...fields };
}

function find<K extends Found['kind']>(
  context: Context,
  id: string,
  kinds: readonly K[],
): Extract<Found, { kind: K }> {
  const found = findNode(context.state, id);
  const isOne = (one: Found): one is Extract<Found, { kind: K }> =>
    (kinds as readonly string[]).includes(one.kind);
  if (isOne(found)) return found;
  throw noSuchNode(id);
}

function settle(context: Context, input: Input & { threadId: string }, resolve: boolean): Fields {
  const { state, token } = context;
  const { comments, pull, repository } = find(context, input.threadId, ['thread']);
  if (!mayResolve(token, repository, pull.author.login)) {
    throw refusalFor(token, `${resolve ? 'resolve' : 'unresolve'}ReviewThread`);
  }
  for (const { threadId } of comments.slice(0, 1)) {
    if (!resolve) state.resolvedBy.delete(threadId);
    else if (!state.resolvedBy.has(threadId)) state.resolvedBy.set(threadId, token.login);
  }
  return payload(input, { thread: threadFields(context, comments) });
}

/** ms609/TreeTools#279 does it with pull_requests: write. */
function minimize(
  context: Context,
  input: Input & { subjectId: string },
  reason: string | null,
): Fields {
  const found = find(context, input.subjectId, ['comment', 'review', 'issue-comment']);
  needs(context, found.repository, PULLS, 'write', 'minimizeComment');
  const subject = found.kind === 'review' ? found.review : found.comment;
  subject.minimizedReason = reason;
  const described = describeNode(context, found);
  return payload(input, {
    [reason === null ? 'unminimizedComment' : 'minimizedComment']: described,
  });
}

interface UpdateComment {
  pullRequestReviewCommentId: string;
  body: string;
}

function ownComment(context: Context, id: string): Extract<Found, { kind: 'comment' }> {
  const found = find(context, id, ['comment']);
  const hidden = isPending(context.state, found.comment.reviewId);
  if (hidden && found.comment.author !== context.token.login) throw noSuchNode(id);
  return found;
}

function updateComment(context: Context, input: Input & UpdateComment): Fields {
  const { comment, repository } = ownComment(context, input.pullRequestReviewCommentId);
  needs(context, repository, PULLS, 'write', 'updatePullRequestReviewComment');
  if (!mayEdit(context.token, comment)) {
    throw refusalFor(context.token, 'updatePullRequestReviewComment');
  }
  // The words are not verified.
  if (isUnfit(input.body)) throw problem('UNPROCESSABLE', "Body can't be blank");
  editComment(comment, input.body);
  return payload(input, { pullRequestReviewComment: commentFields(context, comment) });
}

function removeComment(context: Context, input: Input & { id: string }): Fields {
  const { comment, repository } = ownComment(context, input.id);
  needs(context, repository, PULLS, 'write', 'deletePullRequestReviewComment');
  const described = commentFields(context, comment);
  deleteComment(context.state, comment);
  return payload(input, {
    pullRequestReviewComment: described,
    pullRequestReview: reviewOf(context, comment),
  });
}

function reviewOf(context: Context, comment: ReviewComment): Fields | null {
  const review = context.state.reviews.find((one) => one.id === comment.reviewId);
  return review ? reviewFields(context, review) : null;
}

interface DismissReview {
  pullRequestReviewId: string;
  message: string;
}

function dismissReview(context: Context, input: Input & DismissReview): Fields {
  const { review, repository } = find(context, input.pullRequestReviewId, ['review']);
  needs(context, repository, PULLS, 'write', 'dismissPullRequestReview');
  if (!isSubmitted(review)) throw noSuchNode(input.pullRequestReviewId);
  if (!['APPROVED', 'CHANGES_REQUESTED'].includes(review.state)) {
    throw problem('UNPROCESSABLE', CAN_NOT_DISMISS);
  }
  review.state = 'DISMISSED';
  return payload(input, { pullRequestReview: reviewFields(context, review) });
}

/** A review that only comments can't be dismissed; the words are not verified. */
const CAN_NOT_DISMISS = 'Can not dismiss a commented pull request review';

function addReaction(
  context: Context,
  input: Input & { subjectId: string; content: string },
): Fields {
  const found = find(context, input.subjectId, ['comment', 'issue-comment']);
  needs(context, found.repository, PULLS, 'write', 'addReaction');
  checkContentCreation(context.state, 'Reaction');
  const content = contentOf(input.content);
  const { state, token } = context;
  const added = react(state, found.comment.id, token.login, content);
  const subject = describeNode(context, found);
  return payload(input, { reaction: reaction(added.reaction), subject });
}
