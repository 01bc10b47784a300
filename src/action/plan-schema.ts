import * as v from 'valibot';
import { choice, flag, list, mapping, only, textLike, wholeNumber } from '../schema/shapes.ts';

/** A plan file is no larger; its findings take some 150 bytes each. */
export const MAX_PLAN_BYTES = 4 * 1024 * 1024;

/** What goes into a plan file of that size; more findings than that nobody reads. */
export const MAX_PLAN_FINDINGS = 10_000;

/** GitHub numbers pull requests with 32 bits. */
const MAX_NUMBER = 2_147_483_647;

const commit = textLike(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'the hash of a commit');

/** A finding as a plan file has it: data only, no text that anybody would show. */
const plannedFinding = mapping({
  fingerprint: textLike(/^[0-9a-f]{16}$/, 'a fingerprint'),
  rule: textLike(/^[a-z0-9-]{1,100}$/, 'the id of a rule'),
  severity: choice(['error', 'warning', 'notice']),
  introduced: flag(),
});

/** What mode plan hands to mode publish. Every text in it has a bound and an alphabet. */
export const planFile = mapping({
  version: only(1),
  repository: textLike(/^(?=.{1,200}$)[\w.-]+\/[\w.-]+$/, 'owner/repository'),
  pullRequest: wholeNumber(1, MAX_NUMBER),
  base: commit,
  head: commit,
  conclusion: choice(['success', 'failure', 'neutral']),
  findings: v.pipe(
    list(plannedFinding),
    v.maxLength(MAX_PLAN_FINDINGS, `has more than ${MAX_PLAN_FINDINGS} items`),
  ),
});

export type PlannedFinding = Readonly<v.InferOutput<typeof plannedFinding>>;
export type PlanFile = Readonly<v.InferOutput<typeof planFile>>;
