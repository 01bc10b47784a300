const PLAIN_ASCII = /^[\n\x20-\x7e]*$/;

/**
 * Whether a text has only the letters, digits, signs and spaces of ASCII, and line feeds, as nearly all texts
 * have. What hides or reorders text is none of these, and to compile an expression that looks for that among
 * all of Unicode takes a fiftieth of a check of one file.
 */
export function isPlainAscii(text: string): boolean {
  return PLAIN_ASCII.test(text);
}
