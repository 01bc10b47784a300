import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type Pod, effectiveField } from '../../src/kubernetes/pod.ts';
import { podsOf } from '../../src/kubernetes/workloads.ts';
import { dataAt } from '../../src/render/source-fix/data-at.ts';
import { effectiveData, inheritingPods } from '../../src/render/source-fix/effective-contexts.ts';
import type { Data } from '../../src/yaml/value-change.ts';
import { runs } from '../properties/runs.ts';

const FIELDS = ['runAsUser', 'runAsGroup', 'runAsNonRoot', 'seccompProfile', 'seLinuxOptions'];

function podIn(spec: object): { readonly pods: readonly Pod[]; readonly data: Data } {
  const text = stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec });
  const manifest = readManifest({ path: 'pod.yaml', text });
  const data = manifest.documents[0]?.toData() ?? null;
  return { pods: inheritingPods(manifest.resources.flatMap(podsOf)), data };
}

const context = fc.option(
  fc.record(
    {
      runAsUser: fc.constantFrom(0, 1000, null),
      runAsNonRoot: fc.constantFrom(true, false, null),
      seccompProfile: fc.constantFrom({ type: 'RuntimeDefault' }, { type: 'Unconfined' }),
      fsGroup: fc.constantFrom(1, 2),
      seLinuxOptions: fc.constant({ level: 's0' }),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

const container = context.map((securityContext) => ({
  image: 'web:1',
  ...(securityContext && { securityContext }),
}));

const podSpec = fc
  .tuple(context, fc.array(container, { minLength: 1, maxLength: 3 }), fc.array(container))
  .map(([securityContext, containers, initContainers]) => ({
    ...(securityContext && { securityContext }),
    containers: containers.map((one, index) => ({ name: `web-${index}`, ...one })),
    initContainers: initContainers.map((one, index) => ({ name: `init-${index}`, ...one })),
  }));

test('each container has itself what counts for it, and the pod no more of it', () => {
  fc.assert(
    fc.property(podSpec, (spec) => {
      const { pods, data } = podIn(spec);
      expect(pods.length).toBe(1);
      const effective = effectiveData(data, pods);
      for (const one of pods[0]?.containers ?? []) {
        for (const name of FIELDS) {
          const counts = effectiveField(one, name)?.value.path;
          const expected = counts && dataAt(data, counts);
          expect(dataAt(effective, [...(one.contextPath ?? []), name])).toEqual(expected);
        }
      }
      for (const name of FIELDS) {
        expect(dataAt(effective, ['spec', 'securityContext', name])).toBeUndefined();
      }
      expect(dataAt(effective, ['spec', 'securityContext', 'fsGroup'])).toEqual(
        dataAt(data, ['spec', 'securityContext', 'fsGroup']),
      );
      expect(effectiveData(effective, pods)).toEqual(effective);
    }),
    runs(100),
  );
});

test('a pod of which something is elsewhere stays as it is', () => {
  const text = stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { spec: { containers: [{ name: 'web' }] } } },
  });
  const { resources } = readManifest({ path: 'patch.yaml', text });
  expect(resources.flatMap(podsOf).length).toBe(1);
  expect(inheritingPods(resources.flatMap(podsOf))).toEqual([]);
});
