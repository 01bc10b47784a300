import { join } from 'node:path';
import type { SourceReference } from '../kubernetes/known-charts/release.ts';
import { type ReleaseSource, sourcesIn } from '../kubernetes/known-charts/release-sources.ts';
import { sourceFiles } from '../reach/repository-sources.ts';
import { listTree } from './list-tree.ts';
import { readSmallFile } from './read-small-file.ts';
import { shownRoot } from './shown-root.ts';

/** Finds objects that say where charts are anywhere in a project, by the names of its files. */
export class SourcesOfRepository {
  readonly #root: string;
  readonly #shown: string;
  #files: readonly { readonly path: string }[] | undefined;
  readonly #read = new Map<string, readonly ReleaseSource[]>();

  /** @param given the files that were given */
  constructor(root: string, given: readonly { readonly path: string }[]) {
    this.#root = root;
    this.#shown = shownRoot(root, given);
  }

  /** Those that releases name. */
  of(wanted: readonly SourceReference[]): ReleaseSource[] {
    if (wanted.length === 0) return [];
    this.#files ??= listTree(this.#root).map((path) => ({ path }));
    const found = sourceFiles(this.#files, wanted).flatMap(({ path }) => this.#in(path));
    return found.filter(({ kind, name }) =>
      wanted.some((one) => one.kind === kind && one.name === name),
    );
  }

  #in(path: string): readonly ReleaseSource[] {
    const known = this.#read.get(path);
    if (known) return known;
    const shown = join(this.#shown, path).replaceAll('\\', '/');
    const text = readSmallFile(shown);
    const sources = text === undefined ? [] : sourcesIn({ path: shown, text });
    this.#read.set(path, sources);
    return sources;
  }
}
