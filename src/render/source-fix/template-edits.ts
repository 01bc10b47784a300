import { groupBy } from '../../judge/grouping.ts';
import { type Edit, doOverlap } from '../../yaml/edit/edit.ts';
import { blockText, columnOf, layoutOf, lineBreakAt } from '../../yaml/edit/layout.ts';
import { type Refusal, planEdits } from '../../yaml/edit/plan-edits.ts';
import { endOfLine, indexLines } from '../../yaml/lines.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import type { Data, ValueChange } from '../../yaml/value-change.ts';
import { type Path, isList, items, rootOf, valueAt } from '../../yaml/value.ts';
import type { ChartManifest } from '../rendered-manifests.ts';
import {
  branchWith,
  hasItem,
  hasKey,
  isContinued,
  isSameBranch,
  itemColumnBelow,
  readTemplateLine,
} from './template-line.ts';

/** An edit of a file of a chart. */
export interface SourceEdit extends Edit {
  /** From the chart's folder. */
  readonly path: string;
}

const NOT_LITERAL: Refusal = { refused: 'the lines around it are not written in a template' };

/**
 * Finds edits of templates that make these changes to a rendered document: the edits that a person would
 * make in the rendering, on the literal lines that it comes from.
 *
 * @param files the chart's texts by their path
 */
export function templateEdits(
  rendered: ChartManifest,
  document: ParsedDocument,
  changes: readonly ValueChange[],
  files: Readonly<Record<string, string>>,
): readonly SourceEdit[] | Refusal {
  const writer = new TemplateWriter(rendered, document, files);
  const whole = writer.plan(changes);
  if (!('refused' in whole)) return whole;
  const lists = groupBy(
    changes.filter(({ kind }) => kind === 'append'),
    ({ path }) => JSON.stringify(path),
  );
  const onTop = lists.filter((list) => 'refused' in writer.plan(list)).flat();
  if (onTop.length === 0) return whole;
  const others = changes.filter((change) => !onTop.includes(change));
  const rest = others.length === 0 ? [] : writer.plan(others);
  const added = writer.onTop(onTop);
  if ('refused' in rest) return rest;
  return added ? [...rest, ...added] : NOT_LITERAL;
}

class TemplateWriter {
  readonly #rendered: ChartManifest;
  readonly #document: ParsedDocument;
  readonly #files: Readonly<Record<string, string>>;

  constructor(
    rendered: ChartManifest,
    document: ParsedDocument,
    files: Readonly<Record<string, string>>,
  ) {
    this.#rendered = rendered;
    this.#document = document;
    this.#files = files;
  }

  plan(changes: readonly ValueChange[]): readonly SourceEdit[] | Refusal {
    const plan = planEdits(this.#document, changes, (edits) => this.#all(edits) !== undefined);
    if ('refused' in plan) return plan;
    const made = this.#all(plan.edits);
    return made && !doOverlap(made) ? made : NOT_LITERAL;
  }

  /** Adds elements at the start of lists, below their keys: what ends them may be no literal line. */
  onTop(changes: readonly ValueChange[]): readonly SourceEdit[] | undefined {
    const byList = new Map<string, { readonly path: Path; readonly data: Data[] }>();
    for (const change of changes) {
      if (change.kind !== 'append') return undefined;
      const known = byList.get(JSON.stringify(change.path));
      if (known) known.data.push(change.value);
      else byList.set(JSON.stringify(change.path), { path: change.path, data: [change.value] });
    }
    const edits = [...byList.values()].map(({ path, data }) => this.#onTopOf(path, data));
    return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
  }

  #onTopOf(path: Path, data: readonly Data[]): readonly SourceEdit[] | undefined {
    const list = valueAt(rootOf(this.#document), path);
    const parent = valueAt(rootOf(this.#document), path.slice(0, -1));
    const [first] = items(list);
    const { text } = this.#document;
    if (!list || !parent || !isList(list) || !first || text[list.span.start] !== '-') {
      return undefined;
    }
    const before = text.slice(0, list.span.start).trimEnd().length;
    const at = endOfLine(text, before);
    const eol = lineBreakAt(text, at);
    const layout = layoutOf(parent, columnOf(text, list.span.start), eol);
    return this.#inserted({ start: at, end: at, text: eol + blockText(data, layout) });
  }

  #all(edits: readonly Edit[]): SourceEdit[] | undefined {
    const made = edits.map(
      (edit) => this.#inserted(edit) ?? this.#replaced(edit) ?? this.#opened(edit),
    );
    return made.every((edit) => edit !== undefined) ? made.flat() : undefined;
  }

  /** New lines below a line, as new lines below the template's line, or in the `else` of conditions. */
  #inserted({ start, end, text }: Edit): readonly SourceEdit[] | undefined {
    const index = this.#lineOf(start);
    if (start !== end || !/^\r?\n/.test(text) || start !== this.#spanOf(index).end) {
      return undefined;
    }
    const source = this.#sourceOf(index);
    if (!source || !this.#isUnconditional(index, source, text)) return undefined;
    const moved = this.#below(index, source, text.split(/\r?\n/).slice(1));
    if (!moved || repeatsVolume(source, moved)) return undefined;
    const { path, end: at } = source;
    const all = groupBy(entriesOf(moved), (lines) => (hasKeyOf(source, lines) ? lines : undefined));
    const made = all.map(([lines = [], ...more]) =>
      hasKeyOf(source, lines)
        ? otherwise(source, lines)
        : { path, start: at, end: at, text: joined([lines, ...more].flat(), source) },
    );
    return made.every((edit) => edit !== undefined) ? made : undefined;
  }

  /** New lines that stand below a line, as they stand below the template's line. */
  #below(index: number, source: TemplateSource, lines: readonly string[]): string[] | undefined {
    if (!source.isWhole) return undefined;
    const next = this.#rendered.map.textAt(this.#rendered.file, index + 1);
    if (next?.path === source.path && next.line === source.line) return undefined;
    const rows = source.text.split(/\r?\n/);
    const [first = ''] = lines;
    const column = /^ *- /.test(first) ? itemColumnBelow(rows, source.line - 1) : undefined;
    const shift =
      column === undefined ? source.indent - this.#indentOf(index) : column - first.search(/\S/);
    const moved = lines.flatMap((line) => shifted(line, shift) ?? []);
    return moved.length < lines.length || isContinued(rows, source.line - 1, moved[0] ?? '')
      ? undefined
      : moved;
  }

  /** The end of a line, such as `{}`, replaced with new lines below it. */
  #opened({ start, end, text }: Edit): readonly SourceEdit[] | undefined {
    const index = this.#lineOf(start);
    const [head = '', ...lines] = text.split(/\r?\n/);
    const source = this.#sourceOf(index);
    if (!source?.isLiteral || start === end || lines.length === 0) return undefined;
    const from = this.#spanOf(index).start + this.#indentOf(index);
    if (start < from || end - from !== source.literal.length) return undefined;
    const moved = this.#below(index, source, lines);
    if (!moved) return undefined;
    const at = source.start + source.indent - from;
    const added = head + joined(moved, source);
    return [{ path: source.path, start: start + at, end: end + at, text: added }];
  }

  /** A part of a line, in the template's line. */
  #replaced({ start, end, text }: Edit): readonly SourceEdit[] | undefined {
    const index = this.#lineOf(start);
    if (text.includes('\n') || end > this.#spanOf(index).end) return undefined;
    const source = this.#sourceOf(index);
    if (!source) return undefined;
    const from = this.#spanOf(index).start + this.#indentOf(index);
    if (end - from > source.literal.length) return undefined;
    const at = source.start + source.indent - from;
    return [{ path: source.path, start: start + at, end: end + at, text }];
  }

  #lineOf(offset: number): number {
    return this.#rendered.manifest.lines.position(offset).line - 1;
  }

  #spanOf(index: number): { readonly start: number; readonly end: number } {
    return this.#rendered.manifest.lines.span(index + 1);
  }

  #indentOf(index: number): number {
    const { start, end } = this.#spanOf(index);
    const line = this.#document.text.slice(start, end);
    return line.length - line.trimStart().length;
  }

  /** The line of a template that a rendered line starts as; undefined where it is not literal. */
  #sourceOf(index: number): TemplateSource | undefined {
    const { map, file, manifest } = this.#rendered;
    const place = map.literalAt(file, index);
    const text = place && this.#files[place.path];
    if (!place || text === undefined) return undefined;
    const { start, end } = indexLines(text).span(place.line);
    const line = readTemplateLine(text.slice(start, end));
    const span = this.#spanOf(index);
    const written = manifest.file.text.slice(span.start, span.end).trim();
    const isSame = line.isLiteral
      ? written === line.literal
      : line.literal.trim() !== '' && written.startsWith(line.literal.trimEnd());
    return isSame ? { ...place, ...line, text, start, end } : undefined;
  }

  /** Whether lines that are added below a line are written whenever what they are added to is. */
  #isUnconditional(index: number, source: TemplateSource, added: string): boolean {
    const owner = this.#ownerOf(index, added.replace(/^\r?\n/, ''));
    const start = this.#sourceOf(owner);
    if (start?.path === source.path) return isSameBranch(source.text, start.start, source.start);
    const { map, file } = this.#rendered;
    const around = new Set(map.conditionsAt(file, owner));
    return map.conditionsAt(file, index).every((condition) => around.has(condition));
  }

  /** The line of the key, or of the item's dash, that lines are added to. */
  #ownerOf(index: number, added: string): number {
    const column = added.search(/\S/);
    const isItem = added.startsWith('- ', column);
    for (let above = index; above > 0; above--) {
      const { start, end } = this.#spanOf(above);
      const line = this.#document.text.slice(start, end).trim();
      if (line === '' || line.startsWith('#')) continue;
      const indent = this.#indentOf(above);
      if (indent < column || (isItem && indent === column && !line.startsWith('- '))) return above;
    }
    return 0;
  }
}

interface TemplateSource {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  readonly literal: string;
  readonly isLiteral: boolean;
  readonly isWhole: boolean;
}

/** New lines with the line breaks of a template. */
function joined(lines: readonly string[], { text, end }: TemplateSource): string {
  const eol = lineBreakAt(text, end);
  return lines.map((line) => eol + line).join('');
}

/** What a fix sets where a condition with which a template has it is off. */
const SET_OTHERWISE = ['securityContext', 'capabilities', 'seccompProfile'];

/** New lines by the entries of the mapping or list that they are added to. */
function entriesOf(lines: readonly string[]): string[][] {
  const column = (lines[0] ?? '').search(/\S/);
  const entries: string[][] = [];
  for (const line of lines) {
    const entry = entries.at(-1);
    if (entry && line.search(/\S/) !== column) entry.push(line);
    else entries.push([line]);
  }
  return entries;
}

/** A new entry of a securityContext, or a new one, in the `else` of a condition with which the template has it. */
function otherwise(source: TemplateSource, added: readonly string[]): SourceEdit | undefined {
  const [head = ''] = added;
  const column = head.search(/\S/);
  const name = head.trim().slice(0, -1);
  if (!SET_OTHERWISE.includes(name)) return undefined;
  const rows = source.text.split(/\r?\n/);
  const branch = branchWith(rows, source.line - 1, { column, name });
  if (!branch) return undefined;
  const lines = indexLines(source.text);
  if (!isSameBranch(source.text, source.start, lines.span(branch.from + 1).start)) return undefined;
  const { end } = lines.span(branch.to);
  const turn = (rows[branch.to] ?? '').trimEnd().replace('end', 'else');
  return { path: source.path, start: end, end, text: joined([turn, ...added], source) };
}

/** Whether the template has the key of a new entry beside it already, in a branch that may be off. */
function hasKeyOf({ text, line }: TemplateSource, [head = '']: readonly string[]): boolean {
  const [, name] = /^ *([\w-]+):/.exec(head) ?? [];
  const column = head.search(/\S/);
  return name !== undefined && hasKey(text.split(/\r?\n/), line - 1, { column, name });
}

/** Whether the template has a volume with the name of a new one, in a branch that may be off. */
function repeatsVolume({ text, line }: TemplateSource, added: readonly string[]): boolean {
  const lines = text.split(/\r?\n/);
  return added.some((one, index) => {
    const [, blanks = '', name] = /^( *)- name: (\S+)$/.exec(one) ?? [];
    const isVolume =
      name !== undefined && added[index + 1]?.trim().startsWith('emptyDir:') === true;
    return isVolume && hasItem(lines, line - 1, { column: blanks.length, name });
  });
}

/** A line with more or less indentation; undefined where it has too little. */
function shifted(line: string, by: number): string | undefined {
  if (by >= 0) return line === '' ? line : ' '.repeat(by) + line;
  return line.startsWith(' '.repeat(-by)) ? line.slice(-by) : undefined;
}
