import { expect, it } from 'vitest';
import { imagesOf } from '../../src/kubernetes/images-of.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';

function read(text: string): string[] {
  return imagesOf(readManifest({ path: 'a.yaml', text }));
}

it('gives the images of all containers, each once', () => {
  const pod = `
apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  initContainers: [{ name: init, image: busybox }]
  containers:
    - { name: web, image: "nginx:1.27" }
    - { name: again, image: nginx:1.27 }
    - { name: patch }
  ephemeralContainers: [{ name: debug, image: debian }]
`;
  const job = `
---
apiVersion: batch/v1
kind: Job
metadata: { name: b }
spec: { template: { spec: { containers: [{ name: run, image: ghcr.io/a/b }] } } }
`;
  expect(read(pod + job).sort()).toEqual(['busybox', 'debian', 'ghcr.io/a/b', 'nginx:1.27']);
});

it('gives none where there is none to read', () => {
  expect(read('image: nginx')).toEqual([]);
  expect(read('kind: Pod\nspec: { containers: [{ image: null }, { image: [x] }] }')).toEqual([]);
});
