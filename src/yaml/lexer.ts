import { Lexer } from 'yaml';

/** The fields of the lexer that decide where a block ends; its types declare them private. */
interface LexerState {
  readonly buffer: string;
  readonly pos: number;
  readonly flowLevel: number;
  indentNext: number;
  continueScalar: (offset: number) => number;
  parseFlowCollection: () => Generator<string, unknown>;
}

/**
 * A lexer that accepts lines of quoted scalars and flow collections whatever their indentation, as
 * Kubernetes' reader does (yaml/go-yaml, scannerc.go: it looks only for document markers). People write
 * `["` and `"]` around an unindented script. YAML 1.2 (7.3, 7.4) requires such lines to be indented
 * deeper than the mapping around them.
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
