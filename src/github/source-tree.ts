import type { FolderAt, Side, SourceTree, TreeFile, WantedFile } from '../reach/source-tree.ts';
import type { BlobStore } from './blob-store.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { listFolders } from './list-folders.ts';
import { listTree } from './trees.ts';

/** Where the files around a change are read from. */
interface Places {
  readonly client: GitHubClient;
  readonly ref: RepositoryRef;
  readonly store: BlobStore;
  readonly head: string;
  /** The commit that the change is compared with. */
  readonly base: () => Promise<string>;
}

/** Reads what surrounds the changed files of a pull request, on both sides, many files in a request. */
export class GitHubTree implements SourceTree {
  readonly #places: Places;
  readonly #all = new Map<string, Promise<TreeFile[] | undefined>>();

  constructor(places: Places) {
    this.#places = places;
  }

  async #commitOf(side: Side): Promise<string> {
    return side === 'head' ? this.#places.head : this.#places.base();
  }

  async texts(side: Side, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (paths.length === 0) return new Map();
    const { store } = this.#places;
    const commit = await this.#commitOf(side);
    const names = paths.map((path) => ({ path, expression: `${commit}:${path}` }));
    await store.fetch(names);
    const texts = names.flatMap((name): [string, string][] => {
      const blob = store.get(name);
      return blob instanceof Uint8Array ? [[name.path, new TextDecoder().decode(blob)]] : [];
    });
    return new Map(texts);
  }

  async list(folders: readonly FolderAt[]): Promise<readonly (readonly TreeFile[] | undefined)[]> {
    const { client, ref } = this.#places;
    const named = await Promise.all(
      folders.map(async ({ side, folder }) => ({ commit: await this.#commitOf(side), folder })),
    );
    return listFolders(client, ref, named);
  }

  async all(side: Side): Promise<readonly TreeFile[] | undefined> {
    const { client, ref } = this.#places;
    const commit = await this.#commitOf(side);
    const listed = this.#all.get(commit) ?? listTree(client, ref, commit);
    this.#all.set(commit, listed);
    return listed;
  }

  async read(files: readonly WantedFile[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const { store } = this.#places;
    const names = files.map(({ id: oid, isMinor }) => ({ oid, isMinor }));
    await store.fetch(names);
    const found = names.flatMap((name): [string, Uint8Array][] => {
      const blob = store.get(name);
      return blob instanceof Uint8Array ? [[name.oid, blob]] : [];
    });
    return new Map(found);
  }
}
