import { type DiffLines, indexDiff } from '../diff/diff-lines.ts';
import { type Fix, fixEach } from '../fix/fix.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import { type Skip, readManifest } from '../kubernetes/manifest.ts';
import { bySubject } from '../judge/grouping.ts';
import { toExemptedData } from '../judge/exempted-data.ts';
import { toData } from '../judge/finding-data.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { type RuleSet, type Severity, compareSeverity } from '../rules/kit/rule.ts';
import { md } from '../text/markdown.ts';
import type { Markdown } from '../text/markdown.ts';
import type { Refusal } from '../yaml/edit/plan-edits.ts';
import type { Change, ChangedFile } from './change.ts';
import { writeComment } from './comment.ts';
import { type FollowedFile, followThreads } from './follow.ts';
import { groupFindings } from './group.ts';
import { markReview } from './marker.ts';
import { reviewedImages } from './project-images.ts';
import type {
  Conclusion,
  FailOn,
  PlacedExemption,
  PlacedFinding,
  Placement,
  PlannedComment,
  PlannedFix,
  ReviewPlan,
  Scope,
} from './review-plan.ts';
import { writeBody, writeSummary, writeTitle } from './summary.ts';
import { type PriorReview, type Thread, fingerprintsOf } from './thread.ts';

/** What a team decides about its reviews. */
export interface ReviewOptions {
  readonly ruleSet: RuleSet;
  readonly failOn: FailOn;
  /** Undefined leaves it to who opened the pull request. */
  readonly scope: Scope | undefined;
  /** Whether a review asks for changes when the check fails; it only comments by default. */
  readonly requestChanges?: boolean;
  /** What else the summary says. */
  readonly notes?: readonly Markdown[];
  /** Whether the plan has the fix of each finding, which takes proofs. */
  readonly fixes?: boolean;
  /** Is told of each file before it is looked at, for who bounds how long one may take. */
  readonly onFile?: ((path: string) => void) | undefined;
}

/** More comments than this in one review get a token blocked for abuse (reviewdog found 30 to be safe). */
const MAX_COMMENTS = 30;
/** Ten requests' worth of annotations; the rest goes to the summary. */
const MAX_ANNOTATIONS = 500;

/** A plan, and the files that it is about, parsed. */
export interface JudgedReview {
  readonly plan: ReviewPlan;
  readonly judged: readonly Judged[];
}

/** Decides the whole review of a change: pure, and the same for the same input. */
export function planReview(change: Change, options: ReviewOptions): ReviewPlan {
  return judgeReview(change, options).plan;
}

/** The same, for who goes on with the parsed files. */
export function judgeReview(change: Change, options: ReviewOptions): JudgedReview {
  const scope = options.scope ?? (change.byBot ? 'introduced' : 'touched');
  const commented = fingerprintsOf(change.threads);
  const own = reviewedImages(change);
  const ruleSet = { ...options.ruleSet, images: own.images };
  const assessed = change.files.map((file) =>
    assess(file, { ...options, ruleSet }, scope, commented),
  );
  const { adopted, ...followed } = followThreads(change, assessed);
  let room = Math.max(0, MAX_COMMENTS - countOpenThreads(change.threads, followed));
  const reviewed = assessed.map((file) => {
    options.onFile?.(file.judged.manifest.file.path);
    const result = writeComments(file, adopted, room);
    room -= result.comments.length;
    return result;
  });
  const comments = reviewed.flatMap((file) => file.comments);
  const skips = [...change.skips, ...own.skips, ...reviewed.flatMap(notAnalyzed)];
  const findings = place(reviewed, options.fixes === true);
  const { failOn, notes = [] } = options;
  const conclusion = conclude(findings, skips, failOn);
  const exempted = reviewed.flatMap(placeExempted);
  const exemptionFaults = reviewed.flatMap(({ judged }) => judged.exemptionFaults);
  const outcome = { conclusion, findings, skips, failOn, exempted, exemptionFaults, notes };
  const requestsChanges =
    options.requestChanges === true && isToRequest(change, conclusion, comments);
  const plan = {
    base: change.base,
    head: change.head,
    ...outcome,
    ...followed,
    title: writeTitle(outcome),
    summary: writeSummary(outcome),
    body: comments.length > 0 || requestsChanges ? markReview(writeBody(outcome)) : md``,
    comments,
    requestsChanges,
    dismissals: toDismiss(change, conclusion, followed),
  };
  return { plan, judged: reviewed.map(({ judged }) => judged) };
}

function notAnalyzed({ judged, skips }: AssessedFile): Skip[] {
  return [...judged.manifest.skips, ...skips];
}

/** The comments of earlier runs that are on the pull request still. */
function countOpenThreads(
  threads: readonly Thread[],
  { resolutions, duplicates }: Pick<ReviewPlan, 'resolutions' | 'duplicates'>,
): number {
  const standing = threads.filter(({ state }) => state !== 'done').length;
  return standing - resolutions.length - duplicates.length;
}

/** Once is enough; and what a person dismissed is asked for again only with something new. */
function isToRequest(
  { reviews }: Change,
  conclusion: Conclusion,
  comments: readonly PlannedComment[],
): boolean {
  if (conclusion !== 'failure' || reviews.some(({ stands }) => stands)) return false;
  return comments.length > 0 || reviews.length === 0;
}

/** With documents left out, open comments on them are a reason to let a request stand. */
function toDismiss(
  { reviews, threads }: Change,
  conclusion: Conclusion,
  { resolutions }: Pick<ReviewPlan, 'resolutions'>,
): PriorReview[] {
  const own = threads.filter(({ state, isOwn }) => isOwn && state === 'open');
  const open = own.length - resolutions.length;
  const isClean = conclusion === 'success' || (conclusion === 'neutral' && open === 0);
  return isClean ? reviews.filter(({ stands }) => stands) : [];
}

/** The plan once the findings with these fingerprints could not be commented on: they become annotations. */
export function fallBackToAnnotations(plan: ReviewPlan, refused: ReadonlySet<string>): ReviewPlan {
  if (refused.size === 0) return plan;
  let room = MAX_ANNOTATIONS - plan.findings.filter(isAnnotation).length;
  const findings = plan.findings.map((placed) => {
    if (!refused.has(placed.finding.fingerprint)) return placed;
    return { ...placed, placement: room-- > 0 ? ('annotation' as const) : ('summary' as const) };
  });
  const comments = plan.comments.filter(
    ({ fingerprints }) => !fingerprints.some((one) => refused.has(one)),
  );
  const moved = { ...plan, findings, comments };
  return { ...moved, title: writeTitle(moved), summary: writeSummary(moved) };
}

/** The plan where GitHub takes no annotations: their findings are rows of the summary. */
export function fallBackToSummary(plan: ReviewPlan): ReviewPlan {
  const findings = plan.findings.map((placed) =>
    isAnnotation(placed) ? { ...placed, placement: 'summary' as const } : placed,
  );
  const moved = { ...plan, findings };
  return { ...moved, title: writeTitle(moved), summary: writeSummary(moved) };
}

function isAnnotation({ placement }: PlacedFinding): boolean {
  return placement === 'annotation';
}

interface AssessedFile extends FollowedFile {
  /** The file as it was. */
  readonly before: Judged;
  readonly touched: ReadonlySet<Finding>;
  /** Findings in scope that were commented on in an earlier run. */
  readonly known: readonly Finding[];
  /** What could not be compared with the base. */
  readonly skips: readonly Skip[];
}

interface ReviewedFile extends AssessedFile {
  readonly comments: readonly PlannedComment[];
  /** Findings for which there was no room. */
  readonly dropped: ReadonlySet<Finding>;
}

function assess(
  file: ChangedFile,
  { ruleSet, onFile }: Pick<ReviewOptions, 'ruleSet' | 'onFile'>,
  scope: Scope,
  commented: ReadonlySet<string>,
): AssessedFile {
  onFile?.(file.path);
  const judged = judge(readManifest({ path: file.path, text: file.head }), ruleSet);
  const diff = indexDiff(file.hunks ?? []);
  const before = judgeBase(file, ruleSet);
  const introduced = findIntroduced(before, judged);
  const skips = before.manifest.isWhole ? [] : [{ file: file.path, reason: NOT_COMPARED }];
  const touched = findTouched(judged, diff);
  const due = judged.findings.filter(
    (finding) =>
      scope === 'all' || introduced.has(finding) || (scope === 'touched' && touched.has(finding)),
  );
  const isKnown = ({ fingerprint }: Finding): boolean => commented.has(fingerprint);
  const fresh = bySubject(due.filter((finding) => !isKnown(finding)));
  return { judged, before, diff, introduced, touched, fresh, known: due.filter(isKnown), skips };
}

function writeComments(
  file: AssessedFile,
  adopted: ReadonlySet<Finding>,
  room: number,
): ReviewedFile {
  const { judged, diff, introduced } = file;
  const known = [...file.known, ...file.fresh.flat().filter((finding) => adopted.has(finding))];
  const fresh = file.fresh
    .map((group) => group.filter((finding) => !adopted.has(finding)))
    .filter((group) => group.length > 0);
  const budget = new ProofBudget();
  const groups = groupFindings(judged, diff, fresh.slice(0, room).flat(), budget);
  const isIntroduced = (finding: Finding): boolean => introduced.has(finding);
  const comments = groups.flatMap(
    (group) => writeComment(judged, diff, group, isIntroduced, budget) ?? [],
  );
  const said = new Set(comments.flatMap(({ fingerprints }) => fingerprints));
  const dropped = new Set(fresh.flat().filter(({ fingerprint }) => !said.has(fingerprint)));
  return { ...file, known, comments, dropped };
}

/** The base is judged under today's path, so that a renamed file brings nothing new. */
function judgeBase({ path, base }: ChangedFile, ruleSet: RuleSet): Judged {
  return judge(readManifest({ path, text: base ?? '' }), ruleSet);
}

function placeExempted({ judged, before }: AssessedFile): PlacedExemption[] {
  const known = new Set(before.exempted.map(({ finding }) => finding.fingerprint));
  return judged.exempted.map((one) => ({
    ...toExemptedData(one),
    introduced: !known.has(one.finding.fingerprint),
  }));
}

const NOT_COMPARED = 'too large on the base branch to tell what is new in it';

function findIntroduced(before: Judged, judged: Judged): Set<Finding> {
  if (!before.manifest.isWhole) return new Set();
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const isNew = ({ fingerprint }: Finding): boolean => !known.has(fingerprint);
  return new Set(judged.findings.filter(isNew));
}

function findTouched({ findings, manifest }: Judged, diff: DiffLines): Set<Finding> {
  const lineOf = (offset: number): number => manifest.lines.position(offset).line;
  return new Set(
    findings.filter(({ subject }) => {
      const { start, end } = subject.value.span;
      return diff.touches(lineOf(start), lineOf(Math.max(start, end - 1)));
    }),
  );
}

/** Says where each finding is shown. */
function place(reviewed: readonly ReviewedFile[], withFixes: boolean): PlacedFinding[] {
  let room = MAX_ANNOTATIONS;
  return reviewed.flatMap(({ judged, introduced, touched, comments, known, dropped }) => {
    const placements = new Map<string, Placement>();
    for (const { subject, fingerprints } of comments) {
      for (const one of fingerprints) placements.set(one, subject === 'line' ? 'comment' : 'file');
    }
    for (const { fingerprint } of known) placements.set(fingerprint, 'comment');
    for (const { fingerprint } of dropped)
      placements.set(fingerprint, room-- > 0 ? 'annotation' : 'summary');
    const fixes = withFixes ? fixEach(judged, judged.findings) : undefined;
    return judged.findings.map((finding) => ({
      finding: toData(finding),
      introduced: introduced.has(finding),
      touched: touched.has(finding),
      placement: placements.get(finding.fingerprint) ?? 'summary',
      ...(fixes && { fix: toPlannedFix(fixes.get(finding)) }),
    }));
  });
}

function toPlannedFix(fix: Fix | Refusal | undefined): PlannedFix | null {
  return fix && 'edits' in fix ? { safety: fix.safety, edits: fix.edits } : null;
}

/** Never better than what was looked at: with a file left out, a clean result is only neutral. */
function conclude(
  findings: readonly PlacedFinding[],
  skips: readonly Skip[],
  failOn: FailOn,
): Conclusion {
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
