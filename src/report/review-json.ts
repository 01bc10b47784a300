import type { PlannedComment, ReviewPlan } from '../review/review-plan.ts';
import { type Shown, jsonLines, shown } from '../text/shown.ts';
import { exemptedJson, findingJson } from './finding-json.ts';

/** A review as JSON, for programs; its plan was made with fixes. */
export function reviewJson(plan: ReviewPlan): Shown {
  const findings = plan.findings.map(({ finding, fix = null, introduced, touched, placement }) => ({
    ...findingJson(finding, fix),
    introduced,
    touched,
    placement,
  }));
  const { base, head, conclusion, exemptionFaults } = plan;
  const configurationFaults = plan.faults.map(({ path: file, line, column, message }) => ({
    file,
    line,
    column,
    message,
  }));
  const exempted = plan.exempted.map(({ introduced, ...one }) => ({
    ...exemptedJson(one),
    introduced,
  }));
  const comments = plan.comments.map(commentJson);
  const review = {
    ...{ version: 1, base, head, conclusion, comments, findings },
    ...{ skipped: plan.skips, exempted, exemptionFaults, configurationFaults },
  };
  return shown`${jsonLines(review)}\n`;
}

function commentJson(comment: PlannedComment): object {
  const { path, subject, line, startLine, body, suggestion, fingerprints } = comment;
  return {
    path,
    subject,
    line,
    ...(startLine !== undefined && { startLine }),
    side: 'RIGHT',
    body,
    suggestion,
    findings: fingerprints,
  };
}
