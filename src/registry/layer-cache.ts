import type { Folder } from './file-tree.ts';

/** Files and folders that are kept in memory, some hundred bytes each. */
const MAX_ENTRIES = 300_000;

/**
 * Keeps for a run which files layers have, by their verified digests: the images of a project mostly
 * have the same base.
 */
export class LayerCache {
  readonly #layers = new Map<string, Folder>();
  #left = MAX_ENTRIES;

  get(digest: string): Folder | undefined {
    return this.#layers.get(digest);
  }

  set(digest: string, layer: Folder, entries: number): void {
    if (entries > this.#left || this.#layers.has(digest)) return;
    this.#left -= entries;
    this.#layers.set(digest, layer);
  }
}
