import * as v from 'valibot';
import type { ReviewPlan } from '../review/review-plan.ts';
import {
  choice,
  flag,
  list,
  mapping,
  only,
  partsOf,
  textLike,
  wholeNumber,
} from '../schema/shapes.ts';

/** What mode plan hands to mode publish: the whole plan, as JSON. */
export interface PlanFile {
  readonly version: 2;
  readonly repository: string;
  readonly pullRequest: number;
  readonly plan: ReviewPlan;
}

/** A plan file is no larger: 30 comments of 120 kB, and its findings, which take some 600 bytes each. */
export const MAX_PLAN_BYTES = 32 * 1024 * 1024;

/** What goes into a plan file of that size; more findings than that nobody reads. */
export const MAX_PLAN_FINDINGS = 10_000;

/** GitHub numbers pull requests with 32 bits. */
const MAX_NUMBER = 2_147_483_647;

const commit = textLike(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'the hash of a commit');

const claimedFinding = partsOf({
  finding: partsOf({
    fingerprint: textLike(/^[0-9a-f]{16}$/, 'a fingerprint'),
    rule: textLike(/^[a-z0-9-]{1,100}$/, 'the id of a rule'),
    severity: choice(['error', 'warning', 'notice']),
  }),
  introduced: flag(),
});

/**
 * A plan file as far as mode publish looks at it: every text has a bound and an alphabet. Of the rest
 * nothing is read, so that no text of it can be shown.
 */
export const claimedPlan = mapping({
  version: only(2),
  repository: textLike(/^(?=.{1,200}$)[\w.-]+\/[\w.-]+$/, 'owner/repository'),
  pullRequest: wholeNumber(1, MAX_NUMBER),
  plan: partsOf({
    base: commit,
    head: commit,
    conclusion: choice(['success', 'failure', 'neutral']),
    findings: v.pipe(
      list(claimedFinding),
      v.maxLength(MAX_PLAN_FINDINGS, `has more than ${MAX_PLAN_FINDINGS} items`),
    ),
  }),
});

export type ClaimedPlan = v.InferOutput<typeof claimedPlan>;
export type ClaimedFinding = v.InferOutput<typeof claimedFinding>;
