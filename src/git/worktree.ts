import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeFile } from '../kubernetes/decode-file.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import type { Repository } from './git.ts';

/** The folder that the work tree starts at. */
export async function worktreeRoot(repository: Repository): Promise<string> {
  return (await repository.run(['rev-parse', '--show-toplevel'])).toString().replace(/\n$/, '');
}

/** A file of the work tree; undefined for a link, which is never followed, and for one just gone. */
export async function readWorktree(
  root: string,
  path: string,
): Promise<SourceFile | Skip | undefined> {
  if (path.includes('\u{FFFD}')) return { file: path, reason: 'its name is not UTF-8' };
  const full = join(root, path);
  const stats = await lstat(full).catch(() => undefined);
  if (!stats?.isFile()) return undefined;
  try {
    return decodeFile(path, await readFile(full));
  } catch (error) {
    return { file: path, reason: `it can't be read (${String(error)})` };
  }
}
