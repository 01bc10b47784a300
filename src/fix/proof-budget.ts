import type { Judged } from '../judge/judge.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import { findingsIn } from './findings-in.ts';

/**
 * What work costs, in YAML tokens that could be read meanwhile, each some two microseconds: for each proof,
 * and for each finding in the document.
 */
const PER_PROOF = 250;
const PER_FINDING = 60;

/** What the proofs of one review of a file may cost: 500 of a usual document, where ten are needed. */
const REVIEW_BUDGET = 800_000;

/** For who fixes or checks a file: the usual proofs of a rendered bundle of a thousand workloads. */
const FILE_BUDGET = 2_400_000;

/** One document may use this part of it, so that one without end leaves room for the others. */
const PART_OF_DOCUMENT = 0.6;

/** Limits what the proofs of fixes of a file cost, because each proof parses and judges a document. */
export class ProofBudget {
  readonly #mostOfDocument: number;
  readonly #spent = new Map<number, number>();
  #left: number;
  #hasRefused = false;

  private constructor(limit: number) {
    this.#left = limit;
    this.#mostOfDocument = limit * PART_OF_DOCUMENT;
  }

  static ofReview(): ProofBudget {
    return new ProofBudget(REVIEW_BUDGET);
  }

  static ofFile(): ProofBudget {
    return new ProofBudget(FILE_BUDGET);
  }

  /** Whether something was not allowed. */
  get hasRefused(): boolean {
    return this.#hasRefused;
  }

  /** Whether one more proof of a document is allowed; its first is, whatever it costs, if any is. */
  allowsProof(judged: Judged, document: ParsedDocument): boolean {
    const cost = costOf(document, findingsIn(judged, document).length);
    const spent = this.#spent.get(document.index) ?? 0;
    const isAllowed =
      spent === 0 ? this.#left > 0 : cost <= this.#left && spent + cost <= this.#mostOfDocument;
    this.#hasRefused ||= !isAllowed;
    if (!isAllowed) return false;
    this.#spent.set(document.index, spent + cost);
    this.#left -= cost;
    return true;
  }

  /** Whether the whole file may be read and judged once more. */
  allowsReading({ manifest, findings }: Judged): boolean {
    const read = manifest.documents.reduce((sum, { tokens }) => sum + tokens, 0);
    const cost = read + findings.length * PER_FINDING;
    this.#hasRefused ||= cost > this.#left;
    if (cost > this.#left) return false;
    this.#left -= cost;
    return true;
  }
}

function costOf({ tokens }: ParsedDocument, findings: number): number {
  return tokens + PER_PROOF + findings * PER_FINDING;
}
