import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { md } from '../text/markdown.ts';
import {
  type Assessed,
  type AssessedFile,
  type ReviewedFile,
  assessFiles,
  writeComments,
} from './assess.ts';
import { baselineNotes } from './baseline-note.ts';
import type { Change, ConfigurationFault } from './change.ts';
import type { ChangedBuilds } from './change-builds.ts';
import { type ToldFaults, tellFaults } from './faults.ts';
import { followThreads } from './follow.ts';
import { markReview } from './marker.ts';
import { conclude, place, placeExempted, withNotes } from './placement.ts';
import type {
  Conclusion,
  FailOn,
  GeneratedFile,
  PlannedComment,
  ReviewPlan,
  Scope,
} from './review-plan.ts';
import { unusedExemptions } from './unused-exemptions.ts';
import type { ChangedPolicies } from './policies-before.ts';
import { rulesOf } from './rules-of.ts';
import { type Outcome, writeBody, writeSummary, writeTitle } from './summary.ts';
import { type ToldDockerfiles, tellDockerfiles } from './tell-dockerfiles.ts';
import { tellRemovedPolicies } from './tell-policies.ts';
import { type PriorReview, type Thread, fingerprintsOf } from './thread.ts';
import { type TrialClaims, trialNotes } from './trial-notes.ts';

/** What a team decides about its reviews. */
export interface ReviewOptions {
  readonly ruleSet: RuleSet;
  readonly failOn: FailOn;
  /** Existing findings that are not told of. */
  readonly baseline?: readonly BaselineEntry[];
  /** What the change brings, where it is undefined. */
  readonly scope: Scope | undefined;
  /** Whether a review asks for changes when the check fails; it only comments by default. */
  readonly requestChanges?: boolean;
  /** Is told of each file before it is looked at, for who bounds how long one may take. */
  readonly onFile?: ((path: string) => void) | undefined;
  /** Whether the plan has the fix of each finding, which takes proofs. */
  readonly fixes?: boolean;
  /** What a job says of suggestions that it ran. */
  readonly trials?: TrialClaims | undefined;
  /** What is wrong with the configuration that the change brings. */
  readonly faults?: readonly ConfigurationFault[];
}

/** More comments than this in one review get a token blocked for abuse (reviewdog found 30 to be safe). */
const MAX_COMMENTS = 30;

/** A plan, and the files that it is about, parsed. */
export interface JudgedReview {
  readonly plan: ReviewPlan;
  readonly judged: readonly Judged[];
  /** Where the findings in renderings were found. */
  readonly foundIn: Assessed['foundIn'];
}

/** Decides the whole review of a change: pure, and the same for the same input. */
export function planReview(change: Change, options: ReviewOptions): ReviewPlan {
  const { plan, judged } = judgeReview(change, options);
  const { trials } = options;
  return trials ? withNotes(plan, trialNotes(trials, judged, change.head)) : plan;
}

/** The same, for who goes on with the parsed files. */
export function judgeReview(change: Change, options: ReviewOptions): JudgedReview {
  const { ruleSet, own, builds, policies } = rulesOf(change, options.ruleSet);
  const scope = scopeOf(change, options);
  const by = { ...options, ruleSet, builtBefore: builds.before, scope };
  const {
    files: assessed,
    skips: unrendered,
    foundIn,
  } = assessFiles(change, by, fingerprintsOf(change.threads));
  const unlisted = [...change.skips, ...unrendered];
  const told = tellOthers(change, { ...options, ruleSet }, { builds, policies });
  const threads = change.threads.filter((thread) => !told.standing.includes(thread));
  const { adopted, ...followed } = followThreads({ ...change, threads, skips: unlisted }, assessed);
  const open = countOpenThreads(change.threads, followed) + told.comments.length;
  const reviewed = writeAll(assessed, adopted, Math.max(0, MAX_COMMENTS - open));
  const comments = [...told.comments, ...reviewed.flatMap((file) => file.comments)];
  const unread = reviewed.flatMap(({ judged, skips }) => [...judged.manifest.skips, ...skips]);
  const skips = [...unlisted, ...own.skips, ...unread];
  const findings = [...place(reviewed, options.fixes === true), ...told.findings];
  const [{ failOn }, { faults }] = [options, told];
  const conclusion = conclude({ findings, skips, faults, failOn });
  const outcome = {
    ...{ conclusion, findings, skips, failOn, faults },
    exempted: reviewed.flatMap(placeExempted),
    exemptionFaults: exemptionFaults(reviewed, ruleSet),
    notes: baselineNotes(change, assessed, options.baseline ?? []),
    generated: generatedOf(reviewed),
  };
  const plan = {
    ...{ base: change.base, head: change.head, ...outcome, ...followed },
    ...wordPlan(change, outcome, comments, options),
    comments,
    dismissals: toDismiss(change, conclusion, followed),
  };
  return { plan, judged: reviewed.map(({ judged }) => judged), foundIn };
}

/** What is told beside the findings of the changed manifests: of configuration, Dockerfiles, policies. */
function tellOthers(
  change: Change,
  options: ReviewOptions,
  { builds, policies }: { builds: ChangedBuilds; policies: ChangedPolicies },
): ToldFaults & ToldDockerfiles {
  const faults = tellFaults(change, options.faults ?? []);
  const others = [
    tellDockerfiles(change, options.ruleSet, builds),
    tellRemovedPolicies(change, options.ruleSet, policies),
  ];
  return {
    faults: faults.faults,
    findings: others.flatMap(({ findings }) => findings),
    comments: [...faults.comments, ...others.flatMap(({ comments }) => comments)],
    standing: [...faults.standing, ...others.flatMap(({ standing }) => standing)],
  };
}

/** The words of a review, and whether it asks for changes. */
function wordPlan(
  change: Change,
  outcome: Outcome & Pick<ReviewPlan, 'conclusion'>,
  comments: readonly PlannedComment[],
  { requestChanges }: ReviewOptions,
): Pick<ReviewPlan, 'title' | 'summary' | 'body' | 'requestsChanges'> {
  const requestsChanges =
    requestChanges === true && isToRequest(change, outcome.conclusion, comments);
  return {
    title: writeTitle(outcome),
    summary: writeSummary(outcome),
    body: comments.length > 0 || requestsChanges ? markReview(writeBody(outcome)) : md``,
    requestsChanges,
  };
}

/** What is wrong with exemptions of the files, and of the configuration as far as the change shows it. */
function exemptionFaults(
  files: readonly ReviewedFile[],
  { exemptions }: RuleSet,
): ExemptionFault[] {
  return [
    ...files.flatMap(({ judged }) => judged.exemptionFaults),
    ...unusedExemptions(files, exemptions?.exemptions ?? []),
  ];
}

/** Words the comments of all files, as many as there is room for. */
function writeAll(
  files: readonly AssessedFile[],
  adopted: ReadonlySet<Finding>,
  room: number,
): ReviewedFile[] {
  let left = room;
  return files.map((file) => {
    const result = writeComments(file, adopted, left);
    left -= result.comments.length;
    return result;
  });
}

/** What to comment on. A program did not choose which containers it touches. */
export function scopeOf({ isAutomated }: Change, { scope = 'introduced' }: ReviewOptions): Scope {
  return isAutomated && scope === 'touched' ? 'introduced' : scope;
}

/** The generated files in which something is new. */
function generatedOf(reviewed: readonly ReviewedFile[]): GeneratedFile[] {
  return reviewed.flatMap(({ judged, generated, introduced }) => {
    if (generated === undefined || !judged.findings.some((one) => introduced.has(one))) return [];
    return [{ path: judged.manifest.file.path, why: generated }];
  });
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
