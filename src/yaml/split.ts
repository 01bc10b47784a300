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
    const from = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
    const marker = markerAt(text, from, end);
    if (marker === END) close(end, end);
    else if (marker === START) {
      // Directives belong to the document after them.
      if (current.content || !current.directive) close(start, start);
      current.content = hasContent(text.slice(from + START.length, end));
      current.directive = false;
    } else if (!current.content) {
      if (text[from] === '%') current.directive = true;
      else current.content = hasContent(text.slice(from, end));
    }
    start = end;
  }
  close(text.length, text.length);
  return documents;
}

const START = '---';
const END = '...';

/** The marker that a line starts with. */
function markerAt(text: string, from: number, end: number): typeof START | typeof END | undefined {
  const first = text[from];
  if (first !== '-' && first !== '.') return undefined;
  const marker = first === '-' ? START : END;
  if (!text.startsWith(marker, from)) return undefined;
  const after = from + marker.length;
  return after >= end || ' \t\r\n'.includes(text.charAt(after)) ? marker : undefined;
}

function hasContent(line: string): boolean {
  return /^[ \t]*[^ \t\r\n#]/.test(line);
}
