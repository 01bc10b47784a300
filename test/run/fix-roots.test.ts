import { describe, expect, test } from 'vitest';
import { fix, printFixed as print, web } from './fixing-roots.ts';

const BASE = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': web('') };
const OVERLAY = 'resources: [../base]\n';

const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          securityContext:
            privileged: true   # Debugging.
`;

describe('a value is fixed where it is written', () => {
  test('in a patch in a file', async () => {
    const fixed = await fix(
      {
        ...BASE,
        'prod/kustomization.yaml': `${OVERLAY}patches: [{ path: web.yaml }]\n`,
        'prod/web.yaml': PATCH,
      },
      ['prod'],
    );
    expect(print(fixed)).toMatchInlineSnapshot(`
      "--- a/prod/web.yaml
      +++ b/prod/web.yaml
             containers:
               - name: web
                 securityContext:
      -            privileged: true   # Debugging.
      +            privileged: false   # Debugging.

      "
    `);
  });

  test('in a patch in the kustomization, and in an operation', async () => {
    const strategic = PATCH.replaceAll(/^/gm, '      ').trimEnd();
    const kustomization = `${OVERLAY}namePrefix: prod-
patches:
  - patch: |
${strategic}
  - target: { kind: Deployment }
    patch: |-
      - op: add
        path: /spec/template/spec/hostNetwork
        value: true
      - {op: replace, path: /spec/template/spec/containers/0/securityContext/runAsNonRoot, value: false}
`;
    const fixed = await fix({ ...BASE, 'prod/kustomization.yaml': kustomization }, ['prod']);
    expect(print(fixed)).toMatchInlineSnapshot(`
      "--- a/prod/kustomization.yaml
      +++ b/prod/kustomization.yaml
                   containers:
                     - name: web
                       securityContext:
      -                  privileged: true   # Debugging.
      +                  privileged: false   # Debugging.
         - target: { kind: Deployment }
           patch: |-
             - op: add
               path: /spec/template/spec/hostNetwork
      -        value: true
      -      - {op: replace, path: /spec/template/spec/containers/0/securityContext/runAsNonRoot, value: false}
      +        value: false
      +      - {op: replace, path: /spec/template/spec/containers/0/securityContext/runAsNonRoot, value: true}

      "
    `);
  });

  test('in a component, in what its operations and patches add, for all that use it', async () => {
    const fixed = await fix(
      {
        ...BASE,
        'part/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - target: { kind: Deployment }
    path: ops.yaml
  - path: web.yaml
`,
        'part/ops.yaml': `- op: add
  path: /spec/template/spec/containers/-
  value:
    name: proxy
    image: registry.example.com/proxy:1.0
    securityContext: { privileged: true, capabilities: { drop: [ALL] } }
- { op: add, path: /spec/template/spec/volumes, value: [{ name: host, hostPath: { path: /etc } }] }
- { op: add, path: /spec/template/spec/containers/0/volumeMounts, value: [] }
- { op: add, path: /spec/template/spec/containers/0/volumeMounts/-, value: { name: host, mountPath: /host } }
`,
        'part/web.yaml': PATCH,
        'dev/kustomization.yaml': `${OVERLAY}components: [../part]\nnamePrefix: dev-\n`,
        'prod/kustomization.yaml': `${OVERLAY}components: [../part]\nnamePrefix: prod-\n`,
      },
      ['dev', 'prod'],
    );
    expect(print(fixed)).toMatchInlineSnapshot(`
      "--- a/part/ops.yaml
      +++ b/part/ops.yaml
         value:
           name: proxy
           image: registry.example.com/proxy:1.0
      -    securityContext: { privileged: true, capabilities: { drop: [ALL] } }
      +    securityContext: { privileged: false, capabilities: { drop: [ALL] }, readOnlyRootFilesystem: true, runAsNonRoot: true, allowPrivilegeEscalation: false }
       - { op: add, path: /spec/template/spec/volumes, value: [{ name: host, hostPath: { path: /etc } }] }
       - { op: add, path: /spec/template/spec/containers/0/volumeMounts, value: [] }
      -- { op: add, path: /spec/template/spec/containers/0/volumeMounts/-, value: { name: host, mountPath: /host } }
      +- { op: add, path: /spec/template/spec/containers/0/volumeMounts/-, value: { name: host, mountPath: /host, readOnly: true } }
      --- a/part/web.yaml
      +++ b/part/web.yaml
             containers:
               - name: web
                 securityContext:
      -            privileged: true   # Debugging.
      +            privileged: false   # Debugging.

      "
    `);
  });

  test('in the base, for all that build it, and not where one of them sets it', async () => {
    const open = web('').replace('            runAsNonRoot: true\n', '');
    const patch = PATCH.replace(/privileged: .*/, 'runAsNonRoot: false');
    const fixed = await fix(
      {
        ...BASE,
        'base/web.yaml': open,
        'dev/kustomization.yaml': `${OVERLAY}namespace: dev\n`,
        'prod/kustomization.yaml': `${OVERLAY}patches: [{ path: web.yaml }]\n`,
        'prod/web.yaml': patch,
      },
      ['dev', 'prod'],
    );
    expect(print(fixed)).toMatchInlineSnapshot(`
      "--- a/base/web.yaml
      +++ b/base/web.yaml
                   readOnlyRootFilesystem: true
                   allowPrivilegeEscalation: false
                   capabilities: { drop: [ALL] }
      +            runAsNonRoot: true
      --- a/prod/web.yaml
      +++ b/prod/web.yaml
             containers:
               - name: web
                 securityContext:
      -            runAsNonRoot: false
      +            runAsNonRoot: true

      "
    `);
  });
});

describe('a field that is missing is set', () => {
  const open = web('').replace(/ {10}securityContext:\n(?: {12}.*\n)*/, '');

  test('in the patch of the overlay, where the base is not to be edited', async () => {
    const patch = PATCH.replace(
      / {8}- name: web\n[^]*/,
      '        - name: agent\n          image: registry.example.com/agent:1.0\n',
    );
    const fixed = await fix(
      {
        ...BASE,
        'base/web.yaml': open,
        'prod/kustomization.yaml': `${OVERLAY}patches: [{ path: web.yaml }]\n`,
        'prod/web.yaml': patch,
      },
      ['prod'],
      { canEdit: (path) => path.startsWith('prod/') },
    );
    expect(print(fixed)).toMatchInlineSnapshot(`
      "--- a/prod/web.yaml
      +++ b/prod/web.yaml
             containers:
               - name: agent
                 image: registry.example.com/agent:1.0
      +          securityContext:
      +            readOnlyRootFilesystem: true
      +            runAsNonRoot: true
      +            capabilities:
      +              drop:
      +                - ALL
      +            allowPrivilegeEscalation: false
      +        - name: web
      +          securityContext:
      +            readOnlyRootFilesystem: true
      +            runAsNonRoot: true
      +            capabilities:
      +              drop:
      +                - ALL
      +            allowPrivilegeEscalation: false

      "
    `);
  });

  test('nowhere, where no file that may be edited has a place for it', async () => {
    const files = { ...BASE, 'base/web.yaml': open, 'prod/kustomization.yaml': OVERLAY };
    const fixed = await fix(files, ['prod'], { canEdit: (path) => path.startsWith('prod/') });
    expect(fixed.files).toEqual([]);
    expect(fixed.notFixed.map(({ reason }) => reason)).toContain(
      'no fix: none of the files that may be edited has a place for it',
    );
  });
});

test('what two kustomizations need of one line in different ways is not fixed for one of them', async () => {
  const files = {
    ...BASE,
    'base/web.yaml': web('            privileged: true\n'),
    'dev/kustomization.yaml': `${OVERLAY}commonAnnotations:
  podseal.dev/exempt.no-privileged.web: It loads modules.
`,
    'prod/kustomization.yaml': OVERLAY,
  };
  const fixed = await fix(files, ['dev', 'prod']);
  expect(fixed.files).toEqual([]);
  expect(print(fixed)).toMatchInlineSnapshot(`
    "
    base/web.yaml:18 no-privileged: no fix: an edit would change other values of Deployment/web, too
    "
  `);
});
