import { Lexer } from 'yaml';

/** What of the lexer decides whether a line belongs to what is open; its types keep it private. */
interface LexerState {
  readonly buffer: string;
  readonly pos: number;
  readonly flowLevel: number;
  indentNext: number;
  continueScalar: (offset: number) => number;
  parseFlowCollection: () => Generator<string, unknown>;
}

/**
 * A lexer that takes the lines of quoted scalars and of flow collections however little they are
 * indented, as Kubernetes' reader does (yaml/go-yaml, scannerc.go: it looks for markers of documents
 * alone). People write `["` and `"]` around a script like this. YAML 1.2 (7.3, 7.4) wants such lines
 * further in than the mapping around them.
 */
export function createLexer(): Lexer {
  const lexer = new Lexer();
  const state: unknown = lexer;
  if (hasState(state)) relax(state);
  return lexer;
}

function hasState(lexer: unknown): lexer is LexerState {
  return (
    typeof lexer === 'object' &&
    lexer !== null &&
    'continueScalar' in lexer &&
    'parseFlowCollection' in lexer &&
    'indentNext' in lexer
  );
}

function relax(state: LexerState): void {
  const continueScalar = state.continueScalar.bind(state);
  const parseFlowCollection = state.parseFlowCollection.bind(state);
  state.continueScalar = (offset) => {
    const { indentNext } = state;
    // A plain scalar in a block ends with its indentation, and never starts with a quote.
    const isFree = state.flowLevel > 0 || /["']/.test(state.buffer[state.pos] ?? '');
    if (isFree) state.indentNext = 0;
    const next = continueScalar(offset);
    state.indentNext = indentNext;
    return next;
  };
  state.parseFlowCollection = function* parse() {
    const { indentNext } = state;
    state.indentNext = 0;
    const next = yield* parseFlowCollection();
    state.indentNext = indentNext;
    return next;
  };
}
