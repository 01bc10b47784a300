import { type Scalar, type Schema, isMap, isSeq } from 'yaml';
import { FieldsBefore } from './again.ts';
import { readBlockScalar } from './block-scalar.ts';
import { readFlow } from './flow.ts';
import {
  type ReadMap,
  type ReadNode,
  type ReadSeq,
  makeMap,
  makePair,
  makeScalar,
  makeSeq,
} from './nodes.ts';
import {
  DASH,
  FEED,
  GREATER,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  type Reading,
  codeAt,
  endCollection,
  endLine,
  enter,
  isGap,
  leave,
  skipLines,
  skipSpaces,
} from './reading.ts';
import { countRepeated } from './repeated.ts';
import { readKey, readScalar } from './scalars.ts';

/**
 * A node on a line of its own, at `pos`, which is `column`; the content after it is at `pos` then.
 *
 * @param before the node that was there before the text was edited
 */
export function readNode(
  reading: Reading,
  schema: Schema,
  parentIndent: number,
  before?: ReadNode | null,
): ReadNode {
  const { column } = reading;
  const code = codeAt(reading, reading.pos);
  if (isItem(reading)) return readSeq(reading, schema, column, before);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) {
    return endInline(reading, readFlow(reading, schema), parentIndent);
  }
  const key = readKey(reading, schema) ?? leave();
  return readMap(reading, schema, { indent: column, first: key, before });
}

/** Whether there is the dash of a list's item. */
function isItem(reading: Reading): boolean {
  return codeAt(reading, reading.pos) === DASH && isGap(codeAt(reading, reading.pos + 1));
}

/** Moves from a node on its line to the next content, which must not be indented below it. */
function endInline<Inline extends ReadNode>(
  reading: Reading,
  node: Inline,
  indent: number,
): Inline {
  endLine(reading);
  node.range[2] = reading.pos;
  skipLines(reading, { indent, range: node.range });
  if (reading.column > indent) leave();
  return node;
}

/** A mapping whose first key was read. */
interface BegunMap {
  readonly indent: number;
  readonly first: Scalar.Parsed;
  readonly before: ReadNode | null | undefined;
}

/** A mapping, `pos` behind its first key. */
function readMap(reading: Reading, schema: Schema, { indent, first, before }: BegunMap): ReadMap {
  enter(reading);
  const old = reading.again && isMap(before) ? new FieldsBefore(reading.again, before) : undefined;
  const map = makeMap(false, first.range[0]);
  let key = first;
  let end = key.range[1];
  for (;;) {
    // The colon.
    reading.pos++;
    reading.tokens++;
    const field = old?.at(key.range[0]);
    const next = field && old?.nextOf(field, indent);
    const value =
      field?.value && next !== undefined
        ? moveTo(reading, next, { indent, value: field.value })
        : readValue(reading, schema, indent, field?.value);
    map.items.push(makePair(key, value));
    end = value.range[2];
    if (reading.column !== indent) break;
    if (isItem(reading)) leave();
    reading.pendingComment = -1;
    key = readKey(reading, schema) ?? leave();
  }
  if (reading.column > indent) leave();
  reading.repeatedKeys += countRepeated(map);
  endCollection(reading, map.range, indent, end);
  return map;
}

/** Moves to the next key over a value that is as it was. */
function moveTo(
  reading: Reading,
  next: number,
  { indent, value }: { readonly indent: number; readonly value: ReadNode },
): ReadNode {
  reading.pos = next;
  reading.column = indent;
  return value;
}

/** What is behind the colon of a key of a mapping. */
function readValue(
  reading: Reading,
  schema: Schema,
  indent: number,
  before?: ReadNode | null,
): ReadNode {
  skipSpaces(reading);
  const code = codeAt(reading, reading.pos);
  if (code !== FEED && code !== HASH && !Number.isNaN(code)) {
    return readInline(reading, schema, indent);
  }
  const at = reading.pos;
  const hasComment = endLine(reading);
  const hasMore = skipLines(reading, undefined);
  const isBelow = reading.column > indent || (reading.column === indent && isItem(reading));
  if (isBelow) {
    reading.pendingComment = -1;
    return readNode(reading, schema, indent, before);
  }
  // Comments decide where an empty value ends.
  if (hasComment || hasMore) leave();
  return makeScalar(null, '', 'PLAIN', [at, at, at]);
}

/** A value on the line of its key, or of its dash. */
function readInline(reading: Reading, schema: Schema, indent: number): ReadNode {
  const code = codeAt(reading, reading.pos);
  if (code === PIPE || code === GREATER) {
    const text = readBlockScalar(reading, indent);
    skipLines(reading, undefined);
    if (reading.column > indent) leave();
    return text;
  }
  const node =
    code === OPEN_BRACE || code === OPEN_BRACKET
      ? readFlow(reading, schema)
      : readScalar(reading, schema, false);
  return endInline(reading, node, indent);
}

/** A list, `pos` at its first dash. */
function readSeq(
  reading: Reading,
  schema: Schema,
  indent: number,
  before?: ReadNode | null,
): ReadSeq {
  enter(reading);
  const old = isSeq(before) ? before.items : [];
  const seq = makeSeq(false, reading.pos);
  let end = reading.pos;
  do {
    reading.pendingComment = -1;
    reading.pos++;
    reading.tokens++;
    const item = readItem(reading, schema, indent, old[seq.items.length]);
    seq.items.push(item);
    end = item.range[2];
  } while (reading.column === indent && isItem(reading));
  if (reading.column > indent) leave();
  endCollection(reading, seq.range, indent, end);
  return seq;
}

/** What is behind the dash of an item. */
function readItem(
  reading: Reading,
  schema: Schema,
  indent: number,
  before?: ReadNode | null,
): ReadNode {
  const column = indent + 1 + skipSpaces(reading);
  const code = codeAt(reading, reading.pos);
  if (code === FEED || code === HASH) {
    endLine(reading);
    skipLines(reading, undefined);
    if (reading.column <= indent) leave();
    reading.pendingComment = -1;
    return readNode(reading, schema, indent, before);
  }
  if (isItem(reading)) return readSeq(reading, schema, column, before);
  if (code === PIPE || code === GREATER || code === OPEN_BRACE || code === OPEN_BRACKET) {
    return readInline(reading, schema, indent);
  }
  const start = reading.pos;
  const { tokens } = reading;
  const key = readKey(reading, schema);
  if (key) return readMap(reading, schema, { indent: column, first: key, before });
  reading.pos = start;
  reading.tokens = tokens;
  return readInline(reading, schema, indent);
}
