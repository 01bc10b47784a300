import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ReviewJob, queueKeyOf } from '../../src/queue/job.ts';
import type { Verdict } from '../../src/queue/queue.ts';
import { RedisLeases, type Taken } from '../../src/queue/redis-leases.ts';
import { RedisQueue } from '../../src/queue/redis-queue.ts';
import { type RedisServer, hasRedis, startRedis } from './redis-server.ts';

const DONE: Verdict = { state: 'done' };
const PLACE = { installation: 1, repository: 'shop/manifests', repositoryId: 100 };

/** Numbers that differ by four share a queue key; these do not. */
function review(number: number, at = 1): ReviewJob {
  return { kind: 'review', ...PLACE, number, head: `head-${at}`, at, isDraft: false };
}

const KEY = queueKeyOf(review(1));

describe.skipIf(!hasRedis)('a process that ends during a job', () => {
  let server: RedisServer;
  let redis: Redis;
  let leases: RedisLeases;

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    leases = new RedisLeases(redis);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });
  beforeEach(async () => {
    await redis.flushall();
    await leases.put(review(1), 'first');
  });

  async function take(): Promise<Taken> {
    const taken = await leases.take(KEY);
    if (!taken || 'due' in taken) throw new Error('no job is due');
    return taken;
  }

  /** Begins the job, and ends without a word. */
  async function begin(): Promise<number> {
    return leases.begin(await take());
  }

  it('may have ended for one beside it: that is neither a try of the job, nor a loss', async () => {
    expect(await begin()).toBe(1);
    const taken = await take();
    expect(taken).toMatchObject({ isInterrupted: true, losses: 0 });
    expect(await leases.begin(taken)).toBe(1);
  });

  it('ended for this job where it was alone', async () => {
    await begin();
    await begin();
    expect(await take()).toMatchObject({ isInterrupted: true, losses: 1 });
    await begin();
    expect(await take()).toMatchObject({ isInterrupted: true, losses: 2 });
  });

  it('counts once, also when the next one ends before it begins', async () => {
    await begin();
    await begin();
    await take();
    await take();
    expect(await take()).toMatchObject({ isInterrupted: true, losses: 1 });
  });

  it('is not forgotten when a newer head comes', async () => {
    await begin();
    await leases.put(review(1, 2), 'second');
    expect(await take()).toMatchObject({ isInterrupted: true, job: { head: 'head-2' } });
    await begin();
    await leases.put(review(1, 3), 'third');
    expect(await take()).toMatchObject({ isInterrupted: true, losses: 1 });
  });

  it('is not forgotten when the job is given up: the next push has one turn, alone', async () => {
    for (let times = 0; times < 3; times++) await begin();
    const taken = await take();
    await leases.begin(taken);
    await leases.settle(taken, { state: 'dead', reason: 'too much' });
    await leases.put(review(1, 2), 'second');
    const next = await take();
    expect(next).toMatchObject({ isInterrupted: false, losses: 2 });
    await leases.begin(next);
    expect(await take()).toMatchObject({ isInterrupted: true, losses: 3 });
  });

  it('is forgotten when the job is done', async () => {
    await begin();
    await begin();
    const taken = await take();
    await leases.begin(taken);
    await leases.settle(taken, DONE);
    await leases.put(review(1, 2), 'second');
    expect(await take()).toMatchObject({ isInterrupted: false, losses: 0 });
  });

  it('is another thing than a job that is put off, or replaced while it runs', async () => {
    const first = await take();
    await leases.begin(first);
    await leases.settle(first, { state: 'later', afterMs: 0 });
    await sleep(5);
    const second = await take();
    expect(second).toMatchObject({ isInterrupted: false, losses: 0 });
    expect(await leases.begin(second)).toBe(2);
    await leases.put(review(1, 2), 'second');
    await leases.settle(second, DONE);
    expect(await take()).toMatchObject({ isInterrupted: false, losses: 0, job: { at: 2 } });
  });

  it('is told from one that hung and goes on, which changes nothing any more', async () => {
    const hung = await take();
    await leases.begin(hung);
    const other = await take();
    await leases.begin(other);
    await leases.settle(hung, DONE);
    expect(await leases.isCurrent(other)).toBe(true);
    expect(await take()).toMatchObject({ isInterrupted: true, losses: 1 });
  });

  it('leaves a job that the next one does with nothing beside it', async () => {
    await begin();
    const running = new Set<number>();
    const besides: number[] = [];
    const losses: number[] = [];
    const queue = new RedisQueue({
      url: server.url,
      concurrency: 8,
      stalledAfterMs: 30_000,
      onError: () => {},
    });
    for (const number of [2, 3, 4]) await queue.add(review(number), `of ${number}`);
    await queue.add(review(1, 2), 'a push');
    await new Promise<void>((resolve) => {
      let done = 0;
      void queue.work(async ({ job, losses: count }) => {
        const { number } = job as ReviewJob;
        running.add(number);
        await sleep(50);
        if (running.has(1)) besides.push(running.size);
        if (number === 1) losses.push(count);
        running.delete(number);
        done += 1;
        if (done === 4) resolve();
        return DONE;
      });
    });
    await queue.close(2000);
    expect({ besides, losses }).toEqual({ besides: [1], losses: [0] });
  });

  it('is no loss where it was told to end, and the job did not', async () => {
    const queue = new RedisQueue({
      url: server.url,
      concurrency: 1,
      stalledAfterMs: 30_000,
      onError: () => {},
    });
    await queue.add(review(1), 'again');
    await new Promise<void>((resolve) => {
      void queue.work(async () => {
        resolve();
        return new Promise<Verdict>(() => {});
      });
    });
    await queue.close(50);
    expect(await take()).toMatchObject({ isInterrupted: false, losses: 0 });
  });
});

it.skipIf(!hasRedis)('a queue is closed while Redis is away', async () => {
  const server = await startRedis();
  const faults: string[] = [];
  const queue = new RedisQueue({
    url: server.url,
    concurrency: 1,
    stalledAfterMs: 1000,
    onError: ({ message }) => faults.push(message),
  });
  await queue.add(review(1), 'one');
  await new Promise<void>((resolve) => {
    void queue.work(async () => {
      await server.kill();
      resolve();
      return DONE;
    });
  });
  await queue.close(50);
  expect(faults).toContain('jobs did not end within 50 ms');
  expect(faults).toContain('Redis gave no answer within 2000 ms');
  await server.close();
});
