/**
 * How many tokens of the lexer a file may have in the documents that are parsed, and how many of them in
 * one document, whose tree is the largest while it is made: 1 MB of usual manifests, the most that people
 * keep in one. Each takes two microseconds and some hundred bytes.
 */
const MAX_IN_FILE = 800_000;
const MAX_IN_DOCUMENT = 500_000;

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

  /** Subtracts the tokens of a document; a document itself costs as much as ten tokens. */
  take(tokens: number): void {
    this.#left -= tokens + 10;
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
