import { expect, test } from 'vitest';
import { Batches } from '../../src/engine/batches.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { KustomizationRequest } from '../../src/render/kustomization.ts';
import { ALIASES } from './alias-bomb.ts';

function request(files: Readonly<Record<string, string>>): KustomizationRequest {
  return { root: 'app', files, binaries: {} };
}

const SHOP = `apiVersion: example.com/v1
kind: Shop
metadata: { name: shop }
spec: { doors: [{ name: front, isOpen: true }] }
`;

const PATCH = SHOP.replace('name: front, isOpen: true', 'name: back');

/** Merges the doors of shops by their names. */
const SCHEMA = JSON.stringify({
  definitions: {
    'com.example.v1.Shop': {
      type: 'object',
      'x-kubernetes-group-version-kind': [{ group: 'example.com', kind: 'Shop', version: 'v1' }],
      properties: {
        spec: {
          type: 'object',
          properties: {
            doors: {
              type: 'array',
              items: { type: 'object' },
              'x-kubernetes-patch-merge-key': 'name',
              'x-kubernetes-patch-strategy': 'merge',
            },
          },
        },
      },
    },
  },
});

const KUSTOMIZATION = 'resources: [shop.yaml]\npatches: [{path: patch.yaml}]\n';
const plain = request({
  'app/kustomization.yaml': KUSTOMIZATION,
  'app/shop.yaml': SHOP,
  'app/patch.yaml': PATCH,
});
const withSchema = request({
  ...plain.files,
  'app/kustomization.yaml': `${KUSTOMIZATION}openapi: {path: schema.json}\n`,
  'app/schema.json': SCHEMA,
});

test('what is built together comes to the same as apart, also beside a schema of its own', async () => {
  const apart = [];
  for (const one of [withSchema, plain]) apart.push(await new Engine().build(one));
  expect(apart[0]).toMatchObject({ text: expect.stringContaining('front') });
  expect(apart[1]).toMatchObject({ text: expect.not.stringContaining('front') });
  const engine = new Engine();
  const all = [withSchema, plain, withSchema, plain, plain, plain];
  const together = await Promise.all(all.map(async (one) => engine.build(one)));
  const [merged, replaced] = apart;
  expect(together).toEqual([merged, replaced, merged, replaced, replaced, replaced]);
});

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: web }, { name: log }] } } }
`;
const merging = request({
  'app/kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: patch.yaml}]\n',
  'app/web.yaml': WEB,
  'app/patch.yaml': WEB.replace('{ name: web }, { name: log }', '{ name: web, tty: true }'),
});
const OWN = 'openapi: {path: schema.json}\n';

test.each([
  [
    'a kustomization',
    {
      'app/kustomization.yaml': `${merging.files['app/kustomization.yaml']}${OWN}`,
      'app/schema.json': SCHEMA,
    },
  ],
  [
    'a base',
    {
      'app/kustomization.yaml': 'resources: [web.yaml, base]\npatches: [{path: patch.yaml}]\n',
      'app/base/kustomization.yaml': `resources: [shop.yaml]\n${OWN}`,
      'app/base/shop.yaml': SHOP,
      'app/base/schema.json': SCHEMA,
    },
  ],
])('with a schema of %s, lists are not merged by the one that others read', async (_, files) => {
  const own = request({ ...merging.files, ...files });
  const alone = await new Engine().build(own);
  expect(alone).toMatchObject({ text: expect.not.stringContaining('log') });
  expect(alone).not.toHaveProperty('untraced');
  const engine = new Engine();
  const all = [merging, own, merging, own];
  const together = await Promise.all(all.map(async (one) => engine.build(one)));
  expect(together[0]).toMatchObject({ text: expect.stringContaining('log') });
  expect(together).toEqual([together[0], alone, together[0], alone]);
});

test('what breaks an instance takes no other one along', async () => {
  const engine = new Engine({ deadlineMs: 200_000, megabytes: 128 });
  const config = { 'app/kustomization.yaml': 'resources: [a.yaml]\n', 'app/a.yaml': ALIASES };
  const all = [plain, plain, request(config), plain];
  const [first, , hostile, last] = await Promise.all(all.map(async (one) => engine.build(one)));
  expect(hostile).not.toHaveProperty('text');
  expect(first).toHaveProperty('text');
  expect(last).toEqual(first);
});

/** The sizes of the batches that sizes of kustomizations come to. */
async function batchesOf(sizes: readonly number[]): Promise<number[][]> {
  const seen: number[][] = [];
  const batches = new Batches(async (requests) => {
    seen.push(requests.map(({ files }) => files['a']?.length ?? 0));
    return requests.map(() => ({ error: 'none' }));
  }, 2);
  await Promise.all(sizes.map(async (size) => batches.add(request({ a: 'x'.repeat(size) }))));
  return seen;
}

test('small ones are built together, in two shares, and large ones alone', async () => {
  expect(await batchesOf([1, 2, 3, 4])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(await batchesOf([400_000, 1, 2, 400_001])).toEqual([[400_000], [1, 2], [400_001]]);
  expect(await batchesOf([250_000, 250_000, 250_000, 1])).toEqual([
    [250_000, 250_000],
    [250_000, 1],
  ]);
  expect(await batchesOf(Array.from({ length: 40 }, () => 1))).toHaveLength(3);
});

test('a fault of the engine is one of each', async () => {
  const broken = new Batches(async () => [], 1);
  await expect(broken.add(plain)).rejects.toThrow('no answer');
});
