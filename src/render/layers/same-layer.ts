import type { PlacedLine } from '../placed-line.ts';
import type { Layer } from './layer.ts';

/** All of an object that counts for what is built, whatever the lines that it is written on. */
export function contentKey({ folder, changes, variables }: Layer): string {
  const { lists, settings } = changes;
  return JSON.stringify([
    folder,
    Object.entries(lists).map(([name, entries]) => [name, entries.map(textsOf)]),
    Object.entries(settings).map(([name, line]) => [name, line?.text]),
    variables && [[...variables.values], variables.isOpen],
  ]);
}

function textsOf(lines: readonly PlacedLine[]): string[] {
  return lines.map(({ text }) => text);
}

/** Whether two objects make the same of what they deploy. */
export function isSameLayer(one: Layer, other: Layer): boolean {
  return contentKey(one) === contentKey(other);
}
