import { NO_EXEMPTIONS } from '../rules/kit/exemption.ts';
import { digestOf } from '../rules/kit/admission-policy/written.ts';
import type { Data } from '../yaml/value-change.ts';
import type { Stage } from './engines/engine.ts';
import type { Enforced } from './policies.ts';

/** Names what policies follow from: the rules, what is exempt today, and whether they refuse. */
export function configurationDigest({ ruleSet, failOn }: Enforced, { isEnforced }: Stage): string {
  const { profile, only, skip, podSecurityVersion, severities, allow } = ruleSet;
  const { exemptions, allowed, today } = ruleSet.exemptions ?? NO_EXEMPTIONS;
  const current = exemptions
    .filter(({ expires }) => expires === undefined || expires > today)
    // A reason exempts nothing else, and neither does the line that it is on.
    .map((exemption) => ({ ...exemption, source: '', reason: '' }));
  const facts = { profile, only, skip, podSecurityVersion, severities, allow, allowed, current };
  const data: Data = JSON.parse(JSON.stringify({ ...facts, failOn, isEnforced }));
  return digestOf(data);
}
