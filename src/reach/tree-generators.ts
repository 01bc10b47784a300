import picomatch from 'picomatch';
import { globsOfSets, hasGitGenerators } from '../kubernetes/argo/generator-globs.ts';
import type { GeneratorTree } from '../kubernetes/argo/generators.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { Side, SourceTree, TreeFile } from './source-tree.ts';

/** Two batches of files: a set of applications has 100 at most. */
const MAX_FILES = 200;
/** Such a file has the parameters of an application or of a cluster. */
const MAX_BYTES = 100_000;

/** What generators of sets of applications go through on both sides of a change: read where a text has some. */
export class TreeGenerators {
  readonly #tree: SourceTree;
  readonly #texts = new Map<string, string>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  /** What the sets in some texts go through; undefined where these have none that goes through files. */
  async for(side: Side, texts: readonly SourceFile[]): Promise<GeneratorTree | undefined> {
    const sets = texts.filter(({ text }) => hasGitGenerators(text));
    const all = sets.length === 0 ? undefined : await this.#tree.all(side);
    if (!all) return undefined;
    const globs = sets.flatMap(({ text }) => globsOfSets(text).files);
    const files = new Map(all.map((file) => [file.path, file]));
    await this.#read(globs, all);
    return {
      paths: [...files.keys()],
      textOf: (path) => this.#texts.get(files.get(path)?.id ?? ''),
    };
  }

  async #read(globs: readonly string[], all: readonly TreeFile[]): Promise<void> {
    if (globs.length === 0) return;
    const isNamed = picomatch([...globs], { dot: true, noextglob: true });
    const wanted = all
      .filter(
        ({ path, bytes, isLink, id }) =>
          !isLink && bytes <= MAX_BYTES && !this.#texts.has(id) && isNamed(path),
      )
      .slice(0, MAX_FILES);
    const read = await this.#tree.read(wanted.map((file) => ({ ...file, isMinor: true })));
    for (const [id, bytes] of read) this.#texts.set(id, new TextDecoder().decode(bytes));
  }
}
