import type { FindingData } from '../judge/finding-data.ts';
import type { ExemptedData } from '../judge/exempted-data.ts';
import type { PlannedFix } from '../review/review-plan.ts';
import type { FileReport } from './file-report.ts';

/** A finding as the JSON formats show it; docs/json.md says what each field means. */
export interface FindingJson extends Omit<FindingData, 'place' | 'remedy'> {
  readonly fix: PlannedFix | null;
}

/** Findings of a file as data, in their order, each with its fix, made and proved. */
export function findingsJson(file: FileReport): FindingJson[] {
  const fixes = file.fixes();
  return file.findings.map((finding, index) => findingJson(finding, fixes[index] ?? null));
}

/** A finding that is exempt, and why. */
export function exemptedJson({ finding, by, reason, expires, source }: ExemptedData): object {
  const { place: _place, remedy: _remedy, ...shown } = finding;
  return { ...shown, exemption: { by, reason, expires: expires ?? null, source } };
}

/** A finding with its fix. */
export function findingJson(finding: FindingData, fix: PlannedFix | null): FindingJson {
  const { rule, severity, message, file, line, column, endLine, endColumn } = finding;
  const { resource, container, fingerprint } = finding;
  const place = { file, line, column, endLine, endColumn };
  return { rule, severity, message, ...place, resource, container, fingerprint, fix };
}
