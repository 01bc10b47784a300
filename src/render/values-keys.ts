import type { Span } from '../yaml/lines.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import {
  type Path,
  type Value,
  field,
  itemAt,
  isMapping,
  ownFields,
  rootOf,
  textOf,
  valueAt,
} from '../yaml/value.ts';
import {
  type InlineValues,
  type ReadFrom,
  type ValuesDocument,
  inlineDocument,
  inlineRoot,
} from './inline-values.ts';

/** A file with values of a chart. */
export interface ValuesFile {
  readonly path: string;
  readonly text: string;
  /** Where its values are among those of the chart that is rendered, as a JSON pointer. */
  readonly below: string;
  /** Set where they stand in an object of the file. */
  readonly inline?: InlineValues | undefined;
  /** What is written there, if `text` is that with parameters filled in. */
  readonly written?: string | undefined;
}

/** A key in a file of values. */
export interface ValuesKey {
  readonly path: string;
  readonly key: Span;
  readonly value: Value;
  /** Where it is among the values of the chart that is rendered, as a JSON pointer. */
  readonly pointer: string;
  /** The text that it is in, where that is not the file's. */
  readonly from?: ReadFrom | undefined;
  readonly file: ValuesFile;
}

/** How deep below a key another one is looked for. */
const MAX_DEPTH = 6;

/** Finds where values are written. */
export class ValuesKeys {
  readonly #files: readonly ValuesFile[];
  readonly #roots = new Map<string, readonly Value[]>();

  /** @param files the ones first that count over the others */
  constructor(files: readonly ValuesFile[]) {
    this.#files = files;
  }

  /** The key of a value, by its JSON pointer, in the file that counts; undefined where none has it. */
  find(pointer: string): ValuesKey | undefined {
    return this.#all(pointer).next().value ?? undefined;
  }

  /**
   * The key below a value that a template has written as a whole, such as with `toYaml`.
   *
   * @param name the key's name
   * @param written its value as it was written, where it is a scalar
   */
  findBelow(pointer: string, name: string, written: string): ValuesKey | undefined {
    for (const { path, value, pointer: start, from, file } of this.#all(pointer)) {
      const found = search(value, name, written, 0);
      const steps = found?.value.path.slice(value.path.length) ?? [];
      if (found) return { path, ...found, from, file, pointer: start + pointerTo(steps) };
    }
    return undefined;
  }

  /**
   * The key of an image's tag or digest, which says which version it is, beside that of its repository.
   *
   * @param written the image
   */
  versionBeside({ value, pointer }: ValuesKey, written: string): ValuesKey | undefined {
    const [, version] = /[:@]([\w.-]+(?::[0-9a-f]+)?)["']?$/.exec(written) ?? [];
    if (version === undefined || isWritten(value, written)) return undefined;
    const parent = valueAt(rootOf(value.document), value.path.slice(0, -1));
    const above = pointer.slice(0, pointer.lastIndexOf('/'));
    for (const { name } of ownFields(parent)) {
      const beside = this.find(`${above}${pointerTo([name])}`);
      if (beside && isWritten(beside.value, version)) return beside;
    }
    return undefined;
  }

  /** The files that can have a value, each with the steps to it from there. */
  filesFor(pointer: string): { readonly file: ValuesFile; readonly steps: readonly string[] }[] {
    return this.#files.flatMap((file) =>
      pointer.startsWith(`${file.below}/`)
        ? [{ file, steps: stepsOf(pointer.slice(file.below.length)) }]
        : [],
    );
  }

  /** The documents of a file that its values are written in, the ones first that count over the others. */
  documentsIn(file: ValuesFile): readonly ValuesDocument[] {
    const { inline, text, written = text } = file;
    if (inline) return [inlineDocument(inline, written) ?? []].flat();
    return this.#rootsOf(file).map(({ document }) => ({
      ...{ document, at: [], kind: 'values' as const },
      data: document.toData(),
    }));
  }

  /** The steps to a key from the values of its file. */
  stepsTo({ file, pointer }: ValuesKey): readonly string[] {
    return stepsOf(pointer.slice(file.below.length));
  }

  /** The keys of a value in all files, since Helm merges what they hold. */
  *#all(pointer: string): Generator<ValuesKey, undefined, undefined> {
    for (const file of this.#files) {
      if (pointer !== file.below && !pointer.startsWith(`${file.below}/`)) continue;
      const steps = stepsOf(pointer.slice(file.below.length));
      for (const root of this.#rootsOf(file)) {
        const found = follow(root, steps);
        if (found) yield { path: file.path, ...found, from: file.inline?.from, file, pointer };
      }
    }
    return undefined;
  }

  #rootsOf(file: ValuesFile): readonly Value[] {
    const { path, inline } = file;
    const { document, at, from } = inline ?? {};
    const key = inline ? JSON.stringify([path, document, at, from?.text]) : path;
    const known = this.#roots.get(key) ?? readRoots(file);
    this.#roots.set(key, known);
    return known;
  }
}

function readRoots({ text, inline }: ValuesFile): Value[] {
  if (inline) return [inlineRoot(inline, text) ?? []].flat();
  const roots = splitDocuments(text).flatMap((span, index) => {
    const parsed = parseDocumentAt(text, span, index);
    return parsed && 'root' in parsed ? [rootOf(parsed)] : [];
  });
  // Helm merges them, the later ones over the earlier.
  return roots.toReversed();
}

type Found = Pick<ValuesKey, 'key' | 'value'>;

function pointerTo(path: Path): string {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return steps.map((step) => `/${step}`).join('');
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function follow(root: Value, steps: readonly string[]): Found | undefined {
  let found: Found | undefined;
  let value: Value | undefined = root;
  for (const step of steps) {
    const next: Found | undefined = child(value, step);
    if (!next) return undefined;
    found = next;
    ({ value } = next);
  }
  return found;
}

function child(value: Value, step: string): Found | undefined {
  if (isMapping(value)) return field(value, step);
  const item = /^\d+$/.test(step) ? itemAt(value, Number(step)) : undefined;
  return item && { key: item.span, value: item };
}

function search(value: Value, name: string, written: string, depth: number): Found | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const own = isMapping(value) ? ownFields(value) : [];
  const same = own.find((one) => one.name === name && mayBeWritten(one.value, written));
  if (same) return same;
  for (const one of own) {
    const found = search(one.value, name, written, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Whether a scalar is what was written, with quotes or without. */
export function isWritten(value: Value, written: string): boolean {
  return textOf(value) === written.replace(/^(["'])(.*)\1$/, '$2');
}

/** What is no scalar is written on lines of its own. */
function mayBeWritten(value: Value, written: string): boolean {
  return textOf(value) === undefined || isWritten(value, written);
}

/**
 * The line of a file on which a line of a text in its values stands, if the text is written as it is, after `|`.
 *
 * @param line in the text, from 1
 * @param written what the line became
 */
export function lineOfText(
  { value, file }: ValuesKey,
  line: number,
  written: string,
): number | undefined {
  const { text, inline } = file;
  const { start, end } = value.span;
  if (inline || text[start] !== '|') return undefined;
  const row = text.slice(start, end).split('\n')[line];
  const [literal = ''] = row?.trim().split('{{') ?? [];
  const isIt = literal !== '' && written.startsWith(literal.trimEnd());
  return isIt ? text.slice(0, start).split('\n').length + line : undefined;
}
