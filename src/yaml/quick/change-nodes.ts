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
  return changes.reduce((node, change) => changeAt(node, change, 0), root);
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
  const [start] = range;
  return mapOf([...items, makePair(textAt(String(name), [start, start, start]), value)], range);
}

/** An empty range. */
function startOf({ range: [start] }: ReadNode): NodeRange {
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
