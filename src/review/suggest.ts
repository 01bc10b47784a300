import type { DiffLines } from '../diff/diff-lines.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import { applyEdits } from '../yaml/edit/edit.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import { type Fix, fixMostEach } from '../fix/fix.ts';
import type { Lines } from '../yaml/lines.ts';
import type { Finding, Judged } from '../judge/judge.ts';

/** Whole lines of a file to be replaced by text without a last line break; '' deletes the lines. */
export interface Suggestion {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
  readonly fix: Fix;
}

/**
 * Makes one suggestion for each group that resolves as many of its findings as it can: all its lines
 * lie in one hunk of the diff.
 *
 * @param groups findings of one document each
 */
export function suggestEach(
  judged: Judged,
  diff: DiffLines,
  groups: readonly (readonly Finding[])[],
  budget: ProofBudget,
): (Suggestion | undefined)[] {
  const { lines, file } = judged.manifest;
  const toText = (edits: readonly Edit[]): string | undefined => {
    const { firstLine, lastLine } = linesOf(lines, edits);
    return replacement(file.text, lines, firstLine, lastLine, edits);
  };
  const accepts = (edits: readonly Edit[]): boolean =>
    isInOneHunk(lines, diff, edits) && toText(edits) !== undefined;
  return fixMostEach(judged, groups, accepts, budget).map((fix) => {
    const text = fix && toText(fix.edits);
    return fix && text !== undefined ? { ...linesOf(lines, fix.edits), text, fix } : undefined;
  });
}

/** The first and the last line that edits touch. */
function linesOf(lines: Lines, edits: readonly Edit[]): { firstLine: number; lastLine: number } {
  const first = edits.reduce((least, { start }) => Math.min(least, start), Infinity);
  // An edit that ends with a line's break does not touch the line after it.
  const last = edits.reduce((most, { start, end }) => Math.max(most, start, end - 1), 0);
  return { firstLine: lines.position(first).line, lastLine: lines.position(last).line };
}

function isInOneHunk(lines: Lines, diff: DiffLines, edits: readonly Edit[]): boolean {
  const { firstLine, lastLine } = linesOf(lines, edits);
  const hunk = diff.hunkOf(firstLine);
  return hunk !== undefined && diff.hunkOf(lastLine) === hunk;
}

/** The lines after the edits, with plain line feeds; undefined where lines can't say it. */
function replacement(
  text: string,
  lines: Lines,
  firstLine: number,
  lastLine: number,
  edits: readonly Edit[],
): string | undefined {
  // A byte order mark stands before the first line, and stays.
  const start = firstLine === 1 ? 0 : lines.span(firstLine).start;
  const end = lastLine < lines.count ? lines.span(lastLine + 1).start : text.length;
  const shifted = edits.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  const before = text.slice(start, end);
  const after = applyEdits(before, shifted).replaceAll('\r\n', '\n');
  // Whether the file ends with a line break is not for a suggestion to say.
  const endsLine = before.endsWith('\n');
  if (after !== '' && endsLine !== after.endsWith('\n')) return undefined;
  return endsLine ? after.replace(/\n$/, '') : after;
}
