import { afterEach, expect, it } from 'vitest';
import { deployment } from '../judging.ts';
import { type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const SKAFFOLD = 'build: {artifacts: [{image: example/app, context: src/app}]}\n';
const OPEN = deployment('web').replace('example/app:1', 'example/app');
const ROOT = 'FROM node:22\nWORKDIR /app\nCMD ["node", "a.js"]\n';
const USER = 'FROM node:22\nWORKDIR /app\nUSER 1000\nCMD ["node", "a.js"]\n';
const REPOSITORY = { 'skaffold.yaml': SKAFFOLD, 'src/app/Dockerfile': ROOT };

/** What a run asks for beyond what it does for a manifest whose image is known; docs/github.md has it. */
function treesAndBlobs(): string[] {
  return world.github.requests
    .map(({ method, path }) => `${method} ${path}`)
    .filter((one) => one.includes('/git/'));
}

it('a known image costs no request', async () => {
  const known = { 'web.yaml': OPEN.replace('example/app', 'nginx:1.29') };
  world = await makeWorld([REPOSITORY, { ...REPOSITORY, ...known }]);
  await world.run();
  expect(treesAndBlobs()).toEqual([]);
  expect(world.github.requests).toHaveLength(9);
});

it('an image that the repository builds costs one for the tree and one for each step', async () => {
  world = await makeWorld([REPOSITORY, { ...REPOSITORY, 'web.yaml': OPEN }]);
  await world.run();
  expect(treesAndBlobs()).toHaveLength(1);
  // The tree, skaffold.yaml, the Dockerfile.
  expect(world.github.requests).toHaveLength(9 + 3);
  const [comment] = world.github.comments(7);
  expect(comment?.body).toContain('is built from `src/app/Dockerfile`, which sets no `USER`');
});

it('an image of a repository without Dockerfiles costs one', async () => {
  world = await makeWorld([{ 'README.md': '' }, { 'web.yaml': OPEN }]);
  await world.run();
  expect(world.github.requests).toHaveLength(9 + 1);
});

it('a change of a Dockerfile gets its comment once, and has it closed when that is fixed', async () => {
  const base = { ...REPOSITORY, 'src/app/Dockerfile': USER, 'k8s/web.yaml': OPEN };
  const changes = [
    { 'src/app/Dockerfile': ROOT },
    { 'README.md': 'x' },
    { 'src/app/Dockerfile': `${USER}#\n` },
  ];
  world = await makeWorld([base, ...changes]);
  await world.run();
  // The tree, then all that is there now, then the Dockerfile before.
  expect(world.github.requests).toHaveLength(9 + 3);
  const [comment, ...others] = world.github.comments(7);
  expect([comment?.path, others]).toEqual(['src/app/Dockerfile', []]);
  expect(comment?.body).toContain('```suggestion\nUSER 1000\n');
  await world.push(2);
  await world.run();
  expect(world.github.comments(7)).toHaveLength(1);
  await world.push(3);
  const { conclusion } = await world.run();
  expect(conclusion).toBe('success');
  const [closed] = world.github.comments(7);
  expect(closed?.minimizedReason).toBe('resolved');
});
