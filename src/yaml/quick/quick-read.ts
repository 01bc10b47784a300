import type { Schema } from 'yaml';
import { Again, type Before } from './again.ts';
import { readNode } from './block.ts';
import type { ReadNode } from './nodes.ts';
import {
  FEED,
  HASH,
  type Reading,
  codeAt,
  endLine,
  isGap,
  isLeft,
  isMarker,
  leave,
  skipLines,
  skipRest,
  skipSpaces,
} from './reading.ts';

/** A document that was read. */
export interface QuickDocument {
  readonly root: ReadNode;
  /** How many tokens the library's lexer would have made, as the budget counts them. */
  readonly tokens: number;
  readonly repeatedKeys: number;
  readonly helmAction: number | undefined;
}

/**
 * Reads a document as the library does, into the same nodes, ten times as fast. It reads what manifests are
 * written in: mappings and lists in block and in flow style, and texts in any style. It leaves to the library
 * what is rare (anchors, tags, texts over several lines in quotes or without, tabs), and whatever may be an
 * error.
 *
 * @param mayHaveActions whether strings are looked through for actions of templates
 * @param before the text before it was edited: what no edit touches is not read again, and has the nodes that it had,
 *   with their places
 * @returns undefined where the library has to read it
 */
export function quickRead(
  text: string,
  schema: Schema,
  mayHaveActions: boolean,
  before?: Before,
): QuickDocument | undefined {
  const again = before && new Again(before);
  const reading: Reading = {
    text,
    mayHaveActions,
    again,
    pos: 0,
    column: 0,
    tokens: 0,
    depth: 0,
    pendingComment: -1,
    repeatedKeys: 0,
    helmAction: undefined,
  };
  try {
    toContent(reading);
    const root = readNode(reading, schema, -1, again?.root);
    if (reading.column !== -1) leave();
    const { tokens, repeatedKeys, helmAction } = reading;
    return { root, tokens, repeatedKeys, helmAction };
  } catch (error) {
    if (isLeft(error)) return undefined;
    throw error;
  }
}

const PERCENT = 37;
const MARKER = 3;

/** Moves to the first content, over comments and the marker of the document. */
function toContent(reading: Reading): void {
  const { text } = reading;
  if (text.includes('\r') || text.includes('\uFEFF')) leave();
  // The mark that a document starts.
  reading.tokens++;
  skipAbove(reading);
  if (isMarker(text, reading.pos) && isGap(text.charCodeAt(reading.pos + MARKER))) {
    reading.pos += MARKER;
    reading.tokens++;
    endLine(reading);
  }
  skipLines(reading, undefined);
  reading.pendingComment = -1;
  if (reading.column === -1 || codeAt(reading, reading.pos) === PERCENT) leave();
}

/** Moves over the empty lines and comments above the marker, if there are any. */
function skipAbove(reading: Reading): void {
  const { text } = reading;
  for (;;) {
    const start = reading.pos;
    const { tokens } = reading;
    skipSpaces(reading);
    const code = codeAt(reading, reading.pos);
    if (code === HASH || code === FEED) skipRest(reading);
    else {
      reading.pos = start;
      reading.tokens = tokens;
    }
    if (reading.pos === start || reading.pos === text.length) return;
  }
}
