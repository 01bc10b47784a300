import { addedText } from '../diff/hunks.ts';
import { unapplyPatch } from '../diff/unapply.ts';
import { isBlob } from './blobs.ts';
import type { ListedFile, RemovedFile } from './list-files.ts';

/** The patch of a new file is its text, if the blob's id agrees. */
export function bytesFromPatch({ before, hunks, oid }: ListedFile): Uint8Array | undefined {
  const text = before === undefined && hunks ? addedText(hunks) : undefined;
  const bytes = text === undefined ? undefined : Buffer.from(text);
  return bytes && isBlob(bytes, oid) ? bytes : undefined;
}

/** The patch of a removed file is what its text was. */
export function removedText({ hunks }: RemovedFile): string | undefined {
  return hunks && unapplyPatch('', hunks);
}
