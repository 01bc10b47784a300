import type { TreeFile, WantedFile } from './source-tree.ts';

/** The largest public charts have some hundred files that count. */
const MAX_FILES = 3000;
const MAX_BYTES = 16 * 1024 * 1024;

/** What no chart makes a container of. */
const UNNEEDED =
  /^(?:charts\/[^/]+\/)*(?:crds|docs|\.github)\/|\.(?:md|png|jpe?g|gif|ico|svg|webp|woff2?|ttf|pdf)$/i;
/** Another chart in an archive. */
const ARCHIVE = /^(?:charts\/[^/]+\/)*charts\/[^/]+\.tgz$/;
/** What a chart can't be rendered without. */
const MAJOR =
  /(?:^|\/)(?:templates|charts)\/|^(?:ci\/)?[^/]*\.ya?ml$|^(?:Chart|requirements)\.lock$|^\.helmignore$/;

/**
 * Whether a chart may make a container of a file.
 *
 * @param path from the chart's folder
 */
export function isNeeded(path: string): boolean {
  return !UNNEEDED.test(path) && (!path.endsWith('.tgz') || ARCHIVE.test(path));
}

/** The files of a chart that are read to render it, or why it is not rendered. */
export function neededFiles(
  folder: string,
  listed: readonly TreeFile[] | undefined,
): readonly WantedFile[] | { readonly reason: string } {
  const files = listed?.flatMap((file) => {
    const path = folder === '' ? file.path : file.path.slice(folder.length + 1);
    return isNeeded(path) ? [{ ...file, isMinor: !MAJOR.test(path) }] : [];
  });
  if (!files || files.length > MAX_FILES)
    return { reason: `the chart has over ${MAX_FILES} files` };
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const limit = MAX_BYTES / 1024 / 1024;
  return bytes > MAX_BYTES ? { reason: `the chart has over ${limit} MiB` } : files;
}
