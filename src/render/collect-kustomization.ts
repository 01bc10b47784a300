import type { LayeredFile } from './layers/layered-build.ts';
import {
  type References,
  filesOfPlugins,
  folderOf,
  kustomizationsIn,
  namedIn,
  readReferences,
} from './kustomization-references.ts';

/** A file's content: text, or Base64 of what is none. */
export type Content = { readonly text: string } | { readonly base64: string };

/** A kustomization with all files that it needs, by their path from the root of the repository. */
export interface KustomizationSources {
  /** Its folder. */
  readonly root: string;
  readonly files: Readonly<Record<string, string>>;
  readonly binaries: Readonly<Record<string, string>>;
  /** The folders of the kustomizations that it uses, its own included. */
  readonly folders: readonly string[];
  /** The files that configurations of plugins name, such as patches. */
  readonly plugged?: readonly string[] | undefined;
  /** The kustomization with what an object in the cluster adds to it; it is built in place of the file. */
  readonly layered?: LayeredFile | undefined;
}

/** As for charts: the largest public kustomizations have some hundred files. */
const MAX_FILES = 5000;
const MAX_LENGTH = 32 * 1024 * 1024;
/** What a kustomization names may be one of four files. */
const MAX_ASKED = 4 * MAX_FILES;

/**
 * Finds the files of a kustomization, in rounds: it asks for files, is given those that there are, and asks for
 * what these name. All that is in the repository can be a part of it, also `../`.
 *
 * @returns the files, or why there are too many of them
 */
export function* collectKustomization(
  root: string,
): Generator<readonly string[], KustomizationSources | { readonly reason: string }, Contents> {
  const collected = new Collected();
  let wanted = kustomizationsIn(root);
  while (wanted.length > 0) {
    const contents = yield wanted;
    for (const path of wanted) {
      const content = contents.get(path);
      if (content) collected.add(path, content);
    }
    const reason = collected.tooMuch();
    if (reason !== undefined) return { reason };
    wanted = collected.next(wanted);
  }
  return collected.end(root);
}

/** The contents of files that there are, by their paths. */
export type Contents = ReadonlyMap<string, Content>;

class Collected {
  readonly #contents = new Map<string, Content>();
  readonly #asked = new Set<string>();
  readonly #plugged = new Set<string>();
  /** What the kustomizations name, by their folders. */
  readonly #references = new Map<string, References>();
  #length = 0;

  add(path: string, content: Content): void {
    this.#contents.set(path, content);
    this.#length += 'text' in content ? content.text.length : content.base64.length;
  }

  tooMuch(): string | undefined {
    if (this.#asked.size > MAX_ASKED || this.#contents.size > MAX_FILES) {
      return `it needs over ${MAX_FILES} files`;
    }
    const megabytes = MAX_LENGTH / 1024 / 1024;
    return this.#length > MAX_LENGTH ? `its files have over ${megabytes} MiB` : undefined;
  }

  /** What the kustomizations name that were read last. */
  next(read: readonly string[]): string[] {
    for (const path of read) this.#asked.add(path);
    const found = new Set<string>();
    for (const path of read) {
      const content = this.#contents.get(path);
      const isKustomization = kustomizationsIn(folderOf(path)).includes(path);
      if (!content || !('text' in content) || !isKustomization) continue;
      const references = readReferences(content.text);
      this.#references.set(folderOf(path), references);
      for (const name of namedIn(folderOf(path), references)) found.add(name);
    }
    for (const [folder, references] of this.#references) {
      const files = filesOfPlugins(folder, references, (path) => this.#textOf(path));
      for (const path of namedIn(folder, { resources: [], files })) this.#plugged.add(path);
    }
    for (const path of this.#plugged) found.add(path);
    return [...found].filter((path) => !this.#asked.has(path));
  }

  #textOf(path: string): string | undefined {
    const content = this.#contents.get(path);
    return content && 'text' in content ? content.text : undefined;
  }

  end(root: string): KustomizationSources {
    const files: Record<string, string> = {};
    const binaries: Record<string, string> = {};
    for (const [path, content] of this.#contents) {
      if ('text' in content) files[path] = content.text;
      else binaries[path] = content.base64;
    }
    const folders = [...this.#references.keys()];
    const plugged = [...this.#plugged].filter((path) => Object.hasOwn(files, path));
    return { root, files, binaries, folders, ...(plugged.length > 0 && { plugged }) };
  }
}
