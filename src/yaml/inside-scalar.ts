import { visit } from 'yaml';
import type { ParsedDocument } from './parse.ts';

/** Whether a place of the file is inside a text of a document, where a `#` begins no comment. */
export function isInsideScalar({ root, span }: ParsedDocument, offset: number): boolean {
  const at = offset - span.start;
  let isInside = false;
  visit(root, {
    Scalar(_, { range }) {
      if (!range || at < range[0] || at >= range[1]) return undefined;
      isInside = true;
      return visit.BREAK;
    },
  });
  return isInside;
}
