import { join } from 'node:path';
import type { Content, KustomizationSources } from '../render/collect-kustomization.ts';
import { KUSTOMIZATION_FILES, folderOf, inFolder } from '../render/kustomization-references.ts';
import type { Layer } from '../render/layers/layer.ts';
import { type LayeredFile, layeredText } from '../render/layers/layered-build.ts';
import {
  generatedKustomization,
  layeredKustomization,
} from '../render/layers/layered-kustomization.ts';
import { listTree } from './list-tree.ts';
import { readRepositoryFile } from './repository-files.ts';

/** More files in a folder without a kustomization than people keep there. */
const MAX_PLAIN_FILES = 2000;

/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
export async function layeredFile(root: string, layer: Layer): Promise<LayeredFile | undefined> {
  const own = await ownKustomization(root, layer);
  const lines = own && layeredKustomization(own, layer.changes);
  if (!own || !lines) return undefined;
  const { path, isThere } = own;
  return { path, isThere, madeBy: layer.path, lines, variables: layer.variables };
}

interface Kustomization {
  readonly path: string;
  readonly text: string;
  readonly isThere: boolean;
}

async function ownKustomization(root: string, layer: Layer): Promise<Kustomization | undefined> {
  for (const name of KUSTOMIZATION_FILES) {
    const path = inFolder(layer.folder, name);
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, path);
    if (content && 'text' in content) return { path, text: content.text, isThere: true };
  }
  // The whole of a repository is that of another one, or not only for a cluster.
  const isPlain = layer.isForPlainFiles && layer.folder !== '';
  const resources = isPlain ? await plainResources(root, layer.folder) : [];
  if (resources.length === 0) return undefined;
  const path = inFolder(layer.folder, 'kustomization.yaml');
  return { path, text: generatedKustomization(resources), isThere: false };
}

/** What Flux takes of a folder without a kustomization: its files, and the kustomizations in it. */
async function plainResources(root: string, folder: string): Promise<string[]> {
  const paths = listTree(join(root, folder)).filter((path) =>
    /\.ya?ml$|\/Kustomization$/.test(path),
  );
  if (paths.length > MAX_PLAIN_FILES) return [];
  const folders = new Set(paths.filter(isKustomization).map(folderOf));
  const outermost = [...folders].filter((one) => !isBelow(folderOf(one), folders));
  const files: string[] = [];
  for (const path of paths.filter((one) => !isBelow(folderOf(one), folders))) {
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, inFolder(folder, path));
    if (content && 'text' in content && OBJECT.test(content.text)) files.push(path);
  }
  return [...outermost, ...files].toSorted();
}

function isKustomization(path: string): boolean {
  return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf('/') + 1));
}

const OBJECT = /^["']?kind["']?[ \t]*:/m;

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = path; folder !== ''; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
  }
  return false;
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
  const named = new Set([
    layered.madeBy,
    ...(layered.isThere ? [layered.path] : []),
    ...layered.lines.flatMap(({ place }) => (place ? [place.path] : [])),
  ]);
  for (const path of named) {
    if (files[path] !== undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, path);
    if (content && 'text' in content) files[path] = content.text;
  }
  return { ...sources, files, layered };
}
