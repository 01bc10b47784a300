import { dequal } from 'dequal/lite';
import { isMap, isScalar, isSeq } from 'yaml';
import { changeData } from '../change-data.ts';
import type { Data, ValueChange } from '../value-change.ts';
import { dataOf, mapOf } from './data.ts';
import type { ReadMap, ReadNode } from './nodes.ts';
import { keyText } from './repeated.ts';

/**
 * Whether the data of one node is that of another one with some changes made, and nothing else. Nodes are
 * compared as they are, and made into data only where a change is: to make data of two documents and to compare
 * that took a seventh of the time of a proof.
 *
 * @param before a node in which no key is repeated, and none in `after` is
 * @param depth where these nodes are: the first steps of the paths of all changes lead here
 */
export function differsBy(
  before: ReadNode,
  after: ReadNode,
  changes: readonly ValueChange[],
  depth = 0,
): boolean {
  if (changes.length === 0) return isSame(before, after);
  if (isMap(before) && isMap(after) && changes.every((change) => isBelow(change, depth))) {
    return mapDiffersBy(before, after, changes, depth);
  }
  if (isSeq(before) && isSeq(after) && changes.every(({ path }) => path.length > depth + 1)) {
    return (
      before.items.length === after.items.length &&
      before.items.every((item, index) => {
        const other = after.items[index];
        const own = changesAt(changes, String(index), depth);
        return other !== undefined && differsBy(item, other, own, depth + 1);
      })
    );
  }
  return dequal(changeData(dataOf(before), from(changes, depth)), dataOf(after));
}

/** Whether a change is of one field of a mapping, or below it. */
function isBelow({ kind, path }: ValueChange, depth: number): boolean {
  return path.length > depth + 1 || (path.length === depth + 1 && kind !== 'rename');
}

function mapDiffersBy(
  before: ReadMap,
  after: ReadMap,
  changes: readonly ValueChange[],
  depth: number,
): boolean {
  const changed = new Set(changes.map(({ path }) => String(path[depth])));
  if (!isSameMap(before, after, changed)) return false;
  const [old, now] = [valuesOf(before, changed), valuesOf(after, changed)];
  for (const name of changed) {
    const own = changesAt(changes, name, depth);
    const at = { name, depth: depth + 1 };
    if (!fieldDiffersBy(old.get(name), now.get(name), own, at)) return false;
  }
  return true;
}

function valuesOf({ items }: ReadMap, names: ReadonlySet<string>): ReadonlyMap<string, ReadNode> {
  const values = new Map<string, ReadNode>();
  for (const { key, value } of items) {
    const name = nameOf(key);
    if (value && names.has(name)) values.set(name, value);
  }
  return values;
}

/** @param changes those of one field and of what is below it */
function fieldDiffersBy(
  before: ReadNode | undefined,
  after: ReadNode | undefined,
  changes: readonly ValueChange[],
  { name, depth }: { readonly name: string; readonly depth: number },
): boolean {
  if (before && after && changes.every(({ path }) => path.length > depth)) {
    return differsBy(before, after, changes, depth);
  }
  return dequal(changeData(field(name, before), from(changes, depth - 1)), field(name, after));
}

function field(name: string, value: ReadNode | undefined): Data {
  return value === undefined ? {} : { [name]: dataOf(value) };
}

/** Those changes whose paths go on by a step. */
function changesAt(
  changes: readonly ValueChange[],
  step: string,
  depth: number,
): readonly ValueChange[] {
  return changes.filter(({ path }) => String(path[depth]) === step);
}

/** The changes as they are called from a node on. */
function from(changes: readonly ValueChange[], depth: number): ValueChange[] {
  return changes.map((change) => ({ ...change, path: change.path.slice(depth) }));
}

function nameOf(key: ReadMap['items'][number]['key']): string {
  return key.value === null ? '' : keyText(key);
}

function isSame(one: ReadNode, other: ReadNode): boolean {
  if (isScalar(one)) return isScalar(other) && Object.is(one.value, other.value);
  if (isSeq(one)) {
    return (
      isSeq(other) &&
      one.items.length === other.items.length &&
      one.items.every((item, index) => {
        const same = other.items[index];
        return same !== undefined && isSame(item, same);
      })
    );
  }
  return isMap(one) && isMap(other) && isSameMap(one, other);
}

const NONE: ReadonlySet<string> = new Set();

/** Whether two mappings have the same fields, but for some names. Edits leave the order of keys as it is. */
function isSameMap(one: ReadMap, other: ReadMap, but = NONE): boolean {
  let at = 0;
  const next = (): ReadMap['items'][number] | undefined => {
    let pair = other.items[at++];
    while (pair && but.has(nameOf(pair.key))) pair = other.items[at++];
    return pair;
  };
  for (const { key, value } of one.items) {
    const name = nameOf(key);
    if (but.has(name)) continue;
    const pair = next();
    if (!pair) return false;
    if (nameOf(pair.key) !== name) return dequal(mapOf(one, but), mapOf(other, but));
    if (!value || !pair.value || !isSame(value, pair.value)) return false;
  }
  return next() === undefined;
}
