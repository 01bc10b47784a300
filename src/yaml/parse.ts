import {
  type Alias,
  CST,
  type Document,
  type Node,
  type ScalarTag,
  type YAMLParseError,
  Parser,
  Schema,
} from 'yaml';
import { inspect } from './aliases.ts';
import type { Data, ValueChange } from './value-change.ts';
import { createComposer } from './composer.ts';
import { createLexer } from './lexer.ts';
import { PER_DOCUMENT, ParseBudget, tokensFor } from './parse-budget.ts';
import type { Edit } from './edit/edit.ts';
import type { Before } from './quick/again.ts';
import { dataOf } from './quick/data.ts';
import { isRead } from './quick/nodes.ts';
import { quickRead } from './quick/quick-read.ts';
import { type Span, withKubernetesBreaks } from './lines.ts';

/** One YAML document of a file, parsed. Offsets in `root` count from `span.start`. */
export interface ParsedDocument {
  /** Its place among the documents of the file, from 0. */
  readonly index: number;
  /** The text of the whole file. */
  readonly text: string;
  /** The texts of the files that are applied together, this one among them; undefined for this one alone. */
  readonly together?: readonly string[];
  readonly span: Span;
  readonly root: Node;
  /** How many tokens of the lexer it took, as its budget counts them. */
  readonly tokens: number;
  /** What each alias points to. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** Nodes that an alias repeats: an edit inside one changes several places. */
  readonly repeated: ReadonlySet<Node>;
  /** How many keys are repeated in their mapping. */
  readonly repeatedKeys: number;
  /** Where a string has an action of a Helm chart; undefined where there is none. */
  readonly helmAction: number | undefined;
  /** The document as plain data; undefined where its aliases expand to too much. */
  toData(): Data | undefined;
  /** Set for a document that is not written in the file, but made from one that is. */
  readonly madeFrom?: MadeFrom;
}

/** The document of a file that another one is made from, and how changes of that are made in it. */
export interface MadeFrom {
  readonly document: ParsedDocument;
  /** The changes that make these, or why there are none, as the end of a sentence. */
  readonly toSource: (
    changes: readonly ValueChange[],
  ) => readonly ValueChange[] | { readonly refused: string };
}

/** A document, and edits of its file, all of them in it. */
export interface EditedDocument {
  readonly document: ParsedDocument;
  readonly edits: readonly Edit[];
}

/** The document as the file has it. */
export function writtenDocument(document: ParsedDocument): ParsedDocument {
  return document.madeFrom?.document ?? document;
}

/** Why a document could not be parsed. `offset` counts from the start of the file. */
export interface Unparsable {
  readonly reason: string;
  readonly offset: number;
}

/** YAML 1.1 has no `0o17`, but Go's strconv.ParseInt, which Kubernetes' reader uses, accepts it. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT',
  test: /^[-+]?0[oO][0-7_]+$/,
  resolve: (text) => {
    const digits = text.replaceAll('_', '').replace(/^[-+]/, '').slice(2);
    const sign = text.startsWith('-') ? -1 : 1;
    return digits === '' ? text : sign * Number.parseInt(digits, 8);
  },
};

/** A dot alone is text, as in `context: .`: no digits, no number (goyaml.v2/resolve.go). */
const DOT: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  test: /^[-+]?\._*$/,
  resolve: (text) => text,
};

/**
 * Kubernetes reads YAML 1.1 words (`yes`, `off`) as booleans, 1.2 or not, but neither base-60
 * numbers nor dates (kubernetes-sigs/yaml, goyaml.v2/resolve.go).
 */
const schema = new Schema({
  schema: 'yaml-1.1',
  merge: true,
  customTags: (tags) => [
    OCTAL,
    DOT,
    ...tags.filter(
      (tag) =>
        typeof tag === 'string' || (tag.format !== 'TIME' && !tag.tag.endsWith(':timestamp')),
    ),
  ],
});

const COMPOSE_OPTIONS = {
  schema,
  logLevel: 'silent',
  // Kubernetes' reader takes the last one, and so does value.ts.
  uniqueKeys: false,
} as const;

/**
 * The parser keeps up to two tokens open for each level of nesting, and later steps recurse once for
 * each. Manifests have at most 30 levels, schemas of custom resources 60; Node's stack is enough for
 * over a thousand.
 */
const MAX_OPEN_TOKENS = 500;

/** Thrown to stop the parser's generators. */
class OverBound extends Error {
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

const TOO_DEEP = 'nested too deeply';

/**
 * Parses one document of a file.
 *
 * @param text the text of the whole file
 * @param span where the document is in it
 * @param budget the tokens left for the file's documents; once they are spent, no more are read
 * @param edited of which document this is the text, with edits: what these do not touch may have its nodes
 * @returns the document, `undefined` when it is empty, or why it can't be read; never throws
 */
export function parseDocumentAt(
  text: string,
  span: Span,
  index: number,
  budget = new ParseBudget(),
  edited?: EditedDocument,
): ParsedDocument | Unparsable | undefined {
  const tooLong = budget.refuseLength(span.end - span.start);
  if (tooLong !== undefined) return { reason: tooLong, offset: span.start };
  const source = withKubernetesBreaks(text.slice(span.start, span.end));
  const at = { index, text, span };
  return readQuick(source, at, budget, edited) ?? readWhole(source, at, budget);
}

type Place = Pick<ParsedDocument, 'index' | 'text' | 'span'>;

/** Whether strings may have actions of templates: an escape sequence may stand for a brace. */
function mayHaveActions(source: string): boolean {
  return /\{\{|\\/.test(source);
}

/** Reads a document with the quick reader; undefined for one that it does not read. */
export function readQuick(
  source: string,
  at: Place,
  budget: ParseBudget,
  edited?: EditedDocument,
): ParsedDocument | undefined {
  const quick = quickRead(source, schema, mayHaveActions(source), edited && readBefore(edited));
  if (!quick || quick.tokens > budget.room) return undefined;
  budget.take(quick.tokens);
  const { root, tokens, repeatedKeys, helmAction } = quick;
  return {
    ...at,
    root,
    tokens: tokens + PER_DOCUMENT,
    helmAction: helmAction === undefined ? undefined : at.span.start + helmAction,
    toData: once(() => dataOf(root)),
    targets: NO_TARGETS,
    repeated: NONE_REPEATED,
    repeatedKeys,
  };
}

/** What the quick reader read of the text before. */
function readBefore({ document, edits }: EditedDocument): Before | undefined {
  const { root, span, text, repeatedKeys } = document;
  // Where no key is repeated, none is in what is not read again.
  if (repeatedKeys > 0 || !isRead(root)) return undefined;
  const { start, end } = span;
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return { text: text.slice(start, end), root, edits: moved };
}

const NO_TARGETS: ReadonlyMap<Alias, Node> = new Map();
const NONE_REPEATED: ReadonlySet<Node> = new Set();

/** Reads a document with the library. */
export function readWhole(
  source: string,
  at: Place,
  budget: ParseBudget,
): ParsedDocument | Unparsable | undefined {
  const { span } = at;
  try {
    const left = budget.left;
    const document = compose(source, budget);
    const error = document?.errors[0];
    if (error !== undefined) return unparsable(source, span, error);
    const root = document?.contents;
    if (!root) return undefined;
    const inspected = inspect(root, mayHaveActions(source));
    if ('templatedValue' in inspected) return templated(span.start + inspected.templatedValue);
    if ('fault' in inspected) return invalid(inspected.fault, span.start + inspected.offset);
    const { helmAction: action, ...aliases } = inspected;
    const helmAction = action === undefined ? undefined : span.start + action;
    const toData = once(() => dataFrom(document));
    const tokens = left - budget.left;
    return { ...at, root, tokens, helmAction, toData, ...aliases };
  } catch (error) {
    if (!(error instanceof OverBound)) throw error;
    return { reason: error.message, offset: span.start + error.offset };
  }
}

function dataFrom(document: Document.Parsed): Data | undefined {
  try {
    // A YAML document has nothing but data.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return document.toJS() as Data;
  } catch {
    return undefined;
  }
}

/** Kept, since each proof of a fix needs the data of the document before it. */
function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}

/** The first document of a text; undefined where there is none. */
function compose(source: string, budget: ParseBudget): Document.Parsed | undefined {
  requireRoom(source, budget);
  const tokens = tokensOf(source, budget);
  const [document] = createComposer(COMPOSE_OPTIONS).compose(tokens, true, source.length);
  return document;
}

/** The most that one character counts: a bracket. */
const MAX_OF_CHARACTER = 3;

/** Marks that the lexer adds: starts of documents and scalars, and errors in flow style. */
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.SCALAR, CST.FLOW_END]);

/** Tokens cost a tenth of the nodes made from them, so a large document's tokens are counted first. */
function requireRoom(source: string, budget: ParseBudget): void {
  if (source.length * MAX_OF_CHARACTER < budget.room) return;
  let count = 0;
  let offset = 0;
  for (const lexeme of createLexer().lex(source)) {
    count += tokensFor(lexeme);
    if (count > budget.room) throw new OverBound(budget.refuse(), offset);
    if (!MARKS.has(lexeme)) offset += lexeme.length;
  }
}

/** Throws where the nesting is too deep: later steps recurse and keep all open levels in memory. */
function* tokensOf(source: string, budget: ParseBudget): Generator<CST.Token> {
  const parser = new Parser();
  let count = 0;
  let hasError = false;
  try {
    for (const lexeme of createLexer().lex(source)) {
      count += tokensFor(lexeme);
      for (const token of parser.next(lexeme)) {
        // One says enough, and each takes as long as ten other tokens.
        if (token.type !== 'error' || !hasError) yield token;
        hasError ||= token.type === 'error';
      }
      if (parser.stack.length > MAX_OPEN_TOKENS) throw new OverBound(TOO_DEEP, parser.offset);
    }
    yield* parser.end();
  } finally {
    budget.take(count);
  }
}

/** A line that starts with an action, or has one where a value belongs. */
const TEMPLATED_LINE = /^[ \t]*(?:-[ \t]+)?(?:[\w./-]+:[ \t]+)?\{\{/m;

function unparsable(source: string, span: Span, error: YAMLParseError): Unparsable {
  const action = TEMPLATED_LINE.test(source) ? source.indexOf('{{') : -1;
  if (action !== -1) return templated(span.start + action);
  const offset = span.start + error.pos[0];
  return invalid(error.message.replace(/\s+/g, ' ').trim(), offset);
}

function invalid(what: string, offset: number): Unparsable {
  return { reason: `not valid YAML: ${what.charAt(0).toLowerCase()}${what.slice(1)}`, offset };
}

/** Says that a text still has to be rendered. */
export function templated(offset: number): Unparsable {
  return { reason: TEMPLATED, offset };
}

export const TEMPLATED = 'a template, not YAML yet: render it (helm template) and check the output';
