import { afterEach, expect, it } from 'vitest';
import { Judge } from '../../src/run/judge-apart.ts';
import { HARDENED, deployment } from '../judging.ts';
import { OPEN, README, SHUT, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

/** A judge after which something happens, before its plan is carried out. */
class JudgeBefore extends Judge {
  readonly #happens: () => Promise<unknown>;

  constructor(happens: () => Promise<unknown>) {
    super();
    this.#happens = happens;
  }

  override async judge(...[task]: Parameters<Judge['judge']>): Promise<never> {
    const result = await super.judge(task);
    // What there is to read is asked for before.
    if (task.kind === 'review') await this.#happens();
    return result as never;
  }
}

/** Runs the review, and does something when its plan is made and nothing is posted. */
async function runWhile(happens: () => Promise<unknown>, requestChanges = false): Promise<void> {
  const judge = new JudgeBefore(happens);
  try {
    await world.run({ judge, requestChanges });
  } finally {
    await judge.close();
  }
}

const reply = async (): Promise<void> => {
  const [comment] = world.github.comments(7);
  const path = `/repos/shop/manifests/pulls/7/comments/${comment?.id}/replies`;
  await world.ask('POST', path, { body: 'We need that.' });
};

/** One of the two findings that it has without. */
const HALF = deployment('web', ...HARDENED.filter((line) => !line.includes('runAsNonRoot')));

it('two runs that ask for changes at the same time ask once, with one comment', async () => {
  world = await makeWorld([README, { 'web.yaml': OPEN }]);
  await runWhile(async () => world.run({ requestChanges: true }), true);
  expect(world.github.reviews(7).map(({ state }) => state)).toEqual(['CHANGES_REQUESTED']);
  expect(world.github.comments(7)).toHaveLength(1);
});

it('two runs that dismiss a review at the same time dismiss it once', async () => {
  world = await makeWorld([README, { 'web.yaml': OPEN }, { 'web.yaml': SHUT }]);
  await world.run({ requestChanges: true });
  await world.push(2);
  await runWhile(async () => world.run({ requestChanges: true }), true);
  expect(world.github.requests.filter(({ path }) => path.endsWith('/dismissals'))).toHaveLength(1);
});

it('a comment that somebody answers in the meantime keeps its words', async () => {
  world = await makeWorld([README, { 'web.yaml': OPEN }, { 'web.yaml': HALF }]);
  await world.run();
  const [before] = world.github.comments(7);
  await world.push(2);
  await runWhile(reply);
  expect(world.github.comments(7)[0]?.body).toBe(before?.body);
});

it('a comment that is fixed and answered in the meantime keeps its words, too', async () => {
  world = await makeWorld([README, { 'web.yaml': OPEN }, { 'web.yaml': SHUT }]);
  await world.run();
  const [before] = world.github.comments(7);
  await world.push(2);
  await runWhile(reply);
  expect(world.github.comments(7)[0]?.body).toBe(before?.body);
  // Without the answer it says that it is done.
  await world.ask(
    'DELETE',
    `/repos/shop/manifests/pulls/comments/${world.github.comments(7)[1]?.id}`,
  );
  await world.run();
  expect(world.github.comments(7)[0]?.body).toContain('Done: this is no longer found.');
});
