import { Octokit } from '@octokit/core';
import nock from 'nock';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { type GitHubClient, makeClient } from '../../src/github/client.ts';
import { identityOf } from '../../src/github/run-identity.ts';
import { type Look, readPullRequest, readRange } from '../../src/github/read-change.ts';
import type { Change } from '../../src/review/change.ts';
import { writeMarker } from '../../src/review/marker.ts';
import { FEW_RULES } from '../judging.ts';

const GLOBS = ['**/*.yaml'];
const identity = identityOf({ checkName: 'Podseal', files: GLOBS, ruleSet: FEW_RULES });
const PR = { owner: 'shop', repo: 'manifests', number: 7 };
const LOOK: Look = () => ({ globs: GLOBS, identity });
const FINGERPRINT = '0123456789abcdef';

let api: nock.Scope;

// It stands before the network of all files of this process, so it goes when these are done.
beforeAll(() => {
  if (!nock.isActive()) nock.activate();
});

afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

beforeEach(() => {
  nock.disableNetConnect();
  api = nock('https://api.github.com');
});

afterEach(() => {
  expect(api.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

/** A client that waits for nothing and sends nothing twice. */
function makeTestClient(): GitHubClient {
  return makeClient(new Octokit({ auth: 'secret' }).request, async (_, attempt) =>
    attempt(AbortSignal.timeout(10_000)),
  );
}

async function read(): Promise<Change> {
  const change = await readPullRequest(makeTestClient(), PR, LOOK);
  return typeof change === 'string' ? expect.fail(change) : change;
}

function answer(path: string, body: nock.Body, status = 200): void {
  api.get(`/repos/shop/manifests${path}`).reply(status, body);
}

function answerPull(changed_files = 1): void {
  const user = { login: 'ann', type: 'User' };
  const pull = { state: 'open', changed_files, user };
  answer('/pulls/7', { ...pull, base: { sha: 'tip' }, head: { sha: 'head', ref: 'topic' } });
}

function answerFiles(...files: object[]): void {
  const listed = files.map((file) => ({ additions: 0, deletions: 0, raw_url: 'x', ...file }));
  answer('/pulls/7/files?per_page=100&page=1', listed as nock.Body);
}

/** The threads of the pull request, read last. */
function answerThreads(login = 'me', ...nodes: object[]): void {
  const pageInfo = { hasNextPage: false, endCursor: null };
  const pullRequest = {
    headRefOid: 'head',
    reviews: { nodes: [] },
    reviewThreads: { pageInfo, nodes },
  };
  const data = { viewer: { login }, repository: { pullRequest } };
  api.post('/graphql', /reviewThreads/).reply(200, { data });
}

/** Blobs by their id, or by commit and path, asked for in one request. */
function answerBlobs(texts: Readonly<Record<string, string | null>>): void {
  api.post('/graphql', /object\(/).reply(200, async (request: Request) => {
    const { variables } = (await request.json()) as { variables: Record<string, string> };
    const names = Object.entries(variables).filter(([key]) => /^b\d+$/.test(key));
    expect(names.map(([, name]) => name)).toEqual(Object.keys(texts));
    const blobs = names.map(([key, name]) => {
      const text = texts[name] ?? '';
      if (texts[name] === null) return [key, null];
      return [key, { oid: name.includes(':') ? oidOf(text) : name, text }];
    });
    return { data: { repository: Object.fromEntries(blobs) as object } };
  });
}

function oidOf(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Asked for along with the rest. */
const OWN = {
  'tip:.github/podseal.images.yml': null,
  'tip:.github/podseal.baseline': null,
  'tip:.github/podseal.yml': null,
  'tip:podseal.yml': null,
};
const HEAD = 'a: 1\nb: 2\n';
const S1 = oidOf(HEAD);
const MODIFIED = { filename: 'a.yaml', status: 'modified', sha: S1, additions: 1, deletions: 1 };

describe('the changed files', () => {
  it('take one request together: the patch leads back to the old text', async () => {
    answerPull();
    answerFiles({ ...MODIFIED, patch: '@@ -1,2 +1,2 @@\n a: 1\n-b: 1\n+b: 2' });
    answerBlobs({ ...OWN, [S1]: HEAD });
    answerThreads();
    const change = await read();
    expect(change).toMatchObject({ base: 'tip', head: 'head', isAutomated: false, skips: [] });
    expect(change.files).toMatchObject([
      { path: 'a.yaml', base: 'a: 1\nb: 1\n', head: 'a: 1\nb: 2\n', hunks: [{ newStart: 1 }] },
    ]);
  });

  it.each([
    ['is missing', undefined],
    ['has fewer lines than the file list says', '@@ -1 +1 @@\n a: 1'],
    ['does not fit the text', '@@ -1,2 +1,2 @@\n c: 1\n-b: 1\n+b: 2'],
  ])('are compared with the merge base where the patch %s', async (_, patch) => {
    answerPull();
    answerFiles({ ...MODIFIED, ...(patch !== undefined && { patch }) });
    answerBlobs({ ...OWN, [S1]: HEAD });
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    answerBlobs({ 'fork:a.yaml': 'a: 1\nb: 1\n' });
    answerThreads();
    expect((await read()).files).toMatchObject([{ base: 'a: 1\nb: 1\n', head: 'a: 1\nb: 2\n' }]);
  });

  it('are followed to their old name', async () => {
    answerPull();
    const renamed = { ...MODIFIED, status: 'renamed', previous_filename: 'dir/o#d.yaml' };
    answerFiles(renamed);
    answerBlobs({ ...OWN, [S1]: HEAD });
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    answerBlobs({ 'fork:dir/o#d.yaml': 'a: 1\n' });
    answerThreads();
    expect((await read()).files).toMatchObject([{ path: 'a.yaml', base: 'a: 1\n' }]);
  });

  it('that are new need no request: the patch is the text, if its hash agrees', async () => {
    answerPull();
    const patch = '@@ -0,0 +1,2 @@\n+a: 1\n+b: 2';
    const added = { ...MODIFIED, status: 'added', additions: 2, deletions: 0, patch };
    answerFiles(added, { ...added, filename: 'b.yaml', sha: oidOf('a: 1\r\nb: 2\n') });
    answerBlobs({ ...OWN, [oidOf('a: 1\r\nb: 2\n')]: 'a: 1\r\nb: 2\n' });
    answerThreads();
    expect((await read()).files.map(({ head }) => head)).toEqual([HEAD, 'a: 1\r\nb: 2\n']);
  });

  it('whose text GraphQL cuts or spoils are fetched as bytes', async () => {
    answerPull();
    answerFiles(MODIFIED);
    answerBlobs({ ...OWN, [S1]: 'a: 1\n' });
    const content = Buffer.from(HEAD).toString('base64');
    answer(`/git/blobs/${S1}`, { content, encoding: 'base64' });
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    answerBlobs({ 'fork:a.yaml': 'a: 1\n' });
    answerThreads();
    expect((await read()).files).toMatchObject([{ head: HEAD, base: 'a: 1\n' }]);
  });

  it('are not asked for when they are deleted, submodules, or not wanted', async () => {
    answerPull();
    answerFiles(
      { ...MODIFIED, status: 'removed' },
      { ...MODIFIED, filename: 'b.txt' },
      { ...MODIFIED, filename: 'c.yaml', sha: null },
    );
    answerBlobs(OWN);
    answerThreads();
    expect(await read()).toMatchObject({ files: [], skips: [] });
  });

  it('that GitHub does not give out are skipped with the reason', async () => {
    answerPull();
    answerFiles({ ...MODIFIED, status: 'added' });
    answerBlobs({ ...OWN, [S1]: '' });
    answer(`/git/blobs/${S1}`, { message: 'This blob is too large to fetch via the API.' }, 403);
    answerThreads();
    expect((await read()).skips).toEqual([
      { file: 'a.yaml', reason: 'GitHub does not return its content: it may be too large' },
    ]);
  });

  it('past the 3,000 that GitHub lists are found by the trees of the commits', async () => {
    answerPull();
    for (let page = 1; page <= 30; page++) {
      const files = Array.from({ length: 100 }, (_, at) => ({
        ...MODIFIED,
        filename: `${page}-${at}.txt`,
      }));
      const next = `<https://api.github.com/repos/shop/manifests/pulls/7/files?per_page=100&page=${page + 1}>; rel="next"`;
      const path = `?per_page=100&page=${page}`;
      api
        .get(`/repos/shop/manifests/pulls/7/files${path}`)
        .reply(200, files, page < 30 ? { link: next } : {});
    }
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    const [old, same] = [oidOf('a: 1\n'), oidOf('same')];
    const entry = (path: string, sha: string): object => ({
      path,
      sha,
      mode: '100644',
      type: 'blob',
    });
    const before = [entry('a.yaml', old), entry('same.yaml', same), entry('moved.yaml', 'm')];
    const after = [entry('a.yaml', S1), entry('same.yaml', same), entry('new/moved.yaml', 'm')];
    answer('/git/trees/fork?recursive=1', { truncated: false, tree: before });
    answer('/git/trees/head?recursive=1', { truncated: false, tree: after });
    answerBlobs({ ...OWN, [S1]: HEAD, m: '' });
    answer('/git/blobs/m', { content: '' });
    answerBlobs({ [old]: 'a: 1\n', m: '' });
    answer('/git/blobs/m', { content: '' });
    answerThreads();
    const { files, isWhole } = await read();
    expect(isWhole).toBe(true);
    expect(files).toMatchObject([
      { path: 'a.yaml', base: 'a: 1\n', head: HEAD },
      { path: 'new/moved.yaml', base: '', head: '' },
    ]);
  });

  it('of a tree that GitHub cuts are a skip, so that the check is not green', async () => {
    answer('/git/trees/base?recursive=1', { truncated: true, tree: [] });
    const change = await readRange(makeTestClient(), PR, { base: 'base', head: 'head' }, LOOK);
    expect(change).toMatchObject({ isWhole: false, files: [] });
    expect(change.skips).toMatchObject([
      { reason: expect.stringContaining('only 3000 files') as string },
    ]);
  });
});

describe('a refused request', () => {
  it('names the permission to add', async () => {
    answer('/pulls/7', { message: 'Resource not accessible by integration' }, 403);
    await expect(read()).rejects.toThrow(UserError);
    answer('/pulls/7', { message: 'Resource not accessible by integration' }, 403);
    await expect(read()).rejects.toThrow(/Add `pull-requests: read` under `permissions:`/);
  });
});

describe('comments that are already there', () => {
  const comment = {
    id: 'C_1',
    url: 'https://github.com/shop/manifests/pull/7#discussion_r4211934690',
    body: `text\r\n\r\n${writeMarker([FINGERPRINT])}`,
    viewerDidAuthor: true,
    isMinimized: false,
  };
  const thread = {
    id: 'T_1',
    isResolved: false,
    isOutdated: false,
    viewerCanResolve: false,
    path: 'a.yaml',
    line: 4,
    startLine: 2,
    subjectType: 'LINE',
    resolvedBy: null,
    comments: { totalCount: 1, nodes: [comment] },
  };

  async function threadsOf(...nodes: object[]): Promise<Change['threads']> {
    answerPull(0);
    answerFiles();
    answerThreads('me', ...nodes);
    return (await read()).threads;
  }

  it('count when the token wrote them, and have the marker', async () => {
    const hers = { ...comment, viewerDidAuthor: false };
    const unmarked = { ...comment, body: 'Looks good.' };
    const comments = [hers, unmarked].map((one) => ({ totalCount: 1, nodes: [one] }));
    const others = comments.map((some) => ({ ...thread, comments: some }));
    expect(await threadsOf(...others, thread)).toEqual([
      {
        id: 'T_1',
        isOwn: true,
        commentId: 'C_1',
        number: 4_211_934_690,
        path: 'a.yaml',
        body: `text\n\n${writeMarker([FINGERPRINT])}`,
        fingerprints: [FINGERPRINT],
        place: { subject: 'line', line: 4, startLine: 2 },
        state: 'open',
        hasReply: false,
        canResolve: false,
      },
    ]);
  });

  it('are settled by people, and done by runs of ours', async () => {
    const of = (more: object): object => ({
      ...thread,
      comments: { totalCount: 2, nodes: [{ ...comment, ...more }] },
    });
    const states = await threadsOf(
      { ...thread, isResolved: true, resolvedBy: { login: 'ann' } },
      { ...thread, isResolved: true, resolvedBy: { login: 'me' } },
      { ...thread, isResolved: true },
      of({ isMinimized: true }),
      of({ isMinimized: true, body: writeMarker([FINGERPRINT], true) }),
      { ...thread, isOutdated: true, line: null },
      { ...thread, subjectType: 'FILE', line: null, startLine: null },
    );
    expect(states.map(({ state, place }) => [state, place?.line])).toEqual([
      ['settled', 4],
      ['done', 4],
      ['done', 4],
      ['settled', 4],
      ['done', 4],
      ['open', undefined],
      ['open', 1],
    ]);
  });
});
