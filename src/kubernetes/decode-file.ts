import type { Skip, SourceFile } from './manifest.ts';
import { canMatter } from './prefilter.ts';

/** Larger files are generated bundles; 10 MiB is ten times the largest that people keep by hand. */
export const MAX_BYTES = 10 * 1024 * 1024;

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How much of a file that is too large is looked at to tell whether it is a manifest. */
const LOOKED_AT = 1024 * 1024;

/**
 * Decodes a file as UTF-8, its byte order mark kept, so that offsets match the bytes of the file.
 *
 * @param bytes the whole file, or, of a file larger than MAX_BYTES, its start
 * @returns the text; a skip where it can't be read but may hold a manifest; undefined where it
 *   can't be read and holds none
 */
export function decodeFile(path: string, bytes: Uint8Array): SourceFile | Skip | undefined {
  if (bytes.length > MAX_BYTES) {
    // The rest of the file has not been read.
    const isManifest = looksLikeManifest(guess(bytes.subarray(0, LOOKED_AT)));
    const limit = `${MAX_BYTES / 1024 / 1024} MiB`;
    return isManifest ? { file: path, reason: `larger than ${limit}: split it` } : undefined;
  }
  try {
    const text = UTF8.decode(bytes);
    return text.includes('\0')
      ? skipIfManifest(path, bytes, 'it holds NUL bytes, as UTF-16 does')
      : { path, text };
  } catch {
    return skipIfManifest(path, bytes, 'it has other bytes');
  }
}

function skipIfManifest(path: string, bytes: Uint8Array, what: string): Skip | undefined {
  const text = guess(bytes);
  if (!canMatter(text) || !looksLikeManifest(text)) return undefined;
  return { file: path, reason: `not UTF-8 text: ${what}. Save it as UTF-8` };
}

/** Text in any encoding that has the letters of ASCII; UTF-16 shows its words once its NULs are out. */
function guess(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes).replaceAll('\0', '');
}

/** Whether a text is meant to be a manifest of Kubernetes, valid or not. */
export function looksLikeManifest(text: string): boolean {
  return /(^|[\s{,])["']?(kind|apiVersion)["']?\s*:/.test(text) || text.includes('{{');
}
