import type { Again } from './again.ts';

/** What is being read of a document. */
export interface Reading {
  readonly text: string;
  /** Whether strings are looked through for actions of templates. */
  readonly mayHaveActions: boolean;
  /** What is known of the text before it was edited. */
  readonly again: Again | undefined;
  pos: number;
  /** The column of the content at `pos`, where it is the first of its line; -1 at the end. */
  column: number;
  /** How many tokens the library's lexer would have made, as the budget counts them. */
  tokens: number;
  depth: number;
  /** The largest indentation of the comments above `pos` that belong to no node yet; -1 where there are none. */
  pendingComment: number;
  repeatedKeys: number;
  /** Where the first string with an action is. */
  helmAction: number | undefined;
}

/** Made once: an error's stack takes as long as to read a hundred lines. */
const UNSUPPORTED = new Error('the quick reader does not read this');

/** Leaves a document to the library. */
export function leave(): never {
  throw UNSUPPORTED;
}

export function isLeft(error: unknown): boolean {
  return error === UNSUPPORTED;
}

/** People write 30 levels; the library's bound is above this one. */
const MAX_DEPTH = 60;

export function enter(reading: Reading): void {
  reading.depth++;
  if (reading.depth > MAX_DEPTH) leave();
}

export const FEED = 10;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const APOSTROPHE = 39;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const GREATER = 62;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;

/** The codes of the characters of ASCII. */
export function codesOf(characters: string): ReadonlySet<number> {
  return new Set(characters.split('').map((one) => one.charCodeAt(0)));
}

/** The code at an offset; NaN past the end. */
export function codeAt({ text }: Reading, at: number): number {
  return text.charCodeAt(at);
}

/** Whether there is a space, a line break or the end. Tabs and carriage returns are not read here. */
export function isGap(code: number): boolean {
  return code === SPACE || code === FEED || Number.isNaN(code);
}

/** Moves over spaces. Returns how many. */
export function skipSpaces(reading: Reading): number {
  const start = reading.pos;
  let at = start;
  while (reading.text.charCodeAt(at) === SPACE) at++;
  if (at === start) return 0;
  reading.pos = at;
  reading.tokens++;
  return at - start;
}

/** Moves to the next line, over spaces and a comment. Returns whether there was a comment. */
export function endLine(reading: Reading): boolean {
  skipSpaces(reading);
  const hasComment = codeAt(reading, reading.pos) === HASH;
  if (hasComment && codeAt(reading, reading.pos - 1) !== SPACE) leave();
  skipRest(reading);
  return hasComment;
}

/** Moves to the next line, over a comment where there is one. */
export function skipRest(reading: Reading): void {
  const { text } = reading;
  if (codeAt(reading, reading.pos) === HASH) {
    const feed = text.indexOf('\n', reading.pos);
    reading.pos = feed === -1 ? text.length : feed;
    reading.tokens++;
  }
  if (codeAt(reading, reading.pos) === FEED) {
    reading.pos++;
    reading.tokens++;
  } else if (reading.pos < text.length) leave();
}

/** What takes the comments that are indented below the node before them. */
interface Before {
  /** The indentation of the collection around. */
  readonly indent: number;
  readonly range: [number, number, number];
}

/**
 * Moves to the next content, over empty lines and comments, from the start of a line. Returns whether there
 * were comments.
 *
 * @param before the node on the line before, which takes the comments that are indented deeper than its
 *   collection; undefined where no node does
 */
export function skipLines(reading: Reading, before: Before | undefined): boolean {
  const { text } = reading;
  let taker = before;
  let hasComments = false;
  for (;;) {
    const start = reading.pos;
    const indent = skipSpaces(reading);
    const code = text.charCodeAt(reading.pos);
    if (code === FEED) skipRest(reading);
    else if (code === HASH) {
      hasComments = true;
      skipRest(reading);
      if (taker && indent > taker.indent) taker.range[2] = reading.pos;
      else {
        taker = undefined;
        reading.pendingComment = Math.max(reading.pendingComment, indent);
      }
    } else {
      reading.column = Number.isNaN(code) ? -1 : indent;
      if (indent === 0 && isMarker(text, start)) leave();
      return hasComments;
    }
  }
}

/** A line that starts with one is not content. */
export function isMarker(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code === DASH || code === DOT) &&
    text.charCodeAt(at + 1) === code &&
    text.charCodeAt(at + 2) === code
  );
}

/**
 * Ends a collection in block style: comments above the next content belong to it where one of them is
 * indented as deeply as it is.
 */
export function endCollection(
  reading: Reading,
  range: [number, number, number],
  indent: number,
  end: number,
): void {
  range[1] = end;
  range[2] = end;
  if (indent > 0 && reading.pendingComment >= indent) {
    range[2] = reading.pos;
    reading.pendingComment = -1;
  }
  reading.depth--;
}
