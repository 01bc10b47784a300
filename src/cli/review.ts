import { readLocalChange } from '../git/read-change.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { reviewJson } from '../report/review-json.ts';
import { reviewText } from '../report/review-text.ts';
import { imagesOfChange } from '../review/change-images.ts';
import type { FailOn, Scope } from '../review/review-plan.ts';
import { planReview } from '../review/review.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { imageInspector } from './inspect-images.ts';
import { paint } from './terminal.ts';

/** The options of `podseal review`. */
export interface ReviewOptions extends RegistryFlags {
  readonly ruleSet: RuleSet;
  readonly failOn: FailOn;
  readonly scope: Scope | undefined;
  readonly format: 'text' | 'json';
  readonly files: readonly string[];
  readonly repo: string;
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly worktree: boolean;
}

/** Reviews a change of a local repository and prints the review. Returns the exit code. */
export async function review(options: ReviewOptions): Promise<number> {
  const inspect = imageInspector(options);
  const change = await readLocalChange({ ...options, folder: options.repo });
  const configs = await inspect(() => imagesOfChange(change));
  const ruleSet = { ...options.ruleSet, configs };
  const fixes = options.format === 'json';
  const plan = planReview(change, { ...options, ruleSet, fixes });
  const output = options.format === 'json' ? reviewJson(plan) : reviewText(change, plan, paint);
  process.stdout.write(output);
  return plan.conclusion === 'failure' ? 1 : 0;
}
