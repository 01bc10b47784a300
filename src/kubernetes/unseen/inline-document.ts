import { type Node, type Scalar, isNode, isScalar, visit } from 'yaml';
import type { Span } from '../../yaml/lines.ts';
import { type ParsedDocument, parseDocumentAt } from '../../yaml/parse.ts';
import type { Value } from '../../yaml/value.ts';

/** The YAML in a text of a document, as far as it is one; undefined for all else. */
export function documentIn(value: Value): ParsedDocument | undefined {
  const [first, ...others] = documentsIn(value);
  return others.length === 0 ? first : undefined;
}

/**
 * The YAML documents in a text of a document. Where the text stands in the file as it is, in a literal
 * block or in quotes on one line without escapes, so do their values; else all of them stand where the text does.
 */
export function documentsIn({ node, span, document }: Value): ParsedDocument[] {
  if (!isScalar(node) || typeof node.value !== 'string') return [];
  const places = placesOf(node, document.text.slice(span.start, span.end), span.start);
  if (!places) return readElsewhere(node.value, span, document);
  return places.flatMap((place) => {
    const parsed = parseDocumentAt(document.text, place, document.index);
    return parsed && 'root' in parsed ? [parsed] : [];
  });
}

/** Undefined for a text that is written in another way than it is read. */
function placesOf({ type, value }: Scalar, source: string, start: number): Span[] | undefined {
  if (type === 'BLOCK_LITERAL') {
    const body = source.indexOf('\n') + 1;
    return body === 0 ? [] : blocksOf(source, body, start);
  }
  const inner = source.slice(1, -1);
  const isQuoted = type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE';
  return isQuoted && inner === value
    ? [{ start: start + 1, end: start + source.length - 1 }]
    : undefined;
}

/** More documents than people write in one text. */
const MAX_DOCUMENTS = 100;

/** The documents of a block, whose lines are all indented, and so the `---` between them. */
function blocksOf(source: string, body: number, start: number): Span[] {
  const [indent = ''] = /^ */.exec(source.slice(body)) ?? [];
  const places: Span[] = [];
  let from = body;
  for (const { index, 0: line } of source.slice(body).matchAll(/^ *---[ \t]*$/gm)) {
    if (!line.startsWith(`${indent}---`) || places.length === MAX_DOCUMENTS) continue;
    places.push({ start: start + from, end: start + body + index });
    from = body + index + line.length;
  }
  return [...places, { start: start + from, end: start + source.length }];
}

function readElsewhere(
  text: string,
  { start, end }: Span,
  document: ParsedDocument,
): ParsedDocument[] {
  const parsed = parseDocumentAt(text, { start: 0, end: text.length }, document.index);
  if (!parsed || !('root' in parsed)) return [];
  const base = document.span.start;
  const place = (node: Node): void => {
    node.range = [start - base, end - base, end - base];
  };
  visit(parsed.root, (_, node) => {
    if (isNode(node)) place(node);
  });
  return [{ ...parsed, text: document.text, span: document.span }];
}
