import type { Data, ValueChange } from '../../yaml/value-change.ts';
import {
  type Path,
  type Value,
  field,
  isList,
  isMapping,
  itemAt,
  items,
  scalar,
  textOf,
} from '../../yaml/value.ts';

/** A change that brings a value. */
export type Addition = Extract<ValueChange, { kind: 'set' | 'append' }>;

/**
 * A change of a build as one of a mapping or list of a source that is the counterpart of one in the build.
 * Items of lists are found by their names; one that is missing is added with its name, as patches have it.
 *
 * @param source the counterpart in the source
 * @param built the mapping or list in the build
 * @param steps the rest of the change's path, from there
 * @returns undefined where there is no such place
 */
export function pathByNames(
  source: Value,
  built: Value,
  change: Addition,
  steps: Path,
): ValueChange | undefined {
  let [here, there]: [Value | undefined, Value | undefined] = [source, built];
  let { path } = source;
  for (const [depth, step] of steps.entries()) {
    const kind = typeof step === 'number' ? isList : isMapping;
    if (here && !kind(here) && scalar(here) !== null) return undefined;
    if (typeof step === 'string') {
      here = field(here, step)?.value;
      there = field(there, step)?.value;
      path = [...path, step];
    } else {
      there = itemAt(there, step);
      const name = textOf(field(there, 'name')?.value);
      if (name === undefined) return undefined;
      const index = items(here).findIndex((item) => textOf(field(item, 'name')?.value) === name);
      if (index === -1)
        return missingItem({ path, name, item: there }, change, steps.slice(depth + 1));
      here = itemAt(here, index);
      path = [...path, index];
    }
  }
  return { ...change, path };
}

interface Missing {
  /** Of the list. */
  readonly path: Path;
  readonly name: string;
  /** The item in the build. */
  readonly item: Value | undefined;
}

function missingItem(
  { path, name, item }: Missing,
  change: Addition,
  rest: Path,
): ValueChange | undefined {
  const data = nested(rest, change, item);
  return data && { kind: 'append', path, value: { name, ...data } };
}

/** What a change brings as data, with the names of the items of lists that it is in. */
function nested(
  [step, ...rest]: Path,
  change: Addition,
  there: Value | undefined,
): { readonly [key: string]: Data } | undefined {
  if (typeof step !== 'string') return undefined;
  if (rest.length === 0) return { [step]: change.kind === 'set' ? change.value : [change.value] };
  const below = field(there, step)?.value;
  const [next, ...further] = rest;
  if (typeof next !== 'number') {
    const inner = nested(rest, change, below);
    return inner && { [step]: inner };
  }
  const item = itemAt(below, next);
  const name = textOf(field(item, 'name')?.value);
  const inner = nested(further, change, item);
  return name === undefined || !inner ? undefined : { [step]: [{ name, ...inner }] };
}
