import { parseAst } from 'rolldown/parseAst';

/** One small fault put into a file. */
export interface Mutation {
  readonly file: string;
  /** The file without the fault. */
  readonly text: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** A node of the tree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly test?: unknown;
  readonly argument?: unknown;
  readonly expression?: unknown;
  readonly callee?: unknown;
  readonly object?: unknown;
  readonly property?: unknown;
  readonly left?: unknown;
  readonly right?: unknown;
}

type Change = readonly [at: { readonly start: number; readonly end: number }, replacement: string];

const OPERATORS: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '-': '+',
  '*': '/',
  '&&': '||',
  '||': '&&',
};

/** Methods whose call may be left out, and those that stand for each other. */
const DROPPED: readonly string[] = [
  'filter',
  'toSorted',
  'sort',
  'slice',
  'trim',
  'trimEnd',
  'toReversed',
];
const SWAPPED: Readonly<Record<string, string>> = { some: 'every', every: 'some' };

/** All mutations of a file that the script knows. */
export function mutationsOf(file: string, text: string): Mutation[] {
  const found: Mutation[] = [];
  visit(parseAst(text, { lang: 'ts' }), (node) => {
    for (const [{ start, end }, replacement] of changesOf(node, text)) {
      const line = text.slice(0, start).split('\n').length;
      found.push({ file, text, line, start, end, replacement });
    }
  });
  return found;
}

/** The text of the file with the fault. */
export function applyMutation({ text, start, end, replacement }: Mutation): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) if (isCode(child)) visit(child, see);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Types say nothing when the code runs. */
function isCode(value: unknown): value is Node {
  if (!isNode(value) || value.type === 'ImportDeclaration') return false;
  return !value.type.startsWith('TS') || /^TS(?:As|NonNull)Expression$/.test(value.type);
}

function changesOf(node: Node, text: string): readonly Change[] {
  const { type, test, argument, expression } = node;
  if (/^(?:Binary|Logical)Expression$/.test(type)) return changesOfOperator(node, text);
  if (/^(?:IfStatement|ConditionalExpression)$/.test(type) && isNode(test)) {
    return [
      [test, 'true'],
      [test, 'false'],
    ];
  }
  if (type === 'UnaryExpression' && node.operator === '!' && isNode(argument)) {
    return [[node, text.slice(argument.start, argument.end)]];
  }
  if (type === 'Literal' && typeof node.value === 'boolean') return [[node, String(!node.value)]];
  if (type === 'ExpressionStatement' && isNode(expression)) {
    return expression.type === 'CallExpression' ? [[node, ';']] : [];
  }
  return type === 'CallExpression' ? changesOfCall(node) : [];
}

function changesOfOperator({ operator, left, right }: Node, text: string): readonly Change[] {
  if (typeof operator !== 'string' || !isNode(left) || !isNode(right)) return [];
  const between = { start: left.end, end: right.start };
  if (operator === '??') return [[{ start: left.end, end: right.end }, '']];
  const other = OPERATORS[operator];
  const written = text.slice(between.start, between.end);
  return other === undefined ? [] : [[between, written.replace(operator, () => other)]];
}

function changesOfCall({ callee, end }: Node): readonly Change[] {
  if (!isNode(callee) || !isNode(callee.property) || !isNode(callee.object)) return [];
  const { property, object } = callee;
  const name = typeof property.name === 'string' ? property.name : '';
  const other = SWAPPED[name];
  if (other !== undefined) return [[property, other]];
  return DROPPED.includes(name) ? [[{ start: object.end, end }, '']] : [];
}
