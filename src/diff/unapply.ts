import { applyPatch, reversePatch } from 'diff';
import type { Hunk } from './hunks.ts';

/**
 * The text before a change, from the text after it and the whole diff.
 *
 * @returns undefined when the diff does not fit the text, line for line
 */
export function unapplyPatch(head: string, hunks: readonly Hunk[]): string | undefined {
  if (hunks.length === 0) return head;
  const patch = {
    oldFileName: 'a',
    newFileName: 'b',
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunks.map((hunk) => ({ ...hunk, lines: [...hunk.lines] })),
  };
  const base = applyPatch(head, reversePatch(patch), {
    fuzzFactor: 0,
    autoConvertLineEndings: false,
  });
  return base === false ? undefined : base;
}
