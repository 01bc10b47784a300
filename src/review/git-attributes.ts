import type { Attribute, Attributes } from '../kubernetes/made-elsewhere.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { wildmatch } from '../text/wildmatch.ts';

/** Git passes over longer lines (attr.h: ATTR_MAX_LINE_LENGTH). */
const MAX_LINE = 2048;

/** GitHub's API gives no larger text whole, so that none is read anywhere. */
const MAX_LENGTH = 500_000;

const [GENERATED, VENDORED] = ['linguist-generated', 'linguist-vendored'] as const;

/** What a line sets an attribute to; undefined takes back what other lines say. */
interface Assignment {
  readonly name: string;
  readonly value: boolean | undefined;
}

/** A line of a `.gitattributes`. */
interface Line {
  readonly source: string;
  readonly matches: (path: string) => boolean;
  readonly assignments: readonly Assignment[];
}

/**
 * What the `.gitattributes` of a repository say of its files (gitattributes(5)): the last line that
 * matches counts, and a file further in more than one further out.
 *
 * @param files those of the repository, by their paths in it
 * @returns what they say of a path
 */
export function readAttributes(
  files: readonly SourceFile[],
): (path: string) => Attributes | undefined {
  const macros = new Map<string, readonly Assignment[]>();
  const lines = files
    .filter(({ text }) => text.length <= MAX_LENGTH)
    .toSorted((one, other) => depth(one) - depth(other))
    .flatMap((file) => linesOf(file, macros))
    .filter(({ assignments }) => assignments.some((one) => concerns(one, macros)))
    .toReversed();
  if (lines.length === 0) return () => undefined;
  return (path) => {
    const known = new Map<string, Attribute | undefined>();
    for (const { source, matches, assignments } of lines) {
      if (known.has(GENERATED) && known.has(VENDORED)) break;
      if (matches(path)) assign(assignments, source, macros, known);
    }
    return { generated: known.get(GENERATED), vendored: known.get(VENDORED) };
  };
}

function depth({ path }: SourceFile): number {
  return path.split('/').length;
}

/** Whether an attribute is one of ours, or stands for others that may be. */
function concerns({ name }: Assignment, macros: ReadonlyMap<string, unknown>): boolean {
  return name === GENERATED || name === VENDORED || macros.has(name);
}

/** Sets what no line behind has set; a macro that is set, what it stands for. */
function assign(
  assignments: readonly Assignment[],
  source: string,
  macros: ReadonlyMap<string, readonly Assignment[]>,
  known: Map<string, Attribute | undefined>,
): void {
  for (const { name, value } of assignments.toReversed()) {
    if (known.has(name)) continue;
    known.set(name, value === undefined ? undefined : { value, source });
    const macro = value === true ? macros.get(name) : undefined;
    if (macro) assign(macro, source, macros, known);
  }
}

/** The lines of a file; those that define a macro, which only the outermost file may, go to `macros`. */
function linesOf(
  { path: source, text }: SourceFile,
  macros: Map<string, readonly Assignment[]>,
): Line[] {
  const folder = source.slice(0, source.lastIndexOf('/') + 1);
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line) => {
      const [pattern, ...words] = line.length > MAX_LINE ? [] : wordsOf(line);
      if (pattern === undefined) return [];
      const assignments = words.map(assignmentOf);
      const macro = /^\[attr\](.+)/.exec(pattern)?.[1];
      if (macro !== undefined) {
        if (folder === '') macros.set(macro, assignments);
        return [];
      }
      const matches = patternMatcher(pattern);
      if (!matches) return [];
      return [{ source, assignments, matches: (path: string) => inside(folder, path, matches) }];
    });
}

function inside(folder: string, path: string, matches: (path: string) => boolean): boolean {
  return path.startsWith(folder) && matches(path.slice(folder.length));
}

/** The words of a line, of which the first may be in quotes; none for a comment. */
function wordsOf(line: string): string[] {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const quoted = /^"((?:[^"\\]|\\[^])*)"(?=\s|$)/.exec(trimmed);
  if (!quoted) return trimmed.split(/[ \t\r]+/);
  const rest = trimmed.slice(quoted[0].length).trim();
  return [unquote(quoted[1] ?? ''), ...(rest === '' ? [] : rest.split(/[ \t\r]+/))];
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
};

/** Git's quotes: as in C, bytes of UTF-8 in octal. */
function unquote(text: string): string {
  return text
    .replace(/(?:\\[0-3][0-7]{2})+/g, (octal) => {
      const bytes = octal.slice(1).split('\\');
      return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 8)));
    })
    .replace(/\\([^])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** Linguist takes every value but `false` for true. */
function assignmentOf(word: string): Assignment {
  if (word.startsWith('!')) return { name: word.slice(1), value: undefined };
  if (word.startsWith('-')) return { name: word.slice(1), value: false };
  const [name = '', value] = word.split('=', 2);
  return { name, value: value !== 'false' };
}

/** A test for paths from the folder of the file; undefined for a pattern that is for no file. */
function patternMatcher(pattern: string): ((path: string) => boolean) | undefined {
  // Git passes over patterns that exclude, and a `/` at the end is for folders, which have no attributes here.
  if (pattern.startsWith('!') || pattern.endsWith('/')) return undefined;
  const fits = wildmatch(pattern.replace(/^\//, ''));
  if (pattern.includes('/')) return fits;
  return (path) => fits(path.slice(path.lastIndexOf('/') + 1));
}
