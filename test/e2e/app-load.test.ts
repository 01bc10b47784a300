import { describe, expect, it } from 'vitest';
import { hasRedis } from '../queue/redis-server.ts';
import { runLoad } from './app-load.ts';

describe.skipIf(!hasRedis)('a burst of webhooks, while GitHub and everything else fails', () => {
  it('ends with one set of comments and one concluded check on each newest head', async () => {
    const result = await runLoad({
      installations: 4,
      pulls: 16,
      pushes: 3,
      workers: 2,
      concurrency: 4,
      latencyMs: 40,
      faults: 0.05,
      kills: 3,
      restarts: true,
      limitMs: 200_000,
    });
    expect(result).toMatchObject({
      webhooks: 48,
      killed: 3,
      lost: [],
      doubled: [],
      falseGreen: [],
    });
  });

  it('with a file that the judge never gets done with tells that, and harms no other', async () => {
    const result = await runLoad({
      installations: 2,
      pulls: 6,
      pushes: 1,
      workers: 1,
      concurrency: 8,
      latencyMs: 20,
      faults: 0,
      kills: 0,
      restarts: false,
      limitMs: 200_000,
      poison: true,
    });
    expect(result).toMatchObject({ lost: [], doubled: [], falseGreen: [] });
    // What else is in that pull request is judged.
    expect(result.poisoned?.check).toMatch(/^failure: 2 new errors .*slow\.yaml.*took too long/);
    expect(result.states).toEqual({ done: 7 });
  });
});
