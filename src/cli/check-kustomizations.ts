import type { Found } from '../files/read.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { withProvedFixes } from '../run/prove-roots.ts';
import {
  type BuiltKustomizations,
  type BuiltWith,
  buildKustomizations,
} from './build-kustomizations.ts';

/** What the kustomizations of a project came to. */
export type CheckedKustomizations = Pick<
  BuiltKustomizations,
  'judged' | 'shown' | 'named' | 'renderedDocuments'
>;

/** What else a check of kustomizations goes by. */
interface CheckedWith extends BuiltWith {
  /** Whether to find out which findings have a fix, which takes another build of each. */
  readonly fixes: boolean;
}

/** Builds the kustomizations that files deploy, and judges what they become. */
export async function checkKustomizations(
  files: readonly Found[],
  ruleSet: RuleSet,
  by: CheckedWith,
): Promise<CheckedKustomizations> {
  const built = await buildKustomizations(files, ruleSet, by);
  const { renderedDocuments = new Set(), named = new Set() } = ruleSet;
  if (!built) return { judged: [], shown: new Set(), named, renderedDocuments };
  const { roots, means, isGiven } = built;
  const judged = by.fixes ? await withProvedFixes(built, roots, means, isGiven) : built.judged;
  return { ...built, judged };
}
