import { diffArrays } from 'diff';
import type { Hunk } from '../diff/hunks.ts';
import type { Change, ChangedFile } from '../review/change.ts';
import { fence } from '../review/comment.ts';
import type { PlannedComment, ReviewPlan } from '../review/review-plan.ts';
import { count } from '../rules/kit/describe.ts';
import { type Paint, visible, visibleLine } from './style.ts';

/** How many lines of the diff stand above a comment, as on GitHub. */
const LEAD = 3;

/** The review as it would appear on the pull request, for a terminal. */
export function reviewText(change: Change, plan: ReviewPlan, paint: Paint): string {
  const files = new Map(change.files.map((file) => [file.path, file]));
  const range = `${short(plan.base)}..${short(plan.head)}`;
  const blocks = [
    `Review of ${range}: ${count(change.files.length, 'changed file')}, ${count(plan.comments.length, 'comment')}`,
    ...plan.comments.map((comment) => commentBlock(files.get(comment.path), comment, paint)),
    checkBlock(plan, paint),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function commentBlock(
  file: ChangedFile | undefined,
  comment: PlannedComment,
  paint: Paint,
): string {
  const first = comment.startLine ?? comment.line;
  const lines = first === comment.line ? `line ${first}` : `lines ${first} to ${comment.line}`;
  const where = comment.subject === 'file' ? 'the file' : lines;
  return [
    paint('strong', visibleLine(`${comment.path}, ${where}`)),
    ...(comment.subject === 'line' ? diffBlock(file?.hunks ?? [], first, comment.line, paint) : []),
    ...bodyLines(file, comment, paint).map((line) => `${paint('faint', '  >')} ${line}`.trimEnd()),
  ].join('\n');
}

interface NumberedLine {
  readonly text: string;
  /** The new side's number; that of the next line for one that was removed. */
  readonly line: number;
}

function diffBlock(hunks: readonly Hunk[], first: number, last: number, paint: Paint): string[] {
  const hunk = hunks.find(
    ({ newStart, newLines }) => newStart <= first && last < newStart + newLines,
  );
  if (!hunk) return [];
  const shown = numberLines(hunk).filter(({ line }) => line >= first - LEAD && line <= last);
  return shown.map(({ text, line }) => {
    const number = text.startsWith('-') ? '' : String(line);
    const row = `${number.padStart(6)} ${visibleLine(text.replace(/\r$/, ''))}`;
    if (text.startsWith('+')) return paint('added', row);
    return text.startsWith('-') ? paint('removed', row) : row;
  });
}

function numberLines(hunk: Hunk): NumberedLine[] {
  let line = hunk.newStart;
  return hunk.lines.flatMap((text) => {
    if (text.startsWith('\\')) return [];
    const numbered = { text, line };
    if (!text.startsWith('-')) line++;
    return numbered;
  });
}

/** The comment's text, its suggestion shown as GitHub shows it: what goes and what comes. */
function bodyLines(file: ChangedFile | undefined, comment: PlannedComment, paint: Paint): string[] {
  const marker = comment.body.lastIndexOf('<!-- podseal:');
  const body = marker === -1 ? comment.body : comment.body.slice(0, marker).trimEnd();
  const { suggestion } = comment;
  if (suggestion === null) return visible(body).split('\n');
  const [before = '', after = ''] = body.split(fence('suggestion', suggestion));
  const first = comment.startLine ?? comment.line;
  const old = (file?.head ?? '').split('\n').slice(first - 1, comment.line);
  return [
    ...visible(before.trimEnd()).split('\n'),
    '',
    'Suggested change:',
    ...suggestedLines(old, suggestion === '' ? [] : suggestion.split('\n'), paint),
    ...visible(after).trimEnd().split('\n').slice(1),
  ];
}

function suggestedLines(old: readonly string[], fresh: readonly string[], paint: Paint): string[] {
  const changes = diffArrays(
    old.map((line) => line.replace(/\r$/, '')),
    [...fresh],
  );
  return changes.flatMap(({ value, added, removed }) =>
    value.map((line) => {
      if (added) return paint('added', `+${visible(line)}`);
      return removed ? paint('removed', `-${visible(line)}`) : ` ${visible(line)}`;
    }),
  );
}

function checkBlock(plan: ReviewPlan, paint: Paint): string {
  const tone = { success: 'good', neutral: 'warning', failure: 'error' } as const;
  const head = paint(tone[plan.conclusion], `Check: ${plan.conclusion}`);
  return `${head} - ${plan.title}\n\n${visible(plan.summary)}`;
}

function short(oid: string): string {
  return oid.slice(0, 7) === 'worktre' ? oid : oid.slice(0, 7);
}
