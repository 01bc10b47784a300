import { endOfLine, startOfLine } from '../manifest/lines.ts';
import { type Field, type Value, ownFields } from '../manifest/value.ts';
import type { Edit } from './edit.ts';
import { isFlow } from './layout.ts';

/**
 * Takes a field out of its mapping; the only field of a mapping leaves `{}`. Undefined where that
 * can't be done without touching its neighbours.
 */
export function removal(map: Value, removed: Field): Edit | undefined {
  const { text } = map.document;
  const fields = ownFields(map);
  const end = Math.max(removed.key.end, removed.value.span.end);
  if (fields.length === 1) {
    const isWhole = map.span.start === removed.key.start || isFlow(map);
    return isWhole ? emptied(map, end) : undefined;
  }
  return isFlow(map) ? fromFlow(text, fields, removed, end) : fromBlock(text, removed, end);
}

/** `key:` with its body on the lines below becomes `key: {}`; a comment between stays. */
function emptied(map: Value, end: number): Edit | undefined {
  const { text } = map.document;
  if (isFlow(map)) return { start: map.span.start, end: map.span.end, text: '{}' };
  const from = text.slice(0, map.span.start).trimEnd().length;
  return text[from - 1] === ':' ? { start: from, end, text: ' {}' } : undefined;
}

function fromBlock(text: string, removed: Field, end: number): Edit | undefined {
  const lineStart = startOfLine(text, removed.key.start);
  if (text.slice(lineStart, removed.key.start).trim() !== '') return undefined;
  const isPastBreak = text[end - 1] === '\n';
  const lineEnd = isPastBreak ? end : endOfLine(text, end);
  const next = isPastBreak ? end : text.indexOf('\n', lineEnd) + 1;
  // On a last line without a break, the break before it goes instead.
  if (next === 0)
    return { start: text.slice(0, lineStart).trimEnd().length, end: lineEnd, text: '' };
  return { start: lineStart, end: next, text: '' };
}

function fromFlow(
  text: string,
  fields: readonly Field[],
  removed: Field,
  end: number,
): Edit | undefined {
  const index = fields.findIndex(({ name }) => name === removed.name);
  const next = fields[index + 1];
  if (next) return { start: removed.key.start, end: next.key.start, text: '' };
  const before = fields[index - 1];
  if (!before) return undefined;
  const start = Math.max(before.key.end, before.value.span.end);
  return text.slice(start, removed.key.start).includes('#') ? undefined : { start, end, text: '' };
}
