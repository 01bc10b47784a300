import type { Manifest } from '../../kubernetes/manifest.ts';
import type { Span } from '../../yaml/lines.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import { textsWith } from '../../yaml/texts-with.ts';
import { type Claim, readReason } from './claim.ts';

/** What a comment starts with that is an exemption. */
export const IGNORE_MARK = 'podseal-ignore';

/** More than people write in one file; a limit, because each comment's lines are read again. */
const MAX_COMMENTS = 200;

/**
 * The exemptions in the comments of a manifest: `# podseal-ignore no-privileged: CSI driver mounts
 * volumes`. At the end of a line one is for that line and the block that it begins; alone on its line
 * it is for the line below and its block, and at the top of a document for all of it.
 */
export function commentClaims({ file, documents }: Manifest): Claim[] {
  return documents.flatMap((document) => claimsIn(file.text, document)).slice(0, MAX_COMMENTS);
}

function claimsIn(text: string, document: ParsedDocument): Claim[] {
  if (!text.slice(document.span.start, document.span.end).includes(IGNORE_MARK)) return [];
  const lines = linesIn(text, document.span);
  const texts = textsWith(document, IGNORE_MARK);
  const marked = lines.flatMap(({ content }, index) =>
    content.includes(IGNORE_MARK) ? [index] : [],
  );
  return marked.slice(0, MAX_COMMENTS).flatMap((index) => claimOf(lines, index, texts) ?? []);
}

function claimOf(lines: readonly Line[], index: number, texts: readonly Span[]): Claim | undefined {
  const { span, content } = lines[index] ?? { span: { start: 0, end: 0 }, content: '' };
  const mark = content.indexOf(IGNORE_MARK);
  const hash = content.lastIndexOf('#', mark);
  if (mark === -1 || hash === -1 || content.slice(hash + 1, mark).trim() !== '') return undefined;
  const at = { start: span.start + hash, end: span.end };
  if (texts.some(({ start, end }) => start <= at.start && at.start < end)) return undefined;
  const said = content.slice(mark + IGNORE_MARK.length);
  const colon = said.indexOf(':');
  const names = colon === -1 ? said : said.slice(0, colon);
  const isAlone = content.slice(0, hash).trim() === '';
  const region = regionOf(lines, index, isAlone);
  return {
    by: 'comment',
    rules: names.split(/[\s,]+/).filter((name) => name !== ''),
    ...readReason(colon === -1 ? '' : said.slice(colon + 1)),
    at,
    covers: ({ span: { start } }) => start >= region.start && start < region.end,
  };
}

interface Line {
  readonly span: Span;
  readonly content: string;
}

function linesIn(text: string, { start, end }: Span): Line[] {
  let at = start;
  return text
    .slice(start, end)
    .split('\n')
    .map((content) => {
      const span = { start: at, end: at + content.trimEnd().length };
      at += content.length + 1;
      return { span, content };
    });
}

/** What a comment is for: a line, with the lines below it that are indented deeper. */
function regionOf(lines: readonly Line[], comment: number, isAlone: boolean): Span {
  const last = lines.at(-1)?.span.end ?? 0;
  const head = isAlone ? lines.findIndex((line, at) => at > comment && !isEmpty(line)) : comment;
  const line = lines[head];
  if (!line) return { start: last, end: last };
  const isTop = isAlone && lines.slice(0, head).every(isEmpty);
  if (isTop) return { start: line.span.start, end: last + 1 };
  const column = indentOf(line);
  const isItem = isListItem(line);
  const next = lines.findIndex((other, at) => {
    if (at <= head || isEmpty(other)) return false;
    const isOwnList = !isItem && isListItem(other) && indentOf(other) === column;
    return indentOf(other) <= column && !isOwnList;
  });
  return { start: line.span.start, end: lines[next]?.span.start ?? last + 1 };
}

function isEmpty({ content }: Line): boolean {
  const text = content.trim();
  return text === '' || text.startsWith('#') || text.startsWith('---');
}

function indentOf({ content }: Line): number {
  return content.length - content.trimStart().length;
}

function isListItem({ content }: Line): boolean {
  return /^\s*-(?:\s|$)/.test(content);
}
