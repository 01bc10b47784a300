import type { Change } from '../review/change.ts';
import type { ReviewOptions } from '../review/review.ts';
import { rulesOf } from '../review/rules-of.ts';
import type { WantedFix } from '../review/wanted-source-fixes.ts';
import { type ProveOptions, provableCharts, proveChartFixes } from './prove-chart-fixes.ts';
import { canProveRoots, proveRootFixes } from './prove-root-fixes.ts';

/** What fixes are looked for, and how. */
export interface ProveSourceOptions extends Omit<ProveOptions, 'ruleSet'> {
  readonly options: ReviewOptions;
  /** Says what is to be fixed. */
  readonly ask: (change: Change) => Promise<readonly WantedFix[]>;
}

/**
 * Finds out, by rendering again, which edits of its charts and kustomizations fix what a change brings. Nothing
 * is rendered where nothing is to be fixed.
 */
export async function proveSourceFixes(
  change: Change,
  { options, ask, ...by }: ProveSourceOptions,
): Promise<Change> {
  if (provableCharts(change).size === 0 && !canProveRoots(change)) return change;
  const wanted = await ask(change);
  if (wanted.length === 0) return change;
  const { ruleSet } = rulesOf(change, options.ruleSet);
  const proving = { ...by, ruleSet };
  return proveRootFixes(await proveChartFixes(change, wanted, proving), wanted, proving);
}
