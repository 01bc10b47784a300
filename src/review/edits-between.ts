import { diffTexts } from '../diff/hunks.ts';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';
import { indexLines } from '../yaml/lines.ts';

/**
 * The edits that make one text of another, of whole lines; lines that are only added stand at the end of the
 * line above them.
 *
 * @returns undefined where they can't be told, as between texts that are too large to be compared
 */
export function editsBetween(before: string, after: string): Edit[] | undefined {
  const hunks = diffTexts(before, after);
  if (!hunks) return undefined;
  const [old, now] = [offsetsIn(before), offsetsIn(after)];
  const edits: Edit[] = [];
  for (const { oldStart, newStart, lines } of hunks) {
    let [from, to] = [oldStart, newStart];
    for (let index = 0; index < lines.length;) {
      const removed = countFrom(lines, index, '-');
      const added = countFrom(lines, index + removed, '+');
      if (removed + added === 0) {
        if (lines[index]?.startsWith(' ')) [from, to] = [from + 1, to + 1];
        index++;
        continue;
      }
      const [start, end] = [old(from), old(from + removed)];
      const edit = { start, end, text: after.slice(now(to), now(to + added)) };
      edits.push(start === end ? atLineAbove(before, edit) : edit);
      [from, to, index] = [from + removed, to + added, index + removed + added];
    }
  }
  return applyEdits(before, edits) === after ? edits : undefined;
}

/** How many lines from one on have a sign in front. */
function countFrom(lines: readonly string[], index: number, sign: string): number {
  let end = index;
  while (lines[end]?.startsWith(sign) === true) end++;
  return end - index;
}

/** Where a line of a text starts; behind the last one, the end of the text. */
function offsetsIn(text: string): (line: number) => number {
  const lines = indexLines(text);
  // A byte order mark stands before the first line.
  return (line) => {
    if (line <= 1) return 0;
    return line > lines.count ? text.length : lines.span(line).start;
  };
}

/** New lines before a line as new lines at the end of the one above, where there is one. */
function atLineAbove(before: string, edit: Edit): Edit {
  const [eol] = /\r?\n$/.exec(before.slice(Math.max(0, edit.start - 2), edit.start)) ?? [];
  if (eol === undefined || !edit.text.endsWith(eol)) return edit;
  const at = edit.start - eol.length;
  return { start: at, end: at, text: eol + edit.text.slice(0, -eol.length) };
}
