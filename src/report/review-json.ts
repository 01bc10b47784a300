import type { PlannedComment, ReviewPlan } from '../review/review-plan.ts';
import { findingsJson } from './finding-json.ts';

/** A review as JSON, for programs. */
export function reviewJson(plan: ReviewPlan): string {
  const placed = new Map(plan.findings.map((entry) => [entry.finding, entry]));
  const findings = plan.judged.flatMap((judged) => {
    const json = findingsJson(judged);
    return judged.findings.flatMap((finding, index) => {
      const entry = placed.get(finding);
      if (!entry) return [];
      const { introduced, touched, placement } = entry;
      return { ...json[index], introduced, touched, placement };
    });
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
