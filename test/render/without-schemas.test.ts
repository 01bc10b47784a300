import { expect, test } from 'vitest';
import { withoutSchemas } from '../../src/render/without-schemas.ts';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: shops.example.com
spec:
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object }
      served: true
`;

/** The definition with some operations for it. */
function withPatch(patch: string): Record<string, string> {
  return { 'crd.yaml': CRD, 'kustomization.yaml': 'resources: [crd.yaml]\n', 'patch.yaml': patch };
}

test('a schema is left out, and the lines stay where they are', () => {
  const { 'crd.yaml': short } = withoutSchemas({ 'crd.yaml': CRD });
  expect(short?.split('\n').slice(7)).toEqual([
    '      schema:',
    '        openAPIV3Schema: { type: object }',
    '',
    '',
    '',
    '      served: true',
    '',
  ]);
});

test('it is left out, too, where a patch brings a version with a schema of its own', () => {
  const files = withPatch(`- op: add
  path: /spec/versions/-
  value: { name: v0, schema: { openAPIV3Schema: { type: object } } }
`);
  expect(withoutSchemas(files)).toEqual({ ...files, ...withoutSchemas({ 'crd.yaml': CRD }) });
});

test('all stays where something is about a part of a schema', () => {
  for (const patch of [
    '- { op: remove, path: /spec/versions/0/schema/openAPIV3Schema/properties/spec }\n',
    'fieldPaths: [spec.versions.0.schema.openAPIV3Schema.properties]\n',
  ]) {
    const files = withPatch(patch);
    expect(withoutSchemas(files)).toBe(files);
  }
});
