import type { Skip } from '../kubernetes/manifest.ts';
import type { Markdown } from '../text/markdown.ts';
import type { Plain } from '../text/tagged.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { ExemptedData } from '../judge/exempted-data.ts';
import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type { FindingData } from '../judge/finding-data.ts';
import type { ConfigurationFault } from './change.ts';
import type { CommentPlace, PlannedUpdate, PriorReview, Thread } from './thread.ts';

/** How much of what is wrong in the changed files a review comments on. */
export type Scope = 'touched' | 'introduced' | 'all';

/** From which severity on a finding fails the check. */
export type FailOn = 'error' | 'warning' | 'never';

export type Conclusion = 'success' | 'failure' | 'neutral';

/** Where a finding is shown. */
export type Placement = 'comment' | 'file' | 'annotation' | 'summary';

/** A fix of one finding: edits of its file's text, counted in UTF-16 code units. */
export interface PlannedFix {
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

/** A finding in a change. */
export interface PlacedFinding {
  readonly finding: FindingData;
  /** Whether the change brought it: its fingerprint is not in the base. */
  readonly introduced: boolean;
  /** Whether the change touched a line of its container or object. */
  readonly touched: boolean;
  readonly placement: Placement;
  /** Its fix, where fixes were asked for; null where there is none. */
  readonly fix?: PlannedFix | null;
}

/** An exempt finding in a change. */
export interface PlacedExemption extends ExemptedData {
  /** Whether the change exempts it: it was not exempt before. */
  readonly introduced: boolean;
}

/** What the change makes wrong in the files that say how the repository is judged. */
export interface PlacedFault extends ConfigurationFault {
  readonly placement: Exclude<Placement, 'file'>;
  readonly fingerprint: string;
}

/** A generated file in which something is new: nobody edits it, so that it gets no comments. */
export interface GeneratedFile {
  readonly path: string;
  /** That it is generated, and from what where that can be told. */
  readonly why: Markdown;
}

/** A comment to be made. Lines count from 1, on the new side of the diff. */
export interface PlannedComment extends CommentPlace {
  readonly path: string;
  readonly body: Markdown;
  /** The text for the case that the lines are refused and it goes on the file: no suggestion. */
  readonly fileBody: Markdown;
  /** What the suggestion puts in place of the lines; null without one. */
  readonly suggestion: string | null;
  /** What it tells of. */
  readonly fingerprints: readonly string[];
}

/**
 * A review, and the check that goes with it: all decided, nothing done yet. Plain data: it goes to JSON
 * and back without loss, and from one thread to another.
 */
export interface ReviewPlan {
  readonly base: string;
  readonly head: string;
  readonly conclusion: Conclusion;
  readonly failOn: FailOn;
  readonly title: Plain;
  /** For the check and the job summary. */
  readonly summary: Markdown;
  /** The text above the comments; empty when there are none. */
  readonly body: Markdown;
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
  readonly generated: readonly GeneratedFile[];
  readonly skips: readonly Skip[];
  /** What is wrong with the configuration that the change brings: merged, nothing could be judged. */
  readonly faults: readonly PlacedFault[];
  /** Findings that are exempt: they fail nothing, and are shown all the same. */
  readonly exempted: readonly PlacedExemption[];
  /** What is wrong with exemptions in the changed files. */
  readonly exemptionFaults: readonly ExemptionFault[];
  /** What else the summary says. */
  readonly notes: readonly Markdown[];
}
