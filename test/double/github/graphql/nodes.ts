import { pullByNumber } from '../pulls.ts';
import { isSubmitted } from '../review-state.ts';
import type {
  IssueComment,
  PullRequest,
  Repository,
  Review,
  ReviewComment,
  State,
} from '../state.ts';
import { commentFields, issueCommentFields, reviewFields } from './comment.ts';
import type { Context, Fields } from './context.ts';
import { noSuchNode } from './problem.ts';
import { pullFields } from './pull.ts';
import { threadFields } from './thread.ts';

/** What an id names, of the kinds that the double knows. */
export type Found =
  | { kind: 'comment'; comment: ReviewComment; pull: PullRequest; repository: Repository }
  | { kind: 'review'; review: Review; pull: PullRequest; repository: Repository }
  | { kind: 'issue-comment'; comment: IssueComment; repository: Repository }
  | { kind: 'thread'; comments: ReviewComment[]; pull: PullRequest; repository: Repository }
  | { kind: 'pull'; pull: PullRequest; repository: Repository };

/** Finds what an opaque id names, or says as GitHub does that there is nothing. */
export function findNode(state: State, id: string): Found {
  const [kind = '', number = ''] = Buffer.from(id, 'base64').toString().split(':');
  const found = finders[kind]?.(state, Number(number));
  if (!found) throw noSuchNode(id);
  return found;
}

const finders: Readonly<Record<string, (state: State, id: number) => Found | undefined>> = {
  PullRequestReviewComment(state, id) {
    const comment = state.comments.find((one) => one.id === id);
    return comment && { kind: 'comment', comment, ...placeOf(state, comment.pullNumber) };
  },
  PullRequestReview(state, id) {
    const review = state.reviews.find((one) => one.id === id);
    return review && { kind: 'review', review, ...placeOf(state, review.pullNumber) };
  },
  IssueComment(state, id) {
    const comment = state.issueComments.find((one) => one.id === id);
    const repository = state.repositories.find((one) => one.id === comment?.repositoryId);
    return comment && repository && { kind: 'issue-comment', comment, repository };
  },
  PullRequestReviewThread(state, id) {
    const comments = state.comments.filter((one) => one.threadId === id);
    const [first] = comments;
    return first && { kind: 'thread', comments, ...placeOf(state, first.pullNumber) };
  },
  PullRequest(state, id) {
    const pull = state.pulls.find((one) => one.id === id);
    return pull && { kind: 'pull', pull, repository: pull.repository };
  },
};

function placeOf(state: State, pullNumber: number): { pull: PullRequest; repository: Repository } {
  const pull = pullByNumber(state, pullNumber);
  return { pull, repository: pull.repository };
}

/** A node as an answer. */
export function describeNode(context: Context, found: Found): Fields {
  switch (found.kind) {
    case 'comment':
      return commentFields(context, found.comment);
    case 'review':
      return reviewFields(context, found.review);
    case 'issue-comment':
      return issueCommentFields(context, found.repository, found.comment);
    case 'thread':
      return threadFields(context, found.comments);
    case 'pull':
      return pullFields(context, found.pull);
  }
}

/** Whether others than its author see it yet. */
export function isPending(state: State, reviewId: number): boolean {
  const review = state.reviews.find((one) => one.id === reviewId);
  return review !== undefined && !isSubmitted(review);
}
