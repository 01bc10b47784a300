import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { judge } from '../../src/judge/judge.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';

const RULES = ['bounded-scratch', 'no-host-namespaces', 'no-privileged'];

/** The fingerprints of what is found, by the words of its place in the text. */
function fingerprints(...pods: string[]): string[] {
  const text = `apiVersion: jobset.x-k8s.io/v1alpha2
kind: JobSet
metadata:
  name: training
spec:
  replicatedJobs:
${pods.join('')}`;
  const ruleSet: RuleSet = { profile: 'immutable', only: RULES };
  return judge(readManifest({ path: 'jobs.yaml', text }), ruleSet).findings.map(
    ({ fingerprint }) => fingerprint,
  );
}

/** A job of a JobSet with a finding of each rule; `lines` stand in the spec of its pod. */
function job(key: string, name: string, ...lines: string[]): string {
  return `    - ${key}: ${name}
      template:
        spec:
          template:
            spec:
${lines.map((line) => `              ${line}\n`).join('')}              hostPID: true
              containers:
                - name: main
                  image: example/web:1
                  securityContext: { privileged: true }
                  volumeMounts: [{ name: tmp, mountPath: /tmp }]
              volumes: [{ name: tmp, emptyDir: {} }]
`;
}

describe('the fingerprint of a finding', () => {
  it('tells the pods of one object apart, whatever their order', () => {
    const both = fingerprints(job('name', 'leader'), job('name', 'worker'));
    expect(new Set(both).size).toBe(6);
    expect(fingerprints(job('name', 'worker'), job('name', 'leader')).toSorted()).toEqual(
      both.toSorted(),
    );
  });

  it('stays when another pod comes to the object', () => {
    const alone = fingerprints(job('name', 'leader'));
    expect(alone).toHaveLength(3);
    expect(fingerprints(job('name', 'another'), job('name', 'leader')).slice(3)).toEqual(alone);
  });

  it('stays when the pod gets a securityContext', () => {
    const before = fingerprints(job('name', 'leader'));
    const after = fingerprints(job('name', 'leader', 'securityContext: { runAsNonRoot: true }'));
    expect(after).toEqual(before);
  });

  it('goes by the order of pods that have no name', () => {
    const both = fingerprints(job('id', 'a'), job('id', 'b'));
    expect(new Set(both).size).toBe(6);
    expect(fingerprints(job('id', 'b'), job('id', 'a'))).toEqual(both);
  });
});
