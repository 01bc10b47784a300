/**
 * How many tokens of the lexer a file may have in the documents that are parsed, and how many of them in
 * one document, whose tree is the largest while it is made: 1 MB of usual manifests, the most that people
 * keep in one. Each takes two microseconds and some hundred bytes.
 */
const MAX_IN_FILE = 700_000;
const MAX_IN_DOCUMENT = 400_000;

/**
 * Characters of one document. The API server takes no request of more than 3 MiB
 * (kubernetes/apiserver, pkg/server/config.go, MaxRequestBodyBytes), so that hardly an object
 * is as long, and each of its texts is in memory several times: one quoted scalar of 2.9 MB took 545 MB.
 */
const MAX_CHARACTERS = 2_500_000;

/**
 * What starts a node without being a word: a list or a mapping in flow style, an alias, a tag. They take as
 * long as three tokens, and as much memory, and stand closer together than words do.
 */
const STARTS: ReadonlySet<string> = new Set(['[', '{', '*', '!']);

/** As how many tokens a lexeme counts. */
export function tokensFor(lexeme: string): number {
  return STARTS.has(lexeme[0] ?? '') ? 3 : 1;
}

/** As how many tokens a document counts, however small: its objects are made and judged. */
export const PER_DOCUMENT = 50;

/** The cost of counting a token, as a share of the cost of parsing it. */
const COUNTING = 0.1;

/** Bounds what the documents of one file take to parse. */
export class ParseBudget {
  #left = MAX_IN_FILE;
  #isSpent = false;
  #isWhole = true;

  /** How many tokens the file may have still. */
  get left(): number {
    return this.#left;
  }

  /** How many tokens the next document may have. */
  get room(): number {
    return Math.min(this.#left, MAX_IN_DOCUMENT);
  }

  /** Subtracts the tokens of a document, and what a document itself costs. */
  take(tokens: number): void {
    this.#left -= tokens + PER_DOCUMENT;
  }

  /** Why a document of this length is not read, which counts as not whole; undefined where it is. */
  refuseLength(characters: number): string | undefined {
    if (characters <= MAX_CHARACTERS) return undefined;
    this.#isWhole = false;
    return `more than ${MAX_CHARACTERS.toLocaleString('en')} characters in one document: split it`;
  }

  /** Whether no more documents are read. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** Whether all documents were within the budget. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Notes that a document was over the budget; returns the reason. */
  refuse(): string {
    this.#isWhole = false;
    this.#isSpent = this.#left < MAX_IN_DOCUMENT;
    if (this.#isSpent) return `more than ${words(MAX_IN_FILE)} in one file: split it`;
    this.take(MAX_IN_DOCUMENT * COUNTING);
    return `more than ${words(MAX_IN_DOCUMENT)} in one document: split it`;
  }
}

function words(tokens: number): string {
  return `${tokens.toLocaleString('en')} YAML tokens`;
}
