import type { Owner } from '../images/image-files.ts';
import type { Steps } from './steps.ts';

/** A file of an image, or a folder with what is in it. */
export type TreeNode = Folder | TreeFile | Link;

/** A file, with what is kept of it. */
export interface TreeFile {
  readonly kind: 'file';
  /** Undefined for root, and for devices, which are never written to. */
  readonly owner?: Owner | undefined;
  /** Of a shell script, and of the lists of users. */
  readonly text?: string | undefined;
  /** Without `CAP_`; `unknown` where they can't be told. */
  readonly capabilities?: readonly string[] | 'unknown' | undefined;
}

interface Link {
  readonly kind: 'link';
  readonly to: string;
}

/** A folder of an image or of a layer; what a layer takes away is said in its folders. */
export interface Folder {
  readonly kind: 'folder';
  readonly children: Map<string, TreeNode>;
  /** Whether a layer has no entry of its own for it, only for what is in it. */
  isImplied: boolean;
  /** Whether a layer hides all that lower layers have in it. */
  isOpaque: boolean;
  /** The names that a layer takes away. */
  readonly removed: Set<string>;
  /** Undefined for root. */
  owner?: Owner | undefined;
}

/** What stands at a path of an image. */
export interface PathState {
  readonly state: 'absent' | 'file' | 'empty' | 'content';
  /** Some of the names in a folder that has content. */
  readonly examples: readonly string[];
}

/** Enough to see what it is about. */
export const MAX_EXAMPLES = 5;
/** As many links as Linux follows (path_resolution(7)). */
const MAX_LINKS = 40;

export function emptyFolder(): Folder {
  return {
    kind: 'folder',
    children: new Map(),
    isImplied: true,
    isOpaque: false,
    removed: new Set(),
  };
}

/** The names in a path; undefined for one that leads out of where it starts. */
export function partsOf(path: string): string[] | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts;
}

/**
 * Lays a layer over what lower layers made. The layer stays as it is: an image can have it twice.
 *
 * @throws RegistryError when that takes too many steps
 */
export function applyLayer(root: Folder, layer: Folder, steps: Steps): void {
  merge(root, layer, { root, at: [], steps });
}

interface Merging {
  readonly root: Folder;
  /** The names of the folders that lead to the one that is merged. */
  readonly at: string[];
  readonly steps: Steps;
}

function merge(base: Folder, layer: Folder, merging: Merging): void {
  const { at, steps } = merging;
  steps.take(layer.removed.size + layer.children.size);
  if (!layer.isImplied) base.owner = layer.owner;
  // What a layer takes away is from lower layers, wherever in the layer it is said.
  if (layer.isOpaque) base.children.clear();
  for (const name of layer.removed) base.children.delete(name);
  for (const [name, node] of layer.children) {
    at.push(name);
    if (node.kind === 'folder') merge(folderBelow(base, node, merging), node, merging);
    else base.children.set(name, node);
    at.pop();
  }
}

/** The folder that a layer's folder adds to: an entry of its own replaces a link, others follow it. */
function folderBelow(base: Folder, node: Folder, { root, at, steps }: Merging): Folder {
  const name = at.at(-1) ?? '';
  const below = base.children.get(name);
  const found = below?.kind === 'link' && node.isImplied ? nodeAt(root, at, steps) : below;
  if (found?.kind === 'folder') return found;
  const made = emptyFolder();
  base.children.set(name, made);
  return made;
}

/**
 * What stands at a path of an image, its links followed.
 *
 * @throws RegistryError when that takes too many steps
 */
export function stateOf(root: Folder, path: string, steps: Steps): PathState {
  const node = nodeAt(root, path.split('/'), steps);
  if (!node) return { state: 'absent', examples: [] };
  if (node.kind !== 'folder') return { state: 'file', examples: [] };
  steps.take(node.children.size);
  const names = [...node.children.keys()].sort();
  const state = names.length === 0 ? 'empty' : 'content';
  return { state, examples: names.slice(0, MAX_EXAMPLES) };
}

/** Finds a node as the kernel does, links from the root of the image; undefined where none is. */
export function nodeAt(root: Folder, path: readonly string[], steps: Steps): TreeNode | undefined {
  steps.take(path.length);
  const waiting = path.toReversed();
  const folders: Folder[] = [root];
  let links = 0;
  let file: TreeNode | undefined;
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part === '' || part === '.') continue;
    if (file) return undefined;
    if (part === '..') {
      if (folders.length > 1) folders.pop();
      continue;
    }
    const next = folders.at(-1)?.children.get(part);
    if (!next) return undefined;
    if (next.kind === 'folder') folders.push(next);
    else if (next.kind === 'file') file = next;
    else {
      if (++links > MAX_LINKS) return undefined;
      if (next.to.startsWith('/')) folders.length = 1;
      const parts = next.to.split('/');
      steps.take(parts.length);
      waiting.push(...parts.toReversed());
    }
  }
  return file ?? folders.at(-1);
}
