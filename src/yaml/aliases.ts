import {
  type Alias,
  type Node,
  type YAMLMap,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  visit,
} from 'yaml';

/** An error that the parser does not check for; the offset counts from the document's start. */
export interface Fault {
  readonly fault: string;
  readonly offset: number;
}

/** What each alias of a document points to, and the nodes that aliases repeat. */
export interface Aliases {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly repeated: ReadonlySet<Node>;
  /** How many keys are repeated in their mapping. */
  readonly repeatedKeys: number;
}

/** More than people use; kubectl, too, has a limit for what aliases expand to. */
const MAX_EXPANDED = 1_000_000;

/**
 * Resolves the aliases of a document, bounds what they expand to, and counts repeated keys. The parser's own
 * checks take time that grows with the square of the document, or faster.
 */
export function inspect(root: Node): Aliases | Fault {
  const inspection: Inspection = {
    anchors: new Map(),
    sizes: new Map(),
    targets: new Map(),
    repeated: new Set(),
    repeatedKeys: 0,
    fault: undefined,
  };
  const size = measure(root, inspection);
  if (inspection.fault) return inspection.fault;
  if (inspection.targets.size > 0 && size > MAX_EXPANDED) {
    return { fault: 'its aliases expand without bound', offset: 0 };
  }
  const { targets, repeated, repeatedKeys } = inspection;
  return { targets, repeated, repeatedKeys };
}

interface Inspection {
  readonly anchors: Map<string, Node>;
  /** How many nodes an anchored node stands for, its aliases expanded, once it is complete. */
  readonly sizes: Map<Node, number>;
  readonly targets: Map<Alias, Node>;
  readonly repeated: Set<Node>;
  repeatedKeys: number;
  fault: Fault | undefined;
}

function measure(node: unknown, inspection: Inspection): number {
  if (isPair(node)) return measure(node.key, inspection) + measure(node.value, inspection);
  if (!isNode(node)) return 0;
  if (isAlias(node)) return measureAlias(node, inspection);
  if (node.anchor !== undefined) inspection.anchors.set(node.anchor, node);
  if (isMap(node)) inspection.repeatedKeys += countRepeated(node);
  let size = 1;
  if (isCollection(node)) {
    for (const item of node.items) size += measure(item, inspection);
  }
  if (node.anchor !== undefined) inspection.sizes.set(node, size);
  return size;
}

function measureAlias(alias: Alias, inspection: Inspection): number {
  const target = inspection.anchors.get(alias.source);
  const size = target && inspection.sizes.get(target);
  if (target === undefined) inspection.fault ??= aliasFault(alias, 'unknown anchor');
  else if (size === undefined) inspection.fault ??= aliasFault(alias, 'a value contains itself:');
  else {
    inspection.targets.set(alias, target);
    inspection.repeated.add(target);
  }
  return size ?? 0;
}

function countRepeated({ items }: YAMLMap): number {
  const names = items.flatMap(({ key }) =>
    isScalar(key) && typeof key.value !== 'symbol' ? String(key.value) : [],
  );
  return names.length - new Set(names).size;
}

function aliasFault({ source, range }: Alias, what: string): Fault {
  return { fault: `${what} ${JSON.stringify(source.slice(0, 60))}`, offset: range?.[0] ?? 0 };
}

/** Where `key: {{ value }}` is. It happens to be valid YAML: a mapping whose key is a mapping. */
export function findTemplatedValue(root: Node): number | undefined {
  let found: number | undefined;
  visit(root, {
    Pair(_, pair) {
      if (!isMap(pair.key) || pair.key.flow !== true) return undefined;
      found = pair.key.range?.[0];
      return visit.BREAK;
    },
  });
  return found;
}

/** Only templates of Helm charts have this; other tools keep `{{ }}` in strings of manifests. */
const HELM_ACTION =
  /\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)|include|tpl|toYaml)\b/;

export function findHelmAction(root: Node): number | undefined {
  let found: number | undefined;
  visit(root, {
    Scalar(_, { value, range }) {
      if (typeof value !== 'string' || !HELM_ACTION.test(value)) return undefined;
      found = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}
