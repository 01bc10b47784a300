import type { Hunk } from './hunks.ts';

/** What a diff says of the lines of the new side. Lines count from 1. */
export interface DiffLines {
  /** The hunk that shows a line, by its index; only lines in a hunk can carry a comment. */
  hunkOf(line: number): number | undefined;
  isAdded(line: number): boolean;
  /** Whether lines were added or taken away between these two, both included. */
  touches(first: number, last: number): boolean;
}

/** Indexes the hunks of a file's diff by the lines of its new side. */
export function indexDiff(hunks: readonly Hunk[]): DiffLines {
  const shown = new Map<number, number>();
  const added = new Set<number>();
  /** Lines after which something was removed. */
  const removedAfter = new Set<number>();
  for (const [index, hunk] of hunks.entries()) {
    let line = hunk.newStart;
    for (const text of hunk.lines) {
      if (text.startsWith('\\')) continue;
      if (text.startsWith('-')) {
        removedAfter.add(line - 1);
        continue;
      }
      shown.set(line, index);
      if (text.startsWith('+')) added.add(line);
      line++;
    }
  }
  return {
    hunkOf: (line) => shown.get(line),
    isAdded: (line) => added.has(line),
    touches(first, last) {
      for (let line = first; line <= last; line++) {
        // Behind the last line, what was removed belonged to a neighbour.
        if (added.has(line) || (line < last && removedAfter.has(line))) return true;
      }
      return false;
    },
  };
}
