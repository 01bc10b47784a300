import type { DiffLines } from '../diff/diff-lines.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import { applyEdits } from '../yaml/edit/edit.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import { type Fix, fixMostEach } from '../fix/fix.ts';
import type { Lines } from '../yaml/lines.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { type CarriedEdits, carryEdits } from './carry-edits.ts';

/** Whole lines of a file to be replaced by text without a last line break; '' deletes the lines. */
export interface Replacement {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
}

/** Lines that fix something. */
export interface Suggestion extends Replacement {
  readonly fix: Fix;
}

/**
 * Makes one suggestion for each group that resolves as many of its findings as it can: one hunk of the
 * diff shows all lines that carry it.
 *
 * @param groups findings of one document each
 */
export function suggestEach(
  judged: Judged,
  diff: DiffLines,
  groups: readonly (readonly Finding[])[],
  budget: ProofBudget,
): (Suggestion | undefined)[] {
  const accepts = (edits: readonly Edit[]): boolean =>
    suggestedLines(judged, diff, edits) !== undefined;
  const suggestionOf = (fix: Fix | undefined): Suggestion | undefined => {
    const carried = fix && suggestedLines(judged, diff, fix.edits);
    return carried && { ...carried, fix };
  };
  const suggestionFor = (findings: readonly Finding[]): Suggestion | undefined =>
    suggestionOf(fixMostEach(judged, [findings], accepts, budget)[0]);
  return fixMostEach(judged, groups, accepts, budget).map((fix) => {
    const whole = suggestionOf(fix);
    return whole && isLong(whole) ? (shortOf(whole.fix.applies, suggestionFor) ?? whole) : whole;
  });
}

/** A suggestion that is not long, with all but notices; undefined where there is none. */
function shortOf(
  findings: readonly Finding[],
  suggestionFor: (findings: readonly Finding[]) => Suggestion | undefined,
): Suggestion | undefined {
  let kept = findings.filter(isGrave);
  let short = kept.length > 0 ? suggestionFor(kept) : undefined;
  if (kept.length > 0 && (!short || isLong(short))) return undefined;
  for (const notice of findings.filter((one) => !isGrave(one))) {
    const more = suggestionFor([...kept, notice]);
    if (!more || isLong(more)) continue;
    kept = [...kept, notice];
    short = more;
  }
  return short;
}

function isGrave({ severity }: Finding): boolean {
  return severity !== 'notice';
}

/** More lines are mostly such that stay as they are: they are not shown for what is only a notice. */
const LONG = 25;

function isLong({ firstLine, lastLine }: Replacement): boolean {
  return lastLine - firstLine >= LONG;
}

/** The lines that a suggestion of edits replaces; undefined where one hunk of the diff can't show them. */
export function suggestedLines(
  { manifest: { lines, file } }: Judged,
  diff: DiffLines,
  edits: readonly Edit[],
): Replacement | undefined {
  const carried = carryEdits({ text: file.text, lines, diff }, edits);
  const text = carried && replacement(file.text, lines, carried);
  if (!carried || text === undefined) return undefined;
  return { firstLine: carried.firstLine, lastLine: carried.lastLine, text };
}

/** The lines that edits touch, as they are after them; undefined where lines can't say it. */
export function editedLines(
  { manifest: { lines, file } }: Judged,
  edits: readonly Edit[],
): Replacement | undefined {
  const first = edits.reduce((least, { start }) => Math.min(least, start), Infinity);
  // An edit that ends with a line's break does not touch the line after it.
  const last = edits.reduce((most, { start, end }) => Math.max(most, start, end - 1), 0);
  const [firstLine, lastLine] = [lines.position(first).line, lines.position(last).line];
  const text = replacement(file.text, lines, { firstLine, lastLine, edits });
  return text === undefined ? undefined : { firstLine, lastLine, text };
}

/** The lines after the edits, with plain line feeds; undefined where lines can't say it. */
function replacement(
  text: string,
  lines: Lines,
  { firstLine, lastLine, edits }: CarriedEdits,
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
