import { describe, expect, test } from 'vitest';
import { makeWorld, type World } from './fixture.ts';
import { canMeet, FAULT_KINDS, faultAt, type FaultKind } from './index.ts';

const review = { body: { event: 'COMMENT', body: 'Hello' } };
const QUERY = { body: { query: '{ viewer { login } }' } };

type Met = { status: number | 'failed'; type?: string | undefined; text: string };

async function meet(world: World, method: string, path: string, body?: object): Promise<Met> {
  try {
    const { status, body: answered, text } = await world.ask(method, path, body);
    const [error] = (answered as { errors?: { type?: string }[] } | undefined)?.errors ?? [];
    return { status, type: error?.type, text };
  } catch {
    return { status: 'failed', text: '' };
  }
}

describe('every kind of fault', () => {
  test.each(FAULT_KINDS)('%s at a review', async (kind) => {
    const world = await makeWorld();
    world.github.onRequest = faultAt(0, kind, 0.02);
    const { status, text } = await meet(world, 'POST', 'pulls/7/reviews', review);
    const done = world.github.reviews(7).length;
    const info = { index: 0, method: 'POST', path: '/repos/acme/shop/pulls/7/reviews', body: null };
    const fine = !canMeet(info, kind) || kind === 'slow';
    expect(status === 200 && isWhole(text)).toBe(fine);
    const isLost = ['cut', 'cut-unsized', 'empty', 'html'].includes(kind);
    expect(done).toBe(fine || kind.endsWith('-after') || isLost ? doneBy(kind) : 0);
    expect((await meet(world, 'GET', 'pulls/7')).status).toBe(200);
  });

  test.each(FAULT_KINDS)('%s at a query', async (kind) => {
    const world = await makeWorld();
    world.github.onRequest = faultAt(({ path }) => path === '/graphql', kind, 0.02);
    const { status, type, text } = await meet(world, 'POST', '/graphql', QUERY);
    const told: Partial<Record<FaultKind, string>> = {
      ...{ forbidden: 'FORBIDDEN', 'not-found': 'NOT_FOUND', 'primary-limit': 'RATE_LIMIT' },
    };
    if (told[kind]) expect({ status, type }).toEqual({ status: 200, type: told[kind] });
    else if (kind.startsWith('graphql-error')) expect(text).toContain('Something went wrong');
    else if (kind === 'graphql-secondary-limit') expect(text).toContain('secondary rate limit');
    else if (kind === 'graphql-too-much') expect(type).toBe('RESOURCE_LIMITS_EXCEEDED');
    else
      expect(status === 200 && isWhole(text)).toBe(kind === 'slow' || !canMeet(graphqlInfo, kind));
  });
});

const graphqlInfo = { index: 0, method: 'POST', path: '/graphql', body: null };

function isWhole(text: string): boolean {
  return text.startsWith('{') && text.endsWith('}');
}

/** A limit refuses before anything is done, though its name ends so. */
function doneBy(kind: FaultKind): number {
  return kind.endsWith('-retry-after') ? 0 : 1;
}

describe('what a client is told of limits', () => {
  test.each([
    ['primary-limit', 403, null, '0'],
    ['primary-limit-429', 429, null, '0'],
    ['secondary-limit', 403, null, '999'],
    ['secondary-limit-retry-after', 403, '1', '999'],
    ['secondary-limit-429-retry-after', 429, '1', '999'],
  ] as const)('%s', async (kind, status, wait, remaining) => {
    const { ask, github } = await makeWorld();
    github.onRequest = faultAt(0, kind);
    const answer = await ask('POST', 'pulls/7/reviews', review);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(wait);
    expect(answer.headers.get('x-ratelimit-remaining')).toBe(remaining);
  });
});

describe('the traffic of a client', () => {
  test('is measured', async () => {
    const { ask, query, github } = await makeWorld();
    github.onRequest = () => ({ delayMs: 50 });
    await Promise.all([
      ask('GET', 'pulls/7'),
      ask('GET', 'pulls/7'),
      query('{ viewer { login } }'),
    ]);
    await ask('POST', 'pulls/7/reviews', review);
    await ask('DELETE', 'pulls/comments/1');
    await query('mutation { resolveReviewThread(input: { threadId: "x" }) { clientMutationId } }');
    expect(github.traffic()).toEqual({
      byOperation: {
        'get /repos/{owner}/{repo}/pulls/{pull_number}': 2,
        'graphql query': 1,
        'post /repos/{owner}/{repo}/pulls/{pull_number}/reviews': 1,
        'delete /repos/{owner}/{repo}/pulls/comments/{comment_id}': 1,
        'graphql mutation resolveReviewThread': 1,
      },
      maxConcurrent: 3,
      maxConcurrentWrites: 1,
      maxContentPerMinute: 1,
      maxContentPerHour: 1,
      maxPointsPerMinute: { rest: 12, graphql: 6 },
    });
  });
});
