import { type Scalar, isScalar } from 'yaml';
import { type ParsedDocument, parseDocumentAt } from '../../yaml/parse.ts';
import type { Value } from '../../yaml/value.ts';

/**
 * The YAML in a text of a document, where it stands in the file as it is: in a literal block, whose
 * lines are all indented, or in quotes on one line without escapes. Undefined for all else.
 */
export function documentIn({ node, span, document }: Value): ParsedDocument | undefined {
  if (!isScalar(node) || typeof node.value !== 'string') return undefined;
  const place = placeOf(node, document.text.slice(span.start, span.end), span.start);
  const parsed = place && parseDocumentAt(document.text, place, document.index);
  return parsed && 'root' in parsed ? parsed : undefined;
}

function placeOf({ type, value }: Scalar, source: string, start: number) {
  if (type === 'BLOCK_LITERAL') {
    const body = source.indexOf('\n') + 1;
    return body === 0 ? undefined : { start: start + body, end: start + source.length };
  }
  const inner = source.slice(1, -1);
  const isQuoted = type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE';
  return isQuoted && inner === value
    ? { start: start + 1, end: start + source.length - 1 }
    : undefined;
}
