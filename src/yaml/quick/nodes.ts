import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** Where a node starts, where its text ends, and where what belongs to it ends: comments, line breaks. */
export type NodeRange = [start: number, end: number, nodeEnd: number];

/** By this, the library tells its nodes from other objects (yaml/dist/nodes/identity.js). */
const NODE_TYPE = Symbol.for('yaml.node.type');

/**
 * Nodes of the library that its constructors did not make: these define a property on each object, which
 * takes longer than to read the text. Here it is on the prototypes. In all else, they are the library's.
 */
class QuickScalar {
  declare readonly anchor: undefined;
  declare readonly tag: undefined;
  value: unknown;
  source: string;
  type: Scalar.Type;
  range: NodeRange;

  constructor(value: unknown, source: string, type: Scalar.Type, range: NodeRange) {
    this.value = value;
    this.source = source;
    this.type = type;
    this.range = range;
  }
}

class QuickCollection<Item> {
  items: Item[] = [];
  flow: true | undefined;
  range: NodeRange;

  constructor(isFlow: boolean, range: NodeRange) {
    this.flow = isFlow ? true : undefined;
    this.range = range;
  }
}

class QuickMap extends QuickCollection<Pair> {}
class QuickSeq extends QuickCollection<ReadNode> {}

class QuickPair {
  key: Scalar.Parsed;
  value: ReadNode;

  constructor(key: Scalar.Parsed, value: ReadNode) {
    this.key = key;
    this.value = value;
  }
}

function inherit(from: { readonly prototype: object }, to: object, type: string): void {
  Object.setPrototypeOf(to, from.prototype);
  Object.defineProperty(to, NODE_TYPE, { value: Symbol.for(type) });
}

inherit(Scalar, QuickScalar.prototype, 'yaml.scalar');
inherit(YAMLMap, QuickMap.prototype, 'yaml.map');
inherit(YAMLSeq, QuickSeq.prototype, 'yaml.seq');
inherit(Pair, QuickPair.prototype, 'yaml.pair');

export type ReadMap = YAMLMap<Scalar.Parsed, ReadNode> & { range: NodeRange };
export type ReadSeq = YAMLSeq<ReadNode> & { range: NodeRange };
export type ReadNode = Scalar.Parsed | ReadMap | ReadSeq;

/** Whether a node, and so all that is below it, is of the quick reader. */
export function isRead(node: unknown): node is ReadNode {
  return [QuickMap, QuickSeq, QuickScalar].some((kind) => node instanceof kind);
}

/* oxlint-disable typescript/no-unsafe-type-assertion -- Their prototypes are the library's. */

export function makeScalar(
  value: unknown,
  source: string,
  type: Scalar.Type,
  range: NodeRange,
): Scalar.Parsed {
  return new QuickScalar(value, source, type, range) as unknown as Scalar.Parsed;
}

export function makeMap(isFlow: boolean, start: number): ReadMap {
  return new QuickMap(isFlow, [start, start, start]) as unknown as ReadMap;
}

export function makeSeq(isFlow: boolean, start: number): ReadSeq {
  return new QuickSeq(isFlow, [start, start, start]) as unknown as ReadSeq;
}

export function makePair(key: Scalar.Parsed, value: ReadNode): Pair<Scalar.Parsed, ReadNode> {
  return new QuickPair(key, value) as unknown as Pair<Scalar.Parsed, ReadNode>;
}
