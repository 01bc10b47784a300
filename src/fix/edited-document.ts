import { type Manifest, type ReadOptions, manifestOfOne } from '../kubernetes/manifest.ts';
import { isOpenTemplate } from '../kubernetes/prefilter.ts';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';
import { ParseBudget } from '../yaml/parse-budget.ts';
import { type EditedDocument, type ParsedDocument, parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';

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
  const document = parseAlone(path, text, options);
  const manifest = document && manifestOfOne({ path, text }, document, text, options);
  return manifest && { manifest, document };
}

/**
 * The same, without its objects.
 *
 * @param edited the document that became this text by edits, for who compares the two: what is the same may have its
 *   nodes, with the places that they had
 */
export function parseAlone(
  path: string,
  text: string,
  { isRendered = false }: ReadOptions,
  edited?: EditedDocument,
): ParsedDocument | undefined {
  const [span, ...others] = splitDocuments(text);
  if (!span || others.length > 0 || (!isRendered && isOpenTemplate(path, text))) return undefined;
  const parsed = parseDocumentAt(text, span, 0, new ParseBudget(), edited);
  return parsed && 'root' in parsed ? parsed : undefined;
}
