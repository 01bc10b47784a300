import type { Skip } from '../kubernetes/manifest.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { CommentPlace, PlannedUpdate, PriorReview, Thread } from './thread.ts';

/** How much of what is wrong in the changed files a review comments on. */
export type Scope = 'touched' | 'introduced' | 'all';

/** From which severity on a finding fails the check. */
export type FailOn = 'error' | 'warning' | 'never';

export type Conclusion = 'success' | 'failure' | 'neutral';

/** Where a finding is shown; `none` where it is only counted. */
export type Placement = 'comment' | 'file' | 'annotation' | 'summary' | 'none';

/** A finding in a change. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Whether the change brought it: its fingerprint is not in the base. */
  readonly introduced: boolean;
  /** Whether the change touched a line of its container or object. */
  readonly touched: boolean;
  readonly placement: Placement;
}

/** A comment to be made. Lines count from 1, on the new side of the diff. */
export interface PlannedComment extends CommentPlace {
  readonly path: string;
  readonly body: string;
  /** The text for the case that the lines are refused and it goes on the file: no suggestion. */
  readonly fileBody: string;
  /** What the suggestion puts in place of the lines; null without one. */
  readonly suggestion: string | null;
  readonly findings: readonly Finding[];
}

/** A review, and the check that goes with it, as plain data: all decided, nothing done yet. */
export interface ReviewPlan {
  readonly base: string;
  readonly head: string;
  readonly conclusion: Conclusion;
  readonly failOn: FailOn;
  readonly title: string;
  /** Markdown for the check and the job summary. */
  readonly summary: string;
  /** The text above the comments; empty when there are none. */
  readonly body: string;
  readonly comments: readonly PlannedComment[];
  /** Whether the review asks for changes. */
  readonly requestsChanges: boolean;
  /** Reviews of ours that asked for changes, which there is no reason for any more. */
  readonly dismissals: readonly PriorReview[];
  /** Comments of earlier runs that are to say something else. */
  readonly updates: readonly PlannedUpdate[];
  /** Threads to resolve, each with what its comment says where that is not allowed. */
  readonly resolutions: readonly PlannedUpdate[];
  /** Comments to delete: they say the same as older ones. */
  readonly duplicates: readonly Thread[];
  readonly findings: readonly PlacedFinding[];
  /** The files that were judged, which the findings are of. */
  readonly judged: readonly Judged[];
  readonly skips: readonly Skip[];
}
