import { setBase, setHead } from './relocate.ts';
import { branchKey, type PullRequest, type Repository, type State } from './state.ts';

/** A push to a branch: pull requests from it and to it follow. */
export async function moveBranch(
  state: State,
  repository: Repository,
  name: string,
  commit: string,
  fork?: PullRequest,
): Promise<void> {
  if (!fork) state.branches.set(branchKey(repository, name), commit);
  const own = state.pulls.filter((pull) => pull.repository === repository);
  for (const pull of own) {
    // The pull request of a branch that is gone stays as it was; a closed one isn't updated.
    if (pull.state === 'closed') continue;
    const isHead = fork
      ? pull.fork && pull.headRef === name && pull.author.login === fork.author.login
      : !pull.fork && pull.headRef === name;
    if (isHead) await setHead(state, pull.number, commit);
    if (!fork && pull.baseRef === name) await setBase(state, pull.number, commit);
  }
}
