import type { Hunk } from '../../diff/hunks.ts';
import type { PlannedComment } from '../../review/review-plan.ts';
import { fence } from '../../text/markdown.ts';
import { type Shown, htmlText, joinShown, shown } from '../../text/shown.ts';
import { count } from '../../text/tagged.ts';
import type { FileReport } from '../file-report.ts';
import type { ReviewedLines } from '../reviewed-lines.ts';
import { checkedItem } from './checked-item.ts';
import { type CodeLine, changeBox, changeLines, codeLines, hunkLines } from './code-lines.ts';
import { itemBox } from './item.ts';
import { renderMarkdown } from './render-markdown.ts';
import { toldFindings } from '../told-findings.ts';

/** What of a hunk is shown above its first comment and below its last; a new file is one hunk. */
const AROUND = 12;
const FEW = 3;

/** A changed file as on a pull request: its diff, each comment below its line. */
export function reviewedFile(file: FileReport, reviewed: ReviewedLines): Shown {
  const { comments, hunks = [] } = reviewed;
  const told = new Set(comments.flatMap(({ fingerprints }) => fingerprints));
  const onFile = comments.filter((one) => one.subject === 'file' || !hunkOf(hunks, one));
  const untold = file.findings.filter(({ fingerprint }) => !told.has(fingerprint));
  const others = toldFindings(untold).map((one) => checkedItem(file, one));
  const diff = hunks.map((hunk) =>
    hunkBox(
      file,
      hunk,
      comments.filter((one) => hunkOf([hunk], one)),
    ),
  );
  return joinShown([...onFile.map((one) => commentBox(file, one)), ...diff, ...others], '');
}

/** The hunk that a comment on a line is in. */
function hunkOf(
  hunks: readonly Hunk[],
  { subject, line, startLine = line }: PlannedComment,
): Hunk | undefined {
  return subject === 'file'
    ? undefined
    : hunks.find(({ newStart, newLines }) => newStart <= startLine && line < newStart + newLines);
}

/** A hunk with its comments; what nobody comments on is left out. */
function hunkBox(file: FileReport, hunk: Hunk, comments: readonly PlannedComment[]): Shown {
  if (comments.length === 0) return shown``;
  const lines = hunkLines(hunk);
  const ends = comments
    .map((comment) => ({ comment, at: lines.findIndex(({ number }) => number === comment.line) }))
    .toSorted((one, other) => one.at - other.at);
  const pieces: Shown[] = [];
  let next = 0;
  for (const { comment, at } of ends) {
    const length = comment.line - (comment.startLine ?? comment.line) + 1;
    const first = Math.max(next, at - length - AROUND);
    // A line that says that few are left out is longer than they are.
    const isNear = first - next <= FEW;
    if (!isNear) pieces.push(gap(first - next));
    pieces.push(codeLines(lines.slice(isNear ? next : first, at + 1)), commentBox(file, comment));
    next = at + 1;
  }
  return shown`<div class="diff">${joinShown([...pieces, ...restOf(lines, next)], '')}</div>`;
}

function restOf(lines: readonly CodeLine[], next: number): Shown[] {
  const shownLines = lines.slice(next, next + AROUND);
  const rest = lines.length - next - shownLines.length;
  return [
    ...(shownLines.length > 0 ? [codeLines(shownLines)] : []),
    ...(rest > 0 ? [gap(rest)] : []),
  ];
}

function gap(lines: number): Shown {
  return shown`<div class="gap">${count(lines, 'line')} not shown</div>`;
}

/** A comment, its suggestion shown as what goes and what comes. */
function commentBox(file: FileReport, comment: PlannedComment): Shown {
  const { line, startLine = line, body, suggestion, fingerprints, subject } = comment;
  const findings = file.findings.filter((one) => fingerprints.includes(one.fingerprint));
  const where = startLine === line ? `line ${line}` : `lines ${startLine} to ${line}`;
  const title = htmlText(subject === 'file' ? 'the file' : where);
  return itemBox({
    ...{ file: file.path, findings, title, hasFix: suggestion !== null, beside: shown`` },
    content: shown`<div class="body">${bodyOf(file, body, suggestion, [startLine, line])}</div>`,
  });
}

function bodyOf(
  { text }: FileReport,
  body: PlannedComment['body'],
  suggestion: string | null,
  [first, last]: readonly [number, number],
): Shown {
  if (suggestion === null) return renderMarkdown(body);
  const [before = '', after = ''] = body.split(fence('suggestion', suggestion));
  const old = text.split('\n').slice(first - 1, last);
  const lines = changeLines(old, suggestion === '' ? [] : suggestion.split('\n'));
  const copied = { text: suggestion, what: shown`suggestion` };
  const box = changeBox(shown`Suggested change`, lines, copied);
  return shown`${renderMarkdown(before)}${box}${renderMarkdown(after)}`;
}
