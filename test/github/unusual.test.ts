import { afterEach, describe, expect, it } from 'vitest';
import type { Changes } from '../double/git-repository.ts';
import { deployment } from '../judging.ts';
import { OPEN, README, SHUT, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

function check(at = 1): object {
  return world.github.checkRuns(world.commits[at] ?? '').at(-1) ?? {};
}

describe('a pull request', () => {
  it('whose author is gone is reviewed as that of a person', async () => {
    world = await makeWorld(
      [{ 'web.yaml': OPEN }, { 'web.yaml': OPEN.replace('replicas', '#') }],
      {},
      {
        authorGone: true,
      },
    );
    expect(await world.run()).toMatchObject({ conclusion: 'success' });
  });

  it('that changes a submodule tells that nobody looked into it, where it is among the files', async () => {
    const link = (sha: string): Changes[string] => ({ text: sha.repeat(40), submodule: true });
    const base = { 'charts/a.yaml': link('a'), vendored: link('a') };
    const head = { 'charts/a.yaml': link('b'), vendored: link('b'), 'web.yaml': SHUT };
    world = await makeWorld([base, head]);
    const { conclusion, summary } = await world.run();
    expect(conclusion).toBe('neutral');
    expect(summary).toContain('charts/a.yaml');
    expect(summary).toContain('a submodule: its files are in another repository');
    expect(summary).not.toContain('vendored');
  });

  it.each([false, true])('that is closed (merged: %s) is not reviewed', async (merged) => {
    world = await makeWorld([README, { 'web.yaml': OPEN }], {}, { state: 'closed', merged });
    const { conclusion, title } = await world.run();
    expect({ conclusion, title }).toEqual({
      conclusion: 'neutral',
      title: 'Not reviewed: the pull request is closed',
    });
    expect(world.github.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a list of files', () => {
  it.each([
    ['takes GitHub too long', { status: 422, body: { message: 'this diff is taking too long' } }],
    ['is shorter than GitHub counts', { status: 200, body: [] }],
  ])('that %s is made of the trees', async (_, reply) => {
    world = await makeWorld([README, { 'web.yaml': OPEN }]);
    world.github.onRequest = ({ path }) => (path.includes('/pulls/7/files') ? reply : undefined);
    expect((await world.run()).conclusion).toBe('failure');
    expect(world.github.comments(7)).toHaveLength(1);
  });
});

describe('GitHub does not let write, for', () => {
  it('the conversation is locked: the check has it all, and no permission is asked for', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }]);
    const body = { message: 'Unable to create comment because issue is locked.' };
    world.github.onRequest = ({ method, path }) =>
      method === 'POST' && path.includes('/pulls/') ? { status: 403, body } : undefined;
    expect((await world.run()).obstacles).toEqual(['locked']);
    expect(check()).toMatchObject({
      conclusion: 'failure',
      annotations: [expect.anything(), expect.anything()],
    });
  });

  it('the repository is archived: no permission is asked for', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }]);
    const body = { message: 'Repository was archived so is read-only.' };
    world.github.onRequest = ({ method, path }) =>
      method === 'GET' || path.endsWith('/graphql') ? undefined : { status: 403, body };
    expect((await world.run()).obstacles).toEqual(['archived', 'archived']);
  });
});

describe('annotations that GitHub refuses', () => {
  const MANY = Object.fromEntries(
    Array.from({ length: 100 }, (_, at) => [`k8s/${at}.yaml`, deployment(`d${at}`)]),
  );

  it.each([
    ['at once', 'POST', 0],
    ['later', 'PATCH', 50],
  ])('%s are rows of the summary, and the verdict stands', async (_, verb, posted) => {
    world = await makeWorld([README, MANY]);
    world.github.onRequest = ({ method, path, body }) => {
      const { output } = (body ?? {}) as { output?: { annotations?: unknown[] } };
      const isRefused = method === verb && path.includes('/check-runs') && output?.annotations?.[0];
      const errors = ['annotations is invalid'];
      return isRefused ? { status: 422, body: { message: 'Invalid request', errors } } : undefined;
    };
    const { conclusion, summary } = await world.run();
    expect(conclusion).toBe('failure');
    expect(world.github.checkRuns(world.commits[1] ?? '')).toHaveLength(1);
    const { annotations, summary: told } = check() as { annotations: unknown[]; summary: string };
    expect(annotations).toHaveLength(posted);
    expect(told).toBe(summary);
    for (const path of Object.keys(MANY)) expect(summary).toContain(path);
    // What is posted stays so: a run after it posts nothing more.
    await world.run();
    expect(world.github.checkRuns(world.commits[1] ?? '')).toHaveLength(1);
  });
});

describe('a summary', () => {
  it('fits by its bytes, which are more than its characters', async () => {
    const folder = '本番環境の設定ファイルと監視のための設定'.repeat(2);
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`${folder}/${at}.yaml`, deployment(`d${at}`)]),
    );
    world = await makeWorld([README, files]);
    expect((await world.run()).conclusion).toBe('failure');
    const { summary } = check() as { summary: string };
    expect(summary.length).toBeLessThan(40_000);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(55_000);
    expect(summary).toMatch(/\n\n\d+ rows more did not fit/);
  });
});

describe('a run that is repeated', () => {
  it('since the one before did not see its own comments, makes no second check', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }]);
    let isPosted = false;
    world.github.onRequest = ({ method, path, body }) => {
      const isReview = method === 'POST' && path.endsWith('/reviews');
      if (isReview) isPosted = true;
      if (isReview) return { status: 502, after: true };
      const isLook = isPosted && JSON.stringify(body ?? '').includes('reviewThreads');
      return isLook || path.endsWith('/pulls/7/comments') ? { status: 502 } : undefined;
    };
    await world.run();
    expect(check()).toMatchObject({ annotations: [expect.anything(), expect.anything()] });
    expect(world.github.comments(7)).toHaveLength(1);
    world.github.onRequest = undefined;
    await world.run();
    expect(world.github.checkRuns(world.commits[1] ?? '')).toHaveLength(1);
  });
});

describe('two pull requests with one head', () => {
  it('share a check, which is no better than the worse of the two', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }, { 'api.yaml': SHUT }], {}, {});
    await world.push(2);
    const [, middle = '', head = ''] = world.commits;
    const place = { owner: 'shop', repo: 'manifests', number: 8 };
    await world.github.addPullRequest({ ...place, gitDir: world.folder, base: middle, head });
    expect((await world.run()).conclusion).toBe('failure');
    await world.run({}, { number: 8 });
    expect(check(2)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining('see #7') as string,
    });
    world.github.as('ann').close(7);
    await world.run({}, { number: 8 });
    expect(check(2)).toMatchObject({ conclusion: 'success' });
  });
});
