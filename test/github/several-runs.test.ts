import { afterEach, describe, expect, it } from 'vitest';
import type { RunOptions } from '../../src/run/run-review.ts';
import { FEW_RULES } from '../judging.ts';
import { OPEN, README, SHUT, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const FRONT = { checkName: 'Podseal front', files: ['front/*.yaml'] };
const BACK = { checkName: 'Podseal back', files: ['back/*.yaml'] };

const [FIRST_RULE, SECOND_RULE] = ['read-only-root-filesystem', 'run-as-non-root'];
const FIRST = { ruleSet: { ...FEW_RULES, only: [FIRST_RULE] } };
const SECOND = { ruleSet: { ...FEW_RULES, only: [SECOND_RULE] } };

/** Runs both, as the jobs of one workflow. */
async function both(...jobs: readonly Partial<RunOptions>[]): Promise<void> {
  for (const job of jobs) await world.run(job);
}

/** What a reader sees: the first line of each comment that is not deleted. */
function seen(): string[] {
  return world.github.comments(7).map(({ path, body }) => `${path}: ${body.split('\n')[0]}`);
}

describe('two runs on one pull request', () => {
  it.each<[string, Partial<RunOptions>, Partial<RunOptions>]>([
    ['for two parts of it', FRONT, BACK],
    ['for two parts of it, with one check', { files: FRONT.files }, { files: BACK.files }],
  ])('%s leave the comments of each other alone', async (_, front, back) => {
    const files = { 'front/web.yaml': OPEN, 'back/api.yaml': OPEN };
    world = await makeWorld([
      README,
      files,
      { 'README.md': 'More.\n' },
      { 'front/web.yaml': SHUT },
    ]);
    await both(front, back);
    const before = seen();
    expect(before).toHaveLength(2);
    await world.push(2);
    await both(front, back);
    expect(seen()).toEqual(before);
    await world.push(3);
    await both(front, back);
    // The one whose finding is gone closes its own.
    expect(seen()).toEqual([
      'front/web.yaml: Done: this is no longer found.',
      before.find((line) => line.startsWith('back')),
    ]);
  });

  it.each<[string, object, object]>([
    ['checks', { checkName: 'one' }, { checkName: 'other' }],
    ['no checks', {}, {}],
  ])('for two sets of rules, with %s of their own, too', async (_, one, other) => {
    world = await makeWorld([README, { 'web.yaml': OPEN }, { 'README.md': 'More.\n' }]);
    const jobs = [
      { ...one, ...FIRST },
      { ...other, ...SECOND },
    ];
    await both(...jobs);
    const before = world.github.comments(7).map(({ body }) => body);
    expect(before.map((body) => /by=\w+ rules=(\S+)/.exec(body)?.[1])).toEqual([
      FIRST_RULE,
      SECOND_RULE,
    ]);
    await world.push(2);
    await both(...jobs);
    expect(world.github.comments(7).map(({ body }) => body)).toEqual(before);
  });

  it('that find the same say it once, and who said it takes it back', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }, { 'web.yaml': SHUT }]);
    await both({ checkName: 'one' }, { checkName: 'other' });
    expect(seen()).toHaveLength(1);
    await world.push(2);
    await world.run({ checkName: 'other' });
    expect(seen()[0]).not.toContain('Done');
    await world.run({ checkName: 'one' });
    expect(seen()).toEqual(['web.yaml: Done: this is no longer found.']);
  });
});
