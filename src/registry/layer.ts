import type { Readable } from 'node:stream';
import type { TarHeader } from 'modern-tar';
import { hashFor, verifyHash } from './digest.ts';
import { RegistryError } from './failure.ts';
import { type Folder, type TreeNode, emptyFolder, partsOf } from './file-tree.ts';
import { type Budget, readTar, spend } from './tar.ts';

/**
 * Layers compress to a third or so; what takes more than sixteen times its size is no software. An
 * image of a million files needs some hundred megabytes of memory here, and is larger than any.
 */
export function budgetOf(maxLayerBytes: number): Budget {
  return {
    compressed: maxLayerBytes,
    plain: 16 * maxLayerBytes,
    entries: 1_000_000,
    characters: 100_000_000,
  };
}

/** Linux opens no longer path (PATH_MAX, limits.h). */
const MAX_PATH = 4096;

/** How layers name what they take away (OCI image-spec, layer.md, "Whiteouts"). */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/**
 * Reads which files a layer has, by the headers of its tar file: contents are passed over.
 *
 * @param digest of the bytes as they come; not verified where nothing says it
 */
export async function readLayer(
  source: Readable,
  digest: string | undefined,
  budget: Budget,
): Promise<Folder> {
  const root = emptyFolder();
  const hash = digest === undefined ? undefined : hashFor(digest);
  await readTar(source, budget, ({ header }) => addEntry(root, header, budget), hash);
  if (digest !== undefined && hash) verifyHash(hash, digest, 'a layer of the image');
  return root;
}

function addEntry(root: Folder, header: TarHeader, budget: Budget): void {
  const parts = header.name.length > MAX_PATH ? undefined : partsOf(header.name);
  if (!parts) throw new RegistryError('invalid', 'a layer of it has a file outside of the image');
  const name = parts.pop();
  if (name === undefined) return;
  const folder = parts.reduce((parent, part) => childFolder(parent, part, budget), root);
  if (name === OPAQUE) folder.isOpaque = true;
  // Names that begin so are for the builders of layers (AUFS), and no files.
  else if (name.startsWith(WHITEOUT + WHITEOUT)) return;
  else if (name.startsWith(WHITEOUT)) folder.removed.add(name.slice(WHITEOUT.length));
  else if (header.type === 'directory') childFolder(folder, name, budget).isImplied = false;
  else folder.children.set(name, nodeOf(header));
}

function childFolder(folder: Folder, name: string, budget: Budget): Folder {
  const child = folder.children.get(name);
  if (child?.kind === 'folder') return child;
  spend(budget, 'entries', 1);
  const made = emptyFolder();
  folder.children.set(name, made);
  return made;
}

function nodeOf({ type, linkname }: TarHeader): TreeNode {
  if (type !== 'symlink') return { kind: 'file' };
  if (linkname === undefined || linkname.length > MAX_PATH) {
    throw new RegistryError('invalid', 'a layer of it has a link to nowhere');
  }
  return { kind: 'link', to: linkname };
}
