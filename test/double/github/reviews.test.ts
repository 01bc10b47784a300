import { describe, expect, test } from 'vitest';
import { commit } from '../git-repository.ts';
import { makeWorld, sharedWorld, type Answer, type World } from './fixture.ts';

const DOCS = 'https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request';
const body = 'A word';

const post = (world: World, review: unknown, token?: 'app' | 'person'): Promise<Answer> =>
  world.ask('POST', 'pulls/7/reviews', { body: review, ...(token ? { token } : {}) });

const comment = (line: number, more: object = {}): object => ({
  ...{ path: 'long.txt', line, side: 'RIGHT', body: `On ${line}` },
  ...more,
});

/** What the body of a refusal of the first kind is. */
const refused = (sentence: string): object => ({
  message: 'Unprocessable Entity',
  errors: [sentence],
  documentation_url: DOCS,
  status: '422',
});

describe('POST pulls/{n}/reviews', () => {
  test('posts a review with its comments', async () => {
    const world = await makeWorld();
    const head = world.commits[1];
    const comments = [comment(3), comment(33, { start_line: 30, start_side: 'RIGHT' })];
    const answer = await post(world, { commit_id: head, event: 'COMMENT', body, comments });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...{ body, state: 'COMMENTED', commit_id: head },
      user: { login: 'github-actions[bot]', type: 'Bot' },
      submitted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    const [review] = world.github.reviews(7);
    expect(answer.body).toHaveProperty('id', review?.id);
    expect(world.github.comments(7)).toMatchObject([
      { path: 'long.txt', line: 3, startLine: null, side: 'RIGHT', body: 'On 3' },
      { line: 33, startLine: 30, startSide: 'RIGHT', reviewId: review?.id },
    ]);
    expect(await world.ask('GET', 'pulls/7/reviews')).toMatchObject({ body: [answer.body] });
    const listed = await world.ask('GET', `pulls/7/reviews/${review?.id}/comments`);
    expect(listed.body).toMatchObject([{ line: 3 }, { line: 33, start_line: 30 }]);
  });

  test('is about the head when it names no commit', async () => {
    const world = await makeWorld();
    const { body: review } = await post(world, { event: 'COMMENT', body });
    expect(review).toMatchObject({ commit_id: world.commits[1] });
  });

  test('takes a comment without a body when there are inline ones', async () => {
    const world = await makeWorld();
    const review = { event: 'COMMENT', comments: [comment(3)] };
    expect((await post(world, { ...review, body: '' })).status).toBe(200);
    expect((await post(world, review)).status).toBe(200);
  });

  test.each([
    ['APPROVE', 'APPROVED'],
    ['REQUEST_CHANGES', 'CHANGES_REQUESTED'],
  ])('with the event %s is %s', async (event, state) => {
    const world = await makeWorld();
    expect((await post(world, { event, body }, 'app')).body).toMatchObject({ state });
  });
});

describe('the anchors of a review', () => {
  const shared = sharedWorld();
  const blank = "Pull request review thread diff hunk can't be blank";
  const line = 'Pull request review thread line must be part of the diff';
  const hunk = 'Pull request review thread start line must be part of the same hunk as the line.';

  test.each<[string, object[], string]>([
    ['outside the diff', [comment(8)], `${line} and ${blank}`],
    ['outside with a start', [comment(9, { start_line: 8 })], `${line}, ${hunk}, and ${blank}`],
    ['in two hunks', [comment(30, { start_line: 3 })], hunk],
    [
      'that start where they end',
      [comment(3, { start_line: 3 })],
      'Pull request review thread start line must precede the end line.',
    ],
    [
      'in a file that did not change',
      [comment(1, { path: 'same.txt' })],
      `Pull request review thread path is invalid and ${blank}`,
    ],
    [
      'at a position below the diff',
      [{ path: 'long.txt', position: 99, body }],
      `Pull request review thread position is invalid and ${blank}`,
    ],
    [
      'among good ones',
      [comment(3), comment(8), comment(1, { path: 'same.txt' })],
      `${line}, ${blank}, Pull request review thread path is invalid, and ${blank}`,
    ],
    ['nowhere', [{ path: 'long.txt', body }], `${line} and ${blank}`],
    [
      'on a removed line of the right side',
      [comment(1, { path: 'gone.txt' })],
      `${line} and ${blank}`,
    ],
  ])('%s are refused, and nothing is posted', async (_, comments, sentence) => {
    const world = await shared();
    const answer = await post(world, { event: 'COMMENT', body, comments });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(refused(sentence));
    expect(world.github.reviews(7)).toEqual([]);
    expect(world.github.comments(7)).toEqual([]);
  });

  test.each<[string, object[], string]>([
    ['outside the diff', [comment(8)], 'Line could not be resolved'],
    [
      'outside in several ways',
      [comment(8), comment(1, { path: 'same.txt' }), comment(9)],
      'Line could not be resolved, Path could not be resolved, and Line could not be resolved',
    ],
  ])('%s are refused in the other words too', async (_, comments, sentence) => {
    const world = await makeWorld(undefined, { anchorWording: 'could-not-be-resolved' });
    const answer = await post(world, { event: 'COMMENT', body, comments });
    expect(answer.body).toEqual(refused(sentence));
  });

  test('in a file without a patch are refused', async () => {
    const world = await makeWorld(undefined, { dropPatch: () => true });
    const answer = await post(world, { event: 'COMMENT', body, comments: [comment(3)] });
    expect(answer.body).toEqual(refused(`${line} and ${blank}`));
  });

  test('on the left are for the lines before', async () => {
    const world = await makeWorld();
    const comments = [comment(2, { path: 'gone.txt', side: 'LEFT' })];
    expect((await post(world, { event: 'COMMENT', comments })).status).toBe(200);
    expect(world.github.comments(7)).toMatchObject([{ side: 'LEFT', line: 2, position: 2 }]);
  });

  test('of a file that is only renamed are refused', async () => {
    const world = await makeWorld([
      { 'a.txt': 'a\nb\nc\n' },
      { 'a.txt': null, 'b.txt': 'a\nb\nc\n' },
    ]);
    const comments = [{ path: 'b.txt', line: 1, body }];
    expect((await post(world, { event: 'COMMENT', body, comments })).status).toBe(422);
  });
});

describe('a review is refused', () => {
  const shared = sharedWorld();
  const long = 'x'.repeat(65_537);

  test.each<[string, object, string]>([
    ['that says nothing', { event: 'COMMENT', body: ' \n' }, "Body can't be blank"],
    [
      'that asks for changes without a word',
      { event: 'REQUEST_CHANGES', body: '', comments: [comment(3)] },
      'You need to leave a comment indicating the requested changes.',
    ],
    [
      'that is too long',
      { event: 'COMMENT', body: long },
      'Body is too long (maximum is 65536 characters)',
    ],
    [
      'with a comment that is too long',
      { event: 'COMMENT', comments: [comment(3, { body: long })] },
      'Pull request review comment body is too long (maximum is 65536 characters)',
    ],
    [
      'with a blank comment',
      { event: 'COMMENT', body, comments: [comment(3, { body: ' ' })] },
      "Pull request review comment body can't be blank",
    ],
    [
      'of a commit from elsewhere',
      { commit_id: 'f'.repeat(40), event: 'COMMENT', body },
      'The commitOID is not part of the pull request',
    ],
    [
      'by Actions that approves',
      { event: 'APPROVE' },
      'GitHub Actions is not permitted to approve pull requests.',
    ],
  ])('%s', async (_, review, sentence) => {
    const world = await shared();
    const answer = await post(world, review);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(refused(sentence));
    expect(world.github.reviews(7)).toEqual([]);
  });

  test('of the base commit', async () => {
    const world = await makeWorld();
    const answer = await post(world, { commit_id: world.commits[0], event: 'COMMENT', body });
    expect(answer.body).toEqual(refused('The commitOID is not part of the pull request'));
  });

  test.each([
    ['APPROVE', 'Can not approve your own pull request'],
    ['REQUEST_CHANGES', 'Can not request changes on your own pull request'],
  ])('of one by its author with %s', async (event, sentence) => {
    const world = await makeWorld();
    expect((await post(world, { event, body }, 'person')).body).toEqual(refused(sentence));
    expect((await post(world, { event: 'COMMENT', body }, 'person')).status).toBe(200);
  });

  test('whose body is not text', async () => {
    const world = await makeWorld();
    expect((await post(world, { event: 'COMMENT', body: null })).body).toEqual({
      message: "Invalid request.\n\nFor 'properties/body', nil is not a string.",
      documentation_url: DOCS,
      status: '422',
    });
  });

  test('with subject_type in a comment', async () => {
    const world = await makeWorld();
    const comments = [{ path: 'long.txt', body, subject_type: 'file' }];
    const answer = await post(world, { event: 'COMMENT', body, comments });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      message: 'Invalid request.\n\n"subject_type" is not a permitted key.',
    });
  });

  test('except for the longest text that fits, counted in characters', async () => {
    const world = await makeWorld();
    expect((await post(world, { event: 'COMMENT', body: '🦭'.repeat(65_536) })).status).toBe(200);
  });

  test('except by Actions where the repository lets it approve', async () => {
    const repositories = { 'acme/shop': { allowActionsToApprove: true } };
    const world = await makeWorld(undefined, { repositories });
    expect((await post(world, { event: 'APPROVE' })).body).toMatchObject({ state: 'APPROVED' });
  });
});

describe('a pending review', () => {
  const pending = { comments: [comment(3)] };

  test('has no date and is seen by its author alone', async () => {
    const world = await makeWorld();
    const { status, body: review } = await post(world, pending);
    expect(status).toBe(200);
    expect(review).toMatchObject({ state: 'PENDING', body: '' });
    expect(review).not.toHaveProperty('submitted_at');
    const id = (review as { id: number }).id;
    expect((await world.ask('GET', 'pulls/7/reviews')).body).toHaveLength(1);
    expect((await world.ask('GET', `pulls/7/reviews/${id}/comments`)).body).toHaveLength(1);
    const other = { token: 'app' } as const;
    expect((await world.ask('GET', 'pulls/7/reviews', other)).body).toEqual([]);
    expect((await world.ask('GET', `pulls/7/reviews/${id}/comments`, other)).status).toBe(404);
    expect((await world.ask('DELETE', `pulls/7/reviews/${id}`, other)).status).toBe(404);
    expect((await world.ask('GET', 'pulls/7/comments')).body).toEqual([]);
  });

  test('keeps its author from another until it is deleted', async () => {
    const world = await makeWorld();
    const { id } = (await post(world, pending)).body as { id: number };
    const sentence = 'User can only have one pending review per pull request';
    expect((await post(world, pending)).body).toEqual(refused(sentence));
    expect((await post(world, { event: 'COMMENT', body })).body).toEqual(refused(sentence));
    expect((await post(world, { event: 'COMMENT', body }, 'app')).status).toBe(200);
    const deleted = await world.ask('DELETE', `pulls/7/reviews/${id}`);
    expect(deleted).toMatchObject({ status: 200, body: { id, state: 'PENDING' } });
    expect(world.github.comments(7)).toEqual([]);
    expect((await world.ask('DELETE', `pulls/7/reviews/${id}`)).status).toBe(404);
    expect((await post(world, { event: 'COMMENT', body })).status).toBe(200);
  });

  test('can be deleted, a submitted one can not', async () => {
    const world = await makeWorld();
    const { id } = (await post(world, { event: 'COMMENT', body })).body as { id: number };
    const { status, body: answer } = await world.ask('DELETE', `pulls/7/reviews/${id}`);
    expect(status).toBe(422);
    const errors = ['Can not delete a non-pending pull request review'];
    expect(answer).toMatchObject({ message: 'Unprocessable Entity', errors });
    expect(world.github.reviews(7)).toHaveLength(1);
  });
});

test('reviews have pages', async () => {
  const world = await makeWorld();
  for (const text of ['1', '2', '3']) await post(world, { event: 'COMMENT', body: text });
  const { body: page } = await world.ask('GET', 'pulls/7/reviews?per_page=2&page=2');
  expect(page).toMatchObject([{ body: '3' }]);
});

test('a review of an older commit of the pull request is about its diff', async () => {
  const world = await makeWorld();
  const [, old = ''] = world.commits;
  await world.github.setHead(7, commit(world.gitDir, { 'new.txt': 'w\nx\ny\nz' }));
  const review = { event: 'COMMENT', comments: [{ path: 'new.txt', line: 3, body }] };
  const answer = await post(world, { commit_id: old, ...review });
  expect(answer.body).toMatchObject({ commit_id: old });
  // Line 3 of the older commit is line 4 of the newer.
  expect(world.github.comments(7)).toMatchObject([{ line: 4, originalLine: 3 }]);
});
