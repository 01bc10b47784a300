import { type Data, isDataMap } from '../../yaml/value-change.ts';
import type { Path } from '../../yaml/value.ts';

/** The data at a path; undefined where there is none. */
export function dataAt(data: Data | undefined, path: Path): Data | undefined {
  let current = data;
  for (const step of path) {
    if (Array.isArray(current)) current = itemOf(current, step);
    else if (isDataMap(current) && Object.hasOwn(current, step)) current = current[step];
    else return undefined;
  }
  return current;
}

function itemOf(list: readonly Data[], step: string | number): Data | undefined {
  const index = Number(step);
  return Number.isInteger(index) ? list[index] : undefined;
}
