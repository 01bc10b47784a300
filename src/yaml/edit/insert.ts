import { type Data, type DataMap, isDataMap } from '../value-change.ts';
import { endOfLine, startOfLine } from '../lines.ts';
import { type Field, MERGE_KEY, type Value, entriesOf } from '../value.ts';
import type { Edit } from './edit.ts';
import {
  type BlockLayout,
  type FlowStyle,
  blockText,
  columnOf,
  flowText,
  isFlow,
  layoutOf,
  lineBreakAt,
} from './layout.ts';
import { kept } from '../kept.ts';

/** One way to make an insertion. */
export interface Candidate {
  readonly edits: readonly Edit[];
  /** The edits for other data at the same place, on lines of its own. */
  readonly forData?: (data: DataMap) => readonly Edit[];
}

/**
 * After which keys these read well: a securityContext near the top of a container, where the eye
 * looks for it; a pod's volumes below its containers, in one range with what a container gets.
 */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  securityContext: ['imagePullPolicy', 'image', 'name'],
  volumes: ['containers'],
};

/** Mappings of the API have fewer than 50 fields: in one of thousands the other places are not tried. */
const MAX_PLACES = 200;

/**
 * The ways to add entries to a mapping that has some, best first; mostly the first one is taken. The order of
 * keys in a mapping has no meaning, so the place after each entry is possible.
 *
 * @param gone entries that other edits take away
 */
export function* insertions(
  map: Value,
  entries: DataMap,
  gone: ReadonlySet<string>,
): Generator<Candidate, void, undefined> {
  const key = Object.keys(NEIGHBOURS).find((name) => Object.hasOwn(entries, name));
  if (isFlow(map)) {
    const fields = entriesOf(map);
    for (const field of fieldsBefore(fields, key, gone)) {
      const candidate = insertInFlow(map, fields, field, entries);
      if (candidate) yield candidate;
    }
    return;
  }
  const known = gone.size === 0 ? placesIn(map, key) : new BlockPlaces(map, key, gone);
  for (let index = 0; ; index++) {
    const place = known.at(index);
    if (!place) return;
    yield insertInBlock(place, entries);
  }
}

/** The entries behind which others may come, best first. */
function fieldsBefore(
  fields: readonly Field[],
  key: string | undefined,
  gone: ReadonlySet<string>,
): readonly Field[] {
  // A merge key overrides the keys before it.
  const lastMerge = fields.findLastIndex(({ name }) => name === MERGE_KEY);
  const after = lastMerge === -1 ? fields : fields.slice(lastMerge);
  const staying = gone.size === 0 ? after : after.filter(({ name }) => !gone.has(name));
  return preferred(staying, key).slice(0, MAX_PLACES);
}

function preferred(fields: readonly Field[], key: string | undefined): readonly Field[] {
  const ordered = bestFirst(fields, key);
  if (key !== 'securityContext') return ordered;
  const between = betweenPair(fields);
  if (between.length === 0) return ordered;
  return [...ordered.filter((field) => !between.includes(field)), ...between];
}

/** Each of the entries, those first after which the key reads well. */
function bestFirst(fields: readonly Field[], key: string | undefined): readonly Field[] {
  const neighbours = NEIGHBOURS[key ?? ''] ?? [];
  const heads = neighbours.flatMap((name) => fields.filter((one) => one.name === name));
  const first = new Set([...heads.map((head) => endOfRun(fields, head, neighbours)), ...heads]);
  return [...first, ...fields.filter((field) => !first.has(field)).toReversed()];
}

const PAIR = ['image', 'name'];

/** The entries behind which a securityContext would come between the image and the name of a container. */
function betweenPair(fields: readonly Field[]): readonly Field[] {
  const [one = -1, other = -1] = PAIR.map((name) =>
    fields.findIndex((field) => field.name === name),
  );
  const first = Math.min(one, other);
  return first === -1 ? [] : fields.slice(first, Math.max(one, other));
}

/** The last of the entries after this one that belong together, such as `image` and `name`. */
function endOfRun(fields: readonly Field[], first: Field, names: readonly string[]): Field {
  let last = first;
  for (const field of fields.slice(fields.indexOf(first) + 1)) {
    if (!names.includes(field.name)) break;
    last = field;
  }
  return last;
}

/** A place for entries in a block mapping. */
interface BlockPlace {
  /** The end of the line above. */
  readonly offset: number;
  readonly layout: BlockLayout;
}

/** The places in a block mapping, best first, each made when it is asked for. */
class BlockPlaces {
  readonly #map: Value;
  readonly #indent: number;
  /** The entries behind which they are. */
  readonly #above: readonly Field[];
  readonly #made: BlockPlace[] = [];

  constructor(map: Value, key: string | undefined, gone: ReadonlySet<string>) {
    const fields = entriesOf(map);
    const [first] = fields;
    this.#map = map;
    this.#indent = first ? columnOf(map.document.text, first.key.start) : 0;
    this.#above = fieldsBefore(fields, key, gone);
  }

  /** A place; undefined where there are not so many. */
  at(index: number): BlockPlace | undefined {
    const known = this.#made[index];
    if (known) return known;
    const above = this.#above[index];
    const place = above ? this.#behind(above) : this.#onTop(index);
    if (place) this.#made[index] = place;
    return place;
  }

  #behind({ key, value }: Field): BlockPlace {
    const { text } = this.#map.document;
    const offset = endOfContent(text, Math.max(key.end, value.span.end), this.#indent);
    return this.#placeAt(offset);
  }

  #placeAt(offset: number): BlockPlace {
    const eol = lineBreakAt(this.#map.document.text, offset);
    return { offset, layout: layoutOf(this.#map, this.#indent, eol) };
  }

  /**
   * Below the line of the mapping's own key, so that a diff that shows only that line can show the insertion. The
   * last place; undefined where the first entry shares that line, as in `- name: web`.
   */
  #onTop(index: number): BlockPlace | undefined {
    const map = this.#map;
    const fields = entriesOf(map);
    const [first] = fields;
    const isNext = index === this.#above.length && !fields.some(({ name }) => name === MERGE_KEY);
    if (!first || !isNext || map.path.length === 0) return undefined;
    if (!isFirstOnLine(map.document.text, first.key.start)) return undefined;
    const offset = endOfOwner(map, first.key.start);
    return offset === undefined ? undefined : this.#placeAt(offset);
  }
}

const places = kept<Value, Map<string | undefined, BlockPlaces>>();
const NONE_GONE: ReadonlySet<string> = new Set();

/** The places in a mapping, each looked for once: each fix of a container asks for the first, and few for another. */
function placesIn(map: Value, key: string | undefined): BlockPlaces {
  let byKey = places.get(map);
  if (!byKey) places.set(map, (byKey = new Map<string | undefined, BlockPlaces>()));
  const known = byKey.get(key) ?? new BlockPlaces(map, key, NONE_GONE);
  byKey.set(key, known);
  return known;
}

function insertInBlock({ offset, layout }: BlockPlace, entries: DataMap): Candidate {
  const forData = (data: DataMap): readonly Edit[] => {
    const text = layout.eol + blockText(data, layout);
    return [{ start: offset, end: offset, text }];
  };
  return { edits: forData(entries), forData };
}

/** Where the line of a mapping's own key ends: comments below it are about the first entry. */
function endOfOwner({ document }: Value, firstKey: number): number | undefined {
  const { text, span } = document;
  let line = startOfLine(text, firstKey);
  while (line > span.start) {
    line = startOfLine(text, line - 1);
    const content = text.slice(line, endOfLine(text, line)).trim();
    if (content !== '' && !content.startsWith('#')) return endOfLine(text, line);
  }
  return undefined;
}

/**
 * The end of the last line of a value that ends at `end`, with the comment on that line and the comments
 * below it that are indented deeper than `indent`: those belong to the value.
 */
export function endOfContent(text: string, end: number, indent: number): number {
  // A block scalar ends after its last line break.
  const isPastBreak = text[end - 1] === '\n';
  let lineEnd = endOfLine(text, isPastBreak ? end - (text[end - 2] === '\r' ? 2 : 1) : end);
  for (;;) {
    const below = /^\r?\n( *)#/.exec(text.slice(lineEnd, endOfLine(text, lineEnd + 2)));
    if (!below || (below[1] ?? '').length <= indent) return lineEnd;
    lineEnd = endOfLine(text, lineEnd + below[0].length);
  }
}

function insertInFlow(
  map: Value,
  fields: readonly Field[],
  after: Field,
  entries: DataMap,
): Candidate | undefined {
  const { text } = map.document;
  const next = fields[fields.indexOf(after) + 1];
  const end = Math.max(after.key.end, after.value.span.end);
  const nextStart = next?.key.start ?? map.span.end - 1;
  const style = flowStyle(map, fields);
  const between = text.slice(end, nextStart);
  if (!between.includes('\n') || !isFirstOnLine(text, after.key.start)) {
    // One line: right after the value, before the comma if there is one.
    if (next) return undefined;
    return { edits: [{ start: end, end, text: `, ${inner(entries, style)}` }] };
  }
  const comma = /^\s*,/.exec(between);
  const lineEnd = endOfLine(text, comma ? end + comma[0].length : end);
  const eol = lineBreakAt(text, lineEnd);
  const lines = eol + multiLine(entries, map, after.key.start, style, eol);
  if (comma) return { edits: [{ start: lineEnd, end: lineEnd, text: `${lines},` }] };
  if (lineEnd === end) return { edits: [{ start: end, end, text: `,${lines}` }] };
  return {
    edits: [
      { start: end, end, text: ',' },
      { start: lineEnd, end: lineEnd, text: lines },
    ],
  };
}

/** JSON if its keys are quoted; with a space after the brace if it has one now. */
function flowStyle(map: Value, fields: readonly Field[]): FlowStyle {
  const { text } = map.document;
  const [first] = fields;
  return {
    json: first !== undefined && text[first.key.start] === '"',
    padding: text[map.span.start + 1] === ' ' ? ' ' : '',
  };
}

/** The entries without the braces around them. */
function inner(entries: DataMap, style: FlowStyle): string {
  const text = flowText(entries, style);
  return text.slice(1 + style.padding.length, -1 - style.padding.length);
}

function multiLine(
  entries: DataMap,
  map: Value,
  keyStart: number,
  style: FlowStyle,
  eol: string,
): string {
  const { text } = map.document;
  const margin = text.slice(startOfLine(text, keyStart), keyStart);
  if (!style.json) return margin + inner(entries, style);
  const brace = map.span.end - 1;
  const closing = text.slice(startOfLine(text, brace), brace);
  // The extra indentation of the entries, compared with the closing brace: spaces or tabs.
  const isDeeper = margin.startsWith(closing) && margin.length > closing.length;
  const step = isDeeper ? margin.slice(closing.length) : '  ';
  return JSON.stringify(entries, null, step)
    .split('\n')
    .slice(1, -1)
    .map((line) => margin + line.slice(step.length))
    .join(eol);
}

function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(startOfLine(text, offset), offset).trim() === '';
}

/**
 * Gives a field whose value is empty, `null`, `{}` or `[]` a mapping or a list, in block style if the
 * field is in a block mapping. Undefined where its style is not supported.
 */
export function fill(
  parent: Value,
  empty: Field,
  data: DataMap | readonly Data[],
): Candidate | undefined {
  const { text } = parent.document;
  const { span } = empty.value;
  const written = text.slice(span.start, span.end);
  if (written.includes('\n')) return undefined;
  if (isFlow(parent)) {
    const value = flowText(data, flowStyle(parent, entriesOf(parent)));
    if (written !== '') return { edits: [{ start: span.start, end: span.end, text: value }] };
    const hasColon = text.slice(empty.key.end, span.start).includes(':');
    return hasColon
      ? { edits: [{ start: span.start, end: span.start, text: ` ${value}` }] }
      : { edits: [{ start: empty.key.end, end: empty.key.end, text: `: ${value}` }] };
  }
  return fillBlock(parent, empty, data);
}

function fillBlock(parent: Value, empty: Field, data: DataMap | readonly Data[]): Candidate {
  const forData = (some: DataMap | readonly Data[]): readonly Edit[] =>
    filledBlock(parent, empty, some);
  return { edits: forData(data), forData };
}

function filledBlock(parent: Value, empty: Field, data: DataMap | readonly Data[]): Edit[] {
  const { text } = parent.document;
  const { span } = empty.value;
  const lineEnd = endOfLine(text, span.start);
  const eol = lineBreakAt(text, lineEnd);
  const column = columnOf(text, empty.key.start);
  const layout = layoutOf(parent, column, eol);
  const indent = column + (isDataMap(data) ? layout.step : layout.listIndent);
  const block = eol + blockText(data, layoutOf(parent, indent, eol));
  if (span.start === span.end) return [{ start: lineEnd, end: lineEnd, text: block }];
  const from = text.slice(0, span.start).trimEnd().length;
  if (span.end === lineEnd) return [{ start: from, end: lineEnd, text: block }];
  return [
    { start: from, end: span.end, text: '' },
    { start: lineEnd, end: lineEnd, text: block },
  ];
}
