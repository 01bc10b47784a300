import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, describe, expect, it } from 'vitest';
import type { Changes } from '../double/git-repository.ts';
import type { GitHubOptions, PullRequestOptions } from '../double/github/index.ts';
import { deployment } from '../judging.ts';
import type { ActionRun } from './run-action.ts';
import { BOT, type Stage, WRITE, stage } from './stage.ts';

const COMMIT = { ...WRITE, contents: 'write' } as const;
const README = { 'README.md': 'Manifests.\n' };
/** It has a safe fix: the user is no root, and nothing says that it may not become one. */
const HALF = deployment('web', 'securityContext:', '  runAsUser: 1000');
const MENDED = deployment('web', 'securityContext:', '  runAsUser: 1000', '  runAsNonRoot: true');

/** They wait for GitHub's limits most of the time, so that they run side by side. */
type Finish = TestContext['onTestFinished'];

async function open(
  onTestFinished: Finish,
  change: Changes,
  options: Partial<GitHubOptions> = {},
  pull: Partial<PullRequestOptions> = {},
  base: Changes = README,
): Promise<Stage> {
  const tokens = { secret: { ...BOT, permissions: COMMIT } };
  const collaborators = { ann: 'write', mia: 'maintain', tim: 'triage' } as const;
  const repositories = { 'shop/manifests': { collaborators } };
  const author = { login: 'bob', type: 'User' } as const;
  const pr = await stage(base, change, { tokens, repositories, ...options }, author, pull);
  onTestFinished(() => pr.close());
  return pr;
}

interface Said {
  run: ActionRun;
  /** Our answers. */
  answers: string[];
  reactions: string[];
}

/** Somebody comments, and the workflow on issue_comment runs. */
async function say(pr: Stage, body: string, login = 'ann', event: object = {}): Promise<Said> {
  const id = await pr.github.as(login).comment(7, body);
  return again(pr, id, body, login, event);
}

async function again(
  pr: Stage,
  id: number,
  body: string,
  login = 'ann',
  event: object = {},
): Promise<Said> {
  const comment = {
    id,
    body,
    user: { login, type: 'User' },
    html_url: `https://github.com/shop/manifests/pull/7#issuecomment-${id}`,
    created_at: '2026-01-01T00:00:00Z',
  };
  const issue = { number: 7, pull_request: { url: 'https://api.github.com' } };
  const run = await pr.run({}, 'issue_comment', { action: 'created', issue, comment, ...event });
  const answers = pr.github
    .issueComments(7)
    .filter(({ author }) => author === BOT.login)
    .map((one) => one.body);
  return { run, answers, reactions: pr.github.reactions(id).map(({ content }) => content) };
}

function git({ gitDir }: Stage, ...args: string[]): string {
  return execFileSync('git', ['-C', gitDir, ...args], { encoding: 'utf8' });
}

/** A file as it is on the head now, byte for byte. */
function fileAt(pr: Stage, path: string): string {
  return git(pr, 'show', `${pr.github.head(7)}:${path}`);
}

describe('/podseal fix', () => {
  it.concurrent(
    'commits the safe fixes on top of the head, and says what it did and what it left',
    async ({ onTestFinished }) => {
      const pr = await open(onTestFinished, { 'deploy/web.yaml': HALF });
      const { run, answers, reactions } = await say(pr, '/podseal fix\nThank you!');
      expect(run.log).not.toContain('::error::');
      expect(run.code).toBe(0);
      expect(reactions).toEqual(['eyes']);
      expect(fileAt(pr, 'deploy/web.yaml')).toBe(MENDED);
      const head = pr.github.head(7);
      expect(git(pr, 'rev-parse', `${head}^`).trim()).toBe(pr.head);
      expect(git(pr, 'diff', '--name-only', pr.head, head).trim()).toBe('deploy/web.yaml');
      expect(answers).toHaveLength(1);
      const [answer = ''] = answers;
      expect(answer).toContain(`**Mended 1 finding in 1 file: ${head}**`);
      expect(answer).toContain('- `deploy/web.yaml` `app` of Deployment `web`: `run-as-non-root`');
      expect(answer).toContain('`read-only-root-filesystem`: a person has to check it: --unsafe');
      expect(answer).toContain('`/podseal fix --unsafe` mends those too');
      expect(answer).toContain('This commit starts no workflow');
      expect(run.summary).toContain('**Mended 1 finding');
      expect(git(pr, 'log', '-1', '--format=%B', head)).toBe(
        'Mend 1 finding in 1 file\n\n- deploy/web.yaml: run-as-non-root\n\n' +
          `Asked for by ann in https://github.com/shop/manifests/pull/7#issuecomment-${pr.github.issueComments(7)[0]?.id}\n`,
      );
    },
  );

  it.concurrent(
    'applies unsafe fixes when asked to, and says what to check',
    async ({ onTestFinished }) => {
      const pr = await open(onTestFinished, { 'web.yaml': HALF });
      const { answers } = await say(pr, '/podseal fix read-only-root-filesystem --unsafe');
      expect(fileAt(pr, 'web.yaml')).toContain('readOnlyRootFilesystem: true');
      expect(fileAt(pr, 'web.yaml')).not.toContain('runAsNonRoot');
      expect(answers[0]).toContain('**Check before you merge:**');
      expect(answers[0]).not.toContain('`run-as-non-root`');
    },
  );

  it.concurrent('leaves old findings alone, unless asked for all', async ({ onTestFinished }) => {
    const api = HALF.replaceAll('web', 'api');
    const old = { 'all.yaml': `${HALF}---\n${api}` };
    const pr = await open(
      onTestFinished,
      { 'all.yaml': `${HALF}---\n${api.replace('app:1', 'app:2')}` },
      {},
      {},
      old,
    );
    await say(pr, '/podseal fix run-as-non-root');
    expect(fileAt(pr, 'all.yaml').match(/runAsNonRoot/g)).toHaveLength(1);
    await say(pr, '/podseal fix run-as-non-root all');
    expect(fileAt(pr, 'all.yaml').match(/runAsNonRoot/g)).toHaveLength(2);
  });

  it.concurrent(
    'says that there is nothing to mend, and commits nothing',
    async ({ onTestFinished }) => {
      const pr = await open(onTestFinished, { 'web.yaml': MENDED });
      const { answers } = await say(pr, '/podseal fix run-as-non-root');
      expect(answers).toEqual([expect.stringContaining('**There is nothing to mend.**')]);
      expect(pr.github.head(7)).toBe(pr.head);
    },
  );

  it.concurrent(
    'keeps line ends, a byte order mark, and names with spaces',
    async ({ onTestFinished }) => {
      const path = 'my files/ä web.yaml';
      const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
      const pr = await open(onTestFinished, { [path]: windows(HALF) });
      await say(pr, '/podseal fix');
      expect(fileAt(pr, path)).toBe(windows(MENDED));
    },
  );

  it.concurrent(
    'answers once when the run is repeated, and does it once',
    async ({ onTestFinished }) => {
      const pr = await open(onTestFinished, { 'web.yaml': HALF });
      const id = await pr.github.as('ann').comment(7, '/podseal fix run-as-non-root');
      await again(pr, id, '/podseal fix run-as-non-root');
      const head = pr.github.head(7);
      const { answers } = await again(pr, id, '/podseal fix run-as-non-root');
      expect(pr.github.head(7)).toBe(head);
      expect(answers).toEqual([expect.stringContaining('There is nothing to mend')]);
    },
  );

  it.concurrent(
    'leaves executables, links and workflows as they are, and offers the patch',
    async ({ onTestFinished }) => {
      const pr = await open(onTestFinished, {
        'web.yaml': HALF,
        'run.yaml': { text: HALF.replaceAll('web', 'run'), executable: true },
        '.github/workflows/pod.yaml': HALF.replaceAll('web', 'flow'),
      });
      const { answers } = await say(pr, '/podseal fix');
      const [answer = ''] = answers;
      expect(fileAt(pr, 'web.yaml')).toBe(MENDED);
      expect(fileAt(pr, 'run.yaml')).not.toContain('runAsNonRoot');
      expect(answer).toContain('**Mended 1 finding in 1 file');
      expect(answer).toContain('- `run.yaml`: it is executable');
      expect(answer).toContain(
        '- `.github/workflows/pod.yaml`: no command in a comment changes workflows',
      );
      expect(answer).toContain('--- a/run.yaml');
      expect(answer).not.toContain('--- a/web.yaml');
    },
  );

  it.concurrent(
    'puts no word of a stranger into the message of the commit',
    async ({ onTestFinished }) => {
      const pr = await open(onTestFinished, { 'closes #1 [skip ci].yaml': HALF });
      await say(pr, '/podseal fix');
      const message = git(pr, 'log', '-1', '--format=%B', pr.github.head(7));
      expect(message).toContain('- a file whose name is not plain: run-as-non-root');
      expect(message).not.toMatch(/skip|#1\b/);
    },
  );
});

describe('a branch that can not be committed to', () => {
  it.concurrent(
    'in a fork: the answer says so, with a patch that git applies',
    async ({ onTestFinished }) => {
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
      expect(answer).toContain('**2 findings could be mended, and nothing was committed.**');
      expect(answer).toContain('The branch is in a fork');
      expect(answer).toContain('Not in it, for their line ends: `crlf.yaml`');
      const patch = /```diff\n([^]*?\n)```/.exec(answer)?.[1] ?? '';
      const folder = mkdtempSync(join(tmpdir(), 'podseal-patch-'));
      execFileSync('git', ['clone', '--quiet', pr.gitDir, folder]);
      writeFileSync(join(folder, 'podseal.patch'), patch);
      execFileSync('git', ['-C', folder, 'apply', 'podseal.patch']);
      expect(execFileSync('cat', [join(folder, name)], { encoding: 'utf8' })).toBe(MENDED);
      rmSync(folder, { recursive: true });
      expect(dirname(name)).toBe('deploy');
    },
  );

  it.concurrent(
    'for it is the default branch, or the pull request is closed',
    async ({ onTestFinished }) => {
      const pr = await open(
        onTestFinished,
        { 'web.yaml': HALF },
        {},
        { headRef: 'main', baseRef: 'release' },
      );
      expect((await say(pr, '/podseal fix')).answers[0]).toContain('nothing is committed to that');
      pr.github.as('ann').close(7);
      expect((await say(pr, '/podseal fix')).answers[1]).toContain('The pull request is closed.');
      expect(pr.github.head(7)).toBe(pr.head);
    },
  );

  it.concurrent(
    'for somebody pushed in the meantime: nothing is half done',
    async ({ onTestFinished }) => {
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
    },
  );

  it.concurrent.for<[string, string, string]>([
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

  it.concurrent('for the token may not', async ({ onTestFinished }) => {
    const pr = await open(
      onTestFinished,
      { 'web.yaml': HALF },
      { tokens: { secret: { ...BOT, permissions: WRITE } } },
    );
    const { answers } = await say(pr, '/podseal fix');
    expect(answers[0]).toContain('Add `contents: write` under `permissions:`');
    expect(pr.github.head(7)).toBe(pr.head);
  });

  it.concurrent(
    'finds its own commit where the answer to it was lost',
    async ({ onTestFinished }) => {
      const pr = await open(onTestFinished, { 'web.yaml': HALF });
      let lost = 0;
      pr.github.onRequest = ({ body }) =>
        JSON.stringify(body)?.includes('createCommitOnBranch') && lost++ === 0
          ? { status: 502, after: true }
          : undefined;
      const { answers } = await say(pr, '/podseal fix');
      expect(answers[0]).toContain(`**Mended 1 finding in 1 file: ${pr.github.head(7)}**`);
      expect(git(pr, 'rev-parse', `${pr.github.head(7)}^`).trim()).toBe(pr.head);
    },
  );
});

describe('who may ask', () => {
  it.concurrent('is who may write, maintainers too', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    await say(pr, '/podseal fix', 'mia');
    expect(fileAt(pr, 'web.yaml')).toBe(MENDED);
  });

  it.concurrent.for(['tim', 'bob'])(
    'is not %s: one line says so, and nothing else happens',
    async (login, { onTestFinished }) => {
      const pr = await open(onTestFinished, { 'web.yaml': HALF });
      const { answers, reactions, run } = await say(pr, '/podseal fix', login);
      expect(run.code).toBe(0);
      expect(reactions).toEqual(['confused']);
      expect(answers).toEqual([expect.stringMatching(/^Only people who may write[^\n]*\n\n<!--/)]);
      expect(pr.github.head(7)).toBe(pr.head);
    },
  );

  it.concurrent.for<[string, object]>([
    ['an edited comment', { action: 'edited' }],
    ['an issue', { issue: { number: 7 } }],
    [
      'a bot',
      { comment: { id: 1, body: '/podseal fix', user: { login: 'podseal[bot]', type: 'Bot' } } },
    ],
  ])('is not %s, which nobody answers', async ([, event], { onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, reactions, run } = await say(pr, '/podseal fix', 'ann', event);
    expect(run.code).toBe(0);
    expect(run.log).toContain('There is nothing to do:');
    expect([answers, reactions]).toEqual([[], []]);
    expect(pr.github.head(7)).toBe(pr.head);
  });
});

describe('other comments', () => {
  it.concurrent('that are no commands cost no request', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, run } = await say(pr, 'I like /podseal fix');
    expect(run.code).toBe(0);
    expect(answers).toEqual([]);
    expect(pr.github.requests).toEqual([]);
  });

  it.concurrent('that are not understood are told what there is', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, reactions } = await say(pr, '/podseal fix everything');
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toMatch(/^Not understood: there is no rule `everything`. There is [^\n]*\n/);
  });

  it.concurrent('ask for an explanation', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers } = await say(pr, '/podseal explain no-privileged');
    expect(answers[0]).toMatch(/^\*\*`no-privileged`\*\*: a finding is a privileged container/);
  });

  it.concurrent('ask for a review', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, run } = await say(pr, '/podseal review');
    expect(run.code).toBe(0);
    expect(pr.github.comments(7)).toHaveLength(1);
    expect(pr.github.checkRuns(pr.head)).toMatchObject([{ conclusion: 'failure' }]);
    expect(answers[0]).toContain(`**Reviewed ${pr.head}: `);
  });
});
