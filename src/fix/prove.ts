import { dequal } from 'dequal/lite';
import { type ValueChange, type Data, isDataMap } from '../yaml/value-change.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import type { Path } from '../yaml/value.ts';
import { identitiesIn } from '../judge/find.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';

/**
 * Proves a fix on a copy: after the edits the document parses, its data differs from before by
 * exactly the changes, the findings are gone, and no new one came.
 *
 * @param claimed the findings that the fix is made for, all of this document
 * @returns all findings that are gone, those that went along too; undefined when the proof fails
 */
export function prove(
  judged: Judged,
  document: ParsedDocument,
  edits: readonly Edit[],
  changes: readonly ValueChange[],
  claimed: readonly Finding[],
): Finding[] | undefined {
  const { span, text } = document;
  if (edits.some(({ start, end }) => start < span.start || end > span.end)) return undefined;
  const data = document.toData();
  if (data === undefined) return undefined;
  const shifted = edits.map((edit) => ({
    ...edit,
    start: edit.start - span.start,
    end: edit.end - span.start,
  }));
  const path = judged.manifest.file.path;
  const original = text.slice(span.start, span.end);
  const source = applyEdits(original, shifted);
  // The next document's marker needs a line of its own.
  if (source.endsWith('\n') !== original.endsWith('\n')) return undefined;
  const edited = readManifest({ path, text: source });
  const [after] = edited.documents;
  if (!after || edited.documents.length !== 1 || edited.unreadable > 0) return undefined;
  // A merge key after the field may override it; that is no reason to set the field twice.
  if (after.repeatedKeys > document.repeatedKeys) return undefined;
  if (!dequal(changeData(data, changes), after.toData())) return undefined;
  const before = judged.findings.filter(({ subject }) => subject.value.document === document);
  return findFixed(before, identitiesIn(edited, judged.ruleSet), claimed);
}

/** The data with the changes made, copied once along their paths so that no alias sees them. */
export function changeData(data: Data, changes: readonly ValueChange[]): Data {
  const copies = new Set<unknown>();
  return changes.reduce((result, change) => changeAt(result, change.path, change, copies), data);
}

function changeAt(
  data: Data,
  [step, ...rest]: Path,
  change: ValueChange,
  copies: Set<unknown>,
): Data {
  if (step === undefined) {
    if (change.kind === 'append') return [...(Array.isArray(data) ? data : []), change.value];
    // An element of a list.
    return change.kind === 'set' ? change.value : data;
  }
  const copy = ownCopy(data, copies);
  if (Array.isArray(copy)) {
    const item: Data | undefined = copy[Number(step)];
    if (item !== undefined) copy[Number(step)] = changeAt(item, rest, change, copies);
    return copy;
  }
  const key = String(step);
  const own = Object.hasOwn(copy, key) ? (copy[key] ?? null) : null;
  if (rest.length > 0 || change.kind === 'append') {
    return define(copy, key, changeAt(own, rest, change, copies));
  }
  if (change.kind === 'set') return define(copy, key, change.value);
  // A field of data, not of a class: nothing else is slowed down by it.
  // oxlint-disable-next-line typescript/no-dynamic-delete
  delete copy[key];
  return change.kind === 'rename' ? define(copy, change.name, own) : copy;
}

type MutableData = Data[] | Record<string, Data>;

/** A copy of a list or mapping, made once; a new mapping in place of anything else. */
function ownCopy(data: Data, copies: Set<unknown>): MutableData {
  // Only this module adds values to `copies`, and all of them are mutable copies.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (copies.has(data)) return data as MutableData;
  const isList = Array.isArray(data);
  const copy: MutableData = isList ? [...data] : isDataMap(data) ? { ...data } : {};
  copies.add(copy);
  return copy;
}

/** Sets a key whatever it is called: `__proto__` is a key like others. */
function define(map: Record<string, Data>, key: string, value: Data): Data {
  Object.defineProperty(map, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return map;
}

/** The findings that no longer exist, compared by identity, because objects may share a name. */
function findFixed(
  before: readonly Finding[],
  after: readonly string[],
  claimed: readonly Finding[],
): Finding[] | undefined {
  const left = new Map<string, number>();
  for (const identity of after) left.set(identity, (left.get(identity) ?? 0) + 1);
  const claims = new Set(claimed);
  const gone = before.filter((finding) => {
    const count = left.get(finding.identity) ?? 0;
    if (claims.has(finding) || count === 0) return true;
    left.set(finding.identity, count - 1);
    return false;
  });
  // The remaining findings are new, or the fix claimed them and they still exist.
  return [...left.values()].every((count) => count === 0) ? gone : undefined;
}
