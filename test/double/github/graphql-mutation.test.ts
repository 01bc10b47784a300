import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { makeWorld, type World } from './fixture.ts';

interface Comment {
  id: number;
  node_id: string;
}

async function comment(world: World, line = 3): Promise<Comment> {
  const body = { body: 'b', commit_id: world.commits[1], path: 'long.txt', line };
  return (await world.ask('POST', 'pulls/7/comments', { body })).body as Comment;
}

async function threadId({ query }: World): Promise<string> {
  const { data } = await query(`{ repository(owner: "acme", name: "shop") { pullRequest(number: 7) {
    reviewThreads(first: 1) { nodes { id } } } } }`);
  return /"id":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';
}

const RESOLVE = `mutation ($threadId: ID!) { resolveReviewThread(input: { threadId: $threadId }) {
  thread { isResolved resolvedBy { login } viewerCanResolve viewerCanUnresolve } } }`;

describe('resolveReviewThread', () => {
  test('takes contents: write besides pull_requests: write', async () => {
    const world = await makeWorld();
    const { id } = await comment(world);
    const variables = { threadId: await threadId(world) };
    expect(await world.query(RESOLVE, variables)).toMatchObject({
      data: { resolveReviewThread: null },
      errors: [
        {
          type: 'FORBIDDEN',
          path: ['resolveReviewThread'],
          message: 'Resource not accessible by integration',
        },
      ],
    });
    expect(world.github.resolvedBy(id)).toBeUndefined();
    const { data } = await world.query(RESOLVE, variables, 'committer');
    expect(data).toEqual({
      resolveReviewThread: {
        thread: {
          ...{ isResolved: true, resolvedBy: null },
          ...{ viewerCanResolve: false, viewerCanUnresolve: true },
        },
      },
    });
    expect(world.github.resolvedBy(id)).toBe('podseal[bot]');
  });

  test('is for the author of the pull request too, and can be undone', async () => {
    const world = await makeWorld();
    const { id } = await comment(world);
    await world.github.as('octocat').resolve(id);
    expect(world.github.resolvedBy(id)).toBe('octocat');
    await world.github.as('ann').unresolve(id);
    expect(world.github.resolvedBy(id)).toBeUndefined();
  });

  test('of no thread is not found', async () => {
    const { query } = await makeWorld();
    for (const id of ['x', 'UHVsbFJlcXVlc3RSZXZpZXdUaHJlYWQ6MQ==']) {
      expect(await query(RESOLVE, { threadId: id })).toMatchObject({
        data: { resolveReviewThread: null },
        errors: [{ type: 'NOT_FOUND' }],
      });
    }
  });
});

const MINIMIZE = `mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED,
  clientMutationId: "m" }) { clientMutationId minimizedComment { isMinimized minimizedReason } } }`;
const UPDATE = `mutation ($id: ID!, $body: String!) { updatePullRequestReviewComment(input: {
  pullRequestReviewCommentId: $id, body: $body }) { pullRequestReviewComment { body } } }`;
const DELETE = `mutation ($id: ID!) { deletePullRequestReviewComment(input: { id: $id }) {
  pullRequestReview { databaseId } } }`;
const REACT = `mutation ($id: ID!) { addReaction(input: { subjectId: $id, content: ROCKET }) {
  reaction { content } subject { __typename } } }`;

describe('comments in GraphQL', () => {
  test('are minimized', async () => {
    const world = await makeWorld();
    const made = await comment(world);
    expect(await world.query(MINIMIZE, { id: made.node_id })).toEqual({
      data: {
        minimizeComment: {
          clientMutationId: 'm',
          minimizedComment: { isMinimized: true, minimizedReason: 'outdated' },
        },
      },
    });
    expect(world.github.comments(7)).toMatchObject([{ minimizedReason: 'outdated' }]);
    expect(await world.query(MINIMIZE, { id: made.node_id }, 'reader')).toMatchObject({
      errors: [{ type: 'FORBIDDEN' }],
    });
  });

  test('are changed and deleted', async () => {
    const world = await makeWorld();
    const { node_id: id } = await comment(world);
    await world.query(UPDATE, { id, body: '```suggestion\nq\n```' });
    expect(world.github.comments(7)).toMatchObject([{ suggestion: ['q'] }]);
    expect(await world.query(UPDATE, { id, body: '' })).toMatchObject({
      errors: [{ type: 'UNPROCESSABLE' }],
    });
    expect(await world.query(UPDATE, { id, body: 'x' }, 'app')).toMatchObject({
      errors: [{ type: 'FORBIDDEN' }],
    });
    expect((await world.query(DELETE, { id })).errors).toBeUndefined();
    expect(world.github.comments(7)).toEqual([]);
    expect(await world.query(DELETE, { id })).toMatchObject({ errors: [{ type: 'NOT_FOUND' }] });
  });

  test('are reacted to, once by each', async () => {
    const world = await makeWorld();
    const { id, node_id: node } = await comment(world);
    await world.query(REACT, { id: node });
    expect(await world.query(REACT, { id: node })).toEqual({
      data: {
        addReaction: {
          reaction: { content: 'ROCKET' },
          subject: { __typename: 'PullRequestReviewComment' },
        },
      },
    });
    expect(world.github.reactions(id)).toMatchObject([{ content: 'rocket' }]);
  });
});

describe('dismissPullRequestReview', () => {
  test('is of those that block or approve', async () => {
    const world = await makeWorld();
    const ids = [
      await world.github.as('ann').review(7, 'REQUEST_CHANGES', 'No'),
      await world.github.as('ann').review(7, 'COMMENT', 'Hm'),
    ];
    const text = `mutation ($id: ID!) { dismissPullRequestReview(input: {
      pullRequestReviewId: $id, message: "Done" }) { pullRequestReview { state } } }`;
    const of = (id = 0): string => Buffer.from(`PullRequestReview:${id}`).toString('base64');
    expect(await world.query(text, { id: of(ids[0]) })).toMatchObject({
      data: { dismissPullRequestReview: { pullRequestReview: { state: 'DISMISSED' } } },
    });
    expect(await world.query(text, { id: of(ids[1]) })).toMatchObject({
      errors: [{ type: 'UNPROCESSABLE' }],
    });
  });
});

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid message } ref { name target { oid } } } }`;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function input(world: World, change: object = {}): Record<string, unknown> {
  return {
    branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'branch-7' },
    expectedHeadOid: world.github.head(7),
    message: { headline: 'Fix', body: 'Why' },
    fileChanges: {
      additions: [{ path: 'sub/a.txt', contents: base64('a\r\n') }],
      deletions: [{ path: 'same.txt' }],
    },
    ...change,
  };
}

describe('createCommitOnBranch', () => {
  test('makes a commit, and the pull request follows', async () => {
    const world = await makeWorld();
    await comment(world, 3);
    const fileChanges = {
      additions: [
        { path: 'sub/a.txt', contents: base64('a\r\n') },
        { path: 'long.txt', contents: base64('changed\n') },
      ],
      deletions: [{ path: 'same.txt' }],
    };
    const result = await world.query(COMMIT, { input: input(world, { fileChanges }) }, 'committer');
    expect(result.errors).toBeUndefined();
    const head = world.github.head(7);
    expect(result.data).toEqual({
      createCommitOnBranch: {
        commit: { oid: head, message: 'Fix\n\nWhy' },
        ref: { name: 'branch-7', target: { oid: head } },
      },
    });
    const show = (format: string): string =>
      execFileSync('git', ['-C', world.gitDir, 'show', ...format.split(' ')], {
        stdio: 'pipe',
      }).toString();
    expect(show(`${head}:sub/a.txt`)).toBe('a\r\n');
    expect(show(`-s --format=%P|%an ${head}`)).toBe(`${world.commits[1]}|podseal[bot]\n`);
    expect(() => show(`${head}:same.txt`)).toThrow('same.txt');
    expect(world.github.comments(7)).toMatchObject([{ line: null }]);
    expect((await world.ask('GET', 'pulls/7')).body).toMatchObject({ head: { sha: head } });
  });

  test.each([
    ['a stale head', { expectedHeadOid: '0'.repeat(40) }, 'STALE_DATA'],
    [
      'no such branch',
      { branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'x' } },
      'NOT_FOUND',
    ],
    [
      'no such repository',
      { branch: { repositoryNameWithOwner: 'a/b', branchName: 'x' } },
      'NOT_FOUND',
    ],
    ['no branch', { branch: {} }, 'UNPROCESSABLE'],
    [
      'a path twice',
      { fileChanges: { additions: [{ path: 'a', contents: '' }], deletions: [{ path: 'a' }] } },
      'UNPROCESSABLE',
    ],
    [
      'a path with a slash before it',
      { fileChanges: { additions: [{ path: '/a', contents: '' }] } },
      'UNPROCESSABLE',
    ],
    [
      'a deletion of nothing',
      { fileChanges: { deletions: [{ path: 'nothing' }] } },
      'UNPROCESSABLE',
    ],
    [
      'a workflow',
      { fileChanges: { additions: [{ path: '.github/workflows/a.yaml', contents: '' }] } },
      'FORBIDDEN',
    ],
    [
      'contents that are not base64',
      { fileChanges: { additions: [{ path: 'a', contents: 'a' }] } },
      undefined,
    ],
    ['an empty expectation', { expectedHeadOid: null }, undefined],
  ])('refuses %s', async (_, change, type) => {
    const world = await makeWorld();
    const head = world.github.head(7);
    const { errors } = await world.query(COMMIT, { input: input(world, change) }, 'committer');
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.type).toBe(type);
    expect(world.github.head(7)).toBe(head);
  });

  test('needs contents: write', async () => {
    const world = await makeWorld();
    expect(await world.query(COMMIT, { input: input(world) })).toMatchObject({
      data: { createCommitOnBranch: null },
      errors: [{ type: 'FORBIDDEN' }],
    });
  });

  test('says of a stale head what GitHub says', async () => {
    const world = await makeWorld();
    const stale = '0'.repeat(40);
    const { errors } = await world.query(
      COMMIT,
      { input: input(world, { expectedHeadOid: stale }) },
      'committer',
    );
    expect(errors?.[0]?.message).toBe(
      `Expected branch to point to "${stale}" but it did not.  Pull and try again.`,
    );
  });

  test.each([
    [undefined, '100755'],
    [false, '100644'],
  ])('with commitKeepsModes %s makes an executable %s', async (keeps, mode) => {
    const commits = [{ 'run.sh': { text: 'a\n', executable: true } }, { b: 'b\n' }];
    const options = keeps === undefined ? {} : { commitKeepsModes: keeps };
    const world = await makeWorld(commits, options);
    const fileChanges = { additions: [{ path: 'run.sh', contents: base64('b\n') }] };
    await world.query(COMMIT, { input: input(world, { fileChanges }) }, 'committer');
    const listed = execFileSync('git', ['-C', world.gitDir, 'ls-tree', world.github.head(7)]);
    expect(listed.toString()).toContain(`${mode} blob`);
    expect(listed.toString().match(/100755/g) ?? []).toHaveLength(keeps === undefined ? 1 : 0);
  });

  test('on a fork is for people whom its owner lets in', async () => {
    const world = await makeWorld();
    const [base = '', head = ''] = world.commits;
    const pull = { owner: 'acme', repo: 'shop', gitDir: world.gitDir, base, head, fork: true };
    const author = { login: 'ann', type: 'User' } as const;
    await world.github.addPullRequest({ ...pull, number: 8, author });
    await world.github.addPullRequest({ ...pull, number: 9, author, maintainerCanModify: true });
    const on = (number: number): object => ({
      input: input(world, {
        branch: { repositoryNameWithOwner: 'ann/shop', branchName: `branch-${number}` },
      }),
    });
    for (const [number, token] of [
      [8, 'committer'],
      [9, 'committer'],
      [8, 'person'],
    ] as const) {
      const { errors } = await world.query(COMMIT, { ...on(number) }, token);
      expect(errors).toMatchObject([{ type: 'FORBIDDEN' }]);
    }
    expect((await world.query(COMMIT, { ...on(9) }, 'person')).errors).toBeUndefined();
    expect(world.github.head(9)).not.toBe(head);
    expect(world.github.head(8)).toBe(head);
  });
});
