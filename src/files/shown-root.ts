import { isAbsolute, relative, sep } from 'node:path';

/**
 * How reports name the root of a repository, so that what is found there has the same path as where it was given:
 * absolute if all files were given so, else from the working folder, which is nothing where it is the root.
 */
export function shownRoot(root: string, files: readonly { readonly path: string }[]): string {
  const isShown = files.length > 0 && files.every(({ path }) => isAbsolute(path));
  return (isShown ? root : relative('.', root)).split(sep).join('/');
}
