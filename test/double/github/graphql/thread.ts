import { nodeId } from '../payload-account.ts';
import { pullByNumber } from '../pulls.ts';
import { isSubmitted } from '../review-state.ts';
import type { ReviewComment } from '../state.ts';
import { user } from './actor.ts';
import { commentFields } from './comment.ts';
import { connection, type PageArguments } from './connection.ts';
import type { Context, Fields } from './context.ts';
import { mayResolve } from './rights.ts';

/** The threads of a pull request that the viewer sees, each as its comments, the oldest first. */
export function threadsOf(context: Context, pullNumber: number): ReviewComment[][] {
  const { state, token } = context;
  const threads = new Map<number, ReviewComment[]>();
  for (const comment of state.comments) {
    const review = state.reviews.find((one) => one.id === comment.reviewId);
    const visible = !review || isSubmitted(review) || review.author === token.login;
    if (comment.pullNumber !== pullNumber || !visible) continue;
    threads.set(comment.threadId, [...(threads.get(comment.threadId) ?? []), comment]);
  }
  return [...threads.values()];
}

/** PullRequestReviewThread */
export function threadFields(context: Context, comments: readonly ReviewComment[]): Fields {
  const { state, token } = context;
  const [first] = comments;
  if (!first) throw new Error('a thread has a comment');
  const pull = pullByNumber(state, first.pullNumber);
  const resolver = state.resolvedBy.get(first.threadId);
  const allowed = mayResolve(token, pull.repository, pull.author.login);
  const isResolved = resolver !== undefined;
  return {
    __typename: 'PullRequestReviewThread',
    id: nodeId('PullRequestReviewThread', first.threadId),
    isResolved,
    isCollapsed: isResolved,
    resolvedBy: user(resolver),
    isOutdated: first.line === null,
    viewerCanResolve: allowed && !isResolved,
    viewerCanUnresolve: allowed && isResolved,
    viewerCanReply: token.permissions.pull_requests === 'write',
    path: first.path,
    line: first.line,
    startLine: first.startLine,
    originalLine: first.originalLine,
    originalStartLine: first.originalStartLine,
    diffSide: first.side,
    startDiffSide: first.startSide,
    subjectType: first.subjectType.toUpperCase(),
    comments: (page: PageArguments) =>
      connection(comments, page, (comment) => commentFields(context, comment)),
  };
}
