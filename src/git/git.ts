import { execFile } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { withoutFilters } from './filters.ts';

/** A local repository, bare or not. */
export interface Repository {
  /** Runs a git command in it. Throws UserError with git's own words when it fails. */
  run(args: readonly string[], input?: string): Promise<Buffer>;
}

/** Nothing of a repository may make git start a program, ask a question or reach for the network. */
const QUIET = [
  '--no-pager',
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'core.quotePath=false'],
];
const QUIET_ENV = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  // A git before 2.45 knows no GIT_NO_LAZY_FETCH: no transport is allowed, whatever the repository says.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_REPLACE_OBJECTS: '1',
  LC_ALL: 'C',
};
/** What a hook that calls us sets for its own repository. */
const HOOK_ENV = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };

/** Enough for the manifests of a large change; git's output is held in memory. */
const MAX_OUTPUT = 1024 * 1024 * 1024;

/**
 * Opens the repository around a folder.
 *
 * @param index the file of another index than the repository's own, from the working folder
 * @throws UserError when there is none, or git is not installed
 */
export async function openRepository(
  folder: string,
  { index }: { readonly index?: string | undefined } = {},
): Promise<Repository> {
  const hook = { ...HOOK_ENV, ...(index !== undefined && { GIT_INDEX_FILE: resolvePath(index) }) };
  const env = { ...process.env, ...hook, ...QUIET_ENV };
  const runner = (settings: readonly string[]): Repository['run'] => {
    return async (args, input) =>
      new Promise((resolve, reject) => {
        const options = { env, maxBuffer: MAX_OUTPUT, encoding: 'buffer' as const };
        const whole = [...QUIET, ...settings, '-C', folder, ...args];
        const child = execFile('git', whole, options, (error, out, err) => {
          if (error) reject(explain(error, folder, err.toString().trim()));
          else resolve(out);
        });
        // A git that fails at once closes its input; the error above tells why.
        child.stdin?.on('error', () => undefined).end(input ?? '');
      });
  };
  const run = runner([]);
  await run(['rev-parse', '--git-dir']);
  const names = await run(['config', '--list', '--name-only', '-z']);
  return { run: runner(withoutFilters(names.toString())) };
}

function explain(error: Error & { code?: unknown }, folder: string, stderr: string): Error {
  if (error.code === 'ENOENT') {
    return new UserError('The command `git` was not found: install git and put it on the PATH.');
  }
  if (stderr.includes('not a git repository') || stderr.includes('cannot change to')) {
    return new UserError(`${folder}: there is no git repository here. Name one with --repo.`);
  }
  if (stderr.includes('promisor remote')) {
    return new UserError(
      `${folder}: this is a partial clone, and some of the files are not in it: ` +
        'run git fetch --refetch --no-filter first.',
    );
  }
  return new UserError(`git failed in ${folder}: ${stderr || error.message}`);
}
