import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PACE_MS } from '../../src/github/with-retry.ts';
import { makeRepository } from '../double/git-repository.ts';
import { type GitHubDouble, signWebhook, startGitHub } from '../double/github/index.ts';
import { deployment } from '../judging.ts';
import { type RedisServer, hasRedis, startRedis } from '../queue/redis-server.ts';
import { type RunningApp, SECRET, appOn, runApp, until } from './run-app.ts';

const NUMBERS = [1, 5, 9];

describe.skipIf(!hasRedis)('web and workers on Redis', () => {
  let folder: string;
  let redis: RedisServer;
  let github: GitHubDouble;
  let apps: RunningApp[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'podseal-app-'));
    redis = await startRedis();
    github = await startGitHub({ tokens: {}, apps: [appOn('shop')] });
    const commits = [{ 'README.md': 'Manifests.\n' }, { 'web.yaml': deployment('web') }];
    const [base = '', head = ''] = makeRepository(folder, commits);
    for (const number of NUMBERS) {
      const place = { owner: 'shop', repo: `manifests-${number}`, number };
      await github.addPullRequest({ ...place, gitDir: folder, base, head });
    }
  });

  afterEach(async () => {
    await Promise.all(apps.map(async (app) => app.kill()));
    apps = [];
    await github.close();
    await redis.close();
    rmSync(folder, { recursive: true });
  });

  async function start(role: string, env = {}): Promise<RunningApp> {
    const shared = { PODSEAL_ROLE: role, REDIS_URL: redis.url, PODSEAL_SILENCE_SECONDS: '1' };
    const app = await runApp(github.url, { ...shared, PODSEAL_PACE: 'none', ...env });
    apps.push(app);
    return app;
  }

  async function opened(number: number, id?: string): Promise<ReturnType<typeof signWebhook>> {
    return signWebhook(SECRET, 'pull_request', await github.event(number, 'opened'), id);
  }

  function states(app: RunningApp): unknown[] {
    return app.log.filter(({ msg }) => msg === 'job').map(({ state }) => state);
  }

  it('need no secret of each other', async () => {
    const web = await start('web', { APP_ID: '', PRIVATE_KEY: '' });
    const worker = await start('worker', { WEBHOOK_SECRET: '' });
    expect(await web.deliver(await opened(1))).toBe(202);
    expect(worker.log.find(({ msg }) => msg === 'started')).not.toHaveProperty('port');
    await until(() => states(worker).length === 1);
    expect(github.comments(1)).toHaveLength(1);
  });

  it('keep to one pace for an installation, however many workers there are', async () => {
    const client = new Redis(redis.url);
    const monitor = await client.monitor();
    const reserved: number[] = [];
    monitor.on('monitor', (_: string, [command = '', key = '', end = '']: string[]) => {
      if (command.toLowerCase() === 'set' && key === 'podseal:pace:1') reserved.push(Number(end));
    });
    const web = await start('web');
    const workers = [
      await start('worker', { PODSEAL_PACE: 'github', PODSEAL_CONCURRENCY: '1' }),
      await start('worker', { PODSEAL_PACE: 'github', PODSEAL_CONCURRENCY: '1' }),
    ];
    for (const number of NUMBERS) await web.deliver(await opened(number));
    await until(() => workers.flatMap(states).length === 3);
    expect(workers.map((worker) => states(worker).length > 0)).toEqual([true, true]);
    // A review and a check each, whoever does it. That a request waits for its time is a test of withRetry. Redis tells of
    // commands later than it answers them.
    await until(() => reserved.length >= 2 * NUMBERS.length);
    monitor.disconnect();
    client.disconnect();
    const gaps = reserved.slice(1).map((time, at) => time - (reserved[at] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(PACE_MS);
  });

  it('say that a webhook failed which could not be queued, and take it when it comes again', async () => {
    const web = await start('web');
    const worker = await start('worker');
    const webhook = await opened(1, 'one');
    await redis.kill();
    expect(await web.deliver(webhook)).toBe(503);
    expect((await web.get('/readyz')).status).toBe(503);
    expect((await web.get('/healthz')).status).toBe(200);
    await redis.start();
    await until(async () => (await web.deliver(webhook)) === 202);
    await until(() => states(worker).includes('done'));
    expect((await web.get('/readyz')).status).toBe(200);
    expect(github.comments(1)).toHaveLength(1);
  });

  it('leave a job of a killed worker to another, which repeats no comment', async () => {
    const web = await start('web');
    const first = await start('worker');
    let isKilled = false;
    github.onRequest = async ({ method, path }) => {
      if (isKilled || method !== 'POST' || !path.endsWith('/check-runs')) return undefined;
      isKilled = true;
      await first.kill();
      return 'drop';
    };
    await web.deliver(await opened(1));
    await until(() => isKilled);
    const second = await start('worker');
    await until(() => states(second).length === 1);
    expect(github.comments(1)).toHaveLength(1);
    expect(github.requests.filter(({ path }) => path.endsWith('/check-runs'))).not.toHaveLength(0);
  });

  it('give a job up that kills its worker each time, and no other with it', async () => {
    const web = await start('web');
    // One that only waits for a processor is not to be taken for one that hangs.
    const patient = async (): Promise<RunningApp> =>
      start('worker', { PODSEAL_SILENCE_SECONDS: '8' });
    const workers = [await patient()];
    const reads: number[] = [];
    github.onRequest = async ({ path }) => {
      const number = Number(/pulls\/(\d+)\/files/.exec(path)?.[1]);
      if (Number.isNaN(number)) return undefined;
      reads.push(number);
      if (number === 1) {
        // The first time, another is being done beside it.
        await until(() => reads.some((one) => one !== 1));
        await workers.at(-1)?.kill();
        // A new push forgets nothing.
        if (workers.length === 2) await web.deliver(await opened(1));
        workers.push(await patient());
        return 'drop';
      }
      if (workers.length > 1) return undefined;
      // It never has its answer.
      await until(() => reads.includes(1));
      await workers[0]?.kill();
      return 'drop';
    };
    for (const number of NUMBERS) await web.deliver(await opened(number));
    const ended = (): string[] => workers.flatMap(states).map(String);
    await until(() => ended().length === NUMBERS.length);
    expect(ended().toSorted()).toEqual(['dead', 'done', 'done']);
    // One turn beside another, two alone. The other has one more; the third waits in one of their lanes.
    expect(reads.filter((number) => number === 1)).toHaveLength(3);
    expect(reads).toHaveLength(6);
    for (const number of [5, 9]) expect(github.comments(number)).toHaveLength(1);
    const failed = github.requests.filter(
      ({ method, path, body }) =>
        method === 'POST' &&
        path.endsWith('/check-runs') &&
        JSON.stringify(body).includes('The review failed'),
    );
    expect(failed).toHaveLength(1);
    expect(failed[0]?.path).toContain('/manifests-1/');
    expect(failed[0]?.body).toMatchObject({
      conclusion: 'failure',
      output: {
        title: 'The review failed',
        summary: expect.stringContaining('ended or hung each time it did this job alone') as string,
      },
    });
  });

  it('end when they are told to while Redis is away', async () => {
    await start('web');
    await start('worker', { PODSEAL_DRAIN_SECONDS: '1' });
    await redis.kill();
    expect(await Promise.all(apps.map(async (app) => app.kill('SIGTERM')))).toEqual([0, 0]);
    expect(apps.map(({ log }) => log.at(-1)?.['msg'])).toEqual(['stopped', 'stopped']);
  });

  it('keep names and numbers only, no token, no key, no manifest', async () => {
    const web = await start('web');
    await web.deliver(await opened(1));
    const client = new Redis(redis.url);
    const dump: string[] = [];
    for (const key of await client.keys('*')) {
      const type = await client.type(key);
      if (type === 'hash') dump.push(key, JSON.stringify(await client.hgetall(key)));
      if (type === 'string') dump.push(key, String(await client.get(key)));
    }
    client.disconnect();
    const all = dump.join('\n');
    expect(all).toContain('"repository":"shop/manifests-1"'.replaceAll('"', String.raw`\"`));
    for (const secret of [SECRET, 'PRIVATE', 'ghs_', 'image', 'containers']) {
      expect(all).not.toContain(secret);
    }
  });
});
