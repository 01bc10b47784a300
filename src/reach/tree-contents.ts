import {
  type Content,
  type KustomizationSources,
  collectKustomization,
} from '../render/collect-kustomization.ts';
import {
  type References,
  configurationsOf,
  filesOfPlugins,
  folderOf,
  readReferences,
  valuesOfPlugins,
} from '../render/kustomization-references.ts';
import { type LayeredFile, layeredText } from '../render/layers/layered-build.ts';
import { filesOfLayer } from '../render/layers/layered-file.ts';
import { isKustomizationFile } from './kustomization-places.ts';
import type { SourceTree, TreeFile, WantedFile } from './source-tree.ts';

/** What the kustomizations of a change may need in all, on both sides. */
const MAX_FILES = 3000;
const MAX_BYTES = 32 * 1024 * 1024;

/** What a kustomization can't be built without; the rest are data of ConfigMaps and Secrets. */
const MAJOR = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;

/** All files of a repository on one side of a change, by their paths. */
export type TreeFiles = ReadonlyMap<string, TreeFile>;

/** The contents of files, each read once, though it may be on both sides. */
export class TreeContents {
  readonly #tree: SourceTree;
  readonly #contents = new Map<string, Content>();
  readonly #asked = new Set<string>();
  /** What kustomizations name, by their texts. */
  readonly #references = new Map<string, References>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  /** Reads files; says why, where there are too many. */
  async read(files: readonly TreeFile[]): Promise<string | undefined> {
    const open = [...new Map(files.map((file) => [file.id, file])).values()].filter(
      ({ id, isLink }) => !isLink && !this.#asked.has(id),
    );
    const bytes = open.reduce((sum, file) => sum + file.bytes, 0);
    const megabytes = MAX_BYTES / 1024 / 1024;
    if (open.length > MAX_FILES) return `its kustomizations need over ${MAX_FILES} files`;
    if (bytes > MAX_BYTES) return `its kustomizations need over ${megabytes} MiB`;
    if (open.length === 0) return undefined;
    const read = await this.#tree.read(
      open.map((file): WantedFile => ({ ...file, isMinor: !MAJOR.test(file.path) })),
    );
    for (const { id } of open) this.#asked.add(id);
    for (const [id, found] of read) this.#contents.set(id, contentOf(found));
    return undefined;
  }

  textOf(file: TreeFile | undefined): string | undefined {
    const content = file && this.#contents.get(file.id);
    return content && 'text' in content ? content.text : undefined;
  }

  /** What the kustomizations among files name, by their folders. */
  references(files: TreeFiles): Map<string, References> {
    const all = new Map<string, References>();
    for (const [path, file] of files) {
      const text = isKustomizationFile(path) ? this.textOf(file) : undefined;
      if (text !== undefined)
        all.set(folderOf(path), this.referencesIn(folderOf(path), text, files));
    }
    return all;
  }

  /** What a kustomization names, and what the configurations of its plugins name that were read. */
  referencesIn(folder: string, text: string, files: TreeFiles): References {
    const references = this.#references.get(text) ?? readReferences(text);
    this.#references.set(text, references);
    const textIn = (path: string): string | undefined => this.textOf(files.get(path));
    const [named, values] = [filesOfPlugins, valuesOfPlugins].map((of) =>
      of(folder, references, textIn),
    );
    return {
      ...references,
      files: [...references.files, ...(named ?? [])],
      values: [...references.values, ...(values ?? [])],
    };
  }

  /** The configurations of plugins that the kustomizations among files name. */
  plugins(files: TreeFiles): TreeFile[] {
    const textIn = (path: string): string | undefined => this.textOf(files.get(path));
    return [...this.references(files)]
      .flatMap(([folder, { plugins }]) => configurationsOf(folder, plugins, textIn))
      .flatMap((path) => files.get(path) ?? []);
  }

  /**
   * The files that a kustomization needs, as far as they were read, and those that were not.
   *
   * @param layered is taken in place of its file
   */
  collect(root: string, files: TreeFiles, layered?: LayeredFile): Collected {
    const unread: TreeFile[] = [];
    const collecting = collectKustomization(root);
    let step = collecting.next(new Map());
    while (step.done !== true) {
      const found = new Map<string, Content>();
      for (const path of step.value) {
        const file = files.get(path);
        const content = file && this.#contents.get(file.id);
        if (content) found.set(path, content);
        else if (file && !file.isLink) unread.push(file);
      }
      if (layered && step.value.includes(layered.path)) {
        found.set(layered.path, { text: layeredText(layered) });
      }
      step = collecting.next(found);
    }
    const sources = step.value;
    if (!layered || 'reason' in sources) return { sources, unread };
    return { sources: this.#withLayer(sources, layered, files), unread };
  }

  /** Sources with the layer's own files, and the kustomization as it is. */
  #withLayer(
    sources: KustomizationSources,
    layered: LayeredFile,
    all: TreeFiles,
  ): KustomizationSources {
    const files = { ...sources.files };
    delete files[layered.path];
    for (const path of filesOfLayer(layered)) {
      const text = this.textOf(all.get(path));
      if (text !== undefined) files[path] = text;
    }
    return { ...sources, files, layered };
  }
}

/** A kustomization as it could be read. */
export interface Collected {
  readonly sources: KustomizationSources | { readonly reason: string };
  readonly unread: readonly TreeFile[];
}

/** The file that a kustomization can't do without and that can't be read. */
export function lostIn({ unread }: Collected): TreeFile | undefined {
  return unread.find(({ path }) => MAJOR.test(path));
}

function contentOf(bytes: Uint8Array): Content {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    let binary = '';
    for (const byte of bytes) binary += String.fromCodePoint(byte);
    return { base64: btoa(binary) };
  }
}
