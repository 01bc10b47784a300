import { describe, expect, test } from 'vitest';
import { makeWorld, sharedWorld, type World } from './fixture.ts';

const shared = sharedWorld();

const IN_SHOP = (fields: string): string =>
  `{ repository(owner: "acme", name: "shop") { ${fields} } }`;

describe('POST /graphql', () => {
  test('is refused without a token', async () => {
    const { github } = await shared();
    const response = await fetch(`${github.url}/graphql`, {
      method: 'POST',
      headers: { 'user-agent': 'test' },
      body: '{}',
    });
    expect(response.status).toBe(401);
  });

  test.each(['', '[', '{}', '{"query":1}', '{"query":"{viewer{login}}","variables":[1]}'])(
    'refuses the body %s',
    async (text) => {
      const { ask } = await shared();
      expect((await ask('POST', '/graphql', { text })).status).toBe(400);
    },
  );

  test.each([
    ['{', 'Syntax Error'],
    ['{ nothing }', 'Cannot query field "nothing"'],
    ['{ repository(owner: "acme") { id } }', 'argument "name"'],
    ['query ($n: Int!) { viewer { login } }', 'Variable "$n" is never used'],
    [IN_SHOP('object(oid: "abc") { oid }'), 'GitObjectID'],
  ])('refuses what does not fit the schema: %s', async (query, message) => {
    const { query: run } = await shared();
    const { data, errors } = await run(query);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toContain(message);
  });

  test('refuses a variable of the wrong type', async () => {
    const { query } = await shared();
    const text =
      'query ($n: Int!) { repository(owner: "a", name: "b") { pullRequest(number: $n) { id } } }';
    const { data, errors } = await query(text, { n: null });
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toContain('$n');
  });

  test('is loud about a field that the double has not', async () => {
    const { ask } = await shared();
    const query = IN_SHOP('forkCount');
    const { status, body } = await ask('POST', '/graphql', { body: { query } });
    expect(status).toBe(501);
    expect(body).toHaveProperty('message', expect.stringContaining('Repository.forkCount'));
  });

  test('answers in part what it can not find', async () => {
    const { query } = await shared();
    const text = `{
      viewer { login }
      gone: repository(owner: "acme", name: "gone") { id }
      repository(owner: "ACME", name: "Shop") { nameWithOwner pullRequest(number: 99) { id } }
    }`;
    const { data, errors } = await query(text);
    expect(data).toEqual({
      viewer: { login: 'github-actions[bot]' },
      gone: null,
      repository: { nameWithOwner: 'acme/shop', pullRequest: null },
    });
    expect(errors).toMatchObject([
      { type: 'NOT_FOUND', path: ['gone'] },
      { type: 'NOT_FOUND', path: ['repository', 'pullRequest'] },
    ]);
  });
});

describe('the limits of GraphQL', () => {
  const files = (page: string): string =>
    IN_SHOP(`pullRequest(number: 7) { files${page} { nodes { path } } }`);

  test.each([
    ['', 'MISSING_PAGINATION_BOUNDARIES'],
    ['(first: 101)', 'EXCESSIVE_PAGINATION'],
    ['(first: 0)', 'EXCESSIVE_PAGINATION'],
  ])('a page %s', async (page, type) => {
    const { query } = await shared();
    expect(await query(files(page))).toMatchObject({ errors: [{ type }] });
  });

  test('count the nodes', async () => {
    const { query } = await shared();
    const deep = `query ($n: Int!) { repository(owner: "acme", name: "shop") {
      pullRequest(number: 7) { reviews(first: $n) { nodes { comments(first: $n) { nodes {
        reactions(first: $n) { nodes { content } } } } } } } } }`;
    expect(await query(deep, { n: 100 })).toMatchObject({
      errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED' }],
    });
    expect((await query(deep, { n: 50 })).errors).toBeUndefined();
  });

  test('count the points, apart from those of REST', async () => {
    const { query, ask } = await makeWorld(undefined, {
      graphqlRateLimit: { limit: 100, remaining: 2 },
    });
    const rate = '{ rateLimit { cost remaining limit resetAt } }';
    expect((await query(rate)).data).toMatchObject({
      rateLimit: { cost: 1, remaining: 1, limit: 100 },
    });
    await query(rate);
    const { body, headers } = await ask('POST', '/graphql', { body: { query: rate } });
    expect(body).toMatchObject({ errors: [{ type: 'RATE_LIMIT' }] });
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-resource')).toBe('graphql');
    expect((await ask('GET', 'pulls/7')).status).toBe(200);
  });
});

describe('objects', () => {
  test('are blobs in batches, by expression and by oid', async () => {
    const { query, commits } = await shared();
    const text = `query ($sha: String!) { repository(owner: "acme", name: "shop") {
      a: object(expression: $sha) { __typename ... on Blob { text byteSize isBinary isTruncated oid } }
      b: object(expression: "main:new.txt") { ... on Blob { text } }
      c: object(expression: "branch-7:new.txt") { ... on Blob { text } }
      d: object(oid: "${'0'.repeat(40)}") { oid }
    } }`;
    const { data } = await query(text, { sha: `${commits[1]}:new.txt` });
    expect(data).toEqual({
      repository: {
        a: {
          __typename: 'Blob',
          text: 'x\ny\nz',
          byteSize: 5,
          isBinary: false,
          isTruncated: false,
          oid: expect.stringMatching(/^[0-9a-f]{40}$/),
        },
        b: null,
        c: { text: 'x\ny\nz' },
        d: null,
      },
    });
  });

  test('are cut when they are large, and have no text when they are binary', async () => {
    const large = `${'w'.repeat(599_999)}\n`;
    const { query } = await makeWorld([
      { keep: '' },
      {
        'large.txt': large,
        'a.bin': new Uint8Array([0, 1]),
        'run.sh': { text: 'x', executable: true },
      },
    ]);
    const { data } = await query(
      IN_SHOP(`
        large: object(expression: "branch-7:large.txt") { ... on Blob { text byteSize isTruncated } }
        bin: object(expression: "branch-7:a.bin") { ... on Blob { text isBinary } }
        tree: object(expression: "branch-7:") { ... on Tree { entries { name mode type } } }`),
    );
    expect(data).toMatchObject({
      repository: {
        large: { text: large.slice(0, 500_000), byteSize: 600_000, isTruncated: true },
        bin: { text: null, isBinary: true },
        tree: {
          entries: [
            { name: 'a.bin', mode: 0o100644, type: 'blob' },
            { name: 'keep', mode: 0o100644, type: 'blob' },
            { name: 'large.txt', mode: 0o100644, type: 'blob' },
            { name: 'run.sh', mode: 0o100755, type: 'blob' },
          ],
        },
      },
    });
  });
});

describe('a pull request', () => {
  test('tells of itself and its files, page by page', async () => {
    const { query, commits } = await shared();
    const text = `query ($after: String) { repository(owner: "acme", name: "shop") {
      pullRequest(number: 7) { headRefOid baseRefOid isDraft state author { login }
        headRepository { nameWithOwner } headRepositoryOwner { login }
        files(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor }
          nodes { path additions deletions changeType viewerViewedState } } } } }`;
    const first = await query(text);
    expect(first.data).toMatchObject({
      repository: {
        pullRequest: {
          ...{ headRefOid: commits[1], baseRefOid: commits[0], isDraft: false, state: 'OPEN' },
          ...{
            headRepository: { nameWithOwner: 'acme/shop' },
            headRepositoryOwner: { login: 'acme' },
          },
          files: { totalCount: 3, nodes: [{ path: 'gone.txt', changeType: 'DELETED' }, {}] },
        },
      },
    });
    const cursor = /"endCursor":"([^"]+)"/.exec(JSON.stringify(first.data))?.[1];
    const second = JSON.stringify((await query(text, { after: cursor })).data);
    expect(second).toContain('new.txt');
    expect(second).toContain('"hasNextPage":false');
    expect(await query(text, { after: 'x' })).toMatchObject({
      errors: [{ type: 'INVALID_CURSOR_ARGUMENTS' }],
    });
  });
});

const THREADS = IN_SHOP(`pullRequest(number: 7) { reviewThreads(first: 10) { nodes {
  id isResolved isOutdated viewerCanResolve path line originalLine startLine diffSide subjectType
  resolvedBy { login }
  comments(first: 10) { nodes { id databaseId body author { __typename login } isMinimized
    minimizedReason createdAt replyTo { databaseId } } } } } }`);

async function comment(world: World, line = 3): Promise<number> {
  const body = { body: 'b', commit_id: world.commits[1], path: 'long.txt', line };
  const answer = await world.ask('POST', 'pulls/7/comments', { body });
  return (answer.body as { id: number }).id;
}

describe('the threads of a pull request', () => {
  test('hold their comments, and bots are named without [bot]', async () => {
    const world = await makeWorld();
    const id = await comment(world);
    const reply = { body: 'No', in_reply_to: id };
    await world.ask('POST', 'pulls/7/comments', { body: reply, token: 'person' });
    await comment(world, 30);
    const { data, errors } = await world.query(THREADS);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      repository: {
        pullRequest: {
          reviewThreads: {
            nodes: [
              {
                ...{ isResolved: false, isOutdated: false, viewerCanResolve: false, line: 3 },
                ...{ diffSide: 'RIGHT', subjectType: 'LINE', path: 'long.txt', startLine: null },
                comments: {
                  nodes: [
                    { databaseId: id, author: { __typename: 'Bot', login: 'github-actions' } },
                    { body: 'No', author: { login: 'octocat' }, replyTo: { databaseId: id } },
                  ],
                },
              },
              { line: 30 },
            ],
          },
        },
      },
    });
  });

  test('are outdated after a push', async () => {
    const world = await makeWorld();
    await comment(world);
    await world.github.setHead(7, world.commits[0] ?? '');
    expect(JSON.stringify((await world.query(THREADS)).data)).toContain(
      '"isOutdated":true,"viewerCanResolve":false,"path":"long.txt","line":null,"originalLine":3',
    );
  });
});

test('the secondary limit is one for both APIs', async () => {
  const world = await makeWorld(undefined, { secondaryLimit: { after: 1 } });
  const id = await comment(world);
  const node = Buffer.from(`PullRequestReviewComment:${id}`).toString('base64');
  const query = `mutation { addReaction(input: { subjectId: "${node}", content: EYES }) {
    reaction { content } } }`;
  expect(await world.ask('POST', '/graphql', { body: { query } })).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('secondary rate limit') },
  });
  expect(world.github.reactions(id)).toEqual([]);
});
