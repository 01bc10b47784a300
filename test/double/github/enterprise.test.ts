import { describe, expect, test } from 'vitest';
import { makeWorld, type World } from './fixture.ts';

async function enterprise(options = {}): Promise<World> {
  return makeWorld(undefined, { enterprise: { version: '3.17', ...options } });
}

describe('an Enterprise Server', () => {
  test('has REST below /api/v3 and GraphQL at /api/graphql', async () => {
    const { github, ask } = await enterprise();
    expect(github.url).toMatch(/\/api\/v3$/);
    expect(github.graphqlUrl).toMatch(/\/api\/graphql$/);
    const { status, headers, body } = await ask('GET', 'pulls/7/comments?per_page=1');
    expect({ status, body }).toEqual({ status: 200, body: [] });
    expect(headers.get('x-github-enterprise-version')).toBe('3.17.0');
    expect(headers.get('x-ratelimit-remaining')).toBeNull();
    const outside = github.url.replace('/api/v3', '');
    const request = { headers: { authorization: 'Bearer actions', 'user-agent': 'test' } };
    expect((await fetch(`${outside}/repos/acme/shop/pulls/7`, request)).status).toBe(404);
    const query = JSON.stringify({ query: '{ viewer { login } rateLimit { cost } }' });
    const asked = await fetch(github.graphqlUrl, { ...request, method: 'POST', body: query });
    expect(await asked.json()).toEqual({
      data: { viewer: { login: 'github-actions[bot]' }, rateLimit: null },
    });
    expect((await ask('GET', '/rate_limit')).body).toMatchObject({
      message: 'Rate limiting is not enabled.',
    });
  });

  test('names its own addresses', async () => {
    const { github, ask } = await enterprise();
    await github.as('ann').commentOnLine(7, 'long.txt', 3, 'a');
    await github.as('ann').commentOnLine(7, 'long.txt', 30, 'b');
    const { headers, body } = await ask('GET', 'pulls/7/comments?per_page=1');
    expect(headers.get('link')).toContain(`<${github.url}/repositories/`);
    expect(body).toMatchObject([
      { url: expect.stringContaining(`${github.url}/repos/acme/shop/`) },
    ]);
    const next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    const request = { headers: { authorization: 'Bearer actions', 'user-agent': 'test' } };
    expect((await fetch(next, request)).status).toBe(200);
  });

  test('may know no comments on whole files', async () => {
    const { ask, commits } = await enterprise({ fileComments: false });
    const body = { body: 'b', commit_id: commits[1], path: 'long.txt', subject_type: 'file' };
    expect(await ask('POST', 'pulls/7/comments', { body })).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('"subject_type" is not a permitted key.') },
    });
  });
});
