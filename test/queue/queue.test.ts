import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandJob, ReviewJob } from '../../src/queue/job.ts';
import { MemoryQueue } from '../../src/queue/memory-queue.ts';
import type { JobQueue, Lease, Verdict } from '../../src/queue/queue.ts';
import { RedisQueue } from '../../src/queue/redis-queue.ts';
import { type RedisServer, hasRedis, startRedis } from './redis-server.ts';

const DONE: Verdict = { state: 'done' };
let deliveries = 0;

function review(number: number, head = 'aaaaaaa', at = 1, installation = 1): ReviewJob {
  const place = { installation, repository: 'shop/manifests', repositoryId: installation * 100 };
  return { kind: 'review', ...place, number, head, at, isDraft: false };
}

function delivery(): string {
  deliveries += 1;
  return `delivery-${deliveries}`;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 5000; tries++) {
    if (await condition()) return;
    await sleep(20);
  }
  throw new Error('it did not happen');
}

/** What both queues promise. */
function behaves(make: (concurrency: number) => JobQueue): void {
  let queue: JobQueue;
  afterEach(async () => {
    await queue.close(2000);
  });

  it('does each job once, and knows a delivery again', async () => {
    queue = make(4);
    const done: number[] = [];
    expect(await queue.add(review(1), 'same')).toBe(true);
    expect(await queue.add(review(1), 'same')).toBe(false);
    await queue.work(async ({ job }) => {
      done.push((job as ReviewJob).number);
      return DONE;
    });
    await queue.add(review(2), delivery());
    await until(() => done.length === 2);
    expect(await queue.add(review(1), 'same')).toBe(false);
    // A key whose jobs are done can have one more lease, in which there is nothing to do.
    let counts = await queue.counts();
    await until(async () => {
      counts = await queue.counts();
      return counts.waiting + counts.active === 0;
    });
    expect(new Set(done)).toEqual(new Set([1, 2]));
    expect(counts.dead).toBe(0);
  });

  it('puts a newer head in the place of one that waits, but no older one', async () => {
    queue = make(4);
    const heads: (string | undefined)[] = [];
    await queue.add(review(1, 'first', 1), delivery());
    await queue.add(review(1, 'third', 3), delivery());
    await queue.add(review(1, 'second', 2), delivery());
    await queue.work(async ({ job }) => {
      heads.push((job as ReviewJob).head);
      return DONE;
    });
    await until(() => heads.length > 0);
    await sleep(100);
    expect(heads).toEqual(['third']);
  });

  it('tells a running job that a newer one came, and does that one after it', async () => {
    queue = make(4);
    const said: string[] = [];
    let running = 0;
    await queue.work(async ({ job, isCurrent }) => {
      running += 1;
      const { head } = job as ReviewJob;
      const before = await isCurrent();
      if (head === 'old') await queue.add(review(1, 'new', 2), delivery());
      said.push(`${head} ${running} ${before} ${await isCurrent()}`);
      running -= 1;
      return DONE;
    });
    await queue.add(review(1, 'old', 1), delivery());
    await until(() => said.length === 2);
    expect(said).toEqual(['old 1 true false', 'new 1 true true']);
  });

  it('repeats what is put off, and lets a whole installation wait', async () => {
    queue = make(4);
    const tries: [number, number][] = [];
    const times: number[] = [];
    const verdicts: Verdict[] = [
      { state: 'pause', afterMs: 300 },
      { state: 'later', afterMs: 30 },
      DONE,
      DONE,
    ];
    await queue.add(review(1), delivery());
    await queue.add(review(5), delivery());
    await queue.work(async ({ job, tries: count }) => {
      tries.push([(job as ReviewJob).number, count]);
      times.push(performance.now());
      return verdicts[tries.length - 1] ?? DONE;
    });
    await until(() => tries.length === 4);
    const [first = 0, second = 0] = times;
    // A timer of Node may be early by a millisecond.
    expect(second - first).toBeGreaterThan(295);
    expect(tries).toEqual([
      [1, 1],
      [1, 1],
      [5, 1],
      [1, 2],
    ]);
  });

  it('begins a job that is put off at once when a newer one comes', async () => {
    queue = make(4);
    const heads: (string | undefined)[] = [];
    await queue.work(async ({ job }) => {
      heads.push((job as ReviewJob).head);
      return heads.length === 1 ? { state: 'later', afterMs: 60_000 } : DONE;
    });
    await queue.add(review(1, 'old', 1), delivery());
    await until(() => heads.length === 1);
    await sleep(50);
    await queue.add(review(1, 'new', 2), delivery());
    await until(() => heads.length === 2);
    expect(heads).toEqual(['old', 'new']);
  });

  it('keeps a dead job aside, and takes its delivery again', async () => {
    queue = make(4);
    const done: Lease[] = [];
    await queue.work(async (lease) => {
      done.push(lease);
      return done.length === 1 ? { state: 'dead', reason: 'no permission' } : DONE;
    });
    await queue.add(review(1), 'fatal');
    await until(async () => (await queue.counts()).dead === 1);
    expect(await queue.add(review(1), 'fatal')).toBe(true);
    await until(() => done.length === 2);
    expect(done[1]?.tries).toBe(1);
  });

  it('lets a second installation have its turn before a thousand jobs of the first', async () => {
    queue = make(1);
    const order: number[] = [];
    for (let number = 1; number <= 40; number++) await queue.add(review(number), delivery());
    await queue.add(review(1, 'aaaaaaa', 1, 2), delivery());
    await queue.work(async ({ job }) => {
      order.push(job.installation);
      return DONE;
    });
    await until(() => order.length === 41);
    // After one job of each lane of the first, at most.
    expect(order.indexOf(2)).toBeLessThanOrEqual(4);
  });

  it('runs no two jobs of a pull request at once, nor more than four of an installation', async () => {
    queue = make(16);
    const running = new Set<string>();
    let most = 0;
    let done = 0;
    for (let number = 1; number <= 12; number++) {
      const { installation, repository, repositoryId } = review(number);
      const place = { installation, repository, repositoryId, number };
      const said = { line: '/podseal fix', login: 'ann', url: '', createdAt: '' };
      await queue.add(review(number), delivery());
      const asked: CommandJob = { kind: 'command', ...place, ...said, commentId: number };
      await queue.add(asked, delivery());
    }
    await queue.work(async ({ job }) => {
      const key = String((job as ReviewJob).number);
      expect(running.has(key)).toBe(false);
      running.add(key);
      most = Math.max(most, running.size);
      await sleep(20);
      running.delete(key);
      done += 1;
      return DONE;
    });
    await until(() => done === 24);
    expect(most).toBeLessThanOrEqual(4);
    expect(most).toBeGreaterThan(1);
  });

  it('waits for what runs when it is closed, so long and no longer', async () => {
    queue = make(1);
    const said: string[] = [];
    await queue.work(async () => {
      said.push('begun');
      await sleep(300);
      said.push('ended');
      return DONE;
    });
    await queue.add(review(1), delivery());
    await queue.add(review(5), delivery());
    await until(() => said.length === 1);
    await queue.close(60_000);
    expect(said).toEqual(['begun', 'ended']);
  });
}

describe('the queue in this process', () => {
  behaves((concurrency) => new MemoryQueue(concurrency));
});

describe.skipIf(!hasRedis)('the queue on Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    await server.close();
  });
  beforeEach(async () => {
    const redis = new Redis(server.url);
    await redis.flushall();
    redis.disconnect();
  });

  behaves(
    (concurrency) =>
      new RedisQueue({ url: server.url, concurrency, stalledAfterMs: 30_000, onError: () => {} }),
  );
});
