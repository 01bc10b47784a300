import { Readable } from 'node:stream';
import type { ParsedTarEntry, TarHeader } from 'modern-tar';
import type { Owner } from '../images/image-files.ts';
import { hashFor, verifyHash } from './digest.ts';
import { RegistryError } from './failure.ts';
import { capabilitiesOf } from './file-capabilities.ts';
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
 * Files whose text is kept: the lists of users, and what is called as start scripts are. People's are a
 * few kilobytes long.
 */
const KEPT =
  /^(?:\.\/)*\/*etc\/(?:passwd|group)$|(?:\.sh|entrypoint|(?:^|\/)(?:run|start|init|launch)[\w-]*)$/i;
const MAX_FILE = 64 * 1024;
const MAX_TEXTS = 2 * 1024 ** 2;

/** Reads the entries of one layer. */
interface Reading {
  readonly root: Folder;
  readonly budget: Budget;
  /** The same object for the same owner: layers have many files of few owners. */
  readonly owners: Map<string, Owner>;
  /** How many bytes of texts may still be kept. */
  texts: number;
}

/**
 * Reads which files a layer has, by the headers of its tar file: contents are passed over, but for a few
 * texts.
 *
 * @param digest of the bytes as they come; not verified where nothing says it
 */
export async function readLayer(
  source: Readable,
  digest: string | undefined,
  budget: Budget,
): Promise<Folder> {
  const reading: Reading = { root: emptyFolder(), budget, owners: new Map(), texts: MAX_TEXTS };
  const hash = digest === undefined ? undefined : hashFor(digest);
  await readTar(source, budget, async (entry) => addEntry(entry, reading), hash);
  if (digest !== undefined && hash) verifyHash(hash, digest, 'a layer of the image');
  return reading.root;
}

async function addEntry(entry: ParsedTarEntry, reading: Reading): Promise<void> {
  const { header } = entry;
  const { budget, root } = reading;
  const parts = header.name.length > MAX_PATH ? undefined : partsOf(header.name);
  if (!parts) throw new RegistryError('invalid', 'a layer of it has a file outside of the image');
  const name = parts.pop();
  if (name === undefined) return;
  const folder = parts.reduce((parent, part) => childFolder(parent, part, budget), root);
  if (name === OPAQUE) folder.isOpaque = true;
  // Names that begin so are for the builders of layers (AUFS), and no files.
  else if (name.startsWith(WHITEOUT + WHITEOUT)) return;
  else if (name.startsWith(WHITEOUT)) folder.removed.add(name.slice(WHITEOUT.length));
  else if (header.type === 'directory') {
    const child = childFolder(folder, name, budget);
    child.isImplied = false;
    child.owner = ownerOf(header, reading);
  } else folder.children.set(name, await nodeOf(entry, reading));
}

function childFolder(folder: Folder, name: string, budget: Budget): Folder {
  const child = folder.children.get(name);
  if (child?.kind === 'folder') return child;
  spend(budget, 'entries', 1);
  const made = emptyFolder();
  folder.children.set(name, made);
  return made;
}

async function nodeOf(entry: ParsedTarEntry, reading: Reading): Promise<TreeNode> {
  const { header } = entry;
  const { type, linkname } = header;
  if (type === 'symlink') {
    if (linkname !== undefined && linkname.length <= MAX_PATH)
      return { kind: 'link', to: linkname };
    throw new RegistryError('invalid', 'a layer of it has a link to nowhere');
  }
  if (type !== 'file' && type !== 'link') return { kind: 'file' };
  const [owner, text] = [ownerOf(header, reading), await textOf(entry, reading)];
  const capabilities = capabilitiesOf(header.pax?.['SCHILY.xattr.security.capability']);
  return {
    kind: 'file',
    ...(owner && { owner }),
    ...(text !== undefined && { text }),
    ...(capabilities && { capabilities }),
  };
}

/** Undefined for what belongs to root and is as such files are: most of an image. */
function ownerOf(
  { uid = 0, gid = 0, mode = 0 }: TarHeader,
  { owners }: Reading,
): Owner | undefined {
  if (uid === 0 && gid === 0 && (mode & 0o6022) === 0) return undefined;
  const key = `${uid}:${gid}:${mode}`;
  const known = owners.get(key) ?? { uid, gid, mode };
  owners.set(key, known);
  return known;
}

/** A shell script, or a list of users. */
async function textOf(
  { header, body }: ParsedTarEntry,
  reading: Reading,
): Promise<string | undefined> {
  const { name, size, type } = header;
  if (type !== 'file' || size > MAX_FILE || size > reading.texts || !KEPT.test(name)) {
    return undefined;
  }
  const text = Buffer.concat(await Readable.fromWeb(body).toArray()).toString('utf8');
  const isScript = /^#![^\n]*\b(?:ba|da|a|k)?sh\b/.test(text.slice(0, 200));
  if (!isScript && !/etc\/(?:passwd|group)$/.test(name)) return undefined;
  reading.texts -= size;
  return text;
}
