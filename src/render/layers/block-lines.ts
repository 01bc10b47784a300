import { dataAt } from '../../yaml/change-data.ts';
import type { Value } from '../../yaml/value.ts';
import type { PlacedLine } from '../placed-line.ts';
import type { ValuePlaces } from './read-layers.ts';

/** An anchor, an alias or a tag: what it means stands elsewhere. */
const REFERENCE = /(?:^|[\s,[{])[&*!]\S/m;

/**
 * The lines that a mapping or a list is written in, without its indentation; one line of JSON where a line alone
 * does not say what it means.
 */
export function blockLines(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const { document, span } = value;
  const data = dataAt(document.toData(), value.path);
  if (data === undefined) return undefined;
  const first = at.lineOf(value);
  const written = document.text.slice(span.start, span.end).trimEnd();
  const column = span.start - (document.text.lastIndexOf('\n', span.start - 1) + 1);
  // Kustomize takes a list in brackets for JSON.
  const isJson = written.startsWith('[');
  const lines = isJson || REFERENCE.test(written) ? undefined : dedented(written, column);
  if (!lines) return [{ text: JSON.stringify(data), place: at.placeOf(first) }];
  return lines.map((text, index) => ({ text, place: at.placeOf(first + index) }));
}

function dedented(text: string, column: number): string[] | undefined {
  const indentation = ' '.repeat(column);
  const [first = '', ...others] = text.split('\n');
  const lines: string[] = [first];
  for (const line of others) {
    const isEmpty = /^\s*(?:#.*)?$/.test(line);
    if (!isEmpty && !line.startsWith(indentation)) return undefined;
    lines.push(line.startsWith(indentation) ? line.slice(column) : '');
  }
  return lines;
}
