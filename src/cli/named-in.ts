import type { Judged } from '../judge/judge.ts';

/** The files that are named as not analyzed. */
export function namedIn(judged: readonly Judged[]): string[] {
  return judged.flatMap(({ manifest }) => manifest.skips.map(({ file }) => file));
}
