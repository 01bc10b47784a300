import { describe, expect, test } from 'vitest';
import { makeWorld, type World } from './fixture.ts';

async function comment(world: World): Promise<number> {
  const body = { body: 'b', commit_id: world.commits[1], path: 'long.txt', line: 3 };
  return ((await world.ask('POST', 'pulls/7/comments', { body })).body as { id: number }).id;
}

describe('pulls/comments/{id}', () => {
  test('is read, changed and deleted', async () => {
    const world = await makeWorld();
    const id = await comment(world);
    const path = `pulls/comments/${id}`;
    expect((await world.ask('GET', path)).body).toMatchObject({ id, body: 'b' });
    const patched = await world.ask('PATCH', path, { body: { body: '```suggestion\n```' } });
    expect(patched).toMatchObject({ status: 200, body: { body: '```suggestion\n```' } });
    expect(world.github.comments(7)).toMatchObject([{ suggestion: [] }]);
    expect((await world.ask('DELETE', path)).status).toBe(204);
    expect((await world.ask('DELETE', path)).status).toBe(404);
    expect(world.github.comments(7)).toEqual([]);
  });

  test('of somebody else can be deleted by an App, and not changed', async () => {
    const world = await makeWorld();
    const id = await comment(world);
    const path = `pulls/comments/${id}`;
    const body = { body: 'x' };
    expect((await world.ask('PATCH', path, { body, token: 'app' })).status).toBe(403);
    expect((await world.ask('PATCH', path, { body, token: 'person' })).status).toBe(200);
    expect((await world.ask('DELETE', path, { token: 'reader' })).status).toBe(403);
    expect((await world.ask('DELETE', path, { token: 'app' })).status).toBe(204);
  });

  test.each([{}, { body: '' }, { body: 1 }, { body: 'x'.repeat(65_537) }])(
    'refuses some bodies (%#)',
    async (body) => {
      const world = await makeWorld();
      const path = `pulls/comments/${await comment(world)}`;
      expect((await world.ask('PATCH', path, { body })).status).toBe(422);
    },
  );

  test('has replies, but a reply has none; they outlive it', async () => {
    const world = await makeWorld();
    const id = await comment(world);
    const reply = { body: { body: 'r' } };
    const made = await world.ask('POST', `pulls/7/comments/${id}/replies`, reply);
    expect(made).toMatchObject({ status: 201, body: { in_reply_to_id: id, line: 3 } });
    const second = (made.body as { id: number }).id;
    expect((await world.ask('POST', `pulls/7/comments/${second}/replies`, reply)).status).toBe(404);
    expect((await world.ask('POST', 'pulls/7/comments/1/replies', reply)).status).toBe(404);
    await world.ask('DELETE', `pulls/comments/${id}`);
    expect(world.github.comments(7)).toMatchObject([{ id: second, inReplyTo: id }]);
    await world.github.as('ann').reply(second, 'again');
    const [one, other] = world.github.comments(7);
    expect(one?.threadId).toBe(other?.threadId);
  });

  test('gets reactions', async () => {
    const world = await makeWorld();
    const id = await comment(world);
    const path = `pulls/comments/${id}/reactions`;
    const body = { content: 'eyes' };
    expect((await world.ask('POST', path, { body })).status).toBe(201);
    expect((await world.ask('POST', path, { body })).status).toBe(200);
    await world.github.as('ann').react(id, '+1');
    expect((await world.ask('GET', `${path}?content=%2B1`)).body).toMatchObject([
      { user: { login: 'ann' } },
    ]);
    expect((await world.ask('GET', `pulls/comments/${id}`)).body).toMatchObject({
      reactions: { total_count: 2, eyes: 1, '+1': 1 },
    });
    expect((await world.ask('POST', path, { body: { content: 'sad' } })).status).toBe(422);
  });
});

describe('issues/{n}/comments', () => {
  test('are made, listed, changed, deleted and reacted to', async () => {
    const { ask, github } = await makeWorld();
    const made = await ask('POST', 'issues/7/comments', { body: { body: 'Hello' } });
    expect(made).toMatchObject({
      status: 201,
      body: { body: 'Hello', user: { login: 'github-actions[bot]' } },
    });
    const { id } = made.body as { id: number };
    await github.as('ann').comment(7, '/podseal fix');
    expect((await ask('GET', 'issues/7/comments')).body).toMatchObject([
      { id },
      { body: '/podseal fix', user: { login: 'ann' } },
    ]);
    const path = `issues/comments/${id}`;
    await ask('PATCH', path, { body: { body: 'Bye' } });
    expect((await ask('GET', path)).body).toMatchObject({ body: 'Bye' });
    const reaction = { body: { content: 'rocket' } };
    expect((await ask('POST', `${path}/reactions`, reaction)).status).toBe(201);
    expect((await ask('GET', `${path}/reactions`)).body).toMatchObject([{ content: 'rocket' }]);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect(github.issueComments(7)).toHaveLength(1);
    expect((await ask('GET', 'issues/8/comments')).status).toBe(404);
  });

  test('are refused when they are too long, blank, or the conversation is locked', async () => {
    const { ask, github, gitDir, commits } = await makeWorld();
    const post = (body: string, number = 7): ReturnType<World['ask']> =>
      ask('POST', `issues/${number}/comments`, { body: { body } });
    expect(await post('x'.repeat(65_537))).toMatchObject({
      status: 422,
      body: {
        errors: [
          { code: 'unprocessable', message: 'Body is too long (maximum is 65536 characters)' },
        ],
      },
    });
    expect((await post(' ')).status).toBe(422);
    const [base = '', head = ''] = commits;
    const options = { owner: 'acme', repo: 'shop', gitDir, base, head };
    await github.addPullRequest({ ...options, number: 8, locked: true });
    expect(await post('x', 8)).toMatchObject({
      status: 403,
      body: { message: 'Unable to create comment because issue is locked.' },
    });
    const { status } = await ask('POST', 'issues/7/comments', {
      body: { body: 'x' },
      token: 'reader',
    });
    expect(status).toBe(403);
  });
});

describe('reviews/{id}', () => {
  test('is submitted, changed and dismissed', async () => {
    const { ask } = await makeWorld();
    const pending = await ask('POST', 'pulls/7/reviews', { body: { body: 'b' } });
    const path = `pulls/7/reviews/${(pending.body as { id: number }).id}`;
    expect((await ask('GET', path, { token: 'person' })).status).toBe(404);
    const event = { body: { event: 'REQUEST_CHANGES' } };
    expect((await ask('POST', `${path}/events`, event)).body).toMatchObject({
      state: 'CHANGES_REQUESTED',
      body: 'b',
    });
    expect((await ask('POST', `${path}/events`, event)).status).toBe(422);
    await ask('PUT', path, { body: { body: 'c' } });
    expect((await ask('PUT', path, { body: { body: 'c' }, token: 'app' })).status).toBe(403);
    const dismissal = { body: { message: 'Fixed', event: 'DISMISS' } };
    expect((await ask('PUT', `${path}/dismissals`, { body: { message: '' } })).status).toBe(422);
    expect((await ask('PUT', `${path}/dismissals`, dismissal)).body).toMatchObject({
      state: 'DISMISSED',
      body: 'c',
    });
    expect((await ask('PUT', `${path}/dismissals`, dismissal)).status).toBe(422);
    expect((await ask('GET', path)).body).toMatchObject({ state: 'DISMISSED' });
  });

  test('of one’s own pull request asks for no changes', async () => {
    const { github } = await makeWorld();
    await expect(github.as('octocat').review(7, 'REQUEST_CHANGES', 'No')).rejects.toThrow(
      'Can not request changes on your own pull request',
    );
  });
});
