import { isMap } from 'yaml';
import { type Change, type Data, type DataMap, isDataMap } from '../manifest/change.ts';
import type { ParsedDocument } from '../manifest/parse.ts';
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
} from '../manifest/value.ts';
import { appended } from './append.ts';
import { type Edit, doOverlap } from './edit.ts';
import { type Candidate, fill, insertions } from './insert.ts';
import { removals } from './remove.ts';

/** Why a change can't be made as an edit, as the end of a sentence: "no fix: …". */
export interface Refusal {
  readonly refused: string;
}

/** Says whether edits may stand where they stand; lets a review keep to the lines of its diff. */
export type Accepts = (edits: readonly Edit[]) => boolean;

const SHARED =
  'its text also serves another place of the file (an anchor, an alias or a merge key)';
const LAYOUT = 'it is written in a way that no small edit can change';

/** Entries to add to one mapping, or to the empty field of one. */
interface Addition {
  readonly parent: Value;
  readonly empty: Field | undefined;
  readonly entries: DataMap;
}

/** Fields to take out of one mapping. */
interface Removal {
  /** The field whose value the mapping is; undefined for an element of a list. */
  readonly owner: Field | undefined;
  readonly map: Value;
  readonly names: Set<string>;
}

/**
 * Finds the smallest edits that make these changes to a document.
 *
 * @param accepts which places to prefer; where no place of an addition is accepted, its best place
 *   is taken all the same, so the caller checks the result
 */
export function planEdits(
  document: ParsedDocument,
  changes: readonly Change[],
  accepts: Accepts = () => true,
): { readonly edits: readonly Edit[] } | Refusal {
  const additions = new Map<string, Addition>();
  const removed = new Map<string, Removal>();
  const edits: Edit[] = [];
  for (const change of unique(changes)) {
    const step = planChange(document, change, additions, removed);
    if ('refused' in step) return step;
    edits.push(...step.edits);
  }
  for (const { owner, map, names } of removed.values()) {
    const made = removals(owner, map, names);
    if (!made) return { refused: LAYOUT };
    edits.push(...made);
  }
  for (const addition of additions.values()) {
    const gone = removed.get(JSON.stringify(addition.parent.path))?.names;
    const candidates = candidatesFor(addition, gone ?? new Set());
    const chosen = candidates.find((candidate) => accepts(candidate.edits)) ?? candidates[0];
    if (!chosen) return { refused: LAYOUT };
    edits.push(...chosen.edits);
  }
  return doOverlap(edits)
    ? { refused: 'its edit conflicts with that of another finding' }
    : { edits };
}

function planChange(
  document: ParsedDocument,
  change: Change,
  additions: Map<string, Addition>,
  removed: Map<string, Removal>,
): Candidate | Refusal {
  if (change.kind === 'set') return planSet(document, change.path, change.value, additions);
  if (change.kind === 'append') return planAppend(document, change.path, change.value);
  return planOnField(document, change, removed);
}

function planAppend(document: ParsedDocument, path: Path, data: Data): Candidate | Refusal {
  const list = valueAt(rootOf(document), path);
  if (list?.shared) return { refused: SHARED };
  const edit = list && appended(list, data);
  return edit ? { edits: [edit] } : { refused: LAYOUT };
}

function unique(changes: readonly Change[]): Change[] {
  const byText = new Map(changes.map((change) => [JSON.stringify(change), change]));
  return [...byText.values()];
}

function planSet(
  document: ParsedDocument,
  path: Path,
  data: Data,
  additions: Map<string, Addition>,
): Candidate | Refusal {
  let parent = rootOf(document);
  for (const [depth, step] of path.entries()) {
    const found = typeof step === 'string' ? field(parent, step) : undefined;
    const value = typeof step === 'number' ? itemAt(parent, step) : found?.value;
    const isLast = depth === path.length - 1;
    if (typeof step === 'string' && (!found?.own || (!isLast && isEmpty(found.value)))) {
      if (parent.shared || (found && !found.own && !isLast)) return { refused: SHARED };
      if (!isMap(parent.node)) return { refused: LAYOUT };
      add(additions, parent, found?.own ? found : undefined, path.slice(depth), data);
      return { edits: [] };
    }
    if (!value) return { refused: LAYOUT };
    if (isLast) return replace(value, data);
    parent = value;
  }
  return { refused: LAYOUT };
}

/** Collects what is to be added at one place, so that it becomes one edit. */
function add(
  additions: Map<string, Addition>,
  parent: Value,
  empty: Field | undefined,
  rest: Path,
  data: Data,
): void {
  const key = JSON.stringify([parent.path, empty?.name]);
  const entries = additions.get(key)?.entries ?? {};
  additions.set(key, {
    parent,
    empty,
    entries: withEntry(entries, empty ? rest.slice(1) : rest, data),
  });
}

function withEntry(entries: DataMap, [step, ...rest]: Path, data: Data): DataMap {
  const key = String(step);
  if (rest.length === 0) return { ...entries, [key]: data };
  const nested = entries[key];
  return { ...entries, [key]: withEntry(isDataMap(nested) ? nested : {}, rest, data) };
}

function isEmpty(value: Value): boolean {
  if (value.shared) return false;
  return scalar(value) === null || (isMap(value.node) && value.node.items.length === 0);
}

function candidatesFor(
  { parent, empty, entries }: Addition,
  gone: ReadonlySet<string>,
): Candidate[] {
  if (!empty) return insertions(parent, entries, gone);
  const candidate = fill(parent, empty, entries);
  return candidate ? [candidate] : [];
}

function replace(value: Value, data: Data): Candidate | Refusal {
  if (value.shared) return { refused: SHARED };
  const { text } = value.document;
  const { start, end } = value.span;
  const written = text.slice(start, end);
  if (written.includes('\n') || typeof data === 'object') return { refused: LAYOUT };
  const plain = quotedLike(written, data);
  if (written !== '') return { edits: [{ start, end, text: plain }] };
  const from = text.slice(0, start).trimEnd().length;
  return { edits: [{ start: from, end: start, text: ` ${plain}` }] };
}

/** Strings keep the quotes of what they replace; other scalars have none. */
function quotedLike(written: string, data: string | number | boolean | null): string {
  if (typeof data !== 'string') return String(data);
  if (written.startsWith('"')) return JSON.stringify(data);
  return written.startsWith("'") ? `'${data.replaceAll("'", "''")}'` : data;
}

function planOnField(
  document: ParsedDocument,
  change: Extract<Change, { kind: 'remove' | 'rename' }>,
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
