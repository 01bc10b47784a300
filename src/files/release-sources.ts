import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type ReleaseSource,
  mayNeedSources,
  sourcesIn,
} from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { FirstLook } from './first-look.ts';
import { readSmallFile } from './read-small-file.ts';

/** The objects of Flux that say where charts are: among some files, and beside a file. Each is read once. */
export class ReleaseSources {
  readonly #paths: readonly string[];
  readonly #looks: FirstLook | undefined;
  readonly #folders = new Map<string, readonly ReleaseSource[]>();
  #all: readonly ReleaseSource[] | undefined;

  /**
   * @param paths the files that may have such objects
   * @param looks what is known of them
   */
  constructor(paths: readonly string[], looks?: FirstLook) {
    this.#paths = paths;
    this.#looks = looks;
  }

  /** Those among the files. */
  all(): readonly ReleaseSource[] {
    const unknown = (): string[] =>
      this.#paths.filter((path) => this.#looks?.hasNoSources(path) !== true);
    return (this.#all ??= readAll(unknown()));
  }

  /** Those that count for a file; none for a file that installs no chart. */
  of(file: SourceFile): readonly ReleaseSource[] | undefined {
    if (!mayNeedSources(file.text)) return undefined;
    const folder = dirname(file.path);
    const beside = this.#folders.get(folder) ?? readFolder(folder);
    this.#folders.set(folder, beside);
    return [...sourcesIn(file), ...beside, ...this.all()];
  }
}

function readFolder(folder: string): ReleaseSource[] {
  return readAll(namesIn(folder).map((name) => join(folder, name)));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readAll(paths: readonly string[]): ReleaseSource[] {
  const all: ReleaseSource[] = [];
  for (const path of paths) {
    if (!/\.ya?ml$/i.test(path)) continue;
    const text = readSmallFile(path);
    for (const source of text === undefined ? [] : sourcesIn({ path, text })) all.push(source);
  }
  return all;
}
