import { describe, expect, test } from 'vitest';
import { makeWorld, numbered } from './fixture.ts';

describe('a person', () => {
  test('talks, without being in the log', async () => {
    const { github } = await makeWorld();
    const ann = github.as('ann');
    const id = await ann.commentOnLine(7, 'long.txt', 3, 'Why?');
    const answer = await github.as('octocat').reply(id, 'Because');
    await ann.editComment(id, 'Why not?');
    await ann.deleteComment(answer);
    await ann.react(await ann.comment(7, 'Well'), 'heart');
    expect(github.comments(7)).toMatchObject([{ id, author: 'ann', body: 'Why not?' }]);
    expect(github.issueComments(7)).toMatchObject([{ body: 'Well' }]);
    expect(github.requests).toEqual([]);
    expect(() => ann.reply(1, 'x')).toThrow('no review comment 1');
  });

  test('reviews and dismisses', async () => {
    const { github } = await makeWorld();
    const id = await github.as('ann').review(7, 'APPROVE', '');
    await github.as('bob').dismiss(7, id, 'Too early');
    expect(github.reviews(7)).toMatchObject([{ author: 'ann', state: 'DISMISSED' }]);
  });

  test('pushes, to the head and to the base', async () => {
    const { github, ask, commits } = await makeWorld();
    const ann = github.as('ann');
    const id = await ann.commentOnLine(7, 'long.txt', 3, 'Why?');
    const head = await ann.push(7, { 'long.txt': numbered(40, { 1: 'one', 3: 'three' }) });
    expect(github.head(7)).toBe(head);
    expect(github.comments(7)).toMatchObject([{ id, line: 3, commitId: head }]);
    const base = await ann.pushToBase(7, { 'same.txt': 'other\n' });
    expect((await ask('GET', 'pulls/7')).body).toMatchObject({
      ...{ base: { sha: base }, head: { sha: head }, commits: 2, changed_files: 3 },
    });
    const forced = await ann.forcePush(7, { 'new.txt': 'x\n' });
    const old = { body: { event: 'COMMENT', body: 'b', commit_id: commits[1] } };
    expect((await ask('POST', 'pulls/7/reviews', old)).status).toBe(422);
    expect(github.head(7)).toBe(forced);
    expect(github.comments(7)).toMatchObject([{ line: null }]);
  });

  test('changes the base, the draft and the state', async () => {
    const { github, ask, commits } = await makeWorld();
    const ann = github.as('ann');
    const [, head = ''] = commits;
    await ann.changeBase(7, 'next', head);
    ann.convertToDraft(7);
    ann.close(7);
    expect((await ask('GET', 'pulls/7')).body).toMatchObject({
      ...{ state: 'closed', draft: true, base: { ref: 'next', sha: head }, changed_files: 0 },
    });
    ann.reopen(7);
    ann.markReady(7);
    expect((await ask('GET', 'pulls/7')).body).toMatchObject({ state: 'open', draft: false });
    ann.merge(7);
    expect((await ask('GET', 'pulls/7')).body).toMatchObject({ state: 'closed', merged: true });
  });

  test('may replace the head by an unrelated history', async () => {
    const { github, ask, gitDir } = await makeWorld();
    const { execFileSync } = await import('node:child_process');
    const git = (...args: string[]): string =>
      execFileSync('git', ['-C', gitDir, ...args], { input: '' })
        .toString()
        .trim();
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
    const orphan = git(...who, 'commit-tree', git('mktree'), '-m', 'x');
    await github.setHead(7, orphan);
    expect((await ask('GET', 'pulls/7/files')).status).toBe(200);
    expect((await ask('GET', 'pulls/7')).body).toMatchObject({ head: { sha: orphan } });
  });
});
