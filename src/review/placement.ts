import type { Fix } from '../fix/fix.ts';
import { fixEach } from '../fix/fix-each.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import { toExemptedData } from '../judge/exempted-data.ts';
import { toData } from '../judge/finding-data.ts';
import { type Severity, compareSeverity } from '../rules/kit/rule.ts';
import type { Markdown } from '../text/markdown.ts';
import type { Refusal } from '../yaml/edit/plan-edits.ts';
import type { ReviewedFile } from './assess.ts';
import type {
  Conclusion,
  FailOn,
  PlacedExemption,
  PlacedFinding,
  Placement,
  PlannedFix,
  ReviewPlan,
} from './review-plan.ts';
import { writeSummary, writeTitle } from './summary.ts';

/** Ten requests' worth of annotations; the rest goes to the summary. */
const MAX_ANNOTATIONS = 500;

/** The plan once the findings with these fingerprints could not be commented on: they become annotations. */
export function fallBackToAnnotations(plan: ReviewPlan, refused: ReadonlySet<string>): ReviewPlan {
  if (refused.size === 0) return plan;
  let room = MAX_ANNOTATIONS - annotationsIn(plan);
  const findings = plan.findings.map((placed) => {
    if (!refused.has(placed.finding.fingerprint)) return placed;
    return { ...placed, placement: room-- > 0 ? ('annotation' as const) : ('summary' as const) };
  });
  const comments = plan.comments.filter(
    ({ fingerprints }) => !fingerprints.some((one) => refused.has(one)),
  );
  const faults = plan.faults.map((fault) =>
    refused.has(fault.fingerprint) ? { ...fault, placement: 'annotation' as const } : fault,
  );
  const moved = { ...plan, findings, faults, comments };
  return { ...moved, title: writeTitle(moved), summary: writeSummary(moved) };
}

/** The plan where GitHub takes no annotations: their findings are rows of the summary. */
export function fallBackToSummary(plan: ReviewPlan): ReviewPlan {
  const findings = plan.findings.map((placed) =>
    isAnnotation(placed) ? { ...placed, placement: 'summary' as const } : placed,
  );
  const faults = plan.faults.map((fault) => ({
    ...fault,
    ...(fault.placement === 'annotation' && { placement: 'summary' as const }),
  }));
  const moved = { ...plan, findings, faults };
  return { ...moved, title: writeTitle(moved), summary: writeSummary(moved) };
}

/** The plan whose summary says something else, too. */
export function withNotes(plan: ReviewPlan, notes: readonly Markdown[]): ReviewPlan {
  const noted = { ...plan, notes: [...notes, ...plan.notes] };
  return { ...noted, summary: writeSummary(noted) };
}

function annotationsIn({ findings, faults }: ReviewPlan): number {
  const ofFaults = faults.filter(({ placement }) => placement === 'annotation');
  return findings.filter(isAnnotation).length + ofFaults.length;
}

function isAnnotation({ placement }: PlacedFinding): boolean {
  return placement === 'annotation';
}

/** Says where each finding is shown. */
export function place(reviewed: readonly ReviewedFile[], withFixes: boolean): PlacedFinding[] {
  let room = MAX_ANNOTATIONS;
  return reviewed.flatMap((file) => {
    const { judged, introduced, touched, comments, known, dropped, generated } = file;
    const placements = new Map<string, Placement>();
    for (const { subject, fingerprints } of comments) {
      for (const one of fingerprints) placements.set(one, subject === 'line' ? 'comment' : 'file');
    }
    for (const { fingerprint } of known) placements.set(fingerprint, 'comment');
    for (const { fingerprint } of generated === undefined ? dropped : [])
      placements.set(fingerprint, room-- > 0 ? 'annotation' : 'summary');
    const fixes = withFixes ? fixEach(judged, judged.findings, ProofBudget.ofFile()) : undefined;
    return judged.findings.map((finding) => ({
      finding: toData(finding),
      introduced: introduced.has(finding),
      touched: touched.has(finding),
      placement: placements.get(finding.fingerprint) ?? 'summary',
      ...(fixes && { fix: toPlannedFix(fixes.get(finding)) }),
    }));
  });
}

/** Says which exemptions the change brings. */
export function placeExempted({ judged, before }: ReviewedFile): PlacedExemption[] {
  const known = new Set(before.exempted.map(({ finding }) => finding.fingerprint));
  return judged.exempted.map((one) => ({
    ...toExemptedData(one),
    introduced: one.by !== 'baseline' && !known.has(one.finding.fingerprint),
  }));
}

/** The fix of a finding as plain data; null where there is none. */
export function toPlannedFix(fix: Fix | Refusal | undefined): PlannedFix | null {
  return fix && 'edits' in fix ? { safety: fix.safety, edits: fix.edits } : null;
}

/** Never better than what was looked at: with a file left out, a clean result is only neutral. */
export function conclude({
  findings,
  skips,
  faults,
  failOn,
}: Pick<ReviewPlan, 'findings' | 'skips' | 'faults' | 'failOn'>): Conclusion {
  // Merged, such a configuration would fail the check of all that follows.
  if (faults.length > 0) return 'failure';
  const isFailed = findings.some(
    ({ finding, introduced }) => introduced && isFailing(finding.severity, failOn),
  );
  if (isFailed) return 'failure';
  return skips.length > 0 ? 'neutral' : 'success';
}

/** Whether a finding of this severity is one that fails; a notice never is. */
export function isFailing(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && compareSeverity(severity, failOn) <= 0;
}
