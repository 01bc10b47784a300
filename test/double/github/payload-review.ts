import { isSubmitted } from './review-state.ts';
import { accountOf, nodeId, userPayload } from './payload-account.ts';
import { repositoryPage, repositoryUrl } from './payload-repository.ts';
import type { PullRequest, Repository, Review, ReviewComment, State } from './state.ts';

function pullAddresses(state: State, pull: PullRequest): { url: string; page: string } {
  return {
    url: `${repositoryUrl(state, pull.repository)}/pulls/${pull.number}`,
    page: `${repositoryPage(pull.repository)}/pull/${pull.number}`,
  };
}

/** What somebody is to a repository; being a collaborator doesn't tell whether one may write. */
export function association(repository: Repository, login: string): string {
  if (login === repository.owner) return 'OWNER';
  if (login.endsWith('[bot]')) return 'NONE';
  return repository.collaborators[login] ? 'COLLABORATOR' : 'CONTRIBUTOR';
}

/** The `pull-request-review` of a review. A pending one has no `submitted_at`. */
export function reviewPayload(
  state: State,
  pull: PullRequest,
  review: Review,
): Record<string, unknown> {
  const { url, page } = pullAddresses(state, pull);
  const html = `${page}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: userPayload(state, accountOf(review.author)),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: association(pull.repository, review.author),
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(isSubmitted(review) ? { submitted_at: review.submittedAt } : {}),
    commit_id: review.commitId,
  };
}

/** The `pull-request-review-comment` of a comment. */
export function commentPayload(
  state: State,
  pull: PullRequest,
  comment: ReviewComment,
): Record<string, unknown> {
  const { url, page } = pullAddresses(state, pull);
  const html = `${page}#discussion_r${comment.id}`;
  const self = `${repositoryUrl(state, pull.repository)}/pulls/comments/${comment.id}`;
  return {
    url: self,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: nodeId('PullRequestReviewComment', comment.id),
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitId,
    original_commit_id: comment.originalCommitId,
    user: userPayload(state, accountOf(comment.author)),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: html,
    pull_request_url: url,
    author_association: association(pull.repository, comment.author),
    _links: { self: { href: self }, html: { href: html }, pull_request: { href: url } },
    reactions: reactionsPayload(state, self, comment.id),
    start_line: comment.startLine,
    original_start_line: comment.originalStartLine,
    start_side: comment.startSide,
    line: comment.line,
    original_line: comment.originalLine,
    side: comment.side,
    original_position: comment.originalPosition,
    position: comment.position,
    subject_type: comment.subjectType,
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
  };
}

/** The `reaction-rollup` of a comment. */
export function reactionsPayload(
  state: State,
  url: string,
  subjectId: number,
): Record<string, unknown> {
  const all = state.reactions.filter((one) => one.subjectId === subjectId);
  const counts: Record<string, number> = {
    ...{ '+1': 0, '-1': 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 },
  };
  for (const { content } of all) counts[content] = (counts[content] ?? 0) + 1;
  return { url: `${url}/reactions`, total_count: all.length, ...counts };
}
