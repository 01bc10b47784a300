import type { Scalar } from 'yaml';
import type { ReadMap } from './nodes.ts';

/** A key as a field of data is called. */
function keyText({ value, source }: Scalar.Parsed): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : source;
}

/** A key as a field of data is called, also where it says nothing. */
export function keyName(key: Scalar.Parsed): string {
  return key.value === null ? '' : keyText(key);
}

/** Up to so many keys are compared one with the other. */
const FEW = 8;

/** How many keys of a mapping are there before. */
export function countRepeated({ items }: ReadMap): number {
  const names = items.map(({ key }) => keyText(key));
  if (names.length > FEW) return names.length - new Set(names).size;
  let count = 0;
  for (let one = 1; one < names.length; one++) {
    for (let other = 0; other < one; other++) {
      if (names[one] !== names[other]) continue;
      count++;
      break;
    }
  }
  return count;
}
