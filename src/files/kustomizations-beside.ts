import { readSmallFile } from './read-small-file.ts';
import { basename, dirname, join } from 'node:path';
import {
  KUSTOMIZATION_NAMES,
  type Kustomization,
  kustomizationFor,
  readKustomization,
} from '../kubernetes/kustomization/kustomization.ts';

/** The kustomizations beside files of this machine, each read once. */
export class KustomizationsBeside {
  readonly #folders = new Map<string, Kustomization | undefined>();

  /** The one that lists a file in its own folder, or names it as a patch; undefined where none does, and for standard input. */
  of(path: string): Kustomization | undefined {
    if (path === '-') return undefined;
    const own = dirname(path);
    return (
      this.#meant(own, basename(path)) ??
      this.#meant(dirname(own), `${basename(own)}/${basename(path)}`)
    );
  }

  #meant(folder: string, name: string): Kustomization | undefined {
    if (!this.#folders.has(folder)) this.#folders.set(folder, readIn(folder));
    const found = this.#folders.get(folder);
    return found && kustomizationFor(found, name);
  }
}

function readIn(folder: string): Kustomization | undefined {
  for (const name of KUSTOMIZATION_NAMES) {
    const path = join(folder, name);
    const text = readSmallFile(path);
    if (text !== undefined) return readKustomization({ path: name, text });
  }
  return undefined;
}
