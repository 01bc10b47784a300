import { describe, expect, it } from 'vitest';
import { type Request, mayWrite, react, reply } from '../../src/github/conversation.ts';
import { findPullRequests } from '../../src/github/find-pull-requests.ts';
import { readHeadBranch } from '../../src/github/head-branch.ts';
import { md } from '../../src/text/markdown.ts';
import { LOST, REF, type Step, refusal, run } from './script.ts';

const REQUEST: Request = {
  pullRequest: REF,
  commentId: 12,
  url: 'https://github.com/shop/manifests/pull/7#issuecomment-12',
  createdAt: '2026-01-01T00:00:00Z',
  login: 'ann',
};

describe('who asks', () => {
  const ask = async (...steps: Step[]) =>
    run(async (client) => mayWrite(client, REQUEST), ...steps);

  it.each([
    ['admin', true],
    ['maintain', true],
    ['write', true],
    ['triage', false],
    ['read', false],
    ['none', false],
  ])('with the permission %s may have something done: %s', async (permission, may) => {
    const { result, sent } = await ask(['/permission', { permission }]);
    expect(result).toBe(may);
    expect(sent).toEqual([{ owner: 'shop', repo: 'manifests', username: 'ann' }]);
  });

  it('is nobody where GitHub knows nobody of that name, and unknown where it does not say', async () => {
    expect((await ask(['/permission', refusal(404)])).result).toBe(false);
    await expect(ask(['/permission', refusal(403)])).rejects.toMatchObject({ status: 403 });
  });
});

describe.each([
  ['the conversation', undefined, 'issues', '/issues/{issue_number}/comments'],
  ['a thread', 5, 'pulls', '/pulls/{pull_number}/comments/{comment_id}/replies'],
])('an answer in %s', (_, thread, kind, create) => {
  const LIST = kind === 'issues' ? create : '/pulls/{pull_number}/comments';
  const EDIT = `PATCH /repos/{owner}/{repo}/${kind}/comments/{comment_id}`;
  const mark = '<!-- podseal:answer to=12 -->';
  const comment = (id: number, more: object = {}) => ({
    ...{ id, body: `Old.\n\n${mark}`, user: { login: 'podseal[bot]', type: 'Bot' } },
    ...more,
  });
  const answer = async (own: string | undefined, unless: string | undefined, ...steps: Step[]) =>
    run(
      async (client) => reply(client, { ...REQUEST, thread }, { text: md`New.`, unless }, own),
      ...steps,
    );

  it('is posted with its mark, and looked for from when it was asked for', async () => {
    const { sent } = await answer('podseal[bot]', undefined, [LIST, []], [create]);
    expect(sent[0]).toMatchObject({ since: '2026-01-01T00:00:00Z' });
    expect(sent[1]).toMatchObject({ body: `New.\n\n${mark}` });
    if (thread !== undefined) expect(sent[1]).toMatchObject({ comment_id: 5, pull_number: 7 });
  });

  it('replaces ours, and nobody else\u2019s', async () => {
    const { sent } = await answer('podseal[bot]', undefined, [LIST, [comment(3)]], [EDIT]);
    expect(sent[1]).toMatchObject({ comment_id: 3, body: `New.\n\n${mark}` });
    const others = [
      comment(4, { user: { login: 'other[bot]', type: 'Bot' } }),
      comment(5, { body: `Old.\n\n<!-- podseal:answer to=1 -->` }),
      comment(6, { body: `> ${mark}\n\nWhat is that?` }),
      comment(7, { user: null }),
    ];
    await answer('podseal[bot]', undefined, [LIST, others], [create]);
  });

  it('is a bot\u2019s where we do not know our name', async () => {
    const person = comment(4, { user: { login: 'eve', type: 'User' } });
    await answer(undefined, undefined, [LIST, [person]], [create]);
    const { sent } = await answer(undefined, undefined, [LIST, [person, comment(5)]], [EDIT]);
    expect(sent[1]).toMatchObject({ comment_id: 5 });
  });

  it('stays where an earlier one says more', async () => {
    const kept = await answer('podseal[bot]', 'Old', [LIST, [comment(3)]]);
    const edited = await answer('podseal[bot]', 'Committed', [LIST, [comment(3)]], [EDIT]);
    expect([kept.sent, edited.sent].map(({ length }) => length)).toEqual([1, 2]);
  });

  it('that got lost is posted again only where it is not there', async () => {
    const own = 'podseal[bot]';
    await answer(own, undefined, [LIST, []], [create, LOST], [LIST, [comment(3)]]);
    await answer(own, undefined, [LIST, []], [create, LOST], [LIST, []], [create]);
    const refused = answer(own, undefined, [LIST, []], [create, refusal(422)]);
    await expect(refused).rejects.toMatchObject({ status: 422 });
  });

  it('that may not be posted says what is in the way', async () => {
    const locked = refusal(403, 'This issue is locked.');
    const { result } = await answer('podseal[bot]', undefined, [LIST, []], [create, locked]);
    expect(result).toBe('locked');
  });

  it('begins with a reaction on the comment, which tells our name', async () => {
    const route = `POST /repos/{owner}/{repo}/${kind}/comments/{comment_id}/reactions`;
    const reacting = async (step: Step) =>
      run(async (client) => react(client, { ...REQUEST, thread }, 'eyes'), step);
    const { result, sent } = await reacting([route, { user: { login: 'podseal[bot]' } }]);
    expect([result, sent[0]?.['comment_id'], sent[0]?.['content']]).toEqual([
      ...['podseal[bot]', 12, 'eyes'],
    ]);
    expect((await reacting([route, refusal(403)])).result).toBeUndefined();
  });
});

describe('the branch of a pull request', () => {
  const pull = (more: object = {}, head: object = {}) => ({
    state: 'open',
    head: { ref: 'topic', sha: 'head', repo: { id: 1 }, ...head },
    base: { repo: { id: 1, default_branch: 'main' } },
    ...more,
  });
  const closed = async (answer: object) =>
    (await run(async (client) => readHeadBranch(client, REF), ['{pull_number}', answer])).result
      .closed;

  it('can be committed to where it is open, here, and not the default one', async () => {
    expect(await closed(pull())).toBeUndefined();
    expect(await closed(pull({ state: 'closed' }))).toBe('The pull request is closed.');
    expect(await closed(pull({}, { repo: { id: 2 } }))).toContain('is in a fork');
    expect(await closed(pull({}, { repo: null }))).toContain('is in a fork');
    expect(await closed(pull({}, { ref: 'main' }))).toContain('is the default branch');
  });
});

describe('the pull requests of a finished run', () => {
  it('are those with its commit, its branch and its repository', async () => {
    const pull = (number: number, head: object, more: object = {}) => ({
      ...{ number, head: { sha: 'head', repo: { full_name: 'eve/manifests' }, ...head } },
      ...more,
    });
    const list = [
      pull(1, { sha: 'newer' }),
      pull(2, { repo: { full_name: 'mallory/manifests' } }),
      pull(3, { repo: null }),
      pull(4, {}, { draft: true }),
      pull(5, {}),
    ];
    const run1 = { head: 'head', branch: 'topic', headRepository: 'eve/manifests' };
    const { result, sent } = await run(
      async (client) => findPullRequests(client, REF, run1),
      ['/pulls', list],
    );
    expect(result).toEqual([
      { number: 4, isDraft: true },
      { number: 5, isDraft: false },
    ]);
    expect(sent[0]).toMatchObject({ state: 'open', head: 'eve:topic' });
  });
});
