import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HALF, MENDED, again, git, say } from './comment.ts';
import { open } from './run-here.ts';
import { BOT, WRITE } from './stage.ts';

describe('a branch that can not be committed to', () => {
  it('in a fork: the answer says so, with a patch that git applies', async ({ onTestFinished }) => {
    const name = 'deploy/my web.yaml';
    const pr = await open(
      onTestFinished,
      { [name]: HALF, 'crlf.yaml': HALF.replaceAll('\n', '\r\n') },
      {},
      { fork: true },
    );
    const { answers, run } = await say(pr, '/podseal fix');
    const [answer = ''] = answers;
    expect(run.code).toBe(0);
    expect(answer).toContain('**2 findings could be fixed, and nothing was committed.**');
    expect(answer).toContain('The branch is in a fork');
    expect(answer).toContain('Not in it, for their line ends: `crlf.yaml`');
    const patch = /```diff\n([^]*?\n)```/.exec(answer)?.[1] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'podseal-patch-'));
    execFileSync('git', ['clone', '--quiet', pr.gitDir, folder]);
    writeFileSync(join(folder, 'podseal.patch'), patch);
    execFileSync('git', ['-C', folder, 'apply', 'podseal.patch']);
    expect(execFileSync('cat', [join(folder, name)], { encoding: 'utf8' })).toBe(MENDED);
    rmSync(folder, { recursive: true });
  });

  it('for it is the default branch, or the pull request is closed', async ({ onTestFinished }) => {
    const pr = await open(
      onTestFinished,
      { 'web.yaml': HALF },
      {},
      { headRef: 'main', baseRef: 'release' },
    );
    expect((await say(pr, '/podseal fix')).answers[0]).toContain('nothing is committed to that');
    pr.github.as('ann').close(7);
    expect((await say(pr, '/podseal fix')).answers[1]).toContain('The pull request is closed');
    expect(pr.github.head(7)).toBe(pr.head);
  });

  it('for somebody pushed in the meantime: nothing is half done', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    let pushed = '';
    pr.github.onRequest = async ({ body }) => {
      if (JSON.stringify(body)?.includes('createCommitOnBranch') && pushed === '') {
        pushed = 'soon';
        pushed = await pr.github.as('bob').push(7, { 'new.txt': 'x\n' });
      }
      return undefined;
    };
    const { answers } = await say(pr, '/podseal fix');
    expect(answers[0]).toContain('Somebody pushed in the meantime');
    expect(pr.github.head(7)).toBe(pushed);
  });

  it.for<[string, string, string]>([
    [
      'rules',
      'Repository rule violations found. Changes must be made through a pull request.',
      'The rules of the branch `branch-7` do not let the token commit: `Repository rule violations',
    ],
    ['something new', 'Something new', 'GitHub refused the commit: `Something new`'],
  ])('for %s: GitHub is quoted', async ([, message, expected], { onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    pr.github.onRequest = ({ body }) =>
      JSON.stringify(body)?.includes('createCommitOnBranch')
        ? {
            status: 200,
            body: {
              data: { createCommitOnBranch: null },
              errors: [{ type: 'UNPROCESSABLE', path: ['createCommitOnBranch'], message }],
            },
          }
        : undefined;
    const { answers } = await say(pr, '/podseal fix');
    expect(answers[0]).toContain(expected);
    expect(answers[0]).toContain('--- a/web.yaml');
  });

  it('for the token may not', async ({ onTestFinished }) => {
    const pr = await open(
      onTestFinished,
      { 'web.yaml': HALF },
      { tokens: { secret: { ...BOT, permissions: WRITE } } },
    );
    const { answers } = await say(pr, '/podseal fix');
    expect(answers[0]).toContain('Add `contents: write` under `permissions:`');
    expect(pr.github.head(7)).toBe(pr.head);
  });

  it('for it is too much at once', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    pr.github.onRequest = ({ body }) =>
      JSON.stringify(body)?.includes('createCommitOnBranch') ? { status: 413 } : undefined;
    const { answers } = await say(pr, '/podseal fix');
    expect(answers[0]).toContain('larger than GitHub takes in one commit');
  });

  it('finds its own commit where the answer to it was lost', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    let lost = 0;
    pr.github.onRequest = ({ body }) =>
      JSON.stringify(body)?.includes('createCommitOnBranch') && lost++ === 0
        ? { status: 502, after: true }
        : undefined;
    const { answers } = await say(pr, '/podseal fix');
    expect(answers[0]).toContain(`**Fixed 1 finding in 1 file: ${pr.github.head(7)}**`);
    expect(git(pr, 'rev-parse', `${pr.github.head(7)}^`).trim()).toBe(pr.head);
  });
});

const WENT_WRONG = {
  data: null,
  errors: [{ message: 'Something went wrong while executing your query.' }],
};

describe('an answer', () => {
  it('is there once where GitHub lost track of it', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': MENDED });
    let lost = 0;
    pr.github.onRequest = ({ method, path }) =>
      method === 'POST' && path.endsWith('/issues/7/comments') && lost++ === 0
        ? { status: 502, after: true }
        : undefined;
    const { answers } = await say(pr, '/podseal fix run-as-non-root');
    expect(answers).toHaveLength(1);
  });

  it('is in the summary where the conversation is locked', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    pr.github.onRequest = ({ method, path }) =>
      method === 'POST' && path.endsWith('/issues/7/comments')
        ? { status: 403, body: { message: 'Unable to create comment because issue is locked.' } }
        : undefined;
    const id = 1;
    const { run, answers } = await again(pr, id, '/podseal fix');
    expect(answers).toEqual([]);
    expect(run.code).toBe(0);
    expect(run.log).toContain(
      '::warning::The answer is only in the summary of this job. The conversation is locked',
    );
    expect(run.summary).toContain('**Fixed 1 finding in 1 file');
  });

  it.for([
    ['the answer of which GitHub spoils', { status: 502, after: true }],
    ['which GitHub answers with an error', { status: 200, body: WENT_WRONG, after: true }],
    ['the answer of which is cut off', 'cut'],
  ] as const)('does not deny a commit, %s', async ([, fault], { onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    pr.github.onRequest = ({ body }) =>
      JSON.stringify(body ?? '').includes('createCommitOnBranch') ? fault : undefined;
    const { answers } = await say(pr, '/podseal fix');
    expect(pr.github.head(7)).not.toBe(pr.head);
    expect(answers).toEqual([
      expect.stringContaining(`**Fixed 1 finding in 1 file: ${pr.github.head(7)}`),
    ]);
  });

  it('tells of a commit where the full answer can not be posted, and so does a run after it', async ({
    onTestFinished,
  }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const id = await pr.github.as('ann').comment(7, '/podseal fix');
    let refused = 1;
    pr.github.onRequest = ({ method, path }) =>
      method === 'POST' && path.endsWith('/issues/7/comments') && refused-- > 0
        ? { status: 422, body: { message: 'Body is too long' } }
        : undefined;
    const { answers } = await again(pr, id, '/podseal fix');
    expect(answers).toEqual([expect.stringContaining(`**Committed ${pr.github.head(7)}.**`)]);
    pr.github.onRequest = undefined;
    const second = await again(pr, id, '/podseal fix');
    expect(second.answers).toEqual(answers);
  });

  it('says that something went wrong, and the run fails', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    pr.github.onRequest = ({ path }) =>
      path.includes('/pulls/7/files') ? { status: 406, body: { message: 'No' } } : undefined;
    const { run, answers } = await say(pr, '/podseal fix');
    expect(run.code).toBe(1);
    expect(answers[0]).toContain('**The command failed, and nothing was committed.**');
  });
});
