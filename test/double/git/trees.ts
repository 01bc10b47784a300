import { readObject, writeObject } from './objects.ts';

/** An entry of a tree, as git writes its mode: 100644, 100755, 120000, 160000, or 40000 for a folder. */
export interface Entry {
  readonly mode: string;
  readonly sha: string;
}

/** The files of a tree by their whole paths. */
export type Files = Map<string, Entry>;

const FOLDER = '40000';

/** The entries of a tree by their names, in git's order; undefined when it is no tree. */
export function readTree(directory: string, sha: string): Map<string, Entry> | undefined {
  const object = readObject(directory, sha);
  if (object?.type !== 'tree') return undefined;
  const { bytes } = object;
  const entries = new Map<string, Entry>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(' ', at);
    const end = bytes.indexOf(0, space);
    const name = bytes.toString('utf8', space + 1, end);
    const mode = bytes.toString('latin1', at, space);
    entries.set(name, { mode, sha: bytes.toString('hex', end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

export function isFolder({ mode }: Entry): boolean {
  return mode === FOLDER;
}

/** All files below a tree. */
export function readFiles(directory: string, tree: string, prefix = ''): Files {
  const files: Files = new Map();
  for (const [name, entry] of readTree(directory, tree) ?? []) {
    if (!isFolder(entry)) files.set(prefix + name, entry);
    else for (const one of readFiles(directory, entry.sha, `${prefix}${name}/`)) files.set(...one);
  }
  return files;
}

/** Puts a file in the place of what is there, a folder as well. */
export function putFile(files: Files, path: string, entry: Entry): void {
  removePath(files, path);
  const parts = path.split('/');
  if (parts.some((part) => ['', '.', '..', '.git'].includes(part))) {
    throw new Error(`git has no file with the path "${path}"`);
  }
  parts.forEach((_, at) => files.delete(parts.slice(0, at).join('/')));
  files.set(path, entry);
}

/** Takes away a file, or a folder with all that is in it. */
export function removePath(files: Files, path: string): void {
  files.delete(path);
  for (const other of files.keys()) if (other.startsWith(`${path}/`)) files.delete(other);
}

/** Adds the tree with these files to a repository, and gives its name. */
export function writeTree(directory: string, files: ReadonlyMap<string, Entry>): string {
  const entries = new Map<string, Entry>();
  const folders = new Map<string, Files>();
  for (const [path, entry] of files) {
    const slash = path.indexOf('/');
    if (slash === -1) {
      entries.set(path, entry);
      continue;
    }
    const name = path.slice(0, slash);
    const inside = folders.get(name) ?? new Map<string, Entry>();
    folders.set(name, inside.set(path.slice(slash + 1), entry));
  }
  for (const [name, inside] of folders) {
    entries.set(name, { mode: FOLDER, sha: writeTree(directory, inside) });
  }
  return writeObject(directory, 'tree', Buffer.concat([...entries].toSorted(inOrder).map(encode)));
}

/** Git sorts by bytes, a folder as if a slash were behind its name. */
function inOrder([one, first]: [string, Entry], [other, second]: [string, Entry]): number {
  const key = (name: string, entry: Entry): Buffer =>
    Buffer.from(isFolder(entry) ? `${name}/` : name);
  return Buffer.compare(key(one, first), key(other, second));
}

function encode([name, { mode, sha }]: [string, Entry]): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]);
}
