import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** What a commit changes: the new text or bytes of a file, or null to remove it. */
export type Changes = Record<string, string | Uint8Array | null | SpecialFile>;

/** A file that is more than its text. */
export interface SpecialFile {
  text: string;
  executable?: boolean;
  /** The text is where a symbolic link leads. */
  symlink?: boolean;
  /** The text is the name of a commit of another repository. */
  submodule?: boolean;
}

export interface CommitOptions {
  /** The commit to build on; the one that is checked out otherwise. */
  parent?: string;
  message?: string;
}

/**
 * Makes a git repository with one commit for each set of changes, and gives their names. The
 * last one is checked out, on `main`. The same commits have the same names in every run.
 */
export function makeRepository(directory: string, commits: readonly Changes[]): string[] {
  mkdirSync(directory, { recursive: true });
  git(directory, ['init', '--quiet', '--template=', '--initial-branch=main', '.']);
  return addCommits(directory, commits, {});
}

/** Adds a commit to a repository of `makeRepository`, checks it out and gives its name. */
export function commit(directory: string, changes: Changes, options: CommitOptions = {}): string {
  const [name = ''] = addCommits(directory, [changes], { parent: 'HEAD', ...options });
  return name;
}

/** A ref for git fast-import to build on; the branch is moved when the commits are there. */
const SCRATCH = 'refs/fast-import/last';

/** One process for all commits, for tests make many of them. */
function addCommits(
  directory: string,
  commits: readonly Changes[],
  { parent, message = 'A change' }: CommitOptions,
): string[] {
  const stream = commits.flatMap((changes, at) => {
    const from = at === 0 ? parent && `${parent}^0` : `:${at}`;
    return [...header(at + 1, message, from), ...Object.entries(changes).flatMap(change)];
  });
  const marks = commits.map((_, at) => `get-mark :${at + 1}\n`);
  const input = Buffer.concat([...stream, ...marks].map((part) => Buffer.from(part)));
  const names = git(directory, ['fast-import', '--quiet', '--force'], input).trim().split('\n');
  const last = names.at(-1) ?? '';
  const detach = parent !== undefined && parent !== 'HEAD';
  if (detach) git(directory, ['checkout', '--quiet', '--force', '--detach', last]);
  else git(directory, ['reset', '--quiet', '--hard', last]);
  return names;
}

function header(mark: number, message: string, from: string | undefined): string[] {
  const who = 'Tester <tester@example.com> 1767225600 +0000';
  return [
    `commit ${SCRATCH}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n`,
    `data ${Buffer.byteLength(message)}\n${message}\n`,
    from ? `from ${from}\n` : '',
  ];
}

function change([path, content]: [string, Changes[string]]): (string | Uint8Array)[] {
  if (content === null) return [`D ${path}\n`];
  if (!(content instanceof Uint8Array) && typeof content === 'object' && content.submodule) {
    return [`M 160000 ${content.text} ${path}\n`];
  }
  const plain = typeof content === 'string' || content instanceof Uint8Array;
  const bytes = Buffer.from(plain ? content : content.text);
  const mode = plain ? '100644' : modeOf(content);
  return [`M ${mode} inline ${path}\ndata ${bytes.length}\n`, bytes, '\n'];
}

function modeOf(file: SpecialFile): string {
  if (file.symlink) return '120000';
  return file.executable ? '100755' : '100644';
}

/** Runs git with nothing of the developer's: no configuration, no hooks, no GIT_DIR. */
function git(directory: string, args: readonly string[], input?: Buffer): string {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = {
    ...Object.fromEntries(own),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const options = { cwd: directory, encoding: 'utf8', env, ...(input ? { input } : {}) } as const;
  return execFileSync('git', ['-c', 'core.autocrlf=false', ...args], options);
}
