import { describe, expect, test } from 'vitest';
import { commit } from '../git-repository.ts';
import { makeWorld, sharedWorld, type Answer, type World } from './fixture.ts';

const DOCS =
  'https://docs.github.com/rest/pulls/comments#create-a-review-comment-for-a-pull-request';
const RESOURCE = 'PullRequestReviewComment';

const post = (world: World, comment: object, token?: 'app'): Promise<Answer> =>
  world.ask('POST', 'pulls/7/comments', {
    body: { body: 'A word', commit_id: world.commits[1], path: 'long.txt', ...comment },
    ...(token ? { token } : {}),
  });

const failed = (...errors: object[]): object => ({
  message: 'Validation Failed',
  errors: errors.map((error) => ({ resource: RESOURCE, ...error })),
  documentation_url: DOCS,
  status: '422',
});

/** An error about a field of the thread, in the words that repeat its name. */
const thread = (field: string, text: string, code = 'custom'): object => {
  const name = `pull_request_review_thread.${field}`;
  return { code, field: name, message: `${name} ${text}` };
};

const noHunk = { code: 'missing_field', field: 'pull_request_review_thread.diff_hunk' };

describe('POST pulls/{n}/comments', () => {
  test('posts a comment on a line, in a review of its own', async () => {
    const world = await makeWorld();
    const { status, body } = await post(world, { line: 4, start_line: 2 });
    expect(status).toBe(201);
    const [review] = world.github.reviews(7);
    expect(review).toMatchObject({ state: 'COMMENTED', body: '', commitId: world.commits[1] });
    expect(body).toMatchObject({
      ...{ path: 'long.txt', line: 4, start_line: 2, side: 'RIGHT', start_side: 'RIGHT' },
      ...{ original_line: 4, original_start_line: 2, position: 5, original_position: 5 },
      ...{ subject_type: 'line', pull_request_review_id: review?.id, body: 'A word' },
      diff_hunk: '@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+three\n 4',
      ...{ commit_id: world.commits[1], original_commit_id: world.commits[1] },
      user: { login: 'github-actions[bot]' },
    });
    expect((await world.ask('GET', 'pulls/7/comments')).body).toEqual([body]);
  });

  test('posts a comment on a whole file, which has line 1', async () => {
    const world = await makeWorld(undefined, { dropPatch: () => true });
    const { status, body } = await post(world, { subject_type: 'file' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ subject_type: 'file', line: 1, original_line: 1, position: 1, side: 'RIGHT' },
      ...{ start_line: null, diff_hunk: '' },
    });
  });

  test('posts a reply, which looks at nothing but the text', async () => {
    const world = await makeWorld();
    const { id } = (await post(world, { line: 3 })).body as { id: number };
    const reply = { in_reply_to: id, path: 'nowhere', commit_id: 'nothing', body: 'Re' };
    const first = await post(world, reply, 'app');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ in_reply_to_id: id, path: 'long.txt', line: 3, body: 'Re' });
    const { id: replyId } = first.body as { id: number };
    // A reply to a reply belongs to the first comment of the thread.
    expect((await post(world, { in_reply_to: replyId })).body).toMatchObject({
      in_reply_to_id: id,
    });
    expect(world.github.comments(7)).toHaveLength(3);
    expect(world.github.comments(7)[1]).toMatchObject({ author: 'podseal[bot]', inReplyTo: id });
  });

  test('posts at a position', async () => {
    const world = await makeWorld();
    expect((await post(world, { position: 4 })).body).toMatchObject({ line: 3, position: 4 });
  });

  test('has pages', async () => {
    const world = await makeWorld();
    for (const line of [1, 2, 3]) await post(world, { line });
    const { body, headers } = await world.ask('GET', 'pulls/7/comments?per_page=2');
    expect(body).toMatchObject([{ line: 1 }, { line: 2 }]);
    expect(headers.get('link')).toContain('rel="next"');
  });
});

describe('a comment is refused', () => {
  const shared = sharedWorld();

  test.each<[string, object, object[]]>([
    ['outside the diff', { line: 8 }, [thread('line', 'must be part of the diff'), noHunk]],
    [
      'in two hunks',
      { line: 30, start_line: 3 },
      [thread('start_line', 'must be part of the same hunk as the line.')],
    ],
    [
      'that starts where it ends',
      { line: 3, start_line: 3 },
      [thread('start_line', 'must precede the end line.')],
    ],
    [
      'in a file that did not change',
      { line: 1, path: 'same.txt' },
      [thread('path', 'is invalid', 'invalid'), noHunk],
    ],
    [
      'on a whole file that did not change',
      { subject_type: 'file', path: 'same.txt' },
      [thread('path', 'is invalid', 'invalid'), noHunk],
    ],
    [
      'at a position below the diff',
      { position: 99 },
      [thread('position', 'is invalid', 'invalid'), noHunk],
    ],
    [
      'of a commit from elsewhere',
      { commit_id: 'f'.repeat(40), line: 3 },
      [
        {
          code: 'custom',
          field: 'commit_id',
          message: 'commit_id is not part of the pull request',
        },
      ],
    ],
    ['that says nothing', { line: 3, body: '\n' }, [{ code: 'missing_field', field: 'body' }]],
    [
      'that is too long',
      { line: 3, body: 'x'.repeat(65_537) },
      [
        {
          code: 'custom',
          field: 'body',
          message: 'body is too long (maximum is 65536 characters)',
        },
      ],
    ],
    ['that replies to nothing', { in_reply_to: 1 }, [{ code: 'invalid', field: 'in_reply_to' }]],
  ])('%s', async (_, comment, errors) => {
    const world = await shared();
    const { status, body } = await post(world, comment);
    expect(status).toBe(422);
    expect(body).toEqual(failed(...errors));
    expect(world.github.comments(7)).toEqual([]);
    expect(world.github.reviews(7)).toEqual([]);
  });

  test.each([
    ['path', { subject_type: 'file', path: 'same.txt' }],
    ['line', { line: 8 }],
    ['start_line', { line: 30, start_line: 3 }],
  ])('in other words for its %s too', async (field, comment) => {
    const world = await makeWorld(undefined, { anchorWording: 'could-not-be-resolved' });
    const name = `pull_request_review_thread.${field}`;
    const error = { code: 'invalid', field: name, message: 'could not be resolved' };
    expect((await post(world, comment)).body).toEqual(failed(error));
  });

  test.each([
    ['null as the line', { line: null }],
    ['a line of a whole file', { subject_type: 'file', line: 3 }],
    ['the type of a line', { subject_type: 'line', line: 3 }],
    ['no place', {}],
    ['no commit', { commit_id: undefined, line: 3 }],
    ['null as the body', { body: null, line: 3 }],
  ])('with %s', async (_, comment) => {
    const world = await shared();
    const { status, body } = await post(world, comment);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      message: expect.stringMatching(/^Invalid request\.\n\nNo subschema in "oneOf" matched\.\n/),
      documentation_url: DOCS,
    });
  });

  test('while its author has a pending review', async () => {
    const world = await makeWorld();
    await world.ask('POST', 'pulls/7/reviews', { body: {} });
    expect((await post(world, { line: 3 })).body).toEqual({
      ...failed(),
      errors: [
        {
          resource: 'PullRequestReview',
          code: 'custom',
          field: 'user_id',
          message: 'user_id can only have one pending review per pull request',
        },
      ],
    });
    expect((await post(world, { line: 3 }, 'app')).status).toBe(201);
  });

  test('with the key that nobody documents, loudly', async () => {
    const world = await makeWorld();
    expect((await post(world, { positioning: {} })).status).toBe(501);
  });
});

test('a comment on an older commit of the pull request is moved or outdated at once', async () => {
  const world = await makeWorld();
  await world.github.setHead(7, commit(world.gitDir, { 'new.txt': 'w\nx\nY\nz' }));
  const old = { path: 'new.txt', commit_id: world.commits[1] };
  const moved = await post(world, { ...old, line: 1 });
  expect(moved.body).toMatchObject({ line: 2, original_line: 1 });
  const outdated = await post(world, { ...old, line: 2 });
  expect(outdated.body).toMatchObject({ line: null, original_line: 2, position: 2 });
  expect(outdated.body).toMatchObject({ commit_id: world.commits[1] });
});
