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
