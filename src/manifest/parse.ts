import {
  type Alias,
  type Node,
  type ParsedNode,
  type YAMLParseError,
  Schema,
  isAlias,
  isMap,
  parseDocument,
  visit,
} from 'yaml';
import type { Data } from './change.ts';
import type { Span } from './lines.ts';

/** One YAML document of a file, parsed. Offsets in `root` count from `span.start`. */
export interface ParsedDocument {
  /** Its place among the documents of the file, from 0. */
  readonly index: number;
  /** The text of the whole file. */
  readonly text: string;
  readonly span: Span;
  readonly root: Node;
  /** What each alias points to. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** Nodes that an alias repeats: an edit inside one shows in several places. */
  readonly repeated: ReadonlySet<Node>;
  /** Where a Helm chart's action stands inside a string; undefined where there is none. */
  readonly helmAction: number | undefined;
  /** The document as plain data. Throws where its aliases expand without bound. */
  toData(): Data;
}

/** Why a document could not be parsed. `offset` counts from the start of the file. */
export interface Unparsable {
  readonly reason: string;
  readonly offset: number;
}

/**
 * Kubernetes reads YAML 1.1 words (`yes`, `off`) as booleans, 1.2 or not, but neither base-60
 * numbers nor dates (kubernetes-sigs/yaml, goyaml.v2/resolve.go).
 */
const schema = new Schema({
  schema: 'yaml-1.1',
  merge: true,
  customTags: (tags) =>
    tags.filter(
      (tag) =>
        typeof tag === 'string' || (tag.format !== 'TIME' && !tag.tag.endsWith(':timestamp')),
    ),
});

/**
 * Parses one document of a file.
 *
 * @param text the text of the whole file
 * @param span where the document stands in it
 * @returns the document, `undefined` when it is empty, or why it can't be read; never throws
 */
export function parseDocumentAt(
  text: string,
  span: Span,
  index: number,
): ParsedDocument | Unparsable | undefined {
  const source = text.slice(span.start, span.end);
  try {
    const document = parseDocument(source, { schema, logLevel: 'silent', prettyErrors: false });
    const error = document.errors[0];
    if (error !== undefined) return unparsable(source, span, error);
    const root = document.contents;
    if (root === null) return undefined;
    const action = findTemplatedValue(root);
    if (action !== undefined) return templated(span.start + action);
    // YAML holds nothing else than data.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const toData = (): Data => document.toJS() as Data;
    const helmAction = findHelmAction(root, span);
    const aliases = resolveAliases(root);
    return 'reason' in aliases
      ? { ...aliases, offset: span.start + aliases.offset }
      : { index, text, span, root, helmAction, toData, ...aliases };
  } catch (error) {
    // The parser recurses once for each level of nesting.
    if (error instanceof RangeError) return { reason: 'nested too deeply', offset: span.start };
    throw error;
  }
}

function unparsable(source: string, span: Span, error: YAMLParseError): Unparsable {
  const action = source.indexOf('{{');
  if (action !== -1) return templated(span.start + action);
  const offset = span.start + error.pos[0];
  const what = error.message.replace(/\s+/g, ' ').trim();
  return { reason: `not valid YAML: ${what.charAt(0).toLowerCase()}${what.slice(1)}`, offset };
}

/** Says that a text still has to be rendered. */
export function templated(offset: number): Unparsable {
  return {
    reason: 'a template, not YAML yet: render it (helm template) and check the output',
    offset,
  };
}

/** `key: {{ value }}` happens to be valid YAML: a mapping whose key is a mapping. */
function findTemplatedValue(root: ParsedNode): number | undefined {
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

function findHelmAction(root: ParsedNode, span: Span): number | undefined {
  let found: number | undefined;
  visit(root, {
    Scalar(_, { value, range }) {
      if (typeof value !== 'string' || !HELM_ACTION.test(value)) return undefined;
      found = span.start + (range?.[0] ?? 0);
      return visit.BREAK;
    },
  });
  return found;
}

function resolveAliases(root: Node): Pick<ParsedDocument, 'targets' | 'repeated'> | Unparsable {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const repeated = new Set<Node>();
  let unknown: Alias | undefined;
  visit(root, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target === undefined) unknown ??= node;
        else {
          targets.set(node, target);
          repeated.add(target);
        }
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  if (!unknown) return { targets, repeated };
  const reason = `not valid YAML: unknown anchor ${JSON.stringify(unknown.source)}`;
  return { reason, offset: unknown.range?.[0] ?? 0 };
}
