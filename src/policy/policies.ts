import { activeRules } from '../judge/find.ts';
import { podSecurityLevel } from '../rules/kit/pod-security-level.ts';
import { type RuleSet, type Severity, SEVERITIES } from '../rules/kit/rule.ts';
import { and, text } from './cel.ts';
import type { Check, Expressed, Policy, Validation, Variable } from './check.ts';
import { type Exempting, exemptingOf } from './exemptions.ts';
import { EXPRESSED } from './expressed.ts';
import { withShared } from './variables.ts';

/** What policies are made from. */
export interface Enforced {
  readonly ruleSet: RuleSet;
  readonly failOn: Severity | 'never';
}

/** The policies of a rule set, and the rules that no policy enforces. */
export interface Policies {
  readonly policies: readonly Policy[];
  readonly missing: readonly { readonly rule: string; readonly why: string }[];
}

/** A policy for each rule of a rule set; two for one whose findings differ in severity. */
export function policiesOf(enforced: Enforced): Policies {
  const policies: Policy[] = [];
  const missing: { rule: string; why: string }[] = [];
  for (const { rule, severity } of activeRules(enforced.ruleSet)) {
    const expressed = EXPRESSED[rule.id];
    if (!expressed) throw new Error(`src/policy/expressed.ts says nothing of ${rule.id}`);
    if ('why' in expressed) missing.push({ rule: rule.id, why: expressed.why });
    else
      for (const one of policiesFor({ ...rule, severity, expressed }, enforced)) policies.push(one);
  }
  return { policies, missing };
}

interface Subject {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly expressed: Expressed;
}

function policiesFor(
  { id, summary, severity, expressed }: Subject,
  { ruleSet, failOn }: Enforced,
): Policy[] {
  const checks = expressed.checks({
    standard: podSecurityLevel(ruleSet),
    profile: ruleSet.profile,
    allow: ruleSet.allow?.[id] ?? [],
    isGraded: severity === 'error' && ruleSet.severities?.[id] === undefined,
  });
  const exempting = exemptingOf(id, ruleSet);
  const differs = expressed.differs === undefined ? [] : [expressed.differs];
  const make = (name: string, some: readonly Check[], graded: Severity): Policy[] =>
    some.length === 0
      ? []
      : [
          {
            ...{ name, summary, severity: graded, isFailing: isFailing(graded, failOn) },
            ...evaluated(some, exempting),
            isAnnotated: exempting.isAnnotated,
            notes: [...differs, ...exempting.notes],
          },
        ];
  return [
    ...make(
      `podseal-${id}`,
      checks.filter(({ isMinor }) => isMinor !== true),
      severity,
    ),
    ...make(
      `podseal-${id}-minor`,
      checks.filter(({ isMinor }) => isMinor === true),
      'warning',
    ),
  ];
}

function isFailing(severity: Severity, failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

/** Checks as variables and validations. */
export function evaluated(
  checks: readonly Check[],
  exempting: Exempting,
): Pick<Policy, 'variables' | 'validations'> {
  const own: Variable[] = [
    ...exempting.variables,
    ...checks.flatMap((check) => variableOf(check, exempting)),
  ];
  const validations = checks.map((check) => validationOf(check, exempting));
  const expressions = validations.flatMap(({ expression, messageExpression = '' }) => [
    expression,
    messageExpression,
  ]);
  return { variables: withShared(own, expressions), validations };
}

/** The names of what a check finds: they are in its message. */
function variableOf({ name, of, found }: Check, { containers, pod }: Exempting): Variable[] {
  if (of === 'pod') return [];
  if (of === 'container') {
    return [{ name, expression: `${containers}.filter(c, ${found}).map(c, c.name)` }];
  }
  const volumes = pod === undefined ? 'variables.volumes' : `(${pod} ? [] : variables.volumes)`;
  return [{ name, expression: `${volumes}.filter(v, ${found}).map(v, v.name)` }];
}

function validationOf({ name, of, found, order }: Check, { pod }: Exempting): Validation {
  if (of === 'pod') {
    const refused = pod === undefined ? found : and(`!${pod}`, found);
    return { expression: `!(${refused})`, message: `${order}.` };
  }
  return {
    expression: `variables.${name}.size() == 0`,
    message: `${order} in each ${of}.`,
    messageExpression: `${text(`${order}: ${of} `)} + variables.${name}.join(", ") + "."`,
  };
}
