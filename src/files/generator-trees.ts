import { realpath } from 'node:fs/promises';
import picomatch from 'picomatch';
import { type GeneratorTree, generatorGlobs } from '../kubernetes/argo/generators.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { items, rootOf, valueAt } from '../yaml/value.ts';
import { listTree } from './list-tree.ts';
import { readRepositoryFile } from './repository-files.ts';

const SET = /\bkind["']?[ \t]*:[ \t]*["']?ApplicationSet\b/;
const GIT = /\bgit["']?[ \t]*:/;

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
    if (!SET.test(text) || !GIT.test(text)) return undefined;
    const root = await realpath(this.#root);
    this.#paths ??= listTree(root);
    const globs = globsIn(text);
    const isWanted = globs.length > 0 ? picomatch(globs, { dot: true }) : () => false;
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

function globsIn(text: string): string[] {
  return splitDocuments(text).flatMap((span, index) => {
    const own = SET.test(text.slice(span.start, span.end));
    const document = own ? parseDocumentAt(text, span, index) : undefined;
    if (!document || !('root' in document)) return [];
    return generatorGlobs(items(valueAt(rootOf(document), ['spec', 'generators'])));
  });
}
