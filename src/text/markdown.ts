import { byteLength, clipBytes } from './byte-length.ts';
import { isPlainAscii } from './plain-ascii.ts';
import { type Parts, type Plain, assemble } from './tagged.ts';

declare const brand: unique symbol;

/**
 * Markdown that GitHub may render: nothing in it that came from outside is read as Markdown, HTML, a
 * mention or a link. Only the functions of this file make it.
 */
export type Markdown = string & { readonly [brand]: 'markdown' };

/** Longer text of a manifest is cut in messages; 60 characters show what was meant. */
const MAX_LENGTH = 60;

/** Replaces control characters, and those that reorder or hide the text around them. */
function withoutHidden(text: string): string {
  if (isPlainAscii(text)) return text.replace(/\n+/g, ' ');
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ');
}

// The one place where a string becomes Markdown.
function trust(text: string): Markdown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return text as Markdown;
}

/** Markdown of our own, around Markdown and numbers; a `string` has to pass `code` or `prose` first. */
export function md<const Given extends readonly (string | number)[]>(
  literals: TemplateStringsArray,
  ...parts: Parts<Markdown, Given>
): Markdown {
  return trust(assemble(literals, parts));
}

/** A text without what it ends with, where it ends with that. */
export function withoutEnd(text: Markdown, end: Markdown): Markdown {
  return text.endsWith(end) ? trust(text.slice(0, text.length - end.length)) : text;
}

/** A text up to the first semicolon that is in no code, and from there on; empty where there is none. */
export function splitClause(text: Markdown): readonly [first: Markdown, rest: Markdown] {
  const isCode = (at: number): boolean => text.slice(0, at).split('`').length % 2 === 0;
  let at = text.indexOf('; ');
  while (at !== -1 && isCode(at)) at = text.indexOf('; ', at + 1);
  return at === -1 ? [text, md``] : [trust(text.slice(0, at)), trust(text.slice(at))];
}

/** Puts pieces of Markdown one after the other. */
export function joinMarkdown(
  pieces: readonly Markdown[],
  separator: '' | ' ' | ', ' | '; ' | '\n' | '\n\n',
): Markdown {
  return trust(pieces.join(separator));
}

/**
 * Text from outside as Markdown may show it: cut, on one line, in a code span that it can't end.
 * Nothing in it is then read as Markdown, HTML, a mention, or a terminal's control sequence.
 */
export function code(text: string, maxLength: number = MAX_LENGTH): Markdown {
  const visible = withoutHidden(text).replaceAll('`', "'").trim();
  // By characters, so that none is cut in half.
  const characters = visible.length > maxLength ? Array.from(visible) : [];
  const isLong = characters.length > maxLength;
  const cut = isLong ? `${characters.slice(0, maxLength).join('').trimEnd()}…` : visible;
  return trust(`\`${cut === '' ? ' ' : cut}\``);
}

/** A file's path, or a place in it, uncut. */
export function codePath(path: string): Markdown {
  return code(path, Infinity);
}

/** Names in code spans, with commas between them. */
export function codeList(names: readonly string[]): Markdown {
  return joinMarkdown(
    names.map((name) => code(name)),
    ', ',
  );
}

/** The kind of an object: a plain word where it is one, as kinds of Kubernetes are. */
export function kindWord(kind: string): Markdown {
  return /^[A-Z][A-Za-z0-9]{0,62}$/.test(kind) ? trust(kind) : code(kind);
}

/** Words, numbers and punctuation that mean nothing to Markdown or GitHub. */
function isPlainWord(word: string): boolean {
  return isPlainAscii(word)
    ? /^[A-Za-z0-9.,:;!?'"()%+=/-]+$/.test(word)
    : /^[\p{L}\p{M}\p{N}.,:;!?'"()%+=/–—…-]+$/u.test(word);
}

/** Hashes, which GitHub links, addresses, and what starts a list or a heading's underline. */
const LINKED = /:\/\/|www\.|GH-\d|[0-9a-f]{7}/i;
const BLOCK_START = /^(?:[-+=]+|\d+[.)])$/;

/** Sentences as they were made, since most findings are told in the same ones. */
const knownProse = new Map<string, Markdown>();

/** As many as the rules have, with what they say of common images. */
const MAX_KNOWN = 2000;
/** Longer ones have names in them, and come once. */
const MAX_KNOWN_LENGTH = 400;

/**
 * A sentence with code spans in it, from where the types know less: its code spans stay, and every
 * other word in which GitHub could see more than a word becomes one.
 */
export function prose(sentence: string): Markdown {
  const known = knownProse.get(sentence);
  if (known !== undefined) return known;
  const made = makeProse(sentence);
  if (knownProse.size >= MAX_KNOWN) knownProse.clear();
  if (sentence.length <= MAX_KNOWN_LENGTH) knownProse.set(sentence, made);
  return made;
}

function makeProse(sentence: string): Markdown {
  const pieces = withoutHidden(sentence).split(/(`[^`]+`)/);
  const safe = pieces.map((piece, index) => (index % 2 === 1 ? piece : plainWords(piece)));
  // Two code spans without anything between them would be read as one that is longer.
  return trust(safe.join('').replaceAll('``', '` `'));
}

function plainWords(text: string): string {
  let isStart = true;
  return text.replaceAll('`', "'").replace(/\S+/g, (word) => {
    const isBlock = isStart && BLOCK_START.test(word);
    isStart = false;
    if (isPlainWord(word) && !LINKED.test(word) && !isBlock) return word;
    return wrapped(word);
  });
}

/** A word as code, the punctuation of the sentence around it left out. */
function wrapped(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && `"'(`.includes(word.charAt(start))) start++;
  while (end > start && `.,;:!?)"'`.includes(word.charAt(end - 1))) end--;
  if (start === end) return code(word, Infinity);
  return `${word.slice(0, start)}${code(word.slice(start, end), Infinity)}${word.slice(end)}`;
}

/** The hash of a commit, which GitHub links. */
export function commitHash(sha: string): Markdown {
  return /^[0-9a-f]{7,64}$/.test(sha) ? trust(sha) : code(sha);
}

/** A link of ours: its text, and an address that can't end it. */
export function link(text: Markdown, url: string): Markdown {
  const isAddress = /^https:\/\/[\w.-]+\/[\w./#@%+~=-]*$/.test(url);
  return isAddress ? md`[${text}](${trust(url)})` : code(url, Infinity);
}

/** A block of text, fenced by more backticks than it has in a row. */
export function fence(language: 'suggestion' | 'yaml' | 'diff', text: string): Markdown {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const ticks = '`'.repeat(Math.max(3, longest + 1));
  return trust([`${ticks}${language}`, ...(text === '' ? [] : [text]), ticks].join('\n'));
}

/** Lines that belong to an item of a list. */
export function indented(content: Markdown): Markdown {
  return trust(content.replace(/^(?!$)/gm, '  '));
}

/** What nobody sees: letters, digits and `:=,-` only, so that it can't end. */
export function comment(text: string): Markdown {
  return trust(`<!-- ${text.replace(/[^\w:=, -]/g, '').replace(/--+/g, '-')} -->`);
}

/** A block that is shown on request. Its title is HTML, where no Markdown is read: words of ours only. */
export function fold(title: Plain, content: Markdown): Markdown {
  return md`<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/**
 * What GitHub takes in a comment or in a check, with room for the closing lines: 65,536 characters in
 * the one, 65,535 bytes of UTF-8 in the other. No text has more characters than bytes.
 */
export const MAX_POST_BYTES = 60_000;

/** As many whole lines as fit into so many bytes of UTF-8, and those that do not. */
export function splitLines(text: Markdown, maxBytes: number): { kept: Markdown; rest: string[] } {
  const fitting = clipBytes(text, maxBytes);
  if (fitting.length === text.length) return { kept: text, rest: [] };
  const end = text.lastIndexOf('\n', fitting.length);
  const kept = trust(text.slice(0, Math.max(0, end)));
  return { kept, rest: text.slice(end + 1).split('\n') };
}

/** As many rows as fit into so many bytes of UTF-8, the others counted. */
export function fitRows(rows: readonly Markdown[], maxBytes: number): Markdown {
  let room = maxBytes;
  const shown = rows.filter((row) => {
    const bytes = byteLength(row) + 1;
    const isFitting = bytes <= room;
    if (isFitting) room -= bytes;
    return isFitting;
  });
  const rest = rows.length - shown.length;
  return joinMarkdown([...shown, ...(rest > 0 ? [md`- and ${rest} more`] : [])], '\n');
}

/** The sentences of a text: they end with a full stop outside of code. */
export function sentencesOf(text: Markdown): Markdown[] {
  const sentences: string[] = [];
  let current = '';
  for (const [index, piece] of text.split(/(`[^`]*`)/).entries()) {
    const parts = index % 2 === 1 ? [piece] : piece.split(/(?<=[.!?]) (?=[A-Z(]|$)/);
    for (const part of parts.slice(0, -1)) {
      sentences.push(current + part);
      current = '';
    }
    current += parts.at(-1) ?? '';
  }
  return [...sentences, current].map((one) => trust(one.trim())).filter((one) => one !== '');
}

/** Sentences about one thing in code: it has its name in the first of them, and is `It` in the others. */
export function withPronouns(sentences: readonly Markdown[]): Markdown[] {
  const [subject] = /^`[^`]+` /.exec(sentences[0] ?? '') ?? [];
  return sentences.map((sentence, index) =>
    index > 0 && subject !== undefined && sentence.startsWith(subject)
      ? trust(`It ${sentence.slice(subject.length)}`)
      : sentence,
  );
}

/** How many words a reader reads; a code span is as many as it has in it. */
export function countWords(text: Markdown): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
