import { afterEach, describe, expect, it } from 'vitest';
import { HARDENED, deployment } from '../judging.ts';
import { type AppStage, stageApp } from './app-stage.ts';
import { runApp, until } from './run-app.ts';

let at: AppStage;

afterEach(async () => {
  await at.close();
});

describe('a webhook', () => {
  it('about a new pull request leads to a review and a check', async () => {
    at = await stageApp();
    expect(await at.tell('opened')).toBe(202);
    await at.jobs(1);
    expect(at.github.comments(7)).toMatchObject([{ author: 'podseal[bot]', path: 'web.yaml' }]);
    expect(at.github.checkRuns(at.head)).toMatchObject([
      { name: 'Podseal', conclusion: 'failure' },
    ]);
    expect(at.app.log.filter(({ msg }) => msg === 'judged')).toMatchObject([
      {
        repository: 'shop/manifests',
        head: at.head,
        source: `Configuration: none at ${at.base.slice(0, 7)} (main), so the defaults count. Baseline: none.`,
      },
    ]);
  });

  it('that is delivered again, or comes twice in other words, changes nothing', async () => {
    at = await stageApp();
    const opened = await at.github.event(7, 'opened');
    await at.deliver('pull_request', opened, 'one');
    await at.jobs(1);
    expect(await at.deliver('pull_request', opened, 'one')).toBe(202);
    await at.tell('ready_for_review', 'two');
    await at.jobs(2);
    expect(at.github.comments(7)).toHaveLength(1);
    expect(at.github.checkRuns(at.head)).toHaveLength(1);
  });

  it('about a push leads to a check on the new head', async () => {
    at = await stageApp();
    await at.tell('opened');
    await at.jobs(1);
    const next = at.commit(deployment('web', ...HARDENED));
    await at.github.setHead(7, next);
    await at.tell('synchronize');
    await at.jobs(2);
    expect(at.github.checkRuns(next)).toMatchObject([{ conclusion: 'success' }]);
  });

  it('about a check that is asked for again leads to a review, of pull requests in forks too', async () => {
    at = await stageApp();
    const check = {
      id: 1,
      head_sha: at.head,
      pull_requests: [],
      check_suite: { head_branch: null },
    };
    const about = at.github.common('shop', 'manifests');
    await at.deliver('check_run', { action: 'rerequested', check_run: check, ...about });
    await at.jobs(2);
    expect(await at.jobs(0)).toEqual(['done', 'done']);
    expect(at.github.comments(7)).toHaveLength(1);
  });

  it('about a merge group leads to its check, and to no comment', async () => {
    at = await stageApp();
    const group = { head_sha: at.head, base_sha: at.base };
    const about = at.github.common('shop', 'manifests');
    await at.deliver('merge_group', { action: 'checks_requested', merge_group: group, ...about });
    await at.jobs(1);
    expect(at.github.checkRuns(at.head)).toMatchObject([{ conclusion: 'failure' }]);
    expect(at.github.comments(7)).toEqual([]);
  });

  it.each([
    ['ping', { zen: 'Keep it logically awesome.' }],
    ['pull_request', { action: 'labeled' }],
    [
      'issue_comment',
      {
        action: 'created',
        issue: { number: 7, state: 'open', pull_request: {} },
        comment: { id: 1, body: 'Hello', html_url: '', created_at: '2026-01-01T00:00:00Z' },
      },
    ],
    ['star', { action: 'created' }],
  ])('about something else is taken and dropped: %s', async (event, payload) => {
    at = await stageApp();
    const about = at.github.common('shop', 'manifests');
    expect(await at.deliver(event, { ...about, ...payload })).toBe(202);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(at.github.requests).toEqual([]);
  });
});

describe('a GitHub Enterprise Server', () => {
  it('is asked at its own address, which is another one for GraphQL', async () => {
    at = await stageApp({ enterprise: { version: '3.19' } });
    expect(at.github.url).toMatch(/\/api\/v3$/);
    await at.tell('opened');
    expect(await at.jobs(1)).toEqual(['done']);
    expect(at.github.comments(7)).toHaveLength(1);
    expect(at.github.requests.some(({ path }) => path === '/api/graphql')).toBe(true);
  });
});

describe('a fault of GitHub', () => {
  it('that passes is waited for', async () => {
    at = await stageApp();
    let faults = 0;
    at.github.onRequest = ({ path }) => {
      if (!path.includes('/pulls/7')) return undefined;
      faults += 1;
      return faults <= 4 ? { status: 502, body: 'Bad gateway' } : undefined;
    };
    await at.tell('opened');
    await at.jobs(2);
    expect(await at.jobs(0)).toEqual(['later', 'done']);
    expect(at.github.comments(7)).toHaveLength(1);
  });

  it('that does not pass ends in a check that says why, and a redelivery looks again', async () => {
    at = await stageApp();
    const opened = await at.github.event(7, 'opened');
    at.github.onRequest = ({ path }) =>
      path.includes('/pulls/7/files') ? { status: 406, body: { message: 'No' } } : undefined;
    await at.deliver('pull_request', opened, 'again');
    await at.jobs(1);
    expect(await at.jobs(0)).toEqual(['dead']);
    expect(at.github.checkRuns(at.head)).toMatchObject([
      { conclusion: 'failure', title: 'The review failed' },
    ]);
    at.github.onRequest = undefined;
    await at.deliver('pull_request', opened, 'again');
    await at.jobs(2);
    expect(await at.jobs(0)).toEqual(['dead', 'done']);
    expect(at.github.checkRuns(at.head).at(-1)).toMatchObject({
      title: expect.stringContaining('new errors') as string,
    });
  });

  it('such as a limit that is lifted soon is waited for', async () => {
    at = await stageApp();
    let limited = true;
    at.github.onRequest = ({ path }) => {
      if (!limited || !path.includes('/pulls/7')) return undefined;
      limited = false;
      const body = { message: 'You have exceeded a secondary rate limit.' };
      return { status: 403, headers: { 'retry-after': '1' }, body };
    };
    await at.tell('opened');
    expect(await at.jobs(1)).toEqual(['done']);
    expect(at.github.comments(7)).toHaveLength(1);
  });

  it('such as a longer limit lets the installation wait, and nothing else is posted', async () => {
    at = await stageApp();
    at.github.onRequest = ({ method, path }) =>
      method === 'POST' && path.endsWith('/reviews')
        ? { status: 422, body: { message: 'Validation Failed', errors: [{ code: 'abuse' }] } }
        : undefined;
    await at.tell('opened');
    expect(await at.jobs(1)).toEqual(['pause']);
    expect(at.github.comments(7)).toEqual([]);
    expect(at.github.checkRuns(at.head)).toEqual([]);
  });

  it('such as an installation that is gone is nobody’s concern', async () => {
    at = await stageApp();
    const event = await at.github.event(7, 'opened');
    await at.deliver('pull_request', { ...event, installation: { id: 99 } });
    await at.jobs(1);
    expect(await at.jobs(0)).toEqual(['gone']);
  });
});

describe('who runs the app', () => {
  it('is not told what is left of a rate limit that nobody knows yet', async () => {
    at = await stageApp();
    const { text } = await at.app.get('/metrics');
    expect(text).toContain('# TYPE podseal_github_rate_limit_remaining gauge\n');
    expect(text).not.toMatch(/^podseal_github_rate_limit_remaining/m);
    expect(text).toMatch(/^podseal_queue_overdue_seconds 0$/m);
  });

  it('sees that it lives, is ready, and what it did', async () => {
    at = await stageApp();
    await at.tell('opened');
    await at.jobs(1);
    expect(await at.app.get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
    expect(await at.app.get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    const { text } = await at.app.get('/metrics');
    expect(text).toMatch(/podseal_job_seconds_count\{kind="review",state="done"\} 1/);
    expect(text).toMatch(/podseal_queue_jobs\{state="waiting"\} 0/);
    expect(text).toMatch(/podseal_github_requests_total\{method="POST",status="201"\} 2/);
    expect(text).toMatch(/podseal_findings_total\{rule="read-only-root-filesystem"\} 1/);
    expect(text).toMatch(/podseal_github_rate_limit_remaining \d+/);
  });

  it('hears which port is taken already', async () => {
    at = await stageApp();
    const { port } = new URL(at.app.statusUrl);
    await expect(runApp(at.github.url, { PODSEAL_STATUS_PORT: port })).rejects.toThrow(
      `Podseal can't start:\nIt can't listen on 127.0.0.1, port ${port}: Error: listen EADDRINUSE`,
    );
  });

  it('stops it without breaking what it is doing', async () => {
    at = await stageApp();
    at.github.onRequest = () => ({ delayMs: 60 });
    await at.tell('opened');
    await until(() => at.github.requests.length > 0);
    expect(await at.app.kill('SIGTERM')).toBe(0);
    expect(at.github.checkRuns(at.head)).toHaveLength(1);
  });
});
