import { imagesOfChange } from '../review/change-images.ts';
import type { Change } from '../review/change.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { RunOptions } from './run-review.ts';

/** The rule set for a change, with what its images say of themselves where a team wants that. */
export async function inspected(
  change: Change,
  { ruleSet, inspect }: Pick<RunOptions, 'ruleSet' | 'inspect'>,
): Promise<RuleSet> {
  return inspect ? { ...ruleSet, configs: await inspect(imagesOfChange(change)) } : ruleSet;
}
