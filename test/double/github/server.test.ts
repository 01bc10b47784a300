import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { makeWorld, sharedWorld, type World } from './fixture.ts';

const DOCS = 'https://docs.github.com/rest';
const review = { event: 'COMMENT', body: 'Hello' };

describe('who asks', () => {
  const shared = sharedWorld();

  test.each([
    ['token actions', 200],
    ['bearer actions', 200],
    ['Bearer actions', 200],
    ['Bearer stranger', 401],
    ['Basic actions', 401],
    ['Bearer', 401],
    ['', 401],
  ])('"%s" is answered with %i', async (authorization, status) => {
    const { ask } = await shared();
    expect((await ask('GET', 'pulls/7', { headers: { authorization } })).status).toBe(status);
  });

  test('a stranger is told what GitHub tells', async () => {
    const { ask } = await shared();
    const { body, headers } = await ask('GET', 'pulls/7', {
      headers: { authorization: 'token x' },
    });
    expect(body).toEqual({ message: 'Bad credentials', documentation_url: DOCS, status: '401' });
    expect(headers.get('x-ratelimit-limit')).toBe('60');
  });

  test('a client without a name is refused', async () => {
    const { github } = await shared();
    const { status, text } = await askBare(`${github.url}/repos/acme/shop/pulls/7`, {
      authorization: 'token actions',
    });
    expect(status).toBe(403);
    expect(text).toContain('Please make sure your request has a User-Agent header');
  });

  test('GET /user knows a person and refuses an installation', async () => {
    const { ask } = await shared();
    const person = await ask('GET', '/user', { token: 'person' });
    expect(person.status).toBe(200);
    expect(person.body).toMatchObject({ login: 'octocat', type: 'User' });
    const actions = await ask('GET', '/user');
    expect(actions.status).toBe(403);
    expect(actions.body).toEqual({
      message: 'Resource not accessible by integration',
      documentation_url: `${DOCS}/users/users#get-the-authenticated-user`,
      status: '403',
    });
  });
});

/** A request by node:http, which adds no user-agent. */
function askBare(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('permissions', () => {
  const shared = sharedWorld();
  const privately = sharedWorld({ repositories: { 'acme/shop': { private: true } } });

  test('a token that may only read may not write', async () => {
    const { ask, github } = await shared();
    const { status, body, headers } = await ask('POST', 'pulls/7/reviews', {
      token: 'reader',
      body: review,
    });
    expect(status).toBe(403);
    expect(body).toEqual({
      message: 'Resource not accessible by integration',
      documentation_url: `${DOCS}/pulls/reviews#create-a-review-for-a-pull-request`,
      status: '403',
    });
    expect(headers.get('x-accepted-github-permissions')).toBe('pull_requests=write');
    expect(github.reviews(7)).toEqual([]);
  });

  test('a user is told so in other words', async () => {
    const { ask } = await shared();
    const { status, body } = await ask('POST', 'pulls/7/reviews', { token: 'other', body: review });
    expect(status).toBe(403);
    expect(body).toMatchObject({ message: 'Resource not accessible by personal access token' });
  });

  test('each kind of writing takes its own permission', async () => {
    const { ask, commits } = await shared();
    const run = { name: 'n', head_sha: commits[1] };
    const { status, headers } = await ask('POST', 'check-runs', { token: 'reader', body: run });
    expect(status).toBe(403);
    expect(headers.get('x-accepted-github-permissions')).toBe('checks=write');
  });

  test.each(['pulls/7', 'pulls/7/files', 'contents/same.txt', 'commits/HEAD/check-runs'])(
    'reading %s of a public repository takes none',
    async (path) => {
      const { ask } = await shared();
      expect((await ask('GET', path, { token: 'nothing' })).status).toBe(200);
    },
  );

  test.each([
    ['pulls/7', 403],
    ['pulls/7/files', 403],
    ['commits/HEAD/check-runs', 403],
    ['contents/same.txt', 404],
    ['compare/HEAD...HEAD', 404],
  ])('reading %s of a private repository without permission is a %i', async (path, status) => {
    const { ask } = await privately();
    expect((await ask('GET', path, { token: 'nothing' })).status).toBe(status);
    expect((await ask('GET', path, { token: 'reader' })).status).toBe(200);
  });
});

describe('paths', () => {
  const shared = sharedWorld();

  test.each([
    ['GET', '/repos/acme/other/pulls/7'],
    ['GET', '/repos/nobody/shop/pulls/7'],
    ['GET', 'pulls/8'],
    ['GET', 'pulls/x'],
    ['GET', 'pulls/7/'],
    ['GET', 'contents/'],
    ['GET', 'pulls/7/flies'],
    ['PUT', 'pulls/7'],
    ['GET', 'contents/%E0%A4%A'],
    ['GET', 'pulls/7/reviews/1/comments'],
    ['DELETE', 'pulls/7/reviews/1'],
    ['GET', 'check-runs/1/annotations'],
    ['PATCH', 'check-runs/1'],
  ])('%s %s is not found', async (method, path) => {
    const { ask } = await shared();
    const { status, body } = await ask(method, path);
    expect(status).toBe(404);
    expect(body).toMatchObject({ message: 'Not Found', status: '404' });
  });

  test.each([
    ['GET', 'issues', {}],
    ['GET', 'pulls/7', { accept: 'application/vnd.github.patch' }],
    ['GET', 'compare/main...main', { accept: 'application/vnd.github.v3.patch' }],
    ['GET', 'contents/same.txt', { accept: 'application/vnd.github.object+json' }],
  ])('%s %s is not implemented, and says so', async (method, path, headers) => {
    const { ask } = await shared();
    const { status, body } = await ask(method, path, { headers });
    expect(status).toBe(501);
    expect(body).toHaveProperty('message', expect.stringContaining('does not implement'));
    expect(body).toHaveProperty('message', expect.stringContaining(method));
  });

  test('owners and repositories are the same in capitals', async () => {
    const { ask } = await shared();
    expect((await ask('GET', '/repos/ACME/Shop/pulls/7')).status).toBe(200);
  });
});

describe('bodies', () => {
  const shared = sharedWorld();

  test.each([
    ['{', 'Problems parsing JSON'],
    ['{"a":1,}', 'Problems parsing JSON'],
    ['[]', 'Body should be a JSON object'],
    ['null', 'Body should be a JSON object'],
    ['"text"', 'Body should be a JSON object'],
  ])('%s is refused', async (text, message) => {
    const { ask } = await shared();
    const { status, body } = await ask('POST', 'pulls/7/reviews', { text });
    expect(status).toBe(400);
    const documentation_url = `${DOCS}/pulls/reviews#create-a-review-for-a-pull-request`;
    expect(body).toEqual({ message, documentation_url, status: '400' });
  });

  test('none is as good as an empty one', async () => {
    const { ask } = await shared();
    const { status, body } = await ask('POST', 'check-runs', { text: '' });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      message: 'Invalid request.\n\n"head_sha", "name" weren\'t supplied.',
    });
  });
});

describe('headers', () => {
  test('tell of the rate limit, which counts down', async () => {
    const { ask } = await makeWorld();
    const left = async (path: string): Promise<(string | null)[]> => {
      const { headers } = await ask('GET', path);
      return ['limit', 'remaining', 'used', 'resource'].map((n) => headers.get(`x-ratelimit-${n}`));
    };
    expect(await left('pulls/7')).toEqual(['1000', '999', '1', 'core']);
    expect(await left('nowhere')).toEqual(['1000', '998', '2', 'core']);
    expect(await left('/rate_limit')).toEqual(['1000', '998', '2', 'core']);
    const { body } = await ask('GET', '/rate_limit');
    expect(body).toMatchObject({ rate: { limit: 1000, remaining: 998, used: 2 } });
  });

  test('name the request and the type', async () => {
    const { ask } = await makeWorld();
    const { headers } = await ask('GET', 'pulls/7');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-github-request-id')).toMatch(/^[\w-]{8,}$/);
    expect(headers.get('x-ratelimit-reset')).toMatch(/^\d{10}$/);
  });

  test('let a client ask whether anything changed, for free', async () => {
    const { ask } = await makeWorld();
    const etag = (await ask('GET', 'pulls/7/reviews')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
    const asking = { headers: { 'if-none-match': etag } };
    const same = await ask('GET', 'pulls/7/reviews', asking);
    expect([same.status, same.text]).toEqual([304, '']);
    expect(same.headers.get('x-ratelimit-remaining')).toBe('999');
    await ask('POST', 'pulls/7/reviews', { body: review });
    const changed = await ask('GET', 'pulls/7/reviews', asking);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('x-ratelimit-remaining')).toBe('997');
  });
});

test('the log has every request with its body and its status', async () => {
  const { ask, github } = await makeWorld();
  await ask('GET', 'pulls/7/files?per_page=1');
  await ask('POST', 'pulls/7/reviews', { body: review });
  await ask('POST', 'pulls/7/reviews', { text: 'nonsense' });
  expect(github.requests).toMatchObject([
    {
      index: 0,
      method: 'GET',
      path: '/repos/acme/shop/pulls/7/files?per_page=1',
      body: undefined,
      status: 200,
    },
    entry(1, 'POST', review, 200),
    entry(2, 'POST', 'nonsense', 400),
  ]);
});

function entry(index: number, method: string, body: unknown, status: number): object {
  return { index, method, path: '/repos/acme/shop/pulls/7/reviews', body, status };
}

test('a pull request can be added once, and from commits that exist', async () => {
  const { github, gitDir, commits } = await makeWorld();
  const [base = '', head = ''] = commits;
  const options = { owner: 'acme', repo: 'shop', gitDir, base, head };
  await expect(github.addPullRequest({ ...options, number: 7 })).rejects.toThrow('already');
  const lost = { ...options, number: 8, head: 'f'.repeat(40) };
  await expect(github.addPullRequest(lost)).rejects.toThrow('no commit of');
  await expect(github.setHead(9, head)).rejects.toThrow('no pull request 9');
});

test('a pull request is that of one repository', async () => {
  const { github, ask, gitDir, commits } = await makeWorld();
  const [base = '', head = ''] = commits;
  await github.addPullRequest({ owner: 'acme', repo: 'other', number: 8, gitDir, base, head });
  expect((await ask('GET', '/repos/acme/other/pulls/8')).status).toBe(200);
  expect((await ask('GET', '/repos/acme/other/pulls/7')).status).toBe(404);
});

test('an answer that GitHub could not give is a defect, and says so', async () => {
  const { github, ask, gitDir, commits } = await makeWorld();
  const [base = '', head = ''] = commits;
  const title = 5 as unknown as string;
  const options = { owner: 'acme', repo: 'shop', gitDir, base, head, title };
  await github.addPullRequest({ ...options, number: 8 });
  const { status, body } = await ask('GET', 'pulls/8');
  expect(status).toBe(500);
  expect(body).toHaveProperty('message', expect.stringContaining('body/title must be string'));
});

test('worlds do not share anything', async () => {
  const [one, other]: World[] = await Promise.all([makeWorld(), makeWorld()]);
  await one?.ask('POST', 'pulls/7/reviews', { body: review });
  expect(one?.github.reviews(7)).toHaveLength(1);
  expect(other?.github.reviews(7)).toHaveLength(0);
});
