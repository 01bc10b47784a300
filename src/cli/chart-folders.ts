import { dirname, join, relative, sep } from 'node:path';
import type { Found } from '../files/read.ts';

/** The folders of charts among files; a chart that another one vendors belongs to that one. */
export function chartFolders(files: readonly Found[]): string[] {
  const folders = files.flatMap(({ path, named }) =>
    !named && /(?:^|[\\/])Chart\.yaml$/.test(path) ? [dirname(path)] : [],
  );
  return folders.filter((folder) => !folders.some((other) => isVendored(other, folder)));
}

function isVendored(chart: string, folder: string): boolean {
  return below(chart, folder)?.startsWith('charts/') ?? false;
}

/** A path as it is from a folder. */
export function fromFolder(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** A path as it is below a folder; undefined for one that is not. */
function below(folder: string, path: string): string | undefined {
  const found = fromFolder(folder, path);
  return found === '' || found.startsWith('../') || found === '..' ? undefined : found;
}

/** How reports name a chart's folder: nothing for the working folder. */
export function shownFolder(folder: string): string {
  return folder === '.' ? '' : join(folder).split(sep).join('/');
}
