import { describe, expect, test } from 'vitest';
import { fixFor } from '../../src/fix/fix.ts';
import { applyEdits } from '../../src/yaml/edit/edit.ts';
import { podsOf } from '../../src/kubernetes/workloads.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { Container } from '../../src/kubernetes/pod.ts';
import { items, scalar, textOf, valueAt } from '../../src/yaml/value.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';

const RULES = [
  'drop-capabilities',
  'no-privilege-escalation',
  'no-privileged',
  'read-only-root-filesystem',
  'run-as-non-root',
];

function judgeTogether(text: string): Judged {
  return judge(readManifest({ path: 'pod.yaml', text }), { profile: 'immutable', only: RULES });
}

/** A Pod whose one container has these lines, indented as they belong. */
function pod(...lines: string[]): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1
${lines.map((line) => `      ${line}\n`).join('')}`;
}

const json = (context: unknown): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'example/web:1', securityContext: context }] },
  });

const flow = (context: string): string =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: web, image: 'example/web:1', securityContext: ${context} }] } }\n`;

const WHOLLY_FIXED: Readonly<Record<string, string>> = {
  'no context': pod(),
  'a null context': pod('securityContext:'),
  'the word null': pod('securityContext: null # to do'),
  'an empty context': pod('securityContext: {}'),
  'null fields': pod(
    'securityContext:',
    '  allowPrivilegeEscalation:',
    '  capabilities:',
    '  privileged:',
    '  runAsNonRoot: ~',
  ),
  privileged: pod('securityContext:', '  privileged: true # for now'),
  'quoted privileged': pod('securityContext:', '  privileged: "true"'),
  'privileged, and what the API server refuses beside it': pod(
    'securityContext:',
    '  allowPrivilegeEscalation: false',
    '  privileged: true',
  ),
  'all of it wrong': pod(
    'securityContext:',
    '  allowPrivilegeEscalation: true',
    '  capabilities:',
    '    drop:',
    '      - NET_RAW',
    '  privileged: true',
    '  readOnlyRootFilesystem: false',
    '  runAsNonRoot: false',
  ),
  'an empty drop': pod('securityContext:', '  privileged: true', '  capabilities:', '    drop: []'),
  'CAP_SYS_ADMIN among what is dropped': pod(
    'securityContext:',
    '  capabilities:',
    '    drop: [CAP_SYS_ADMIN]',
  ),
  'flow style': flow('{ privileged: true }'),
  'flow style with a null context': flow('null'),
  'JSON, privileged': json({ privileged: true, allowPrivilegeEscalation: true }),
  'JSON with a null context': json(null),
  'pretty JSON': JSON.stringify(JSON.parse(json({ privileged: true, capabilities: {} })), null, 2),
};

describe('the fixes of one container make one', () => {
  test.each(Object.entries(WHOLLY_FIXED))('%s', (_, text) => {
    const judged = judgeTogether(text);
    const after = judgeTogether(fixTogether(judged));
    expect(judged.findings.length).toBeGreaterThan(2);
    expect(after.findings).toEqual([]);
    expect(containersOf(after).filter(isRefused)).toEqual([]);
  });
});

const WITH_CAP_SYS_ADMIN: Readonly<Record<string, string>> = {
  block: pod('securityContext:', '  capabilities:', '    add:', '      - CAP_SYS_ADMIN'),
  privileged: pod(
    'securityContext:',
    '  privileged: true',
    '  capabilities: { add: [CAP_SYS_ADMIN] }',
  ),
  'flow style': flow('{ capabilities: { add: [CAP_SYS_ADMIN] } }'),
  JSON: json({ privileged: true, capabilities: { add: ['CAP_SYS_ADMIN'] } }),
};

// Only root has the capability, and with it the escalation can't be refused.
const WITH_ROOT = ['run-as-non-root', 'no-privilege-escalation'];

describe('beside CAP_SYS_ADMIN all is fixed but the user and the privilege escalation', () => {
  test.each(Object.entries(WITH_CAP_SYS_ADMIN))('%s', (_, text) => {
    const after = judgeTogether(fixTogether(judgeTogether(text)));
    expect(after.findings.map(({ rule }) => rule)).toEqual(WITH_ROOT);
    expect(containersOf(after).filter(isRefused)).toEqual([]);
  });
});

test.each([...Object.values(WHOLLY_FIXED), ...Object.values(WITH_CAP_SYS_ADMIN)])(
  'no fix of a single finding makes what the API server refuses: %s',
  (text) => {
    const judged = judgeTogether(text);
    if (containersOf(judged).some(isRefused)) return;
    for (const finding of judged.findings.filter(({ remedy }) => remedy)) {
      const fix = fixFor(judged, [finding]);
      if (!('edits' in fix)) throw new Error(`${finding.rule}: ${fix.refused}`);
      const after = judgeTogether(applyEdits(text, fix.edits));
      expect(containersOf(after).filter(isRefused)).toEqual([]);
    }
  },
);

/** The text with all that has a remedy fixed by a single fix. */
function fixTogether(judged: Judged): string {
  const fix = fixFor(
    judged,
    judged.findings.filter(({ remedy }) => remedy),
  );
  if (!('edits' in fix)) throw new Error(fix.refused);
  return applyEdits(judged.manifest.file.text, fix.edits);
}

function containersOf(judged: Judged): Container[] {
  return judged.manifest.resources.flatMap((resource) =>
    podsOf(resource).flatMap(({ containers }) => containers),
  );
}

/** kubernetes/kubernetes, pkg/apis/core/validation, ValidateSecurityContext. */
function isRefused({ securityContext }: Container): boolean {
  const isClosed = scalar(valueAt(securityContext, ['allowPrivilegeEscalation'])) === false;
  const isPrivileged = scalar(valueAt(securityContext, ['privileged'])) === true;
  const added = items(valueAt(securityContext, ['capabilities', 'add'])).map(textOf);
  return isClosed && (isPrivileged || added.includes('CAP_SYS_ADMIN'));
}
