import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import type {
  Change,
  ConfigurationFault,
  ConfigurationFiles,
  NextFiles,
} from '../review/change.ts';
import { withNotes } from '../review/placement.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import { type ReviewOptions, planReview } from '../review/review.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type Markdown, codeList, md } from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import { faultsOfBaseline } from './baseline.ts';
import { BrokenConfiguration } from './broken-configuration.ts';
import { composeConfiguration } from './compose.ts';
import type { Settled } from './settle.ts';

/**
 * Plans the review of a change by the configuration on its base. A change of the configuration itself
 * does not count yet: the summary says what it will do, and comments on where it is wrong.
 */
export function planByConfiguration(
  change: Change,
  options: ReviewOptions,
  next: NextConfiguration | undefined,
): ReviewPlan {
  if (!next) return planReview(change, options);
  if ('faults' in next) return planReview(change, { ...options, faults: next.faults });
  const { images, configs } = options.ruleSet;
  const { baseline } = next;
  const ruleSet = { ...next.ruleSet, images, configs };
  // Only which findings it has is compared: it needs no fixes.
  const after = planReview(change, { ...options, ruleSet, baseline, fixes: false });
  const plan = planReview(change, options);
  return withNotes(plan, [describe(next, plan, after)]);
}

/** How a change of the configuration will have files judged, or what is wrong with it: plain data. */
export type NextConfiguration = { readonly faults: readonly ConfigurationFault[] } | NextRules;

interface NextRules {
  /** The files that the change brings. */
  readonly paths: readonly string[];
  /** The files of other repositories that are read only once it is merged. */
  readonly later: readonly string[];
  readonly ruleSet: RuleSet;
  readonly baseline: readonly BaselineEntry[];
}

/**
 * What a change of the configuration will do; undefined where the change has none.
 *
 * @param settle settles options by files, for the configuration that the change brings
 */
export function nextConfiguration(
  { next }: Change,
  settle: ((files: ConfigurationFiles) => Settled) | undefined,
): NextConfiguration | undefined {
  if (!next || !settle) return undefined;
  const faults = faultsOf(next);
  if (faults.length > 0) return { faults };
  const later = (next.extended ?? []).flatMap((file) => ('isLater' in file ? [file.path] : []));
  const paths = next.changed.map(({ path }) => path);
  try {
    const { ruleSet, baseline } = settle(next);
    return { paths, later, ruleSet, baseline };
  } catch (error) {
    if (error instanceof BrokenConfiguration) return { faults: error.faults };
    throw error;
  }
}

function faultsOf({ configuration, extended, baseline, faults }: NextFiles): ConfigurationFault[] {
  const composed = configuration && composeConfiguration(configuration, extended);
  return [
    ...faults,
    ...(composed && 'faults' in composed ? composed.faults : []),
    ...(baseline ? faultsOfBaseline(baseline) : []),
  ];
}

/** What a change of the configuration does to the findings in the changed files. */
function describe({ paths, later }: NextRules, now: ReviewPlan, next: ReviewPlan): Markdown {
  const [before, after] = [now, next].map(
    ({ findings }) => new Set(findings.map(({ finding }) => finding.fingerprint)),
  );
  const gone = [...(before ?? [])].filter((one) => !after?.has(one)).length;
  const more = [...(after ?? [])].filter((one) => !before?.has(one)).length;
  const effect =
    gone + more === 0
      ? md`In the changed files it makes no difference.`
      : md`In the changed files it hides ${count(gone, 'finding')} and adds ${count(more, 'finding')}.`;
  const rest =
    later.length === 0
      ? md``
      : md` What ${codeList(later)} says is read only after the merge, as this pull request is from a fork.`;
  return md`This change edits ${codeList(paths)}. It counts once it is merged: this check follows the base branch. ${effect}${rest}`;
}
