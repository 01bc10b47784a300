import { indexDiff } from '../diff/diff-lines.ts';
import { type Skip, readManifest } from '../manifest/manifest.ts';
import { type Finding, type Judged, type RuleSet, judge } from '../rules/judge.ts';
import type { Change, ChangedFile } from './change.ts';
import { writeComment } from './comment.ts';
import { type Group, groupFindings } from './group.ts';
import type {
  Conclusion,
  FailOn,
  PlacedFinding,
  Placement,
  PlannedComment,
  ReviewPlan,
  Scope,
} from './plan.ts';
import { writeBody, writeSummary, writeTitle } from './summary.ts';

/** What a team decides about its reviews. */
export interface ReviewOptions {
  readonly ruleSet: RuleSet;
  readonly failOn: FailOn;
  /** Undefined leaves it to who opened the pull request. */
  readonly scope: Scope | undefined;
}

/** More comments than this in one review get a token blocked for abuse (reviewdog found 30 to be safe). */
const MAX_COMMENTS = 30;
/** Ten requests' worth of annotations; the rest goes to the summary. */
const MAX_ANNOTATIONS = 500;

/** Decides the whole review of a change: pure, and the same for the same input. */
export function planReview(change: Change, options: ReviewOptions): ReviewPlan {
  const scope = options.scope ?? (change.byBot ? 'introduced' : 'touched');
  const reviewed = change.files.map((file) => reviewFile(file, options.ruleSet, scope));
  const skips = [...change.skips, ...reviewed.flatMap(({ judged }) => judged.manifest.skips)];
  const comments = reviewed.flatMap((file) => file.comments);
  const fresh = comments.filter(({ findings }) =>
    findings.some(({ fingerprint }) => !change.commented.has(fingerprint)),
  );
  const posted = fresh.slice(0, MAX_COMMENTS);
  const findings = place(reviewed, comments, new Set(fresh.slice(MAX_COMMENTS)));
  const conclusion = conclude(findings, skips, options.failOn);
  const { failOn } = options;
  const outcome = { conclusion, findings, skips, failOn };
  return {
    base: change.base,
    head: change.head,
    ...outcome,
    title: writeTitle(outcome),
    summary: writeSummary(outcome),
    body: posted.length > 0 ? writeBody(outcome) : '',
    comments: posted,
    judged: reviewed.map(({ judged }) => judged),
  };
}

/** The plan once these findings could not be commented on after all: they become annotations. */
export function demote(plan: ReviewPlan, refused: ReadonlySet<Finding>): ReviewPlan {
  if (refused.size === 0) return plan;
  let room = MAX_ANNOTATIONS - plan.findings.filter(isAnnotation).length;
  const findings = plan.findings.map((placed) => {
    if (!refused.has(placed.finding)) return placed;
    return { ...placed, placement: room-- > 0 ? ('annotation' as const) : ('summary' as const) };
  });
  const comments = plan.comments.filter((comment) => !comment.findings.some((f) => refused.has(f)));
  const moved = { ...plan, findings, comments };
  return { ...moved, title: writeTitle(moved), summary: writeSummary(moved) };
}

function isAnnotation({ placement }: PlacedFinding): boolean {
  return placement === 'annotation';
}

interface ReviewedFile {
  readonly judged: Judged;
  readonly introduced: ReadonlySet<Finding>;
  readonly touched: ReadonlySet<Finding>;
  readonly comments: readonly PlannedComment[];
}

function reviewFile(file: ChangedFile, ruleSet: RuleSet, scope: Scope): ReviewedFile {
  const { path } = file;
  const judged = judge(readManifest({ path, text: file.head }), ruleSet);
  // The base is judged under today's path, so that a renamed file brings nothing new.
  const before = judge(readManifest({ path, text: file.base ?? '' }), ruleSet);
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const diff = indexDiff(file.hunks ?? []);
  const { lines } = judged.manifest;
  const introduced = new Set(judged.findings.filter(({ fingerprint }) => !known.has(fingerprint)));
  const touched = new Set(
    judged.findings.filter(({ subject }) => {
      const { start, end } = subject.value.span;
      return diff.touches(
        lines.position(start).line,
        lines.position(Math.max(start, end - 1)).line,
      );
    }),
  );
  const inScope = judged.findings.filter(
    (finding) =>
      scope === 'all' || introduced.has(finding) || (scope === 'touched' && touched.has(finding)),
  );
  const comments = groupFindings(judged, diff, inScope).map((group: Group) =>
    writeComment(judged, diff, group, (finding) => introduced.has(finding)),
  );
  return { judged, introduced, touched, comments };
}

/** Says where each finding is shown; `dropped` are the comments over the cap. */
function place(
  reviewed: readonly ReviewedFile[],
  comments: readonly PlannedComment[],
  dropped: ReadonlySet<PlannedComment>,
): PlacedFinding[] {
  const placements = new Map<Finding, Placement>();
  let annotations = 0;
  for (const comment of comments) {
    for (const finding of comment.findings) {
      if (!dropped.has(comment)) {
        placements.set(finding, comment.subject === 'line' ? 'comment' : 'file');
      } else if (annotations < MAX_ANNOTATIONS) {
        annotations++;
        placements.set(finding, 'annotation');
      }
    }
  }
  return reviewed.flatMap(({ judged, introduced, touched }) =>
    judged.findings.map((finding) => ({
      finding,
      introduced: introduced.has(finding),
      touched: touched.has(finding),
      placement: placements.get(finding) ?? 'summary',
    })),
  );
}

/** Never better than what was looked at: with a file left out, a clean result is only neutral. */
function conclude(
  findings: readonly PlacedFinding[],
  skips: readonly Skip[],
  failOn: FailOn,
): Conclusion {
  if (findings.some((placed) => fails(placed, failOn))) return 'failure';
  return skips.length > 0 ? 'neutral' : 'success';
}

function fails({ finding, introduced }: PlacedFinding, failOn: FailOn): boolean {
  if (!introduced || failOn === 'never') return false;
  return failOn === 'warning' || finding.severity === 'error';
}
