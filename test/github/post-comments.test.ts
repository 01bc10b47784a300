import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { postComments, withoutPosted } from '../../src/github/post-comments.ts';
import { publish } from '../../src/github/publish.ts';
import { writeMarker } from '../../src/review/marker.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import {
  LOST,
  PLAN,
  REF,
  type Step,
  existing,
  plannedComment,
  refusal,
  script,
  thread,
} from './script.ts';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(16)) as [string, string, string];
const REVIEW = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const COMMENT = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments';
const LOOK = 'reviewThreads';

async function post(more: Partial<ReviewPlan>, ...steps: Step[]) {
  const github = script(...steps);
  const posted = await postComments(github.client, REF, { ...PLAN, ...more });
  github.end();
  return { ...posted, sent: github.sent };
}

const [ONE, TWO] = [plannedComment(A), plannedComment(B, { startLine: 2 })] as const;
const ON_FILE = plannedComment(C, { subject: 'file', line: 1 });
const comments = [ONE, TWO];

describe('comments', () => {
  it('on lines are one review of the head, those on files come one by one', async () => {
    const posted = await post({ comments: [ONE, ON_FILE, TWO] }, [REVIEW], [COMMENT]);
    expect(posted).toMatchObject({ count: 3, refused: [], obstacle: undefined });
    expect(posted.sent).toEqual([
      {
        ...{ owner: 'shop', repo: 'manifests', pull_number: 7 },
        ...{ commit_id: 'head', event: 'COMMENT', body: 'A body' },
        comments: [
          { path: ONE.path, body: 'on the line', line: 4, side: 'RIGHT' },
          {
            ...{ path: TWO.path, body: 'on the line' },
            ...{ start_line: 2, start_side: 'RIGHT', line: 4, side: 'RIGHT' },
          },
        ],
      },
      {
        ...{ owner: 'shop', repo: 'manifests', pull_number: 7, commit_id: 'head' },
        ...{ path: ON_FILE.path, body: 'on the file', subject_type: 'file' },
      },
    ]);
  });

  it('are no review where there are none, unless it asks for changes', async () => {
    expect(await post({})).toMatchObject({ count: 0, refused: [] });
    const { sent } = await post({ requestsChanges: true }, [REVIEW]);
    expect(sent).toMatchObject([{ event: 'REQUEST_CHANGES', comments: [] }]);
  });

  it('that the token may not make are all refused, and none is tried alone', async () => {
    const some = [ONE, ON_FILE];
    const posted = await post({ comments: some }, [REVIEW, refusal(403)]);
    expect(posted).toMatchObject({
      ...{ count: 0, refused: some, obstacle: 'pull-requests: write' },
    });
  });
});

describe('a review whose answer got lost', () => {
  it('is not posted again: what is there is left out, and the rest comes once', async () => {
    const steps: Step[] = [[REVIEW, LOST], [LOOK, existing([A])], [REVIEW]];
    const { count, refused, sent } = await post({ comments }, ...steps);
    expect([count, refused]).toEqual([2, []]);
    expect(sent[2]).toMatchObject({ comments: [{ path: TWO.path }] });
  });

  it('is done where all of it is there', async () => {
    const steps: Step[] = [
      [REVIEW, LOST],
      [LOOK, existing([A, B])],
    ];
    expect(await post({ comments }, ...steps)).toMatchObject({ count: 2, refused: [] });
  });

  it('asks for changes once', async () => {
    const stands = { url: 'https://x/y#pullrequestreview-1', viewerDidAuthor: true };
    const mark = '\n\n<!-- podseal:v1 review -->';
    const review = { ...stands, state: 'CHANGES_REQUESTED', body: `A body${mark}` };
    const there = existing([A], { reviews: [review] });
    const asking = { comments, requestsChanges: true };
    const [, , second] = (await post(asking, [REVIEW, LOST], [LOOK, there], [REVIEW])).sent;
    expect(second).toMatchObject({ event: 'COMMENT' });
    const dismissed = existing([A], { reviews: [{ ...review, state: 'DISMISSED' }] });
    const [, , again] = (await post(asking, [REVIEW, LOST], [LOOK, dismissed], [REVIEW])).sent;
    expect(again).toMatchObject({ event: 'REQUEST_CHANGES' });
    const first = { ...review, url: 'https://x/y#pullrequestreview-2', state: 'DISMISSED' };
    const both = existing([A], { reviews: [first, review] });
    const [, , third] = (await post(asking, [REVIEW, LOST], [LOOK, both], [REVIEW])).sent;
    expect(third).toMatchObject({ event: 'COMMENT' });
  });

  it('is not tried a third time: what is not there is refused', async () => {
    const steps: Step[] = [
      [REVIEW, LOST],
      [LOOK, existing([])],
      [REVIEW, LOST],
      [LOOK, existing([A])],
      [COMMENT, refusal(422)],
      [COMMENT],
    ];
    const { count, refused } = await post({ comments: [ONE, TWO, ON_FILE] }, ...steps);
    expect([count, refused.map(({ path }) => path)]).toEqual([2, [TWO.path]]);
  });

  it('is not posted again where nobody can look: all goes on the files', async () => {
    const steps: Step[] = [
      [REVIEW, LOST],
      [LOOK, refusal(500)],
      [COMMENT, refusal(422)],
      [COMMENT, refusal(422)],
    ];
    const { count, refused } = await post({ comments }, ...steps);
    expect([count, refused.map(({ path }) => path)]).toEqual([0, [ONE.path, TWO.path]]);
  });
});

describe('a review that GitHub refuses', () => {
  it('for one comment goes comment by comment, and only what is refused goes on the file', async () => {
    const steps: Step[] = [
      [REVIEW, refusal(422)],
      [COMMENT, refusal(422)],
      [COMMENT],
      [COMMENT, refusal(422)],
    ];
    const { count, refused, sent } = await post({ comments }, ...steps);
    expect([count, refused.map(({ path }) => path)]).toEqual([1, [ONE.path]]);
    expect(sent[1]).toEqual({
      ...{ owner: 'shop', repo: 'manifests', pull_number: 7, commit_id: 'head' },
      ...{ path: ONE.path, body: 'on the line', line: 4, side: 'RIGHT' },
    });
    expect(sent[3]).toMatchObject({ path: ONE.path, body: 'on the file', subject_type: 'file' });
  });

  it('still asks for changes after that, once, and GitHub may refuse', async () => {
    const asking = { comments: [ONE], requestsChanges: true };
    const { sent } = await post(asking, [REVIEW, refusal(422)], [COMMENT], [REVIEW, refusal(422)]);
    expect(sent[2]).toMatchObject({ event: 'REQUEST_CHANGES', comments: [] });
    const lost = post(asking, [REVIEW, refusal(422)], [COMMENT], [REVIEW, LOST]);
    await expect(lost).rejects.toBe(LOST);
  });

  it('for the author may not ask for changes is a review without', async () => {
    const own = refusal(422, 'Can not request changes on your own pull request');
    const { sent, count } = await post(
      { comments, requestsChanges: true },
      [REVIEW, own],
      [REVIEW],
    );
    expect([sent[1]?.['event'], count]).toEqual(['COMMENT', 2]);
  });

  it('for one that was never submitted comes after that is deleted, a bot\u2019s alone', async () => {
    const pending = refusal(422, 'User can only have one pending review per pull request');
    const LIST = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
    const DELETE = 'DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}';
    const bot = { id: 5, state: 'PENDING', user: { type: 'Bot' } };
    const others = [
      { id: 3, state: 'COMMENTED', user: { type: 'Bot' } },
      { id: 4, state: 'PENDING', user: { type: 'User' } },
    ];
    const steps: Step[] = [[REVIEW, pending], [LIST, [...others, bot]], [DELETE], [REVIEW]];
    expect((await post({ comments }, ...steps)).sent[2]).toMatchObject({ review_id: 5 });
    await post({ comments: [ONE] }, [REVIEW, pending], [LIST, others], [COMMENT]);
    const twice = await post(
      { comments: [ONE] },
      ...[...steps.slice(0, 3), [REVIEW, pending] as const, [COMMENT] as const],
    );
    expect(twice.count).toBe(1);
  });
});

describe('one comment whose answer got lost', () => {
  const alone = { comments: [ON_FILE] };

  it('counts where it is there, and is made again where it is not', async () => {
    const found = await post(alone, [COMMENT, LOST], [LOOK, existing([C])]);
    expect(found.count).toBe(1);
    const made = await post(alone, [COMMENT, LOST], [LOOK, existing([])], [COMMENT]);
    expect(made.count).toBe(1);
  });

  it('is refused after a second loss, or where nobody can look', async () => {
    const none = existing([]);
    const twice = await post(alone, [COMMENT, LOST], [LOOK, none], [COMMENT, LOST], [LOOK, none]);
    expect(twice).toMatchObject({ count: 0, refused: [{ path: ON_FILE.path }] });
    const blind = await post(alone, [COMMENT, LOST], [LOOK, refusal(500)]);
    expect(blind.count).toBe(0);
  });

  it('is no matter of a limit that does not lift, which ends all', async () => {
    const limit = new UserError('The limit is reached.');
    await expect(post(alone, [COMMENT, limit])).rejects.toBe(limit);
    await expect(post({ comments }, [REVIEW, limit])).rejects.toBe(limit);
  });
});

it('a comment of which something is not said yet is not left out', () => {
  const both = plannedComment(A, { fingerprints: [A, B] });
  expect(withoutPosted([both], new Set([A]))).toEqual([both]);
  expect(withoutPosted([both], new Set([A, B]))).toEqual([]);
});

describe('a plan', () => {
  const CHECKS = '/check-runs';
  const settings = { name: 'Podseal' };

  const post201: Step[] = [
    [CHECKS, { check_runs: [] }],
    [CHECKS, { id: 1 }],
  ];
  const open = { ...thread(1), id: 'T_0', body: `text\n\n${writeMarker([A])}`, fingerprints: [A] };
  const update = { thread: open, body: `new\n\n${writeMarker([A])}` };

  it('that has nothing to say does not look at the conversation', async () => {
    const github = script(...post201);
    const published = await publish(github.client, REF, PLAN, settings);
    github.end();
    expect(published).toEqual({ plan: PLAN, comments: 0, obstacles: [] });
  });

  it.each<[string, Partial<ReviewPlan>, Step[]]>([
    ['a comment', { comments: [ONE] }, [[REVIEW], [LOOK, existing([A])]]],
    [
      'an update',
      { updates: [update] },
      [['PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}']],
    ],
    ['a resolution', { resolutions: [update] }, [['resolveReviewThread']]],
    [
      'a duplicate',
      { duplicates: [open] },
      [['DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}']],
    ],
    ['a request for changes', { requestsChanges: true }, [[REVIEW]]],
  ])('with %s alone is carried out', async (_, more, steps) => {
    const there = 'comments' in more ? [] : [A];
    const github = script([LOOK, existing(there)], ...steps, ...post201);
    const published = await publish(github.client, REF, { ...PLAN, ...more }, settings);
    github.end();
    expect(published.obstacles).toEqual([]);
  });

  it('that may not be posted changes no earlier comment, and names each permission once', async () => {
    const steps: Step[] = [
      [LOOK, existing([A])],
      [REVIEW, refusal(403)],
      [CHECKS, refusal(403)],
    ];
    const github = script(...steps);
    const plan = { ...PLAN, comments: [TWO], updates: [update] };
    const { obstacles, comments: count } = await publish(github.client, REF, plan, settings);
    github.end();
    expect([count, obstacles]).toEqual([0, ['pull-requests: write', 'checks: write']]);
  });

  it('of a head that is no longer the head says nothing in the conversation', async () => {
    const moved = existing([], { head: 'newer' });
    const github = script([LOOK, moved], [CHECKS, { check_runs: [] }], [CHECKS, { id: 1 }]);
    const { comments: count } = await publish(github.client, REF, { ...PLAN, comments }, settings);
    github.end();
    expect(count).toBe(0);
  });

  it('leaves out what another run said, and takes back what it said at the same time', async () => {
    const twice = existing([A, A, B]);
    const steps: Step[] = [
      [LOOK, existing([A])],
      [REVIEW],
      [LOOK, twice],
      ['/pulls/comments/{comment_id}'],
      [CHECKS, { check_runs: [] }],
      [CHECKS, { id: 1 }],
    ];
    const github = script(...steps);
    await publish(github.client, REF, { ...PLAN, comments }, settings);
    github.end();
    expect(github.sent[1]).toMatchObject({ comments: [{ path: TWO.path }] });
    expect(github.sent[3]).toMatchObject({ comment_id: 2 });
  });
});
