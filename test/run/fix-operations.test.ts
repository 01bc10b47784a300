import { expect, test } from 'vitest';
import { fix, printFixed, web } from './fixing-roots.ts';

const OVERLAY = 'resources: [../base]\n';

test('a value is fixed in an operation that removes what is around it', async () => {
  const kustomization = `${OVERLAY}patches:
- target: { kind: Deployment, name: web }
  patch: |-
    # Debugging.
    - op: remove
      path: /spec/template/spec/containers/0/securityContext
- target: { kind: Deployment, name: api }
  patch: |-
    - op: remove
      path: /spec/template/spec/containers/0/securityContext
`;
  const fixed = await fix(
    {
      'base/kustomization.yaml': 'resources: [web.yaml, api.yaml]\n',
      'base/web.yaml': web(''),
      'base/api.yaml': web('').replaceAll(' web', ' api'),
      'prod/kustomization.yaml': kustomization,
      'test/kustomization.yaml': OVERLAY,
    },
    ['prod', 'test'],
  );
  expect(printFixed(fixed)).toMatchInlineSnapshot(`
    "--- a/prod/kustomization.yaml
    +++ b/prod/kustomization.yaml
     - target: { kind: Deployment, name: web }
       patch: |-
         # Debugging.
    -    - op: remove
    +    - op: replace
           path: /spec/template/spec/containers/0/securityContext
    +      value:
    +        readOnlyRootFilesystem: true
    +        runAsNonRoot: true
    +        capabilities:
    +          drop:
    +            - ALL
    +        allowPrivilegeEscalation: false
     - target: { kind: Deployment, name: api }
       patch: |-
    -    - op: remove
    +    - op: replace
           path: /spec/template/spec/containers/0/securityContext
    +      value:
    +        readOnlyRootFilesystem: true
    +        runAsNonRoot: true
    +        capabilities:
    +          drop:
    +            - ALL
    +        allowPrivilegeEscalation: false

    "
  `);
});

test('what only one overlay needs is added by its patch, not in the base that others build', async () => {
  const mounts = '          volumeMounts: [{ name: tmp, mountPath: /tmp }]\n';
  const volumes = '      volumes: [{ name: tmp, emptyDir: { sizeLimit: 1Gi } }]\n';
  const command = '          args: [argocd-commit-server]\n';
  const image = 'image: quay.io/argoproj/argocd:v2.14.0';
  const base = web(command + mounts + volumes).replace(/image: .*/, image);
  const fixed = await fix(
    {
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'base/web.yaml': base,
      'dev/kustomization.yaml': `${OVERLAY}patches:
- target: { kind: Deployment, name: web }
  path: patch.yaml
`,
      'dev/patch.yaml': `- op: remove
  path: /spec/template/spec/containers/0/securityContext
- op: add
  path: /metadata/labels
  value: { app: web }
`,
      'prod/kustomization.yaml': OVERLAY,
    },
    ['dev', 'prod'],
  );
  expect(printFixed(fixed)).toMatchInlineSnapshot(`
    "--- a/dev/patch.yaml
    +++ b/dev/patch.yaml
    -- op: remove
    +- op: replace
       path: /spec/template/spec/containers/0/securityContext
    +  value:
    +    readOnlyRootFilesystem: true
    +    runAsNonRoot: true
    +    capabilities:
    +      drop:
    +        - ALL
    +    allowPrivilegeEscalation: false
     - op: add
       path: /metadata/labels
       value: { app: web }
    +- op: add
    +  path: /spec/template/spec/containers/0/volumeMounts/-
    +  value:
    +    name: run
    +    mountPath: /var/run/argocd
    +- op: add
    +  path: /spec/template/spec/volumes/-
    +  value:
    +    name: run
    +    emptyDir:
    +      sizeLimit: 1Gi

    "
  `);
});

test('what a base lacks that is not to be edited is set by an operation more', async () => {
  const fixed = await fix(
    {
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'base/web.yaml': web('').replace(/ +runAsNonRoot: .*\n/, ''),
      'dev/kustomization.yaml': `${OVERLAY}patches:
- target: { kind: Deployment, name: web }
  patch: |-
    - { op: add, path: /metadata/labels, value: { app: web } }
- target: { kind: StatefulSet }
  patch: |-
    - { op: add, path: /metadata/labels, value: { app: web } }
`,
    },
    ['dev'],
    { canEdit: (path) => path.startsWith('dev/') },
  );
  expect(printFixed(fixed)).toMatchInlineSnapshot(`
    "--- a/dev/kustomization.yaml
    +++ b/dev/kustomization.yaml
     - target: { kind: Deployment, name: web }
       patch: |-
         - { op: add, path: /metadata/labels, value: { app: web } }
    +    - op: add
    +      path: /spec/template/spec/containers/0/securityContext/runAsNonRoot
    +      value: true
     - target: { kind: StatefulSet }
       patch: |-
         - { op: add, path: /metadata/labels, value: { app: web } }

    "
  `);
});

test('a value is fixed in the entry of a generator', async () => {
  const kustomization = `resources: [web.yaml]
configMapGenerator:
- name: settings # Of the shop.
  literals: [a=b]
secretGenerator:
- literals: [a=b]
  name: keys
  options:
    labels: { app: web }
- { name: other, literals: [a=b] }
`;
  const files = { 'app/kustomization.yaml': kustomization, 'app/web.yaml': web('') };
  expect(printFixed(await fix(files, ['app']))).toMatchInlineSnapshot(`
    "--- a/app/kustomization.yaml
    +++ b/app/kustomization.yaml
     configMapGenerator:
     - name: settings # Of the shop.
       literals: [a=b]
    +  options:
    +    immutable: true
     secretGenerator:
     - literals: [a=b]
       name: keys
       options:
         labels: { app: web }
    -- { name: other, literals: [a=b] }
    +    immutable: true
    +- { name: other, literals: [a=b], options: { immutable: true } }

    "
  `);
});

test('a value is fixed in the entry that adds to what a base makes: its options count', async () => {
  const files = {
    'base/kustomization.yaml': 'configMapGenerator: [{ name: settings, literals: [a=b] }]\n',
    'prod/kustomization.yaml': `${OVERLAY}configMapGenerator:
- name: settings
  behavior: merge
  literals: [c=d]
`,
  };
  expect(printFixed(await fix(files, ['prod']))).toMatchInlineSnapshot(`
    "--- a/prod/kustomization.yaml
    +++ b/prod/kustomization.yaml
     - name: settings
       behavior: merge
       literals: [c=d]
    +  options:
    +    immutable: true

    "
  `);
});
