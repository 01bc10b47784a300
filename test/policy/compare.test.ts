import { expect, it } from 'vitest';
import { comparePolicies } from '../../src/policy/compare.ts';
import { writePolicies } from '../../src/policy/write-policies.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';

const ruleSet: RuleSet = { profile: 'immutable' };
const enforced = { ruleSet, failOn: 'error' as const };

function written(engine = 'vap', isEnforced = true): string {
  return writePolicies(enforced, { engine, isEnforced, namespaces: [] }).text;
}

function faults(text: string, isEnforced = false, rules: RuleSet = ruleSet): readonly string[] {
  const files = [{ path: 'policies.yaml', text }];
  return comparePolicies(files, { ...enforced, ruleSet: rules }, isEnforced).faults;
}

it.each(['vap', 'kyverno', 'kyverno-cluster-policy', 'gatekeeper'])(
  'what is written for %s is in step, in either stage',
  (engine) => {
    expect(faults(written(engine))).toEqual([]);
    expect(faults(written(engine, false))).toEqual([]);
  },
);

it('policies with defaults are in step, and an edit of these is told', () => {
  const options = { engine: 'vap', isEnforced: true, namespaces: [], hasDefaults: true };
  const { text } = writePolicies(enforced, options);
  expect(text.match(/^kind: MutatingAdmissionPolicy$/gm)).toHaveLength(2);
  expect(faults(text)).toEqual([]);
  expect(faults(text.replace('type: "RuntimeDefault"', 'type: "Unconfined"'))).toEqual([
    expect.stringMatching(
      /MutatingAdmissionPolicy podseal-default-seccomp-profile was edited by hand at spec\.mutations/,
    ),
  ]);
});

it('policies that only tell are weaker than those that are asked to refuse', () => {
  expect(faults(written('vap', false), true)).toEqual(
    ['no-privileged', 'read-only-root-filesystem', 'run-as-non-root'].map((rule) =>
      expect.stringMatching(
        new RegExp(
          `^policies\\.yaml:\\d+: ValidatingAdmissionPolicyBinding podseal-${rule} refuses nothing`,
        ),
      ),
    ),
  );
});

it('one binding of several that no longer refuses is named', () => {
  const text = written().replace('[Deny, Audit]', '[Warn, Audit]');
  expect(faults(text)).toEqual([
    expect.stringContaining(
      'ValidatingAdmissionPolicyBinding podseal-no-privileged refuses nothing',
    ),
  ]);
});

it('a policy that is ignored when it fails is named', () => {
  const text = written().replace('failurePolicy: Fail', 'failurePolicy: Ignore');
  expect(faults(text)).toEqual([
    expect.stringContaining('lets everything in when the policy fails'),
  ]);
});

it('an expression that was edited is named with its place', () => {
  const text = written().replace('variables.privileged.size() == 0', '"true" == "true"');
  expect(faults(text)).toEqual([
    expect.stringContaining(
      'podseal-no-privileged is weaker than the configuration: no longer asks for variables.privileged.size() == 0',
    ),
  ]);
});

it('what is older, and what was edited, are told apart', () => {
  const allow = { 'no-writable-host-path': ['/var/log/**'] };
  expect(faults(written(), false, { ...ruleSet, allow })).toEqual([
    expect.stringMatching(
      /podseal-no-writable-host-path is older than the configuration, and differs at spec\.variables\[\d+\]\.expression/,
    ),
  ]);
  const text = written().replace('message: Set emptyDir.sizeLimit', 'message: Set it');
  expect(faults(text)).toEqual([
    expect.stringContaining(
      'podseal-bounded-scratch was edited by hand at spec.validations[0].message',
    ),
  ]);
});

it('a policy that is missing, and one of no rule, are named', () => {
  const rules: RuleSet = { profile: 'immutable', skip: ['pinned-image'] };
  expect(faults(written(), false, rules)).toEqual([
    expect.stringContaining('ValidatingAdmissionPolicy podseal-pinned-image is of no rule'),
    expect.stringContaining('ValidatingAdmissionPolicyBinding podseal-pinned-image is of no rule'),
  ]);
  const strict: RuleSet = { profile: 'immutable', severities: { 'no-host-ports': 'error' } };
  expect(faults(written(), false, strict)).toEqual([
    expect.stringContaining('ValidatingAdmissionPolicy podseal-no-host-ports is missing'),
    expect.stringContaining('ValidatingAdmissionPolicyBinding podseal-no-host-ports is missing'),
  ]);
});

it('what others wrote is not compared', () => {
  const text = written().replaceAll('managed-by: podseal', 'managed-by: somebody');
  expect(comparePolicies([{ path: 'x.yaml', text }], enforced, false)).toEqual({
    compared: 0,
    faults: [],
  });
});
