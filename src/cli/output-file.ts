import { mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/**
 * Writes a file whole or not at all, the one behind a link, and makes the folder of a new one.
 *
 * @returns what went wrong
 */
export async function writeWhole(path: string, text: string): Promise<string | undefined> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(await realpath(path).catch(() => path), text);
    return undefined;
  } catch (error) {
    return `it can't be written here (${error instanceof Error ? error.message : String(error)})`;
  }
}
