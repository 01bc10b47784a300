import { visit } from 'yaml';
import type { Span } from './lines.ts';
import type { ParsedDocument } from './parse.ts';

/** The places of the texts in a document that have a word in them: a `#` in them begins no comment. */
export function textsWith({ root, span, text }: ParsedDocument, word: string): Span[] {
  const found: Span[] = [];
  visit(root, {
    Scalar(_, { range }) {
      if (!range) return;
      const place = { start: span.start + range[0], end: span.start + range[1] };
      if (text.slice(place.start, place.end).includes(word)) found.push(place);
    },
  });
  return found;
}
