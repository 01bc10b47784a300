import { findCommit } from './git.ts';
import { branchKey, gitDirOf, type Repository, type State } from './state.ts';

/** What git reads as an expression or refuses in the name of a branch. */
const NOT_A_NAME = /[\s~^:?*[\\]|\.\.|@\{|^-|^\/|\/$/;

/**
 * The commit a client names by SHA, branch, tag or `refs/...`. Branches of pull requests exist
 * as soon as the pull request does, whatever the git repository calls them.
 */
export function resolveRef(state: State, repository: Repository, ref: string): string | undefined {
  if (NOT_A_NAME.test(ref)) return undefined;
  const gitDir = gitDirOf(repository);
  const branch = ref.replace(/^(?:refs\/)?heads\//, '');
  const known = pullBranch(state, repository, branch) ?? pullRef(state, repository, ref);
  if (known !== undefined) return known;
  const isSha = /^[0-9a-f]{4,40}$/.test(ref);
  const names = [
    ...(isSha ? [ref] : []),
    `refs/heads/${branch}`,
    `refs/tags/${ref.replace(/^(?:refs\/)?tags\//, '')}`,
    ...(ref === 'HEAD' || ref === repository.defaultBranch ? ['HEAD'] : []),
  ];
  for (const name of names) {
    const commit = findCommit(gitDir, name);
    if (commit !== undefined) return commit;
  }
  return undefined;
}

function pullBranch(state: State, repository: Repository, branch: string): string | undefined {
  const pulls = state.pulls.filter((pull) => pull.repository === repository);
  const head = pulls.find((pull) => !pull.fork && pull.headRef === branch)?.head;
  const base = pulls.find((pull) => pull.baseRef === branch)?.base;
  return head ?? base ?? state.branches.get(branchKey(repository, branch));
}

function pullRef(state: State, repository: Repository, ref: string): string | undefined {
  const number = /^refs\/pull\/(\d+)\/head$/.exec(ref)?.[1];
  const pull = state.pulls.find(
    (candidate) => candidate.repository === repository && String(candidate.number) === number,
  );
  return pull?.head;
}
