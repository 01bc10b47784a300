import { notAccessible } from './access.ts';
import type { Handler } from './call.ts';
import { unprocessable } from './errors.ts';
import { reviewPayload } from './payload-review.ts';
import { findPull } from './pulls.ts';
import { isSubmitted } from './review-state.ts';
import { checkReviewText, checkVerdict, findReview, STATES } from './reviews.ts';
import { timestamp } from './state.ts';

/** GET .../reviews/{review_id} */
export const getReview: Handler = (call) => {
  const pull = findPull(call);
  return { status: 200, body: reviewPayload(call.state, pull, findReview(call, pull)) };
};

/** PUT .../reviews/{review_id}: the words of one's own review. */
export const updateReview: Handler = (call) => {
  const pull = findPull(call);
  const review = findReview(call, pull);
  if (review.author !== call.token.login) throw notAccessible(call.token);
  const { body } = call.body as { body: string };
  checkReviewText({ body, event: 'COMMENT' });
  review.body = body;
  return { status: 200, body: reviewPayload(call.state, pull, review) };
};

/** POST .../reviews/{review_id}/events: submits a pending review; the words are not verified. */
export const submitReview: Handler = (call) => {
  const pull = findPull(call);
  const review = findReview(call, pull);
  const wanted = call.body as { body?: string; event: keyof typeof STATES };
  if (isSubmitted(review)) {
    throw unprocessable('Can not submit a review that is not pending');
  }
  const comments = call.state.comments.filter((one) => one.reviewId === review.id);
  checkReviewText({ body: wanted.body ?? review.body, event: wanted.event, comments });
  checkVerdict(call, pull, wanted);
  review.body = wanted.body ?? review.body;
  review.state = STATES[wanted.event];
  review.submittedAt = timestamp();
  return { status: 200, body: reviewPayload(call.state, pull, review) };
};

/**
 * PUT .../reviews/{review_id}/dismissals, of those that approve or request changes. An App may
 * (cpp-linter/cpp-linter#51); on protected branches fewer may, which the double doesn't know.
 */
export const dismissReview: Handler = (call) => {
  const pull = findPull(call);
  const review = findReview(call, pull);
  const { message } = call.body as { message: string };
  if (message.trim() === '') throw unprocessable("Message can't be blank");
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    throw unprocessable(`Can not dismiss a ${review.state.toLowerCase()} pull request review`);
  }
  review.state = 'DISMISSED';
  return { status: 200, body: reviewPayload(call.state, pull, review) };
};
