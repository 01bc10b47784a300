import { type YAMLMap, isMap, stringify, visit } from 'yaml';
import type { Data, DataMap } from '../manifest/change.ts';
import { endOfLine, startOfLine } from '../manifest/lines.ts';
import type { ParsedDocument } from '../manifest/parse.ts';
import type { Value } from '../manifest/value.ts';

/** What most manifests indent by. */
const DEFAULT_STEP = 2;

/** How many columns stand before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

/** The line break that ends the line around `offset`; for a last line, that of the line before. */
export function lineBreakAt(text: string, offset: number): string {
  const end = endOfLine(text, offset);
  const isLast = end === text.length;
  const after = isLast ? startOfLine(text, offset) : end + 2;
  return text.slice(0, after).endsWith('\r\n') ? '\r\n' : '\n';
}

/**
 * By how many columns to indent a mapping under a key of this mapping: as it does it itself, else
 * as the document does it most often.
 */
export function indentStep(map: Value): number {
  const { document, node } = map;
  const own = isMap(node) ? stepsInside(document, node) : [];
  return own[0] ?? usualStep(document);
}

const usualSteps = new WeakMap<ParsedDocument, number>();

function usualStep(document: ParsedDocument): number {
  const known = usualSteps.get(document);
  if (known !== undefined) return known;
  const counts = new Map<number, number>();
  visit(document.root, {
    Map(_, other) {
      for (const step of stepsInside(document, other)) {
        counts.set(step, (counts.get(step) ?? 0) + 1);
      }
    },
  });
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  const step = most?.[0] ?? DEFAULT_STEP;
  usualSteps.set(document, step);
  return step;
}

function stepsInside(document: ParsedDocument, map: YAMLMap): number[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isMap(value) || value.flow === true || !hasRange(key) || !hasRange(value)) return [];
    const [outer, inner] = [key, value].map(({ range }) =>
      columnOf(document.text, document.span.start + range[0]),
    );
    return outer !== undefined && inner !== undefined && inner > outer ? [inner - outer] : [];
  });
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** Whether a mapping is written in flow style: `{a: 1}`. */
export function isFlow(value: Value): boolean {
  return isMap(value.node) && value.node.flow === true;
}

/** A mapping in block style, each of its lines indented, joined by `eol`, with no break around. */
export function blockText(
  data: DataMap,
  { indent, step, eol }: { indent: number; step: number; eol: string },
): string {
  // The schema is the one that Kubernetes reads by, so that a string like `yes` gets quotes.
  const text = stringify(data, { indent: step, lineWidth: 0, schema: 'yaml-1.1' }).trimEnd();
  return text
    .split('\n')
    .map((line) => ' '.repeat(indent) + line)
    .join(eol);
}

/** Data in flow style on one line: JSON, or with plain keys and the given padding inside braces. */
export function flowText(data: Data, style: { json: boolean; padding: string }): string {
  if (typeof data !== 'object' || data === null) return JSON.stringify(data);
  if (Array.isArray(data)) {
    return `[${data.map((item: Data) => flowText(item, style)).join(', ')}]`;
  }
  const pairs = Object.entries(data).map(([key, value]) => {
    const name = style.json ? JSON.stringify(key) : key;
    return `${name}: ${flowText(value, style)}`;
  });
  return `{${style.padding}${pairs.join(', ')}${style.padding}}`;
}
