import type { Hunk } from '../diff/hunks.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import type { BesideFile } from './beside.ts';
import type { PriorReview, Thread } from './thread.ts';

/** A file that a pull request changes, with both of its texts. */
export interface ChangedFile {
  readonly path: string;
  /** Its text before; undefined for a new file. */
  readonly base: string | undefined;
  /** Its text now. */
  readonly head: string;
  /** Undefined when its diff is too large to be shown: no line can carry a comment. */
  readonly hunks: readonly Hunk[] | undefined;
}

/** All that a review looks at. */
export interface Change {
  /** The commit that the change is compared with; on GitHub, the tip of the base branch. */
  readonly base: string;
  readonly head: string;
  /** Whether a program opened the pull request: a bot, or an account or branch that is known for one. */
  readonly isAutomated: boolean;
  readonly files: readonly ChangedFile[];
  /** Files that the change removes, with their text before; what is in them may have moved. */
  readonly removed?: readonly SourceFile[];
  /** What was found of the files that are read beside the changed ones. */
  readonly beside?: readonly BesideFile[];
  /** Changed files that could not be read. */
  readonly skips: readonly Skip[];
  /** Whether all changed files were listed: a file that is not here was not changed. */
  readonly isWhole: boolean;
  /** What runs of ours left on the pull request. */
  readonly threads: readonly Thread[];
  readonly reviews: readonly PriorReview[];
  /** The commit, and the branch, whose configuration and baseline count; undefined where none were read. */
  readonly configuredAt?: { readonly commit: string; readonly branch: string | undefined };
  /** How the repository is judged, as it is there; undefined where it does not say. */
  readonly configuration?: SourceFile | undefined;
  readonly baseline?: SourceFile | undefined;
  /** What the project knows of images itself, as it is on the base; undefined for nothing. */
  readonly projectImages?: SourceFile | undefined;
}
