import { basename } from 'node:path';
import type { Found } from '../files/read.ts';

const NAMES = /(?:^|[\\/])(?:kustomization\.ya?ml|Kustomization)$/;

/** Whether a file is a kustomization that is built; one that is named is judged as it is. */
export function isKustomization({ path, named }: Found): boolean {
  return !named && NAMES.test(path);
}

/**
 * Whether a file may be built, or have applications of Argo CD, which may deploy what is in the repository: names
 * of such files and of their folders say so.
 */
export function mayBeBuilt(file: Found): boolean {
  const { path, named } = file;
  if (isKustomization(file)) return true;
  return !named && /\.ya?ml$/i.test(path) && (/argo/i.test(path) || /app/i.test(basename(path)));
}
