import { type Fix, fixEach } from '../fix/fix.ts';
import type { Refusal } from '../yaml/edit/plan-edits.ts';
import type { Finding, Judged } from '../judge/judge.ts';

/** A finding as the JSON formats show it; docs/json.md says what each field means. */
export interface FindingJson {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly resource: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly container: string | null;
  readonly fingerprint: string;
  readonly fix: {
    readonly safety: string;
    readonly edits: readonly {
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }[];
  } | null;
}

/** Findings of a file as data, in their order, each with its fix, made and proved. */
export function findingsJson(judged: Judged): FindingJson[] {
  const fixes = fixEach(judged, judged.findings);
  return judged.findings.map((finding) => findingJson(finding, fixes.get(finding)));
}

function findingJson(finding: Finding, fix: Fix | Refusal | undefined): FindingJson {
  const { rule, severity, message, file, line, column, endLine, endColumn } = finding;
  const { apiVersion, kind, namespace, name } = finding.subject.resource;
  return {
    rule,
    severity,
    message,
    file,
    line,
    column,
    endLine,
    endColumn,
    resource: { apiVersion, kind, namespace, name },
    container: finding.subject.container?.name ?? null,
    fingerprint: finding.fingerprint,
    fix: fix && 'edits' in fix ? { safety: fix.safety, edits: fix.edits } : null,
  };
}
