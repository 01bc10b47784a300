import { describe, expect, test } from 'vitest';
import { commit } from '../git-repository.ts';
import { makeWorld, numbered, type World } from './fixture.ts';

interface Content {
  sha: string;
  size: number;
  content: string;
  encoding: string;
}

const decode = (body: unknown): string =>
  Buffer.from((body as Content).content, 'base64').toString('utf8');

describe('GET git/blobs/{sha}', () => {
  // git hash-object of "same\n"
  const SAME = 'c9d4cec5c0ec8d4a0fa3b0e6b1e2b8a3d1c0a1b2';

  test('gives base64 in lines of 60 characters', async () => {
    const text = numbered(40);
    const { ask } = await makeWorld([{ 'a.txt': text }, { 'b.txt': text }]);
    const { body: files } = await ask('GET', 'pulls/7/files');
    const sha = (files as { sha: string }[])[0]?.sha ?? '';
    const { status, body } = await ask('GET', `git/blobs/${sha}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ sha, size: 111, encoding: 'base64' });
    expect((body as Content).content).toMatch(/^(.{60}\n){2}.{28}\n$/);
    expect(decode(body)).toBe(text);
  });

  test('gives bytes to who wants them raw', async () => {
    const bytes = new Uint8Array([0, 255, 10, 13]);
    const { ask, github } = await makeWorld([{}, { 'a.bin': bytes }]);
    const { body } = await ask('GET', 'pulls/7/files');
    const sha = (body as Content[])[0]?.sha ?? '';
    const headers = {
      authorization: 'token actions',
      'user-agent': 'test',
      accept: 'application/vnd.github.raw+json',
    };
    const response = await fetch(`${github.url}/repos/acme/shop/git/blobs/${sha}`, { headers });
    expect(response.headers.get('content-type')).toMatch('application/vnd.github.raw');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test('finds blobs alone, by their whole name', async () => {
    const { ask, commits } = await makeWorld();
    expect((await ask('GET', `git/blobs/${SAME}`)).status).toBe(404);
    expect((await ask('GET', `git/blobs/${commits[0]}`)).status).toBe(404);
    const { status, body } = await ask('GET', `git/blobs/${SAME.slice(0, 12)}`);
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].',
      documentation_url: 'https://docs.github.com/rest/git/blobs#get-a-blob',
      status: '422',
    });
  });
});

describe('GET contents/{path}', () => {
  const commits = [
    {
      'dir/a b.txt': 'first\n',
      'dir/sub/c.txt': 'c\n',
      'big.txt': 'b'.repeat(1024 * 1024 + 1),
      'fits.txt': 'b'.repeat(1024 * 1024),
      'to-file': { text: 'dir/a b.txt', symlink: true },
      'to-outside': { text: '../../etc/passwd', symlink: true },
    },
    { 'dir/a b.txt': 'second\n' },
  ];
  const path = 'contents/dir/a%20b.txt';

  const read = async (world: World, ref: string): Promise<string> =>
    decode((await world.ask('GET', `${path}?ref=${encodeURIComponent(ref)}`)).body);

  test('reads a file at a commit, a branch and a pull request', async () => {
    const world = await makeWorld(commits);
    const [base = '', head = ''] = world.commits;
    expect(await read(world, base)).toBe('first\n');
    expect(await read(world, head)).toBe('second\n');
    expect(await read(world, base.slice(0, 10))).toBe('first\n');
    expect(await read(world, 'main')).toBe('first\n');
    expect(await read(world, 'branch-7')).toBe('second\n');
    expect(await read(world, 'refs/heads/branch-7')).toBe('second\n');
    expect(await read(world, 'refs/pull/7/head')).toBe('second\n');
    expect(decode((await world.ask('GET', path)).body)).toBe('first\n');
  });

  test('describes it', async () => {
    const { ask, commits: names } = await makeWorld(commits);
    expect((await ask('GET', `${path}?ref=${names[1]}`)).body).toMatchObject({
      type: 'file',
      name: 'a b.txt',
      path: 'dir/a b.txt',
      size: 7,
      encoding: 'base64',
      sha: 'e019be006cf33489e2d0177a3837a2384eddebc5',
    });
  });

  test.each(['application/vnd.github.raw', 'application/vnd.github.raw+json'])(
    'gives the bytes to who accepts %s',
    async (accept) => {
      const { ask } = await makeWorld(commits);
      expect(await ask('GET', path, { headers: { accept } })).toMatchObject({
        status: 200,
        text: 'first\n',
      });
    },
  );

  test('has no content for more than a megabyte, except raw', async () => {
    const { ask } = await makeWorld(commits);
    const { status, body } = await ask('GET', 'contents/big.txt');
    expect(status).toBe(200);
    expect(body).toMatchObject({ content: '', encoding: 'none', size: 1024 * 1024 + 1 });
    const headers = { accept: 'application/vnd.github.raw' };
    expect((await ask('GET', 'contents/big.txt', { headers })).text).toHaveLength(1024 * 1024 + 1);
    expect((await ask('GET', 'contents/fits.txt')).body).toHaveProperty('encoding', 'base64');
  });

  test('lists directories', async () => {
    const { ask } = await makeWorld(commits);
    expect((await ask('GET', 'contents/dir')).body).toMatchObject([
      { type: 'file', path: 'dir/a b.txt', size: 6 },
      { type: 'dir', path: 'dir/sub', size: 0, download_url: null },
    ]);
    expect((await ask('GET', 'contents')).body).toMatchObject([
      { path: 'big.txt' },
      { path: 'dir', type: 'dir' },
      { path: 'fits.txt' },
      { path: 'to-file', type: 'symlink' },
      { path: 'to-outside', type: 'symlink' },
    ]);
  });

  test('follows a link to a file of the repository, and no other', async () => {
    const { ask } = await makeWorld(commits);
    const { body } = await ask('GET', 'contents/to-file');
    expect(body).toMatchObject({ type: 'file', path: 'to-file' });
    expect(decode(body)).toBe('first\n');
    const outside = await ask('GET', 'contents/to-outside');
    expect(outside.body).toMatchObject({ type: 'symlink', target: '../../etc/passwd' });
  });

  test.each(['contents/none.txt', 'contents/dir/none', 'contents/big.txt/x', 'contents/*.txt'])(
    '%s is not found',
    async (missing) => {
      const { ask } = await makeWorld(commits);
      const { status, body } = await ask('GET', missing);
      expect(status).toBe(404);
      expect(body).toHaveProperty('message', 'Not Found');
    },
  );

  test.each(['nowhere', 'main~1', 'main^{tree}', '--help', ':/A', 'f'.repeat(40), 'a..b'])(
    'the ref %s is refused',
    async (ref) => {
      const { ask } = await makeWorld(commits);
      const { status, body } = await ask('GET', `${path}?ref=${encodeURIComponent(ref)}`);
      expect(status).toBe(404);
      expect(body).toEqual({
        message: `No commit found for the ref ${ref}`,
        documentation_url: 'https://docs.github.com/v3/repos/contents/',
        status: '404',
      });
    },
  );
});

describe('GET compare/{base}...{head}', () => {
  test('finds the merge base and what came after', async () => {
    const { ask, gitDir, commits } = await makeWorld();
    const [base = '', head = ''] = commits;
    const other = commit(gitDir, { 'other.txt': 'o\n' }, { parent: base, message: 'Other' });
    const { status, body } = await ask('GET', `compare/${other}...${head}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
      total_commits: 1,
      base_commit: { sha: other, commit: { message: 'Other' }, parents: [{ sha: base }] },
      merge_base_commit: { sha: base, parents: [] },
      commits: [{ sha: head, commit: { author: { email: 'tester@example.com' } } }],
      files: [{ filename: 'gone.txt' }, { filename: 'long.txt' }, { filename: 'new.txt' }],
    });
  });

  test.each([
    ['main...branch-7', 'ahead', 3],
    ['branch-7...main', 'behind', 0],
    ['main...main', 'identical', 0],
    ['acme:main...octocat:branch-7', 'ahead', 3],
    ['refs/heads/main...refs/pull/7/head', 'ahead', 3],
  ])('%s is %s', async (range, status, count) => {
    const { ask } = await makeWorld();
    const { body } = await ask('GET', `compare/${range}`);
    expect(body).toMatchObject({ status });
    expect((body as { files: unknown[] }).files).toHaveLength(count);
  });

  test('has pages of commits, and 300 files on the first of them', async () => {
    const files = Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`f${at}`, '']));
    const { ask, commits } = await makeWorld([{ a: '1' }, { a: '2' }, { a: '3' }, files]);
    const range = `compare/${commits[0]}...${commits[3]}`;
    const first = await ask('GET', `${range}?per_page=2`);
    const read = (body: unknown): { commits: { sha: string }[]; files: unknown[] } =>
      body as { commits: { sha: string }[]; files: unknown[] };
    expect(read(first.body).commits.map((one) => one.sha)).toEqual(commits.slice(1, 3));
    expect(read(first.body).files).toHaveLength(300);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    const second = await ask('GET', `${range}?per_page=2&page=2`);
    expect(read(second.body).commits.map((one) => one.sha)).toEqual(commits.slice(3));
    expect(read(second.body).files).toEqual([]);
    expect(second.body).toMatchObject({ total_commits: 3 });
  });

  test.each(['main...nowhere', 'nowhere...main', 'main..branch-7', 'main', 'main...main...main'])(
    '%s is not found',
    async (range) => {
      const { ask } = await makeWorld();
      expect((await ask('GET', `compare/${range}`)).status).toBe(404);
    },
  );
});
