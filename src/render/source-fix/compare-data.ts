import { dequal } from 'dequal/lite';
import type { Finding } from '../../judge/judge.ts';
import { changeData } from '../../yaml/change-data.ts';
import { distinctChanges } from '../../yaml/distinct-changes.ts';
import { type Data, type ValueChange, isDataMap } from '../../yaml/value-change.ts';
import type { Path } from '../../yaml/value.ts';
import { dataAt } from './data-at.ts';
import { differences } from './differences.ts';

/** What a remedy asks for: each of its changes as it shows in the data; undefined for one that does not. */
export interface Wanted {
  readonly finding: Finding;
  readonly changes: readonly (ValueChange | undefined)[];
}

/** The data of a document before and after a change of its source, with what remedies ask for in it. */
export interface ComparedData {
  readonly before: Data;
  readonly after: Data;
  readonly wanted: readonly Wanted[];
}

/** How data differs. */
export interface DataComparison {
  /** The findings all of whose changes were made. */
  readonly applied: readonly Finding[];
  /** The changes that were made, as the remedies have them. */
  readonly made: ReadonlySet<ValueChange>;
  /** Where changes were made of remedies that were not applied. */
  readonly loose: readonly Path[];
  /** The findings of these remedies. */
  readonly partial: readonly Finding[];
  /** Where the data differs otherwise. */
  readonly others: readonly Path[];
}

/** Compares data with what it was, and with what remedies would have made of it. */
export function compareData({ before, after, wanted }: ComparedData): DataComparison {
  const all = wanted.flatMap(({ changes }) => changes.flatMap((change) => change ?? []));
  const { made, others } = changesBetween(before, after, all);
  const isMadeChange = (change: ValueChange | undefined): boolean =>
    change !== undefined && hasMade(made, change);
  const applied = wanted.filter(({ changes }) => changes.length > 0 && changes.every(isMadeChange));
  const owned = applied.flatMap(({ changes }) => changes.flatMap((change) => change ?? []));
  const loose = made.filter((change) => !hasMade(owned, change));
  const partial = wanted.filter(
    (one) =>
      !applied.includes(one) && one.changes.some((change) => change && hasMade(loose, change)),
  );
  const originals = wanted.flatMap(({ finding, changes }) =>
    (finding.remedy?.changes ?? []).filter((_, index) => isMadeChange(changes[index])),
  );
  return {
    applied: applied.map(({ finding }) => finding),
    made: new Set(originals),
    loose: loose.map(({ path }) => path),
    partial: partial.map(({ finding }) => finding),
    others,
  };
}

function hasMade(made: readonly ValueChange[], change: ValueChange): boolean {
  return made.some((one) => one === change || dequal(one, change));
}

/** The changes of remedies that one document differs from another by, and where it does otherwise. */
function changesBetween(
  before: Data,
  after: Data,
  changes: readonly ValueChange[],
): { readonly made: readonly ValueChange[]; readonly others: readonly Path[] } {
  const wanted = distinctChanges(changes);
  const made: ValueChange[] = [];
  let rest = after;
  for (const change of wanted) {
    if (change.kind !== 'append') continue;
    const without = withoutElement(before, rest, change);
    if (without === undefined) continue;
    rest = without;
    made.push(change);
  }
  for (const change of wanted) {
    if (change.kind !== 'append' && isMade(before, rest, change)) made.push(change);
  }
  const fields = made.filter(({ kind }) => kind !== 'append');
  return { made, others: differences(changeData(before, fields), rest) };
}

/** The data without an element that a list has more often than before; undefined where it has not. */
function withoutElement(
  before: Data,
  after: Data,
  { path, value }: Extract<ValueChange, { kind: 'append' }>,
): Data | undefined {
  const [old, now] = [before, after].map((data) => dataAt(data, path));
  if (!Array.isArray(now)) return undefined;
  const list: readonly Data[] = now;
  const had: readonly Data[] = Array.isArray(old) ? old : [];
  const isIt = (item: Data): boolean => dequal(item, value);
  const at = list.findLastIndex(isIt);
  if (at === -1 || list.filter(isIt).length <= had.filter(isIt).length) return undefined;
  const rest = list.toSpliced(at, 1);
  if (rest.length > 0 || old !== undefined) {
    return changeData(after, [
      { kind: 'set', path, value: old === null && rest.length === 0 ? null : rest },
    ]);
  }
  return withoutEmpty(before, changeData(after, [{ kind: 'remove', path }]), path.slice(0, -1));
}

/** Without the mappings that were made for a list. */
function withoutEmpty(before: Data, after: Data, path: readonly (string | number)[]): Data {
  const data = dataAt(after, path);
  const isAdded = dataAt(before, path) === undefined && isDataMap(data);
  if (!isAdded || Object.keys(data).length > 0) return after;
  return withoutEmpty(before, changeData(after, [{ kind: 'remove', path }]), path.slice(0, -1));
}

function isMade(
  before: Data,
  after: Data,
  change: Exclude<ValueChange, { kind: 'append' }>,
): boolean {
  const [old, now] = [before, after].map((data) => dataAt(data, change.path));
  if (change.kind === 'set') return dequal(now, change.value) && !dequal(old, change.value);
  if (now !== undefined || old === undefined) return false;
  if (change.kind === 'remove') return true;
  return dequal(dataAt(after, [...change.path.slice(0, -1), change.name]), old);
}
