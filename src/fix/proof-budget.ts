import type { ParsedDocument } from '../yaml/parse.ts';

/**
 * How many characters may be parsed to prove fixes: the document's length for each proof, or
 * MIN_COST at the least. That is 40 proofs of a usual document, where ten are needed.
 */
const BUDGET = 1_000_000;
const MIN_COST = 25_000;

/** A proof for n findings costs 1/n, with n at most this number; in a large document the second one. */
const MAX_SHARE = 8;
const MAX_SHARE_OF_LARGE = 4;

/** Limits the number of proofs of fixes, because each proof parses and judges a document. */
export class ProofBudget {
  #left = BUDGET;

  /** Whether one more proof is allowed, for this many findings; the first proof always is. */
  allows({ span }: ParsedDocument, findings: number): boolean {
    if (this.#left <= 0) return false;
    const length = span.end - span.start;
    const cost = Math.max(length, MIN_COST) / Math.min(findings, MAX_SHARE);
    this.#left -= Math.max(cost, length / MAX_SHARE_OF_LARGE);
    return true;
  }
}
