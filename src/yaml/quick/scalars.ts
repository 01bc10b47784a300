import type { Scalar, Schema } from 'yaml';
import { hasAction } from '../helm-action.ts';
import { makeScalar } from './nodes.ts';
import { plainValue } from './plain.ts';
import {
  APOSTROPHE,
  BACKSLASH,
  COLON,
  COMMA,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  DASH,
  FEED,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  type Reading,
  SPACE,
  codesOf,
  isGap,
  leave,
} from './reading.ts';

/** What a text without quotes can't start with, or has a meaning for the reader that is not its own. */
const NO_START = codesOf(',[]{}#&*!|>\'"%@`');

/** Keys of more than 1,024 characters are errors. */
const MAX_KEY = 1000;

function isFlowMark(code: number): boolean {
  return (
    code === COMMA ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE
  );
}

/** A text in quotes on one line, or one without quotes; `pos` is behind it. */
export function readScalar(reading: Reading, schema: Schema, isInFlow: boolean): Scalar.Parsed {
  const code = reading.text.charCodeAt(reading.pos);
  const scalar =
    code === QUOTE || code === APOSTROPHE
      ? readQuoted(reading, code)
      : readPlain(reading, schema, isInFlow);
  noteAction(reading, scalar);
  return scalar;
}

/** Notes where the first string with an action of a template is. */
export function noteAction(reading: Reading, { value, range }: Scalar.Parsed): void {
  if (!reading.mayHaveActions || reading.helmAction !== undefined) return;
  if (hasAction(value)) reading.helmAction = range[0];
}

function readPlain(reading: Reading, schema: Schema, isInFlow: boolean): Scalar.Parsed {
  const { text, pos: start } = reading;
  const end = isInFlow ? endInFlow(text, start) : endInBlock(text, start);
  const word = text.slice(start, end);
  // Nothing may stand for null; a merge key takes what anchors name.
  if (word === '' || word === '<<') leave();
  reading.pos = end;
  reading.tokens += 2;
  return makeScalar(plainValue(word, schema), word, 'PLAIN', [start, end, end]);
}

/** Leaves what starts as something else than a text does. */
function requirePlainStart(text: string, start: number, isInFlow: boolean): void {
  const code = text.charCodeAt(start);
  if (NO_START.has(code)) leave();
  if (code !== DASH && code !== COLON && code !== QUESTION) return;
  const next = text.charCodeAt(start + 1);
  if (isGap(next) || (isInFlow && isFlowMark(next))) leave();
}

const QUESTION = 63;

/** The end of a text in block style, which is on one line. */
function endInBlock(text: string, start: number): number {
  requirePlainStart(text, start, false);
  let end = start;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code > COLON) end = at + 1;
    else if (code === SPACE) {
      if (text.charCodeAt(at + 1) === HASH) return end;
    } else if (code === COLON) {
      if (isGap(text.charCodeAt(at + 1))) return end;
      end = at + 1;
    } else if (code > SPACE) end = at + 1;
    else if (code === FEED || Number.isNaN(code)) return end;
    else leave();
  }
}

/** The end of a text in flow style, which is on one line. */
function endInFlow(text: string, start: number): number {
  requirePlainStart(text, start, true);
  let end = start;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) {
      if (text.charCodeAt(at + 1) === HASH) return end;
    } else if (code === COLON) {
      const next = text.charCodeAt(at + 1);
      if (isGap(next) || isFlowMark(next)) return end;
      end = at + 1;
    } else if (isFlowMark(code) || code === FEED || Number.isNaN(code)) return end;
    else if (code > SPACE) end = at + 1;
    else leave();
  }
}

function readQuoted(reading: Reading, quote: number): Scalar.Parsed {
  const { text, pos: start } = reading;
  const isDouble = quote === QUOTE;
  let hasEscapes = false;
  let at = start + 1;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (isDouble || text.charCodeAt(at + 1) !== quote) break;
      hasEscapes = true;
      at++;
    } else if (code === BACKSLASH && isDouble) {
      hasEscapes = true;
      at++;
      // An escaped line break, or the end.
      if (!(text.charCodeAt(at) >= SPACE)) leave();
    } else if (!(code >= SPACE)) leave();
  }
  reading.pos = at + 1;
  reading.tokens++;
  const inner = text.slice(start + 1, at);
  const value = hasEscapes ? unescaped(inner, isDouble) : inner;
  const type = isDouble ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE';
  return makeScalar(value, value, type, [start, at + 1, at + 1]);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
]);

function unescaped(inner: string, isDouble: boolean): string {
  if (!isDouble) return inner.replaceAll("''", "'");
  return inner.replace(/\\(?:u([\da-fA-F]{4})|(.?))/g, (_, hex: string | undefined, one: string) =>
    hex === undefined ? (ESCAPES.get(one) ?? leave()) : String.fromCharCode(parseInt(hex, 16)),
  );
}

/** A key and the colon behind it; undefined where there is none, as for a text on its own. */
export function readKey(reading: Reading, schema: Schema): Scalar.Parsed | undefined {
  const start = reading.pos;
  const key = readScalar(reading, schema, false);
  const { text } = reading;
  let at = reading.pos;
  while (text.charCodeAt(at) === SPACE) at++;
  if (text.charCodeAt(at) !== COLON || !isGap(text.charCodeAt(at + 1))) return undefined;
  if (at - start > MAX_KEY) leave();
  if (at > reading.pos) reading.tokens++;
  reading.pos = at;
  return key;
}
