import { lstatSync, readFileSync } from 'node:fs';

/** Longer files are generated. */
const MAX_BYTES = 1_000_000;

/** The text of a file that people write; undefined for a link, and for what can't be read. */
export function readSmallFile(path: string): string | undefined {
  try {
    // Most paths that are asked for are not there, and an error for each takes longer than this question.
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || stats.size > MAX_BYTES) return undefined;
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
