import { describe, expect, it } from 'vitest';
import { FIX_BUTTON, jobsOf } from '../../src/app/events.ts';
import type { Payload } from '../../src/app/payload.ts';

const ABOUT = {
  installation: { id: 1 },
  repository: { id: 5, full_name: 'shop/manifests' },
  sender: { login: 'ann', type: 'User' },
};
const WHERE = { installation: 1, repository: 'shop/manifests', repositoryId: 5 };
const PULL = { number: 7, updated_at: '2026-01-01T00:00:00Z', head: { sha: 'abc' } };
const LISTED = [
  { number: 7, base: { repo: { id: 5 } } },
  { number: 3, base: { repo: { id: 6 } } },
];
const CHECK = {
  id: 11,
  html_url: 'https://x/runs/11',
  head_sha: 'abc',
  pull_requests: LISTED,
  check_suite: { head_branch: 'topic' },
};

const WRITTEN = { html_url: 'https://x/7#33', created_at: '2026-01-01T00:00:00Z' };

function jobs(event: string, payload: Payload): unknown[] {
  return jobsOf(event, { ...ABOUT, ...payload });
}

function comment(body: string, more: Payload = {}): unknown[] {
  const issue = { number: 7, state: 'open', pull_request: {} };
  return jobs('issue_comment', {
    action: 'created',
    issue,
    comment: { id: 33, body, ...WRITTEN },
    ...more,
  });
}

describe('events that lead to a review', () => {
  it.each(['opened', 'synchronize', 'reopened', 'ready_for_review'])('%s', (action) => {
    expect(jobs('pull_request', { action, pull_request: PULL })).toEqual([
      {
        kind: 'review',
        ...WHERE,
        number: 7,
        head: 'abc',
        at: Date.parse(PULL.updated_at),
        isDraft: false,
      },
    ]);
  });

  it('a new base, and no other edit', () => {
    const edited = { action: 'edited', pull_request: PULL };
    expect(jobs('pull_request', { ...edited, changes: { base: {} } })).toHaveLength(1);
    expect(jobs('pull_request', { ...edited, changes: {} })).toEqual([]);
  });

  it('a commit of ours, since the new head needs its check', () => {
    const sender = { login: 'podseal[bot]', type: 'Bot' };
    expect(
      jobs('pull_request', { action: 'synchronize', pull_request: PULL, sender }),
    ).toHaveLength(1);
  });

  it('a check that is asked for again, of this repository', () => {
    const again = { action: 'rerequested', check_run: CHECK };
    expect(jobs('check_run', again)).toMatchObject([
      { kind: 'review', number: 7, head: undefined, isDraft: false },
    ]);
    const detached = { ...CHECK, check_suite: { head_branch: undefined } };
    expect(jobs('check_run', { ...again, check_run: detached })).toHaveLength(1);
    const suite = { head_sha: 'abc', pull_requests: LISTED, head_branch: 'topic' };
    expect(jobs('check_suite', { action: 'rerequested', check_suite: suite })).toHaveLength(1);
  });

  it('a check of a fork, whose pull request is to be found', () => {
    const check = { ...CHECK, pull_requests: [] };
    expect(jobs('check_run', { action: 'rerequested', check_run: check })).toEqual([
      { kind: 'commit', ...WHERE, head: 'abc' },
    ]);
  });

  it('a merge group, also when its check is asked for again', () => {
    const group = { head_sha: 'abc', base_sha: 'def' };
    expect(jobs('merge_group', { action: 'checks_requested', merge_group: group })).toEqual([
      { kind: 'merge-group', ...WHERE, head: 'abc', base: 'def' },
    ]);
    const branch = { head_branch: `gh-readonly-queue/main/pr-7-${'d'.repeat(40)}` };
    const check = { ...CHECK, check_suite: branch };
    expect(jobs('check_run', { action: 'rerequested', check_run: check })).toMatchObject([
      { kind: 'merge-group', head: 'abc', base: 'd'.repeat(40) },
    ]);
    const odd = { ...CHECK, check_suite: { head_branch: 'gh-readonly-queue/main/pr-7' } };
    expect(jobs('check_run', { action: 'rerequested', check_run: odd })).toEqual([]);
  });
});

describe('what a person asks for', () => {
  it('in a comment is a command', () => {
    expect(comment('\n/podseal fix all\nthanks')).toEqual([
      {
        kind: 'command',
        ...WHERE,
        number: 7,
        line: '/podseal fix all',
        login: 'ann',
        commentId: 33,
        url: WRITTEN.html_url,
        createdAt: WRITTEN.created_at,
      },
    ]);
  });

  it.each(['please /podseal fix', '> /podseal fix', '/podsealed', '    /podseal fix', ''])(
    'is no command: %j',
    (body) => {
      expect(comment(body)).toEqual([]);
    },
  );

  it('in a thread is a command that knows its thread', () => {
    const inThread = (id: number, more: object, state = 'open'): unknown[] =>
      jobs('pull_request_review_comment', {
        action: 'created',
        pull_request: { ...PULL, state },
        comment: { id, body: '/podseal exempt no-privileged: x', ...WRITTEN, ...more },
      });
    expect(inThread(44, { in_reply_to_id: 33 })).toMatchObject([
      { kind: 'command', number: 7, commentId: 44, thread: 33 },
    ]);
    expect(inThread(33, {})).toMatchObject([{ commentId: 33, thread: 33 }]);
    expect(inThread(44, { in_reply_to_id: 33 }, 'closed')).toEqual([]);
    expect(comment('/podseal fix')).toMatchObject([{ thread: undefined }]);
  });

  it('counts on open pull requests only, once, and from people', () => {
    const bot = { login: 'podseal[bot]', type: 'Bot' };
    expect(comment('/podseal fix', { sender: bot })).toEqual([]);
    expect(comment('/podseal fix', { action: 'edited' })).toEqual([]);
    expect(comment('/podseal fix', { issue: { number: 7, state: 'open' } })).toEqual([]);
    const closed = { number: 7, state: 'closed', pull_request: {} };
    expect(comment('/podseal fix', { issue: closed })).toEqual([]);
    const longest = '/podseal fix'.padEnd(2000, 'x');
    expect(comment(longest)).toMatchObject([{ line: longest }]);
    expect(comment(`${longest}x`)).toMatchObject([{ line: '/podseal ...' }]);
    expect(comment('  \n/podseal fix')).toHaveLength(1);
  });

  it('with the button is the command to fix', () => {
    const pressed = { action: 'requested_action', check_run: CHECK };
    const button = { requested_action: { identifier: FIX_BUTTON.identifier } };
    expect(jobs('check_run', { ...pressed, ...button })).toMatchObject([
      { kind: 'command', number: 7, line: '/podseal fix', commentId: -11 },
    ]);
    const two = [...LISTED, { number: 8, base: { repo: { id: 5 } } }];
    const listed = { ...CHECK, pull_requests: two, html_url: undefined };
    expect(jobs('check_run', { ...pressed, check_run: listed, ...button })).toMatchObject([
      { kind: 'command', number: 7, url: '' },
    ]);
    expect(jobs('check_run', { ...pressed, ...button, action: 'completed' })).toEqual([]);
    const { check_run: check_suite, action } = pressed;
    expect(jobs('check_suite', { action, check_suite, ...button })).toEqual([]);
    const other = { requested_action: { identifier: 'other' } };
    expect(jobs('check_run', { ...pressed, ...other })).toEqual([]);
  });

  it('the button keeps to the lengths that GitHub takes', () => {
    const { label, description, identifier } = FIX_BUTTON;
    expect(label.length).toBeLessThanOrEqual(20);
    expect(identifier.length).toBeLessThanOrEqual(20);
    expect(description.length).toBeLessThanOrEqual(40);
  });
});

describe('other events', () => {
  it.each([
    ['pull_request', { action: 'closed', pull_request: PULL }],
    ['check_run', { action: 'completed', check_run: CHECK }],
    ['check_suite', { action: 'requested', check_suite: { ...CHECK, head_branch: null } }],
    ['merge_group', { action: 'destroyed', merge_group: { head_sha: 'a', base_sha: 'b' } }],
    ['check_run', { action: 'rerequested' }],
    ['pull_request', { action: 'labeled', pull_request: PULL, changes: { base: {} } }],
    ['push', {}],
  ] as [string, Payload][])('lead to nothing: %s', (event, payload) => {
    expect(jobs(event, payload)).toEqual([]);
  });

  it('without an installation lead to nothing', () => {
    const { installation: _, ...rest } = ABOUT;
    expect(jobsOf('pull_request', { ...rest, action: 'opened', pull_request: PULL })).toEqual([]);
  });
});
