import { parsePatch, structuredPatch } from 'diff';

/** A hunk of a unified diff. `lines` keep their `+`, `-`, space or `\` in front. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

/** Unchanged lines around a change: what GitHub shows, and takes comments on. */
const CONTEXT = 3;

/**
 * GitHub shows no diff of a file with more changed lines (docs.github.com, repository limits), so
 * looking further would help nobody; it bounds the work too, which grows with the square.
 */
const MAX_CHANGED_LINES = 20_000;

/**
 * Reads the hunks of a patch as GitHub's API gives it, without file headers.
 *
 * @returns undefined when it is no patch
 */
export function parseHunks(patch: string): Hunk[] | undefined {
  try {
    return parsePatch(patch).flatMap(({ hunks }) => hunks);
  } catch {
    return undefined;
  }
}

/**
 * Compares two texts line by line.
 *
 * @returns undefined when they differ too much for a diff to be shown
 */
export function diffTexts(base: string, head: string): Hunk[] | undefined {
  return structuredPatch('a', 'b', base, head, undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MAX_CHANGED_LINES,
  })?.hunks;
}
