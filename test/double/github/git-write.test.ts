import { describe, expect, test } from 'vitest';
import { makeWorld, type Answer, type World } from './fixture.ts';

const post = (world: World, path: string, body: object): Promise<Answer> =>
  world.ask('POST', `git/${path}`, { body, token: 'committer' });

const shaOf = (answer: Answer): string => (answer.body as { sha: string }).sha;

describe('the git database', () => {
  test('takes a commit that keeps a mode, and the branch moves to it', async () => {
    const world = await makeWorld([
      { 'run.sh': { text: 'a\n', executable: true }, 'gone.txt': 'x' },
      { 'b.txt': 'b' },
    ]);
    const head = world.github.head(7);
    const blob = shaOf(await post(world, 'blobs', { content: 'Yg==', encoding: 'base64' }));
    const tree = await post(world, 'trees', {
      base_tree: head,
      tree: [
        { path: 'run.sh', mode: '100755', type: 'blob', sha: blob },
        { path: 'gone.txt', mode: '100644', type: 'blob', sha: null },
        { path: 'c.txt', mode: '100644', type: 'blob', content: 'c' },
      ],
    });
    expect(tree).toMatchObject({
      status: 201,
      body: {
        tree: [{ path: 'b.txt' }, { path: 'c.txt' }, { path: 'run.sh', mode: '100755', sha: blob }],
      },
    });
    const made = await post(world, 'commits', {
      ...{ message: 'Fix', tree: shaOf(tree), parents: [head] },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { message: 'Fix', author: { name: 'podseal[bot]' }, parents: [{ sha: head }] },
    });
    const body = { sha: shaOf(made) };
    const moved = await world.ask('PATCH', 'git/refs/heads/branch-7', { body, token: 'committer' });
    expect(moved).toMatchObject({ status: 200, body: { object: body } });
    expect(world.github.head(7)).toBe(body.sha);
    expect((await world.ask('GET', 'git/ref/heads/branch-7')).body).toMatchObject({ object: body });
  });

  test('moves a branch forward only, unless it is forced', async () => {
    const world = await makeWorld();
    const [base = ''] = world.commits;
    const patch = (
      body: object,
      name = 'branch-7',
      token = 'committer' as const,
    ): Promise<Answer> => world.ask('PATCH', `git/refs/heads/${name}`, { body, token });
    expect(await patch({ sha: base })).toMatchObject({
      status: 422,
      body: { message: 'Update is not a fast forward' },
    });
    expect((await patch({ sha: '0'.repeat(40) })).status).toBe(422);
    expect((await patch({ sha: base }, 'nowhere')).status).toBe(422);
    expect((await patch({ sha: base, force: true })).status).toBe(200);
    expect(world.github.head(7)).toBe(base);
    const without = await world.ask('PATCH', 'git/refs/heads/branch-7', { body: { sha: base } });
    expect(without.status).toBe(403);
    expect((await world.ask('GET', 'git/ref/heads/nowhere')).status).toBe(404);
  });

  test.each([
    ['blobs', { content: 'a', encoding: 'latin1' }, 422],
    ['blobs', {}, 422],
    ['trees', { tree: [{ path: 'a', mode: '100644' }] }, 422],
    ['trees', { tree: [{ path: '/a', mode: '100644', content: 'a' }] }, 422],
    ['trees', { tree: [{ path: 'a', mode: '100644', sha: '0'.repeat(40) }] }, 422],
    ['trees', { tree: [{ path: 'a', mode: '100644', sha: null }] }, 422],
    ['trees', { base_tree: '0'.repeat(40), tree: [] }, 422],
    ['trees', { tree: [{ path: '.github/workflows/a.yaml', mode: '100644', content: 'a' }] }, 403],
    ['commits', { message: 'm', tree: '0'.repeat(40) }, 422],
  ])('refuses %s %j', async (path, body, status) => {
    const world = await makeWorld();
    expect((await post(world, path, body)).status).toBe(status);
  });
});
