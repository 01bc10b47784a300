import type { ReviewPlan } from '../review/review-plan.ts';
import { fallBackToAnnotations, fallBackToSummary } from '../review/placement.ts';
import { catchUp } from '../review/catch-up.ts';
import { findDuplicates, fingerprintsOf } from '../review/thread.ts';
import { annotationsOf } from './annotations.ts';
import { type Check, createCheck } from './check-run.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import type { Obstacle } from './permissions.ts';
import { type ReviewRef, stampPlan } from './run-identity.ts';
import { type Posted, withoutPosted, postComments } from './post-comments.ts';
import { readExistingReview } from './threads.ts';
import { syncComments } from './sync-comments.ts';

/** How the review of a plan went. */
export interface Published {
  /** The plan as carried out: findings whose comment or annotation was refused moved on. */
  readonly plan: ReviewPlan;
  readonly comments: number;
  /** Why a part of it could not be posted. */
  readonly obstacles: readonly Obstacle[];
}

/**
 * Carries out a plan on a pull request: one review, what becomes of earlier comments, then the
 * check. A comment that GitHub refuses loses nothing: its findings become annotations of the check.
 */
export async function publish(
  client: GitHubClient,
  ref: ReviewRef,
  plan: ReviewPlan,
  settings: CheckSettings,
): Promise<Published> {
  const stamped = stampPlan(plan, ref.identity);
  const posted = isSilent(plan) ? NOTHING : await postReview(client, ref, stamped);
  const moved = fallBackToAnnotations(plan, refusedFindings(posted));
  const concluded = await publishCheck(client, ref, moved, { ...settings, about: ref.number });
  const obstacles = posted.obstacle === undefined ? [] : [posted.obstacle];
  return {
    plan: concluded.plan,
    comments: posted.count,
    obstacles: [...obstacles, ...concluded.obstacles],
  };
}

/** What a check says besides the plan. */
type CheckSettings = Pick<Check, 'name' | 'actions'>;

/** Concludes the check of a plan, on its head. */
export async function publishCheck(
  client: GitHubClient,
  ref: RepositoryRef,
  plan: ReviewPlan,
  settings: CheckSettings & Pick<Check, 'about'>,
): Promise<Published> {
  const { head, conclusion, title, summary } = plan;
  const bare = fallBackToSummary(plan);
  const { obstacle, isBare } = await createCheck(client, ref, {
    ...settings,
    ...{ head, conclusion, title, summary, annotations: annotationsOf(plan) },
    withoutAnnotations: { title: bare.title, summary: bare.summary },
  });
  const obstacles = obstacle === undefined ? [] : [obstacle];
  return { plan: isBare === true ? bare : plan, comments: 0, obstacles };
}

const NOTHING: Posted = { count: 0, refused: [], obstacle: undefined };

/** Whether a plan leaves the pull request's conversation as it is. */
function isSilent(plan: ReviewPlan): boolean {
  const { comments, updates, resolutions, duplicates, dismissals, requestsChanges } = plan;
  const all = [comments, updates, resolutions, duplicates, dismissals];
  return !requestsChanges && all.every((some) => some.length === 0);
}

/**
 * Posts, and brings earlier comments up to date, if the head is still the plan's: a newer commit has a
 * run of its own. Leaves out what another run said in the meantime. Two runs at once may still post
 * the same; so each looks again, and takes back its own.
 */
async function postReview(client: GitHubClient, ref: ReviewRef, plan: ReviewPlan): Promise<Posted> {
  const before = await readExistingReview(client, ref);
  if (before.head !== plan.head) return NOTHING;
  const comments = withoutPosted(plan.comments, fingerprintsOf(before.threads));
  const current = { ...catchUp(plan, before), comments };
  const posted = await postComments(client, ref, current);
  if (posted.obstacle === undefined) await syncComments(client, ref, current);
  // All is said by now, whether it can be looked at or not.
  if (posted.count > 0) await removeDuplicates(client, ref).catch(() => undefined);
  return posted;
}

async function removeDuplicates(client: GitHubClient, ref: ReviewRef): Promise<void> {
  const { threads } = await readExistingReview(client, ref);
  const duplicates = findDuplicates(threads);
  await syncComments(client, ref, { updates: [], resolutions: [], dismissals: [], duplicates });
}

function refusedFindings({ refused }: Posted): ReadonlySet<string> {
  return new Set(refused.flatMap(({ fingerprints }) => fingerprints));
}
