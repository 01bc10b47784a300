import type { ValueChange } from './value-change.ts';

/** Each change once: several rules may want the same one. */
export function distinctChanges(changes: readonly ValueChange[]): readonly ValueChange[] {
  return [...new Set(firstOfEach(changes).values())];
}

/** Each change, with the first one that is equal. */
export function firstOfEach(
  changes: readonly ValueChange[],
): ReadonlyMap<ValueChange, ValueChange> {
  if (changes.length <= FEW) {
    return new Map(
      changes.map((one) => [one, changes.find((two) => one === two || isSame(one, two)) ?? one]),
    );
  }
  const byText = new Map<string, ValueChange>();
  const firsts = new Map<ValueChange, ValueChange>();
  for (const change of changes) {
    const text = JSON.stringify(change);
    const first = byText.get(text) ?? change;
    byText.set(text, first);
    firsts.set(change, first);
  }
  return firsts;
}

/** As many as one fix has: to compare each with each takes a third of making a text of each. */
const FEW = 8;

/** Most differ in the last steps of their paths. */
function isSame(one: ValueChange, two: ValueChange): boolean {
  return (
    one.kind === two.kind &&
    one.path.length === two.path.length &&
    one.path.at(-1) === two.path.at(-1) &&
    JSON.stringify(one) === JSON.stringify(two)
  );
}
