import { lstat, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type ReleaseSource,
  mayNeedSources,
  sourcesIn,
} from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';

/** Longer files with such objects are generated. */
const MAX_BYTES = 1_000_000;

/** The objects of Flux that say where charts are: among some files, and beside a file. Each is read once. */
export class ReleaseSources {
  readonly #paths: readonly string[];
  readonly #folders = new Map<string, Promise<readonly ReleaseSource[]>>();
  #all: Promise<readonly ReleaseSource[]> | undefined;

  /** @param paths the files that may have such objects */
  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** Those that count for a file; none for a file that installs no chart. */
  async of(file: SourceFile): Promise<readonly ReleaseSource[] | undefined> {
    if (!mayNeedSources(file.text)) return undefined;
    this.#all ??= readAll(this.#paths);
    const folder = dirname(file.path);
    const beside = this.#folders.get(folder) ?? readFolder(folder);
    this.#folders.set(folder, beside);
    return [...sourcesIn(file), ...(await beside), ...(await this.#all)];
  }
}

async function readFolder(folder: string): Promise<ReleaseSource[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  return readAll(names.map((name) => join(folder, name)));
}

async function readAll(paths: readonly string[]): Promise<ReleaseSource[]> {
  const all: ReleaseSource[] = [];
  for (const path of paths) {
    if (!/\.ya?ml$/i.test(path)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const text = await readText(path);
    for (const source of text === undefined ? [] : sourcesIn({ path, text })) all.push(source);
  }
  return all;
}

/** What can't be read says nothing; a link is not followed. */
async function readText(path: string): Promise<string | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size > MAX_BYTES) return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
}
