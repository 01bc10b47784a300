/** A file made to take a judge's time or memory, below the bound on a file's size. */
export interface Shape {
  readonly name: string;
  readonly make: () => string;
  /** Where it stands; a file of a chart is read as a template. */
  readonly path?: string;
}

/** A bit below the size that a file may have. */
const SIZE = 9_900_000;

let current = SIZE;

/** The text of a shape, of about this size. */
export function textOf({ make }: Shape, size = SIZE): string {
  current = size;
  return make();
}

/** A unit again and again, until the text has the size of the shape, or this share of it. */
export function fill(unit: string | ((index: number) => string), share = 1): string {
  const size = current * share;
  if (typeof unit === 'string') return unit.repeat(Math.floor(size / unit.length));
  const parts: string[] = [];
  for (let index = 0, length = 0; ; index++) {
    const part = unit(index);
    length += part.length;
    if (length > size) return parts.join('');
    parts.push(part);
  }
}

export const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n';

/** A pod, with these lines below `spec`. */
export function pod(spec: string): string {
  return `${HEAD}spec:\n${spec}`;
}

/** A pod of one container, with these lines in it, indented by four. */
export function container(lines: string): string {
  return pod(`  containers:\n  - name: c\n    image: i\n${lines}`);
}
