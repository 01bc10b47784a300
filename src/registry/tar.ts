import type { Hash } from 'node:crypto';
import { once } from 'node:events';
import { type Readable, PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import * as zlib from 'node:zlib';
import { type ParsedTarEntry, createTarDecoder } from 'modern-tar';
import { RegistryError } from './failure.ts';

/** How much may be read; it is used up as it is read. */
export interface Budget {
  /** Bytes as they come. */
  compressed: number;
  /** Bytes after decompression: without a bound a megabyte could stand for a gigabyte. */
  plain: number;
  /** Files and folders, and the characters of their names. */
  entries: number;
  characters: number;
}

const EXCEEDED: Readonly<Record<keyof Budget, string>> = {
  compressed: 'it has more bytes than are read',
  plain: 'it unpacks to more bytes than are read',
  entries: 'it has more files than are read',
  characters: 'its files have longer names than are read',
};

/** @throws RegistryError when the budget is used up */
export function spend(budget: Budget, kind: keyof Budget, amount: number): void {
  budget[kind] -= amount;
  if (budget[kind] < 0) throw new RegistryError('too-large', EXCEEDED[kind]);
}

/** Reads the contents of an entry; what it leaves is passed over. */
export type ReadEntry = (entry: ParsedTarEntry) => Promise<void> | void;

/**
 * Reads a tar file, packed or not, one entry after the other.
 *
 * @param hash is fed the bytes as they come
 * @throws RegistryError for bytes that are no tar file and when the budget is used up; else the error
 *   of the source
 */
export async function readTar(
  source: Readable,
  budget: Budget,
  readEntry: ReadEntry,
  hash?: Hash,
): Promise<void> {
  try {
    await pipeline(
      source,
      counter(budget, 'compressed', hash),
      decompressor(await peek(source)),
      counter(budget, 'plain'),
      async (bytes: AsyncIterable<Buffer>) => readEntries(bytes, budget, readEntry),
    );
  } catch (error) {
    source.destroy();
    if (error instanceof RegistryError || error === source.errored) throw error;
    throw new RegistryError('invalid', "its files can't be unpacked", { cause: error });
  }
}

/** The first bytes, which are read again. */
async function peek(source: Readable): Promise<Buffer> {
  if (!source.readable) return Buffer.alloc(0);
  await once(source, 'readable');
  const chunk: unknown = source.read();
  if (!(chunk instanceof Uint8Array)) return Buffer.alloc(0);
  source.unshift(chunk);
  return Buffer.from(chunk.subarray(0, 4));
}

/** By the first bytes of gzip (RFC 1952) and zstd (RFC 8878), whatever the media type says. */
function decompressor(start: Buffer): Transform {
  if (start.subarray(0, 2).toString('hex') === '1f8b') return zlib.createGunzip();
  if (start.toString('hex') !== '28b52ffd') return new PassThrough();
  // Since Node 22.15.
  if ('createZstdDecompress' in zlib) return zlib.createZstdDecompress();
  throw new RegistryError('unsupported', 'a layer is packed with zstd, which needs Node 22.15');
}

function counter(budget: Budget, kind: 'compressed' | 'plain', hash?: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash?.update(chunk);
      try {
        spend(budget, kind, chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : null);
      }
    },
  });
}

async function readEntries(
  bytes: AsyncIterable<Buffer>,
  budget: Budget,
  readEntry: ReadEntry,
): Promise<void> {
  const entries = ReadableStream.from(bytes).pipeThrough(createTarDecoder({ strict: true }));
  for await (const entry of entries) {
    const { name, linkname = '' } = entry.header;
    spend(budget, 'entries', 1);
    spend(budget, 'characters', name.length + linkname.length);
    await readEntry(entry);
    if (!entry.body.locked) await entry.body.cancel();
  }
}
