import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.ts';
import type { PullRequest, State } from './state.ts';

export type FileStatus = 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';

/** One file of a diff, with what the files endpoint says of it. */
export interface ChangedFile {
  filename: string;
  previousFilename: string | undefined;
  status: FileStatus;
  /** The blob on the head side; of a removed file the one on the base side. */
  sha: string;
  submodule: boolean;
  additions: number;
  deletions: number;
  /** The hunks without the headers of the file; absent where GitHub gives none. */
  patch: string | undefined;
}

/**
 * The limits of a single file's diff:
 * https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits
 */
const MAX_PATCH_LINES = 20_000;
const MAX_PATCH_BYTES = 500 * 1024;

const STATUSES: Readonly<Record<string, FileStatus>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};

/** Git's defaults, said out loud: the repository's configuration must not change a diff. */
const DIFF_OPTIONS = [
  '-M',
  '--diff-algorithm=myers',
  '--ignore-submodules=none',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
];

const PATCH_OPTIONS = [
  '-p',
  '-U3',
  '--full-index',
  '--inter-hunk-context=0',
  '--submodule=short',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** The changed files of a pull request: its head against the merge base. */
export async function pullRequestFiles(
  state: State,
  pull: PullRequest,
  head: string = pull.head,
): Promise<ChangedFile[]> {
  const files = await diffOf(pull.gitDir, pull.mergeBase, head);
  return files.map((file) => {
    const dropped = state.options.dropPatch?.(file.filename) ?? false;
    return dropped ? { ...file, patch: undefined } : file;
  });
}

/**
 * The diffs that were made, in any repository: what names two commits names all that is in them. Only the
 * attributes are taken from the working tree. Most tests of a file look at the same few commits, and a process
 * of git for each look takes longer than all else that they do.
 */
const made = new Map<string, Promise<ChangedFile[]>>();

/** The diff between two commits. */
export function diffOf(gitDir: string, from: string, to: string): Promise<ChangedFile[]> {
  const attributes = join(gitDir, '.gitattributes');
  const key = [from, to, existsSync(attributes) ? readFileSync(attributes) : ''].join('\0');
  const known = made.get(key);
  if (known) return known;
  const diff = diffCommits(gitDir, from, to);
  made.set(key, diff);
  return diff;
}

async function diffCommits(gitDir: string, from: string, to: string): Promise<ChangedFile[]> {
  const options = ['--raw', '-z', '--no-abbrev', ...PATCH_OPTIONS, ...DIFF_OPTIONS];
  const bytes = await git(gitDir, ['diff', ...options, '--end-of-options', from, to]);
  const output = bytes.toString('utf8');
  // An empty field is between the entries and the patches.
  const end = output.indexOf('\0\0');
  const hunks = splitPatches(output.slice(end + 2));
  let next = 0;
  return parseRaw(output.slice(0, end)).map((entry) => {
    const patch = hunks[next];
    // Git writes a change of type (file to symlink) as a removal and an addition.
    next += entry.status === 'changed' ? 2 : 1;
    return changedFile(entry, entry.status === 'changed' ? undefined : patch);
  });
}

interface RawEntry {
  filename: string;
  previousFilename: string | undefined;
  status: FileStatus;
  sha: string;
  submodule: boolean;
}

function parseRaw(raw: string): RawEntry[] {
  const fields = raw.split('\0');
  const entries: RawEntry[] = [];
  for (let at = 0; at < fields.length;) {
    const header = fields[at++] ?? '';
    if (!header.startsWith(':')) break;
    const [oldMode, newMode, oldSha = '', newSha = '', letters = ''] = header.slice(1).split(' ');
    const status = STATUSES[letters.charAt(0)];
    if (!status) throw new Error(`git diff gave a status nobody knows: ${header}`);
    const first = fields[at++] ?? '';
    const second = letters.startsWith('R') || letters.startsWith('C') ? fields[at++] : undefined;
    entries.push({
      filename: second ?? first,
      previousFilename: second === undefined ? undefined : first,
      status,
      sha: status === 'removed' ? oldSha : newSha,
      submodule: oldMode === '160000' || newMode === '160000',
    });
  }
  return entries;
}

/** The hunks of each file. A line of a hunk never starts with "diff", so splitting is safe. */
function splitPatches(text: string): (string | undefined)[] {
  const sections = `\n${text}`.replace(/\n$/, '').split('\ndiff --git ').slice(1);
  return sections.map((section) => {
    const start = section.indexOf('\n@@ ');
    return start < 0 ? undefined : section.slice(start + 1);
  });
}

function changedFile(entry: RawEntry, patch: string | undefined): ChangedFile {
  const lines = patch?.split('\n') ?? [];
  const tooLarge =
    lines.length > MAX_PATCH_LINES || Buffer.byteLength(patch ?? '') > MAX_PATCH_BYTES;
  return {
    ...entry,
    additions: lines.filter((line) => line.startsWith('+')).length,
    deletions: lines.filter((line) => line.startsWith('-')).length,
    patch: tooLarge ? undefined : patch,
  };
}
