import { getRateLimit, getUser } from './account.ts';
import type { Handler, PlainHandler, RepositoryCall } from './call.ts';
import { downloadArtifact, getArtifact, listArtifacts } from './artifacts.ts';
import {
  createCheckRun,
  getCheckRun,
  listAnnotations,
  listCheckRuns,
  refuseUsers,
  rerequestCheckRun,
  updateCheckRun,
} from './checks.ts';
import { getPermission } from './collaborators.ts';
import { getComment, patchComment, removeComment, replyToComment } from './edit-comments.ts';
import { getTree } from './git-trees.ts';
import { createBlob, createCommit, createTree, getRef, updateRef } from './git-write.ts';
import {
  createIssueComment,
  getIssueComment,
  listIssueComments,
  patchIssueComment,
  removeIssueComment,
} from './issue-comments.ts';
import { listPulls, pullsOfCommit } from './pull-lists.ts';
import {
  listIssueReactions,
  listReactions,
  reactToComment,
  reactToIssueComment,
} from './reactions.ts';
import { dismissReview, getReview, submitReview, updateReview } from './review-verdicts.ts';
import { compare } from './compare.ts';
import { getBlob, getContents } from './git-data.ts';
import type { RoutePermission } from './options.ts';
import { getPull, listFiles } from './pulls.ts';
import { createComment, listComments } from './review-comments.ts';
import { createReview, deleteReview, listCommentsOfReview, listReviews } from './reviews.ts';

interface Route {
  /** As GitHub's OpenAPI document names it. */
  operation: string;
  /** One of them is enough. */
  permissions: readonly RoutePermission[];
  handle: Handler;
  /** Refuses before the permissions are looked at. */
  first?: (call: RepositoryCall) => void;
  /** What is created, for the limit on creating content. */
  creates?: string;
}

const REPOSITORY = '/repos/{owner}/{repo}';
const PULL = `${REPOSITORY}/pulls/{pull_number}`;
const REVIEW = `${PULL}/reviews/{review_id}`;
const COMMENT = `${REPOSITORY}/pulls/comments/{comment_id}`;
const ISSUE_COMMENTS = `${REPOSITORY}/issues/{issue_number}/comments`;
const ISSUE_COMMENT = `${REPOSITORY}/issues/comments/{comment_id}`;
const ARTIFACT = `${REPOSITORY}/actions/artifacts/{artifact_id}`;
const CHECK_RUN = `${REPOSITORY}/check-runs/{check_run_id}`;

const pulls = { permissions: ['pull_requests'] } as const;
const issues = { permissions: ['issues', 'pull_requests'] } as const;
const contents = { permissions: ['contents'] } as const;
const checks = { permissions: ['checks'] } as const;
const actions = { permissions: ['actions'] } as const;

const ROUTES: readonly Route[] = [
  { operation: `get ${PULL}`, ...pulls, handle: getPull },
  { operation: `get ${PULL}/files`, ...pulls, handle: listFiles },
  { operation: `get ${PULL}/comments`, ...pulls, handle: listComments },
  {
    operation: `post ${PULL}/comments`,
    ...pulls,
    handle: createComment,
    creates: 'PullRequestReviewComment',
  },
  { operation: `get ${PULL}/reviews`, ...pulls, handle: listReviews },
  {
    operation: `post ${PULL}/reviews`,
    ...pulls,
    handle: createReview,
    creates: 'PullRequestReview',
  },
  { operation: `get ${REPOSITORY}/pulls`, ...pulls, handle: listPulls },
  { operation: `get ${COMMENT}`, ...pulls, handle: getComment },
  { operation: `patch ${COMMENT}`, ...pulls, handle: patchComment },
  { operation: `delete ${COMMENT}`, ...pulls, handle: removeComment },
  {
    operation: `post ${PULL}/comments/{comment_id}/replies`,
    ...pulls,
    handle: replyToComment,
    creates: 'PullRequestReviewComment',
  },
  { operation: `get ${COMMENT}/reactions`, ...pulls, handle: listReactions },
  { operation: `post ${COMMENT}/reactions`, ...pulls, handle: reactToComment, creates: 'Reaction' },
  { operation: `get ${ISSUE_COMMENTS}`, ...issues, handle: listIssueComments },
  {
    operation: `post ${ISSUE_COMMENTS}`,
    ...issues,
    handle: createIssueComment,
    creates: 'IssueComment',
  },
  { operation: `get ${ISSUE_COMMENT}`, ...issues, handle: getIssueComment },
  { operation: `patch ${ISSUE_COMMENT}`, ...issues, handle: patchIssueComment },
  { operation: `delete ${ISSUE_COMMENT}`, ...issues, handle: removeIssueComment },
  { operation: `get ${ISSUE_COMMENT}/reactions`, ...issues, handle: listIssueReactions },
  {
    operation: `post ${ISSUE_COMMENT}/reactions`,
    ...issues,
    handle: reactToIssueComment,
    creates: 'Reaction',
  },
  { operation: `get ${REVIEW}`, ...pulls, handle: getReview },
  { operation: `put ${REVIEW}`, ...pulls, handle: updateReview },
  { operation: `delete ${REVIEW}`, ...pulls, handle: deleteReview },
  {
    operation: `post ${REVIEW}/events`,
    ...pulls,
    handle: submitReview,
    creates: 'PullRequestReview',
  },
  { operation: `put ${REVIEW}/dismissals`, ...pulls, handle: dismissReview },
  {
    operation: `get ${REPOSITORY}/collaborators/{username}/permission`,
    permissions: ['metadata'],
    handle: getPermission,
  },
  { operation: `get ${REPOSITORY}/commits/{commit_sha}/pulls`, ...pulls, handle: pullsOfCommit },
  { operation: `get ${REPOSITORY}/git/trees/{tree_sha}`, ...contents, handle: getTree },
  { operation: `get ${REPOSITORY}/git/ref/{ref}`, ...contents, handle: getRef },
  { operation: `post ${REPOSITORY}/git/blobs`, ...contents, handle: createBlob },
  { operation: `post ${REPOSITORY}/git/trees`, ...contents, handle: createTree },
  { operation: `post ${REPOSITORY}/git/commits`, ...contents, handle: createCommit },
  { operation: `patch ${REPOSITORY}/git/refs/{ref}`, ...contents, handle: updateRef },
  {
    operation: `get ${REPOSITORY}/actions/runs/{run_id}/artifacts`,
    ...actions,
    handle: listArtifacts,
  },
  { operation: `get ${ARTIFACT}`, ...actions, handle: getArtifact },
  { operation: `get ${ARTIFACT}/{archive_format}`, ...actions, handle: downloadArtifact },
  { operation: `get ${CHECK_RUN}`, ...checks, handle: getCheckRun },
  {
    operation: `post ${CHECK_RUN}/rerequest`,
    ...checks,
    handle: rerequestCheckRun,
    first: refuseUsers,
  },
  { operation: `get ${REVIEW}/comments`, ...pulls, handle: listCommentsOfReview },
  { operation: `get ${REPOSITORY}/git/blobs/{file_sha}`, ...contents, handle: getBlob },
  { operation: `get ${REPOSITORY}/contents/{path}`, ...contents, handle: getContents },
  { operation: `get ${REPOSITORY}/compare/{basehead}`, ...contents, handle: compare },
  {
    operation: `post ${REPOSITORY}/check-runs`,
    ...checks,
    handle: createCheckRun,
    first: refuseUsers,
    creates: 'CheckRun',
  },
  { operation: `patch ${CHECK_RUN}`, ...checks, handle: updateCheckRun, first: refuseUsers },
  { operation: `get ${CHECK_RUN}/annotations`, ...checks, handle: listAnnotations },
  { operation: `get ${REPOSITORY}/commits/{ref}/check-runs`, ...checks, handle: listCheckRuns },
];

const PLAIN: Readonly<Record<string, PlainHandler>> = {
  'get /user': getUser,
  'get /rate_limit': getRateLimit,
};

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Finds the operation that a method and a path are for; the path is encoded, and well. */
export function findRoute(method: string, path: string): Match | undefined {
  for (const route of ROUTES) {
    const [verb = '', template = ''] = route.operation.split(' ');
    const found = verb === method.toLowerCase() ? patternOf(template).exec(path) : null;
    if (!found) continue;
    // The root of a repository has no path: that group matched nothing.
    const groups: Record<string, string | undefined> = found.groups ?? {};
    const parts = Object.entries(groups);
    const decoded = parts.map(([name, part]) => [name, decodeURIComponent(part ?? '')]);
    return { route, params: Object.fromEntries(decoded) };
  }
  return undefined;
}

/** Finds an operation that is about no repository. */
export function findPlainRoute(
  method: string,
  path: string,
): { operation: string; handle: PlainHandler } | undefined {
  const operation = `${method.toLowerCase()} ${path}`;
  const handle = PLAIN[operation];
  return handle && { operation, handle };
}

const patterns = new Map<string, RegExp>();

/** Names of branches and paths of files have slashes in them; the root of a repository no path. */
function patternOf(template: string): RegExp {
  const known = patterns.get(template);
  if (known) return known;
  const source = template
    .replace('/{path}', '(?:/(?<path>.+))?')
    .replace(/\{(basehead|ref)\}/g, '(?<$1>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const pattern = new RegExp(`^${source}$`);
  patterns.set(template, pattern);
  return pattern;
}
