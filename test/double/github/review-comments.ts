import type { AnchorRequest } from './anchors.ts';
import type { Handler, RepositoryCall } from './call.ts';
import { pullRequestFiles } from './diff.ts';
import { anchorErrors, invalidRequest, notImplemented, validationFailed } from './errors.ts';
import { paginate } from './pagination.ts';
import { commentPayload } from './payload-review.ts';
import { findPull } from './pulls.ts';
import { relocate } from './relocate.ts';
import {
  bodyFault,
  isPartOf,
  refuseSecondReviewByComment,
  submittedComments,
  TOO_LONG,
} from './review-state.ts';
import { addComment, addReview, lineFields, resolveComment, type Place } from './reviews.ts';
import type { PullRequest, ReviewComment } from './state.ts';

const RESOURCE = 'PullRequestReviewComment';

interface CreateComment extends AnchorRequest {
  body: string;
  commit_id: string;
  path: string;
  subject_type?: 'line' | 'file';
  in_reply_to?: number;
}

type PlaceInPath = Place & { path: string; inReplyTo?: number; threadId?: number };

/** GET /repos/{owner}/{repo}/pulls/{pull_number}/comments */
export const listComments: Handler = (call) => {
  const pull = findPull(call);
  const page = paginate(call, submittedComments(call.state, pull.number));
  const body = page.items.map((comment) => commentPayload(call.state, pull, comment));
  return { status: 200, body, headers: page.headers };
};

/**
 * POST /repos/{owner}/{repo}/pulls/{pull_number}/comments. A comment that is not part of a review
 * makes one of its own (speakeasy-api/mcp-setup-docs observed it).
 */
export const createComment: Handler = async (call) => {
  const { state, token } = call;
  const pull = findPull(call);
  const wanted = call.body as CreateComment;
  if (Object.hasOwn(wanted, 'positioning')) throw notImplemented('the key "positioning"');
  // octokit/octokit.rb#1748
  if (state.options.enterprise?.fileComments === false && Object.hasOwn(wanted, 'subject_type')) {
    throw invalidRequest('"subject_type" is not a permitted key.');
  }
  checkText(wanted.body);
  const reply = wanted.in_reply_to !== undefined;
  const commitId = reply ? pull.head : wanted.commit_id;
  if (!isPartOf(pull, commitId)) refuseCommit();
  const place = reply ? placeOfReply(call, pull, wanted) : await placeOf(call, pull, wanted);
  refuseSecondReviewByComment(state, pull, token.login);
  const review = addReview(state, pull, {
    author: token.login,
    state: 'COMMENTED',
    body: '',
    commitId,
  });
  const comment = addComment(state, pull, review, { ...place, body: wanted.body });
  if (commitId !== pull.head) await relocate(state, pull, comment);
  return { status: 201, body: commentPayload(state, pull, comment) };
};

/** The words for a blank body are what the documentation says of the code `missing_field`. */
export function checkText(text: string): void {
  const fault = bodyFault(text);
  if (fault === 'blank') {
    throw validationFailed({ resource: RESOURCE, code: 'missing_field', field: 'body' });
  }
  if (fault === 'long') {
    const message = `body ${TOO_LONG}`;
    throw validationFailed({ resource: RESOURCE, code: 'custom', field: 'body', message });
  }
}

/** prontolabs/pronto#99, packsaddle/ruby-saddler#45 */
function refuseCommit(): never {
  const message = 'commit_id is not part of the pull request';
  throw validationFailed({ resource: RESOURCE, code: 'custom', field: 'commit_id', message });
}

async function placeOf(
  call: RepositoryCall,
  pull: PullRequest,
  wanted: CreateComment,
): Promise<PlaceInPath> {
  const { state } = call;
  const wording = state.options.anchorWording ?? 'part-of-the-diff';
  if (wanted.subject_type === 'file') {
    const files = await pullRequestFiles(state, pull, wanted.commit_id);
    const changed = files.some((file) => file.filename === wanted.path);
    if (!changed) throw validationFailed(...anchorErrors(['path'], wording));
    return { path: wanted.path, ...WHOLE_FILE };
  }
  const anchor = await resolveComment(state, pull, wanted.commit_id, wanted);
  if (Array.isArray(anchor)) throw validationFailed(...anchorErrors(anchor, wording));
  return { path: wanted.path, ...lineFields(anchor) };
}

/**
 * A comment on a file has line 1 and position 1 and no hunk, not nulls: speakeasy-api's
 * mcp-setup-docs measured it in 2026. `subject_type` alone tells what it is.
 */
const WHOLE_FILE = {
  subjectType: 'file',
  side: 'RIGHT',
  startSide: null,
  line: 1,
  startLine: null,
  originalLine: 1,
  originalStartLine: null,
  position: 1,
  originalPosition: 1,
  diffHunk: '',
} as const;

/** Replies are where their thread is; a reply to a reply belongs to the thread's first comment. */
function placeOfReply(call: RepositoryCall, pull: PullRequest, wanted: CreateComment): PlaceInPath {
  const visible = submittedComments(call.state, pull.number);
  const byId = (id: number | undefined): ReviewComment | undefined =>
    visible.find((comment) => comment.id === id);
  const parent = byId(wanted.in_reply_to);
  if (!parent) {
    throw validationFailed({ resource: RESOURCE, code: 'invalid', field: 'in_reply_to' });
  }
  const first = byId(parent.inReplyTo ?? undefined) ?? parent;
  return { ...first, inReplyTo: first.id };
}
