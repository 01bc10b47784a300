import { describe, expect, it } from 'vitest';
import { changeImage } from '../../src/kubernetes/kustomization/image-changes.ts';
import {
  type Kustomization,
  readKustomization,
} from '../../src/kubernetes/kustomization/kustomization.ts';
import { patchObject } from '../../src/kubernetes/kustomization/patch-object.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { Resource } from '../../src/kubernetes/resource.ts';
import { deployment } from '../judging.ts';

function kustomization(text: string): Kustomization {
  return readKustomization({ path: 'kustomization.yaml', text }) ?? expect.fail('no kustomization');
}

function resource(text: string): Resource {
  return readManifest({ path: 'web.yaml', text }).resources[0] ?? expect.fail('no object');
}

/** What the patches make of a Deployment, by the lines of the patches. */
function patch(text: string, of = deployment('web')): [lines: number[], last: unknown, boolean] {
  const { steps, isOpen } = patchObject(kustomization(text), resource(of));
  return [steps.map(({ line }) => line), steps.at(-1)?.data, isOpen];
}

/** A kustomization with this JSON patch. */
function operations(...lines: string[]): string {
  const target = 'patches:\n  - target: {kind: Deployment}\n    patch: |-\n';
  return target + lines.map((line) => `      - ${line}\n`).join('');
}

describe('the images of a kustomization', () => {
  const DIGEST = `sha256:${'a'.repeat(64)}`;

  it.each([
    ['nginx', '{name: nginx, newTag: "1.27"}', 'nginx:1.27'],
    ['nginx:1.25', '{name: nginx, newTag: "1.27"}', 'nginx:1.27'],
    [`nginx:1@${DIGEST}`, '{name: nginx, newTag: "1.27"}', 'nginx:1.27'],
    ['nginx:1.25', `{name: nginx, digest: "${DIGEST}"}`, `nginx@${DIGEST}`],
    ['nginx', `{name: nginx, newTag: "1", digest: "${DIGEST}"}`, `nginx:1@${DIGEST}`],
    ['nginx:1.25', '{name: nginx, newName: a.example:5000/nginx}', 'a.example:5000/nginx:1.25'],
    ['a.example:5000/b', '{name: "a.example:5000/b", newTag: v1}', 'a.example:5000/b:v1'],
    ['nginx:1', '{name: nginx, tagSuffix: -slim}', 'nginx:1-slim'],
    ['nginx', '{name: nginx, newName: b}, {name: b, newTag: v2}', 'b:v2'],
    ['my-nginx:1', '{name: nginx, newTag: "1.27"}', undefined],
    ['nginx:1.27', '{name: nginx, newTag: "1.27"}', undefined],
    ['nginx', '{name: nginx, newTag: 1.27}', undefined],
    ['nginx', '{newTag: "1.27"}, text, {name: [nginx]}', undefined],
  ])('make of %s by %s: %s', (written, entries, expected) => {
    const { images } = kustomization(`images: [${entries}]`);
    expect(changeImage(written, images)?.reference).toBe(expected);
  });

  it('have the lines of their entries', () => {
    const { images } = kustomization('images:\n  - name: a\n    newTag: v1\n  - name: b\n');
    expect(images.map(({ line }) => line)).toEqual([2, 4]);
  });
});

describe('the patches of a kustomization', () => {
  it('are merged into the containers of the same name', () => {
    const text = `patchesStrategicMerge:
  - |
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: null
      template:
        spec:
          containers:
            - {name: app, args: [a]}
            - {name: new, image: b:1}
`;
    const of = deployment('web', 'args: [x, y]', 'env: [{name: A, value: a}]');
    const [lines, data, isOpen] = patch(text, of);
    expect([lines, isOpen]).toEqual([[2], false]);
    expect(data).toMatchObject({
      metadata: { name: 'web' },
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'app', image: 'example/app:1', args: ['a'], env: [{ name: 'A' }] },
              { name: 'new', image: 'b:1' },
            ],
          },
        },
      },
    });
    expect(data).not.toHaveProperty('spec.replicas');
  });

  it('never rename what they are for', () => {
    const text = `patches:
  - target: {name: web}
    patch: '{apiVersion: v1, kind: Any, metadata: {name: any, labels: {a: b}}}'
`;
    const [, data] = patch(text);
    expect(data).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { a: 'b' } },
    });
  });

  it('of operations add, replace and remove', () => {
    const at = '/spec/template/spec';
    const [lines, data] = patch(
      operations(
        `{op: add, path: ${at}/securityContext, value: {runAsNonRoot: true}}`,
        `{op: replace, path: ${at}/containers/0/image, value: "b:1"}`,
        `{op: add, path: ${at}/containers/-, value: {name: new}}`,
        '{op: remove, path: /spec/selector}',
      ),
    );
    expect(lines).toEqual([2]);
    expect(data).toMatchObject({
      spec: {
        template: {
          spec: {
            securityContext: { runAsNonRoot: true },
            containers: [{ name: 'app', image: 'b:1' }, { name: 'new' }],
          },
        },
      },
    });
    expect(data).not.toHaveProperty('spec.selector');
  });

  it.each([
    ['in a file', 'patches: [{path: a.yaml}]'],
    ['in a file, of the old form', 'patchesStrategicMerge: [a.yaml]'],
    ['in a component', 'components: [../a]'],
    ['by labels', 'patches: [{target: {labelSelector: a=b}, patch: "{spec: {}}"}]'],
    ['by a pattern', 'patches: [{target: {name: "(web|api)+"}, patch: "{spec: {}}"}]'],
    ['of a directive', 'patches: [{target: {}, patch: "{spec: {$patch: replace}}"}]'],
    ['that is no YAML', 'patches: [{target: {}, patch: "{a: ["}]'],
    ['to a place that is not there', operations('{op: replace, path: /spec/a/b, value: 1}')],
    ['of an operation of its own', operations('{op: move, from: /spec/a, path: /spec/b}')],
  ])('are open where nobody can tell what they make of an object: %s', (_, text) => {
    expect(patch(text)).toEqual([[], undefined, true]);
  });

  it.each([
    ['of another kind', 'patches: [{path: a.yaml, target: {kind: Service}}]'],
    ['of another name', 'patches: [{path: a.yaml, target: {name: "api.*"}}]'],
    ['of another group', 'patches: [{path: a.yaml, target: {group: batch}}]'],
    [
      'its own',
      'patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}}"}]',
    ],
    ['none', 'namePrefix: a-'],
  ])('leave alone what they are not for: %s', (_, text) => {
    expect(patch(text)).toEqual([[], undefined, false]);
  });

  it.each(['.*', 'w.*b', 'web', '^web$', '.*e.*'])('select by the pattern %s', (name) => {
    const [lines] = patch(
      `patches: [{target: {name: "${name}"}, patch: "{spec: {paused: true}}"}]`,
    );
    expect(lines).toEqual([1]);
  });

  it('of another kind than Kubernetes has itself are open, as its lists may be replaced', () => {
    const rollout = deployment('web')
      .replace('apps/v1', 'argoproj.io/v1alpha1')
      .replace('kind: Deployment', 'kind: Rollout');
    expect(patch('patches: [{target: {}, patch: "{spec: {}}"}]', rollout)).toEqual([
      [],
      undefined,
      true,
    ]);
  });

  it('are bounded: one more is open', () => {
    const one = '{target: {kind: Deployment}, patch: "{spec: {paused: true}}"}';
    const [lines, , isOpen] = patch(`patches: [${Array.from({ length: 21 }, () => one).join()}]`);
    expect([lines.length, isOpen]).toEqual([20, true]);
  });
});
