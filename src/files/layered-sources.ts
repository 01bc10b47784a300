import { join } from 'node:path';
import type { Content, KustomizationSources } from '../render/collect-kustomization.ts';
import { KUSTOMIZATION_FILES, inFolder } from '../render/kustomization-references.ts';
import type { Layer } from '../render/layers/layer.ts';
import { type LayeredFile, layeredText } from '../render/layers/layered-build.ts';
import {
  type OwnKustomization,
  filesOfLayer,
  hasObject,
  layeredFileOf,
  plainFolder,
  plainKustomization,
} from '../render/layers/layered-file.ts';
import { listTree } from './list-tree.ts';
import { readRepositoryFile } from './repository-files.ts';

/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
export async function layeredFile(root: string, layer: Layer): Promise<LayeredFile | undefined> {
  const own = await ownKustomization(root, layer);
  return own && layeredFileOf(own, layer);
}

async function ownKustomization(root: string, layer: Layer): Promise<OwnKustomization | undefined> {
  for (const name of KUSTOMIZATION_FILES) {
    const path = inFolder(layer.folder, name);
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, path);
    if (content && 'text' in content) return { path, text: content.text, isThere: true };
  }
  const isPlain = layer.isForPlainFiles && layer.folder !== '';
  const { folders, files } = isPlain
    ? plainFolder(layer, listTree(join(root, layer.folder)))
    : { folders: [], files: [] };
  const resources = [...folders];
  for (const path of files) {
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, inFolder(layer.folder, path));
    if (content && 'text' in content && hasObject(content.text)) resources.push(path);
  }
  return plainKustomization(layer.folder, resources);
}

/** What is read for a kustomization, with the file that a layer makes in place of its own. */
export function withLayeredFile(
  contents: Map<string, Content>,
  layered: LayeredFile | undefined,
  asked: readonly string[],
): ReadonlyMap<string, Content> {
  if (layered && asked.includes(layered.path)) {
    contents.set(layered.path, { text: layeredText(layered) });
  }
  return contents;
}

/** Sources as reports need them: the layer's own files, and the kustomization as it is. */
export async function withLayer(
  sources: KustomizationSources,
  layered: LayeredFile,
  root: string,
): Promise<KustomizationSources> {
  const files = { ...sources.files };
  delete files[layered.path];
  for (const path of filesOfLayer(layered)) {
    if (files[path] !== undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, path);
    if (content && 'text' in content) files[path] = content.text;
  }
  return { ...sources, files, layered };
}
