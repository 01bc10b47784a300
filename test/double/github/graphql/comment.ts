import { nodeId, stableId } from '../payload-account.ts';
import { repositoryPage } from '../payload-repository.ts';
import { pullByNumber } from '../pulls.ts';
import { isSubmitted } from '../review-state.ts';
import type { IssueComment, Repository, Review, ReviewComment } from '../state.ts';
import { actor } from './actor.ts';
import type { Context, Fields } from './context.ts';
import { reactionFields } from './reaction.ts';
import { may } from './rights.ts';

/** What comments of all kinds and reviews have in common. */
function textFields(
  context: Context,
  repository: Repository,
  one: Pick<Review, 'id' | 'author' | 'body' | 'minimizedReason'>,
): Fields {
  const { token } = context;
  const writes = may(token, repository, 'pull_requests', 'write');
  return {
    databaseId: one.id,
    fullDatabaseId: String(one.id),
    author: actor(one.author),
    body: one.body,
    isMinimized: one.minimizedReason !== null,
    minimizedReason: one.minimizedReason,
    viewerDidAuthor: one.author === token.login,
    viewerCanDelete: writes,
    viewerCanMinimize: writes,
    viewerCanReact: true,
    viewerCanUpdate: writes && one.author === token.login,
    ...reactionFields(context, one.id),
  };
}

/** PullRequestReviewComment */
export function commentFields(context: Context, comment: ReviewComment): Fields {
  const { state } = context;
  const { repository } = pullByNumber(state, comment.pullNumber);
  const review = state.reviews.find((one) => one.id === comment.reviewId);
  const url = `${repositoryPage(repository)}/pull/${comment.pullNumber}#discussion_r${comment.id}`;
  return {
    __typename: 'PullRequestReviewComment',
    id: nodeId('PullRequestReviewComment', comment.id),
    ...textFields(context, repository, comment),
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    lastEditedAt: comment.updatedAt === comment.createdAt ? null : comment.updatedAt,
    path: comment.path,
    diffHunk: comment.diffHunk,
    subjectType: comment.subjectType.toUpperCase(),
    line: comment.line,
    startLine: comment.startLine,
    originalLine: comment.originalLine,
    originalStartLine: comment.originalStartLine,
    position: comment.position,
    originalPosition: comment.originalPosition,
    outdated: comment.line === null,
    commit: commitFields(comment.commitId),
    originalCommit: commitFields(comment.originalCommitId),
    state: review && !isSubmitted(review) ? 'PENDING' : 'SUBMITTED',
    url,
    resourcePath: new URL(url).pathname,
    replyTo: () => {
      const parent = state.comments.find((one) => one.id === comment.inReplyTo);
      return parent ? commentFields(context, parent) : null;
    },
    pullRequestReview: review ? reviewFields(context, review) : null,
  };
}

/** PullRequestReview without its comments. */
export function reviewFields(context: Context, review: Review): Fields {
  const { repository } = pullByNumber(context.state, review.pullNumber);
  const page = `${repositoryPage(repository)}/pull/${review.pullNumber}`;
  const url = `${page}#pullrequestreview-${review.id}`;
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PullRequestReview', review.id),
    ...textFields(context, repository, review),
    state: review.state,
    submittedAt: review.submittedAt,
    createdAt: review.createdAt,
    commit: commitFields(review.commitId),
    url,
    resourcePath: new URL(url).pathname,
  };
}

/** IssueComment */
export function issueCommentFields(
  context: Context,
  repository: Repository,
  comment: IssueComment,
): Fields {
  const page = `${repositoryPage(repository)}/pull/${comment.issueNumber}`;
  const url = `${page}#issuecomment-${comment.id}`;
  return {
    __typename: 'IssueComment',
    id: nodeId('IssueComment', comment.id),
    ...textFields(context, repository, comment),
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    url,
    resourcePath: new URL(url).pathname,
  };
}

/** As much of a commit as its name tells. */
function commitFields(sha: string): Fields {
  const id = nodeId('Commit', stableId(sha));
  return { __typename: 'Commit', id, oid: sha, abbreviatedOid: sha.slice(0, 7) };
}
