import { diffArrays } from 'diff';
import type { Hunk } from '../../diff/hunks.ts';
import { type Shown, htmlText, joinShown, shown, xmlText } from '../../text/shown.ts';

/** A line of code as the page shows it. */
export interface CodeLine {
  readonly kind: 'same' | 'added' | 'removed' | 'marked';
  /** Its number; undefined for a line that is only proposed or gone. */
  readonly number?: number | undefined;
  readonly text: string;
}

/** Lines of code. What a line is has a sign, and not a color only. */
export function codeLines(lines: readonly CodeLine[]): Shown {
  const rows = lines.map(({ kind, number, text }) => {
    const shownNumber = number === undefined ? shown`` : shown`${number}`;
    const content = htmlText(withoutReturn(text));
    return shown`<li class="${kind}"><span class="number">${shownNumber}</span><span class="sign">${SIGNS[kind]}</span><span class="text">${content}</span></li>`;
  });
  return shown`<ol class="code">${joinShown(rows, '')}</ol>`;
}

const SIGNS = {
  same: shown` `,
  added: shown`+`,
  removed: shown`-`,
  marked: shown`&gt;`,
} satisfies Record<CodeLine['kind'], Shown>;

/** Lines before and after a change as one list. */
export function changeLines(before: readonly string[], after: readonly string[]): CodeLine[] {
  return diffArrays(before.map(withoutReturn), after.map(withoutReturn)).flatMap(
    ({ value, added, removed }) =>
      value.map(
        (text) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text }) as const,
      ),
  );
}

function withoutReturn(line: string): string {
  return line.replace(/\r$/, '');
}

/** The lines of a hunk, numbered as on the new side. */
export function hunkLines({ lines, newStart }: Hunk): CodeLine[] {
  let number = newStart;
  return lines.flatMap((line): CodeLine[] => {
    if (line.startsWith('\\')) return [];
    const text = line.slice(1);
    if (line.startsWith('-')) return [{ kind: 'removed', text }];
    return [{ kind: line.startsWith('+') ? 'added' : 'same', number: number++, text }];
  });
}

/** A box with a change and a button that copies something. */
export function changeBox(
  title: Shown,
  lines: readonly CodeLine[],
  copied: { readonly text: string; readonly what: Shown },
): Shown {
  const button = copyButton(copied.text, copied.what);
  return shown`<div class="change"><div class="head"><span>${title}</span>${button}</div>${codeLines(lines)}</div>`;
}

/** @param what what is copied, for the button's name */
export function copyButton(text: string, what: Shown): Shown {
  // As it is, tabs also: nobody sees it here, and a patch has to apply.
  return shown`<button type="button" data-copy="${xmlText(text)}">Copy ${what}</button>`;
}
