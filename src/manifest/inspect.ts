import { type Alias, type Node, type YAMLMap, isAlias, isMap, isScalar, visit } from 'yaml';

/** A fault that the parser leaves to its caller; the offset counts from the document's start. */
export interface Fault {
  readonly fault: string;
  readonly offset: number;
}

/** What each alias of a document points to, and the nodes that aliases repeat. */
export interface Aliases {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly repeated: ReadonlySet<Node>;
}

/**
 * Resolves the aliases of a document, and finds keys that stand twice in a mapping. The parser does
 * both in time that grows with the square of the document.
 */
export function inspect(root: Node): Aliases | Fault {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const repeated = new Set<Node>();
  let fault: Fault | undefined;
  visit(root, {
    Node(_, node) {
      if (isMap(node)) fault ??= repeatedKey(node);
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target === undefined) fault ??= unknownAnchor(node);
      else {
        targets.set(node, target);
        repeated.add(target);
      }
    },
  });
  return fault ?? { targets, repeated };
}

function repeatedKey({ items }: YAMLMap): Fault | undefined {
  const seen = new Set<string>();
  for (const { key } of items) {
    if (!isScalar(key) || typeof key.value === 'symbol') continue;
    const name = String(key.value);
    if (seen.has(name)) return { fault: 'map keys must be unique', offset: key.range?.[0] ?? 0 };
    seen.add(name);
  }
  return undefined;
}

function unknownAnchor({ source, range }: Alias): Fault {
  return { fault: `unknown anchor ${JSON.stringify(source)}`, offset: range?.[0] ?? 0 };
}

/** Where `key: {{ value }}` stands, which happens to be valid YAML: a mapping whose key is a mapping. */
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

/** What only a Helm chart's templates say; other tools keep `{{ }}` in the strings of manifests. */
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
