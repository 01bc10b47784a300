import {
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
} from 'yaml';
import type { Span } from './lines.ts';
import type { ParsedDocument } from './parse.ts';
import { kept } from './kept.ts';

/** Keys and indexes from a document's root. */
export type Path = readonly (string | number)[];

export const MERGE_KEY = '<<';

/** The parts of a mapping or a list as they were read, each once. */
interface Parts {
  /** The pairs of a mapping in their order, those that have no effect too. */
  readonly pairs: readonly Field[];
  /** The same without those that a later one of their key replaces. */
  readonly entries: readonly Field[];
  /** The pairs that have an effect by their keys; those from merge keys become fields when they are asked for. */
  readonly byName: Map<string, Field | Pair>;
  readonly items: readonly Value[];
}

const NO_PARTS: Parts = { pairs: [], entries: [], byName: new Map(), items: [] };

/**
 * A value in a document, with its place. Rules look at the same fields dozens of times: its parts are made at
 * the first look, and its path and span where somebody asks for them.
 */
export class Value {
  readonly document: ParsedDocument;
  /** The node, aliases followed; null for a key with nothing after it. */
  readonly node: Node | null;
  /**
   * Whether its text also serves another place: it is inside an anchored node that an alias
   * repeats, or it was reached through an alias or a merge key. No edit may be made inside it.
   */
  readonly shared: boolean;
  readonly #above: Value | Path;
  readonly #step: string | number | undefined;
  /** The range in the file of what is empty. */
  readonly #emptyAt: number;
  #path: Path | undefined;
  #span: Span | undefined;
  #parts: Parts | undefined;

  /**
   * @param above what it is in, or its path
   * @param step the last step of its path; undefined where that is given
   */
  constructor(
    { document, node }: { readonly document: ParsedDocument; readonly node: Node | null },
    above: Value | Path,
    step: string | number | undefined,
    { shared, emptyAt }: { readonly shared: boolean; readonly emptyAt: number },
  ) {
    const isThroughAlias = isAlias(node);
    const target = isThroughAlias ? (document.targets.get(node) ?? null) : node;
    this.document = document;
    this.node = target;
    this.shared =
      shared ||
      isThroughAlias ||
      (document.repeated.size > 0 && target !== null && document.repeated.has(target));
    this.#above = above;
    this.#step = step;
    this.#emptyAt = emptyAt;
  }

  /** A value some parts of which are changed; all others are those of the value before. */
  static changed(
    before: Value,
    { document, node }: { readonly document: ParsedDocument; readonly node: Node | null },
    above: Value | Path,
    step: string | number | undefined,
  ): Value {
    if (before.node === node) return before;
    const place = { shared: before.shared, emptyAt: before.#emptyAt };
    const value = new Value({ document, node }, above, step, place);
    value.#parts = changedParts(before, value);
    return value;
  }

  get path(): Path {
    return (this.#path ??=
      this.#above instanceof Value ? [...this.#above.path, this.#step ?? ''] : this.#above);
  }

  /** Its range in the file; for an empty value, the offset after its key. */
  get span(): Span {
    return (this.#span ??=
      this.node === null
        ? { start: this.#emptyAt, end: this.#emptyAt }
        : spanOf(this.document, this.node, this.#emptyAt));
  }

  /** The offset at which it starts. */
  get start(): number {
    return this.node?.range ? this.document.span.start + this.node.range[0] : this.#emptyAt;
  }

  /** The pairs of a mapping in their order, those that have no effect too; none for anything else. */
  get pairs(): readonly Field[] {
    return this.#read().pairs;
  }

  /** The same without those that a later one of their key replaces. */
  get entries(): readonly Field[] {
    return this.#read().entries;
  }

  /** The keys of a mapping that count, those from merge keys too. */
  get names(): readonly string[] {
    return [...this.#read().byName.keys()];
  }

  /** The elements of a list; none for anything else. */
  get items(): readonly Value[] {
    return this.#read().items;
  }

  /** The pair of a mapping that counts for a key, its own or one from a merge key. */
  field(name: string): Field | undefined {
    const { byName } = this.#read();
    const found = byName.get(name);
    if (found === undefined || found instanceof Field) return found;
    const made = toField(this, found, false);
    if (made) byName.set(name, made);
    return made;
  }

  #read(): Parts {
    return (this.#parts ??= partsOf(this));
  }
}

/** A key of a mapping with its value. */
export class Field {
  readonly name: string;
  readonly value: Value;
  /** Whether the pair is in this mapping itself; false if it comes from a merge key (`<<`). */
  readonly own: boolean;
  readonly key: Span;

  constructor(name: string, key: Span, value: Value, own: boolean) {
    this.name = name;
    this.key = key;
    this.value = value;
    this.own = own;
  }
}

const roots = kept<ParsedDocument, Value>();

/** The root of a document as a value. */
export function rootOf(document: ParsedDocument): Value {
  const known = roots.get(document);
  if (known) return known;
  const root = rootAt(document, document.root, []);
  roots.set(document, root);
  return root;
}

/** A node of a document that is looked at as if it stood at a path. */
export function rootAt(document: ParsedDocument, node: Node | null, path: Path): Value {
  const place = { shared: false, emptyAt: document.span.start };
  return new Value({ document, node }, path, undefined, place);
}

/** Has a document whose nodes are in part those of another one take over the values of these. */
export function shareValues(before: ParsedDocument, changed: ParsedDocument): void {
  const place = { document: changed, node: changed.root };
  roots.set(changed, Value.changed(rootOf(before), place, [], undefined));
}

/** Undefined where a value has become of another kind, so that all of it is new. */
function changedParts(before: Value, value: Value): Parts | undefined {
  const { document, node } = value;
  const { node: old } = before;
  if (isSeq(old) && isSeq(node)) {
    const items = node.items.map((item, index) => {
      const one = isNode(item) ? item : null;
      const was = before.items[index];
      if (was) return Value.changed(was, { document, node: one }, value, index);
      return new Value({ document, node: one }, value, index, {
        shared: false,
        emptyAt: value.start,
      });
    });
    return { ...NO_PARTS, items };
  }
  if (!isMap(old) || !isMap(node)) return undefined;
  const pairs = node.items.flatMap((pair, index) => {
    const was = pair === old.items[index] ? before.pairs[index] : undefined;
    return was ?? changedField(before, value, pair) ?? [];
  });
  return {
    pairs,
    entries: pairs,
    byName: new Map(pairs.map((pair) => [pair.name, pair])),
    items: NO_PARTS.items,
  };
}

function changedField(before: Value, above: Value, pair: Pair): Field | undefined {
  const made = toField(above, pair, true);
  const was = made && before.field(made.name);
  if (!was) return made;
  const { document } = above;
  const value = Value.changed(was.value, { document, node: made.value.node }, above, made.name);
  return new Field(made.name, made.key, value, true);
}

function partsOf(value: Value): Parts {
  const { document, node, shared } = value;
  if (isMap(node)) return mapParts(value, node);
  if (!isSeq(node)) return NO_PARTS;
  const place = { shared, emptyAt: value.start };
  const items = node.items.map(
    (item, index) => new Value({ document, node: isNode(item) ? item : null }, value, index, place),
  );
  return { ...NO_PARTS, items };
}

/**
 * The keys of a mapping as Kubernetes' reader sees them: in the order of the mapping a later pair
 * wins, be it the mapping's own or a merge key's (kubernetes-sigs/yaml, goyaml.v2/decode.go).
 */
function mapParts(value: Value, map: YAMLMap): Parts {
  const pairs: Field[] = [];
  const byName = new Map<string, Field | Pair>();
  let hasMerge = false;
  for (const pair of map.items) {
    const found = toField(value, pair, true);
    if (found) pairs.push(found);
    if (isMergeKey(pair.key)) {
      hasMerge = true;
      for (const [name, one] of mergedPairs(value.document, pair)) byName.set(name, one);
    } else if (found) byName.set(found.name, found);
  }
  const isPlain = !hasMerge && byName.size === pairs.length;
  const entries = isPlain ? pairs : lastOfEach(pairs);
  return { pairs, entries, byName, items: NO_PARTS.items };
}

function lastOfEach(pairs: readonly Field[]): readonly Field[] {
  const last = new Map(pairs.map((pair) => [pair.name, pair]));
  return pairs.filter((pair) => pair.name === MERGE_KEY || last.get(pair.name) === pair);
}

/** The pairs that a merge key brings: of the mapping that it names, or of a list of them, the nearest last. */
function mergedPairs(document: ParsedDocument, { value }: Pair): Map<string, Pair> {
  const source = resolveAlias(document, value);
  const nodes = isSeq(source) ? source.items.toReversed() : [source];
  const maps = nodes.map((node) => resolveAlias(document, node)).filter((node) => isMap(node));
  return new Map(maps.flatMap((map) => [...pairsIn(document, map)]));
}

const known = kept<YAMLMap, ReadonlyMap<string, Pair>>();

/** The pairs of a mapping that others merge, read once. They nest as deep as inspect() lets aliases expand. */
function pairsIn(document: ParsedDocument, map: YAMLMap): ReadonlyMap<string, Pair> {
  const before = known.get(map);
  if (before) return before;
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    const name = keyName(document, pair.key);
    if (name !== undefined) pairs.set(name, pair);
    if (!isMergeKey(pair.key)) continue;
    for (const [key, found] of mergedPairs(document, pair)) pairs.set(key, found);
  }
  known.set(map, pairs);
  return pairs;
}

function resolveAlias(document: ParsedDocument, node: unknown): unknown {
  return isAlias(node) ? document.targets.get(node) : node;
}

function toField(above: Value, { key, value: node }: Pair, own: boolean): Field | undefined {
  const { document } = above;
  const name = isMergeKey(key) ? MERGE_KEY : keyName(document, key);
  if (name === undefined || !isNode(key)) return undefined;
  const at = spanOf(document, key, above.start);
  const place = { shared: above.shared || !own, emptyAt: at.end };
  const value = new Value({ document, node: isNode(node) ? node : null }, above, name, place);
  return new Field(name, at, value, own);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

/** The name of a key, which may be an alias: `*app : {}`. */
function keyName(document: ParsedDocument, key: unknown): string | undefined {
  const node = resolveAlias(document, key);
  return isScalar(node) && typeof node.value !== 'symbol' ? asWritten(node) : undefined;
}

/** The text of a scalar. A name like `y` is a boolean in YAML 1.1, which its author did not mean. */
export function asWritten({ value, source }: Scalar): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}

function spanOf(document: ParsedDocument, node: Node, fallback: number): Span {
  if (!node.range) return { start: fallback, end: fallback };
  const base = document.span.start;
  return { start: base + node.range[0], end: base + node.range[1] };
}
