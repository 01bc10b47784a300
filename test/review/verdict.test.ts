import { expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { listFindings, verdictOf } from '../../src/review/verdict.ts';
import { deployment } from '../judging.ts';

/** A warning of the object, and of its container an error and a warning. */
const TEXT = deployment('web', 'securityContext: { fsGroup: 1 }').replace(
  'spec:\n      containers',
  'spec:\n      hostNetwork: true\n      containers',
);
const { findings } = judge(readManifest({ path: 'web.yaml', text: TEXT }), {
  profile: 'immutable',
  only: ['misplaced-field', 'no-host-namespaces', 'read-only-root-filesystem'],
});

const ORDERS = [
  ['as they are found', findings],
  ['in the other order', findings.toReversed()],
] as const;

it.each(ORDERS)('the verdict is of the gravest: %s', (_, some) => {
  expect(verdictOf(some)).toBe('**`app` can change while it runs** in Deployment `web`');
});

it.each(ORDERS)('faults of a container come before those of its object: %s', (_, some) => {
  const warnings = some.filter(({ severity }) => severity === 'warning');
  expect(verdictOf(warnings)).toBe(
    '**`app` has a setting that Kubernetes ignores and shares namespaces with its node** in Deployment `web`',
  );
  const rules = listFindings(some, () => true)
    .split('\n')
    .map((line) => /(?:error|warning) `[\w-]+`/.exec(line)?.[0]);
  expect(rules).toEqual([
    'error `read-only-root-filesystem`',
    'warning `misplaced-field`',
    'warning `no-host-namespaces`',
  ]);
});
