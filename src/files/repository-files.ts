import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Content } from '../render/collect-kustomization.ts';

/** What people write is shorter; the whole of a kustomization is bounded as well. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads a file of a repository. Links are followed inside of it.
 *
 * @param path from the root
 * @returns undefined for what is no file, too large, or elsewhere
 */
export async function readRepositoryFile(root: string, path: string): Promise<Content | undefined> {
  try {
    const real = await realpath(join(root, path));
    const below = relative(await realpath(root), real);
    if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) return undefined;
    if (below.split(sep).includes('.git')) return undefined;
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile() || stat.size > MAX_BYTES) return undefined;
      return contentOf(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** What is not there, or not for us to read. */
function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENXIO'].includes(code);
}

function contentOf(bytes: Buffer): Content {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { base64: bytes.toString('base64') };
  }
}
