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
} from 'yaml';
import { hasAction } from './helm-action.ts';

/** An error that the parser does not check for; the offset counts from the document's start. */
export interface Fault {
  readonly fault: string;
  readonly offset: number;
}

/** What each alias of a document points to, the nodes that aliases repeat, and what templates left. */
export interface Inspected {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly repeated: ReadonlySet<Node>;
  /** How many keys are repeated in their mapping. */
  readonly repeatedKeys: number;
  /** Where a string has an action of a Helm chart; undefined where there is none. */
  readonly helmAction: number | undefined;
}

/** Where `key: {{ value }}` is. It happens to be valid YAML: a mapping whose key is a mapping. */
export interface TemplatedValue {
  readonly templatedValue: number;
}

/** More than people use; kubectl, too, has a limit for what aliases expand to. */
const MAX_EXPANDED = 1_000_000;

/**
 * Resolves the aliases of a document, bounds what they expand to, counts repeated keys, and looks for
 * actions of templates. It is one walk for all, since a document may have a hundred thousand nodes. The
 * parser's own checks take time that grows with the square of the document, or faster.
 *
 * @param mayHaveActions whether strings are looked through for actions
 */
export function inspect(root: Node, mayHaveActions: boolean): Inspected | Fault | TemplatedValue {
  const inspection: Inspection = {
    anchors: new Map(),
    sizes: new Map(),
    targets: new Map(),
    repeated: new Set(),
    repeatedKeys: 0,
    fault: undefined,
    mayHaveActions,
    templatedValue: undefined,
    helmAction: undefined,
  };
  const size = measure(root, inspection);
  const { targets, repeated, repeatedKeys, helmAction, templatedValue, fault } = inspection;
  if (templatedValue !== undefined) return { templatedValue };
  if (fault) return fault;
  if (targets.size > 0 && size > MAX_EXPANDED) {
    return { fault: 'its aliases expand without bound', offset: 0 };
  }
  return { targets, repeated, repeatedKeys, helmAction };
}

interface Inspection {
  readonly anchors: Map<string, Node>;
  /** How many nodes an anchored node stands for, its aliases expanded, once it is complete. */
  readonly sizes: Map<Node, number>;
  readonly targets: Map<Alias, Node>;
  readonly repeated: Set<Node>;
  repeatedKeys: number;
  fault: Fault | undefined;
  readonly mayHaveActions: boolean;
  templatedValue: number | undefined;
  helmAction: number | undefined;
}

function measure(node: unknown, inspection: Inspection): number {
  if (isPair(node)) {
    if (isMap(node.key) && node.key.flow === true) {
      inspection.templatedValue ??= node.key.range?.[0];
    }
    return measure(node.key, inspection) + measure(node.value, inspection);
  }
  if (!isNode(node)) return 0;
  if (isAlias(node)) return measureAlias(node, inspection);
  if (inspection.mayHaveActions && isScalar(node) && hasAction(node.value)) {
    inspection.helmAction ??= node.range?.[0] ?? 0;
  }
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
