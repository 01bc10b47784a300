/** A line of a template, taken apart. */
export interface TemplateLine {
  /** The columns before its text. */
  readonly indent: number;
  /** Its text up to its first action. */
  readonly literal: string;
  /** Whether it is written as it is. */
  readonly isLiteral: boolean;
  /** Whether what follows in the template is a line of its own in what it writes. */
  readonly isWhole: boolean;
}

const ACTION = /\{\{-?\s*(?:(?<opens>if|with|range|define|block)|(?<ends>end)|(?<turns>else))?\b/g;

/** Takes a line of a template apart, without its line break. */
export function readTemplateLine(line: string): TemplateLine {
  const text = line.trim();
  const at = text.indexOf('{{');
  const isBalanced = count(text, '{{') === count(text, '}}');
  return {
    indent: line.length - line.trimStart().length,
    literal: at === -1 ? text : text.slice(0, at),
    isLiteral: at === -1,
    isWhole: isBalanced && nesting(text).every((depth) => depth >= 0) && ends(text),
  };
}

function ends(text: string): boolean {
  return (nesting(text).at(-1) ?? 0) === 0 && !text.endsWith('-}}');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** How deep in conditions a text is after each of its actions; an `else` is one below for itself. */
function nesting(text: string): number[] {
  let depth = 0;
  const depths: number[] = [];
  for (const { groups } of text.matchAll(ACTION)) {
    if (groups?.['turns'] !== undefined) depths.push(depth - 1);
    if (groups?.['opens'] !== undefined) depth++;
    if (groups?.['ends'] !== undefined) depth--;
    depths.push(depth);
  }
  return depths;
}

/** Whether two places of a template are in the same branch of its conditions. */
export function isSameBranch(text: string, one: number, other: number): boolean {
  const between = text.slice(Math.min(one, other), Math.max(one, other));
  const depths = nesting(between);
  return depths.every((depth) => depth >= 0) && (depths.at(-1) ?? 0) === 0;
}

/**
 * Whether a mapping in a template has a key, at a column, in one of its branches: what is written beside it is
 * there twice with other values.
 *
 * @param line a line of the mapping, counted from 0
 */
export function hasKey(
  lines: readonly string[],
  line: number,
  { column, name }: { readonly column: number; readonly name: string },
): boolean {
  for (let at = line; at >= 0; at--) {
    const { text, head, isAction } = rowOf(lines[at]);
    if (DEFINITION.test(text)) break;
    if (isAction) continue;
    if (head === column && isKey(text.slice(head), name)) return true;
    if (indentOf(text) < column) break;
  }
  for (let at = line + 1; at < lines.length; at++) {
    const { text, head, isAction } = rowOf(lines[at]);
    if (DEFINITION.test(text)) break;
    if (isAction) continue;
    if (indentOf(text) < column) break;
    if (head === column && isKey(text.slice(head), name)) return true;
  }
  return false;
}

const CONTROL = /^\{\{-? ?(?:if|with|range|else|end|define|block)\b/;
const INDENT = /\bn?indent {1,8}(?<column>\d+)/;

/** The column that what an action writes is indented to, as far as it names it. */
function indentIn(action: string): number | undefined {
  if (!action.startsWith('{{') || CONTROL.test(action)) return undefined;
  const column = INDENT.exec(action)?.groups?.['column'];
  return column === undefined ? undefined : Number(column);
}

/**
 * Whether what follows in a template belongs to what stands above a line: with other values, it may be written there,
 * and new lines between would take it over.
 *
 * @param line the line that new lines come below, counted from 0
 * @param added the first of the new lines
 */
export function isContinued(lines: readonly string[], line: number, added: string): boolean {
  const column = indentOf(added);
  const isItem = added.startsWith('- ', column);
  for (let at = line + 1; at < lines.length; at++) {
    const text = lines[at] ?? '';
    if (DEFINITION.test(text)) return false;
    const content = text.trim();
    const written = indentIn(content);
    if (content === '' || content.startsWith('#')) continue;
    if (content.startsWith('{{') && written === undefined) continue;
    const next = written ?? indentOf(text);
    if (next !== column || isItem) return next > column;
    return written === undefined ? content.startsWith('- ') : isInList(lines, line, column);
  }
  return false;
}

/**
 * The column of the items that a template may write below a key: new ones have to stand there, too. Undefined where
 * nothing tells.
 *
 * @param line the key's line, counted from 0
 */
export function itemColumnBelow(lines: readonly string[], line: number): number | undefined {
  const key = lines[line] ?? '';
  if (!/:\s*$/.test(key)) return undefined;
  for (let at = line + 1; at < lines.length; at++) {
    const text = lines[at] ?? '';
    const content = text.trim();
    const written = indentIn(content);
    if (content === '' || content.startsWith('#')) continue;
    if (content.startsWith('{{') && written === undefined) continue;
    const column = written ?? indentOf(text);
    const isItem = written !== undefined || content.startsWith('- ');
    return isItem && column >= indentOf(key) ? column : undefined;
  }
  return undefined;
}

/** Whether a line is of a list whose items stand at the column of its key, or of a key there that has nothing yet. */
function isInList(lines: readonly string[], line: number, column: number): boolean {
  let isEmpty = true;
  for (let at = line; at >= 0; at--) {
    const { text, isAction } = rowOf(lines[at]);
    const indent = indentOf(text);
    if (isAction) continue;
    if (indent > column) {
      isEmpty = false;
      continue;
    }
    return indent === column && (text.startsWith('- ', column) || (isEmpty && /:\s*$/.test(text)));
  }
  return false;
}

/**
 * Whether a list in a template has an item with a name, in a branch that may be off.
 *
 * @param line a line of the list, or its key's, counted from 0
 */
export function hasItem(
  lines: readonly string[],
  line: number,
  { column, name }: { readonly column: number; readonly name: string },
): boolean {
  const isItem = (text: string): boolean =>
    indentOf(text) === column &&
    [name, `"${name}"`, `'${name}'`].some((one) => text.trim() === `- name: ${one}`);
  const isPast = (text: string): boolean =>
    DEFINITION.test(text) || (!rowOf(text).isAction && indentOf(text) < column);
  const below = lines.slice(line + 1);
  const above = lines.slice(0, line).toReversed();
  return [below, above].some((some) => {
    const end = some.findIndex(isPast);
    return some.slice(0, end === -1 ? some.length : end).some(isItem);
  });
}

const DEFINITION = /^\s*\{\{-?\s*define\b/;

interface Row {
  readonly text: string;
  /** The columns before its text, dashes of lists included. */
  readonly head: number;
  /** Whether it starts with an action, which can stand in any column, or is blank. */
  readonly isAction: boolean;
}

function rowOf(text = ''): Row {
  const [head = ''] = /^ *(?:- +)*/.exec(text) ?? [];
  return {
    text,
    head: head.length,
    isAction: text.trim() === '' || text.startsWith('{{', head.length),
  };
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function isKey(text: string, name: string): boolean {
  return [`${name}:`, `"${name}":`, `'${name}':`].some((key) => text.startsWith(key));
}

/** An `if` of a template without `else`. */
export interface OffBranch {
  /** Its line and that of its end, counted from 0. */
  readonly from: number;
  readonly to: number;
}

const IF = /^\{\{-? ?if\b/;
const END = /^\{\{-? ?end ?\}\}$/;

/**
 * The `if` that has a key of a mapping in a template, where that key is all that it writes: what the mapping lacks
 * otherwise belongs in its `else`.
 *
 * @param line a line of the mapping, counted from 0
 */
export function branchWith(
  lines: readonly string[],
  line: number,
  { column, name }: { readonly column: number; readonly name: string },
): OffBranch | undefined {
  for (const [at, text] of lines.entries()) {
    if (indentOf(text) !== column || !isKey(text.slice(column), name)) continue;
    const branch = branchFrom(lines, at - 1, column);
    if (!branch || (line >= branch.from && line <= branch.to)) continue;
    const length = branch.to - branch.from + 1;
    const rest = lines.toSpliced(branch.from, length);
    const own = branch.from < line ? line - length : line;
    if (!hasKey(rest, own, { column, name })) return branch;
  }
  return undefined;
}

function branchFrom(lines: readonly string[], from: number, column: number): OffBranch | undefined {
  if (!IF.test(lines[from]?.trim() ?? '')) return undefined;
  for (let to = from + 2; to < lines.length; to++) {
    const text = lines[to] ?? '';
    const content = text.trim();
    if (END.test(content)) return { from, to };
    // With more conditions in it, nobody knows what it writes.
    if (CONTROL.test(content)) return undefined;
    if (content !== '' && !content.startsWith('{{') && indentOf(text) <= column) return undefined;
  }
  return undefined;
}
