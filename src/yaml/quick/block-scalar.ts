import type { Scalar } from 'yaml';
import { makeScalar } from './nodes.ts';
import { FEED, GREATER, type Reading, SPACE, endLine, leave } from './reading.ts';
import { noteAction } from './scalars.ts';

type Chomp = 'clip' | 'strip' | 'keep';

/** What a block scalar's lines are, `|` or `>` and the line of it left out. */
interface Body {
  readonly end: number;
  /** The lines without their indentation, those at the end that are empty left out. */
  readonly lines: readonly string[];
  /** How many line breaks are at the end, that of the last line with content among them. */
  readonly emptyLines: number;
}

/**
 * A text in a block, whose lines are indented deeper than the collection around. What has no line with
 * content, or says its indentation, is left.
 */
export function readBlockScalar(reading: Reading, parentIndent: number): Scalar.Parsed {
  const { text, pos: start } = reading;
  const isFolded = text.charCodeAt(start) === GREATER;
  const sign = text[start + 1];
  const chomp: Chomp = sign === '-' ? 'strip' : sign === '+' ? 'keep' : 'clip';
  reading.pos = start + (chomp === 'clip' ? 1 : 2);
  const after = text.charCodeAt(reading.pos);
  if (after !== SPACE && after !== FEED) leave();
  reading.tokens++;
  endLine(reading);
  const body = readBody(text, reading.pos, parentIndent, chomp);
  reading.pos = body.end;
  reading.tokens += 2;
  const content = isFolded ? folded(body.lines) : body.lines.join('\n');
  const breaks = chomp === 'strip' ? 0 : chomp === 'keep' ? Math.max(1, body.emptyLines) : 1;
  const value = content + '\n'.repeat(breaks);
  const type = isFolded ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL';
  const scalar = makeScalar(value, value, type, [start, body.end, body.end]);
  noteAction(reading, scalar);
  return scalar;
}

function readBody(text: string, start: number, parentIndent: number, chomp: Chomp): Body {
  const indent = indentOfFirst(text, start);
  if (indent <= parentIndent) leave();
  const lines: string[] = [];
  let content = 0;
  let end = start;
  /** Where the last line with content ends, its line break included. */
  let contentEnd = start;
  while (end < text.length) {
    const feed = text.indexOf('\n', end);
    const lineEnd = feed === -1 ? text.length : feed;
    let at = end;
    while (text.charCodeAt(at) === SPACE) at++;
    if (at < lineEnd) {
      if (at - end < indent) {
        requireNoTab(text, at);
        break;
      }
      content = lines.length + 1;
    } else if (at - end > indent) leave();
    else if (feed === -1 && at - end < indent) break;
    lines.push(at - end < indent ? '' : text.slice(end + indent, lineEnd));
    end = feed === -1 ? text.length : feed + 1;
    if (content === lines.length) contentEnd = end;
  }
  // The break at the end of the content and of each empty line; the file may end without one.
  const last = text.charCodeAt(end - 1) === FEED ? 1 : 0;
  const emptyLines = lines.length - content + last;
  return { end: chomp === 'keep' ? end : contentEnd, lines: lines.slice(0, content), emptyLines };
}

/** A tab below the lines is part of the text for the library. */
function requireNoTab(text: string, at: number): void {
  if (text.charCodeAt(at) === 9) leave();
}

/** The indentation of the first line with content. */
function indentOfFirst(text: string, start: number): number {
  let lineStart = start;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === FEED) lineStart = at + 1;
    else if (code !== SPACE) {
      // Tabs are content for the library; there may be none at all.
      if (!(code > SPACE)) leave();
      return at - lineStart;
    }
  }
}

/** Lines in one, as `>` says: those that are indented deeper, and those around them, keep their breaks. */
function folded(lines: readonly string[]): string {
  let value = '';
  let breaks = 0;
  let wasDeep = false;
  let isFirst = true;
  for (const line of lines) {
    if (line === '') {
      breaks++;
      continue;
    }
    const isDeep = line.startsWith(' ') || line.startsWith('\t');
    if (isFirst) value += '\n'.repeat(breaks);
    else if (isDeep || wasDeep) value += '\n'.repeat(breaks + 1);
    else value += breaks === 0 ? ' ' : '\n'.repeat(breaks);
    value += line;
    breaks = 0;
    wasDeep = isDeep;
    isFirst = false;
  }
  return value;
}
