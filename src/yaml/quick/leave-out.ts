import { type Scalar, isMap, isScalar, isSeq } from 'yaml';
import { type Edit } from '../edit/edit.ts';
import { startOfLine } from '../lines.ts';
import { isSame } from './is-same.ts';
import type { ReadMap, ReadNode, ReadSeq } from './nodes.ts';
import { keyName } from './repeated.ts';

/** A node of a document, with all changes and with some of them. */
interface Place {
  /** As it was read from the text that has all of them. */
  readonly edited: ReadNode;
  /** As `changeNodes` makes it with all of them: what no change is below is the same node in both. */
  readonly whole: ReadNode;
  readonly part: ReadNode;
}

/** The texts of a document. */
interface Texts {
  readonly before: string;
  readonly edited: string;
}

/**
 * Edits that leave some changes out of an edited text: fields and elements that were added, with all of their lines,
 * or with the comma before them, and scalars on one line, which become what they were. None of these can change how
 * the text around is read. Undefined where a change was made in another way.
 */
export function leaveOut(root: Place, texts: Texts): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  return addEdits(edits, root, texts) ? edits : undefined;
}

/** Returns false where the changes can't be left out. */
function addEdits(edits: Edit[], { edited, whole, part }: Place, texts: Texts): boolean {
  if (whole === part) return true;
  if (isMap(edited) && isMap(whole) && isMap(part)) {
    return addFromMap(edits, edited, { whole, part }, texts);
  }
  if (isSeq(edited) && isSeq(whole) && isSeq(part)) {
    return addFromList(edits, edited, { whole, part }, texts);
  }
  if (isSame(whole, part)) return true;
  if (!isScalar(edited) || !isScalar(part) || !isInline(edited) || !isInline(part)) return false;
  const [[start, end], [from, to]] = [edited.range, part.range];
  edits.push({ start, end, text: texts.before.slice(from, to) });
  return true;
}

/** Whether a text is on one line. */
function isInline({ type }: Scalar): boolean {
  return type === 'PLAIN' || type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
}

function addFromMap(
  edits: Edit[],
  edited: ReadMap,
  { whole, part }: { readonly whole: ReadMap; readonly part: ReadMap },
  texts: Texts,
): boolean {
  // Most are in no change, and in the same order.
  let found = 0;
  while (found < whole.items.length && whole.items[found] === part.items[found]) found++;
  for (const pair of whole.items.slice(found)) {
    const name = keyName(pair.key);
    const own = pairOf(part, name);
    if (own) found++;
    if (own === pair) continue;
    const written = pairOf(edited, name);
    if (!written?.value || !pair.value) return false;
    if (own) {
      const place = { edited: written.value, whole: pair.value, part: own.value ?? pair.value };
      if (!addEdits(edits, place, texts)) return false;
    } else {
      const removal = fieldOf(edited, written, part, texts.edited);
      if (!removal) return false;
      edits.push(removal);
    }
  }
  return found > 0 && found === part.items.length;
}

type ReadPair = ReadMap['items'][number];

/** The text of a field that is not in a part of the changes, removed. */
function fieldOf(
  { items, flow }: ReadMap,
  field: ReadPair,
  part: ReadMap,
  text: string,
): Edit | undefined {
  const [start] = field.key.range;
  if (!field.value) return undefined;
  if (flow !== true) return linesOf(text, start, field.value);
  const index = items.indexOf(field);
  const before = items[index - 1];
  // What comes first goes with the comma behind it, up to what stays.
  const isFirst = items.slice(0, index).every(({ key }) => !pairOf(part, keyName(key)));
  const other = isFirst ? items[index + 1] : before;
  if (!other?.value) return undefined;
  return isFirst
    ? between(text, start, [field.value.range[1], other.key.range[0]])
    : between(text, field.value.range[1], [other.value.range[1], start]);
}

/**
 * An element of a flow collection with its comma, removed; undefined where there is more beside the comma.
 *
 * @param edge the end of the element that is not at the comma
 * @param gap from one element to the next
 */
function between(text: string, edge: number, gap: readonly [number, number]): Edit | undefined {
  const [from, to] = gap;
  if (!/^\s*,\s*$/.test(text.slice(from, to))) return undefined;
  return edge < from ? { start: edge, end: to, text: '' } : { start: from, end: edge, text: '' };
}

function pairOf({ items }: ReadMap, name: string): ReadMap['items'][number] | undefined {
  return items.find(({ key }) => keyName(key) === name);
}

/** Elements are added at the end. */
function addFromList(
  edits: Edit[],
  edited: ReadSeq,
  { whole, part }: { readonly whole: ReadSeq; readonly part: ReadSeq },
  texts: Texts,
): boolean {
  let found = 0;
  const isWhole = whole.items.length === part.items.length;
  return (
    whole.items.every((item, index) => {
      const written = edited.items[index];
      const own = part.items[found];
      if (!written) return false;
      if (own && (isWhole || isSame(item, own))) {
        found++;
        return addEdits(edits, { edited: written, whole: item, part: own }, texts);
      }
      const removal = elementOf(edited, index, texts.edited);
      if (removal) edits.push(removal);
      return removal !== undefined;
    }) &&
    found > 0 &&
    found === part.items.length
  );
}

/** The text of an element that was added at the end, removed. */
function elementOf({ items, flow }: ReadSeq, index: number, text: string): Edit | undefined {
  const [element, before] = [items[index], items[index - 1]];
  if (!element) return undefined;
  if (flow !== true) return linesOf(text, dashOf(text, element), element);
  const [start, end] = element.range;
  return before && between(text, end, [before.range[1], start]);
}

function dashOf(text: string, { range: [start] }: ReadNode): number {
  return text.lastIndexOf('-', start - 1);
}

/** The lines from a place on to the end of a value, removed; undefined where other things are on them. */
function linesOf(text: string, from: number, value: ReadNode): Edit | undefined {
  const start = startOfLine(text, from);
  const last = lastOf(value);
  const end = text.indexOf('\n', last.range[1]) + 1;
  if ((isScalar(last) && !isInline(last)) || end === 0) return undefined;
  if (text.slice(start, from).trim() !== '' || mayGoOn(text, end)) return undefined;
  return { start, end, text: '' };
}

/** Whether there are empty lines or comments in which a text in a block above would go on. */
function mayGoOn(text: string, below: number): boolean {
  const isPart = below < text.length && /^ *(?:#|\n|$)/.test(text.slice(below, below + LONG));
  return isPart && /[|>]/.test(text);
}

/** More spaces than a line starts with. */
const LONG = 200;

/** What is last in the text of a value. */
function lastOf(value: ReadNode): ReadNode {
  if (isScalar(value) || value.flow === true) return value;
  const last = isSeq(value) ? value.items.at(-1) : value.items.at(-1)?.value;
  return last ? lastOf(last) : value;
}
