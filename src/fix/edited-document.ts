import { type Manifest, type ReadOptions, readManifest } from '../kubernetes/manifest.ts';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';
import type { ParsedDocument } from '../yaml/parse.ts';

/**
 * A document's own text before and after edits; undefined where they are not all inside it, or would
 * take from the next document's marker the line of its own that it needs.
 */
export function editDocument(
  { span, text }: ParsedDocument,
  edits: readonly Edit[],
): { readonly before: string; readonly after: string } | undefined {
  if (edits.some(({ start, end }) => start < span.start || end > span.end)) return undefined;
  const shifted = edits.map((edit) => ({
    ...edit,
    start: edit.start - span.start,
    end: edit.end - span.start,
  }));
  const before = text.slice(span.start, span.end);
  const after = applyEdits(before, shifted);
  return after.endsWith('\n') === before.endsWith('\n') ? { before, after } : undefined;
}

/** A text that is to be one document, read as a file of its own; undefined where it is not one. */
export function readAlone(
  path: string,
  text: string,
  options: ReadOptions,
): { readonly manifest: Manifest; readonly document: ParsedDocument } | undefined {
  // What is fixed matters: there is no need to ask.
  const manifest = readManifest({ path, text }, { ...options, parseAll: true });
  const [document] = manifest.documents;
  if (!document || manifest.documents.length !== 1 || manifest.unreadable > 0) return undefined;
  return { manifest, document };
}
