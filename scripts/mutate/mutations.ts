import { parseAst } from 'rolldown/parseAst';

/** One small fault: an expression, and what stands in its place. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly line: number;
  /** What changes, in short. */
  readonly shown: string;
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

/** Something in the text of an expression, and what stands there instead. */
interface Change {
  readonly site: Node;
  readonly at: { readonly start: number; readonly end: number };
  readonly replacement: string;
}

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['-', '+'],
  ['*', '/'],
  ['&&', '||'],
  ['||', '&&'],
]);

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
const SWAPPED: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
]);

/** Lines of the log are read by people, not held by tests. */
const LOG = /\blog(?:\.\w+)?$/;

/** All mutations of a file's text. */
export function mutationsOf(text: string): Mutation[] {
  const found: Mutation[] = [];
  visit(parseAst(text, { lang: 'ts' }), undefined, (node, chain) => {
    if (isLog(node, text)) return false;
    for (const { site, at, replacement } of changesOf(node, text)) {
      // Inside `a?.b.filter(…)`, only the whole chain is an expression of its own.
      const { start, end } = site === node ? (chain ?? site) : site;
      found.push({
        start,
        end,
        replacement: text.slice(start, at.start) + replacement + text.slice(at.end, end),
        line: text.slice(0, at.start).split('\n').length,
        shown: `${short(text.slice(at.start, at.end))} → ${short(replacement) || '(nothing)'}`,
      });
    }
    return true;
  });
  return found;
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 80 ? `… ${line.slice(-80)}` : line;
}

/**
 * @param chain the optional chain that the node is a link of
 * @param see answers whether to look into the node
 */
function visit(
  node: Node,
  chain: Node | undefined,
  see: (node: Node, chain: Node | undefined) => boolean,
): void {
  if (!see(node, chain)) return;
  const isChain = node.type === 'ChainExpression';
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) {
      if (!isCode(child)) continue;
      const isLink = isChain || child === node.callee || child === node.object;
      visit(child, isLink ? (isChain ? node : chain) : undefined, see);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Types say nothing when the code runs. */
function isCode(value: unknown): value is Node {
  if (!isNode(value) || value.type === 'ImportDeclaration') return false;
  return !value.type.startsWith('TS') || /^TS(?:As|NonNull|Satisfies)Expression$/.test(value.type);
}

function isLog({ type, callee }: Node, text: string): boolean {
  if (type !== 'CallExpression' || !isNode(callee)) return false;
  return LOG.test(text.slice(callee.start, callee.end));
}

function changesOf(node: Node, text: string): readonly Change[] {
  const { type, test, argument, expression } = node;
  const whole = (site: Node, replacement: string): Change => ({ site, at: site, replacement });
  if (/^(?:Binary|Logical)Expression$/.test(type)) return changesOfOperator(node, text);
  if (/^(?:IfStatement|ConditionalExpression)$/.test(type) && isNode(test)) {
    return [whole(test, 'true'), whole(test, 'false')];
  }
  if (type === 'UnaryExpression' && node.operator === '!' && isNode(argument)) {
    return [whole(node, text.slice(argument.start, argument.end))];
  }
  if (type === 'Literal' && typeof node.value === 'boolean') return [whole(node, `${!node.value}`)];
  if (type === 'ExpressionStatement' && isNode(expression)) {
    return hasEffect(expression, text) ? [whole(expression, 'undefined')] : [];
  }
  return type === 'CallExpression' ? changesOfCall(node, text) : [];
}

/** Whether a statement is there for something that a test could see. */
function hasEffect(expression: Node, text: string): boolean {
  const { type, argument, callee } = expression;
  if (type === 'AwaitExpression') return isNode(argument) && hasEffect(argument, text);
  if (type === 'CallExpression') {
    return isNode(callee) && callee.type !== 'Super' && !isLog(expression, text);
  }
  return type === 'AssignmentExpression' || type === 'ChainExpression';
}

function changesOfOperator(node: Node, text: string): readonly Change[] {
  const { operator, left, right } = node;
  if (typeof operator !== 'string' || !isNode(left) || !isNode(right)) return [];
  const start = left.end + text.slice(left.end, right.start).indexOf(operator);
  if (operator === '??') return [{ site: node, at: { start, end: node.end }, replacement: '' }];
  const other = OPERATORS.get(operator);
  if (other === undefined) return [];
  // In `a || b || c`, the second operator's left side is `a || b`, whatever stands between.
  const written = text.slice(node.start, start);
  const at = { start: node.start, end: start + operator.length };
  return [{ site: node, at, replacement: `(${written})${other}` }];
}

function changesOfCall(node: Node, text: string): readonly Change[] {
  const { callee, end } = node;
  if (!isNode(callee) || !isNode(callee.property) || !isNode(callee.object)) return [];
  const { property, object } = callee;
  const name = typeof property.name === 'string' ? property.name : '';
  const other = SWAPPED.get(name);
  if (other !== undefined) return [{ site: node, at: property, replacement: other }];
  if (!DROPPED.includes(name)) return [];
  // The object may end with a parenthesis, which is before the dot.
  const dot = object.end + text.slice(object.end, property.start).search(/\??\./);
  return [{ site: node, at: { start: dot, end }, replacement: '' }];
}
