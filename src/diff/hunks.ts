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

/** The work grows with the square of this; nobody reviews a diff of one file that is longer. */
const MAX_CHANGED_LINES = 4000;

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
  if (base === '') return allAdded(head);
  return structuredPatch('a', 'b', base, head, undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MAX_CHANGED_LINES,
  })?.hunks;
}

/** GitHub shows no diff of a file that has more (docs.github.com, limits for viewing diffs). */
const MAX_SHOWN_LINES = 20_000;

/** The one hunk of a new file. */
function allAdded(head: string): Hunk[] | undefined {
  if (head === '') return [];
  if (hasMoreLines(head, MAX_SHOWN_LINES)) return undefined;
  const isClosed = head.endsWith('\n');
  const texts = (isClosed ? head.slice(0, -1) : head).split('\n');
  const lines = texts.map((text) => `+${text}`);
  if (!isClosed) lines.push('\\ No newline at end of file');
  return [{ oldStart: 1, oldLines: 0, newStart: 1, newLines: texts.length, lines }];
}

function hasMoreLines(text: string, limit: number): boolean {
  let at = -1;
  for (let count = 0; count < limit; count++) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return false;
  }
  return at + 1 < text.length;
}

/** The text of a new file, from the one hunk of its diff; undefined when it is no new file's. */
export function addedText(hunks: readonly Hunk[]): string | undefined {
  const [hunk, ...others] = hunks;
  if (!hunk || others.length > 0 || hunk.oldLines > 0) return undefined;
  const texts = hunk.lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  const isOpen = hunk.lines.at(-1)?.startsWith('\\') === true;
  return texts.join('\n') + (isOpen ? '' : '\n');
}
