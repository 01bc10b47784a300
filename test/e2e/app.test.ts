import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commit, makeRepository } from '../double/git-repository.ts';
import {
  type GitHubDouble,
  type GitHubOptions,
  signWebhook,
  startGitHub,
} from '../double/github/index.ts';
import { SEALED, deployment } from '../judging.ts';
import { HALF } from './comment.ts';
import { type RunningApp, SECRET, appOn, runApp, until } from './run-app.ts';

const PR = { owner: 'shop', repo: 'manifests', number: 7 };
let folder: string;
let github: GitHubDouble;
let app: RunningApp;
let base: string;
let head: string;

async function setUp(
  options: Partial<GitHubOptions> = {},
  env = {},
  manifest = deployment('web'),
): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'podseal-app-'));
  github = await startGitHub({ tokens: {}, apps: [appOn('shop', 'other')], ...options });
  const commits = makeRepository(folder, [
    { 'README.md': 'Manifests.\n' },
    { 'web.yaml': manifest },
  ]);
  [base = '', head = ''] = commits;
  await github.addPullRequest({ ...PR, gitDir: folder, base, head });
  app = await runApp(github.url, { PODSEAL_PACE: 'none', ...env });
}

afterEach(async () => {
  await app.kill();
  await github.close();
  rmSync(folder, { recursive: true });
});

async function deliver(event: string, payload: unknown, id?: string): Promise<number> {
  return app.deliver(signWebhook(SECRET, event, payload, id));
}

async function jobs(count: number): Promise<void> {
  await until(() => app.log.filter(({ msg }) => msg === 'job').length >= count);
}

function states(): unknown[] {
  return app.log.filter(({ msg }) => msg === 'job').map(({ state }) => state);
}

describe('a webhook', () => {
  it('about a new pull request leads to a review and a check', async () => {
    await setUp();
    expect(await deliver('pull_request', await github.event(7, 'opened'))).toBe(202);
    await jobs(1);
    expect(github.comments(7)).toMatchObject([{ author: 'podseal[bot]', path: 'web.yaml' }]);
    expect(github.checkRuns(head)).toMatchObject([{ name: 'Podseal', conclusion: 'failure' }]);
  });

  it('that is delivered again, or comes twice in other words, changes nothing', async () => {
    await setUp();
    const opened = await github.event(7, 'opened');
    await deliver('pull_request', opened, 'one');
    await jobs(1);
    expect(await deliver('pull_request', opened, 'one')).toBe(202);
    await deliver('pull_request', await github.event(7, 'ready_for_review'), 'two');
    await jobs(2);
    expect(github.comments(7)).toHaveLength(1);
    expect(github.checkRuns(head)).toHaveLength(1);
  });

  it('about a push leads to a check on the new head', async () => {
    await setUp();
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(1);
    const next = commit(folder, { 'web.yaml': deployment('web', ...SEALED) });
    await github.setHead(7, next);
    await deliver('pull_request', await github.event(7, 'synchronize'));
    await jobs(2);
    expect(github.checkRuns(next)).toMatchObject([{ conclusion: 'success' }]);
  });

  it('about a check that is asked for again leads to a review, of pull requests in forks too', async () => {
    await setUp();
    const check = { id: 1, head_sha: head, pull_requests: [], check_suite: { head_branch: null } };
    const about = github.common('shop', 'manifests');
    await deliver('check_run', { action: 'rerequested', check_run: check, ...about });
    await jobs(2);
    expect(states()).toEqual(['done', 'done']);
    expect(github.comments(7)).toHaveLength(1);
  });

  it('about a merge group leads to its check, and to no comment', async () => {
    await setUp();
    const group = { head_sha: head, base_sha: base };
    const about = github.common('shop', 'manifests');
    await deliver('merge_group', { action: 'checks_requested', merge_group: group, ...about });
    await jobs(1);
    expect(github.checkRuns(head)).toMatchObject([{ conclusion: 'failure' }]);
    expect(github.comments(7)).toEqual([]);
  });

  it.each([
    ['ping', { zen: 'Keep it logically awesome.' }],
    ['pull_request', { action: 'labeled' }],
    ['issue_comment', { action: 'created', issue: { number: 7 }, comment: { body: 'Hello' } }],
    ['star', { action: 'created' }],
  ])('about something else is taken and dropped: %s', async (event, payload) => {
    await setUp();
    const about = github.common('shop', 'manifests');
    expect(await deliver(event, { ...about, ...payload })).toBe(202);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(github.requests).toEqual([]);
  });
});

/** Ann may write, eve may not. */
const PEOPLE = { repositories: { 'shop/manifests': { collaborators: { ann: 'write' } } } } as const;

async function comment(body: string, login = 'ann', type = 'User'): Promise<void> {
  const id = await github.as(login).comment(7, body);
  const url = `https://github.com/shop/manifests/pull/7#issuecomment-${id}`;
  const created = { id, body, html_url: url, created_at: '2026-01-01T00:00:00Z' };
  const issue = { number: 7, state: 'open', pull_request: {} };
  const about = { ...github.common('shop', 'manifests'), sender: { login, type } };
  await deliver('issue_comment', { action: 'created', issue, comment: created, ...about });
}

function answers(): string[] {
  const own = github.issueComments(7).filter(({ author }) => author === 'podseal[bot]');
  return own.map(({ body }) => body);
}

describe('a command', () => {
  it('of somebody who may write is carried out, with a token that may commit', async () => {
    await setUp(PEOPLE, {}, HALF);
    await comment('/podseal fix');
    await jobs(1);
    expect(answers()).toEqual([expect.stringContaining('**Mended 1 finding in 1 file')]);
    expect(github.head(7)).not.toBe(head);
    const asked = github.requests.filter(({ path }) => path.endsWith('/access_tokens'));
    expect(asked).toMatchObject([{ body: { permissions: { contents: 'write' } } }]);
    // The commit is one of ours, and is reviewed: that makes no further one.
    await deliver('pull_request', await github.event(7, 'synchronize'));
    await jobs(2);
    expect(github.checkRuns(github.head(7))).toHaveLength(1);
  });

  it('of a stranger changes nothing, and one of a bot is not even answered', async () => {
    await setUp(PEOPLE, {}, HALF);
    await comment('/podseal fix', 'eve');
    await jobs(1);
    expect(answers()).toEqual([expect.stringMatching(/^Only people who may write/)]);
    await comment('/podseal fix', 'podseal[bot]', 'Bot');
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(states()).toHaveLength(1);
    expect(github.head(7)).toBe(head);
  });

  it('can be to look again, or to explain a rule', async () => {
    await setUp(PEOPLE);
    await comment('/podseal review');
    await jobs(1);
    await comment('/podseal explain no-privileged');
    await jobs(2);
    expect(answers()).toEqual([
      expect.stringContaining('**Reviewed'),
      expect.stringContaining('no-privileged'),
    ]);
    expect(github.comments(7)).toHaveLength(1);
  });

  it('is also the button on a check whose findings have safe fixes', async () => {
    await setUp(PEOPLE, {}, HALF);
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(1);
    const [run] = github.checkRuns(head);
    expect(run?.actions).toMatchObject([{ identifier: 'fix-safe' }]);
    const about = github.common('shop', 'manifests');
    const { id } = about['repository'] as { id: number };
    const pull = { number: 7, base: { repo: { id } } };
    const check = {
      id: run?.id,
      html_url: 'https://github.com/r/1',
      head_sha: head,
      pull_requests: [pull],
    };
    const pressed = { action: 'requested_action', requested_action: { identifier: 'fix-safe' } };
    const eve = { login: 'eve', type: 'User' };
    await deliver('check_run', { ...pressed, check_run: check, ...about, sender: eve });
    await jobs(2);
    expect(github.head(7)).toBe(head);
    const ann = { login: 'ann', type: 'User' };
    await deliver('check_run', { ...pressed, check_run: check, ...about, sender: ann });
    await jobs(3);
    expect(github.head(7)).not.toBe(head);
  });

  it('to fix is answered with a patch where the App was granted no commits', async () => {
    const app = appOn('shop');
    const granted = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;
    const installations = { 1: { account: 'shop', permissions: granted } };
    await setUp({ ...PEOPLE, apps: [{ ...app, installations }] }, {}, HALF);
    await comment('/podseal fix');
    await jobs(1);
    expect(answers()).toEqual([expect.stringContaining('nothing was committed')]);
    expect(github.head(7)).toBe(head);
  });
});

describe('who sends webhooks', () => {
  it('has to sign them, in the right way and as they are', async () => {
    await setUp();
    const payload = await github.event(7, 'opened');
    const signed = signWebhook(SECRET, 'pull_request', payload);
    const forged = signWebhook('another secret of sixteen', 'pull_request', payload);
    expect(await app.deliver(forged)).toBe(401);
    expect(await app.deliver({ ...signed, body: signed.body.replace('opened', 'closed') })).toBe(
      401,
    );
    const { 'x-hub-signature-256': _, ...unsigned } = signed.headers;
    expect(await app.deliver({ ...signed, headers: unsigned })).toBe(400);
    const form = { ...signed.headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect(await app.deliver({ ...signed, headers: form })).toBe(415);
    expect(github.requests).toEqual([]);
  });

  it('can not send more than GitHub does', async () => {
    await setUp();
    const large = {
      headers: signWebhook(SECRET, 'ping', {}).headers,
      body: 'x'.repeat(27_000_000),
    };
    expect([0, 413]).toContain(await app.deliver(large));
    expect((await app.get('/healthz')).status).toBe(200);
  });

  it('finds no page to set the App up', async () => {
    await setUp();
    for (const path of ['/', '/probot', '/probot/setup?code=1', '/probot/import']) {
      expect((await app.get(path)).status).toBe(404);
    }
  });
});

describe('what the app asks of GitHub', () => {
  it('is a token for this repository and what a review needs, and nothing of other hosts', async () => {
    await setUp();
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(1);
    const asked = github.requests.filter(({ path }) => path.endsWith('/access_tokens'));
    expect(asked).toMatchObject([
      {
        status: 201,
        body: {
          repository_ids: [expect.any(Number)],
          permissions: { contents: 'read', pull_requests: 'write', checks: 'write' },
        },
      },
    ]);
  });

  it('is in no log, nor are manifests and secrets', async () => {
    await setUp({}, { LOG_LEVEL: 'debug' });
    github.onRequest = ({ path }) =>
      path.endsWith('/reviews') ? { status: 400, body: { message: 'Bad' } } : undefined;
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(1);
    await app.deliver(signWebhook('not the secret at all', 'pull_request', { a: 'readOnly' }));
    for (const secret of ['ghs_', SECRET, 'PRIVATE KEY', 'readOnly', 'image:', 'eyJ']) {
      expect(app.output()).not.toContain(secret);
    }
  });

  it('stops at once where it is redirected elsewhere', async () => {
    await setUp();
    const location = 'http://localhost:1/elsewhere';
    github.onRequest = ({ path }) =>
      path.includes('/pulls/7') ? { status: 302, headers: { location } } : undefined;
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(1);
    expect(app.output()).toContain("localhost:1 is not GitHub's API");
  });
});

describe('a fault of GitHub', () => {
  it('that passes is waited for', async () => {
    await setUp();
    let faults = 0;
    github.onRequest = ({ path }) => {
      if (!path.includes('/pulls/7')) return undefined;
      faults += 1;
      return faults <= 4 ? { status: 502, body: 'Bad gateway' } : undefined;
    };
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(2);
    expect(states()).toEqual(['later', 'done']);
    expect(github.comments(7)).toHaveLength(1);
  });

  it('that does not pass ends in a check that says why, and a redelivery looks again', async () => {
    await setUp();
    const opened = await github.event(7, 'opened');
    github.onRequest = ({ path }) =>
      path.includes('/pulls/7/files') ? { status: 422, body: { message: 'No' } } : undefined;
    await deliver('pull_request', opened, 'again');
    await jobs(1);
    expect(states()).toEqual(['dead']);
    expect(github.checkRuns(head)).toMatchObject([
      { conclusion: 'failure', title: 'Podseal could not look' },
    ]);
    github.onRequest = undefined;
    await deliver('pull_request', opened, 'again');
    await jobs(2);
    expect(states()).toEqual(['dead', 'done']);
    expect(github.checkRuns(head).at(-1)).toMatchObject({
      title: expect.stringContaining('new errors') as string,
    });
  });

  it('such as its limit lets the whole installation wait', async () => {
    await setUp();
    let limited = true;
    github.onRequest = ({ path }) => {
      if (!limited || !path.includes('/pulls/7')) return undefined;
      limited = false;
      const body = { message: 'You have exceeded a secondary rate limit.' };
      return { status: 403, headers: { 'retry-after': '1' }, body };
    };
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(2);
    expect(states()).toEqual(['pause', 'done']);
  });

  it('such as an installation that is gone is nobody’s concern', async () => {
    await setUp();
    const event = await github.event(7, 'opened');
    await deliver('pull_request', { ...event, installation: { id: 99 } });
    await jobs(1);
    expect(states()).toEqual(['gone']);
  });
});

describe('who runs the app', () => {
  it('sees that it lives, is ready, and what it did', async () => {
    await setUp();
    await deliver('pull_request', await github.event(7, 'opened'));
    await jobs(1);
    expect(await app.get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
    expect(await app.get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    const { text } = await app.get('/metrics');
    expect(text).toMatch(/podseal_job_seconds_count\{kind="review",state="done"\} 1/);
    expect(text).toMatch(/podseal_queue_jobs\{state="waiting"\} 0/);
    expect(text).toMatch(/podseal_github_requests_total\{method="POST",status="201"\} 2/);
    expect(text).toMatch(/podseal_findings_total\{rule="read-only-root-filesystem"\} 1/);
    expect(text).toMatch(/podseal_github_rate_limit_remaining \d+/);
  });

  it('stops it without breaking what it is doing', async () => {
    await setUp();
    github.onRequest = () => ({ delayMs: 60 });
    await deliver('pull_request', await github.event(7, 'opened'));
    await until(() => github.requests.length > 0);
    expect(await app.kill('SIGTERM')).toBe(0);
    expect(github.checkRuns(head)).toHaveLength(1);
  });
});
