import { fixEach } from '../fix/fix.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import { type FindingData, toData } from '../judge/finding-data.ts';
import type { ExemptedData } from '../judge/exempted-data.ts';
import type { Judged } from '../judge/judge.ts';
import { toPlannedFix } from '../review/placement.ts';
import type { PlannedFix } from '../review/review-plan.ts';

/** A finding as the JSON formats show it; docs/json.md says what each field means. */
export interface FindingJson extends Omit<FindingData, 'place' | 'remedy'> {
  readonly fix: PlannedFix | null;
}

/** Findings of a file as data, in their order, each with its fix, made and proved. */
export function findingsJson(judged: Judged): FindingJson[] {
  const fixes = fixEach(judged, judged.findings, ProofBudget.ofFile());
  return judged.findings.map((finding) =>
    findingJson(toData(finding), toPlannedFix(fixes.get(finding))),
  );
}

/** A finding that is exempt, and why. */
export function exemptedJson({ finding, by, reason, expires, source }: ExemptedData): object {
  const { place: _place, remedy: _remedy, ...shown } = finding;
  return { ...shown, exemption: { by, reason, expires: expires ?? null, source } };
}

/** A finding with its fix. */
export function findingJson(finding: FindingData, fix: PlannedFix | null): FindingJson {
  const { place: _place, remedy: _remedy, ...shown } = finding;
  return { ...shown, fix };
}
