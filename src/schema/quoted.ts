import { isPlainAscii } from '../text/plain-ascii.ts';

/** Whether a text does something to a terminal, or to what is around it: nobody writes that on purpose. */
export function hasHidden(text: string): boolean {
  if (isPlainAscii(text)) return text.includes('\n');
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/** Longer text of a file is cut in messages. */
const MAX_QUOTED = 60;

/** Text of a file as a message shows it: nothing in it reaches a terminal as it is. */
export function quoted(text: string): string {
  const cut = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  return JSON.stringify(cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}'));
}
