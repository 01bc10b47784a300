import type { Manifest } from '../kubernetes/manifest.ts';
import { NO_EXEMPTIONS } from '../rules/kit/exemption.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { commentClaims } from './exemptions/comments.ts';
import { sortExempted } from './exemptions/exempt.ts';
import { ALL_RULE_IDS, activeRuleIds } from './find.ts';
import type { Finding, Judged } from './judge.ts';

/**
 * Exempts findings that were made in a rendering and moved to a file of its source, by that file: by its comments,
 * which no rendering has, and by its path.
 */
export function exemptMoved(
  findings: readonly Finding[],
  manifest: Manifest,
  ruleSet: RuleSet,
): Pick<Judged, 'findings' | 'exempted' | 'exemptionFaults'> {
  const { kept, exempted, faults } = sortExempted(findings, {
    manifest,
    claims: commentClaims(manifest),
    policy: ruleSet.exemptions ?? NO_EXEMPTIONS,
    active: new Set(activeRuleIds(ruleSet)),
    known: ALL_RULE_IDS,
  });
  return { findings: kept.map(({ finding }) => finding), exempted, exemptionFaults: faults };
}
