import { isPlainAscii } from './plain-ascii.ts';
import { type Parts, assemble } from './tagged.ts';

declare const brand: unique symbol;

/**
 * Text that a terminal, a log or a runner may show: no control sequence that came from outside, nothing
 * that hides or reorders what is around it. Only the functions of this file and `paint` make it.
 */
export type Shown = string & { readonly [brand]: 'shown' };

function trust(text: string): Shown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return text as Shown;
}

/** Text of our own, around text that was made safe before; a `string` has to pass `visible` first. */
export function shown<const Given extends readonly (string | number)[]>(
  literals: TemplateStringsArray,
  ...parts: Parts<Shown, Given>
): Shown {
  return trust(assemble(literals, parts));
}

/** Puts pieces one after the other. */
export function joinShown(pieces: readonly Shown[], separator: '' | '\n' | '\n\n' | ','): Shown {
  return trust(pieces.join(separator));
}

/** Text of a manifest or a path. Tabs become spaces, other line breaks than `\n` are shown. */
export function visible(text: string): Shown {
  if (isPlainAscii(text)) return trust(text);
  return trust(
    text.replaceAll('\t', '    ').replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}'),
  );
}

/** A diff, whose tabs and line ends (CRLF) belong to it. */
export function visibleDiff(text: string): Shown {
  return trust(text.replace(/(?!\r\n|[\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}'));
}

/** Text that has to stay on its line, such as a path: line breaks are shown, too. */
export function visibleLine(text: string): Shown {
  return trust(visible(text).replaceAll('\n', '\u{FFFD}'));
}

/** Data as JSON on one line, with every character escaped that a terminal could obey; it reads back the same. */
export function jsonText(data: unknown): Shown {
  return withEscapes(JSON.stringify(data));
}

/** What is before and behind what lists hold that are in each other. */
const AROUND = [
  ['', ''],
  ['[\n  ', '\n]'],
  ['[\n  [\n    ', '\n  ]\n]'],
] as const;

/**
 * The same on indented lines.
 *
 * @param depth in how many lists the data is
 */
export function jsonLines(data: unknown, depth: 0 | 1 | 2 = 0): Shown {
  const [before, behind] = AROUND[depth];
  const text = JSON.stringify([data, [data], [[data]]][depth], null, 2);
  return withEscapes(text.slice(before.length, text.length - behind.length));
}

/** JSON whose line breaks are those between its lines. */
function withEscapes(text: string): Shown {
  if (isPlainAscii(text)) return trust(text);
  return trust(
    text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      Array.from({ length: character.length }, (_, at) => unicodeEscape(character, at)).join(''),
    ),
  );
}

function unicodeEscape(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
}

/** Shown text with the sequences that colour it around it. */
export function coloured(text: Shown, colour: (text: string) => string): Shown {
  return trust(colour(text));
}

/**
 * Text inside of XML, in an attribute or between tags. What XML 1.0 has no way to write is replaced;
 * what a terminal could obey is a character reference, and reads back the same.
 */
export function xmlText(text: string): Shown {
  const escaped = text
    .replace(/[\p{Cs}\u{FFFE}\u{FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"'\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => reference(one.codePointAt(0) ?? 0));
  return trust(escaped);
}

/** XML has tabs and line breaks, and none of the other characters below the space. */
function reference(code: number): string {
  return code >= 0x20 || [0x9, 0xa, 0xd].includes(code) ? `&#${code};` : '\u{FFFD}';
}

/** Text inside of HTML, in a quoted attribute or between tags; what hides or reorders is shown. */
export function htmlText(text: string): Shown {
  return trust(visible(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`));
}

/** A script or a style of our own, for an element of its own, in which nothing can be escaped. */
export function ownCode(text: string): Shown {
  if (/<[/!]/.test(text)) throw new Error('This could end the element that it is in.');
  return trust(text);
}
