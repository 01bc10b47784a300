import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { requireOwnImages } from '../config/own-images.ts';
import { UserError } from '../config/user-error.ts';
import { OWN_IMAGES_PATH, type OwnImages } from '../images/own-images.ts';
import type { SourceFile } from '../manifest/manifest.ts';

/**
 * Where a project keeps what it knows of images: below the root of the git repository around a path,
 * or below the working folder where there is none.
 */
export async function ownImagesPath(path: string): Promise<string> {
  for (let folder = resolve(path === '-' ? '.' : path); ; folder = dirname(folder)) {
    // oxlint-disable-next-line no-await-in-loop
    if (await exists(join(folder, '.git'))) return join(folder, OWN_IMAGES_PATH);
    if (folder === dirname(folder)) return resolve(OWN_IMAGES_PATH);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Reads a file of a project's own facts; undefined where there is none.
 *
 * @throws UserError for one that can't be read
 */
export async function readOwnFile(path: string): Promise<SourceFile | undefined> {
  // As people name it: from where they are, unless that leads up.
  const near = relative('.', path);
  const shown = near.startsWith('..') ? path : near;
  try {
    const bytes = await readFile(path);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path: shown, text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const why = error instanceof TypeError ? 'it is not UTF-8 text' : String(error);
    throw new UserError(`${shown}: what the project knows of images can't be read: ${why}.`);
  }
}

/**
 * What the project around a path knows of images itself.
 *
 * @throws UserError that names each fault of the file with its line
 */
export async function findOwnImages(path: string): Promise<OwnImages | undefined> {
  const file = await readOwnFile(await ownImagesPath(path));
  return file && requireOwnImages(file).images;
}
