import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Attributes } from '../kubernetes/made-elsewhere.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { readAttributes } from '../review/git-attributes.ts';
import { readSource } from './read.ts';

/** What is said of the files in a folder. */
interface Folder {
  /** What their paths from the root start with. */
  readonly start: string;
  readonly reader: Promise<ReturnType<typeof readAttributes>> | undefined;
}

const OUTSIDE: Folder = { start: '', reader: undefined };

/** The `.gitattributes` of a project as they are now, each read once. */
export class AttributeFiles {
  readonly #root: string;
  readonly #files = new Map<string, Promise<SourceFile | undefined>>();
  /** By the paths of folders as they are given. */
  readonly #folders = new Map<string, Folder>();

  /** @param root the folder that the outermost one is in */
  constructor(root: string) {
    this.#root = resolve(root);
  }

  /** What they say of a file; nothing of one that is outside of the project. */
  async of(path: string): Promise<Attributes | undefined> {
    const folder = dirname(path);
    const known = this.#folders.get(folder) ?? this.#openFolder(folder);
    this.#folders.set(folder, known);
    const { start, reader } = path === '-' ? OUTSIDE : known;
    return (await reader)?.(start + basename(path));
  }

  #openFolder(folder: string): Folder {
    const inside = relative(this.#root, resolve(folder));
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return OUTSIDE;
    const names = inside === '' ? [] : inside.split(sep);
    const folders = ['', ...names.map((_, depth) => names.slice(0, depth + 1).join('/'))];
    return { start: names.map((name) => `${name}/`).join(''), reader: this.#readerOf(folders) };
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
