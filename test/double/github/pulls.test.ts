import { appendFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { commit, type Changes } from '../git-repository.ts';
import { makeWorld, numbered, type World } from './fixture.ts';

interface File {
  filename: string;
  status: string;
  sha: string;
  additions: number;
  deletions: number;
  changes: number;
  patch?: string;
  previous_filename?: string;
}

async function filesOf(commits: readonly Changes[], options = {}): Promise<Map<string, File>> {
  const { ask } = await makeWorld(commits, options);
  const { status, body } = await ask('GET', 'pulls/7/files?per_page=100');
  expect(status).toBe(200);
  return new Map((body as File[]).map((file) => [file.filename, file]));
}

describe('GET pulls/{n}', () => {
  test('describes the pull request', async () => {
    const { ask, commits } = await makeWorld();
    const { status, body } = await ask('GET', 'pulls/7');
    expect(status).toBe(200);
    const repo = { full_name: 'acme/shop', fork: false, private: false };
    expect(body).toMatchObject({
      number: 7,
      state: 'open',
      draft: false,
      user: { login: 'octocat', type: 'User' },
      base: { ref: 'main', sha: commits[0], repo },
      head: { ref: 'branch-7', sha: commits[1], label: 'acme:branch-7', repo },
      changed_files: 3,
      commits: 1,
      additions: 5,
      deletions: 4,
    });
  });

  test('of a fork names the other repository', async () => {
    const { github, ask, gitDir, commits } = await makeWorld();
    const [base = '', head = ''] = commits;
    await github.addPullRequest({
      ...{ owner: 'acme', repo: 'shop', number: 8, gitDir, base, head, fork: true, draft: true },
      ...{ title: 'Mine', baseRef: 'next', headRef: 'fix/it' },
      author: { login: 'renovate[bot]', type: 'Bot' },
    });
    expect((await ask('GET', 'pulls/8')).body).toMatchObject({
      title: 'Mine',
      draft: true,
      user: { login: 'renovate[bot]', type: 'Bot' },
      base: { ref: 'next', repo: { full_name: 'acme/shop' } },
      head: { ref: 'fix/it', repo: { full_name: 'renovate[bot]/shop', fork: true } },
    });
  });

  test('counts the review comments that everybody sees', async () => {
    const { ask } = await makeWorld();
    const comments = [{ path: 'new.txt', line: 1, body: 'b' }];
    await ask('POST', 'pulls/7/reviews', { body: { event: 'COMMENT', comments } });
    await ask('POST', 'pulls/7/reviews', { body: { comments } });
    expect((await ask('GET', 'pulls/7')).body).toMatchObject({ review_comments: 1 });
  });
});

describe('GET pulls/{n}/files', () => {
  test('tells what happened to each file', async () => {
    const renamed = numbered(20);
    const files = await filesOf([
      { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': renamed, 'd.txt': numbered(30), 'e.txt': 'e\n' },
      {
        'a.txt': 'aa\n',
        'b.txt': null,
        'c.txt': null,
        'sub/ü c.txt': renamed,
        'd.txt': null,
        'sub/d.txt': numbered(30, { 5: 'five' }),
        'f.txt': 'f',
      },
    ]);
    expect([...files.values()]).toMatchObject([
      { filename: 'a.txt', status: 'modified', patch: '@@ -1 +1 @@\n-a\n+aa', changes: 2 },
      { filename: 'b.txt', status: 'removed', patch: '@@ -1 +0,0 @@\n-b', deletions: 1 },
      {
        filename: 'f.txt',
        status: 'added',
        patch: '@@ -0,0 +1 @@\n+f\n\\ No newline at end of file',
      },
      {
        filename: 'sub/d.txt',
        status: 'renamed',
        previous_filename: 'd.txt',
        patch: '@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8',
      },
      { filename: 'sub/ü c.txt', status: 'renamed', previous_filename: 'c.txt', changes: 0 },
    ]);
    expect(files.get('sub/ü c.txt')).not.toHaveProperty('patch');
    expect(files.get('a.txt')).not.toHaveProperty('previous_filename');
    // git hash-object of "aa\n", "b\n"
    expect(files.get('a.txt')?.sha).toBe('e61ef7b965e17c62ca23b6ff5f0aaf09586e10e9');
    expect(files.get('b.txt')?.sha).toBe('61780798228d17af2d34fce4cfbdf35556832472');
  });

  test('has no patch for binary and empty files and for a mode', async () => {
    const files = await filesOf([
      { 'a.bin': new Uint8Array([0, 1, 2]), 'run.sh': 'x\n' },
      {
        'a.bin': new Uint8Array([0, 1, 3]),
        'run.sh': { text: 'x\n', executable: true },
        'empty.txt': '',
      },
    ]);
    expect([...files.keys()]).toEqual(['a.bin', 'empty.txt', 'run.sh']);
    for (const file of files.values()) {
      expect(file).not.toHaveProperty('patch');
      expect(file.changes).toBe(0);
    }
  });

  test('has no patch where it is too long, and still the numbers', async () => {
    const files = await filesOf([
      { keep: '' },
      {
        'long.txt': numbered(20_000),
        'fits.txt': numbered(19_999),
        'wide.txt': `${'w'.repeat(512 * 1024)}\n`,
        'slim.txt': `${'w'.repeat(500 * 1024)}\n`.slice(30),
      },
    ]);
    expect(files.get('long.txt')).toMatchObject({ additions: 20_000, changes: 20_000 });
    expect(files.get('long.txt')).not.toHaveProperty('patch');
    expect(files.get('wide.txt')).not.toHaveProperty('patch');
    expect(files.get('fits.txt')?.patch).toHaveLength(
      '@@ -0,0 +1,19999 @@'.length + 19_999 * 2 + numbered(19_999).replaceAll('\n', '').length,
    );
    expect(files.get('slim.txt')).toHaveProperty('patch');
  });

  test('has no patch where the test says so', async () => {
    const changes = [
      { 'a.txt': 'a\n', 'b.txt': 'b\n' },
      { 'a.txt': 'x\n', 'b.txt': 'y\n' },
    ];
    const files = await filesOf(changes, { dropPatch: (path: string) => path === 'a.txt' });
    expect(files.get('a.txt')).not.toHaveProperty('patch');
    expect(files.get('a.txt')).toMatchObject({ changes: 2 });
    expect(files.get('b.txt')).toHaveProperty('patch');
  });

  test('keeps carriage returns and what follows the second @@', async () => {
    const before = `spec:\r\n${'  - a\r\n'.repeat(8)}`;
    const files = await filesOf([{ 'a.yaml': before }, { 'a.yaml': `${before}  - b\r\n` }]);
    expect(files.get('a.yaml')?.patch).toBe(
      '@@ -7,3 +7,4 @@ spec:\n   - a\r\n   - a\r\n   - a\r\n+  - b\r',
    );
  });

  test('compares with the merge base, not with the tip of the base branch', async () => {
    const { github, ask, gitDir, commits } = await makeWorld();
    const [base = '', head = ''] = commits;
    const tip = commit(gitDir, { 'same.txt': 'newer\n' }, { parent: base });
    const options = { owner: 'acme', repo: 'shop', gitDir, head };
    await github.addPullRequest({ ...options, number: 8, base: tip });
    const { body } = await ask('GET', 'pulls/8/files');
    expect((body as File[]).map((file) => file.filename)).toEqual([
      'gone.txt',
      'long.txt',
      'new.txt',
    ]);
    expect((await ask('GET', 'pulls/8')).body).toMatchObject({ base: { sha: tip } });
  });

  test('is not changed by the configuration of the repository', async () => {
    const text = numbered(20, { 3: 'three', 13: 'thirteen' });
    const { ask, gitDir } = await makeWorld([{ 'a.txt': numbered(20) }, { 'a.txt': text }]);
    const keys = ['context = 0', 'interHunkContext = 9', 'renames = false', 'external = no'];
    appendFileSync(`${gitDir}/.git/config`, `[diff]\n\t${keys.join('\n\t')}\n`);
    const { body } = await ask('GET', 'pulls/7/files');
    expect((body as File[])[0]?.patch?.match(/^@@.*/gm)).toEqual([
      '@@ -1,6 +1,6 @@',
      '@@ -10,7 +10,7 @@',
    ]);
  });

  test('is not changed by the environment, as a hook of git sets it', async () => {
    vi.stubEnv('GIT_DIR', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await makeWorld()).commits).toHaveLength(2);
  });
});

describe('pages', () => {
  const many = (count: number): readonly Changes[] => [
    { keep: '' },
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${1000 + at}`, `${at}\n`])),
  ];

  async function page(world: World, query: string): Promise<{ names: string[]; rels: string[] }> {
    const { body, headers } = await world.ask('GET', `pulls/7/files${query}`);
    const rels = [...(headers.get('link') ?? '').matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g)];
    return {
      names: (body as File[]).map((file) => file.filename),
      rels: rels.map(([, number, rel]) => `${rel} ${number}`),
    };
  }

  test('have 30 files, 100 at most, and links to the others', async () => {
    const world = await makeWorld(many(205));
    const first = await page(world, '');
    expect(first.names).toHaveLength(30);
    expect(first.rels).toEqual(['next 2', 'last 7']);
    const second = await page(world, '?per_page=100&page=2');
    expect(second.names[0]).toBe('f1100');
    expect(second.rels).toEqual(['prev 1', 'next 3', 'last 3', 'first 1']);
    const last = await page(world, '?per_page=1000&page=3');
    expect(last.names).toHaveLength(5);
    expect(last.rels).toEqual(['prev 2', 'first 1']);
    expect((await page(world, '?page=99')).names).toEqual([]);
    expect((await page(world, '?per_page=0&page=-1')).names).toHaveLength(30);
  });

  test('lead from one to the next by the id of the repository', async () => {
    const world = await makeWorld(many(31));
    const link = (await world.ask('GET', 'pulls/7/files')).headers.get('link') ?? '';
    const [, url = ''] = /<([^>]+)>; rel="next"/.exec(link) ?? [];
    expect(url).toMatch(/\/repositories\/\d+\/pulls\/7\/files\?page=2$/);
    const { status, body } = await world.ask('GET', url.slice(world.github.url.length));
    expect(status).toBe(200);
    expect(body).toMatchObject([{ filename: 'f1030' }]);
  });

  test('that are alone have no links', async () => {
    const world = await makeWorld(many(30));
    expect((await world.ask('GET', 'pulls/7/files')).headers.get('link')).toBeNull();
  });

  test('end after 3,000 files', async () => {
    const world = await makeWorld(many(3001));
    const { names, rels } = await page(world, '?per_page=100&page=30');
    expect(names.at(-1)).toBe('f3999');
    expect(rels).toEqual(['prev 29', 'first 1']);
    expect((await world.ask('GET', 'pulls/7')).body).toMatchObject({ changed_files: 3001 });
  });
});
