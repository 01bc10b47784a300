import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../double/github/options.ts';
import { deployment } from '../judging.ts';
import { OPEN, README, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

async function open(text = OPEN): Promise<void> {
  world = await makeWorld([README, { 'web.yaml': text }]);
}

/** Answers the first requests of a kind in these ways; undefined answers as GitHub does. */
function answer(pattern: RegExp, ...faults: readonly (Fault | undefined)[]): void {
  const left = [...faults];
  world.github.onRequest = ({ method, path }) =>
    pattern.test(`${method} ${path}`) ? left.shift() : undefined;
}

const LOST = { status: 502, after: true };
const AWAY = { status: 502 };
const REVIEW = /^POST .*\/pulls\/7\/reviews$/;
const COMMENT = /^POST .*\/pulls\/7\/comments$/;
const CHECK = /^POST .*\/check-runs$/;
const ANNOTATE = /^PATCH .*\/check-runs\/\d+$/;

function refusal(message: string): Fault {
  return { status: 422, body: { message } };
}

function sent(pattern: RegExp): number {
  const asked = world.github.requests.map(({ method, path }) => `${method} ${path}`);
  return asked.filter((one) => pattern.test(one)).length;
}

function checks() {
  return world.github.checkRuns(world.commits[1] ?? '');
}

describe('a review', () => {
  it.each([
    ['and is there: it is not posted again', [LOST], 1],
    ['and is not there: it is posted again', [AWAY], 2],
    ['twice: nothing is posted a third time', [AWAY, LOST], 2],
  ] as const)('whose answer got lost %s', async (_, faults, times) => {
    await open();
    answer(REVIEW, ...faults);
    expect((await world.run()).conclusion).toBe('failure');
    expect(sent(REVIEW)).toBe(times);
    expect(world.github.comments(7)).toHaveLength(1);
    expect(checks()[0]?.annotations).toEqual([]);
  });

  it('that can not be posted is a comment on the file', async () => {
    await open();
    answer(REVIEW, AWAY, AWAY);
    await world.run();
    expect(world.github.comments(7)).toHaveLength(1);
    expect([sent(REVIEW), sent(COMMENT)]).toEqual([2, 1]);
  });

  it('that is refused goes comment by comment', async () => {
    await open();
    answer(REVIEW, refusal('Line could not be resolved'));
    await world.run();
    expect([sent(REVIEW), sent(COMMENT)]).toEqual([1, 1]);
    expect(world.github.comments(7)).toHaveLength(1);
  });

  it('is tried once more without the draft of an earlier run that is in its way', async () => {
    await open();
    const pending = 'User can only have one pending review per pull request';
    const reviews = '/repos/shop/manifests/pulls/7/reviews';
    const deleted: string[] = [];
    let refused = 0;
    world.github.onRequest = ({ method, path }) => {
      if (REVIEW.test(`${method} ${path}`) && refused++ === 0) return refusal(pending);
      if (method === 'GET' && path.startsWith(reviews)) {
        const draft = (id: number, state: string, type: string): object => ({
          ...{ id, state },
          user: { login: 'x', type },
        });
        const body = [draft(1, 'COMMENTED', 'Bot'), draft(2, 'PENDING', 'User')];
        return { status: 200, body: [...body, draft(3, 'PENDING', 'Bot')] };
      }
      if (method !== 'DELETE') return undefined;
      deleted.push(path);
      return { status: 200, body: {} };
    };
    await world.run();
    expect(deleted).toEqual([`${reviews}/3`]);
    expect([sent(REVIEW), sent(COMMENT)]).toEqual([2, 0]);
    expect(world.github.comments(7)).toHaveLength(1);
  });

  it('goes comment by comment where nothing of ours is in its way', async () => {
    await open();
    answer(REVIEW, refusal('User can only have one pending review per pull request'));
    await world.run();
    expect([sent(REVIEW), sent(COMMENT)]).toEqual([1, 1]);
    expect(sent(/^DELETE /)).toBe(0);
  });
});

describe('a request for changes', () => {
  const requested = (): string[] => world.github.reviews(7).map(({ state }) => state);

  it('whose answer got lost is not made again', async () => {
    await open();
    answer(REVIEW, LOST);
    await world.run({ requestChanges: true });
    expect([requested(), sent(REVIEW)]).toEqual([['CHANGES_REQUESTED'], 1]);
  });

  it('that did not arrive is made again, with its comments', async () => {
    await open();
    answer(REVIEW, AWAY);
    await world.run({ requestChanges: true });
    expect([requested(), sent(REVIEW)]).toEqual([['CHANGES_REQUESTED'], 2]);
    expect(world.github.comments(7)).toHaveLength(1);
  });

  it('of which GitHub refuses the comments is made without', async () => {
    await open();
    answer(REVIEW, refusal('Line could not be resolved'));
    await world.run({ requestChanges: true });
    expect(requested()).toEqual(['COMMENTED', 'CHANGES_REQUESTED']);
    expect([sent(REVIEW), sent(COMMENT)]).toEqual([2, 1]);
  });

  it('that is refused, whatever it has, is in the check only', async () => {
    await open();
    answer(REVIEW, refusal('No'), refusal('No'));
    expect((await world.run({ requestChanges: true })).conclusion).toBe('failure');
    expect(requested()).not.toContain('CHANGES_REQUESTED');
  });
});

describe('a comment on its own', () => {
  it.each([
    ['and is there: it is not posted again', [LOST], 1, 1],
    ['and is not there: it is posted again', [AWAY], 2, 1],
    ['twice: it becomes annotations', [AWAY, AWAY], 2, 0],
  ] as const)('whose answer got lost %s', async (_, faults, times, comments) => {
    await open();
    const left = [...faults];
    world.github.onRequest = ({ method, path }) => {
      const request = `${method} ${path}`;
      if (REVIEW.test(request)) return refusal('Line could not be resolved');
      return COMMENT.test(request) ? left.shift() : undefined;
    };
    await world.run();
    // What no line takes goes on the file.
    expect(sent(COMMENT)).toBe(comments === 0 ? times + 1 : times);
    expect(world.github.comments(7)).toHaveLength(1);
  });
});

describe('a check', () => {
  const text = deployment('web', 'privileged: true', 'tty: true');

  it.each([
    ['and is there: it is not made again', [LOST], 1],
    ['and is not there: it is made again', [AWAY], 2],
  ] as const)('whose answer got lost %s', async (_, faults, times) => {
    await open(text);
    answer(CHECK, ...faults);
    expect((await world.run()).conclusion).toBe('failure');
    expect([sent(CHECK), checks().length]).toEqual([times, 1]);
  });

  it('that can not be made is a fault', async () => {
    await open(text);
    answer(CHECK, AWAY, AWAY, AWAY, AWAY);
    await expect(world.run()).rejects.toMatchObject({ status: 502 });
    // Twice for the review, and twice to say that it failed.
    expect(sent(CHECK)).toBe(4);
  });

  it.each([
    ['and they are there: they are not added again', [LOST], 1],
    ['and they are not there: they are added again', [AWAY], 2],
  ] as const)('the answer to whose annotations got lost %s', async (_, faults, times) => {
    const pods = Array.from({ length: 32 }, (none, at) => deployment(`d${at}`, `x${at}: 1`));
    await open(pods.join('---\n'));
    answer(ANNOTATE, ...faults);
    const { conclusion, plan } = await world.run();
    expect(conclusion).toBe('failure');
    const annotated = plan?.findings.filter(({ placement }) => placement === 'annotation') ?? [];
    expect(annotated.length).toBeGreaterThan(50);
    expect(checks()[0]?.annotations).toHaveLength(annotated.length);
    expect(sent(ANNOTATE)).toBe(times);
  });
});
