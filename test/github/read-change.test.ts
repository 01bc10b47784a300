import { Octokit } from '@octokit/core';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/config/user-error.ts';
import { readPullRequest } from '../../src/github/read-change.ts';
import { writeMarker } from '../../src/review/marker.ts';

const PR = { owner: 'shop', repo: 'manifests', number: 7 };
const GLOBS = ['**/*.yaml'];
const FINGERPRINT = '0123456789abcdef';

let api: nock.Scope;

beforeEach(() => {
  nock.disableNetConnect();
  api = nock('https://api.github.com');
});

afterEach(() => {
  expect(api.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

async function read(): ReturnType<typeof readPullRequest> {
  return readPullRequest(new Octokit({ auth: 'secret' }), PR, GLOBS);
}

function answer(path: string, body: nock.Body, status = 200): void {
  api.get(`/repos/shop/manifests${path}`).reply(status, body);
}

function answerPull(): void {
  const user = { login: 'ann', type: 'User' };
  answer('/pulls/7', { base: { sha: 'tip' }, head: { sha: 'head' }, user });
}

function answerFiles(...files: object[]): void {
  answer('/pulls/7/files?per_page=100', files as nock.Body);
}

function answerOwnImages(content?: string): void {
  const path = '/contents/.github%2Fpodseal.images.yml?ref=tip';
  if (content === undefined) answer(path, { message: 'Not Found' }, 404);
  else answer(path, { type: 'file', content: Buffer.from(content).toString('base64'), sha: 's' });
}

function answerComments(...comments: object[]): void {
  answer('/pulls/7/comments?per_page=100', comments as nock.Body);
}

function answerBlob(sha: string, text: string): void {
  answer(`/git/blobs/${sha}`, {
    content: Buffer.from(text).toString('base64'),
    encoding: 'base64',
  });
}

const MODIFIED = { filename: 'a.yaml', status: 'modified', sha: 's1', additions: 1, deletions: 1 };

describe('the changed files', () => {
  it('take one request each: the patch leads back to the old text', async () => {
    answerPull();
    answerFiles({ ...MODIFIED, patch: '@@ -1,2 +1,2 @@\n a: 1\n-b: 1\n+b: 2' });
    answerBlob('s1', 'a: 1\nb: 2\n');
    answerOwnImages();
    answerComments();
    const change = await read();
    expect(change).toMatchObject({ base: 'tip', head: 'head', byBot: false, skips: [] });
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
    answerBlob('s1', 'a: 1\nb: 2\n');
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    const content = Buffer.from('a: 1\nb: 1\n').toString('base64');
    answer('/contents/a.yaml?ref=fork', { type: 'file', content, sha: 's0' });
    answerOwnImages();
    answerComments();
    expect((await read()).files).toMatchObject([{ base: 'a: 1\nb: 1\n', head: 'a: 1\nb: 2\n' }]);
  });

  it('are followed to their old name, and its blob where the content is too large', async () => {
    answerPull();
    const renamed = { ...MODIFIED, status: 'renamed', previous_filename: 'dir/o#d.yaml' };
    answerFiles(renamed);
    answerBlob('s1', 'a: 2\n');
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    answer('/contents/dir%2Fo%23d.yaml?ref=fork', { type: 'file', content: '', sha: 's0' });
    answerBlob('s0', 'a: 1\n');
    answerOwnImages();
    answerComments();
    expect((await read()).files).toMatchObject([{ path: 'a.yaml', base: 'a: 1\n' }]);
  });

  it('are not asked for when they are deleted, submodules, or not wanted', async () => {
    answerPull();
    answerFiles(
      { ...MODIFIED, status: 'removed' },
      { ...MODIFIED, filename: 'b.txt' },
      { ...MODIFIED, filename: 'c.yaml', sha: null },
    );
    answerOwnImages();
    answerComments();
    expect(await read()).toMatchObject({ files: [], skips: [] });
  });

  it('that GitHub does not give out are skipped with the reason', async () => {
    answerPull();
    answerFiles({ ...MODIFIED, status: 'added' });
    answer('/git/blobs/s1', { message: 'This blob is too large to fetch via the API.' }, 403);
    answerOwnImages();
    answerComments();
    expect((await read()).skips).toEqual([
      { file: 'a.yaml', reason: 'larger than GitHub gives out' },
    ]);
  });

  it('past the 3,000 that GitHub lists are a skip, so that the check is not green', async () => {
    answerPull();
    for (let page = 1; page <= 30; page++) {
      const files = Array.from({ length: 100 }, (_, at) => ({
        ...MODIFIED,
        filename: `${page}-${at}.txt`,
      }));
      const next = `<https://api.github.com/repos/shop/manifests/pulls/7/files?per_page=100&page=${page + 1}>; rel="next"`;
      const path = page === 1 ? '?per_page=100' : `?per_page=100&page=${page}`;
      api
        .get(`/repos/shop/manifests/pulls/7/files${path}`)
        .reply(200, files, page < 30 ? { link: next } : {});
    }
    answerComments();
    expect((await read()).skips).toMatchObject([
      { reason: expect.stringContaining('only 3000 files') as string },
    ]);
  });
});

describe('what the project knows of images', () => {
  it('is read from the base branch, and only where a file is looked at', async () => {
    answerPull();
    answerFiles({ ...MODIFIED, status: 'added' });
    answerBlob('s1', 'a: 1\n');
    answerOwnImages('- images: [web]\n');
    answerComments();
    expect((await read()).ownImages).toEqual({
      path: '.github/podseal.images.yml',
      text: '- images: [web]\n',
    });
    answerPull();
    answerFiles({ ...MODIFIED, filename: 'b.txt' });
    answerComments();
    expect((await read()).ownImages).toBeUndefined();
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
  const marker = `text\n\n${writeMarker([FINGERPRINT])}`;

  async function commented(user: object, whoami: [number, object]): Promise<string[]> {
    answerPull();
    answerFiles();
    answerComments({ body: 'no marker', user }, { body: marker, user });
    api.get('/user').reply(...(whoami as [number, nock.Body]));
    return [...(await read()).commented];
  }

  it('count when they are by the owner of the token', async () => {
    expect(await commented({ login: 'me', type: 'User' }, [200, { login: 'me' }])).toEqual([
      FINGERPRINT,
    ]);
  });

  it('count when they are by a bot, and an installation may not ask who it is', async () => {
    const bot = { login: 'github-actions[bot]', type: 'Bot' };
    expect(
      await commented(bot, [403, { message: 'Resource not accessible by integration' }]),
    ).toEqual([FINGERPRINT]);
  });

  it('do not count when somebody else wrote the marker', async () => {
    expect(await commented({ login: 'mallory', type: 'User' }, [200, { login: 'me' }])).toEqual([]);
    expect(await commented({ login: 'mallory', type: 'User' }, [403, {}])).toEqual([]);
  });
});
