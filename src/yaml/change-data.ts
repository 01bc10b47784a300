import { type Data, type ValueChange, isDataMap } from './value-change.ts';
import type { Path } from './value.ts';

/** The data with the changes made, copied once along their paths so that no alias sees them. */
export function changeData(data: Data, changes: readonly ValueChange[]): Data {
  const copies = new Set<unknown>();
  return changes.reduce((result, change) => changeAt(result, change, 0, copies), data);
}

/** The data at a path; undefined where there is none. */
export function dataAt(data: Data | undefined, path: Path): Data | undefined {
  let current = data;
  for (const step of path) {
    if (Array.isArray(current)) current = current[Number(step)];
    else if (isDataMap(current) && Object.hasOwn(current, step)) current = current[String(step)];
    else return undefined;
  }
  return current;
}

function changeAt(data: Data, change: ValueChange, depth: number, copies: Set<unknown>): Data {
  const step = change.path[depth];
  if (step === undefined) {
    if (change.kind === 'append') return [...(Array.isArray(data) ? data : []), change.value];
    // An element of a list.
    return change.kind === 'set' ? change.value : data;
  }
  const copy = ownCopy(data, copies);
  if (Array.isArray(copy)) {
    const item: Data | undefined = copy[Number(step)];
    if (item !== undefined) copy[Number(step)] = changeAt(item, change, depth + 1, copies);
    return copy;
  }
  const key = String(step);
  const own = Object.hasOwn(copy, key) ? (copy[key] ?? null) : null;
  if (change.path.length > depth + 1 || change.kind === 'append') {
    return define(copy, key, changeAt(own, change, depth + 1, copies));
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
  if (key === '__proto__') {
    const own = { value, enumerable: true, configurable: true, writable: true };
    return Object.defineProperty(map, key, own);
  }
  map[key] = value;
  return map;
}
