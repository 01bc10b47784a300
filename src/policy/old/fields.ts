import { type Value, field, items, scalar, textOf, valueAt } from '../../yaml/value.ts';

/** What the fields of a PodSecurityPolicy say. */

export function isTrue(spec: Value, name: string): boolean {
  return scalar(field(spec, name)?.value) === true;
}

export function isFalse(spec: Value, name: string): boolean {
  return scalar(field(spec, name)?.value) === false;
}

/** The texts of a list; undefined where the field is not set. */
export function textsOf(value: Value | undefined): string[] {
  return items(value).flatMap((item) => textOf(item) ?? []);
}

/** Numbers from `min` to `max`, both included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export function rangesOf(value: Value | undefined): Range[] {
  return items(value).flatMap((item) => {
    const [min = 0, max] = ['min', 'max'].map((name) => scalar(field(item, name)?.value));
    return typeof min === 'number' && typeof max === 'number' ? [{ min, max }] : [];
  });
}

/** The condition that a number is in one of some ranges. */
export function inRanges(value: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return 'false';
  return `(${ranges.map(({ min, max }) => `${value} >= ${min} && ${value} <= ${max}`).join(' || ')})`;
}

/** The profiles that an annotation names, by their commas; undefined where there is none. */
export function profilesOf(policy: Value, name: string): string[] | undefined {
  const text = textOf(valueAt(policy, ['metadata', 'annotations', name]));
  return text === undefined ? undefined : text.split(',').filter((one) => one !== '');
}
