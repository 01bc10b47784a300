import { createReadStream } from 'node:fs';
import { UserError } from '../errors/user-error.ts';
import { whyUnreadable } from './read.ts';

/** More than this is no log of one container's start and use. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The bytes of a log, or of standard input for `-`.
 *
 * @throws UserError when it can't be read, or is too large
 */
export async function readLog(path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const stream: AsyncIterable<Uint8Array> = path === '-' ? process.stdin : createReadStream(path);
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BYTES) break;
    }
  } catch (error) {
    throw new UserError(`${path}: ${whyUnreadable(error)}.`, { cause: error });
  }
  if (size <= MAX_BYTES) return Buffer.concat(chunks);
  throw new UserError(`${path}: larger than ${MAX_BYTES / 1024 / 1024} MiB: give a part of it.`);
}
