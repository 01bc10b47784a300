import { type Data, type ValueChange, isDataMap } from '../../yaml/value-change.ts';
import { type Path, field, items, rootOf, textOf, valueAt } from '../../yaml/value.ts';
import type { ValuesDocument } from '../inline-values.ts';

/** Changes of values as changes of the document that they are written in; undefined where it can't have them. */
export function changesIn(
  within: ValuesDocument,
  changes: readonly ValueChange[],
): readonly ValueChange[] | undefined {
  const { at, kind } = within;
  if (kind === 'values') return changes.map((one) => ({ ...one, path: [...at, ...one.path] }));
  const made = changes.map((one) => parameterChanges(within, one));
  return made.every((one) => one !== undefined) ? made.flat() : undefined;
}

/** Each parameter is one value, by its path and as a text. */
function parameterChanges(
  { document, at }: ValuesDocument,
  change: ValueChange,
): ValueChange[] | undefined {
  if (change.kind !== 'set') return undefined;
  const names = items(valueAt(rootOf(document), at)).map((one) =>
    textOf(field(one, 'name')?.value),
  );
  const leaves = leavesOf(change.path, change.value);
  return leaves?.map(({ path, value }): ValueChange => {
    const name = path.join('.');
    // The last one of a name counts.
    const index = names.lastIndexOf(name);
    return index === -1
      ? { kind: 'append', path: at, value: { name, value } }
      : { kind: 'set', path: [...at, index, 'value'], value };
  });
}

/** The single values in data; undefined where a parameter can't name one. */
function leavesOf(path: Path, data: Data): { path: Path; value: string }[] | undefined {
  if (isDataMap(data)) {
    const all = Object.entries(data).map(([key, value]) => leavesOf([...path, key], value));
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  const isNamed = path.every((step) => typeof step === 'string' && /^[\w-]+$/.test(step));
  return typeof data === 'object' || !isNamed ? undefined : [{ path, value: String(data) }];
}
