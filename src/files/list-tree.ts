import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** More files than a check looks through for Dockerfiles, in its order. */
const MAX_PATHS = 100_000;

/** Folders that hold other people's files. */
const FOREIGN = new Set(['node_modules', '.git', 'vendor']);

/** The paths of the files below a folder, from it, those near it first. Links are not followed. */
export async function listTree(root: string): Promise<string[]> {
  const paths: string[] = [];
  const folders = [''];
  while (folders.length > 0 && paths.length < MAX_PATHS) {
    const folder = folders.shift() ?? '';
    // oxlint-disable-next-line no-await-in-loop
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) paths.push(path);
      else if (entry.isDirectory() && !FOREIGN.has(entry.name)) folders.push(path);
    }
  }
  return paths;
}
