import type { Item, ListTree, MapTree, Notes, Pair, Tree } from './tree.ts';

/** The lines of a document, without markers. */
export function writeTree(tree: MapTree): string[] {
  return isBlock(tree) ? blockLines(tree, 0) : inlineLines(tree, 0);
}

function isBlock(tree: Tree): tree is MapTree | ListTree {
  if (tree.kind === 'map') return tree.look.style === 'block' && tree.pairs.length > 0;
  return tree.kind === 'list' && tree.look.style === 'block' && tree.items.length > 0;
}

function blockLines(tree: MapTree | ListTree, indent: number): string[] {
  return tree.kind === 'map'
    ? tree.pairs.flatMap((pair) => pairLines(pair, indent, tree.look.step))
    : tree.items.flatMap((item) => itemLines(item, indent, tree.look.step));
}

function pairLines({ key, value, notes }: Pair, indent: number, step: number): string[] {
  const body = isBlock(value) ? bodyOf(value, indent, step) : undefined;
  const margin = ' '.repeat(indent);
  return [...above(notes, indent), ...valueLines(`${margin}${key}:`, value, notes, indent, body)];
}

function bodyOf(value: MapTree | ListTree, indent: number, step: number): string[] {
  return blockLines(value, value.kind === 'list' && !value.look.deep ? indent : indent + step);
}

function itemLines({ value, notes }: Item, indent: number, step: number): string[] {
  const head = `${' '.repeat(indent)}-`;
  const lines = above(notes, indent);
  if (!isBlock(value)) return [...lines, ...valueLines(head, value, notes, indent, undefined)];
  const body = blockLines(value, indent + step);
  const isApart =
    notes.beside !== '' || notes.between.length > 0 || (value.kind === 'map' && value.anchor);
  if (isApart) return [...lines, ...valueLines(head, value, notes, indent, body)];
  const [first = '', ...rest] = body;
  return [...lines, `${head}${' '.repeat(step - 1)}${first.trimStart()}`, ...rest];
}

/** A value after its key or dash; `body` is given for a block collection. */
function valueLines(
  head: string,
  value: Tree,
  notes: Notes,
  indent: number,
  body: readonly string[] | undefined,
): string[] {
  const anchor = value.kind === 'map' && value.anchor ? ` &${value.anchor}` : '';
  if (body) {
    const between = notes.between.map((line) => ' '.repeat(indent + 1) + line);
    return [`${head}${anchor}${notes.beside}`, ...between, ...body];
  }
  if (value.kind === 'text') {
    const margin = ' '.repeat(indent + 2);
    const header = `${head} ${value.mark}${value.explicit ? '2' : ''}${value.chomp}`;
    const lines = value.lines.map((line) => (line === '' ? '' : margin + line));
    return [header + notes.beside, ...lines];
  }
  const [first = '', ...rest] = inlineLines(value, indent);
  const lines = [first === '' ? head : `${head}${anchor} ${first}`, ...rest];
  return lines.map((line, index) => (index === lines.length - 1 ? line + notes.beside : line));
}

function above({ above: lines }: Notes, indent: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
}

/** A value in flow style; only the first line has no margin. */
function inlineLines(tree: Tree, indent: number): string[] {
  if (tree.kind === 'scalar') return [tree.text];
  if (tree.kind === 'text') return [JSON.stringify(tree.lines.join('\n'))];
  const [open, close] = tree.kind === 'map' ? ['{', '}'] : ['[', ']'];
  const { style, padded, comma } = tree.look;
  const entries = tree.kind === 'map' ? tree.pairs : tree.items;
  const space = padded ? ' ' : '';
  if (entries.length === 0) return [open + space + close];
  if (style !== 'flow lines') {
    const inner = entries.map((entry) => entryText(entry)).join(', ');
    return [`${open}${space}${inner}${comma ? ',' : ''}${space}${close}`];
  }
  const inner = entries.flatMap((entry, index) =>
    entryLines(entry, indent + tree.look.step, comma || index < entries.length - 1),
  );
  const closing = ' '.repeat(tree.look.deep ? indent + 1 : indent) + close;
  return [open, ...inner, closing];
}

function anchorOf(value: Tree): string {
  return value.kind === 'map' && value.anchor ? `&${value.anchor} ` : '';
}

/** An entry of a one-line flow collection: nothing in it may break the line. */
function entryText(entry: Pair | Item): string {
  const value = anchorOf(entry.value) + inlineLines(oneLine(entry.value), 0).join('');
  return 'key' in entry ? `${entry.key}: ${value}` : value;
}

function oneLine(tree: Tree): Tree {
  if (tree.kind !== 'map' && tree.kind !== 'list') return tree;
  return { ...tree, look: { ...tree.look, style: 'flow' } };
}

function entryLines(entry: Pair | Item, indent: number, comma: boolean): string[] {
  const [first = '', ...rest] = inlineLines(entry.value, indent);
  const key = 'key' in entry ? `${entry.key}: ` : '';
  const lines = [' '.repeat(indent) + key + anchorOf(entry.value) + first, ...rest];
  const end = (comma ? ',' : '') + entry.notes.beside;
  const written = lines.map((line, index) => (index === lines.length - 1 ? line + end : line));
  return [...above(entry.notes, indent), ...written];
}
