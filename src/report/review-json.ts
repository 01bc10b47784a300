import type { PlannedComment, ReviewPlan } from '../review/plan.ts';
import type { Judged } from '../rules/judge.ts';
import { findingJson } from './finding-json.ts';

/** A review as JSON, for programs. */
export function reviewJson(plan: ReviewPlan): string {
  const judgedOf = new Map<string, Judged>(
    plan.judged.map((judged) => [judged.manifest.file.path, judged]),
  );
  const findings = plan.findings.flatMap(({ finding, introduced, touched, placement }) => {
    const judged = judgedOf.get(finding.file);
    return judged ? { ...findingJson(judged, finding), introduced, touched, placement } : [];
  });
  const { base, head, conclusion } = plan;
  const comments = plan.comments.map(commentJson);
  const review = { version: 1, base, head, conclusion, comments, findings, skipped: plan.skips };
  return `${JSON.stringify(review, null, 2)}\n`;
}

function commentJson(comment: PlannedComment): object {
  const { path, subject, line, startLine, body, suggestion, findings } = comment;
  return {
    path,
    subject,
    line,
    ...(startLine !== undefined && { startLine }),
    side: 'RIGHT',
    body,
    suggestion,
    findings: findings.map(({ fingerprint }) => fingerprint),
  };
}
