import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, realpath, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/** What stands at a path, noted before it is read, so that nothing else is overwritten later. */
export interface OutputFile {
  readonly path: string;
  /** The file behind the path, links followed; undefined where there is none. */
  readonly file: { readonly real: string; readonly id: string } | undefined;
  /** The folder that the path may not lead out of; undefined where the user named the file. */
  readonly root: string | undefined;
}

/**
 * Notes what stands at a path. Call it before reading.
 *
 * @param root the project's folder, for a file that the user did not name: a link there is refused
 */
export async function noteOutput(path: string, root?: string): Promise<OutputFile> {
  try {
    const real = await realpath(path);
    return { path, file: { real, id: idOf(await stat(real, { bigint: true })) }, root };
  } catch {
    return { path, file: undefined, root };
  }
}

/**
 * Writes a file where it is still what was read. It is written in place: owner, mode, other names
 * (hard links) and extended attributes stay. Of a write that fails, nothing stays. A new file gets
 * its folder.
 *
 * @param before the text that was read; undefined where there was no file
 * @returns what is wrong and what to do
 */
export async function writeWhole(
  output: OutputFile,
  before: string | undefined,
  after: string,
): Promise<string | undefined> {
  try {
    await mkdir(dirname(output.path), { recursive: true });
    const place = await placeOf(output);
    if (place.refused !== undefined) return place.refused;
    return output.file
      ? await replace(output.path, output.file, { before: before ?? '', after })
      : await create(place.path, after);
  } catch (error) {
    return whyNotWritten(error);
  }
}

type Place = { readonly path: string; readonly refused?: never } | { readonly refused: string };

/** Where to write: through no link that leads out of the project. */
async function placeOf({ path, root }: OutputFile): Promise<Place> {
  if (root === undefined) return { path };
  const inside = await realpath(root);
  const folder = await realpath(dirname(path));
  const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink();
  if (isLink || !`${folder}${sep}`.startsWith(inside.endsWith(sep) ? inside : `${inside}${sep}`)) {
    return { refused: 'it is a link, or its folder is: replace the link with a file' };
  }
  return { path: join(folder, basename(path)) };
}

const CHANGED = 'it changed since it was read: run the command again';

async function create(path: string, text: string): Promise<string | undefined> {
  // "wx" follows no link and opens nothing that is there.
  const file = await open(path, 'wx');
  try {
    await writeAll(file, Buffer.from(text));
  } catch (error) {
    await unlink(path);
    throw error;
  } finally {
    await file.close();
  }
  return undefined;
}

async function replace(
  path: string,
  { real, id }: NonNullable<OutputFile['file']>,
  text: { readonly before: string; readonly after: string },
): Promise<string | undefined> {
  // What has become a link or a pipe since is neither followed nor waited for.
  const flags = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(real, flags);
  try {
    const stats = await file.stat({ bigint: true });
    const isSame = idOf(stats) === id && (await realpath(path)) === real && stats.isFile();
    if (!isSame) return CHANGED;
    const refused = whyForbidden(stats);
    if (refused !== undefined) return refused;
    const before = Buffer.from(text.before);
    if (!before.equals(await file.readFile())) return CHANGED;
    await writeOver(file, before, Buffer.from(text.after));
    return undefined;
  } finally {
    await file.close();
  }
}

async function writeOver(file: FileHandle, before: Buffer, after: Buffer): Promise<void> {
  try {
    await writeAll(file, after);
  } catch (error) {
    // A full disk: back to what was there, which takes no more room.
    await writeAll(file, before);
    throw error;
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    // oxlint-disable-next-line no-await-in-loop
    at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  }
  await file.truncate(bytes.length);
  await file.sync();
}

/** Root may write to any file, but is not asked to change those that are kept from writing. */
function whyForbidden({ mode, uid }: { mode: bigint; uid: bigint }): string | undefined {
  if ((mode & 0o222n) === 0n) return READ_ONLY;
  const user = process.geteuid?.() ?? 0;
  return user === 0 || BigInt(user) === uid ? undefined : 'another user owns it: run as its owner';
}

const READ_ONLY = 'it is read-only: make it writable first (chmod u+w)';

function whyNotWritten(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES') return READ_ONLY;
  if (code === 'EROFS') return 'its file system is read-only: run podseal where it can write';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full, nothing was changed';
  if (code === 'EEXIST' || code === 'ENOENT' || code === 'ELOOP') return CHANGED;
  return `it can't be written (${error instanceof Error ? error.message : String(error)})`;
}

function idOf({ dev, ino }: { dev: bigint; ino: bigint }): string {
  return `${dev}:${ino}`;
}
