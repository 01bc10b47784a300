import { isMap, isScalar, isSeq } from 'yaml';
import type { ReadMap, ReadNode } from './nodes.ts';
import { keyName } from './repeated.ts';

/** Whether two nodes have the same data. No data is made of them: that takes longer than to read the text. */
export function isSame(one: ReadNode, other: ReadNode): boolean {
  if (one === other) return true;
  if (isScalar(one)) return isScalar(other) && Object.is(one.value, other.value);
  if (isSeq(one)) return isSeq(other) && isSameList(one.items, other.items);
  return isMap(one) && isMap(other) && isSameMap(one, other);
}

function isSameList(one: readonly ReadNode[], other: readonly ReadNode[]): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const same = other[index];
      return same !== undefined && isSame(item, same);
    })
  );
}

/** Two mappings mostly have their keys in the same order, but for those that edits added. */
function isSameMap({ items: ones }: ReadMap, { items: others }: ReadMap): boolean {
  if (ones.length !== others.length) return false;
  let byName: ReadonlyMap<string, ReadNode | null> | undefined;
  return ones.every(({ key, value }, index) => {
    const name = keyName(key);
    const other = others[index];
    if (other && keyName(other.key) === name) return isSameValue(value, other.value);
    byName ??= new Map(others.map((pair) => [keyName(pair.key), pair.value]));
    return byName.size === others.length && isSameValue(value, byName.get(name));
  });
}

function isSameValue(one: ReadNode | null, other: ReadNode | null | undefined): boolean {
  return one !== null && other !== null && other !== undefined && isSame(one, other);
}
