import type { Found } from '../files/read.ts';

const NAMES = /(?:^|[\\/])(?:kustomization\.ya?ml|Kustomization)$/;

/** Whether a file is a kustomization that is built; one that is named is judged as it is. */
export function isKustomization({ path, named }: Found): boolean {
  return !named && NAMES.test(path);
}
