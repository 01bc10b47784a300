import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type Successor, successorsIn } from '../../src/policy/old/successor.ts';
import { evaluate } from './evaluate.ts';

const ANY = { rule: 'RunAsAny' };

/** Lets everything in. */
const OPEN = {
  privileged: true,
  allowPrivilegeEscalation: true,
  allowedCapabilities: ['*'],
  volumes: ['*'],
  hostNetwork: true,
  hostIPC: true,
  hostPID: true,
  hostPorts: [{ min: 0, max: 65_535 }],
  allowedUnsafeSysctls: ['*'],
  allowedProcMountTypes: ['*'],
  runAsUser: ANY,
  seLinux: ANY,
  supplementalGroups: ANY,
  fsGroup: ANY,
};

function policyOf(spec: object, annotations: object = {}) {
  const text = stringify({
    ...{ apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy' },
    ...{ metadata: { name: 'old', annotations }, spec: { ...OPEN, ...spec } },
  });
  return successorsIn([readManifest({ path: 'psp.yaml', text })]);
}

/** A pod and a policy, with what the policy decided; only what differs from those that say nothing. */
interface Case {
  readonly what: string;
  readonly policy?: object;
  readonly annotations?: object;
  readonly pod: {
    readonly annotations?: object;
    readonly container?: object;
    readonly spec?: object;
  };
  readonly decision: 'refused' | 'let in';
}

const CASES: readonly Case[] = parse(readFileSync('test/policy/psp-cases.yaml', 'utf8'));

function podOf({ annotations = {}, container = {}, spec = {} }: Case['pod']): object {
  const containers = [{ name: 'app', image: 'example/app:1', ...container }];
  const metadata = { name: 'web', annotations };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, ...spec } };
}

function decide(successor: Successor | undefined, pod: object): string {
  if (!successor) throw new Error('There is no successor.');
  return evaluate(successor.policy, pod).length > 0 ? 'refused' : 'let in';
}

describe('the successor of a PodSecurityPolicy', () => {
  it('is tried with each field', () => {
    expect(CASES.length).toBeGreaterThan(90);
  });

  it.each(CASES)('$what', ({ policy = {}, annotations, pod, decision }) => {
    const [successor] = policyOf(policy, annotations);
    expect(decide(successor, podOf(pod))).toBe(decision);
  });

  it('says what was wrong with it, and does what was meant', () => {
    const [successor] = policyOf({ runAsUser: { rule: 'RunAsNonRoot' } });
    expect(successor?.mistakes).toEqual([
      expect.stringMatching(/^psp\.yaml:\d+: .*RunAsNonRoot.*is not a value of `runAsUser\.rule`/),
    ]);
    expect(decide(successor, podOf({}))).toBe('refused');
  });
});
