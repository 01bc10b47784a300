import { execFile } from 'node:child_process';
import { UserError } from '../errors/user-error.ts';

/** A local repository, bare or not. */
export interface Repository {
  /** Runs a git command in it. Throws UserError with git's own words when it fails. */
  run(args: readonly string[], input?: string): Promise<Buffer>;
}

/** Nothing of a repository may make git start a program, ask a question or reach for the network. */
const QUIET = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
const QUIET_ENV = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
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
 * @throws UserError when there is none, or git is not installed
 */
export async function openRepository(folder: string): Promise<Repository> {
  const env = { ...process.env, ...HOOK_ENV, ...QUIET_ENV };
  const run: Repository['run'] = async (args, input) =>
    new Promise((resolve, reject) => {
      const options = { env, maxBuffer: MAX_OUTPUT, encoding: 'buffer' as const };
      const child = execFile(
        'git',
        [...QUIET, '-C', folder, ...args],
        options,
        (error, out, err) => {
          if (error) reject(explain(error, folder, err.toString().trim()));
          else resolve(out);
        },
      );
      // A git that fails at once closes its input; the error above tells why.
      child.stdin?.on('error', () => undefined).end(input ?? '');
    });
  await run(['rev-parse', '--git-dir']);
  return { run };
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
