import { isMap, isSeq } from 'yaml';
import { type ValueChange, type Data, type DataMap, isDataMap } from '../value-change.ts';
import { changeData } from '../change-data.ts';
import { endOfLine, startOfLine } from '../lines.ts';
import type { ParsedDocument } from '../parse.ts';
import {
  type Field,
  type Path,
  type Value,
  field,
  itemAt,
  ownField,
  rootOf,
  scalar,
  valueAt,
} from '../value.ts';
import { appended } from './append.ts';
import { type Edit, doOverlap } from './edit.ts';
import { type Candidate, fill, insertions } from './insert.ts';
import { lineBreakAt, linesOf } from './layout.ts';
import { removals } from './remove.ts';

/** Why a change can't be made as an edit, as the end of a sentence: "no fix: …". */
export interface Refusal {
  readonly refused: string;
}

/** Says whether edits may be made at their places; a review accepts only lines of its diff. */
export type Accepts = (edits: readonly Edit[]) => boolean;

const SHARED =
  'its text also serves another place of the file (an anchor, an alias or a merge key)';
const LAYOUT = 'it is written in a way that no small edit can change';

/** Entries to add to one mapping, or what an empty field of one gets. */
interface Addition {
  readonly parent: Value;
  readonly empty: Field | undefined;
  /** What is set in it, by paths from there. */
  readonly changes: ValueChange[];
}

/** What to add and what to remove, collected by place so that each place gets one edit. */
interface Plan {
  readonly additions: Additions;
  readonly removed: Map<string, Removal>;
  /** Elements to add to lists, by the list's path. */
  readonly elements: Map<string, { readonly path: Path; readonly data: Data[] }>;
}

/** What to add, by the empty field or else the mapping that gets it. */
type Additions = Map<Field | Value, Addition>;

/** Fields to remove from one mapping. */
interface Removal {
  /** The field whose value the mapping is; undefined for an element of a list. */
  readonly owner: Field | undefined;
  readonly map: Value;
  readonly names: Set<string>;
}

/**
 * Finds the smallest edits that make these changes to a document.
 *
 * @param accepts which places to prefer; if no place of an addition is accepted, its best place is
 *   used anyway, so the caller has to check the result
 * @returns the edits, and the changes that they make, each once
 */
export function planEdits(
  document: ParsedDocument,
  wanted: readonly ValueChange[],
  accepts: Accepts = () => true,
): { readonly edits: readonly Edit[]; readonly changes: readonly ValueChange[] } | Refusal {
  const changes = distinctChanges(wanted);
  const plan: Plan = { additions: new Map(), removed: new Map(), elements: new Map() };
  const placed: Placed[] = [];
  const place = (path: Path, step: Candidate | Refusal): Refusal | undefined => {
    if ('refused' in step) return step;
    placed.push({ depth: path.length, edits: step.edits });
    return undefined;
  };
  for (const change of changes) {
    const refusal = place(change.path, planChange(document, change, plan));
    if (refusal) return refusal;
  }
  for (const { path, data } of plan.elements.values()) {
    const refusal = place(path, planElements(document, path, data, plan.additions));
    if (refusal) return refusal;
  }
  for (const { owner, map, names } of plan.removed.values()) {
    const made = removals(owner, map, names);
    const refusal = place(map.path, made ? { edits: made } : { refused: LAYOUT });
    if (refusal) return refusal;
  }
  for (const addition of plan.additions.values()) {
    const { parent, empty } = addition;
    const path = empty ? [...parent.path, empty.name] : parent.path;
    const refusal = place(path, planAddition(addition, plan.removed, accepts));
    if (refusal) return refusal;
  }
  // If two insertions are at the end of the same block, the deeper one comes first.
  const edits = placed.toSorted((a, b) => b.depth - a.depth).flatMap((step) => step.edits);
  return doOverlap(edits)
    ? { refused: 'its edit conflicts with that of another finding' }
    : { edits, changes };
}

/** Edits, with the depth of the value that they change. */
interface Placed {
  readonly depth: number;
  readonly edits: readonly Edit[];
}

function planChange(
  document: ParsedDocument,
  change: ValueChange,
  plan: Plan,
): Candidate | Refusal {
  if (change.kind === 'set') {
    return planSet(document, change.path, change.value, plan.additions);
  }
  if (change.kind === 'append') {
    const key = JSON.stringify(change.path);
    const known = plan.elements.get(key);
    if (known) known.data.push(change.value);
    else plan.elements.set(key, { path: change.path, data: [change.value] });
    return { edits: [] };
  }
  return planOnField(document, change, plan.removed);
}

function planElements(
  document: ParsedDocument,
  path: Path,
  data: readonly Data[],
  additions: Additions,
): Candidate | Refusal {
  const list = valueAt(rootOf(document), path);
  if (list === undefined || isEmpty(list)) return planSet(document, path, data, additions);
  if (list.shared) return { refused: SHARED };
  const edit = appended(list, data);
  return edit ? { edits: [edit] } : { refused: LAYOUT };
}

function planAddition(
  addition: Addition,
  removed: ReadonlyMap<string, Removal>,
  accepts: Accepts,
): Candidate | Refusal {
  const { path } = addition.parent;
  const gone = removed.size === 0 ? undefined : removed.get(JSON.stringify(path))?.names;
  let best: Candidate | undefined;
  for (const candidate of candidatesFor(addition, gone ?? new Set())) {
    if (accepts(candidate.edits)) return candidate;
    best ??= candidate;
  }
  return best ?? { refused: LAYOUT };
}

/** Each change once: several rules may want the same one. */
export function distinctChanges(changes: readonly ValueChange[]): readonly ValueChange[] {
  if (changes.length <= FEW) {
    return changes.filter(
      (one, index) => !changes.some((two, before) => before < index && isSame(one, two)),
    );
  }
  const byText = new Map(changes.map((change) => [JSON.stringify(change), change]));
  return [...byText.values()];
}

/** As many as one fix has: to compare each with each takes a third of making a text of each. */
const FEW = 8;

/** Most differ in the last steps of their paths. */
function isSame(one: ValueChange, two: ValueChange): boolean {
  return (
    one.kind === two.kind &&
    one.path.length === two.path.length &&
    one.path.at(-1) === two.path.at(-1) &&
    JSON.stringify(one) === JSON.stringify(two)
  );
}

function planSet(
  document: ParsedDocument,
  path: Path,
  data: Data,
  additions: Additions,
): Candidate | Refusal {
  let parent = rootOf(document);
  let depth = -1;
  for (const step of path) {
    depth++;
    const found = typeof step === 'string' ? field(parent, step) : undefined;
    const value = typeof step === 'number' ? itemAt(parent, step) : found?.value;
    const isLast = depth === path.length - 1;
    if (typeof step === 'string' && (!found?.own || (!isLast && isEmpty(found.value)))) {
      if (parent.shared || (found && !found.own && !isLast)) return { refused: SHARED };
      if (!isMap(parent.node)) return { refused: LAYOUT };
      const empty = found?.own ? found : undefined;
      add(additions, parent, empty, path.slice(empty ? depth + 1 : depth), data);
      return { edits: [] };
    }
    if (!value) return { refused: LAYOUT };
    if (isLast && found && isBlank(value, data)) {
      add(additions, parent, found, [], data);
      return { edits: [] };
    }
    if (isLast) return replace(value, data);
    parent = value;
  }
  return { refused: LAYOUT };
}

/** Collects what is to be added at one place, so that it becomes one edit. */
function add(
  additions: Additions,
  parent: Value,
  empty: Field | undefined,
  path: Path,
  value: Data,
): void {
  const key = empty ?? parent;
  const change: ValueChange = { kind: 'set', path, value };
  const known = additions.get(key);
  if (known) known.changes.push(change);
  else additions.set(key, { parent, empty, changes: [change] });
}

function isEmpty(value: Value): boolean {
  if (value.shared) return false;
  if (isMap(value.node) || isSeq(value.node)) return value.node.items.length === 0;
  return scalar(value) === null;
}

/** Whether a collection is set where there is no value yet. */
function isBlank(value: Value, data: Data): boolean {
  return typeof data === 'object' && data !== null && isEmpty(value);
}

/** What is to be added is made from it. */
const NONE: DataMap = {};

function candidatesFor(
  { parent, empty, changes }: Addition,
  gone: ReadonlySet<string>,
): Iterable<Candidate> {
  const data = changeData(NONE, changes);
  if (typeof data !== 'object' || data === null) return [];
  if (!empty) return isDataMap(data) ? insertions(parent, data, gone) : [];
  const candidate = fill(parent, empty, data);
  return candidate ? [candidate] : [];
}

function replace(value: Value, data: Data): Candidate | Refusal {
  if (value.shared) return { refused: SHARED };
  const { text } = value.document;
  const { start, end } = value.span;
  const written = text.slice(start, end);
  if (written.includes('\n') || typeof data === 'object') return { refused: LAYOUT };
  if (typeof data === 'string' && data.includes('\n')) return replaceWithBlock(value, data);
  const plain = quotedLike(written, data);
  if (written !== '') return { edits: [{ start, end, text: plain }] };
  const from = text.slice(0, start).trimEnd().length;
  return { edits: [{ start: from, end: start, text: ` ${plain}` }] };
}

/** A text of several lines as it is, below its key. */
function replaceWithBlock({ document: { text }, span }: Value, data: string): Candidate | Refusal {
  const { start, end } = span;
  const isLast = text.slice(end, endOfLine(text, end)).trim() === '';
  if (!isLast) return { refused: LAYOUT };
  const [head = ''] = /^ *(?:- +)*/.exec(text.slice(startOfLine(text, start))) ?? [];
  const margin = lineBreakAt(text, start) + ' '.repeat(head.length + 2);
  const block = ['|', ...linesOf(data)].join(margin);
  const gap = /\s/.test(text[start - 1] ?? '') ? '' : ' ';
  return { edits: [{ start, end, text: gap + block }] };
}

/** A string gets the quotes of the value that it replaces; other scalars get none. */
function quotedLike(written: string, data: string | number | boolean | null): string {
  if (typeof data !== 'string') return String(data);
  if (written.startsWith('"')) return JSON.stringify(data);
  return written.startsWith("'") ? `'${data.replaceAll("'", "''")}'` : data;
}

function planOnField(
  document: ParsedDocument,
  change: Extract<ValueChange, { kind: 'remove' | 'rename' }>,
  removed: Map<string, Removal>,
): Candidate | Refusal {
  const at = change.path.slice(0, -1);
  const owner = field(valueAt(rootOf(document), at.slice(0, -1)), String(at.at(-1)));
  const map = valueAt(rootOf(document), at);
  const found = ownField(map, String(change.path.at(-1)));
  if (!map || !found) return { refused: LAYOUT };
  if (map.shared || found.value.shared) return { refused: SHARED };
  if (change.kind === 'rename') return { edits: [renaming(found, change.name)] };
  const key = JSON.stringify(at);
  const removal = removed.get(key) ?? { owner, map, names: new Set() };
  removal.names.add(found.name);
  removed.set(key, removal);
  return { edits: [] };
}

function renaming({ key, value }: Field, name: string): Edit {
  const quote = /^["']/.exec(value.document.text.slice(key.start))?.[0] ?? '';
  return { start: key.start, end: key.end, text: quote + name + quote };
}
