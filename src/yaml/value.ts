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

/** Keys and indexes from a document's root. */
export type Path = readonly (string | number)[];

/** A value in a document, with its place. */
export interface Value {
  readonly document: ParsedDocument;
  /** The node, aliases followed; null for a key with nothing after it. */
  readonly node: Node | null;
  readonly path: Path;
  /** Its range in the file; for an empty value, the offset after its key. */
  readonly span: Span;
  /**
   * Whether its text also serves another place: it is inside an anchored node that an alias
   * repeats, or it was reached through an alias or a merge key. No edit may be made inside it.
   */
  readonly shared: boolean;
}

/** A key of a mapping with its value. */
export interface Field {
  readonly name: string;
  readonly key: Span;
  readonly value: Value;
  /** Whether the pair is in this mapping itself; false if it comes from a merge key (`<<`). */
  readonly own: boolean;
}

export const MERGE_KEY = '<<';

/** The root of a document as a value. */
export function rootOf(document: ParsedDocument): Value {
  return makeValue(document, document.root, [], false, document.span.start);
}

/** Looks up a key of a mapping, merge keys included, as Kubernetes does. */
export function field(value: Value | undefined, name: string): Field | undefined {
  if (!value || !isMap(value.node)) return undefined;
  const found = indexOf(value.document, value.node).get(name);
  if (!found) return undefined;
  return found.own
    ? toField(value, found.pair)
    : toField({ ...value, shared: true }, found.pair, false);
}

/** Looks up a key of a mapping, without merge keys. */
export function ownField(value: Value | undefined, name: string): Field | undefined {
  const found = field(value, name);
  return found?.own === false ? ownFields(value).find((own) => own.name === name) : found;
}

/** The value at a path of keys below a value, or undefined where a step is missing. */
export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  let current = value;
  for (const step of path) {
    current = typeof step === 'number' ? itemAt(current, step) : field(current, step)?.value;
  }
  return current;
}

/** The pairs of a mapping, without those from merge keys. */
export function ownFields(value: Value | undefined): Field[] {
  return entriesOf(value).filter(({ name }) => name !== MERGE_KEY);
}

/** The keys of a mapping that count, those from merge keys too. */
export function allFields(value: Value | undefined): Field[] {
  if (!value || !isMap(value.node)) return [];
  return [...indexOf(value.document, value.node).keys()].flatMap(
    (name) => field(value, name) ?? [],
  );
}

/** The pairs of a mapping in their order, merge keys among them under the name `<<`. */
export function entriesOf(value: Value | undefined): Field[] {
  const entries = pairsOf(value);
  const last = new Map(entries.map((entry) => [entry.name, entry]));
  return last.size === entries.length
    ? entries
    : entries.filter((entry) => entry.name === MERGE_KEY || last.get(entry.name) === entry);
}

/** The pairs of a mapping that have no effect, because a later one has the same key. */
export function shadowedFields(value: Value | undefined): Field[] {
  const counting = new Set(entriesOf(value).map(({ key }) => key.start));
  return pairsOf(value).filter(({ key }) => !counting.has(key.start));
}

function pairsOf(value: Value | undefined): Field[] {
  if (!value || !isMap(value.node)) return [];
  return value.node.items.flatMap((pair) => toField(value, pair) ?? []);
}

/** Whether a value is a mapping. */
export function isMapping(value: Value | undefined): value is Value {
  return value !== undefined && isMap(value.node);
}

/** Whether a value is a list. */
export function isList(value: Value | undefined): boolean {
  return value !== undefined && isSeq(value.node);
}

/** The elements of a list; an empty array for anything else. */
export function items(value: Value | undefined): Value[] {
  if (!value || !isSeq(value.node)) return [];
  const { document, path, shared, span } = value;
  return value.node.items.map((item, index) =>
    makeValue(document, isNode(item) ? item : null, [...path, index], shared, span.start),
  );
}

/** An element of a list; undefined where there is none. */
export function itemAt(value: Value | undefined, index: number): Value | undefined {
  if (!value || !isSeq(value.node) || index >= value.node.items.length) return undefined;
  const item = value.node.items[index];
  const { document, path, shared, span } = value;
  return makeValue(document, isNode(item) ? item : null, [...path, index], shared, span.start);
}

/** The plain value of a scalar, null for an empty one, undefined for a mapping or a list. */
export function scalar(value: Value | undefined): string | number | boolean | null | undefined {
  if (!value) return undefined;
  if (value.node === null) return null;
  if (!isScalar(value.node)) return undefined;
  const plain: unknown = value.node.value;
  if (typeof plain === 'bigint') return Number(plain);
  if (typeof plain === 'string' && plain.startsWith('${')) {
    const usual = value.node.type === 'PLAIN' ? placeholderDefault(plain) : undefined;
    if (usual !== undefined) return usual;
  }
  const parameter = typeof plain === 'string' ? PARAMETER.exec(plain)?.groups?.['name'] : undefined;
  const given = parameter && defaultsOf(value.document).get(parameter);
  if (given !== undefined) return given;
  return typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean'
    ? plain
    : null;
}

/** What Flux and envsubst fill in: `${NAME}`, or `${NAME:=default}`. */
const PLACEHOLDER = /^\$\{\w+(?::?[-=](?<usual>[^${}]*))?\}$/;

/** The boolean or the number that a placeholder without quotes becomes where nothing is filled in. */
function placeholderDefault(written: string): boolean | number | undefined {
  const text = PLACEHOLDER.exec(written)?.groups?.['usual'];
  if (text === undefined) return undefined;
  if (/^(?:true|false)$/.test(text)) return text === 'true';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/**
 * Whether a value is filled in before the API server sees it, with an unknown value. A template of
 * OpenShift fills in only text.
 */
export function isFilledLater(value: Value): boolean {
  const plain = scalar(value);
  return (
    typeof plain === 'string' &&
    isScalar(value.node) &&
    value.node.type === 'PLAIN' &&
    isPlaceholder(plain, value.document)
  );
}

/** Whether a text of a document, as it is written, is such a value. */
export function isPlaceholder(written: string, document: ParsedDocument): boolean {
  const isUnknown = PLACEHOLDER.test(written) && placeholderDefault(written) === undefined;
  return isUnknown && !isTemplate(document);
}

/** Where a template of OpenShift fills in a parameter of any type. */
const PARAMETER = /^\$\{\{(?<name>\w+)\}\}$/;

const defaults = new WeakMap<ParsedDocument, ReadonlyMap<string, number | boolean>>();

/** The numbers and booleans that the parameters of a template are by default. */
function defaultsOf(document: ParsedDocument): ReadonlyMap<string, number | boolean> {
  const known = defaults.get(document);
  if (known) return known;
  const root = rootOf(document);
  const parameters = isTemplate(document) ? items(field(root, 'parameters')?.value) : [];
  const read = new Map(
    parameters.flatMap((parameter): [string, number | boolean][] => {
      const text = textOf(field(parameter, 'value')?.value) ?? '';
      const name = textOf(field(parameter, 'name')?.value) ?? '';
      if (/^(?:true|false)$/.test(text)) return [[name, text === 'true']];
      return /^-?\d+$/.test(text) ? [[name, Number(text)]] : [];
    }),
  );
  defaults.set(document, read);
  return read;
}

function isTemplate(document: ParsedDocument): boolean {
  return textOf(field(rootOf(document), 'kind')?.value) === 'Template';
}

/** Whether a value is a parameter of a template, with an unknown type. */
export function isParameter(value: Value): boolean {
  const plain = scalar(value);
  return typeof plain === 'string' && PARAMETER.test(plain) && isTemplate(value.document);
}

/** The text of a non-empty scalar, `n` and `8080` as they are written; undefined for all else. */
export function textOf(value: Value | undefined): string | undefined {
  const plain = scalar(value);
  if (plain === null || plain === undefined) return undefined;
  return isScalar(value?.node) ? asWritten(value.node) : undefined;
}

/** A name like `y` is a boolean in YAML 1.1, which its author did not mean. */
function asWritten({ value, source }: Scalar): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}

/** Whether a value is present and not null, so that the API server takes it as set. */
export function isSet(value: Value | undefined): value is Value {
  return value !== undefined && scalar(value) !== null;
}

/** A pair that has an effect in a mapping: its own, or one from a merge key. */
interface IndexedPair {
  readonly pair: Pair;
  readonly own: boolean;
}

type MapIndex = ReadonlyMap<string, IndexedPair>;

/** Dozens of keys are looked up in a mapping, which may have thousands: it is indexed once. */
const indexes = new WeakMap<YAMLMap, MapIndex>();

/**
 * The keys of a mapping as Kubernetes' reader sees them: in the order of the mapping a later pair
 * wins, be it the mapping's own or a merge key's (kubernetes-sigs/yaml, goyaml.v2/decode.go).
 * Mappings that merge mappings that merge others are as deep as what inspect() lets expand.
 */
function indexOf(document: ParsedDocument, map: YAMLMap): MapIndex {
  const known = indexes.get(map);
  if (known) return known;
  const index = new Map<string, IndexedPair>();
  for (const pair of map.items) {
    const name = keyName(pair.key);
    if (name !== undefined) index.set(name, { pair, own: true });
    if (!isMergeKey(pair.key)) continue;
    for (const merged of mergedMaps(document, pair)) {
      for (const [key, found] of indexOf(document, merged)) {
        index.set(key, { pair: found.pair, own: false });
      }
    }
  }
  indexes.set(map, index);
  return index;
}

/** The mappings that `<<` names, nearest last: one mapping, or a list of them. */
function mergedMaps(document: ParsedDocument, { value }: Pair): YAMLMap[] {
  const source = resolveAlias(document, value);
  const nodes = isSeq(source) ? source.items.toReversed() : [source];
  return nodes.map((node) => resolveAlias(document, node)).filter((node) => isMap(node));
}

function resolveAlias(document: ParsedDocument, node: unknown): unknown {
  return isAlias(node) ? document.targets.get(node) : node;
}

function toField(value: Value, { key, value: node }: Pair, own = true): Field | undefined {
  const name = isMergeKey(key) ? MERGE_KEY : keyName(key);
  if (name === undefined || !isNode(key)) return undefined;
  const { document, path, shared } = value;
  const keySpan = spanOf(document, key, value.span.start);
  const child = isNode(node) ? node : null;
  const at = [...path, name];
  return {
    name,
    key: keySpan,
    own,
    value: makeValue(document, child, at, shared, keySpan.end),
  };
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function keyName(key: unknown): string | undefined {
  return isScalar(key) && typeof key.value !== 'symbol' ? asWritten(key) : undefined;
}

function makeValue(
  document: ParsedDocument,
  node: Node | null,
  path: Path,
  shared: boolean,
  emptyAt: number,
): Value {
  const target = isAlias(node) ? (document.targets.get(node) ?? null) : node;
  const isShared = shared || isAlias(node) || (target !== null && document.repeated.has(target));
  return {
    document,
    node: target,
    path,
    span: target === null ? { start: emptyAt, end: emptyAt } : spanOf(document, target, emptyAt),
    shared: isShared,
  };
}

function spanOf(document: ParsedDocument, node: Node, fallback: number): Span {
  if (!node.range) return { start: fallback, end: fallback };
  const base = document.span.start;
  return { start: base + node.range[0], end: base + node.range[1] };
}
