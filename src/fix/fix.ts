import type { KnownImage } from '../images/known-image.ts';
import type { ValueChange } from '../yaml/value-change.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import { documentOf, groupBy } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { Markdown } from '../text/markdown.ts';
import type { ProofBudget } from './proof-budget.ts';
import { type Accepts, type Edit, doOverlap, sortEdits } from '../yaml/edit/edit.ts';
import { type Refusal, planEdits } from '../yaml/edit/plan-edits.ts';
import { prove } from './prove.ts';
import type { EditPlan } from '../yaml/edit/edit-plan.ts';
import { writtenChanges } from './written-changes.ts';

/** Edits that fix findings of one document, proved. */
export interface Fix {
  /** safe only when the remedy of every finding is. */
  readonly safety: 'safe' | 'unsafe';
  /** In the order of their places, none overlapping. */
  readonly edits: readonly Edit[];
  /** What a person has to check before applying the fix; empty for a safe fix. */
  readonly verify: readonly Markdown[];
  /** Sentences about the known facts of the containers' images. */
  readonly reasons: readonly Markdown[];
  /** The images whose facts the fix depends on. */
  readonly images: readonly KnownImage[];
  /** The findings whose remedies the fix applies. */
  readonly applies: readonly Finding[];
  /** The findings that no longer exist after the fix: those with remedies, and others that these also fix. */
  readonly resolves: readonly Finding[];
}

export const UNDECIDED: Refusal = { refused: 'needs a manual decision' };
/** Its budget is spent. */
export const TOO_MANY: Refusal = {
  refused: 'this file has too many findings to prove a fix for each: split it',
};

export const UNPROVED: Refusal = {
  refused: 'no edit could be proved to fix this and change nothing else',
};

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
  const proved = proveAll(judged, findings, accepts);
  if ('refused' in proved) return proved;
  return toFix(proved.plan.edits, findings, proved.resolves);
}

/** A plan for findings of a document that is proved. */
export interface ProvedPlan {
  readonly plan: EditPlan;
  /** All findings that are gone, those that went along too. */
  readonly resolves: readonly Finding[];
}

/** Plans the fixes of findings of one document as one, and proves it. */
export function proveAll(
  judged: Judged,
  findings: readonly Finding[],
  accepts?: Accepts,
): ProvedPlan | Refusal {
  const [first] = findings;
  if (!first || findings.some(({ remedy }) => !remedy)) return UNDECIDED;
  const document = documentOf(first);
  const written = writtenChanges(findings);
  if ('refused' in written) return written;
  const plan = planEdits(document, written.changes, accepts);
  if ('refused' in plan) return plan;
  const { edits, changes } = plan;
  if (accepts && !accepts(edits)) return UNPROVED;
  const resolves = prove(judged, document, { edits, changes, claimed: findings });
  return resolves ? { plan, resolves } : UNPROVED;
}

/** The words of a fix, by the findings that it applies. */
export function toFix(
  edits: readonly Edit[],
  applies: readonly Finding[],
  resolves: readonly Finding[],
): Fix {
  let safety: Fix['safety'] = 'safe';
  // Without duplicates.
  const [verify, reasons] = [new Set<Markdown>(), new Set<Markdown>()];
  const images = new Map<string, KnownImage>();
  for (const { remedy } of applies) {
    if (!remedy) continue;
    // Words are made when they are asked for.
    const { verify: check, reason, image } = remedy;
    if (remedy.safety === 'unsafe') safety = 'unsafe';
    if (check !== undefined) verify.add(check);
    if (reason !== undefined) reasons.add(reason);
    if (image) images.set(image.id, image);
  }
  return {
    safety,
    edits: sortEdits(edits),
    verify: [...verify],
    reasons: [...reasons],
    images: [...images.values()],
    applies,
    resolves,
  };
}

/**
 * Makes one fix for as many of these findings as can be fixed together, halving the list where
 * they can't all be.
 *
 * @param findings findings of one document; those with a misspelt key are tried first, because
 *   putting it right may fix others as well
 * @param accepts which edits are wanted; no others are made
 */
export function fixMost(
  judged: Judged,
  findings: readonly Finding[],
  accepts: Accepts,
  budget: ProofBudget,
): Fix | undefined {
  return extend(judged, undefined, fixableOf(findings), accepts, budget);
}

function fixableOf(findings: readonly Finding[]): Finding[] {
  return findings
    .filter(({ remedy }) => remedy !== undefined)
    .toSorted((a, b) => Number(isRename(b)) - Number(isRename(a)));
}

/**
 * Makes one fix for each of these groups of findings, as `fixMost` does for one. Groups whose fixes
 * are in different places of a document are proved together, so that a list of many objects is
 * parsed once and not once for each.
 */
export function fixMostEach(
  judged: Judged,
  groups: readonly (readonly Finding[])[],
  accepts: Accepts,
  budget: ProofBudget,
): (Fix | undefined)[] {
  const proved = new Map<unknown, Fix>();
  for (const planned of groupBy(planEach(groups, accepts), ({ document }) => document)) {
    for (const { group, fix } of proveTogether(judged, planned, budget)) proved.set(group, fix);
  }
  return groups.map((group) => proved.get(group) ?? fixMost(judged, group, accepts, budget));
}

interface PlannedGroup {
  readonly group: readonly Finding[];
  readonly document: ParsedDocument;
  readonly changes: readonly ValueChange[];
  readonly fix: Fix;
}

/** The groups all of whose findings can be fixed by acceptable edits. */
function planEach(groups: readonly (readonly Finding[])[], accepts: Accepts): PlannedGroup[] {
  return groups.flatMap((group) => {
    const applies = fixableOf(group);
    const [first] = applies;
    const written = writtenChanges(applies);
    if (!first || 'refused' in written) return [];
    const document = documentOf(first);
    const plan = planEdits(document, written.changes, accepts);
    if ('refused' in plan || !accepts(plan.edits)) return [];
    const { edits, changes } = plan;
    return { group, document, changes, fix: toFix(edits, applies, applies) };
  });
}

function proveTogether(
  judged: Judged,
  planned: readonly PlannedGroup[],
  budget: ProofBudget,
): { group: readonly Finding[]; fix: Fix }[] {
  const [first] = planned;
  const edits = planned.flatMap(({ fix }) => fix.edits);
  if (
    !first ||
    planned.length === 1 ||
    doOverlap(edits) ||
    !budget.allowsProof(judged, first.document)
  )
    return [];
  const changes = planned.flatMap((each) => each.changes);
  const claimed = planned.flatMap(({ fix }) => fix.applies);
  const gone = new Set(prove(judged, first.document, { edits, changes, claimed }));
  if (gone.size === 0) return [];
  return planned.map(({ group, fix }) => ({
    group,
    fix: { ...fix, resolves: group.filter((finding) => gone.has(finding)) },
  }));
}

function isRename({ remedy }: Finding): boolean {
  return remedy?.changes.some(({ kind }) => kind === 'rename') ?? false;
}

function extend(
  judged: Judged,
  base: Fix | undefined,
  findings: readonly Finding[],
  accepts: Accepts,
  budget: ProofBudget,
): Fix | undefined {
  const fixed = new Set(base?.resolves);
  const more = findings.filter((finding) => !fixed.has(finding));
  const [first] = more;
  if (!first || !budget.allowsProof(judged, documentOf(first))) return base;
  const fix = fixFor(judged, [...(base?.applies ?? []), ...more], accepts);
  if ('edits' in fix) return fix;
  if (more.length === 1) return base;
  const half = Math.ceil(more.length / 2);
  const extended = extend(judged, base, more.slice(0, half), accepts, budget);
  return extend(judged, extended, more.slice(half), accepts, budget);
}
