/** How far into a file its head reaches, beyond the comments above its first value. */
const HEAD_LINES = 30;
const MAX_LINE = 300;

/** A line above the first value of a file: a comment, a document marker or an empty line. */
const ABOVE = /^[ \t]*(?:#|\/\/|---|\r?$)/;

/** As generators write it; Go's tools look for "Code generated … DO NOT EDIT.". */
const GENERATED = [
  /do not edit/i,
  /do not (?:modify|change) (?:this|it)/i,
  /@generated/,
  /code generated/i,
  /(?:auto|automatically)[- ]?generated/i,
  /\b(?:file|manifest|yaml) (?:is|was|has been) (?:auto-?)?generated\b/i,
];

/** The comment lines at the head of a file; further down, an indented `#` may be part of a text. */
export function headComments(text: string): string[] {
  const lines = text
    .slice(0, HEAD_LINES * MAX_LINE)
    .replace(/^\uFEFF/, '')
    .split('\n');
  const first = lines.findIndex((line) => !ABOVE.test(line));
  const above = first === -1 ? lines.length : first;
  return lines
    .filter((line, index) => index < above || (index < HEAD_LINES && /^(?:#|\/\/)/.test(line)))
    .map((line) => line.slice(0, MAX_LINE));
}

/** Whether the comments at the head of a file say that a program wrote it, so that nobody edits it. */
export function isGenerated(text: string): boolean {
  return headComments(text).some((line) => GENERATED.some((pattern) => pattern.test(line)));
}
