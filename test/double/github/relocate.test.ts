import { expect, test } from 'vitest';
import { commit } from '../git-repository.ts';
import { makeWorld, numbered, type World } from './fixture.ts';

/** A pull request that adds a file of 20 numbered lines, and comments on lines of it. */
async function commented(places: readonly object[]): Promise<World> {
  const world = await makeWorld([{ keep: '' }, { 'a.txt': numbered(20) }]);
  const comments = places.map((place) => ({ path: 'a.txt', body: 'b', ...place }));
  const { status } = await world.ask('POST', 'pulls/7/reviews', {
    body: { event: 'COMMENT', body: 'b', comments },
  });
  expect(status).toBe(200);
  return world;
}

async function push(world: World, text: string | null): Promise<string> {
  const head = commit(world.gitDir, { 'a.txt': text });
  await world.github.setHead(7, head);
  return head;
}

test('a push that does not touch its line moves a comment', async () => {
  const world = await commented([{ line: 5 }, { line: 12, start_line: 10 }, { line: 20 }]);
  const head = await push(world, `new\n${numbered(20, { 15: 'fifteen\nand more' })}`);
  expect(world.github.comments(7)).toMatchObject([
    { line: 6, originalLine: 5, position: 6, originalPosition: 5, commitId: head },
    { line: 13, startLine: 11, originalLine: 12, originalStartLine: 10 },
    { line: 22, originalLine: 20, originalCommitId: world.commits[1] },
  ]);
});

test('a push that changes its line makes a comment outdated', async () => {
  const world = await commented([{ line: 5 }, { line: 12, start_line: 10 }, { line: 7 }]);
  const [, before] = world.commits;
  const head = await push(world, numbered(20, { 5: 'five', 11: 'eleven' }));
  expect(world.github.comments(7)).toMatchObject([
    { line: null, originalLine: 5, position: 5, commitId: before },
    { line: null, startLine: null, originalLine: 12, originalStartLine: 10 },
    { line: 7, commitId: head },
  ]);
  expect((await world.ask('GET', 'pulls/7/comments')).body).toMatchObject([
    { line: null, original_line: 5, commit_id: before, original_commit_id: before },
    { line: null, start_line: null, original_start_line: 10 },
    { line: 7, commit_id: head, original_commit_id: before },
  ]);
});

test('a line that comes into a range makes its comment outdated', async () => {
  const world = await commented([{ line: 12, start_line: 10 }]);
  await push(world, numbered(20, { 11: '11\nmore' }));
  expect(world.github.comments(7)).toMatchObject([{ line: null }]);
});

test('a removed file makes comments outdated, and its return puts them back', async () => {
  const world = await commented([{ line: 5 }]);
  await push(world, null);
  expect(world.github.comments(7)).toMatchObject([{ line: null }]);
  await push(world, numbered(20));
  expect(world.github.comments(7)).toMatchObject([{ line: 5 }]);
});

test('a line that leaves the diff makes its comment outdated', async () => {
  const world = await makeWorld();
  const comments = [{ path: 'long.txt', line: 5, body: 'b' }];
  await world.ask('POST', 'pulls/7/reviews', { body: { event: 'COMMENT', comments } });
  // Line 3 is as it was on the base, so that nothing is left of the first hunk.
  const text = numbered(40, { 30: 'thirty' });
  await world.github.setHead(7, commit(world.gitDir, { 'long.txt': text }));
  expect(world.github.comments(7)).toMatchObject([{ line: null, originalLine: 5 }]);
});

test('a comment on a whole file stays', async () => {
  const world = await makeWorld();
  const [, before] = world.commits;
  const comment = { path: 'new.txt', subject_type: 'file', body: 'b', commit_id: before };
  await world.ask('POST', 'pulls/7/comments', { body: comment });
  const head = commit(world.gitDir, { 'new.txt': 'all\nnew\n' });
  await world.github.setHead(7, head);
  expect(world.github.comments(7)).toMatchObject([
    { line: 1, position: 1, commitId: head, originalCommitId: before },
  ]);
});

test('a comment on the left stays while its line is in the diff', async () => {
  const world = await makeWorld();
  const comments = [
    { path: 'gone.txt', line: 1, side: 'LEFT', body: 'b' },
    { path: 'long.txt', line: 3, side: 'LEFT', body: 'b' },
  ];
  await world.ask('POST', 'pulls/7/reviews', { body: { event: 'COMMENT', comments } });
  const text = numbered(40, { 30: 'thirty' });
  await world.github.setHead(7, commit(world.gitDir, { 'long.txt': text }));
  expect(world.github.comments(7)).toMatchObject([{ line: 1 }, { line: null, originalLine: 3 }]);
});

test('a comment on the left moves with the merge base', async () => {
  const world = await makeWorld();
  const [base = '', head = ''] = world.commits;
  const { gitDir, github } = world;
  const tip = commit(
    gitDir,
    { 'long.txt': `zero\n${numbered(40, { 31: 'x' })}` },
    { parent: base },
  );
  const options = { owner: 'acme', repo: 'shop', number: 8, gitDir, base: tip, head };
  await github.addPullRequest(options);
  const left = { path: 'long.txt', side: 'LEFT', body: 'b' };
  const comments = [
    { ...left, line: 3 },
    { ...left, line: 31 },
  ];
  await world.ask('POST', 'pulls/8/reviews', { body: { event: 'COMMENT', comments } });
  const rebased = `zero\n${numbered(40, { 3: 'three', 31: 'x' })}`;
  await github.setHead(8, commit(gitDir, { 'long.txt': rebased }, { parent: tip }));
  const expected = [{ line: 4, originalLine: 3 }, { line: null }];
  expect(github.comments(8)).toMatchObject(expected);
  await github.setHead(8, commit(gitDir, { 'more.txt': 'more\n' }));
  expect(github.comments(8)).toMatchObject(expected);
});

test('the pull request is that of the new head', async () => {
  const world = await makeWorld();
  const [, before] = world.commits;
  const head = commit(world.gitDir, { 'more.txt': 'm\n' });
  await world.github.setHead(7, head);
  expect((await world.ask('GET', 'pulls/7')).body).toMatchObject({
    head: { sha: head },
    commits: 2,
    changed_files: 4,
  });
  expect((await world.ask('GET', 'pulls/7/files')).body).toHaveLength(4);
  const review = { event: 'COMMENT', body: 'b', commit_id: before };
  expect((await world.ask('POST', 'pulls/7/reviews', { body: review })).status).toBe(200);
});

test('a forced push takes the commits before it out of the pull request', async () => {
  const world = await makeWorld();
  const [base = '', before = ''] = world.commits;
  const head = commit(world.gitDir, { 'other.txt': 'o\n' }, { parent: base });
  await world.github.setHead(7, head);
  expect((await world.ask('GET', 'pulls/7')).body).toMatchObject({ commits: 1 });
  const review = { event: 'COMMENT', body: 'b', commit_id: before };
  expect((await world.ask('POST', 'pulls/7/reviews', { body: review })).status).toBe(422);
});
