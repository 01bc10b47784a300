import { endOfLine, startOfLine } from '../lines.ts';
import { type Field, type Value, entriesOf } from '../value.ts';
import type { Edit } from './edit.ts';
import { isFlow } from './layout.ts';

/**
 * Removes fields from their mapping; a mapping that has no others becomes `{}`. Undefined where that
 * can't be done without changing the fields beside them.
 *
 * @param owner the field whose value the mapping is; undefined for an element of a list
 * @param names the names of fields of the mapping itself, not of its merge keys
 */
export function removals(
  owner: Field | undefined,
  map: Value,
  names: ReadonlySet<string>,
): readonly Edit[] | undefined {
  const { text } = map.document;
  const fields = entriesOf(map);
  const removed = fields.filter(({ name }) => names.has(name));
  if (removed.length === fields.length) return emptied(owner, map, fields);
  const edits = isFlow(map) ? fromFlow(text, fields, names) : fromBlockMap(text, fields, names);
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

/** Where a field's text ends: the value of a block collection ends after its last line break. */
function endOf(text: string, { key, value }: Field): number {
  return text.slice(0, Math.max(key.end, value.span.end)).trimEnd().length;
}

/** `key:` with a block below it becomes `key: {}`; comments beside it and inside it are kept. */
function emptied(
  owner: Field | undefined,
  map: Value,
  fields: readonly Field[],
): Edit[] | undefined {
  const { text } = map.document;
  if (isFlow(map)) return emptiedFlow(text, map, fields);
  if (!owner) return undefined;
  const colon = text.indexOf(':', owner.key.end);
  const isBelow = text.slice(colon, fields[0]?.key.start).includes('\n');
  if (colon === -1 || !isBelow) return undefined;
  const lines = fields.map((field) => fromBlock(text, field));
  // An anchor or a tag comes before the value.
  const properties = /^(?:[ \t]*[&!][^ \t\r\n]*)*/.exec(
    text.slice(colon + 1, fields[0]?.key.start),
  );
  const at = colon + 1 + (properties?.[0].length ?? 0);
  const empty = { start: at, end: at, text: ' {}' };
  return lines.every((edit) => edit !== undefined) ? [empty, ...lines] : undefined;
}

function emptiedFlow(text: string, { span }: Value, fields: readonly Field[]): Edit[] | undefined {
  const { start, end } = span;
  if (!text.slice(start, end).includes('#')) return [{ start, end, text: '{}' }];
  return linesOf(text, fields);
}

/** The lines of fields, for fields that share no line with others; comments around them are kept. */
function linesOf(text: string, fields: readonly Field[]): Edit[] | undefined {
  const edits = fields.map((field) => (isAlone(text, field) ? fromBlock(text, field) : undefined));
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

/**
 * Removes each field with its lines. If the first fields share a line with the dash of a list item, the
 * first field that is kept moves up behind the dash.
 */
function fromBlockMap(
  text: string,
  fields: readonly Field[],
  names: ReadonlySet<string>,
): (Edit | undefined)[] {
  const kept = fields.findIndex(({ name }) => !names.has(name));
  const leading = hasDash(text, fields[0]) ? fields.slice(0, kept) : [];
  const others = fields.slice(leading.length).filter(({ name }) => names.has(name));
  const edits = joinLast(
    text,
    others.map((field) => fromBlock(text, field)),
  );
  const [first] = leading;
  const next = fields[kept];
  return first && next ? [behindDash(text, leading, next), ...edits] : edits;
}

/** If the last line has no line break, the break before it is removed, too. */
function joinLast(text: string, edits: readonly (Edit | undefined)[]): (Edit | undefined)[] {
  const last = edits.at(-1);
  const before = edits.at(-2);
  if (!last || !before || before.end <= last.start) return [...edits];
  const start = text.slice(0, before.start).replace(/\r?\n$/, '').length;
  return joinLast(text, [...edits.slice(0, -2), { start, end: last.end, text: '' }]);
}

function hasDash(text: string, field: Field | undefined): boolean {
  if (!field) return false;
  return text.slice(startOfLine(text, field.key.start), field.key.start).trimEnd().endsWith('-');
}

/** Undefined where there are comments on lines of their own, which would be lost. */
function behindDash(text: string, gone: readonly Field[], next: Field): Edit | undefined {
  const isBare = gone.every((field, index) => {
    const following = gone[index + 1] ?? next;
    return text.slice(endOfLine(text, endOf(text, field)), following.key.start).trim() === '';
  });
  const start = gone[0]?.key.start;
  return isBare && start !== undefined ? { start, end: next.key.start, text: '' } : undefined;
}

/** The lines of a field, with the line break at their end. */
function fromBlock(text: string, removed: Field): Edit | undefined {
  const lineStart = startOfLine(text, removed.key.start);
  if (text.slice(lineStart, removed.key.start).trim() !== '') return undefined;
  const lineEnd = endOfLine(text, endOf(text, removed));
  const next = text.indexOf('\n', lineEnd) + 1;
  if (next > 0) return { start: lineStart, end: next, text: '' };
  // At the end of a file without a line break, the break before the field is removed instead.
  const before = text.slice(0, lineStart).replace(/\r?\n$/, '').length;
  return { start: before, end: lineEnd, text: '' };
}

/** Removes each field with the comma after it; the last fields with the comma before them. */
function fromFlow(
  text: string,
  fields: readonly Field[],
  names: ReadonlySet<string>,
): (Edit | undefined)[] {
  const lastKept = fields.findLastIndex(({ name }) => !names.has(name));
  const edits = fields.slice(0, lastKept).flatMap((field, index) => {
    const next = fields[index + 1];
    return next && names.has(field.name) ? flowEdit(text, field, next) : [];
  });
  const kept = fields[lastKept];
  const last = fields.at(-1);
  if (!kept || !last || kept === last) return edits;
  const tail = { start: endOf(text, kept), end: endOf(text, last), text: '' };
  if (!text.slice(tail.start, tail.end).includes('#')) return [...edits, tail];
  // On lines of their own a comma after the last field is allowed: only the lines are removed.
  const gone = fields.slice(lastKept + 1);
  return [
    ...edits,
    ...gone.map((field) => (isAlone(text, field) ? fromBlock(text, field) : undefined)),
  ];
}

/** Whether a field of a flow mapping shares no line with others. */
function isAlone(text: string, field: Field): boolean {
  const end = endOf(text, field);
  return /^[ \t]*(?:,[ \t]*)?(?:#.*)?$/.test(text.slice(end, endOfLine(text, end)));
}

/** The lines of a field that shares no line with others; else its text up to the next field. */
function flowEdit(text: string, removed: Field, next: Field): Edit | undefined {
  if (isAlone(text, removed)) {
    const lines = fromBlock(text, removed);
    if (lines) return lines;
  }
  const between = text.slice(endOf(text, removed), next.key.start);
  if (between.includes('#')) return undefined;
  return { start: removed.key.start, end: next.key.start, text: '' };
}
