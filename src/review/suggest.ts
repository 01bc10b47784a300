import type { DiffLines } from '../diff/diff-lines.ts';
import type { Edit } from '../fix/edit.ts';
import { applyEdits } from '../fix/edit.ts';
import { type Fix, fixFor } from '../fix/fix.ts';
import type { Lines } from '../manifest/lines.ts';
import type { Finding, Judged } from '../rules/judge.ts';

/** Whole lines of a file to be replaced by text without a last line break; '' deletes the lines. */
export interface Suggestion {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
  readonly fix: Fix;
  /** The findings that it mends. */
  readonly mends: readonly Finding[];
}

/**
 * Makes one suggestion that mends these findings, or else as many of them as fit: all its lines lie
 * in one hunk of the diff.
 *
 * @param findings findings of one document, those to prefer first
 */
export function suggest(
  judged: Judged,
  diff: DiffLines,
  findings: readonly Finding[],
): Suggestion | undefined {
  const fixable = findings.filter(({ remedy }) => remedy !== undefined);
  const whole = trySuggest(judged, diff, fixable);
  if (whole || fixable.length < 2) return whole;
  let best: Suggestion | undefined;
  for (const finding of fixable) {
    best = trySuggest(judged, diff, [...(best?.mends ?? []), finding]) ?? best;
  }
  return best;
}

function trySuggest(
  judged: Judged,
  diff: DiffLines,
  mends: readonly Finding[],
): Suggestion | undefined {
  if (mends.length === 0) return undefined;
  const { lines } = judged.manifest;
  const fix = fixFor(judged, mends, (edits) => isInOneHunk(lines, diff, edits));
  if ('refused' in fix || !isInOneHunk(lines, diff, fix.edits)) return undefined;
  const { firstLine, lastLine } = linesOf(lines, fix.edits);
  const text = replacement(judged.manifest.file.text, lines, firstLine, lastLine, fix.edits);
  return text === undefined ? undefined : { firstLine, lastLine, text, fix, mends };
}

/** The first and the last line that edits touch. */
function linesOf(lines: Lines, edits: readonly Edit[]): { firstLine: number; lastLine: number } {
  const first = Math.min(...edits.map(({ start }) => start));
  // An edit that ends with a line's break does not touch the line after it.
  const last = Math.max(...edits.map(({ start, end }) => Math.max(start, end - 1)));
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
