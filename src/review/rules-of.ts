import type { RuleSet } from '../rules/kit/rule.ts';
import { type ChangedBuilds, changedBuilds } from './change-builds.ts';
import type { Change } from './change.ts';
import { type ChangedPolicies, changedPolicies } from './policies-before.ts';
import { reviewedImages } from './project-images.ts';

/** What a change is judged by, with what it tells of images itself. */
export interface RulesOfChange {
  readonly ruleSet: RuleSet;
  readonly own: ReturnType<typeof reviewedImages>;
  readonly builds: ChangedBuilds;
  readonly policies: ChangedPolicies;
}

/** The rules with what is known of the project's own images and policies, as the change leaves them. */
export function rulesOf(change: Change, ruleSet: RuleSet): RulesOfChange {
  const own = reviewedImages(change);
  const builds = changedBuilds(change, ruleSet.kinds);
  const policies = changedPolicies(change);
  const { before: policiesBefore } = policies;
  const rules = { ...ruleSet, images: own.images, built: builds.now, policiesBefore };
  return { ruleSet: rules, own, builds, policies };
}
