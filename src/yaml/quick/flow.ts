import type { Schema } from 'yaml';
import { type ReadMap, type ReadNode, type ReadSeq, makeMap, makePair, makeSeq } from './nodes.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOT,
  FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  APOSTROPHE,
  type Reading,
  codeAt,
  enter,
  isGap,
  leave,
  skipSpaces,
} from './reading.ts';
import { countRepeated } from './repeated.ts';
import { readScalar } from './scalars.ts';

/** As the budget counts what starts a list or a mapping in flow style. */
const OPENING_TOKENS = 3;

/** A list or mapping in flow style, without comments; `pos` is behind it. */
export function readFlow(reading: Reading, schema: Schema): ReadMap | ReadSeq {
  enter(reading);
  const isMap = codeAt(reading, reading.pos) === OPEN_BRACE;
  const start = reading.pos;
  reading.pos++;
  reading.tokens += OPENING_TOKENS;
  const node = isMap ? readFlowMap(reading, schema, start) : readFlowSeq(reading, schema, start);
  reading.pos++;
  reading.tokens++;
  node.range[1] = reading.pos;
  node.range[2] = reading.pos;
  reading.depth--;
  return node;
}

function readFlowMap(reading: Reading, schema: Schema, start: number): ReadMap {
  const map = makeMap(true, start);
  skipGaps(reading);
  while (codeAt(reading, reading.pos) !== CLOSE_BRACE) {
    const first = codeAt(reading, reading.pos);
    const isQuoted = first === QUOTE || first === APOSTROPHE;
    const key = readScalar(reading, schema, true);
    skipSpaces(reading);
    if (codeAt(reading, reading.pos) !== COLON) leave();
    const next = codeAt(reading, reading.pos + 1);
    if (!isQuoted && !isGap(next) && next !== OPEN_BRACKET && next !== OPEN_BRACE) leave();
    reading.pos++;
    reading.tokens++;
    skipGaps(reading);
    map.items.push(makePair(key, readItem(reading, schema)));
    skipComma(reading, CLOSE_BRACE);
  }
  reading.repeatedKeys += countRepeated(map);
  return map;
}

function readFlowSeq(reading: Reading, schema: Schema, start: number): ReadSeq {
  const seq = makeSeq(true, start);
  skipGaps(reading);
  while (codeAt(reading, reading.pos) !== CLOSE_BRACKET) {
    seq.items.push(readItem(reading, schema));
    skipComma(reading, CLOSE_BRACKET);
  }
  return seq;
}

function readItem(reading: Reading, schema: Schema): ReadNode {
  const code = codeAt(reading, reading.pos);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return readFlow(reading, schema);
  return readScalar(reading, schema, true);
}

/** Moves over a comma, or to the mark that closes. */
function skipComma(reading: Reading, closing: number): void {
  skipGaps(reading);
  const code = codeAt(reading, reading.pos);
  if (code === closing) return;
  if (code !== COMMA) leave();
  reading.pos++;
  reading.tokens++;
  skipGaps(reading);
}

/** Moves over spaces and line breaks. */
function skipGaps(reading: Reading): void {
  for (;;) {
    skipSpaces(reading);
    if (codeAt(reading, reading.pos) !== FEED) return;
    reading.pos++;
    reading.tokens++;
    const code = codeAt(reading, reading.pos);
    // It may be a marker.
    if (code === DASH || code === DOT) leave();
  }
}
