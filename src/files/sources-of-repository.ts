import { join, relative } from 'node:path';
import type { SourceReference } from '../kubernetes/known-charts/release.ts';
import { type ReleaseSource, sourcesIn } from '../kubernetes/known-charts/release-sources.ts';
import { sourceFiles } from '../reach/repository-sources.ts';
import { listTree } from './list-tree.ts';
import { readSmallFile } from './read-small-file.ts';

/** Finds objects that say where charts are anywhere in a project, by the names of its files. */
export class SourcesOfRepository {
  readonly #root: string;
  #files: readonly { readonly path: string }[] | undefined;
  readonly #read = new Map<string, readonly ReleaseSource[]>();

  constructor(root: string) {
    this.#root = root;
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
    const shown = relative('.', join(this.#root, path)).replaceAll('\\', '/');
    const text = readSmallFile(shown);
    const sources = text === undefined ? [] : sourcesIn({ path: shown, text });
    this.#read.set(path, sources);
    return sources;
  }
}
