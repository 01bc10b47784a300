import { isSeq } from 'yaml';
import type { Data } from '../value-change.ts';
import { endOfLine, startOfLine } from '../lines.ts';
import { type Value, items } from '../value.ts';
import type { Edit } from './edit.ts';
import { endOfContent } from './insert.ts';
import { type FlowStyle, blockText, columnOf, flowText, layoutOf, lineBreakAt } from './layout.ts';

/**
 * Adds elements to the end of a list that is not empty, in the list's own style. Undefined where that
 * style is not supported.
 */
export function appended(list: Value, data: readonly Data[]): readonly Edit[] | undefined {
  const last = items(list).at(-1);
  if (!isSeq(list.node) || !last) return undefined;
  return list.node.flow === true ? inFlow(list, last, data) : [inBlock(list, last, data)];
}

function inFlow(list: Value, last: Value, data: readonly Data[]): readonly Edit[] {
  const { text } = list.document;
  const { end } = last.span;
  const style = flowStyleOf(text, last);
  const margin = text.slice(startOfLine(text, last.span.start), last.span.start);
  const isAlone = margin.trim() === '' && last.span.start > list.span.start + margin.length;
  const eol = lineBreakAt(text, last.span.start);
  const glue = isAlone ? `,${eol}${margin}` : ', ';
  const step = isAlone && style.json ? stepInside(text, last, margin) : undefined;
  const elements = data.map((item) =>
    step === undefined
      ? flowText(item, style)
      : JSON.stringify(item, null, step).replaceAll('\n', eol + margin),
  );
  const lineEnd = endOfLine(text, end);
  const comment = /^\s*(?:(,)\s*)?#/.exec(text.slice(end, lineEnd));
  if (!isAlone || !comment) {
    return [{ start: end, end, text: elements.map((element) => glue + element).join('') }];
  }
  // The comment stays beside the element that it is about.
  const below = elements.map((element) => eol + margin + element).join(',');
  const [, comma = ''] = comment;
  return [
    ...(comma === '' ? [{ start: end, end, text: ',' }] : []),
    { start: lineEnd, end: lineEnd, text: below + comma },
  ];
}

/** The extra indentation of the lines inside an element; undefined where it is on one line. */
function stepInside(text: string, { span }: Value, margin: string): string | undefined {
  const inside = /^[[{]\r?\n([ \t]+)/.exec(text.slice(span.start, span.end))?.[1];
  return inside?.startsWith(margin) === true ? inside.slice(margin.length) : undefined;
}

/** Written like its neighbour: quoted, and with as much room inside its braces. */
function flowStyleOf(text: string, { span }: Value): FlowStyle {
  const written = text.slice(span.start, span.end);
  return { json: /^(?:\{\s*|\[\s*)?"/.test(written), padding: written[1] === ' ' ? ' ' : '' };
}

function inBlock(list: Value, last: Value, data: readonly Data[]): Edit {
  const { text } = list.document;
  const indent = columnOf(text, list.span.start);
  const at = endOfContent(text, last.span.end, indent);
  const eol = lineBreakAt(text, at);
  const layout = layoutOf(last, indent, eol);
  const isQuoted = text[last.span.start] === '"';
  const lines = data.map((item) =>
    isQuoted && typeof item === 'string'
      ? `${' '.repeat(indent)}- ${JSON.stringify(item)}`
      : blockText([item], layout),
  );
  return { start: at, end: at, text: lines.map((line) => eol + line).join('') };
}
