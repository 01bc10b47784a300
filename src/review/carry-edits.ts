import type { DiffLines } from '../diff/diff-lines.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { Lines } from '../yaml/lines.ts';

/** Lines of a file that edits can be made on, and the edits inside them. */
export interface CarriedEdits {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly edits: readonly Edit[];
}

/** A text, and which of its lines a diff shows. */
export interface ShownText {
  readonly text: string;
  readonly lines: Lines;
  readonly diff: DiffLines;
}

/**
 * Finds lines of one hunk that carry all edits. New lines between two lines belong to the line above;
 * where that is not in the hunk, the line below carries them.
 *
 * @returns undefined where no hunk shows enough
 */
export function carryEdits(shown: ShownText, edits: readonly Edit[]): CarriedEdits | undefined {
  const carriers = edits.map((edit) => carriersOf(shown, edit));
  const hunks = new Set(carriers[0]?.map(({ hunk }) => hunk));
  for (const hunk of hunks) {
    const chosen = carriers.flatMap((each) => each.find((one) => one.hunk === hunk) ?? []);
    if (chosen.length < edits.length) continue;
    return {
      firstLine: chosen.reduce((least, { firstLine }) => Math.min(least, firstLine), Infinity),
      lastLine: chosen.reduce((most, { lastLine }) => Math.max(most, lastLine), 0),
      edits: chosen.map(({ edit }) => edit),
    };
  }
  return undefined;
}

interface Carrier {
  readonly hunk: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly edit: Edit;
}

/** The lines that can carry an edit, the best first. */
function carriersOf({ text, lines, diff }: ShownText, edit: Edit): Carrier[] {
  const below = asLinesAbove(text, edit);
  return [edit, ...(below ? [below] : [])].flatMap((one) => {
    const firstLine = lines.position(one.start).line;
    // An edit that ends with a line's break does not touch the line after it.
    const lastLine = lines.position(Math.max(one.start, one.end - 1)).line;
    const hunk = diff.hunkOf(firstLine);
    return hunk !== undefined && diff.hunkOf(lastLine) === hunk
      ? [{ hunk, firstLine, lastLine, edit: one }]
      : [];
  });
}

/** New lines below a line as new lines above the next one; undefined for any other edit. */
function asLinesAbove(text: string, { start, end, text: added }: Edit): Edit | undefined {
  const [eol] = /^\r?\n/.exec(text.slice(end, end + 2)) ?? [];
  if (eol === undefined || start !== end || !added.startsWith(eol)) return undefined;
  const next = end + eol.length;
  return { start: next, end: next, text: added.slice(eol.length) + eol };
}
