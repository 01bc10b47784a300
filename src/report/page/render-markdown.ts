import { type Shown, htmlText, joinShown, shown } from '../../text/shown.ts';

/**
 * The HTML of our own Markdown: what `text/markdown.ts` makes, and no more. All else is text: nothing
 * that is not one of these constructs becomes a tag.
 *
 * @param level that of its headings
 */
export function renderMarkdown(text: string, level: 2 | 3 = 3): Shown {
  const reader = new BlockReader(text.split('\n'), level);
  return joinShown(reader.blocks(), '\n');
}

const FENCE = /^(`{3,})([a-z]*)$/;
const FOLD = /^<details><summary>(.*)<\/summary>$/;
const HEADING = /^#{1,6} (.*)$/;
const ITEM = /^ *(?:-|(\d)\.) (.*)$/;

/** Reads the lines of a text block by block. */
class BlockReader {
  readonly #lines: readonly string[];
  readonly #level: 2 | 3;
  #at = 0;

  constructor(lines: readonly string[], level: 2 | 3) {
    this.#lines = lines;
    this.#level = level;
  }

  blocks(): Shown[] {
    const blocks: Shown[] = [];
    while (this.#at < this.#lines.length) {
      const line = this.#next();
      if (line === '' || line.startsWith('<!-- ')) continue;
      blocks.push(this.#block(line));
    }
    return blocks;
  }

  #next(): string {
    return this.#lines[this.#at++] ?? '';
  }

  #block(line: string): Shown {
    const [, ticks] = FENCE.exec(line) ?? [];
    if (ticks !== undefined) return this.#code(ticks);
    const [, title] = FOLD.exec(line) ?? [];
    if (title !== undefined) return shown`<details><summary>${inline(title)}</summary>`;
    if (line === '</details>') return shown`</details>`;
    const [, heading] = HEADING.exec(line) ?? [];
    if (heading !== undefined) return shown`<h${this.#level}>${inline(heading)}</h${this.#level}>`;
    if (ITEM.test(line)) return this.#list(line);
    return this.#paragraph(line);
  }

  #code(ticks: string): Shown {
    const start = this.#at;
    const end = this.#lines.indexOf(ticks, start);
    this.#at = end === -1 ? this.#lines.length : end + 1;
    const lines = this.#lines.slice(start, end === -1 ? undefined : end);
    return shown`<pre>${htmlText(lines.join('\n'))}</pre>`;
  }

  #list(first: string): Shown {
    const [, number] = ITEM.exec(first) ?? [];
    const items: Shown[] = [];
    let line: string | undefined = first;
    while (line !== undefined) {
      const [, , text = ''] = ITEM.exec(line) ?? [];
      items.push(shown`<li>${inline(text)}</li>`);
      line = ITEM.test(this.#lines[this.#at] ?? '') ? this.#next() : undefined;
    }
    const list = joinShown(items, '');
    return number === undefined ? shown`<ul>${list}</ul>` : shown`<ol>${list}</ol>`;
  }

  #paragraph(first: string): Shown {
    const lines = [first];
    while (this.#at < this.#lines.length && !isBlockStart(this.#lines[this.#at] ?? '')) {
      lines.push(this.#next());
    }
    return shown`<p>${inline(lines.join(' '))}</p>`;
  }
}

function isBlockStart(line: string): boolean {
  const starts = [FENCE, FOLD, HEADING, ITEM];
  return line === '' || line.startsWith('<') || starts.some((start) => start.test(line));
}

const SPANS = /(`[^`]+`)|\*\*([^*]+)\*\*|\[([^\][]+)\]\((https:\/\/[^\s()]+)\)/g;

/** Code, bold text and links of a line. */
export function inline(text: string): Shown {
  const pieces: Shown[] = [];
  let at = 0;
  for (const found of text.matchAll(SPANS)) {
    pieces.push(htmlText(text.slice(at, found.index)), spanOf(found));
    at = found.index + found[0].length;
  }
  return joinShown([...pieces, htmlText(text.slice(at))], '');
}

function spanOf([, code, bold, words, address]: RegExpExecArray): Shown {
  if (code !== undefined) return shown`<code>${htmlText(code.slice(1, -1))}</code>`;
  if (bold !== undefined) return shown`<strong>${inline(bold)}</strong>`;
  const href = htmlText(address ?? '');
  return shown`<a href="${href}" rel="noopener noreferrer">${inline(words ?? '')}</a>`;
}
