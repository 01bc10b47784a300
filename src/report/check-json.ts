import type { CheckResult } from './check-result.ts';
import { findingsJson } from './finding-json.ts';

/** Findings as JSON, for programs. */
export function checkJson({ judged, skips, files }: CheckResult): string {
  const findings = judged.flatMap(findingsJson);
  return `${JSON.stringify({ version: 1, findings, skipped: skips, files }, null, 2)}\n`;
}
