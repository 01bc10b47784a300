import type { Change } from '../manifest/change.ts';
import { byDocument } from '../rules/grouping.ts';
import type { Finding, Judged } from '../rules/judge.ts';
import { type Edit, sortEdits } from './edit.ts';
import { type Accepts, type Refusal, planEdits } from './plan.ts';
import { prove } from './prove.ts';

/** Edits that mend findings of one document, proved. */
export interface Fix {
  /** safe only when the remedy of every finding is. */
  readonly safety: 'safe' | 'unsafe';
  /** In the order of their places, none overlapping. */
  readonly edits: readonly Edit[];
  /** What a person has to check before applying it; empty for a safe one. */
  readonly verify: readonly string[];
  /** The findings whose remedies it applies. */
  readonly applies: readonly Finding[];
  /** The findings that are gone after it: those, and what goes along with them. */
  readonly mends: readonly Finding[];
}

const UNDECIDED: Refusal = { refused: 'a person has to decide' };
const TOO_MANY: Refusal = { refused: 'there are too many findings here to prove a fix for each' };

/**
 * How many characters may be parsed to prove the fixes of one document: its length, or this at the
 * least, for each proof. That is 320 proofs of a usual document, where ten are needed, and two of
 * the largest that is read.
 */
const PROOF_BUDGET = 20_000_000;
const MIN_PROOF_COST = 62_500;
const UNPROVED: Refusal = { refused: 'no edit could be proved to change this alone' };

/**
 * Makes one fix for findings of one document, or says why there is none.
 *
 * @param findings findings of `judged`, all of one document
 */
export function fixFor(
  judged: Judged,
  findings: readonly Finding[],
  accepts?: Accepts,
): Fix | Refusal {
  const remedies = findings.flatMap(({ remedy }) => remedy ?? []);
  const document = findings[0]?.subject.value.document;
  if (!document || remedies.length < findings.length) return UNDECIDED;
  const changes = remedies.flatMap((remedy) => remedy.changes);
  const plan = planEdits(document, changes, accepts);
  if ('refused' in plan) return plan;
  if (accepts && !accepts(plan.edits)) return UNPROVED;
  const mends = prove(judged, document, plan.edits, changes, findings);
  if (!mends) return UNPROVED;
  return {
    safety: remedies.every(({ safety }) => safety === 'safe') ? 'safe' : 'unsafe',
    edits: sortEdits(plan.edits),
    verify: [...new Set(remedies.flatMap(({ verify }) => verify ?? []))],
    applies: findings,
    mends,
  };
}

/**
 * Makes one fix for as many of these findings as can be mended together, halving the list where
 * they can't all be.
 *
 * @param findings findings of one document; those with a misspelt key are tried first, because
 *   putting it right may mend others as well
 * @param accepts which edits are wanted; no others are made
 */
export function fixMost(
  judged: Judged,
  findings: readonly Finding[],
  accepts: Accepts = () => true,
): Fix | undefined {
  const fixable = findings
    .filter(({ remedy }) => remedy !== undefined)
    .toSorted((a, b) => Number(isRename(b)) - Number(isRename(a)));
  return extend(judged, undefined, fixable, accepts, new Budget(findings));
}

function isRename({ remedy }: Finding): boolean {
  return remedy?.changes.some(({ kind }) => kind === 'rename') ?? false;
}

function extend(
  judged: Judged,
  base: Fix | undefined,
  findings: readonly Finding[],
  accepts: Accepts,
  budget: Budget,
): Fix | undefined {
  const mended = new Set(base?.mends);
  const more = findings.filter((finding) => !mended.has(finding));
  if (more.length === 0 || !budget.allowsProof()) return base;
  const fix = fixFor(judged, [...(base?.applies ?? []), ...more], accepts);
  if ('edits' in fix) return fix;
  if (more.length === 1) return base;
  const half = Math.ceil(more.length / 2);
  const first = extend(judged, base, more.slice(0, half), accepts, budget);
  return extend(judged, first, more.slice(half), accepts, budget);
}

/** Bounds the proofs of one document's fixes. */
class Budget {
  readonly #cost: number;
  #left = PROOF_BUDGET;

  /** @param findings findings of the document */
  constructor([first]: readonly Finding[]) {
    const { start, end } = first?.subject.value.document.span ?? { start: 0, end: 0 };
    this.#cost = Math.max(end - start, MIN_PROOF_COST);
  }

  /** Takes the cost of a proof out of the budget; says whether there was enough. */
  allowsProof(): boolean {
    this.#left -= this.#cost;
    return this.#left >= 0;
  }
}

/**
 * Makes a fix for each finding on its own. Fixes of different places are proved together, so that a
 * document is parsed a few times and not once for each finding.
 */
export function fixEach(judged: Judged, findings: readonly Finding[]): Map<Finding, Fix | Refusal> {
  const fixes = new Map<Finding, Fix | Refusal>();
  for (const members of byDocument(findings)) {
    const fixable = members.filter((finding) => {
      if (finding.remedy) return true;
      fixes.set(finding, UNDECIDED);
      return false;
    });
    const budget = new Budget(members);
    for (const round of roundsOf(fixable)) proveRound(judged, round, fixes, budget);
  }
  return fixes;
}

/** Sets of findings whose changes are in different places. */
function roundsOf(findings: readonly Finding[]): Finding[][] {
  const rounds: Finding[][] = [];
  /** The first round that has no change in a place. */
  const free = new Map<string, number>();
  for (const finding of findings) {
    const places = (finding.remedy?.changes ?? []).map(placeOf);
    const round = places.reduce((latest, place) => Math.max(latest, free.get(place) ?? 0), 0);
    (rounds[round] ??= []).push(finding);
    for (const place of places) free.set(place, round + 1);
  }
  return rounds;
}

/** The mapping that has the securityContext, or else the field: edits outside it are independent. */
function placeOf({ path }: Change): string {
  const context = path.findIndex((step) => /^securitycontexts?$/i.test(String(step)));
  return JSON.stringify(path.slice(0, context === -1 ? -1 : context));
}

function proveRound(
  judged: Judged,
  findings: readonly Finding[],
  fixes: Map<Finding, Fix | Refusal>,
  budget: Budget,
): void {
  const [first] = findings;
  if (!first) return;
  if (!budget.allowsProof()) {
    for (const finding of findings) fixes.set(finding, TOO_MANY);
    return;
  }
  const fix = fixFor(judged, findings);
  if (findings.length === 1) fixes.set(first, fix);
  else if ('edits' in fix) {
    for (const finding of findings) fixes.set(finding, provedInRound(finding));
  } else {
    const half = Math.ceil(findings.length / 2);
    proveRound(judged, findings.slice(0, half), fixes, budget);
    proveRound(judged, findings.slice(half), fixes, budget);
  }
}

function provedInRound(finding: Finding): Fix | Refusal {
  const { remedy, subject } = finding;
  if (!remedy) return UNDECIDED;
  const plan = planEdits(subject.value.document, remedy.changes);
  if ('refused' in plan) return plan;
  const verify = remedy.verify === undefined ? [] : [remedy.verify];
  return {
    safety: remedy.safety,
    edits: sortEdits(plan.edits),
    verify,
    applies: [finding],
    mends: [finding],
  };
}
