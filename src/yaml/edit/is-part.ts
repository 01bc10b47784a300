import type { Edit } from './edit.ts';

/**
 * Whether edits are some of other edits of the same text, each whole or without some of the lines that it adds: lines
 * of whole fields and elements. To leave these out changes nothing in how the text around is read. So a text with
 * these edits has the changes that they are for, if the one with the others has all. Both are in the order of their
 * places.
 *
 * @param whole made for the same text, at once, and read
 * @returns false also where it does not show, as for fields that were added on one line with others
 */
export function isPart(edits: readonly Edit[], whole: readonly Edit[]): boolean {
  let next = 0;
  return edits.every((edit) => {
    while (next < whole.length) {
      const other = whole[next++];
      if (other && isOneOf(edit, other)) return true;
    }
    return false;
  });
}

function isOneOf(edit: Edit, { start, end, text }: Edit): boolean {
  return edit.start === start && edit.end === end && isWithoutLines(edit.text, text);
}

/** What ends the line of a text in a block. */
const BLOCK_TEXT = /[|>][-+\d]*$/m;

/** Whether a text is another one without the lines of some of its fields and elements. */
function isWithoutLines(text: string, whole: string): boolean {
  if (text === whole) return true;
  if (!text.startsWith('\n') || !whole.startsWith('\n') || BLOCK_TEXT.test(whole)) return false;
  const lines = text.split('\n');
  const all = whole.split('\n');
  let found = 0;
  for (let index = 0; index < all.length;) {
    const line = all[index] ?? '';
    index++;
    if (line === lines[found]) found++;
    else while (isOf(line, all[index])) index++;
  }
  return (
    found === lines.length && lines.every((line, index) => !lacksValue(line, lines[index + 1]))
  );
}

/** Whether a line belongs to what starts in one above. */
function isOf(line: string, below: string | undefined): boolean {
  if (below === undefined) return false;
  const [own, other] = [indentOf(line), indentOf(below)];
  return other > own || (other === own && isElement(below) && !isElement(line));
}

/** Whether a field has its value on the lines below, and there is none. */
function lacksValue(line: string, below: string | undefined): boolean {
  return line.endsWith(':') && !isOf(line, below);
}

function isElement(line: string): boolean {
  return line.startsWith('- ', indentOf(line));
}

function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ') indent++;
  return indent;
}
