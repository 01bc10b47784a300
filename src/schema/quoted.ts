/** What does something to a terminal, or to the text around it: nobody writes that on purpose. */
export const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Longer text of a file is cut in messages. */
const MAX_QUOTED = 60;

/** Text of a file as a message shows it: nothing in it reaches a terminal as it is. */
export function quoted(text: string): string {
  const cut = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  return JSON.stringify(cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}'));
}
