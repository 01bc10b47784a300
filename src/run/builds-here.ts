import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildIndex } from '../builds/build-index.ts';
import { unknownImages } from '../builds/unknown-images.ts';
import { projectRoot } from '../files/project-images.ts';
import { listTree } from '../files/list-tree.ts';
import type { BuiltImages } from '../images/built-image.ts';
import type { ProjectImages } from '../images/project-images.ts';

/** What says how an image is built is far shorter; a longer file counts as one that can't be read. */
const MAX_BYTES = 256 * 1024;

/** How images are built by the files of a project on this machine, each read once. */
export class BuildsHere {
  readonly #path: string;
  #root: Promise<{ readonly folder: string; readonly index: BuildIndex }> | undefined;

  /** @param path a path in the project */
  constructor(path: string) {
    this.#path = path;
  }

  /** How those of the images are built that nobody else knows; nothing is looked for without such. */
  async of(images: readonly string[], own?: ProjectImages): Promise<BuiltImages | undefined> {
    const unknown = unknownImages(images, own);
    if (unknown.length === 0) return undefined;
    const { folder, index } = await (this.#root ??= this.#open());
    const { readBuilds } = await import('./read-builds.ts');
    return readBuilds(index, unknown, async (paths) => readTexts(folder, paths), own);
  }

  async #open(): Promise<{ readonly folder: string; readonly index: BuildIndex }> {
    // Most files name images that the catalog knows.
    const { BuildIndex } = await import('../builds/build-index.ts');
    const folder = await projectRoot(this.#path);
    return { folder, index: new BuildIndex({ paths: listTree(folder), texts: new Map() }) };
  }
}

async function readTexts(folder: string, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const full = join(folder, path);
    // oxlint-disable-next-line no-await-in-loop
    const stats = await lstat(full).catch(() => undefined);
    if (stats?.isFile() !== true || stats.size > MAX_BYTES) continue;
    // oxlint-disable-next-line no-await-in-loop
    const text = await readFile(full, 'utf8').catch(() => undefined);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}
