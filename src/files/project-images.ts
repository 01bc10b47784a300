import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import type { ProjectImages } from '../images/project-images.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images-path.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';

/**
 * Where a project keeps what it knows of images: below the root of the git repository around a path,
 * or below the working folder where there is none.
 */
export async function projectImagesPath(path: string): Promise<string> {
  return join(await projectRoot(path), PROJECT_IMAGES_PATH);
}

/** The root of the git repository around a path, or the working folder where there is none. */
export async function projectRoot(path: string): Promise<string> {
  for (let folder = resolve(path === '-' ? '.' : path); ; folder = dirname(folder)) {
    if (exists(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return resolve('.');
  }
}

function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Reads a file of a project's own facts; undefined where there is none.
 *
 * @throws UserError for one that can't be read
 */
export async function readProjectFile(path: string): Promise<SourceFile | undefined> {
  // As people name it: from where they are, unless that leads up.
  const near = relative('.', path);
  const shown = near.startsWith('..') ? path : near;
  try {
    // Few of these are there, and an error for each takes longer than this question.
    if (!exists(path)) return undefined;
    const bytes = readFileSync(path);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path: shown, text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const why = error instanceof TypeError ? 'it is not UTF-8 text' : String(error);
    throw new UserError(`${shown}: Podseal can't read this file: ${why}.`);
  }
}

/**
 * What the project around a path knows of images itself.
 *
 * @throws UserError that names each fault of the file with its line
 */
export async function findProjectImages(path: string): Promise<ProjectImages | undefined> {
  const file = await readProjectFile(await projectImagesPath(path));
  if (!file) return undefined;
  // The fields of such a file are many, and few projects have one.
  const { requireProjectImages } = await import('../options/project-images.ts');
  return requireProjectImages(file).images;
}
