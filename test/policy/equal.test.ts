import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/policy/check.ts';
import { policiesOf } from '../../src/policy/policies.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { RULE_SETS, fixtureObjects, refusedByReview } from './cases.ts';
import { evaluate } from './evaluate.ts';
import { workload } from './pods.ts';
import { runs } from '../properties/runs.ts';

const policies = new WeakMap<RuleSet, readonly Policy[]>();

function refusedByPolicies(object: object, ruleSet: RuleSet): string[] {
  const made = policies.get(ruleSet) ?? policiesOf({ ruleSet, failOn: 'error' }).policies;
  policies.set(ruleSet, made);
  return made
    .filter((policy) => evaluate(policy, object).length > 0)
    .map(({ name }) => name)
    .toSorted();
}

describe.each(RULE_SETS)('policies of %s', (_, ruleSet) => {
  it('refuse what the review finds', () => {
    fc.assert(
      fc.property(workload, (object) => {
        expect(refusedByPolicies(object, ruleSet)).toEqual(refusedByReview(object, ruleSet));
      }),
      runs(40),
    );
  });
});

const OBJECTS = fixtureObjects();

describe('the manifests of the fixtures', () => {
  it('are many', () => {
    expect(OBJECTS.length).toBeGreaterThan(900);
  });

  it.each(['strict', 'restricted'] as const)('are decided alike by %s', (profile) => {
    const ruleSet: RuleSet = { profile };
    const different = OBJECTS.map((object) => ({
      object,
      policies: refusedByPolicies(object, ruleSet).join(' '),
      review: refusedByReview(object, ruleSet).join(' '),
    })).filter(({ policies: one, review }) => one !== review);
    expect(different).toEqual([]);
  });
});
