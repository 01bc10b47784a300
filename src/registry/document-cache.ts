import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { verify } from './digest.ts';

/** As many bytes are kept in memory: a run has hundreds of images at most, of some kilobytes each. */
const MAX_KEPT = 64 * 1024 ** 2;

/** Keeps documents by their digests: for the run, and in a folder where one is given. */
export class DocumentCache {
  readonly #documents = new Map<string, Buffer>();
  readonly #folder: string | undefined;
  #kept = 0;

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  async get(digest: string): Promise<Buffer | undefined> {
    const kept = this.#documents.get(digest);
    if (kept || this.#folder === undefined) return kept;
    try {
      const bytes = await readFile(this.#pathOf(this.#folder, digest));
      // Others may write to the folder.
      verify(bytes, digest, 'a document of the cache');
      return bytes;
    } catch {
      return undefined;
    }
  }

  /** Keeps a document that was verified. A folder that can't be written to keeps nothing. */
  async set(digest: string, bytes: Buffer): Promise<void> {
    if (this.#kept + bytes.length <= MAX_KEPT) {
      this.#documents.set(digest, bytes);
      this.#kept += bytes.length;
    }
    if (this.#folder === undefined) return;
    const path = this.#pathOf(this.#folder, digest);
    try {
      await mkdir(join(path, '..'), { recursive: true });
      await writeFileAtomic(path, bytes);
    } catch {
      // The next run asks again.
    }
  }

  #pathOf(folder: string, digest: string): string {
    return join(folder, ...digest.split(':'));
  }
}
