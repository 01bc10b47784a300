import { realpath } from 'node:fs/promises';
import picomatch from 'picomatch';
import { globsOfSets, hasGitGenerators } from '../kubernetes/argo/generator-globs.ts';
import type { GeneratorTree } from '../kubernetes/argo/generators.ts';
import { listTree } from './list-tree.ts';
import { readRepositoryFile } from './repository-files.ts';

/** More files than generators of one repository go through. */
const MAX_FILES = 2000;

/** What generators of sets of applications go through: read where a text has some. */
export class GeneratorTrees {
  readonly #root: string;
  #paths: readonly string[] | undefined;
  readonly #texts = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The files for the sets in a text; undefined where it has none that needs any. */
  async for(text: string): Promise<GeneratorTree | undefined> {
    if (!hasGitGenerators(text)) return undefined;
    const root = await realpath(this.#root);
    this.#paths ??= listTree(root);
    const globs = [...globsOfSets(text).files];
    const isWanted =
      globs.length > 0 ? picomatch(globs, { dot: true, noextglob: true }) : () => false;
    for (const path of this.#paths) {
      if (this.#texts.size >= MAX_FILES) break;
      if (!isWanted(path) || this.#texts.has(path)) continue;
      // oxlint-disable-next-line no-await-in-loop
      const content = await readRepositoryFile(root, path);
      if (content && 'text' in content) this.#texts.set(path, content.text);
    }
    return { paths: this.#paths, textOf: (path) => this.#texts.get(path) };
  }
}
