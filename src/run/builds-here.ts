import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildIndex } from '../builds/build-index.ts';
import { unknownImages } from '../builds/unknown-images.ts';
import { projectRoot } from '../files/project-images.ts';
import { listTree } from '../files/list-tree.ts';
import type { BuiltImages } from '../images/built-image.ts';
import type { ProjectImages } from '../images/project-images.ts';
import type { readBuilds } from './read-builds.ts';

/** What says how an image is built is far shorter; a longer file counts as one that can't be read. */
const MAX_BYTES = 256 * 1024;

/** A project, and what looks into it. */
interface Opened {
  readonly folder: string;
  readonly index: BuildIndex;
  readonly readBuilds: typeof readBuilds;
}

/** How images are built by the files of a project on this machine, each read once. */
export class BuildsHere {
  readonly #path: string;
  #root: Promise<Opened> | undefined;

  /** @param path a path in the project */
  constructor(path: string) {
    this.#path = path;
  }

  /** How those of the images are built that nobody else knows; nothing is looked for without such. */
  async of(images: readonly string[], own?: ProjectImages): Promise<BuiltImages | undefined> {
    const unknown = unknownImages(images, own);
    if (unknown.length === 0) return undefined;
    const project = await (this.#root ??= this.#open());
    const read = async (paths: readonly string[]) => readTexts(project.folder, paths);
    return project.readBuilds(project.index, unknown, read, own);
  }

  async #open(): Promise<Opened> {
    // Most files name images that the catalog knows.
    const { BuildIndex } = await import('../builds/build-index.ts');
    const { readBuilds } = await import('./read-builds.ts');
    const folder = await projectRoot(this.#path);
    const index = new BuildIndex({ paths: listTree(folder), texts: new Map() });
    return { folder, index, readBuilds };
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
