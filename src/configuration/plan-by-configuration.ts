import type { Skip } from '../kubernetes/manifest.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Change } from '../review/change.ts';
import { withNotes } from '../review/placement.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import { type ReviewOptions, planReview } from '../review/review.ts';
import { type Markdown, codePath, md } from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import { CONFIGURATION_PATHS, readConfiguration } from './configuration.ts';
import type { ConfigurationFiles, Settled } from './settle.ts';

/**
 * Plans the review of a change by the configuration on its base. A change of the configuration itself
 * does not count yet: the summary says what it will do, or where it is wrong.
 */
export function planByConfiguration(
  change: Change,
  options: ReviewOptions,
  next: NextConfiguration | undefined,
): ReviewPlan {
  if (!next) return planReview(change, options);
  if ('skips' in next) {
    return planReview({ ...change, skips: [...change.skips, ...next.skips] }, options);
  }
  const { images, configs } = options.ruleSet;
  const ruleSet = { ...next.ruleSet, images, configs };
  // Only which findings it has is compared: it needs no fixes.
  const after = planReview(change, { ...options, ruleSet, fixes: false });
  const plan = planReview(change, options);
  return withNotes(plan, [describe(next.path, plan, after)]);
}

/** How a change of the configuration will have files judged, or what is wrong with it: plain data. */
export type NextConfiguration =
  { readonly skips: readonly Skip[] } | { readonly path: string; readonly ruleSet: RuleSet };

/** Longer ones are no configuration; this is read where nothing bounds its time. */
const MAX_CONFIGURATION = 100_000;

/**
 * What a change of the configuration will do; undefined where the change has none.
 *
 * @param settle settles options by files, for the configuration that the change brings
 */
export function nextConfiguration(
  change: Change,
  settle: ((files: ConfigurationFiles) => Settled) | undefined,
): NextConfiguration | undefined {
  const changed = change.files.find(({ path }) => CONFIGURATION_PATHS.includes(path));
  if (!changed || !settle) return undefined;
  const { path: file, head: text } = changed;
  if (text.length > MAX_CONFIGURATION) {
    return { skips: [{ file, reason: 'larger than 100 kB, which no configuration is' }] };
  }
  const configuration = { path: file, text };
  const read = readConfiguration(configuration);
  if (!('faults' in read)) {
    return { path: file, ruleSet: settle({ ...change, configuration }).ruleSet };
  }
  const skips = read.faults.map(({ line, column, message }) => ({
    file,
    reason: `line ${line}, column ${column}: ${message} (in this change)`,
  }));
  return { skips };
}

/** What a change of the configuration does to the findings in the changed files. */
function describe(path: string, now: ReviewPlan, next: ReviewPlan): Markdown {
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
