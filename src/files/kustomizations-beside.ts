import { lstat, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  KUSTOMIZATION_NAMES,
  type Kustomization,
  readKustomization,
} from '../kubernetes/kustomization/kustomization.ts';

/** The kustomizations beside files of this machine, each read once. */
export class KustomizationsBeside {
  readonly #folders = new Map<string, Kustomization | undefined>();

  /** The one that lists a file in its own folder; undefined where none does, and for standard input. */
  async of(path: string): Promise<Kustomization | undefined> {
    if (path === '-') return undefined;
    const folder = dirname(path);
    if (!this.#folders.has(folder)) this.#folders.set(folder, await readIn(folder));
    const found = this.#folders.get(folder);
    return found?.resources.has(basename(path)) === true ? found : undefined;
  }
}

async function readIn(folder: string): Promise<Kustomization | undefined> {
  for (const name of KUSTOMIZATION_NAMES) {
    const path = join(folder, name);
    // oxlint-disable-next-line no-await-in-loop
    const text = await readText(path);
    if (text !== undefined) return readKustomization({ path: name, text });
  }
  return undefined;
}

/** Longer files are no kustomizations. */
const MAX_BYTES = 1_000_000;

/** What can't be read says nothing; a link is not followed. */
async function readText(path: string): Promise<string | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size > MAX_BYTES) return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
}
