import { isSeq } from 'yaml';
import type { Data } from '../manifest/change.ts';
import { endOfLine } from '../manifest/lines.ts';
import { type Value, items } from '../manifest/value.ts';
import type { Edit } from './edit.ts';
import { columnOf, flowText, lineBreakAt } from './layout.ts';

/**
 * Adds a scalar to the end of a list, in the list's own style. Undefined where it is written in no
 * way we know.
 */
export function appended(list: Value, data: Data): Edit | undefined {
  if (!isSeq(list.node) || typeof data === 'object') return undefined;
  const last = items(list).at(-1);
  return list.node.flow === true ? inFlow(list, last, data) : inBlock(list, last, data);
}

function inFlow(list: Value, last: Value | undefined, data: Data): Edit {
  const { text } = list.document;
  const inside = list.span.start + 1;
  if (!last) return { start: inside, end: list.span.end - 1, text: plain(data, false) };
  const quoted = text[last.span.start] === '"';
  return { start: last.span.end, end: last.span.end, text: `, ${plain(data, quoted)}` };
}

function inBlock(list: Value, last: Value | undefined, data: Data): Edit | undefined {
  const { text } = list.document;
  // An item that spans lines may end anywhere.
  if (!last || text.slice(last.span.start, last.span.end).includes('\n')) return undefined;
  const quoted = text[last.span.start] === '"';
  const at = endOfLine(text, last.span.end);
  const indent = ' '.repeat(columnOf(text, list.span.start));
  const item = `${indent}- ${plain(data, quoted)}`;
  return { start: at, end: at, text: lineBreakAt(text, at) + item };
}

/** Quoted like its neighbour. */
function plain(data: Data, quoted: boolean): string {
  return quoted || typeof data !== 'string' ? flowText(data, { json: true, padding: '' }) : data;
}
