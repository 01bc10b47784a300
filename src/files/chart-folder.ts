import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { whyUnreadable } from './read.ts';

/** The files of a chart by their path below its folder. */
export interface ChartFolder {
  readonly files: Readonly<Record<string, string>>;
  /** What is no text, in Base64. */
  readonly binaries: Readonly<Record<string, string>>;
  /** Links, which are not followed: they may lead anywhere. */
  readonly links: readonly string[];
}

/** Larger charts hold data that no template needs; the largest public ones have some hundred files. */
const MAX_FILES = 5000;
const MAX_BYTES = 32 * 1024 * 1024;

const FOREIGN = new Set(['node_modules', '.git']);

/** Thrown to leave a chart. */
class Unreadable extends Error {}

/** Reads a chart's folder. Links in it are not followed. Never throws for what is there. */
export async function readChartFolder(
  folder: string,
): Promise<ChartFolder | { readonly reason: string }> {
  try {
    const files: Record<string, string> = {};
    const binaries: Record<string, string> = {};
    let size = 0;
    const { files: paths, links } = await list(folder);
    for (const path of paths) {
      // oxlint-disable-next-line no-await-in-loop
      const bytes = await readBytes(join(folder, path), MAX_BYTES - size);
      size += bytes.length;
      const text = decode(bytes);
      if (text === undefined) binaries[path] = Buffer.from(bytes).toString('base64');
      else files[path] = text;
    }
    return { files, binaries, links };
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.message };
    return { reason: whyUnreadable(error) };
  }
}

/** The paths of the files and of the links below a folder, in their order. */
async function list(root: string): Promise<{ files: string[]; links: string[] }> {
  const found: string[] = [];
  const links: string[] = [];
  const visit = async (below: string): Promise<void> => {
    const entries = await readdir(join(root, below), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      // oxlint-disable-next-line no-await-in-loop
      if (entry.isDirectory() && !FOREIGN.has(entry.name)) await visit(path);
      else if (entry.isFile()) found.push(path);
      else if (entry.isSymbolicLink()) links.push(path);
      if (found.length + links.length > MAX_FILES)
        throw new Unreadable(`the chart has over ${MAX_FILES} files`);
    }
  };
  await visit('');
  return { files: found, links };
}

async function readBytes(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const { size } = await file.stat();
    if (size > most) throw new Unreadable(`the chart has over ${MAX_BYTES / 1024 / 1024} MiB`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
