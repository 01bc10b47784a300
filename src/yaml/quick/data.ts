import { isMap, isScalar, isSeq } from 'yaml';
import type { Data } from '../value-change.ts';
import type { ReadMap, ReadNode } from './nodes.ts';
import { keyName } from './repeated.ts';

/** A node as plain data, as the library makes it. */
export function dataOf(node: ReadNode): Data {
  if (isScalar(node)) {
    // A document has nothing but data.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return node.value as Data;
  }
  if (isSeq(node)) return node.items.map(dataOf);
  return isMap(node) ? mapOf(node) : null;
}

function mapOf({ items }: ReadMap): Data {
  const map: Record<string, Data> = {};
  for (const { key, value } of items) {
    const name = keyName(key);
    const data = value === null ? null : dataOf(value);
    // Also a name that all objects have, such as `__proto__`.
    if (name in map) {
      const field = { value: data, writable: true, enumerable: true, configurable: true };
      Object.defineProperty(map, name, field);
    } else map[name] = data;
  }
  return map;
}
