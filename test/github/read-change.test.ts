import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { readRange } from '../../src/github/read-change.ts';
import {
  ASKED,
  HEAD,
  LOOK,
  MODIFIED,
  OWN,
  PR,
  S1,
  answer,
  answerBlobs,
  answerFiles,
  answerPull,
  answerThreads,
  api,
  kustomizations,
  makeTestClient,
  oidOf,
  read,
  useAnswers,
} from './answers.ts';

useAnswers();

describe('the changed files', () => {
  it('take one request together: the patch leads back to the old text', async () => {
    answerPull();
    answerFiles({ ...MODIFIED, patch: '@@ -1,2 +1,2 @@\n a: 1\n-b: 1\n+b: 2' });
    answerBlobs({ ...ASKED, [S1]: HEAD });
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
    answerBlobs({ ...ASKED, [S1]: HEAD });
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    answerBlobs({ 'fork:a.yaml': 'a: 1\nb: 1\n' });
    answerThreads();
    expect((await read()).files).toMatchObject([{ base: 'a: 1\nb: 1\n', head: 'a: 1\nb: 2\n' }]);
  });

  it('are followed to their old name', async () => {
    answerPull();
    const renamed = { ...MODIFIED, status: 'renamed', previous_filename: 'dir/o#d.yaml' };
    answerFiles(renamed);
    answerBlobs({ ...ASKED, [S1]: HEAD });
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    answerBlobs({ 'fork:dir/o#d.yaml': 'a: 1\n' });
    answerThreads();
    expect((await read()).files).toMatchObject([
      { path: 'a.yaml', from: 'dir/o#d.yaml', base: 'a: 1\n' },
    ]);
  });

  it('that are new need no request: the patch is the text, if its hash agrees', async () => {
    answerPull();
    const patch = '@@ -0,0 +1,2 @@\n+a: 1\n+b: 2';
    const added = { ...MODIFIED, status: 'added', additions: 2, deletions: 0, patch };
    answerFiles(added, { ...added, filename: 'b.yaml', sha: oidOf('a: 1\r\nb: 2\n') });
    answerBlobs({ ...ASKED, [oidOf('a: 1\r\nb: 2\n')]: 'a: 1\r\nb: 2\n' });
    answerThreads();
    expect((await read()).files.map(({ head }) => head)).toEqual([HEAD, 'a: 1\r\nb: 2\n']);
  });

  it('whose text GraphQL cuts or spoils are fetched as bytes', async () => {
    answerPull();
    answerFiles(MODIFIED);
    answerBlobs({ ...ASKED, [S1]: 'a: 1\n' });
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

  it('that are removed come with their old texts, as what is in them may have moved', async () => {
    answerPull(5);
    const patch = '@@ -0,0 +1,2 @@\n+a: 1\n+b: 2';
    const removed = { ...MODIFIED, status: 'removed', additions: 0, deletions: 1 };
    answerFiles(
      { ...MODIFIED, status: 'added', additions: 2, deletions: 0, patch },
      { ...removed, filename: 'told.yaml', patch: '@@ -1 +0,0 @@\n-a: 1' },
      { ...removed, filename: 'silent.yaml' },
      // Cut, which is worth no request of its own; empty; and not wanted.
      { ...removed, filename: 'cut.yaml' },
      { ...removed, filename: 'empty.yaml', deletions: 0 },
      { ...removed, filename: 'told.txt', patch: '@@ -1 +0,0 @@\n-a: 1' },
    );
    answerBlobs(ASKED);
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    api()
      .post('/graphql', /fork:silent.yaml/)
      .reply(200, {
        data: {
          repository: {
            b0: { oid: oidOf('a: 1\n'), text: 'a: 1\n' },
            b1: { oid: oidOf('a: 1\n'), text: 'a' },
          },
        },
      });
    answerThreads();
    expect((await read()).removed).toEqual([
      { path: 'told.yaml', text: 'a: 1\n' },
      { path: 'silent.yaml', text: 'a: 1\n' },
    ]);
  });

  it('that are removed are read up to a bound, in a few requests', async () => {
    answerPull(0);
    const patch = '@@ -0,0 +1,2 @@\n+a: 1\n+b: 2';
    answerFiles(
      { ...MODIFIED, status: 'added', additions: 2, deletions: 0, patch },
      ...Array.from({ length: 400 }, (_, at) => ({
        ...{ ...MODIFIED, status: 'removed', filename: `${at}.yaml`, deletions: 1 },
      })),
    );
    answerBlobs(ASKED);
    answer('/compare/tip...head?per_page=1', { merge_base_commit: { sha: 'fork' } });
    for (let at = 0; at < 300; at += 100) {
      const names = Array.from({ length: 100 }, (_, index) => `fork:${at + index}.yaml`);
      answerBlobs(Object.fromEntries(names.map((name) => [name, 'a: 1\n'])));
    }
    answerThreads();
    expect((await read()).removed).toHaveLength(300);
  });

  it('that GitHub does not give out are skipped with the reason', async () => {
    answerPull();
    answerFiles({ ...MODIFIED, status: 'added' });
    answerBlobs({ ...ASKED, [S1]: '' });
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
      api()
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
    const [gone, empty] = [oidOf('gone: 1\n'), oidOf('')];
    const before = [
      ...[entry('a.yaml', old), entry('same.yaml', same), entry('moved.yaml', empty)],
      entry('gone.yaml', gone),
    ];
    const after = [entry('a.yaml', S1), entry('same.yaml', same), entry('new/moved.yaml', empty)];
    answer('/git/trees/fork?recursive=1', { truncated: false, tree: before });
    answer('/git/trees/head?recursive=1', { truncated: false, tree: after });
    const attributes = { ...OWN, 'tip:.gitattributes': null, 'tip:new/.gitattributes': null };
    const listed = { ...kustomizations(''), ...kustomizations('new/') };
    answerBlobs({ ...attributes, ...listed, [S1]: HEAD, [empty]: '?' });
    answer(`/git/blobs/${empty}`, { content: '' });
    // What only moved is known by then.
    answerBlobs({ [old]: 'a: 1\n', [gone]: 'gone: 1\n' });
    answerThreads();
    const { files, removed, isWhole } = await read();
    expect(isWhole).toBe(true);
    expect(removed).toEqual([{ path: 'gone.yaml', text: 'gone: 1\n' }]);
    expect(files).toMatchObject([
      { path: 'a.yaml', base: 'a: 1\n', head: HEAD },
      { path: 'new/moved.yaml', from: 'moved.yaml', base: '', head: '' },
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
