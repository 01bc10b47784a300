import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How much of a tree is looked at: a repository around a home or a whole disk has no end. */
const LIMITS = { paths: 100_000, folders: 20_000 };

/** Folders that hold other people's files. */
const FOREIGN = new Set(['node_modules', '.git', 'vendor']);

/** The paths of the files below a folder, from it, those near it first. Links are not followed. */
export function listTree(root: string, limits = LIMITS): string[] {
  const paths: string[] = [];
  const folders = [''];
  for (const [looked, folder] of folders.entries()) {
    if (looked >= limits.folders || paths.length >= limits.paths) break;
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) paths.push(path);
      else if (entry.isDirectory() && !FOREIGN.has(entry.name)) folders.push(path);
    }
  }
  return paths;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
