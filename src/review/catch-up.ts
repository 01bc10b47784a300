import type { Change } from './change.ts';
import type { ReviewPlan } from './review-plan.ts';
import type { Thread } from './thread.ts';

/**
 * A plan as it is right after what people and other runs did on the pull request since it was made: who
 * answered, edited or closed a comment has the last word, and changes are asked for once.
 */
export function catchUp(
  plan: ReviewPlan,
  { threads, reviews }: Pick<Change, 'threads' | 'reviews'>,
): ReviewPlan {
  const now = new Map(threads.map((thread) => [thread.id, thread]));
  const standing = new Set(reviews.filter(({ stands }) => stands).map(({ number }) => number));
  const isAsPlanned = (thread: Thread): boolean => {
    const { state, body, hasReply } = now.get(thread.id) ?? {};
    return state === thread.state && body === thread.body && hasReply === thread.hasReply;
  };
  return {
    ...plan,
    updates: plan.updates.filter(({ thread }) => isAsPlanned(thread)),
    // A thread can be resolved whoever answered; its comment is not changed then.
    resolutions: plan.resolutions.flatMap(({ thread, body }) => {
      const current = now.get(thread.id);
      return current?.state === thread.state ? [{ thread: current, body }] : [];
    }),
    duplicates: plan.duplicates.filter(isAsPlanned),
    dismissals: plan.dismissals.filter(({ number }) => standing.has(number)),
    requestsChanges: plan.requestsChanges && standing.size === 0,
  };
}
