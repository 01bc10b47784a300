import type { Span } from './lines.ts';

/**
 * Splits a YAML stream into documents by scanning for document markers, so that irrelevant documents
 * need not be parsed.
 *
 * A line that starts with `---` or `...` is always a marker: YAML 1.2 (9.1.2, 9.1.4) forbids
 * it inside every kind of scalar and collection.
 *
 * @returns the documents with any content, in order; each span starts at its `---` line, or at its
 *   directives, and ends where the next document starts
 */
export function splitDocuments(text: string): Span[] {
  const documents: Span[] = [];
  let current = { start: 0, content: false, directive: false };
  const close = (end: number, next: number): void => {
    if (current.content) documents.push({ start: current.start, end });
    current = { start: next, content: false, directive: false };
  };
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed + 1;
    const line = kindOfLine(text, start, end);
    if (line === 'end') close(end, end);
    else if (line === 'directive' && !current.content) current.directive = true;
    else if (line === 'start' || line === 'start with content') {
      // Directives belong to the document after them.
      if (current.content || !current.directive) close(start, start);
      current.content = line === 'start with content';
      current.directive = false;
    } else if (line !== 'blank') current.content = true;
    start = end;
  }
  close(text.length, text.length);
  return documents;
}

type LineKind = 'start' | 'start with content' | 'end' | 'directive' | 'blank' | 'content';

function kindOfLine(text: string, start: number, end: number): LineKind {
  const from = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const isMarker = /^[ \t\r\n]?$/.test(text.slice(from + 3, Math.min(from + 4, end)));
  if (isMarker && text.startsWith('...', from)) return 'end';
  if (isMarker && text.startsWith('---', from)) {
    return hasContent(text.slice(from + 3, end)) ? 'start with content' : 'start';
  }
  if (text[from] === '%') return 'directive';
  return hasContent(text.slice(from, end)) ? 'content' : 'blank';
}

function hasContent(line: string): boolean {
  return /^[ \t]*[^ \t\r\n#]/.test(line);
}
