import type { PlannedComment, ReviewPlan } from '../review/plan.ts';
import { demote } from '../review/review.ts';
import type { Finding } from '../rules/judge.ts';
import type { GitHubClient, PullRequestRef } from './client.ts';
import { createCheck } from './check-run.ts';
import { type Posted, postComments } from './post-comments.ts';

/** How the review of a plan went. */
export interface Published {
  /** The plan as carried out: findings whose comment was refused moved on. */
  readonly plan: ReviewPlan;
  readonly comments: number;
  /** Permissions that the token lacks, as the workflow's `permissions:` names them. */
  readonly missing: readonly string[];
}

/**
 * Carries out a plan on a pull request: one review, then the check. A comment that GitHub refuses
 * loses nothing: its findings become annotations of the check.
 */
export async function publish(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
  checkName: string,
): Promise<Published> {
  const posted = await postComments(client, ref, plan);
  const final = demote(plan, refusedFindings(posted));
  const isChecked = await createCheck(client, ref, final, checkName);
  const missing = [
    ...(posted.forbidden ? ['pull-requests: write'] : []),
    ...(isChecked ? [] : ['checks: write']),
  ];
  return { plan: final, comments: posted.count, missing };
}

function refusedFindings({ refused }: Posted): ReadonlySet<Finding> {
  return new Set(refused.flatMap(({ findings }: PlannedComment) => findings));
}
