import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderAt, Side, SourceTree, TreeFile, WantedFile } from '../reach/source-tree.ts';
import { readBlobs } from './blobs.ts';
import { readFilesAt, readWorktreeFiles } from './files-at.ts';
import type { Repository } from './git.ts';
import { worktreeRoot } from './worktree.ts';

/** The commits of a local change; the head is undefined for the files as they are in the work tree. */
export interface LocalSides {
  readonly base: string;
  readonly head: string | undefined;
}

/** What stands for the object id of a file that was not committed. */
const ON_DISK = 'disk:';

/** Reads what surrounds the changed files of a local repository, on both sides. */
export class LocalTree implements SourceTree {
  readonly #repository: Repository;
  readonly #sides: LocalSides;

  constructor(repository: Repository, sides: LocalSides) {
    this.#repository = repository;
    this.#sides = sides;
  }

  async texts(side: Side, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const commit = this.#sides[side];
    const files =
      commit === undefined
        ? await readWorktreeFiles(this.#repository, paths)
        : await readFilesAt(this.#repository, commit, paths);
    return new Map([...files].map(([path, { text }]) => [path, text]));
  }

  async list(folders: readonly FolderAt[]): Promise<readonly TreeFile[][]> {
    const lists: TreeFile[][] = [];
    for (const { side, folder } of folders) {
      const commit = this.#sides[side];
      const files =
        commit === undefined ? this.#listDisk(folder) : this.#listCommit(commit, folder);
      // oxlint-disable-next-line no-await-in-loop
      lists.push(await files);
    }
    return lists;
  }

  async all(side: Side): Promise<readonly TreeFile[] | undefined> {
    const [files] = await this.list([{ side, folder: '' }]);
    return files;
  }

  async #listCommit(commit: string, folder: string): Promise<TreeFile[]> {
    const list = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit];
    const below = folder === '' ? [] : ['--', `${folder}/`];
    const output = (await this.#repository.run([...list, ...below])).toString();
    return output.split('\0').flatMap((line) => {
      const [, mode = '', id = '', bytes = '', path = ''] =
        /^(\d+) blob (\w+) +(\d+)\t(.+)$/s.exec(line) ?? [];
      return path === '' ? [] : { path, id, bytes: Number(bytes), isLink: mode === LINK };
    });
  }

  /** What git does not ignore: what it does is not part of a change, on neither side. */
  async #listDisk(folder: string): Promise<TreeFile[]> {
    const root = await worktreeRoot(this.#repository);
    const list = ['-C', root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const below = folder === '' ? [] : ['--', `:(literal)${folder}/`];
    const output = (await this.#repository.run([...list, ...below])).toString();
    const paths = [...new Set(output.split('\0').filter(Boolean))];
    const files = await Promise.all(paths.map(async (path) => fileOnDisk(root, path)));
    return files.flatMap((file) => file ?? []);
  }

  async read(files: readonly WantedFile[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const ids = [...new Set(files.map(({ id }) => id))];
    const onDisk = ids.filter((id) => id.startsWith(ON_DISK));
    const blobs = await readBlobs(
      this.#repository,
      ids.filter((id) => !id.startsWith(ON_DISK)),
    );
    const bytes = new Map<string, Uint8Array>(blobs);
    const root = onDisk.length === 0 ? '' : await worktreeRoot(this.#repository);
    for (const id of onDisk) {
      // oxlint-disable-next-line no-await-in-loop
      const content = await readFile(join(root, id.slice(ON_DISK.length))).catch(() => undefined);
      if (content) bytes.set(id, content);
    }
    return bytes;
  }
}

/** How git writes the mode of a symbolic link. */
const LINK = '120000';

async function fileOnDisk(root: string, path: string): Promise<TreeFile | undefined> {
  const stats = await lstat(join(root, path)).catch(() => undefined);
  const isLink = stats?.isSymbolicLink() === true;
  if (!stats || !(stats.isFile() || isLink)) return undefined;
  return { path, id: ON_DISK + path, bytes: stats.size, isLink };
}
