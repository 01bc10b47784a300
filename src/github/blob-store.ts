import { type Blob, type BlobName, readBlobs } from './blobs.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';

/** Blobs of a repository, each asked for once, many in one request. */
export class BlobStore {
  readonly #client: GitHubClient;
  readonly #ref: RepositoryRef;
  readonly #blobs = new Map<string, Blob>();

  constructor(client: GitHubClient, ref: RepositoryRef) {
    this.#client = client;
    this.#ref = ref;
  }

  /** Reads those that are not there yet. */
  async fetch(names: readonly BlobName[]): Promise<void> {
    const open = new Map(names.map((name) => [keyOf(name), name]));
    for (const key of this.#blobs.keys()) open.delete(key);
    const blobs = await readBlobs(this.#client, this.#ref, [...open.values()]);
    for (const [at, key] of [...open.keys()].entries()) {
      this.#blobs.set(key, blobs[at] ?? 'missing');
    }
  }

  /** A blob that was fetched. */
  get(name: BlobName): Blob {
    return this.#blobs.get(keyOf(name)) ?? 'missing';
  }
}

function keyOf(name: BlobName): string {
  return 'oid' in name ? name.oid : name.expression;
}
