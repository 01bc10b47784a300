import { digestOf, fixContainer } from '../fix/fix-container.ts';
import type { Judged } from '../judge/judge.ts';
import {
  type Markdown,
  code,
  codePath,
  commitHash,
  joinMarkdown,
  kindWord,
  md,
} from '../text/markdown.ts';

/** What a job says of the suggestions that it ran. Nobody knows that it is true; its texts are bounded. */
export interface TrialClaims {
  /** The commit that it had. */
  readonly commit: string;
  readonly trials: readonly TrialClaim[];
}

/** A run of a container with the fix that a review suggests. */
export interface TrialClaim {
  readonly file: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
  /** Of the text of the file with that fix. */
  readonly fixed: string;
  readonly starts: boolean;
  /** Why it did not start; empty where it did. */
  readonly why: string;
}

/** A clause of a log. */
const MAX_WHY = 200;
/** More than a review suggests at once. */
const MAX_SHOWN = 30;

/**
 * What the summary says of suggestions that a job ran: only of those that are the same, byte for byte, as
 * what is suggested here. The job runs code of the pull request, so that its word is no proof.
 */
export function trialNotes(
  { commit, trials }: TrialClaims,
  judged: readonly Judged[],
  head: string,
): Markdown[] {
  if (trials.length === 0) return [];
  if (commit !== head) {
    return [
      md`Suggestions were run on ${commitHash(commit)}, which is not the commit of this review: the results do not count.`,
    ];
  }
  const files = new Map(judged.map((one) => [one.manifest.file.path, one]));
  const lines = trials.slice(0, MAX_SHOWN).flatMap((claim) => {
    const file = files.get(claim.file);
    return file ? lineFor(claim, file) : [];
  });
  if (lines.length === 0) return [];
  const who = md`A job of this pull request ran these, not Podseal: it runs code of the pull request, which could make up the results.`;
  return [md`### The suggestion was run\n\n${joinMarkdown(lines, '\n')}\n\n${who}`];
}

function lineFor(claim: TrialClaim, judged: Judged): Markdown[] {
  const { text } = judged.manifest.file;
  const fixed = fixContainer(judged, claim);
  // Nothing is suggested for it.
  if (fixed === text) return [];
  const { file, kind, name, container } = claim;
  const what = md`${codePath(file)}: ${kindWord(kind)} ${code(name)}, container ${code(container)}`;
  if (digestOf(fixed) !== claim.fixed) {
    return [
      md`- ${what}: another fix was run than is suggested here, so that its result does not count`,
    ];
  }
  if (claim.starts) return [md`- ${what}: the suggestion was run: starts`];
  return [md`- ${what}: the suggestion was run: did not start: ${code(claim.why, MAX_WHY)}`];
}
