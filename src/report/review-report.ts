import type { FindingData } from '../judge/finding-data.ts';
import type { Change } from '../review/change.ts';
import type { PlannedComment, PlannedFix, ReviewPlan } from '../review/review-plan.ts';
import { indexLines } from '../yaml/lines.ts';
import { CheckCounter, type CheckTotals } from './check-report.ts';
import type { FileReport } from './file-report.ts';

/**
 * What the formats report of a review: the files with a finding that the change brings, or that the
 * review comments on. What was there before and gets no comment is nobody's duty here.
 */
export function reviewedFiles(change: Change, plan: ReviewPlan): FileReport[] {
  const told = plan.findings.filter(
    ({ introduced, placement }) => introduced || placement !== 'summary',
  );
  const introduced = new Set(
    told.filter((one) => one.introduced).map(({ finding }) => finding.fingerprint),
  );
  const paths = new Set([
    ...told.map(({ finding }) => finding.file),
    ...plan.comments.map(({ path }) => path),
  ]);
  const changed = new Map(change.files.map((file) => [file.path, file]));
  return [...paths].map((path) => {
    const file = changed.get(path);
    const placed = told.filter(({ finding }) => finding.file === path);
    const comments = plan.comments.filter((comment) => comment.path === path);
    const text = file?.head ?? '';
    return {
      ...{ path, text, lines: indexLines(text) },
      findings: placed.map(({ finding }) => finding),
      exempted: plan.exempted.filter(({ finding }) => finding.file === path),
      fixes: (): (PlannedFix | null)[] => placed.map(({ fix = null }) => fix),
      fixed: (): string => withSuggestions(text, comments),
      reviewed: { hunks: file?.hunks, comments, introduced },
    };
  });
}

/** What the formats count of a review. */
export function reviewTotals(change: Change, plan: ReviewPlan): CheckTotals {
  const totals = new CheckCounter();
  for (const file of reviewedFiles(change, plan)) {
    for (const finding of file.findings) countIn(totals, finding);
  }
  totals.files = change.files.length;
  for (const skip of plan.skips) totals.skips.push(skip);
  for (const one of plan.exempted) if (one.by !== 'baseline') totals.exempted.push(one);
  for (const fault of plan.exemptionFaults) totals.addFault(fault);
  for (const { path, line, message } of plan.faults) totals.addFault({ file: path, line, message });
  return totals;
}

function countIn(totals: CheckCounter, { severity }: FindingData): void {
  if (severity === 'error') totals.errors++;
  else if (severity === 'warning') totals.warnings++;
  else totals.notices++;
}

/** A text once all suggestions are committed; where two meet, the first. */
function withSuggestions(text: string, comments: readonly PlannedComment[]): string {
  let lines = text.split('\n');
  const wanted = comments
    .flatMap(({ subject, line, startLine = line, suggestion }) =>
      suggestion === null || subject === 'file' ? [] : [{ line, startLine, suggestion }],
    )
    .toSorted((one, other) => other.startLine - one.startLine);
  let end = Infinity;
  for (const { line, startLine, suggestion } of wanted) {
    if (line >= end) continue;
    end = startLine;
    const eol = lines[startLine - 1]?.endsWith('\r') === true ? '\r' : '';
    const fresh = suggestion === '' ? [] : suggestion.split('\n').map((one) => `${one}${eol}`);
    lines = [...lines.slice(0, startLine - 1), ...fresh, ...lines.slice(line)];
  }
  return lines.join('\n');
}
