/** What is behind the key of a kind: a word, or the start of what only the parser can read. */
const BEHIND = /["']?\s*:\s*(?:["']?(\w+)|[&*!|>#])/y;
const KEY = 'kind';

/** Stands for a kind in a form that only the parser can read. */
export const UNREAD_KIND = '';

let last: { readonly text: string; readonly kinds: readonly string[] } = { text: '', kinds: [] };

/**
 * The kinds that a text names, wherever it does. Several look for kinds in the same file one after the other, so
 * those of the last text are kept. To look at each place that has the key takes a fifth of an expression that looks
 * for it.
 */
export function namedKinds(text: string): readonly string[] {
  if (last.text !== text) last = { text, kinds: readKinds(text) };
  return last.kinds;
}

function readKinds(text: string): string[] {
  return valuesOfKey(text, KEY, BEHIND).map((kind) => kind ?? UNREAD_KIND);
}

/**
 * What a text has behind a key, wherever that is: the group of an expression.
 *
 * @param behind from the end of the key on; sticky, with one group
 */
export function valuesOfKey(text: string, key: string, behind: RegExp): (string | undefined)[] {
  const values: (string | undefined)[] = [];
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
    if (at > 0 && isWordPart(text.charCodeAt(at - 1))) continue;
    behind.lastIndex = at + key.length;
    const found = behind.exec(text);
    if (found) values.push(found[1]);
  }
  return values;
}

/** Whether a character is a letter, a digit or an underscore of ASCII. */
function isWordPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95
  );
}
