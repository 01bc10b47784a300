import type { PlannedComment, ReviewPlan } from '../review/plan.ts';
import { demote } from '../review/review.ts';
import { findDoubles, fingerprintsOf } from '../review/thread.ts';
import type { Finding } from '../rules/judge.ts';
import { checkOf, createCheck } from './check-run.ts';
import type { GitHubClient, PullRequestRef } from './client.ts';
import { type Posted, leaveOut, postComments } from './post-comments.ts';
import { readStanding } from './threads.ts';
import { tidy } from './tidy.ts';

/** How the review of a plan went. */
export interface Published {
  /** The plan as carried out: findings whose comment was refused moved on. */
  readonly plan: ReviewPlan;
  readonly comments: number;
  /** Permissions that the token lacks, as the workflow's `permissions:` names them. */
  readonly missing: readonly string[];
  /** Whether a newer commit is the head, whose own run comments. */
  readonly isSuperseded: boolean;
}

/**
 * Carries out a plan on a pull request: one review, what becomes of earlier comments, then the
 * check. A comment that GitHub refuses loses nothing: its findings become annotations of the check.
 */
export async function publish(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
  checkName: string,
): Promise<Published> {
  const { posted, isSuperseded } = isSilent(plan)
    ? { posted: NOTHING, isSuperseded: false }
    : await speak(client, ref, plan);
  const final = demote(plan, refusedFindings(posted));
  const isChecked = await createCheck(client, ref, checkOf(final, checkName));
  const missing = [
    ...(posted.forbidden ? ['pull-requests: write'] : []),
    ...(isChecked ? [] : ['checks: write']),
  ];
  return { plan: final, comments: posted.count, missing, isSuperseded };
}

const NOTHING: Posted = { count: 0, refused: [], forbidden: false };

/** Whether a plan leaves the pull request's conversation as it is. */
function isSilent(plan: ReviewPlan): boolean {
  const { comments, updates, closings, doubles, dismissals, requestsChanges } = plan;
  const all = [comments, updates, closings, doubles, dismissals];
  return !requestsChanges && all.every((some) => some.length === 0);
}

/**
 * Posts and tidies, if the head is still the plan's, and leaves out what another run said in the
 * meantime. Two runs at once may still post the same; so each looks again, and takes back its own.
 */
async function speak(
  client: GitHubClient,
  ref: PullRequestRef,
  plan: ReviewPlan,
): Promise<{ posted: Posted; isSuperseded: boolean }> {
  const before = await readStanding(client, ref);
  if (before.head !== plan.head) return { posted: NOTHING, isSuperseded: true };
  const comments = leaveOut(plan.comments, fingerprintsOf(before.threads));
  const posted = await postComments(client, ref, { ...plan, comments });
  if (!posted.forbidden) await tidy(client, ref, plan);
  // All is said by now, whether it can be looked at or not.
  if (posted.count > 0) await removeDoubles(client, ref).catch(() => undefined);
  return { posted, isSuperseded: false };
}

async function removeDoubles(client: GitHubClient, ref: PullRequestRef): Promise<void> {
  const { threads } = await readStanding(client, ref);
  const doubles = findDoubles(threads);
  await tidy(client, ref, { updates: [], closings: [], dismissals: [], doubles });
}

function refusedFindings({ refused }: Posted): ReadonlySet<Finding> {
  return new Set(refused.flatMap(({ findings }: PlannedComment) => findings));
}
