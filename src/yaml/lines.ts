/** A half-open range of UTF-16 offsets into a file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a file: line and column, both from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text. A line ends at a line feed, as in git; a carriage return before it belongs to the line break. */
export interface Lines {
  readonly count: number;
  /** The position of an offset. An offset past the end is the end. */
  position(offset: number): Position;
  /** The span of a line's content, without its line break. Lines count from 1. */
  span(line: number): Span;
}

/**
 * Indexes the line starts of a text.
 *
 * @param text the decoded text, a byte order mark included
 */
export function indexLines(text: string): Lines {
  return new LineIndex(text);
}

class LineIndex implements Lines {
  readonly #text: string;
  /** Most files have nothing whose line is asked for. */
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get count(): number {
    return this.#allStarts().length;
  }

  position(offset: number): Position {
    const line = lastAtOrBefore(this.#allStarts(), offset) + 1;
    const end = Math.min(offset, this.#text.length);
    return { line, column: Math.max(0, end - this.#startOf(line)) + 1 };
  }

  span(line: number): Span {
    const start = this.#startOf(line);
    return { start, end: endOfLine(this.#text, start) };
  }

  #startOf(line: number): number {
    return this.#allStarts()[line - 1] ?? this.#text.length;
  }

  #allStarts(): readonly number[] {
    return (this.#starts ??= startsOf(this.#text));
  }
}

function startsOf(text: string): number[] {
  const starts = [contentStart(text)];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  // A line feed at the end of the text ends the last line and starts no other.
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  return starts;
}

/**
 * The offset at which the content of the line around `offset` ends: before its line break.
 */
export function endOfLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed === -1) return text.length;
  return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** The offset at which the line around `offset` starts. */
export function startOfLine(text: string, offset: number): number {
  const feed = offset === 0 ? -1 : text.lastIndexOf('\n', offset - 1);
  return feed === -1 ? contentStart(text) : feed + 1;
}

/** A byte order mark has no column in the first line. */
function contentStart(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * For Kubernetes' reader these end a line, and so a comment, too (kubernetes-sigs/yaml,
 * goyaml.v2/yamlprivateh.go, is_break). Otherwise Kubernetes would see text after one of them in a
 * comment, and we would not. Each is one UTF-16 unit, like the line feed, so offsets stay the same.
 */
export function withKubernetesBreaks(text: string): string {
  return hasKubernetesBreaks(text) ? text.replace(/[\u0085\u2028\u2029]/g, '\n') : text;
}

/** Whether a text has one of them. To look for each is ten times as fast as one expression. */
export function hasKubernetesBreaks(text: string): boolean {
  return ['\u0085', '\u2028', '\u2029'].some((one) => text.includes(one));
}
