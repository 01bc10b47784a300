import {
  type Dirent,
  type Stats,
  accessSync,
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { matcher } from '../options/globs.ts';
import { UserError } from '../errors/user-error.ts';
import { MAX_BYTES, decodeFile } from '../kubernetes/decode-file.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';

/** Folders that hold other people's files. */
const FOREIGN = new Set(['node_modules', '.git']);

/** Which files of a folder to look at. */
export interface Wanted {
  readonly globs: readonly string[];
  /** The folder that the globs start from; the named folder when undefined. */
  readonly from?: string;
}

/** A file to read, by the name that reports give it. */
export interface Found {
  readonly path: string;
  /** Whether the path itself was given, and not a folder above it. */
  readonly named: boolean;
}

/**
 * The named files, the files below the named folders that match the globs, and standard input for
 * `-`, each once, and the folders that can't be read. Links inside folders are not followed.
 *
 * @throws UserError for a named path that can't be read
 */
export function listFiles(
  paths: readonly string[],
  wanted: Wanted,
): { readonly files: readonly Found[]; readonly skips: readonly Skip[] } {
  const skips: Skip[] = [];
  const found = paths.map((path) => expand(path, wanted, skips));
  const [first, ...others] = found;
  if (first && others.length === 0) return { files: first, skips };
  // A file that is named twice is one file.
  const unique = new Map(
    found.flat().map((file) => [file.path === '-' ? '-' : resolve(file.path), file]),
  );
  return { files: [...unique.values()], skips };
}

/** The files that a given path stands for; folders below it that can't be read are added to `skips`. */
function expand(path: string, { globs, from }: Wanted, skips: Skip[]): Found[] {
  if (path === '-') return [{ path, named: true }];
  const stats = readableStats(path);
  if (stats.isFile()) return [{ path, named: true }];
  if (!stats.isDirectory()) {
    throw new UserError(
      `${path}: this is no file or folder. Give a pipe as standard input, with -.`,
    );
  }
  const isWanted = matcher(globs);
  const found: Found[] = [];
  const start = relative(from ?? path, path)
    .split(sep)
    .join('/');
  // What is above the folder of the globs is below it in part.
  const isAbove = start.split('/').includes('..');
  /**
   * @param before what is before a name in the folder: `join` for each took as long as to list them
   * @param below the folder from that of the globs on, with a slash behind it
   */
  const visit = (folder: string, before: string, below: string): void => {
    for (const entry of entriesIn(folder, skips)) {
      const child = before + entry.name;
      if (entry.isDirectory() && !FOREIGN.has(entry.name)) {
        visit(child, child + sep, `${below}${entry.name}/`);
      } else if (entry.isFile()) {
        const name = isAbove
          ? relative(from ?? path, child)
              .split(sep)
              .join('/')
          : `${below}${entry.name}`;
        if (isWanted(name)) found.push({ path: child, named: false });
      }
    }
  };
  visit(path, join(path, '-').slice(0, -1), start === '' ? '' : `${start}/`);
  return found;
}

function readableStats(path: string): Stats {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path);
  } catch (error) {
    throw new UserError(`${path}: ${whyUnreadable(error)}.`);
  }
}

/** The entries of a folder, by name; none, and a skip, where it can't be read. */
function entriesIn(folder: string, skips: Skip[]): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    skips.push({ file: folder, reason: whyUnreadable(error) });
    return [];
  }
}

/** Reads a file; undefined when it is no manifest. Never throws for what can't be read. */
export async function readSource({ path, named }: Found): Promise<SourceFile | Skip | undefined> {
  if (path === '-') return decodeFile('stdin', await readStart(process.stdin));
  if (path.includes('\u{FFFD}')) return { file: path, reason: 'its name is not UTF-8' };
  try {
    return await readFile(path, named);
  } catch (error) {
    return { file: path, reason: whyUnreadable(error) };
  }
}

/**
 * Reads a file; of one that is larger than what is judged, only the start. A regular file is read at
 * once: to wait for each of thousands of small files took 40 % of a check.
 */
async function readFile(path: string, named: boolean): Promise<SourceFile | Skip | undefined> {
  // What has become a pipe or a link since the folder was listed neither blocks nor leads away.
  const flags = named ? 0 : constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const file = openSync(path, constants.O_RDONLY | flags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) {
      const stream = createReadStream('', { fd: file, autoClose: false });
      return decodeFile(path, await readStart(stream));
    }
    return decodeFile(path, readAtOnce(file, stats.size) ?? Buffer.concat([...chunksOf(file)]));
  } finally {
    closeSync(file);
  }
}

const CHUNK_BYTES = 64 * 1024;

/** For one file after the other, each decoded before anything is waited for: nearly all are smaller. */
const room = Buffer.allocUnsafeSlow(4 * CHUNK_BYTES);

/**
 * The bytes of a file that fits into the room for one, until the next one is read; undefined for one that does
 * not, or that has another size than it said, such as a file of /proc.
 */
function readAtOnce(file: number, size: number): Uint8Array | undefined {
  if (size === 0 || size >= room.length) return undefined;
  const read = readSync(file, room, 0, size + 1, 0);
  return read === size ? room.subarray(0, size) : undefined;
}

/** The bytes of an open file, and no more than tell that it is too long. */
function* chunksOf(file: number): Generator<Uint8Array> {
  for (let size = 0; size <= MAX_BYTES;) {
    const chunk = new Uint8Array(CHUNK_BYTES);
    const read = readSync(file, chunk);
    if (read === 0) return;
    size += read;
    yield chunk.subarray(0, read);
  }
}

/** The bytes of a stream, and no more than tell that it is too long. */
async function readStart(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Why a file can't be read, as the end of a sentence about it. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES') return 'no permission to read it';
  return `it can't be read (${error instanceof Error ? error.message : String(error)})`;
}
