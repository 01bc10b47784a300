import type { ValueChange } from '../yaml/value-change.ts';
import { byDocument, documentOf } from '../judge/grouping.ts';
import type { Finding, Judged, SourceEdits } from '../judge/judge.ts';
import { type Edit, doOverlap } from '../yaml/edit/edit.ts';
import { type Refusal, distinctChanges, planEdits } from '../yaml/edit/plan-edits.ts';
import { type Fix, TOO_MANY, UNDECIDED, UNPROVED, fixFor, proveAll, toFix } from './fix.ts';
import type { ProofBudget } from './proof-budget.ts';
import { type Proof, prove } from './prove.ts';
import { writtenChanges } from './written-changes.ts';

/** What proves the fixes of a file, and where these go. */
interface Proving {
  readonly judged: Judged;
  readonly budget: ProofBudget;
  readonly fixes: Map<Finding, Fix | Refusal>;
}

/**
 * Makes a fix for each finding on its own. Fixes of different places are proved together, so that a
 * document is parsed a few times and not once for each finding.
 *
 * @param budget what their proofs may cost
 */
export function fixEach(
  judged: Judged,
  findings: readonly Finding[],
  budget: ProofBudget,
): Map<Finding, Fix | Refusal> {
  const fixes = new Map<Finding, Fix | Refusal>();
  const proving = { judged, budget, fixes };
  for (const members of byDocument(findings)) {
    const fixable = members.filter((finding) => {
      if (finding.remedy) return true;
      const known = judged.sourceFixes?.get(finding);
      fixes.set(finding, known ? sourceFix(finding, known) : UNDECIDED);
      return false;
    });
    proveRounds(proving, fixable);
  }
  return fixes;
}

function sourceFix(finding: Finding, { edits, remedy }: SourceEdits): Fix {
  return toFix(edits, [{ ...finding, remedy }], [finding]);
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
function placeOf({ path }: ValueChange): string {
  const context = path.findIndex((step) => /^securitycontexts?$/i.test(String(step)));
  return JSON.stringify(path.slice(0, context === -1 ? -1 : context));
}

/**
 * Proves fixes that several rounds are needed for. All of them in one text are judged by all rules; those of
 * a round, in a text of theirs, by their own rules alone: what one of them brings, all of them bring.
 */
function proveRounds(proving: Proving, findings: readonly Finding[]): void {
  const { judged, budget } = proving;
  const rounds = roundsOf(findings);
  const [first] = findings;
  const proved =
    first !== undefined && rounds.length > 1 && budget.allowsProof(judged, documentOf(first))
      ? proveAll(judged, findings)
      : UNPROVED;
  for (const round of rounds) {
    if ('refused' in proved || !proveByOwnRules(proving, round, proved.proof)) {
      proveRound(proving, round);
    }
  }
}

/** @param whole the proof of all fixes in one text, in which most are proved to be read as they are meant */
function proveByOwnRules(
  { judged, fixes, budget }: Proving,
  findings: readonly Finding[],
  whole: Proof,
): boolean {
  const [first] = findings;
  if (!first || !budget.allowsProof(judged, documentOf(first))) return false;
  const document = documentOf(first);
  const planned: PlannedFinding[] = [];
  for (const finding of findings) {
    const plan = planOne(finding);
    if ('refused' in plan) return false;
    planned.push(plan);
  }
  // If two insertions are at the end of the same block, the deeper one comes first.
  const inOrder = planned.toSorted((a, b) => depthOf(b) - depthOf(a));
  const edits = inOrder.flatMap((one) => one.edits);
  if (doOverlap(edits)) return false;
  const changes = distinctChanges(planned.flatMap((one) => one.changes));
  const only = [...new Set(findings.map(({ rule }) => rule))];
  const proof = prove(judged, document, { edits, changes, claimed: findings, only, whole });
  if (!proof) return false;
  for (const { finding, edits: own } of planned) {
    fixes.set(finding, toFix(own, [finding], planned.length === 1 ? proof.resolves : [finding]));
  }
  return true;
}

/** The edits of one finding's own remedy. */
interface PlannedFinding {
  readonly finding: Finding;
  readonly changes: readonly ValueChange[];
  readonly edits: readonly Edit[];
}

function planOne(finding: Finding): PlannedFinding | Refusal {
  const written = writtenChanges([finding]);
  if ('refused' in written) return written;
  const plan = planEdits(documentOf(finding), written.changes);
  return 'refused' in plan ? plan : { finding, changes: written.changes, edits: plan.edits };
}

/** How deep in the document the changes are. */
function depthOf({ changes }: PlannedFinding): number {
  return changes.reduce((deepest, { path }) => Math.max(deepest, path.length), 0);
}

function proveRound(proving: Proving, findings: readonly Finding[]): void {
  const { judged, fixes, budget } = proving;
  const [first] = findings;
  if (!first) return;
  if (!budget.allowsProof(judged, documentOf(first))) {
    for (const finding of findings) fixes.set(finding, TOO_MANY);
    return;
  }
  const fix = fixFor(judged, findings);
  if (findings.length === 1) fixes.set(first, fix);
  else if ('edits' in fix) {
    for (const finding of findings) fixes.set(finding, provedInRound(finding));
  } else {
    const half = Math.ceil(findings.length / 2);
    proveRound(proving, findings.slice(0, half));
    proveRound(proving, findings.slice(half));
  }
}

function provedInRound(finding: Finding): Fix | Refusal {
  if (!finding.remedy) return UNDECIDED;
  const plan = planOne(finding);
  return 'refused' in plan ? plan : toFix(plan.edits, [finding], [finding]);
}
