import type { ValueChange } from '../yaml/value-change.ts';
import { byDocument, documentOf, groupBy } from '../judge/grouping.ts';
import type { Finding, Judged, SourceEdits } from '../judge/judge.ts';
import { mayFindElse } from '../judge/find.ts';
import type { Fixable } from '../rules/kit/fixable.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import { type Edit, doOverlap } from '../yaml/edit/edit.ts';
import type { EditPlan } from '../yaml/edit/edit-plan.ts';
import { type Refusal, planEdits } from '../yaml/edit/plan-edits.ts';
import { distinctChanges } from '../yaml/distinct-changes.ts';
import {
  type Fix,
  type ProvedPlan,
  TOO_MANY,
  UNDECIDED,
  UNPROVED,
  fixFor,
  proveAll,
  toFix,
} from './fix.ts';
import type { ProofBudget } from './proof-budget.ts';
import { prove } from './prove.ts';
import { changedFor, writtenChanges } from './written-changes.ts';

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

/**
 * Sets of findings whose changes are in different places. The findings of a rule are in one set where they can
 * be, so that the others are of other rules.
 */
function roundsOf(findings: readonly Finding[]): Finding[][] {
  const rounds: Finding[][] = [];
  /** The first round that has no change in a place. */
  const free = new Map<string, number>();
  const firstFor = (places: readonly string[], from: number): number =>
    places.reduce((latest, place) => Math.max(latest, free.get(place) ?? 0), from);
  for (const members of groupBy(findings, ({ rule }) => rule)) {
    const placed = members.map((finding) => ({ finding, places: placesOf(finding) }));
    const first = placed.reduce((latest, { places }) => firstFor(places, latest), 0);
    for (const { finding, places } of placed) {
      const round = firstFor(places, first);
      (rounds[round] ??= []).push(finding);
      for (const place of places) free.set(place, round + 1);
    }
  }
  return rounds;
}

function placesOf({ remedy }: Finding): string[] {
  return [...new Set(remedy?.changes.map(placeOf))];
}

const CONTEXT = /^securitycontexts?$/i;

/**
 * The mapping that has the securityContext, or else the field: edits outside it are independent. Two places of one name
 * are only less independent than they could be.
 */
function placeOf({ path }: ValueChange): string {
  const context = path.findIndex((step) => typeof step === 'string' && CONTEXT.test(step));
  return path.slice(0, context === -1 ? -1 : context).join(' ');
}

/**
 * Proves fixes that several rounds are needed for. All of them in one text are judged by the rules to which they may
 * matter; those of a round, in a text of theirs, by their own rules alone: what one of them brings, all of them bring.
 */
function proveRounds(proving: Proving, findings: readonly Finding[]): void {
  const { judged, budget } = proving;
  const rounds = roundsOf(findings);
  const [first] = findings;
  if (!first) return;
  const document = documentOf(first);
  const proved =
    rounds.length > 1 && budget.allowsProof(judged, document)
      ? proveAll(judged, findings)
      : UNPROVED;
  const changed = rounds.map(changedIn);
  for (const [index, round] of rounds.entries()) {
    const others = othersOf(changed, index);
    const isProved =
      'plan' in proved && proveInPart(proving, { document, round, others, whole: proved });
    if (!isProved) proveRound(proving, round);
  }
}

/** Some findings of a document, what the other fixes change, and the proof of all in one text. */
interface Part {
  readonly document: ParsedDocument;
  readonly round: readonly Finding[];
  readonly others: Changed;
  readonly whole: ProvedPlan;
}

type Changed = ReturnType<typeof changedFor>;

function changedIn(findings: readonly Finding[]): Changed {
  return changedFor(
    findings,
    findings.flatMap(({ remedy }) => remedy?.changes ?? []),
  );
}

/** What all change but the one at an index. */
function othersOf(all: readonly Changed[], index: number): Changed {
  const others = new Set<Fixable>();
  for (let at = 0; at < all.length; at++) {
    const changed = all[at];
    if (at === index) continue;
    if (!changed) return undefined;
    for (const one of changed) others.add(one);
  }
  return others;
}

/** Proves the fixes of a round by what is known of all fixes in one text. Returns false where that fails. */
function proveInPart(proving: Proving, part: Part): boolean {
  const { judged, fixes, budget } = proving;
  if (!budget.allowsProof(judged, part.document)) return false;
  const planned: PlannedFinding[] = [];
  for (const finding of part.round) {
    const plan = planOne(finding, part.whole.plan);
    if ('refused' in plan) return false;
    planned.push(plan);
  }
  const resolves = resolvedBy(judged, planned, part);
  if (!resolves) return false;
  for (const { finding, edits } of planned) {
    fixes.set(finding, toFix(edits, [finding], planned.length === 1 ? resolves : [finding]));
  }
  return true;
}

/**
 * What a round resolves, by its own rules; undefined where that is not proved. Where the other fixes change nothing
 * that its rules look at, these find what they find with all fixes.
 */
function resolvedBy(
  judged: Judged,
  planned: readonly PlannedFinding[],
  { round, others, whole, document }: Part,
): readonly Finding[] | undefined {
  const only = [...new Set(round.map(({ rule }) => rule))];
  const isRead = planned.every((one) => one.isRead);
  if (isRead && !only.some((rule) => mayFindElse(rule, others))) {
    return whole.resolves.filter(({ rule }) => only.includes(rule));
  }
  // If two insertions are at the end of the same block, the deeper one comes first.
  const edits = planned.toSorted((a, b) => depthOf(b) - depthOf(a)).flatMap((one) => one.edits);
  if (doOverlap(edits)) return undefined;
  const changes = distinctChanges(planned.flatMap((one) => one.changes));
  return prove(judged, document, { edits, changes, claimed: round, only, isRead });
}

/** The edits of one finding's own remedy. */
interface PlannedFinding {
  readonly finding: Finding;
  readonly changes: readonly ValueChange[];
  readonly edits: readonly Edit[];
  /** Whether they are a part of edits whose text was read. */
  readonly isRead: boolean;
}

/** @param whole a plan for this finding and others, whose text was read */
function planOne(finding: Finding, whole?: EditPlan): PlannedFinding | Refusal {
  const written = writtenChanges([finding]);
  if ('refused' in written) return written;
  const part = whole?.part(written.changes);
  if (part) return { finding, changes: written.changes, edits: part, isRead: true };
  const plan = planEdits(documentOf(finding), written.changes);
  if ('refused' in plan) return plan;
  const { edits, changes } = plan;
  return { finding, changes, edits, isRead: false };
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
