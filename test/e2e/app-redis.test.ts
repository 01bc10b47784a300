import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    const times: number[] = [];
    github.onRequest = ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/reviews')) times.push(Date.now());
      return undefined;
    };
    const web = await start('web');
    const workers = [
      await start('worker', { PODSEAL_PACE: 'github', PODSEAL_CONCURRENCY: '1' }),
      await start('worker', { PODSEAL_PACE: 'github', PODSEAL_CONCURRENCY: '1' }),
    ];
    for (const number of NUMBERS) await web.deliver(await opened(number));
    await until(() => workers.flatMap(states).length === 3);
    expect(workers.map((worker) => states(worker).length > 0)).toEqual([true, true]);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    // Requests that write start a second apart, and take their time on the way.
    expect(Math.min(...gaps)).toBeGreaterThan(700);
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

  it('give a job up that kills its worker each time', async () => {
    const web = await start('web');
    let worker = await start('worker');
    let isSparing = false;
    github.onRequest = async ({ path }) => {
      if (isSparing || !path.includes('/files')) return undefined;
      const victim = worker;
      await victim.kill();
      return 'drop';
    };
    await web.deliver(await opened(1));
    // Nine times in a few seconds would be waiting for locks: the tries are told as if they had been.
    await until(() => github.requests.some(({ path }) => path.includes('/files')));
    const client = new Redis(redis.url);
    const [tries = ''] = await client.keys('podseal:key:*:tries');
    const [id = ''] = await client.hkeys(tries);
    await client.hset(tries, id, 10);
    client.disconnect();
    isSparing = true;
    worker = await start('worker');
    await until(() => states(worker).length === 1);
    expect(states(worker)).toEqual(['dead']);
    const posted = github.requests.find(
      ({ method, path }) => method === 'POST' && path.endsWith('/check-runs'),
    );
    expect(posted?.body).toMatchObject({
      conclusion: 'failure',
      output: { title: 'The review failed' },
    });
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
