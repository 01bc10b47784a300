import { UserError } from '../errors/user-error.ts';
import type { Repository } from './git.ts';

/** The commit that a name stands for. @throws UserError when there is none */
export async function resolveCommit(repository: Repository, name: string): Promise<string> {
  const found = await tryRun(repository, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ]);
  if (found === undefined) {
    throw new UserError(`${JSON.stringify(name)} names no commit of this repository.`);
  }
  return found;
}

/**
 * Where two commits parted; the first itself where they have nothing in common.
 *
 * @throws UserError in a shallow clone, which does not know
 */
export async function mergeBase(
  repository: Repository,
  base: string,
  head: string,
): Promise<string> {
  const found = await tryRun(repository, ['merge-base', base, head]);
  if (found !== undefined) return found;
  const isShallow = await tryRun(repository, ['rev-parse', '--is-shallow-repository']);
  if (isShallow === 'true') {
    throw new UserError(
      'This clone is shallow and does not hold the commit where the change branched off: ' +
        'run git fetch --unshallow first.',
    );
  }
  return base;
}

/** The branch that pull requests go to: what the remote says, else main or master. */
export async function defaultBranch(repository: Repository): Promise<string> {
  const remote = await tryRun(repository, [
    'symbolic-ref',
    '--quiet',
    '--short',
    'refs/remotes/origin/HEAD',
  ]);
  if (remote !== undefined) return remote;
  for (const name of ['origin/main', 'origin/master', 'main', 'master']) {
    // oxlint-disable-next-line no-await-in-loop
    const found = await tryRun(repository, ['rev-parse', '--verify', '--quiet', name]);
    if (found !== undefined) return name;
  }
  throw new UserError(
    'This repository has no branch main or master to compare with: name one with --base.',
  );
}

/** The branch that a name of a commit is, here or at a remote; empty for one that is none. */
export async function branchOf(repository: Repository, name: string): Promise<string> {
  const full = await tryRun(repository, ['rev-parse', '--symbolic-full-name', name]);
  return /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(full ?? '')?.[1] ?? '';
}

async function tryRun(
  repository: Repository,
  args: readonly string[],
): Promise<string | undefined> {
  try {
    return (await repository.run(args)).toString().trim();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
