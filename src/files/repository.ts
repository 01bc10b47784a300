import { realpath } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import {
  type Content,
  type KustomizationSources,
  collectKustomization,
} from '../render/collect-kustomization.ts';
import { type References, inFolder, readReferences } from '../render/kustomization-references.ts';
import type { Layer } from '../render/layers/layer.ts';
import { layersIn, mayDeploy } from '../render/layers/read-layers.ts';
import type { LayeredFile } from '../render/layers/layered-build.ts';
import type { FirstLook } from './first-look.ts';
import { GeneratorTrees } from './generator-trees.ts';
import { layeredFile, withLayer, withLayeredFile } from './layered-sources.ts';
import { type Found, readSource } from './read.ts';
import { readRepositoryFile } from './repository-files.ts';

/** The kustomizations of a repository on this machine. */
export class Repository {
  /** Absolute, its links followed. */
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async at(root: string): Promise<Repository> {
    return new Repository(await realpath(root));
  }

  /** A path from the root; undefined for one that is outside. */
  async pathOf(path: string): Promise<string | undefined> {
    const found = relative(this.root, await realpath(path));
    return found === '..' || found.startsWith(`..${sep}`) ? undefined : found.split(sep).join('/');
  }

  /**
   * What kustomizations name, by their folders from the root. Those that are outside are left out.
   *
   * @param found their files
   */
  async references(found: readonly Found[]): Promise<Map<string, References>> {
    const all = new Map<string, References>();
    for (const { path } of found) {
      // oxlint-disable-next-line no-await-in-loop
      const folder = await this.pathOf(dirname(path));
      if (folder === undefined) continue;
      // oxlint-disable-next-line no-await-in-loop
      const content = await readRepositoryFile(this.root, inFolder(folder, basename(path)));
      if (content && 'text' in content) all.set(folder, readReferences(content.text));
    }
    return all;
  }

  /**
   * The objects in files that deploy folders of the repository.
   *
   * @param looks is told of each file that is read
   */
  async layers(found: readonly Found[], looks?: FirstLook): Promise<Layer[]> {
    const layers: Layer[] = [];
    const trees = new GeneratorTrees(this.root);
    for (const file of found) {
      if (!/\.ya?ml$/i.test(file.path)) continue;
      // oxlint-disable-next-line no-await-in-loop
      const source = await readSource(file);
      if (!source || 'reason' in source) continue;
      looks?.take(source);
      if (!mayDeploy(source.text)) continue;
      // oxlint-disable-next-line no-await-in-loop
      const path = await this.pathOf(file.path);
      if (path === undefined) continue;
      const placeOf = (line: number) => ({ path, line });
      // oxlint-disable-next-line no-await-in-loop
      const tree = await trees.for(source.text);
      for (const layer of layersIn({ text: source.text, placeOf }, tree)) layers.push(layer);
    }
    return layers;
  }

  /** All that the kustomization in a folder needs; why there is too much of it. */
  async collect(folder: string): Promise<KustomizationSources | { readonly reason: string }> {
    return this.#collect(folder, undefined);
  }

  /** The same for what an object of the cluster deploys; undefined where that is not in the repository. */
  async collectLayer(
    layer: Layer,
  ): Promise<KustomizationSources | { readonly reason: string } | undefined> {
    const layered = await layeredFile(this.root, layer);
    if (!layered) return undefined;
    const sources = await this.#collect(layer.folder, layered);
    return 'reason' in sources ? sources : withLayer(sources, layered, this.root);
  }

  async #collect(
    folder: string,
    layered: LayeredFile | undefined,
  ): Promise<KustomizationSources | { readonly reason: string }> {
    const collecting = collectKustomization(folder);
    let step = collecting.next(new Map());
    while (step.done !== true) {
      const contents = new Map<string, Content>();
      for (const path of step.value) {
        // oxlint-disable-next-line no-await-in-loop
        const content = await readRepositoryFile(this.root, path);
        if (content) contents.set(path, content);
      }
      step = collecting.next(withLayeredFile(contents, layered, step.value));
    }
    return step.value;
  }
}
