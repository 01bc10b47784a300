import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { matcher } from '../config/globs.ts';
import { UserError } from '../config/user-error.ts';
import { decodeFile } from '../manifest/decode.ts';
import type { Skip, SourceFile } from '../manifest/manifest.ts';

/** Folders that hold other people's files. */
const FOREIGN = new Set(['node_modules', '.git']);

/** The files of a run: what could be read, and what could not. */
export interface Sources {
  readonly files: readonly SourceFile[];
  readonly skips: readonly Skip[];
}

/**
 * Reads the named files, the files below the named folders that match the globs, and standard
 * input for `-`. Links inside folders are not followed.
 *
 * @throws UserError for a path that can't be read
 */
export async function readSources(
  paths: readonly string[],
  globs: readonly string[],
): Promise<Sources> {
  const files: SourceFile[] = [];
  const skips: Skip[] = [];
  const add = (path: string, bytes: Uint8Array): void => {
    const decoded = decodeFile(path, bytes);
    if (!decoded) return;
    if ('reason' in decoded) skips.push(decoded);
    else files.push(decoded);
  };
  const named = await Promise.all(paths.map(async (path) => expand(path, globs)));
  // A file that is named twice is one file.
  const unique = new Map(named.flat().map((path) => [path === '-' ? path : resolve(path), path]));
  for (const path of unique.values()) {
    if (path.includes('\u{FFFD}')) {
      skips.push({ file: path, reason: 'its name is not UTF-8' });
      continue;
    }
    // One after the other: memory holds the texts, not a crowd of open files.
    // oxlint-disable-next-line no-await-in-loop
    add(path === '-' ? 'stdin' : path, await read(path));
  }
  return { files, skips };
}

async function expand(path: string, globs: readonly string[]): Promise<string[]> {
  if (path === '-') return [path];
  const stats = await stat(path).catch((error: unknown) => unreadable(path, error));
  if (!stats.isDirectory()) return [path];
  const isWanted = matcher(globs);
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) =>
      unreadable(folder, error),
    );
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = join(folder, entry.name);
      // oxlint-disable-next-line no-await-in-loop
      if (entry.isDirectory() && !FOREIGN.has(entry.name)) await visit(child);
      else if (entry.isFile() && isWanted(relative(path, child).split(sep).join('/'))) {
        found.push(child);
      }
    }
  };
  await visit(path);
  return found;
}

async function read(path: string): Promise<Uint8Array> {
  if (path === '-') return buffer(process.stdin);
  return readFile(path).catch((error: unknown) => unreadable(path, error));
}

function unreadable(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') throw new UserError(`${path}: there is no such file or folder.`);
  if (code === 'EACCES') throw new UserError(`${path}: no permission to read it.`);
  const why = error instanceof Error ? error.message : String(error);
  throw new UserError(`${path}: it can't be read (${why}).`);
}
