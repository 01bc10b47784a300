import { validationFailed, unprocessable, type FieldError } from './errors.ts';
import type { PullRequest, Review, ReviewComment, State } from './state.ts';

/** In characters, as Ruby counts them (docker/scout-action#66, renovatebot/renovate#2032). */
const MAX_BODY = 65_536;

/** What is wrong with the text of a comment or review, or undefined. */
export function bodyFault(text: string): 'blank' | 'long' | undefined {
  if (text.trim() === '') return 'blank';
  return [...text].length > MAX_BODY ? 'long' : undefined;
}

/** What GitHub says of a text that is too long. */
export const TOO_LONG = `is too long (maximum is ${MAX_BODY} characters)`;

/** Whether a review was submitted, so that others than its author see it. */
export function isSubmitted(review: Review): boolean {
  return review.state !== 'PENDING';
}

/** The review an author has begun and not submitted: there can be one. */
function pendingReview(state: State, pull: PullRequest, author: string): Review | undefined {
  return state.reviews.find(
    (review) =>
      review.pullNumber === pull.number && review.author === author && !isSubmitted(review),
  );
}

/** The comments of submitted reviews: those that everybody sees. */
export function submittedComments(state: State, number: number): ReviewComment[] {
  const submitted = new Set(state.reviews.filter(isSubmitted).map((review) => review.id));
  return state.comments.filter(
    (comment) => comment.pullNumber === number && submitted.has(comment.reviewId),
  );
}

/** max-sixty/tend#1171, nick-neely/reprove#134: whatever the event of the new review is. */
export function refuseSecondReview(state: State, pull: PullRequest, author: string): void {
  if (!pendingReview(state, pull, author)) return;
  throw unprocessable('User can only have one pending review per pull request');
}

/** The same of a single comment (diohub's #18). */
export function refuseSecondReviewByComment(state: State, pull: PullRequest, author: string): void {
  if (!pendingReview(state, pull, author)) return;
  const error: FieldError = {
    resource: 'PullRequestReview',
    code: 'custom',
    field: 'user_id',
    message: 'user_id can only have one pending review per pull request',
  };
  throw validationFailed(error);
}

/** Whether a commit is one of the pull request's own. */
export function isPartOf(pull: PullRequest, commit: string): boolean {
  return commit === pull.head || pull.commits.includes(commit);
}
