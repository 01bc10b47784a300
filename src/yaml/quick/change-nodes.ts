import { type Pair, type Scalar, isMap, isSeq } from 'yaml';
import { type Data, type ValueChange, isDataMap } from '../value-change.ts';
import {
  type NodeRange,
  type ReadMap,
  type ReadNode,
  type ReadSeq,
  makeMap,
  makePair,
  makeScalar,
  makeSeq,
} from './nodes.ts';
import { keyName } from './repeated.ts';

type ReadPair = Pair<Scalar.Parsed, ReadNode>;

/**
 * The nodes of a document with changes made, as `changeData` makes them in data. A node that is on the way to no
 * change is the same as before; a new one is where the node around it starts, because no text has it.
 *
 * @param root a node in which no key is repeated
 */
export function changeNodes(root: ReadNode, changes: readonly ValueChange[]): ReadNode {
  return changeAll(root, changes, 0);
}

/** Makes changes below the same node in one copy of it. */
function changeAll(node: ReadNode, changes: readonly ValueChange[], depth: number): ReadNode {
  const isBelow = changes.length > 1 && changes.every(({ path }) => path.length > depth + 1);
  if (!isBelow || !(isMap(node) || isSeq(node))) {
    return changes.reduce((one, change) => changeAt(one, change, depth), node);
  }
  const groups = new Map<string, ValueChange[]>();
  for (const change of changes) {
    const step = String(change.path[depth]);
    const group = groups.get(step);
    if (group) group.push(change);
    else groups.set(step, [change]);
  }
  return isMap(node) ? mapWith(node, groups, depth) : listWith(node, groups, depth);
}

/** Changes by the key or the index that comes next in their paths. */
type Groups = ReadonlyMap<string, readonly ValueChange[]>;

function mapWith(map: ReadMap, groups: Groups, depth: number): ReadMap {
  const items = [...map.items];
  for (const [step, changes] of groups) {
    const at = indexOf(map, step);
    const old = items[at];
    const value = changeAll(old?.value ?? nodeOf(null, startOf(map)), changes, depth + 1);
    if (old) items[at] = makePair(old.key, value);
    else items.push(makePair(textAt(step, startOf(map)), value));
  }
  return mapOf(items, map.range);
}

function listWith(list: ReadSeq, groups: Groups, depth: number): ReadSeq {
  const items = [...list.items];
  for (const [step, changes] of groups) {
    const item = items[Number(step)];
    if (item !== undefined) items[Number(step)] = changeAll(item, changes, depth + 1);
  }
  return seqOf(items, list.range);
}

function changeAt(node: ReadNode, change: ValueChange, depth: number): ReadNode {
  const step = change.path[depth];
  if (step === undefined) {
    if (change.kind === 'append') return appended(node, change.value);
    // An element of a list.
    return change.kind === 'set' ? nodeOf(change.value, startOf(node)) : node;
  }
  if (!isSeq(node)) {
    return withField(isMap(node) ? node : mapOf([], startOf(node)), change, depth);
  }
  const item = node.items[Number(step)];
  if (item === undefined) return node;
  return seqOf(node.items.with(Number(step), changeAt(item, change, depth + 1)), node.range);
}

function appended(node: ReadNode, value: Data): ReadNode {
  const items = isSeq(node) ? node.items : [];
  return seqOf([...items, nodeOf(value, startOf(node))], node.range);
}

function withField(map: ReadMap, change: ValueChange, depth: number): ReadMap {
  const at = indexOf(map, String(change.path[depth]));
  const value = map.items[at]?.value ?? nodeOf(null, startOf(map));
  if (change.path.length > depth + 1 || change.kind === 'append') {
    return withValue(map, at, change.path[depth], changeAt(value, change, depth + 1));
  }
  if (change.kind === 'set') {
    return withValue(map, at, change.path[depth], nodeOf(change.value, startOf(value)));
  }
  const left = at === -1 ? map : mapOf(map.items.toSpliced(at, 1), map.range);
  if (change.kind === 'remove') return left;
  return withValue(left, indexOf(left, change.name), change.name, value);
}

function indexOf({ items }: ReadMap, name: string): number {
  return items.findIndex(({ key }) => keyName(key) === name);
}

/** With a value in the pair at an index, or else, at -1, in one below the others. */
function withValue(
  { items, range }: ReadMap,
  at: number,
  name: string | number | undefined,
  value: ReadNode,
): ReadMap {
  const old = items[at];
  if (old) return mapOf(items.with(at, makePair(old.key, value)), range);
  return mapOf([...items, makePair(textAt(String(name), startOf({ range })), value)], range);
}

/** An empty range. */
function startOf({ range: [start] }: Pick<ReadNode, 'range'>): NodeRange {
  return [start, start, start];
}

function mapOf(items: ReadPair[], range: NodeRange): ReadMap {
  const map = makeMap(false, range[0]);
  map.items = items;
  map.range = range;
  return map;
}

function seqOf(items: ReadNode[], range: NodeRange): ReadSeq {
  const seq = makeSeq(false, range[0]);
  seq.items = items;
  seq.range = range;
  return seq;
}

function nodeOf(data: Data, range: NodeRange): ReadNode {
  if (typeof data !== 'object' || data === null) {
    return makeScalar(data, data === null ? '' : String(data), 'PLAIN', range);
  }
  if (!isDataMap(data))
    return seqOf(
      data.map((item) => nodeOf(item, range)),
      range,
    );
  const pairs = Object.entries(data).map(([name, value]) =>
    makePair(textAt(name, range), nodeOf(value, range)),
  );
  return mapOf(pairs, range);
}

function textAt(text: string, range: NodeRange): Scalar.Parsed {
  return makeScalar(text, text, 'PLAIN', range);
}
