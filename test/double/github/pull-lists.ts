import type { Handler, RepositoryCall } from './call.ts';
import { refusal, type Reply } from './errors.ts';
import { paginate } from './pagination.ts';
import { pullSummary } from './pulls.ts';
import { resolveRef } from './refs.ts';
import type { PullRequest } from './state.ts';

/** GET /repos/{owner}/{repo}/pulls, the newest first. */
export const listPulls: Handler = (call) => {
  const { query, repository, state } = call;
  const wanted = query.get('state') ?? 'open';
  const head = query.get('head');
  const all = state.pulls.filter((pull) => {
    const owner = pull.fork ? pull.author.login : repository.owner;
    return (
      pull.repository === repository &&
      ['all', pull.state].includes(wanted) &&
      [null, pull.baseRef].includes(query.get('base')) &&
      // "Filter pulls by head user or head organization and branch name"; a name alone is ignored.
      (!head?.includes(':') || head.toLowerCase() === `${owner}:${pull.headRef}`.toLowerCase())
    );
  });
  return listed(call, all.toReversed());
};

/**
 * GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls: the open ones that have the commit, and
 * those it was merged with. Commits of forks are found too (microsoft/snmalloc#847).
 */
export const pullsOfCommit: Handler = (call) => {
  const { state, repository, params } = call;
  const sha = params['commit_sha'] ?? '';
  const commit = resolveRef(state, repository, sha);
  if (commit === undefined) throw refusal(422, `No commit found for SHA: ${sha}`);
  const all = state.pulls.filter(
    (pull) =>
      pull.repository === repository &&
      (pull.state === 'open' || pull.merged) &&
      (pull.head === commit || pull.commits.includes(commit)),
  );
  return listed(call, all);
};

function listed(call: RepositoryCall, all: readonly PullRequest[]): Reply {
  const page = paginate(call, all);
  const body = page.items.map((pull) => pullSummary(call.state, pull));
  return { status: 200, body, headers: page.headers };
}
