import { describe, expect, test } from 'vitest';
import { fixFor } from '../../../src/fix/fix.ts';
import { judge } from '../../../src/judge/judge.ts';
import { readManifest } from '../../../src/kubernetes/manifest.ts';
import type { RuleSet } from '../../../src/rules/kit/rule.ts';

const RULES: RuleSet = { profile: 'immutable', only: ['no-runtime-install', 'run-as-non-root'] };

/** A ConfigMap, and a pod that runs its script; the container's mounts can be those of another one. */
function manifest({
  script = 'apk add curl',
  metadata = 'name: scripts',
  namespace = '',
  mounts = '[{name: scripts, mountPath: /scripts}]',
  anchor = '',
}: Partial<
  Record<'script' | 'metadata' | 'namespace' | 'mounts' | 'anchor', string>
> = {}): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: {${metadata}}
data: {setup.sh: ${JSON.stringify(script)}}
---
apiVersion: v1
kind: Pod
metadata: {name: web${namespace}}
spec:
  initContainers:
    - name: first
      image: registry.example.com/web:1
      volumeMounts: ${anchor}[{name: scripts, mountPath: /scripts}]
  containers:
    - name: web
      image: registry.example.com/web:1
      command: [sh, /scripts/setup.sh]
      volumeMounts: ${mounts}
  volumes:
    - name: scripts
      configMap: {name: scripts}
`;
}

function rulesIn(text: string): string[] {
  return judge(readManifest({ path: 'web.yaml', text }), RULES).findings.map(({ rule }) => rule);
}

describe('a ConfigMap is the one that a pod mounts', () => {
  test.each([
    ['by its name', { metadata: 'name: scripts' }, true],
    ['by another name', { metadata: 'name: other' }, false],
    [
      'in the same namespace',
      { metadata: 'name: scripts, namespace: a', namespace: ', namespace: a' },
      true,
    ],
    ['where only the ConfigMap has a namespace', { metadata: 'name: scripts, namespace: a' }, true],
    ['where only the pod has a namespace', { namespace: ', namespace: a' }, true],
    [
      'in another namespace',
      { metadata: 'name: scripts, namespace: b', namespace: ', namespace: a' },
      false,
    ],
  ])('%s', (_, parts, isRead) => {
    expect(rulesIn(manifest(parts)).includes('no-runtime-install')).toBe(isRead);
  });
});

test('a script as long as others, and no longer, is read', () => {
  const scriptOf = (length: number): string => 'apk add curl'.padEnd(length);
  expect(rulesIn(manifest({ script: scriptOf(32_768) }))).toContain('no-runtime-install');
  expect(rulesIn(manifest({ script: scriptOf(32_769) }))).not.toContain('no-runtime-install');
});

// The document with the pod is proved alone, by the library where it has an alias.
test.each([
  ['by nodes', {}],
  ['by data', { anchor: '&mounts ', mounts: '*mounts' }],
])('a fix that is proved %s does not fix what a script does', (_, parts) => {
  const text = manifest({ ...parts, script: 'npm install --global yarn' });
  const judged = judge(readManifest({ path: 'web.yaml', text }), {
    ...RULES,
    only: ['no-runtime-install', 'no-privilege-escalation'],
  });
  const escalation = judged.findings.find(
    ({ rule, subject }) => rule === 'no-privilege-escalation' && subject.container?.name === 'web',
  );
  const fix = escalation && fixFor(judged, [escalation]);
  expect(fix).toMatchObject({ resolves: [{ rule: 'no-privilege-escalation' }] });
});

test('a script that runs itself, or another that runs it, is read once', () => {
  const script = '. /scripts/setup.sh\n/scripts/setup.sh\nsh /scripts/setup.sh\napk add curl\n';
  expect(
    rulesIn(manifest({ script })).filter((rule) => rule === 'no-runtime-install'),
  ).toHaveLength(1);
});
