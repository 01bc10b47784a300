import {
  type Pair,
  type YAMLMap,
  type YAMLSeq,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  stringify,
} from 'yaml';
import { type Data, type DataMap, isDataMap } from '../value-change.ts';
import { endOfLine, startOfLine } from '../lines.ts';
import type { ParsedDocument } from '../parse.ts';
import type { Value } from '../value.ts';
import { kept } from '../kept.ts';

/** The indentation of most manifests. */
const DEFAULT_STEP = 2;

/** The number of columns before an offset on its line. */
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
 * By how many columns to indent a mapping under a key of this mapping: as in this mapping, else as most
 * often in the document.
 */
function indentStep({ document, node }: Value): number {
  const own = isMap(node) ? ownStep(document, node) : undefined;
  return own ?? usual(document).step;
}

const ownSteps = kept<YAMLMap, number | undefined>();

/** The first step in a mapping, which is looked for once: a mapping may have 100,000 keys. */
function ownStep(document: ParsedDocument, map: YAMLMap): number | undefined {
  if (!ownSteps.has(map)) ownSteps.set(map, firstStep(document, map));
  return ownSteps.get(map);
}

function firstStep(document: ParsedDocument, { items }: YAMLMap): number | undefined {
  for (const { key, value } of items) {
    const step = isMap(value) ? depthBelow(document, key, value) : 0;
    if (step > 0) return step;
  }
  return undefined;
}

/** The layout of a document, for places whose neighbors do not show one. */
interface Usual {
  /** Columns from a key to the mapping below it. */
  readonly step: number;
  /** Columns from a key to the items of the list below it. */
  readonly listIndent: number;
}

const usualLayouts = kept<ParsedDocument, Usual>();

function usual(document: ParsedDocument): Usual {
  const known = usualLayouts.get(document);
  if (known) return known;
  const [steps, listIndents] = [new Map<number, number>(), new Map<number, number>()];
  eachPair(document.root, ({ key, value }) => {
    if (!isCollection(value)) return;
    const depth = depthBelow(document, key, value);
    if (isMap(value) && depth > 0) count(steps, depth);
    if (isSeq(value) && depth >= 0) count(listIndents, depth);
  });
  const step = mostFrequent(steps) ?? DEFAULT_STEP;
  const found = { step, listIndent: mostFrequent(listIndents) ?? step };
  usualLayouts.set(document, found);
  return found;
}

/** Shows the pairs of mappings at a node and below it, those of one mapping before those below. */
function eachPair(node: unknown, show: (pair: Pair) => void): void {
  if (isMap(node)) {
    for (const pair of node.items) show(pair);
    for (const { key, value } of node.items) {
      if (!isScalar(key)) eachPair(key, show);
      if (!isScalar(value)) eachPair(value, show);
    }
  } else if (isSeq(node)) {
    for (const item of node.items) eachPair(item, show);
  }
}

function count(counts: Map<number, number>, number: number): void {
  counts.set(number, (counts.get(number) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<number, number>): number | undefined {
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  return most?.[0];
}

/** By how many columns a block collection is indented below its key; -1 where it is none. */
function depthBelow(
  { text, span }: ParsedDocument,
  key: unknown,
  value: YAMLMap | YAMLSeq,
): number {
  if (value.flow === true || !hasRange(key) || !hasRange(value)) return -1;
  const [outer, inner] = [span.start + key.range[0], span.start + value.range[0]];
  return columnOf(text, inner) - columnOf(text, outer);
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** Whether a mapping is written in flow style: `{a: 1}`. */
export function isFlow(value: Value): boolean {
  return isMap(value.node) && value.node.flow === true;
}

/** How block style is written at a place. */
export interface BlockLayout {
  /** Columns before each line. */
  readonly indent: number;
  readonly step: number;
  readonly listIndent: number;
  readonly eol: string;
}

/** The layout of lines in a mapping. */
class LayoutInside implements BlockLayout {
  readonly indent: number;
  readonly step: number;
  readonly eol: string;
  readonly #document: ParsedDocument;

  constructor(map: Value, indent: number, eol: string) {
    this.indent = indent;
    this.step = indentStep(map);
    this.eol = eol;
    this.#document = map.document;
  }

  /** It takes a look at the whole document, and few fixes write a list. */
  get listIndent(): number {
    return usual(this.#document).listIndent;
  }
}

/** The layout for lines below the keys of a mapping or, with `indent`, elsewhere in its document. */
export function layoutOf(map: Value, indent: number, eol: string): BlockLayout {
  return new LayoutInside(map, indent, eol);
}

/** A mapping or a list in block style, each of its lines indented, with no break around. */
export function blockText(data: DataMap | readonly Data[], layout: BlockLayout): string {
  const lines: string[] = [];
  const margin = ' '.repeat(layout.indent);
  addLines(lines, data, { first: margin, margin }, layout);
  return lines.join(layout.eol);
}

/** What is before lines: before the first one there may be the dash of an item. */
interface Before {
  readonly first: string;
  readonly margin: string;
}

function addLines(
  lines: string[],
  data: DataMap | readonly Data[],
  { first, margin }: Before,
  layout: BlockLayout,
): void {
  let before = first;
  for (const [key, value] of Object.entries<Data>(data)) {
    const start = before + (isDataMap(data) ? `${scalarText(key)}:` : '-');
    before = margin;
    if (typeof value === 'string' && value.includes('\n')) {
      lines.push(`${start} |`);
      for (const line of linesOf(value)) lines.push(`${margin}  ${line}`);
    } else if (!isBlock(value)) lines.push(`${start} ${scalarText(value)}`);
    else if (isDataMap(data)) {
      lines.push(start);
      const step = isDataMap(value) ? layout.step : layout.listIndent;
      const deeper = margin + ' '.repeat(step);
      addLines(lines, value, { first: deeper, margin: deeper }, layout);
    } else addLines(lines, value, { first: `${start} `, margin: `${margin}  ` }, layout);
  }
}

/** The lines of a text that ends with one line break. */
export function linesOf(text: string): string[] {
  return text.trimEnd().split('\n');
}

/** Whether data is written on lines of its own; an empty collection is not. */
function isBlock(data: Data): data is DataMap | readonly Data[] {
  return typeof data === 'object' && data !== null && Object.keys(data).length > 0;
}

/** The texts of what fixes write again and again: names of fields, booleans, ids of users. */
const written = new Map<Data, string>();
const MAX_WRITTEN = 500;
const LONG = 40;

/** The schema is the one that Kubernetes reads by, so that a string like `yes` gets quotes. */
function scalarText(data: Data): string {
  const known = written.get(data);
  if (known !== undefined) return known;
  const text = stringify(data, { lineWidth: 0, schema: 'yaml-1.1' }).trimEnd();
  const isUsual = typeof data === 'string' ? data.length < LONG : typeof data !== 'object';
  if (isUsual && written.size < MAX_WRITTEN) written.set(data, text);
  return text;
}

/** How flow style is written at a place. */
export interface FlowStyle {
  /** Whether it is JSON: keys and strings quoted. */
  readonly json: boolean;
  /** The text inside the braces. */
  readonly padding: string;
}

/** Data in flow style on one line: JSON, or with plain keys and words. */
export function flowText(data: Data, style: FlowStyle): string {
  if (typeof data !== 'object' || data === null) {
    return style.json || !isWord(data) ? JSON.stringify(data) : data;
  }
  if (Array.isArray(data)) {
    return `[${data.map((item: Data) => flowText(item, style)).join(', ')}]`;
  }
  const pairs = Object.entries(data).map(([key, value]: [string, Data]) => {
    const name = style.json ? JSON.stringify(key) : key;
    return `${name}: ${flowText(value, style)}`;
  });
  return pairs.length === 0 ? '{}' : `{${style.padding}${pairs.join(', ')}${style.padding}}`;
}

/** Whether data is a string that needs no quotes anywhere. */
function isWord(data: Data): data is string {
  return typeof data === 'string' && /^[\w./-]+$/.test(data) && scalarText(data) === data;
}
