import type { Change, ChangedFile } from '../review/change.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import { type ReviewOptions, planReview } from '../review/review.ts';
import { type Markdown, codePath, md } from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import { CONFIGURATION_PATHS, readConfiguration } from './configuration.ts';
import type { PolicyFiles, Settled } from './settle.ts';

/**
 * Plans the review of a change by the configuration on its base. A change of the configuration itself
 * does not count yet: the summary says what it will do, or where it is wrong.
 *
 * @param settle settles options by files, for the configuration that the change brings
 */
export function planByPolicy(
  change: Change,
  options: ReviewOptions,
  settle: ((files: PolicyFiles) => Settled) | undefined,
): ReviewPlan {
  const changed = change.files.find(({ path }) => CONFIGURATION_PATHS.includes(path));
  if (!changed || !settle) return planReview(change, options);
  const configuration = { path: changed.path, text: changed.head };
  const read = readConfiguration(configuration);
  if ('faults' in read) {
    const skips = read.faults.map(({ line, column, message }) => ({
      file: changed.path,
      reason: `line ${line}, column ${column}: ${message} (in this change)`,
    }));
    return planReview({ ...change, skips: [...change.skips, ...skips] }, options);
  }
  const { ruleSet } = settle({ ...change, configuration });
  const { images, configs } = options.ruleSet;
  const next = planReview(change, { ...options, ruleSet: { ...ruleSet, images, configs } });
  return planReview(change, {
    ...options,
    notes: [describe(changed, planReview(change, options), next)],
  });
}

/** What a change of the configuration does to the findings in the changed files. */
function describe({ path }: ChangedFile, now: ReviewPlan, next: ReviewPlan): Markdown {
  const [before, after] = [now, next].map(
    ({ findings }) => new Set(findings.map(({ finding }) => finding.fingerprint)),
  );
  const gone = [...(before ?? [])].filter((one) => !after?.has(one)).length;
  const more = [...(after ?? [])].filter((one) => !before?.has(one)).length;
  const effect =
    gone + more === 0
      ? md`In the changed files it makes no difference.`
      : md`In the changed files it hides ${count(gone, 'finding')} and adds ${count(more, 'finding')}.`;
  return md`This change edits ${codePath(path)}. It counts once it is merged: this check follows the base branch. ${effect}`;
}
