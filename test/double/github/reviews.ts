import { resolveAnchor, type Anchor, type AnchorFault, type AnchorRequest } from './anchors.ts';
import { numberParam, type Handler, type RepositoryCall } from './call.ts';
import { pullRequestFiles } from './diff.ts';
import { anchorSentence, notFound, refusal, unprocessable } from './errors.ts';
import { paginate } from './pagination.ts';
import { commentPayload, reviewPayload } from './payload-review.ts';
import { findPull } from './pulls.ts';
import { relocate } from './relocate.ts';
import { bodyFault, isPartOf, isSubmitted, refuseSecondReview, TOO_LONG } from './review-state.ts';
import { nextId, timestamp } from './state.ts';
import type { PullRequest, Review, ReviewComment, ReviewState, State } from './state.ts';
import { firstSuggestion } from './suggestion-block.ts';

interface DraftComment extends AnchorRequest {
  path: string;
  body: string;
}

interface CreateReview {
  commit_id?: string;
  body?: string;
  event?: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  comments?: readonly DraftComment[];
}

/** What a review is after each event. */
export const STATES: Record<NonNullable<CreateReview['event']>, ReviewState> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

/** POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews: all of it or nothing. */
export const createReview: Handler = async (call) => {
  const { state, token } = call;
  const pull = findPull(call);
  const wanted = call.body as CreateReview;
  const comments = wanted.comments ?? [];
  const commit = wanted.commit_id ?? pull.head;
  checkReviewText(wanted);
  checkVerdict(call, pull, wanted);
  // reviewdog/reviewdog#434
  if (!isPartOf(pull, commit)) throw unprocessable('The commitOID is not part of the pull request');
  const anchors = await resolveAll(call, pull, commit, comments);
  for (const comment of comments) checkCommentText(comment.body);
  refuseSecondReview(state, pull, token.login);
  const review = addReview(state, pull, {
    author: token.login,
    state: wanted.event ? STATES[wanted.event] : 'PENDING',
    body: wanted.body ?? '',
    commitId: commit,
  });
  for (const [at, { path, body }] of comments.entries()) {
    const anchor = anchors[at];
    if (!anchor) continue;
    const added = addComment(state, pull, review, { path, body, ...lineFields(anchor) });
    if (commit !== pull.head) await relocate(state, pull, added);
  }
  return { status: 200, body: reviewPayload(state, pull, review) };
};

/** hubtty/hubtty#67 and #128; the words for a COMMENT that says nothing are not verified. */
export function checkReviewText(
  wanted: Pick<CreateReview, 'body' | 'event'> & { comments?: readonly unknown[] },
): void {
  const fault = bodyFault(wanted.body ?? '');
  if (fault === 'long') throw unprocessable(`Body ${TOO_LONG}`);
  if (fault !== 'blank') return;
  if (wanted.event === 'REQUEST_CHANGES') {
    throw unprocessable('You need to leave a comment indicating the requested changes.');
  }
  if (wanted.event === 'COMMENT' && (wanted.comments ?? []).length === 0) {
    throw unprocessable("Body can't be blank");
  }
}

/** cpp-linter/cpp-linter#51; the words for REQUEST_CHANGES are made after those for APPROVE. */
export function checkVerdict(
  call: RepositoryCall,
  pull: PullRequest,
  wanted: Pick<CreateReview, 'event'>,
): void {
  const { login } = call.token;
  const approve = wanted.event === 'APPROVE';
  if (!approve && wanted.event !== 'REQUEST_CHANGES') return;
  if (login === pull.author.login) {
    throw unprocessable(
      `Can not ${approve ? 'approve' : 'request changes on'} your own pull request`,
    );
  }
  const actions = login === 'github-actions[bot]';
  if (approve && actions && !pull.repository.allowActionsToApprove) {
    throw unprocessable('GitHub Actions is not permitted to approve pull requests.');
  }
}

async function resolveAll(
  call: RepositoryCall,
  pull: PullRequest,
  commit: string,
  comments: readonly DraftComment[],
): Promise<Anchor[]> {
  const resolved = await Promise.all(
    comments.map((comment) => resolveComment(call.state, pull, commit, comment)),
  );
  const faults = resolved.filter((one) => Array.isArray(one));
  if (faults.length > 0) {
    const wording = call.state.options.anchorWording ?? 'part-of-the-diff';
    throw refusal(422, 'Unprocessable Entity', { errors: [anchorSentence(faults, wording)] });
  }
  return resolved.filter((one): one is Anchor => !Array.isArray(one));
}

/** Finds the anchor of a comment in the diff that ends with the given commit. */
export async function resolveComment(
  state: State,
  pull: PullRequest,
  commit: string,
  comment: AnchorRequest & { path: string },
): Promise<Anchor | AnchorFault[]> {
  const files = await pullRequestFiles(state, pull, commit);
  const file = files.find((candidate) => candidate.filename === comment.path);
  return file ? resolveAnchor(file.patch, comment) : ['path'];
}

/** The words for a blank comment are not verified. */
function checkCommentText(text: string): void {
  const fault = bodyFault(text);
  if (fault === 'blank') throw unprocessable("Pull request review comment body can't be blank");
  if (fault === 'long') throw unprocessable(`Pull request review comment body ${TOO_LONG}`);
}

/** Adds a review to the memory. */
export function addReview(
  state: State,
  pull: PullRequest,
  review: Pick<Review, 'author' | 'state' | 'body' | 'commitId'>,
): Review {
  const createdAt = timestamp();
  const added = {
    ...review,
    id: nextId(state),
    pullNumber: pull.number,
    createdAt,
    submittedAt: review.state === 'PENDING' ? null : createdAt,
    minimizedReason: null,
  };
  state.reviews.push(added);
  return added;
}

/** What the review of a comment doesn't tell of it. */
type NewComment = Pick<ReviewComment, 'path' | 'body'> &
  Place & { inReplyTo?: number; threadId?: number };

export type Place = Pick<
  ReviewComment,
  | ('side' | 'line' | 'startLine' | 'startSide' | 'position' | 'diffHunk' | 'subjectType')
  | ('originalLine' | 'originalStartLine' | 'originalPosition')
>;

/** Adds a comment to a review. */
export function addComment(
  state: State,
  pull: PullRequest,
  review: Review,
  comment: NewComment,
): ReviewComment {
  const now = timestamp();
  const added: ReviewComment = {
    inReplyTo: null,
    threadId: nextId(state),
    ...comment,
    id: nextId(state),
    reviewId: review.id,
    pullNumber: pull.number,
    author: review.author,
    commitId: review.commitId,
    originalCommitId: review.commitId,
    originalMergeBase: pull.mergeBase,
    createdAt: now,
    updatedAt: now,
    minimizedReason: null,
    suggestion: firstSuggestion(comment.body) ?? null,
  };
  state.comments.push(added);
  return added;
}

/** Where a new comment on a line is. */
export function lineFields(anchor: Anchor): Place {
  return {
    ...anchor,
    subjectType: 'line',
    originalLine: anchor.line,
    originalStartLine: anchor.startLine,
    originalPosition: anchor.position,
  };
}

/** GET .../reviews: the pending ones are seen by their author alone (nick-neely/reprove#134). */
export const listReviews: Handler = (call) => {
  const pull = findPull(call);
  const visible = call.state.reviews.filter(
    (review) => review.pullNumber === pull.number && isVisible(call, review),
  );
  const page = paginate(call, visible);
  const body = page.items.map((review) => reviewPayload(call.state, pull, review));
  return { status: 200, body, headers: page.headers };
};

function isVisible(call: RepositoryCall, review: Review): boolean {
  return isSubmitted(review) || review.author === call.token.login;
}

/** The review a call names. */
export function findReview(call: RepositoryCall, pull: PullRequest): Review {
  const id = numberParam(call, 'review_id');
  const review = call.state.reviews.find(
    (candidate) => candidate.id === id && candidate.pullNumber === pull.number,
  );
  if (!review || !isVisible(call, review)) throw notFound();
  return review;
}

/** DELETE .../reviews/{review_id}: a pending one only (apache/magpie#1300). */
export const deleteReview: Handler = (call) => {
  const { state } = call;
  const pull = findPull(call);
  const review = findReview(call, pull);
  if (isSubmitted(review)) {
    throw unprocessable('Can not delete a non-pending pull request review');
  }
  state.reviews = state.reviews.filter((other) => other !== review);
  state.comments = state.comments.filter((comment) => comment.reviewId !== review.id);
  return { status: 200, body: reviewPayload(state, pull, review) };
};

/** GET .../reviews/{review_id}/comments */
export const listCommentsOfReview: Handler = (call) => {
  const pull = findPull(call);
  const review = findReview(call, pull);
  const all = call.state.comments.filter((comment) => comment.reviewId === review.id);
  const page = paginate(call, all);
  const body = page.items.map((comment) => commentPayload(call.state, pull, comment));
  return { status: 200, body, headers: page.headers };
};
