import type { AppOptions } from './apps.ts';

/** A repository permission of a token, by the name GitHub gives it in its headers. */
export type PermissionName = 'contents' | 'pull_requests' | 'checks' | 'issues' | 'actions';

/** Everything that is installed may read metadata. */
export type RoutePermission = PermissionName | 'metadata';

export type Access = 'read' | 'write';

/** A token the double knows; every other one is answered with 401. */
export interface TokenOptions {
  type: 'installation' | 'pat';
  /** Who the token acts as, for example `github-actions[bot]`. */
  login: string;
  permissions: Partial<Record<PermissionName, Access>>;
  /** The only repositories that it reaches, but for reading what is public. */
  repositoryIds?: readonly number[];
  /** The same by `owner/name`, as the token of a workflow's job reaches the workflow's repository. */
  repositories?: readonly string[];
}

export interface RepositoryOptions {
  /** A bare or normal git repository; without it the first pull request's is taken. */
  gitDir?: string;
  private?: boolean;
  defaultBranch?: string;
  /** The repository setting "Allow GitHub Actions to create and approve pull requests". */
  allowActionsToApprove?: boolean;
  /** The roles of people, by login. Everybody else can read what is public. */
  collaborators?: Record<string, Role>;
}

/** https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

/**
 * How a comment outside the diff is refused. Both wordings were seen: the first in
 * parkerbxyz/suggest-changes#28 and QwenLM/qwen-code#6711, the second in
 * warpdotdev/oz-for-oss#310 and max-sixty/tend#123 (2026). A client must work with either.
 */
export type AnchorWording = 'part-of-the-diff' | 'could-not-be-resolved';

export interface SecondaryLimit {
  /** How many requests that create content are let through. */
  after: number;
  /** Seconds, sent as `retry-after`; the block is lifted when they have passed. */
  retryAfter?: number;
  /** `abuse` is the 422 of octokit/plugin-throttling.js#775, the default the documented 403. */
  kind?: 'forbidden' | 'abuse';
}

export interface GitHubOptions {
  apps?: readonly AppOptions[];
  tokens: Record<string, TokenOptions>;
  /** By `owner/name`. A pull request adds its repository when it isn't listed here. */
  repositories?: Record<string, RepositoryOptions>;
  /** Leaves out the patch of a file, as GitHub does without saying why. */
  dropPatch?: (path: string) => boolean;
  /** The primary limit of each token; 1,000 for installations and 5,000 for users by default. */
  rateLimit?: { limit: number; remaining?: number };
  /** The same of GraphQL, in points. */
  graphqlRateLimit?: { limit: number; remaining?: number };
  secondaryLimit?: SecondaryLimit;
  anchorWording?: AnchorWording;
  /**
   * Whether createCommitOnBranch keeps the mode of a file that is there, which is not verified;
   * babarot/gh-infra#167 says that it makes all files 100644. A client must work with either.
   */
  commitKeepsModes?: boolean;
  /** GitHub Enterprise Server instead of github.com. */
  enterprise?: EnterpriseOptions;
  onRequest?: OnRequest;
}

export interface EnterpriseOptions {
  /** One that GitHub supports and describes. */
  version: '3.17' | '3.18' | '3.19';
  /** Whether comments on whole files are known; 3.6 had none (octokit/octokit.rb#1748). */
  fileComments?: boolean;
  /** "Rate limits are disabled by default for GitHub Enterprise Server." */
  rateLimits?: boolean;
}

export interface PullRequestOptions {
  owner: string;
  repo: string;
  /** Unique in the double, so that `reviews(number)` needs no repository. */
  number: number;
  gitDir: string;
  /** The tip of the base branch and of the head branch, as commits of `gitDir`. */
  base: string;
  head: string;
  author?: { login: string; type: 'User' | 'Bot' };
  /** The account of the author was deleted (backstage/backstage#15834, iFixit/pulldasher#61). */
  authorGone?: boolean;
  title?: string;
  baseRef?: string;
  headRef?: string;
  /** The head branch is in a fork that belongs to the author. */
  fork?: boolean;
  draft?: boolean;
  state?: 'open' | 'closed';
  merged?: boolean;
  locked?: boolean;
  /** "Allow edits by maintainers" of a fork's branch. */
  maintainerCanModify?: boolean;
}

/** One request as `onRequest` sees it, before anything is decided. */
export interface RequestInfo {
  index: number;
  method: string;
  /** With the query string, as it was sent. */
  path: string;
  /** Parsed when it is JSON, the text otherwise, undefined when there is none. */
  body: unknown;
}

export interface FaultReply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Do what was asked first, then answer with this all the same. */
  after?: boolean;
}

/** How the answer to a request that was carried out gets lost on its way, its status not. */
export type Loss =
  /** The connection is closed after half of the answer. */
  | 'cut'
  /** The same, and the answer never told its length: nothing in HTTP says that it is not whole. */
  | 'cut-unsized'
  /** There is no body. */
  | 'empty'
  /** A page in HTML instead of it. */
  | 'html';

/** `drop` closes the connection unanswered, `drop-after` does so after doing what was asked. */
export type Fault = 'drop' | 'drop-after' | Loss | { delayMs: number } | FaultReply;

export type OnRequest = (info: RequestInfo) => Fault | undefined | Promise<Fault | undefined>;

/** One line of the request log. */
export interface RequestRecord {
  index: number;
  method: string;
  path: string;
  body: unknown;
  /** Zero until it is answered, and for ever when the connection was dropped. */
  status: number;
  /** As GitHub's OpenAPI document names it, or `graphql query`, `graphql mutation ...`. */
  operation: string;
  createsContent: boolean;
  /** In milliseconds, of the clock of `performance.now`. */
  startedAt: number;
  endedAt: number | undefined;
}
