import type { ParsedDocument } from '../manifest/parse.ts';

/**
 * How many characters may be parsed to prove fixes: the document's length for each proof, or
 * MIN_COST at the least. That is 320 proofs of a usual document, where ten are needed, and two of
 * the largest that is read.
 */
const BUDGET = 20_000_000;
const MIN_COST = 62_500;

/** Bounds the proofs of fixes, each of which parses a document. */
export class ProofBudget {
  #left = BUDGET;

  /** Takes the cost of one proof out of the budget; says whether there was enough. */
  allows({ span }: ParsedDocument): boolean {
    this.#left -= Math.max(span.end - span.start, MIN_COST);
    return this.#left >= 0;
  }
}
