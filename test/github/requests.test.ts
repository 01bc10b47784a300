import { afterEach, expect, it } from 'vitest';
import type { Changes } from '../double/git-repository.ts';
import { HARDENED, deployment } from '../judging.ts';
import { IS_FULL } from '../full.ts';
import { SHUT, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

function files(count: number, text: (index: number) => string): Changes {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`k8s/${index}.yaml`, text(index)]),
  );
}

/** The requests of a run on so many changed files; docs/github.md has these numbers. */
it.each<[string, number, number]>([
  ['clean, changed', 1, 6],
  ['clean, changed', 10, 6],
  // A hundred blobs go into one request, with files of the base and those beside the changed ones.
  ['clean, changed', 90, 6],
  // The double takes a minute for a thousand blobs.
  ...(IS_FULL ? [['clean, changed', 1000, 25] as [string, number, number]] : []),
  ['clean, new', 1, 6],
  ['clean, new', 1000, 15],
])('%s files: %i take %i requests', async (kind, count, expected) => {
  const isNew = kind === 'clean, new';
  const before = isNew ? { 'README.md': '' } : files(count, (at) => `${SHUT}# ${at}\n`);
  world = await makeWorld([before, files(count, (at) => `${SHUT}# ${at}, again\n`)]);
  expect((await world.run()).conclusion).toBe('success');
  expect(world.github.requests).toHaveLength(expected);
});

it.each<[string, (path: string) => boolean, number]>([
  ['are in the list', () => false, 6],
  ['are not in the list: the merge base, and one batch', (path) => path !== 'all.yaml', 8],
])('files that are merged into one, where their patches %s', async (_, dropPatch, expected) => {
  const text = (at: number): string => deployment(`web-${at}`, ...HARDENED);
  const old = files(10, text);
  const gone = Object.fromEntries(Object.keys(old).map((path) => [path, null]));
  const all = Array.from(Array(10).keys(), text).join('---\n');
  world = await makeWorld([old, { ...gone, 'all.yaml': all }], { dropPatch });
  expect((await world.run()).conclusion).toBe('success');
  expect(world.github.requests).toHaveLength(expected);
});

it('with findings: one review however many comments, and a look before and after', async () => {
  world = await makeWorld([
    { 'README.md': '' },
    files(20, (at) => deployment(`web-${at}`, `securityContext: { readOnlyRoot${at}: true }`)),
  ]);
  await world.run();
  expect(world.github.comments(7)).toHaveLength(20);
  expect(
    world.github.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`),
  ).toEqual([
    'GET /repos/shop/manifests/pulls/7',
    'GET /repos/shop/manifests/pulls/7/files',
    // What the project knows of images, the threads, and the threads just before posting.
    'POST /graphql',
    'POST /graphql',
    // Nobody knows the image: whether the repository has a Dockerfile for it.
    expect.stringMatching(/^GET .*git\/trees\//) as string,
    'POST /graphql',
    'POST /repos/shop/manifests/pulls/7/reviews',
    'POST /graphql',
    expect.stringMatching(/^GET .*check-runs$/) as string,
    'POST /repos/shop/manifests/check-runs',
  ]);
  expect(world.waited()).toBeGreaterThanOrEqual(0.9);
});
