import type { Side } from './anchors.ts';
import type { GitHubOptions, RequestRecord, Role, TokenOptions } from './options.ts';

export interface Repository {
  id: number;
  owner: string;
  name: string;
  private: boolean;
  defaultBranch: string;
  allowActionsToApprove: boolean;
  collaborators: Readonly<Record<string, Role>>;
  gitDir: string | undefined;
}

export interface Account {
  login: string;
  type: 'User' | 'Bot' | 'Organization';
}

export interface PullRequest {
  id: number;
  number: number;
  repository: Repository;
  gitDir: string;
  title: string;
  author: Account;
  authorGone: boolean;
  base: string;
  head: string;
  mergeBase: string;
  /** The commits between the merge base and the head, the newest first. */
  commits: readonly string[];
  baseRef: string;
  headRef: string;
  fork: boolean;
  draft: boolean;
  state: 'open' | 'closed';
  merged: boolean;
  /** Nobody without write access may say anything. */
  locked: boolean;
  maintainerCanModify: boolean;
  createdAt: string;
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface Review {
  id: number;
  pullNumber: number;
  author: string;
  state: ReviewState;
  body: string;
  commitId: string;
  createdAt: string;
  submittedAt: string | null;
  /** Why it was hidden, for example `outdated`; null when it is shown. */
  minimizedReason: string | null;
}

export interface ReviewComment {
  id: number;
  reviewId: number;
  /** The conversation it belongs to, which lives as long as one of its comments does. */
  threadId: number;
  pullNumber: number;
  author: string;
  body: string;
  path: string;
  subjectType: 'line' | 'file';
  side: Side;
  startSide: Side | null;
  /** Null once a push has changed what the comment is about: the comment is outdated. */
  line: number | null;
  startLine: number | null;
  originalLine: number;
  originalStartLine: number | null;
  position: number;
  originalPosition: number;
  commitId: string;
  originalCommitId: string;
  /** The merge base the comment was made against: lines on the left are lines of it. */
  originalMergeBase: string;
  diffHunk: string;
  inReplyTo: number | null;
  createdAt: string;
  updatedAt: string;
  minimizedReason: string | null;
  /** The lines of the first suggestion block; an empty list deletes what it replaces. */
  suggestion: readonly string[] | null;
}

/** A comment on the conversation of a pull request, which is an issue to GitHub. */
export interface IssueComment {
  id: number;
  repositoryId: number;
  issueNumber: number;
  author: string;
  body: string;
  createdAt: string;
  updatedAt: string;
  minimizedReason: string | null;
}

export interface Reaction {
  id: number;
  /** The comment of either kind; one sequence counts them all. */
  subjectId: number;
  author: string;
  content: ReactionContent;
  createdAt: string;
}

export type ReactionContent =
  '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

/** A file that a workflow left for others, as one zip. */
export interface Artifact {
  id: number;
  repositoryId: number;
  runId: number;
  name: string;
  zip: Buffer;
  expired: boolean;
  headSha: string;
}

export interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: 'notice' | 'warning' | 'failure';
  message: string;
  title?: string;
  raw_details?: string;
}

export interface CheckRun {
  id: number;
  repositoryId: number;
  name: string;
  headSha: string;
  /** The login of the App that made it: nobody else may change it. */
  author: string;
  status: string;
  conclusion: string | null;
  detailsUrl: string | null;
  externalId: string | null;
  startedAt: string;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: readonly Annotation[];
  actions: readonly unknown[];
}

/** Everything the double remembers. */
export interface State {
  options: GitHubOptions;
  /** The address of the double, without a slash at the end. */
  url: string;
  startedAt: number;
  repositories: Repository[];
  pulls: PullRequest[];
  reviews: Review[];
  comments: ReviewComment[];
  /** Who resolved a thread, by its id; a thread that isn't here is open. */
  resolvedBy: Map<number, string>;
  issueComments: IssueComment[];
  reactions: Reaction[];
  checkRuns: CheckRun[];
  artifacts: Artifact[];
  /** Where branches point that no pull request is about, by repository id and name. */
  branches: Map<string, string>;
  /** The tokens of people that a test acts as. */
  people: Map<string, TokenOptions>;
  requests: RequestRecord[];
  /** Used requests by token. */
  used: Map<string, number>;
  contentCreated: number;
  contentBlockedUntil: number | undefined;
  lastId: number;
}

/** Makes the empty memory of a double. */
export function createState(options: GitHubOptions): State {
  const state: State = {
    options,
    url: '',
    startedAt: Date.now(),
    repositories: [],
    pulls: [],
    reviews: [],
    comments: [],
    resolvedBy: new Map(),
    issueComments: [],
    reactions: [],
    checkRuns: [],
    artifacts: [],
    branches: new Map(),
    people: new Map(),
    requests: [],
    used: new Map(),
    contentCreated: 0,
    contentBlockedUntil: undefined,
    lastId: 1_000_000,
  };
  for (const [fullName, settings] of Object.entries(options.repositories ?? {})) {
    const [owner, name, ...rest] = fullName.split('/');
    if (!owner || !name || rest.length > 0) throw new Error(`"${fullName}" is not owner/name`);
    state.repositories.push(makeRepository(state, owner, name, settings));
  }
  return state;
}

function makeRepository(
  state: State,
  owner: string,
  name: string,
  settings: NonNullable<GitHubOptions['repositories']>[string],
): Repository {
  return {
    id: nextId(state),
    owner,
    name,
    private: settings.private ?? false,
    defaultBranch: settings.defaultBranch ?? 'main',
    allowActionsToApprove: settings.allowActionsToApprove ?? false,
    collaborators: settings.collaborators ?? {},
    gitDir: settings.gitDir,
  };
}

/** One sequence for everything, so that an id of the wrong kind is never found by luck. */
export function nextId(state: State): number {
  state.lastId += 1;
  return state.lastId;
}

/** A time as GitHub writes it: ISO 8601 without fractions of a second. */
export function timestamp(at: number = Date.now()): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Finds a repository; GitHub compares owners and names without regard to case. */
export function findRepository(state: State, owner: string, name: string): Repository | undefined {
  return state.repositories.find(
    (repository) =>
      repository.owner.toLowerCase() === owner.toLowerCase() &&
      repository.name.toLowerCase() === name.toLowerCase(),
  );
}

/** Finds a repository or adds it, with the given git repository behind it. */
export function ensureRepository(
  state: State,
  owner: string,
  name: string,
  gitDir: string,
): Repository {
  let repository = findRepository(state, owner, name);
  if (!repository) {
    repository = makeRepository(state, owner, name, {});
    state.repositories.push(repository);
  }
  repository.gitDir ??= gitDir;
  if (repository.gitDir !== gitDir) {
    throw new Error(`${owner}/${name} is already backed by ${repository.gitDir}`);
  }
  return repository;
}

/** The git repository behind a repository; a test that gave none asked for too much. */
export function gitDirOf(repository: Repository): string {
  if (repository.gitDir === undefined) {
    throw new Error(`no git repository was given for ${repository.owner}/${repository.name}`);
  }
  return repository.gitDir;
}

/** The key of a branch in `branches`. */
export function branchKey(repository: Repository, name: string): string {
  return `${repository.id} ${name}`;
}
