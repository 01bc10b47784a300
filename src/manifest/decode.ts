import type { Skip, SourceFile } from './manifest.ts';
import { canMatter } from './prefilter.ts';

/** Larger files are generated bundles; 10 MiB is ten times the largest that people keep by hand. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * Decodes a file as UTF-8, its byte order mark kept, so that offsets match the bytes of the file.
 *
 * @returns the text; a skip where it can't be read but may hold a manifest; undefined where it
 *   can't be read and holds none
 */
export function decodeFile(path: string, bytes: Uint8Array): SourceFile | Skip | undefined {
  if (bytes.length > MAX_BYTES) {
    return skipIfManifest(path, bytes, `larger than ${MAX_BYTES / 1024 / 1024} MiB`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0')
      ? skipIfManifest(path, bytes, 'not UTF-8 text: it holds NUL bytes, as UTF-16 does')
      : { path, text };
  } catch {
    return skipIfManifest(path, bytes, 'not UTF-8 text');
  }
}

/** UTF-16 text shows its words once its NULs are out. */
function skipIfManifest(path: string, bytes: Uint8Array, reason: string): Skip | undefined {
  const guess = new TextDecoder('latin1').decode(bytes).replaceAll('\0', '');
  return canMatter(guess) && looksLikeManifest(guess) ? { file: path, reason } : undefined;
}

/** Whether Kubernetes is meant to read a text, broken or not. */
export function looksLikeManifest(text: string): boolean {
  return /(^|[\s{,])["']?(kind|apiVersion)["']?\s*:/.test(text) || text.includes('{{');
}
