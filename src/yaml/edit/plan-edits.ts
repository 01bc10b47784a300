import { isMap, isSeq } from 'yaml';
import type { Data, ValueChange } from '../value-change.ts';
import { firstOfEach } from '../distinct-changes.ts';
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
import { type Accepts, type Edit, doOverlap } from './edit.ts';
import { EditPlan, type Step } from './edit-plan.ts';
import type { Candidate } from './insert.ts';
import { type Addition, type Entry, placeAddition } from './additions.ts';
import { lineBreakAt, linesOf } from './layout.ts';
import { removals } from './remove.ts';

/** Why a change can't be made as an edit, as the end of a sentence: "no fix: …". */
export interface Refusal {
  readonly refused: string;
}

const SHARED =
  'its text also serves another place of the file (an anchor, an alias or a merge key)';
const LAYOUT = 'it is written in a way that no small edit can change';

/** Fields to remove from one mapping. */
interface Removal {
  /** The field whose value the mapping is; undefined for an element of a list. */
  readonly owner: Field | undefined;
  readonly map: Value;
  readonly names: Set<string>;
  readonly makes: ValueChange[];
}

/** Elements to add to a list. */
interface Elements {
  readonly path: Path;
  readonly makes: Append[];
}

type Append = ValueChange & { readonly kind: 'append' };

/** What to add and what to remove, collected by place so that each place gets one edit. */
interface Plan {
  readonly steps: Step[];
  /** By the empty field or else the mapping that gets it. */
  readonly additions: Map<Field | Value, Addition>;
  readonly removed: Map<string, Removal>;
  /** By the list's path. */
  readonly elements: Map<string, Elements>;
}

/**
 * Finds the smallest edits that make these changes to a document.
 *
 * @param accepts which places to prefer; if no place of an addition is accepted, its best place is
 *   used anyway, so the caller has to check the result
 */
export function planEdits(
  document: ParsedDocument,
  changes: readonly ValueChange[],
  accepts: Accepts = () => true,
): EditPlan | Refusal {
  const firsts = firstOfEach(changes);
  const plan: Plan = { steps: [], additions: new Map(), removed: new Map(), elements: new Map() };
  const refusal = collect(document, firsts, plan) ?? placeAll(plan, accepts);
  if (refusal) return refusal;
  const made = new EditPlan(firsts, plan.steps);
  return doOverlap(made.edits)
    ? { refused: 'its edit conflicts with that of another finding' }
    : made;
}

/** Plans what is done at one place alone, and collects the rest by place. */
function collect(
  document: ParsedDocument,
  firsts: ReadonlyMap<ValueChange, ValueChange>,
  plan: Plan,
): Refusal | undefined {
  for (const [change, first] of firsts) {
    const refusal = change === first ? planChange(document, change, plan) : undefined;
    if (refusal) return refusal;
  }
  for (const elements of plan.elements.values()) {
    const refusal = planElements(document, elements, plan);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Plans what was collected. */
function placeAll(plan: Plan, accepts: Accepts): Refusal | undefined {
  for (const { owner, map, names, makes } of plan.removed.values()) {
    const edits = removals(owner, map, names);
    if (!edits) return { refused: LAYOUT };
    plan.steps.push({ depth: map.path.length, edits, makes });
  }
  for (const addition of plan.additions.values()) {
    const step = placeAddition(addition, goneFrom(addition.parent, plan), accepts);
    if (!step) return { refused: LAYOUT };
    plan.steps.push(step);
  }
  return undefined;
}

const NONE_GONE: ReadonlySet<string> = new Set();

/** The fields that are taken from a mapping. */
function goneFrom({ path }: Value, { removed }: Plan): ReadonlySet<string> {
  return (removed.size === 0 ? undefined : removed.get(JSON.stringify(path))?.names) ?? NONE_GONE;
}

function planChange(
  document: ParsedDocument,
  change: ValueChange,
  plan: Plan,
): Refusal | undefined {
  if (change.kind === 'set') return planSet(document, change, [change], plan);
  if (change.kind !== 'append') return planOnField(document, change, plan);
  const key = JSON.stringify(change.path);
  const known = plan.elements.get(key);
  if (known) known.makes.push(change);
  else plan.elements.set(key, { path: change.path, makes: [change] });
  return undefined;
}

function planElements(
  document: ParsedDocument,
  { path, makes }: Elements,
  plan: Plan,
): Refusal | undefined {
  const list = valueAt(rootOf(document), path);
  if (list === undefined || isEmpty(list)) {
    return planSet(document, { kind: 'set', path, value: valuesOf(makes) }, makes, plan);
  }
  if (list.shared) return { refused: SHARED };
  const edits = appended(list, valuesOf(makes));
  if (!edits) return { refused: LAYOUT };
  const part: Step['part'] = (own) => appended(list, valuesOf(makes.filter((one) => own.has(one))));
  plan.steps.push({ depth: path.length, edits, makes, part });
  return undefined;
}

function valuesOf(some: readonly Append[]): readonly Data[] {
  return some.map(({ value }) => value);
}

/** @param makes the changes that ask for it */
function planSet(
  document: ParsedDocument,
  change: Entry['change'],
  makes: readonly ValueChange[],
  plan: Plan,
): Refusal | undefined {
  const { path, value: data } = change;
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
      const below = path.slice(empty ? depth + 1 : depth);
      add(plan, { parent, empty }, { change: { ...change, path: below }, makes });
      return undefined;
    }
    if (!value) return { refused: LAYOUT };
    if (isLast && found && isBlank(value, data)) {
      add(plan, { parent, empty: found }, { change: { ...change, path: [] }, makes });
      return undefined;
    }
    if (isLast) {
      const made = replace(value, data);
      if ('refused' in made) return made;
      plan.steps.push({ depth: path.length, edits: made.edits, makes });
      return undefined;
    }
    parent = value;
  }
  return { refused: LAYOUT };
}

/** Collects what is to be added at one place, so that it becomes one edit. */
function add(
  { additions }: Plan,
  { parent, empty }: Pick<Addition, 'parent' | 'empty'>,
  entry: Entry,
): void {
  const key = empty ?? parent;
  const known = additions.get(key);
  if (known) known.entries.push(entry);
  else additions.set(key, { parent, empty, entries: [entry] });
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
  { steps, removed }: Plan,
): Refusal | undefined {
  const at = change.path.slice(0, -1);
  const owner = field(valueAt(rootOf(document), at.slice(0, -1)), String(at.at(-1)));
  const map = valueAt(rootOf(document), at);
  const found = ownField(map, String(change.path.at(-1)));
  if (!map || !found) return { refused: LAYOUT };
  if (map.shared || found.value.shared) return { refused: SHARED };
  if (change.kind === 'rename') {
    const edits = [renaming(found, change.name)];
    steps.push({ depth: change.path.length, edits, makes: [change] });
    return undefined;
  }
  const key = JSON.stringify(at);
  const removal = removed.get(key) ?? { owner, map, names: new Set(), makes: [] };
  removal.names.add(found.name);
  removal.makes.push(change);
  removed.set(key, removal);
  return undefined;
}

function renaming({ key, value }: Field, name: string): Edit {
  const quote = /^["']/.exec(value.document.text.slice(key.start))?.[0] ?? '';
  return { start: key.start, end: key.end, text: quote + name + quote };
}
