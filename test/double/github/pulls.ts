import { numberParam, type Handler, type RepositoryCall } from './call.ts';
import { pullRequestFiles, type ChangedFile } from './diff.ts';
import { notFound, notImplemented } from './errors.ts';
import { rawDiff } from './raw-diff.ts';
import { commitsBetween, mergeBase, requireCommit } from './git.ts';
import type { PullRequestOptions } from './options.ts';
import { paginate } from './pagination.ts';
import { nodeId, userPayload } from './payload-account.ts';
import { forkOf, repositoryPage, repositoryPayload, repositoryUrl } from './payload-repository.ts';
import { submittedComments } from './review-state.ts';
import { ensureRepository, nextId, timestamp } from './state.ts';
import type { PullRequest, Repository, State } from './state.ts';

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const MAX_FILES = 3000;

/** Adds an open pull request. */
export async function addPullRequest(state: State, options: PullRequestOptions): Promise<void> {
  const { number, gitDir } = options;
  if (state.pulls.some((pull) => pull.number === number)) {
    throw new Error(`there is a pull request ${number} already`);
  }
  const repository = ensureRepository(state, options.owner, options.repo, gitDir);
  const base = requireCommit(gitDir, options.base);
  const head = requireCommit(gitDir, options.head);
  state.pulls.push({
    id: nextId(state),
    number,
    repository,
    gitDir,
    title: options.title ?? `Pull request ${number}`,
    author: options.author ?? { login: 'octocat', type: 'User' },
    authorGone: options.authorGone ?? false,
    base,
    baseRef: options.baseRef ?? repository.defaultBranch,
    headRef: options.headRef ?? `branch-${number}`,
    fork: options.fork ?? false,
    draft: options.draft ?? false,
    state: options.state ?? (options.merged ? 'closed' : 'open'),
    merged: options.merged ?? false,
    locked: options.locked ?? false,
    maintainerCanModify: options.maintainerCanModify ?? false,
    createdAt: timestamp(),
    ...headOf(gitDir, base, head),
  });
}

/** What follows from where the head branch points. */
export function headOf(
  gitDir: string,
  base: string,
  head: string,
): Pick<PullRequest, 'head' | 'mergeBase' | 'commits'> {
  // A head that was replaced by an unrelated history: what GitHub then shows is not verified. Here
  // the two commits themselves are compared, so that every line is a change.
  const ancestor = mergeBase(gitDir, base, head) ?? base;
  return { head, mergeBase: ancestor, commits: commitsBetween(gitDir, base, head) };
}

/** The pull request a call names. */
export function findPull(call: RepositoryCall): PullRequest {
  const number = numberParam(call, 'pull_number');
  const pull = call.state.pulls.find(
    (candidate) => candidate.number === number && candidate.repository === call.repository,
  );
  if (!pull) throw notFound();
  return pull;
}

/** The pull request a test names. */
export function pullByNumber(state: State, number: number): PullRequest {
  const pull = state.pulls.find((candidate) => candidate.number === number);
  if (!pull) throw new Error(`there is no pull request ${number}`);
  return pull;
}

/** GET /repos/{owner}/{repo}/pulls/{pull_number} */
export const getPull: Handler = async (call) => {
  if (/\.patch\b/.test(call.accept)) {
    throw notImplemented(`GET pulls/{pull_number} with Accept: ${call.accept}`);
  }
  const pull = findPull(call);
  if (/\.diff\b/.test(call.accept)) return rawDiff(pull);
  const files = await pullRequestFiles(call.state, pull);
  return { status: 200, body: pullPayload(call.state, pull, files) };
};

/** GET /repos/{owner}/{repo}/pulls/{pull_number}/files */
export const listFiles: Handler = async (call) => {
  const pull = findPull(call);
  const files = (await pullRequestFiles(call.state, pull)).slice(0, MAX_FILES);
  const page = paginate(call, files);
  const body = page.items.map((file) => filePayload(call.state, pull.repository, file, pull.head));
  return { status: 200, body, headers: page.headers };
};

/** The `diff-entry` of a file. */
export function filePayload(
  state: State,
  repository: Repository,
  file: ChangedFile,
  head: string,
): Record<string, unknown> {
  const path = file.filename.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPage(repository);
  return {
    sha: file.sha,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: file.submodule ? null : `${page}/blob/${head}/${path}`,
    raw_url: file.submodule ? null : `${page}/raw/${head}/${path}`,
    contents_url: `${repositoryUrl(state, repository)}/contents/${path}?ref=${head}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousFilename === undefined ? {} : { previous_filename: file.previousFilename }),
  };
}

/** The `pull-request` of a pull request with these files. */
export function pullPayload(
  state: State,
  pull: PullRequest,
  files: readonly ChangedFile[],
): Record<string, unknown> {
  const sum = (count: (file: ChangedFile) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    ...pullSummary(state, pull),
    ...MERGE,
    merged: pull.merged,
    maintainer_can_modify: pull.maintainerCanModify,
    comments: countIssueComments(state, pull),
    review_comments: submittedComments(state, pull.number).length,
    commits: pull.commits.length,
    additions: sum((file) => file.additions),
    deletions: sum((file) => file.deletions),
    changed_files: files.length,
  };
}

/** The `pull-request-simple` of a pull request. */
export function pullSummary(state: State, pull: PullRequest): Record<string, unknown> {
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    ...pullUrls(state, pull),
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    active_lock_reason: null,
    title: pull.title,
    user: pull.authorGone ? null : userPayload(state, pull.author),
    body: null,
    created_at: pull.createdAt,
    updated_at: pull.createdAt,
    closed_at: pull.state === 'closed' ? pull.createdAt : null,
    merged_at: pull.merged ? pull.createdAt : null,
    merge_commit_sha: null,
    ...NOBODY,
    draft: pull.draft,
    head: branchPayload(state, pull, 'head'),
    base: branchPayload(state, pull, 'base'),
    author_association: pull.fork ? 'CONTRIBUTOR' : 'MEMBER',
    auto_merge: null,
  };
}

function countIssueComments(state: State, pull: PullRequest): number {
  return state.issueComments.filter(
    (one) => one.issueNumber === pull.number && one.repositoryId === pull.repository.id,
  ).length;
}

const NOBODY = {
  assignee: null,
  assignees: [],
  labels: [],
  milestone: null,
  requested_reviewers: [],
  requested_teams: [],
};

const MERGE = {
  mergeable: true,
  mergeable_state: 'clean',
  merged_by: null,
  rebaseable: true,
};

function branchPayload(
  state: State,
  pull: PullRequest,
  which: 'base' | 'head',
): Record<string, unknown> {
  const fork = which === 'head' && pull.fork;
  const repository = fork
    ? forkOf(pull.repository, pull.author.login)
    : { ...pull.repository, fork: false };
  const ref = which === 'head' ? pull.headRef : pull.baseRef;
  return {
    label: `${repository.owner}:${ref}`,
    ref,
    sha: which === 'head' ? pull.head : pull.base,
    user: userPayload(
      state,
      fork ? pull.author : { login: repository.owner, type: 'Organization' },
    ),
    repo: repositoryPayload(state, repository),
  };
}

function pullUrls(state: State, pull: PullRequest): Record<string, unknown> {
  const repository = repositoryUrl(state, pull.repository);
  const page = `${repositoryPage(pull.repository)}/pull/${pull.number}`;
  const url = `${repository}/pulls/${pull.number}`;
  const urls = {
    issue: `${repository}/issues/${pull.number}`,
    comments: `${repository}/issues/${pull.number}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repository}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repository}/statuses/${pull.head}`,
  };
  const named = Object.entries(urls).map(([name, value]) => [`${name}_url`, value]);
  const all = Object.entries({ self: url, html: page, ...urls });
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    ...Object.fromEntries(named),
    _links: Object.fromEntries(all.map(([name, href]) => [name, { href }])),
  };
}
