import { mkdirSync } from 'node:fs';
import { checkOut } from './git/checkout.ts';
import { readCommit, writeCommit } from './git/commits.ts';
import { readObject, writeObject } from './git/objects.ts';
import { initialize, moveHead, readRef } from './git/refs.ts';
import { type Files, putFile, readFiles, removePath, writeTree } from './git/trees.ts';

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
  initialize(directory);
  const files: Files = new Map();
  const names: string[] = [];
  for (const changes of commits) {
    change(directory, files, changes);
    names.push(addCommit(directory, files, names.slice(-1), 'A change'));
  }
  moveHead(directory, names.at(-1) ?? '', false);
  checkOut(directory, new Map(), files);
  return names;
}

/** Adds a commit to a repository of `makeRepository`, checks it out and gives its name. */
export function commit(
  directory: string,
  changes: Changes,
  { parent = 'HEAD', message = 'A change' }: CommitOptions = {},
): string {
  const head = readRef(directory, 'HEAD') ?? '';
  const from = parent === 'HEAD' ? head : (readObject(directory, parent)?.sha ?? '');
  const files = filesOf(directory, from);
  change(directory, files, changes);
  const name = addCommit(directory, files, [from], message);
  checkOut(directory, filesOf(directory, head), files);
  moveHead(directory, name, parent !== 'HEAD');
  return name;
}

/** A file of a commit, byte for byte. */
export function fileIn(directory: string, name: string, path: string): Buffer {
  const entry = filesOf(directory, name).get(path);
  const object = entry && readObject(directory, entry.sha);
  if (!object) throw new Error(`${name} has no file ${path}`);
  return object.bytes;
}

function filesOf(directory: string, name: string): Files {
  const found = readCommit(directory, name);
  if (!found) throw new Error(`"${name}" is no commit of ${directory}`);
  return readFiles(directory, found.tree);
}

const TESTER = { name: 'Tester', email: 'tester@example.com', time: 1_767_225_600 };

function addCommit(
  directory: string,
  files: Files,
  parents: readonly string[],
  message: string,
): string {
  const tree = writeTree(directory, files);
  return writeCommit(directory, { tree, parents, author: TESTER, committer: TESTER, message });
}

function change(directory: string, files: Files, changes: Changes): void {
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) {
      removePath(files, path);
      continue;
    }
    const isPlain = typeof content === 'string' || content instanceof Uint8Array;
    const special = isPlain ? { text: '' } : content;
    const bytes = Buffer.from(isPlain ? content : content.text);
    const sha = special.submodule ? special.text : writeObject(directory, 'blob', bytes);
    putFile(files, path, { mode: modeOf(special), sha });
  }
}

function modeOf(file: SpecialFile): string {
  if (file.submodule) return '160000';
  if (file.symlink) return '120000';
  return file.executable ? '100755' : '100644';
}
