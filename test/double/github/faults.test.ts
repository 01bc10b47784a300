import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { makeWorld, type World } from './fixture.ts';
import type { Fault, RequestInfo } from './index.ts';

const review = { event: 'COMMENT', body: 'Hello' };

/** A world where every request meets the same fault, and what was seen of the requests. */
async function spoiled(fault: Fault): Promise<World & { seen: RequestInfo[] }> {
  const world = await makeWorld();
  const seen: RequestInfo[] = [];
  world.github.onRequest = (info) => {
    seen.push(info);
    return fault;
  };
  return { ...world, seen };
}

describe('a fault', () => {
  test('is asked for before anything else, with what is known', async () => {
    const { ask, seen } = await spoiled({ status: 503 });
    await ask('POST', 'pulls/7/reviews?a=b', { body: review, token: 'nothing' });
    await ask('GET', '/nowhere');
    expect(seen).toEqual([
      { index: 0, method: 'POST', path: '/repos/acme/shop/pulls/7/reviews?a=b', body: review },
      { index: 1, method: 'GET', path: '/nowhere', body: undefined },
    ]);
  });

  test('can be any answer', async () => {
    const headers = { 'retry-after': '3', 'x-ratelimit-remaining': '0' };
    const { ask, github } = await spoiled({ status: 429, headers, body: { message: 'Slow' } });
    const answer = await ask('POST', 'pulls/7/reviews', { body: review });
    expect(answer).toMatchObject({ status: 429, body: { message: 'Slow' } });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(github.reviews(7)).toEqual([]);
    expect(github.requests).toMatchObject([{ status: 429 }]);
  });

  test('can be a page of HTML', async () => {
    const { ask } = await spoiled({ status: 502, body: '<html>Unicorn</html>' });
    const answer = await ask('GET', 'pulls/7');
    expect(answer).toMatchObject({ status: 502, text: '<html>Unicorn</html>' });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('can come after the request was done', async () => {
    const { ask, github } = await spoiled({ status: 502, after: true });
    expect((await ask('POST', 'pulls/7/reviews', { body: review })).status).toBe(502);
    expect(github.reviews(7)).toMatchObject([{ body: 'Hello', state: 'COMMENTED' }]);
  });

  test.each([
    ['drop', 0],
    ['drop-after', 1],
  ] as const)('%s ends the connection', async (fault, done) => {
    const { ask, github } = await spoiled(fault);
    await expect(ask('POST', 'pulls/7/reviews', { body: review })).rejects.toThrow('fetch failed');
    expect(github.reviews(7)).toHaveLength(done);
    expect(github.requests).toMatchObject([{ status: 0 }]);
  });

  test('can be a delay', async () => {
    const { ask } = await spoiled({ delayMs: 60 });
    const before = performance.now();
    expect((await ask('GET', 'pulls/7/reviews')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  test('can be for some requests only, and decided late', async () => {
    const world = await makeWorld();
    world.github.onRequest = async ({ index }) => {
      await Promise.resolve();
      return index === 0 ? { status: 500 } : undefined;
    };
    expect((await world.ask('GET', 'pulls/7/reviews')).status).toBe(500);
    expect((await world.ask('GET', 'pulls/7/reviews')).status).toBe(200);
  });

  test('that is a mistake of the test is told', async () => {
    const world = await makeWorld();
    world.github.onRequest = () => {
      throw new Error('oops');
    };
    const { status, body } = await world.ask('GET', 'pulls/7');
    expect(status).toBe(500);
    expect(body).toMatchObject({ message: 'The GitHub double failed: Error: oops' });
  });
});

describe('the primary limit', () => {
  test('refuses the request after the last, for each token by itself', async () => {
    const { ask } = await makeWorld(undefined, { rateLimit: { limit: 100, remaining: 2 } });
    expect((await ask('GET', 'pulls/7')).headers.get('x-ratelimit-remaining')).toBe('1');
    expect((await ask('GET', 'pulls/7')).headers.get('x-ratelimit-remaining')).toBe('0');
    const { status, body, headers } = await ask('GET', 'pulls/7');
    expect(status).toBe(403);
    expect(body).toHaveProperty('message', 'API rate limit exceeded for installation ID 1.');
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-used')).toBe('100');
    expect((await ask('GET', '/rate_limit')).status).toBe(200);
    expect((await ask('GET', 'pulls/7', { token: 'app' })).status).toBe(200);
  });
});

describe('the secondary limit', () => {
  const post = (world: World): ReturnType<World['ask']> =>
    world.ask('POST', 'pulls/7/reviews', { body: review });

  test('blocks what creates content, and nothing else', async () => {
    const world = await makeWorld(undefined, { secondaryLimit: { after: 1 } });
    expect((await post(world)).status).toBe(200);
    const { status, body, headers } = await post(world);
    expect(status).toBe(403);
    expect(body).toHaveProperty(
      'message',
      expect.stringMatching(
        /^You have exceeded a secondary rate limit and have been temporarily blocked from content creation\. Please retry your request again later\./,
      ),
    );
    expect(headers.get('retry-after')).toBeNull();
    expect(headers.get('x-ratelimit-remaining')).toBe('998');
    expect((await world.ask('GET', 'pulls/7/reviews')).status).toBe(200);
    expect(world.github.reviews(7)).toHaveLength(1);
  });

  test('is lifted when the client has waited', async () => {
    const secondaryLimit = { after: 1, retryAfter: 1 };
    const world = await makeWorld(undefined, { secondaryLimit });
    await post(world);
    const blocked = await post(world);
    expect(blocked.status).toBe(403);
    expect(blocked.headers.get('retry-after')).toBe('1');
    expect((await post(world)).status).toBe(403);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 1050);
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await post(world)).status).toBe(200);
  });

  test('can come as a 422', async () => {
    const secondaryLimit = { after: 0, kind: 'abuse' } as const;
    const world = await makeWorld(undefined, { secondaryLimit });
    const comment = { body: 'b', commit_id: world.commits[1], path: 'long.txt', line: 3 };
    expect(await world.ask('POST', 'pulls/7/comments', { body: comment })).toMatchObject({
      status: 422,
      body: {
        message: 'Validation Failed',
        errors: [{ resource: 'PullRequestReviewComment', code: 'abuse', field: 'base' }],
      },
    });
  });
});
