import type { Hunk } from '../diff/hunks.ts';
import type { PlannedComment } from '../review/review-plan.ts';

/** What a review shows of a changed file. */
export interface ReviewedLines {
  /** Undefined where the diff is too large to be shown. */
  readonly hunks: readonly Hunk[] | undefined;
  readonly comments: readonly PlannedComment[];
  /** The fingerprints of the findings that the change brings. */
  readonly introduced: ReadonlySet<string>;
}
