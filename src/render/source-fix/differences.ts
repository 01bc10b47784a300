import { dequal } from 'dequal/lite';
import { type Data, isDataMap } from '../../yaml/value-change.ts';
import type { Path } from '../../yaml/value.ts';

/** More of them say nothing more. */
const MAX_PATHS = 40;

/**
 * The deepest places where data differs from other data; none where it is the same but for sums of the
 * chart's other files, which change with these.
 */
export function differences(one: Data, other: Data): Path[] {
  const paths: Path[] = [];
  collect(one, other, [], paths);
  return paths;
}

function collect(one: Data | undefined, other: Data | undefined, path: Path, paths: Path[]): void {
  if (paths.length >= MAX_PATHS || dequal(one, other) || isSum(one, other, path)) return;
  if (isDataMap(one) && isDataMap(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      collect(own(one, key), own(other, key), [...path, key], paths);
    }
  } else if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    const list: readonly Data[] = other;
    one.forEach((item: Data, index) => collect(item, list[index], [...path, index], paths));
  } else paths.push(path);
}

function own(map: { readonly [key: string]: Data }, key: string): Data | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** What charts write so that pods start again when what they read changes: `checksum/config: 9f86d0…`. */
const SUM = /^[0-9a-f]{32,128}$/;

function isSum(one: Data | undefined, other: Data | undefined, path: Path): boolean {
  return (
    /checksum|hash/i.test(String(path.at(-1))) &&
    [one, other].every((text) => typeof text === 'string' && SUM.test(text))
  );
}
