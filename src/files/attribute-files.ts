import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Attributes } from '../kubernetes/made-elsewhere.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { readAttributes } from '../review/git-attributes.ts';
import { readSource } from './read.ts';

/** The `.gitattributes` of a project as they are now, each read once. */
export class AttributeFiles {
  readonly #root: string;
  readonly #files = new Map<string, Promise<SourceFile | undefined>>();
  readonly #readers = new Map<string, Promise<ReturnType<typeof readAttributes>>>();

  /** @param root the folder that the outermost one is in */
  constructor(root: string) {
    this.#root = resolve(root);
  }

  /** What they say of a file; nothing of one that is outside of the project. */
  async of(path: string): Promise<Attributes | undefined> {
    const names = relative(this.#root, resolve(path)).split(sep);
    if (path === '-' || names[0] === '..') return undefined;
    const folders = names.map((_, depth) => names.slice(0, depth).join('/'));
    const folder = folders.at(-1) ?? '';
    const reader = this.#readers.get(folder) ?? this.#readerOf(folders);
    this.#readers.set(folder, reader);
    return (await reader)(names.join('/'));
  }

  async #readerOf(folders: readonly string[]): Promise<ReturnType<typeof readAttributes>> {
    const files = await Promise.all(
      folders.map(async (folder) => {
        const file = this.#files.get(folder) ?? this.#read(folder);
        this.#files.set(folder, file);
        return file;
      }),
    );
    return readAttributes(files.filter((file) => file !== undefined));
  }

  async #read(folder: string): Promise<SourceFile | undefined> {
    const path = join(this.#root, folder, '.gitattributes');
    // Few folders have one, and an error for each takes longer than this question.
    if (!existsSync(path)) return undefined;
    const file = await readSource({ path, named: false });
    if (!file || 'reason' in file) return undefined;
    return { ...file, path: relative(this.#root, path).split(sep).join('/') };
  }
}
