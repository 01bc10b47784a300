import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** A chart's own values are seldom over 100 kB. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads a values file that is beside a chart, not in it.
 *
 * @param folder the chart's
 * @param path from there
 * @param root what the file has to be in, its links followed
 * @returns undefined for one that is not there, too large, or elsewhere
 */
export async function readValuesFile(
  folder: string,
  path: string,
  root: string,
): Promise<string | undefined> {
  try {
    const real = await realpath(join(folder, path));
    const below = relative(await realpath(root), real);
    if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) return undefined;
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      return stat.isFile() && stat.size <= MAX_BYTES ? await file.readFile('utf8') : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
