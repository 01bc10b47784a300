import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ruleIds } from '../../src/judge/rule-ids.generated.ts';
import type { ExemptionPolicy } from '../../src/rules/kit/exemption.ts';
import { EXPRESSED } from '../../src/policy/expressed.ts';
import { CHANGED_PODS } from '../../src/policy/engines/engine.ts';
import { policiesOf } from '../../src/policy/policies.ts';
import { writePolicies } from '../../src/policy/write-policies.ts';
import { evaluate, holds } from './evaluate.ts';

const EXEMPTIONS: ExemptionPolicy = {
  exemptions: [
    {
      rules: ['no-privileged'],
      kind: 'DaemonSet',
      name: 'csi-*',
      reason: 'It mounts\nvolumes: yes',
      expires: '2027-01-31',
      source: '.github/podseal.yml:4',
    },
    {
      rules: ['no-privileged'],
      path: 'deploy/**',
      reason: 'Old',
      source: '.github/podseal.yml:9',
    },
    {
      rules: ['no-privileged'],
      name: '!(web)',
      reason: 'Odd',
      source: '.github/podseal.yml:12',
    },
  ],
  allowed: { 'no-privileged': 'configuration' },
  today: '2026-11-28',
};

function written(engine: string, isEnforced: boolean, profile: 'immutable' | 'restricted') {
  return writePolicies(
    { ruleSet: { profile, exemptions: EXEMPTIONS }, failOn: 'error' },
    { engine, isEnforced, namespaces: ['shop'] },
  ).text;
}

/** An object of a file, whatever its kind. */
interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: Partial<Body> & {
    readonly validationActions?: readonly string[];
    readonly rules?: readonly { readonly validate: { readonly cel: Body } }[];
    readonly targets?: readonly { readonly code: readonly { readonly source: Body }[] }[];
  };
}

interface Body {
  readonly variables: unknown;
  readonly validations?: unknown;
  readonly expressions?: unknown;
}

function objectsIn(text: string): Written[] {
  return parseAllDocuments(text).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const data: Written | null = document.toJS();
    return data === null ? [] : [data];
  });
}

it('every rule has a policy, or a reason why it has none', () => {
  expect(Object.keys(EXPRESSED).toSorted()).toEqual(ruleIds);
});

it('bindings do as the review: refuse errors, warn of warnings, note the rest', () => {
  const actions = (isEnforced: boolean): Record<string, string | undefined> =>
    Object.fromEntries(
      objectsIn(written('vap', isEnforced, 'immutable'))
        .filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')
        .map(({ metadata, spec }) => [metadata.name, spec.validationActions?.join(' ')]),
    );
  expect(actions(true)).toEqual({
    'podseal-bounded-scratch': 'Audit',
    'podseal-drop-capabilities': 'Audit',
    'podseal-no-host-namespaces': 'Audit Warn',
    'podseal-no-kernel-write': 'Audit Warn',
    'podseal-no-privilege-escalation': 'Audit',
    'podseal-no-privileged': 'Deny Audit',
    'podseal-no-writable-host-path': 'Audit Warn',
    'podseal-pinned-image': 'Audit Warn',
    'podseal-read-only-root-filesystem': 'Deny Audit',
    'podseal-run-as-non-root': 'Deny Audit',
    'podseal-run-as-non-root-minor': 'Audit Warn',
    'podseal-seccomp-profile': 'Audit',
  });
  expect(Object.values(actions(false)).filter((one) => one?.includes('Deny'))).toEqual([]);
});

it('a file says what exempts, and what does not', () => {
  const text = written('vap', false, 'immutable').replaceAll('\n# ', ' ');
  expect(text).toContain(
    'Exempt by .github/podseal.yml:4, until 2027-01-31: It mounts volumes: yes',
  );
  expect(text).toContain('Not exempt here, but by .github/podseal.yml:9: it names a file');
  expect(text).toContain('Not exempt here, but by .github/podseal.yml:12: it has a glob');
  expect(text).not.toContain('podseal.dev/exempt.no-privileged"');
});

it('a reason ends no comment', () => {
  const exemption = { ...EXEMPTIONS.exemptions[0]!, reason: 'x\u2028---\r\nkind: Evil\n' };
  const { text } = writePolicies(
    {
      ruleSet: { profile: 'immutable', exemptions: { ...EXEMPTIONS, exemptions: [exemption] } },
      failOn: 'error',
    },
    { engine: 'vap', isEnforced: false, namespaces: [] },
  );
  expect(objectsIn(text).map(({ kind }) => kind)).not.toContain('Evil');
});

it.each(['kyverno', 'kyverno-cluster-policy', 'gatekeeper'])(
  '%s gets the same variables and validations',
  (engine) => {
    const found = objectsIn(written(engine, true, 'immutable'));
    const policy = objectsIn(written('vap', true, 'immutable'));
    const bodies = found.flatMap(({ kind, spec }): unknown[] => {
      if (kind === 'ValidatingPolicy') return [[spec.variables, spec.validations]];
      const cel = spec.rules?.[0]?.validate.cel;
      if (cel) return [[cel.variables, cel.expressions]];
      const source = spec.targets?.[0]?.code[0]?.source;
      return source ? [[source.variables, source.validations]] : [];
    });
    expect(bodies).toEqual(
      policy
        .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
        .map(({ spec }) => [spec.variables, spec.validations]),
    );
  },
);

it('namespaces get the level and version of the profile', () => {
  const [namespace, ...others] = objectsIn(written('pod-security', true, 'restricted'));
  expect(others).toEqual([]);
  expect(namespace?.metadata).toMatchObject({
    name: 'shop',
    labels: {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'latest',
    },
  });
  const head = written('pod-security', false, 'immutable').replaceAll('\n# ', ' ');
  expect(head).toMatch(/Level baseline does not ask for: .*read-only-root-filesystem/);
});

it('an update is judged where it changes the pods, and nothing is where it is deleted', () => {
  const object = (kind: string, image: string, more: object = {}): object => {
    const spec = { containers: [{ name: 'app', image }] };
    const body = kind === 'Pod' ? spec : { replicas: 1, template: { spec } };
    return { kind, metadata: { name: 'web', ...more }, spec: body };
  };
  const { expression } = CHANGED_PODS;
  const isJudged = (now: object | null, before: object | null): boolean =>
    holds(expression, now, before);
  for (const kind of ['Pod', 'Deployment']) {
    expect(isJudged(object(kind, 'x:1'), null)).toBe(true);
    expect(isJudged(object(kind, 'x:2'), object(kind, 'x:1'))).toBe(true);
    expect(isJudged(object(kind, 'x:1', { finalizers: [] }), object(kind, 'x:1'))).toBe(false);
    expect(isJudged(null, object(kind, 'x:1'))).toBe(false);
    // As Kyverno has what is not there.
    expect(isJudged({}, object(kind, 'x:1'))).toBe(false);
    expect(isJudged(object(kind, 'x:1'), {})).toBe(true);
  }
});

it('an exemption of a Deployment or a CronJob counts for what these make', () => {
  const exempt = (kind: string, name: string): ExemptionPolicy => ({
    ...EXEMPTIONS,
    exemptions: [{ ...EXEMPTIONS.exemptions[0]!, kind, name }],
  });
  const pod = (owner: string, name: string): object => ({
    kind: 'Pod',
    metadata: {
      name: 'x',
      labels: { 'pod-template-hash': '5d4f' },
      ownerReferences: [{ kind: owner, name }],
    },
    spec: { containers: [{ name: 'app', securityContext: { privileged: true } }] },
  });
  const isRefused = (exemptions: ExemptionPolicy, object: object): boolean =>
    policiesOf({ ruleSet: { profile: 'immutable', exemptions }, failOn: 'error' })
      .policies.filter(({ name }) => name === 'podseal-no-privileged')
      .some((policy) => evaluate(policy, object).length > 0);
  expect(isRefused(exempt('Deployment', 'web'), pod('ReplicaSet', 'web-5d4f'))).toBe(false);
  expect(isRefused(exempt('Deployment', 'web'), pod('ReplicaSet', 'web-other'))).toBe(true);
  expect(isRefused(exempt('CronJob', 'sync'), pod('Job', 'sync-29384756'))).toBe(false);
  expect(isRefused(exempt('CronJob', 'sync'), pod('Job', 'sync-now'))).toBe(true);
  expect(isRefused(exempt('DaemonSet', 'csi-*'), pod('DaemonSet', 'csi-node'))).toBe(false);
});
