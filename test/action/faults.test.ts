import { afterEach, describe, expect, it } from 'vitest';
import { deployment } from '../judging.ts';
import { stage } from './run-here.ts';
import { BOT, type Stage } from './stage.ts';

let pr: Stage;

afterEach(async () => {
  await pr.close();
});

const README = { 'README.md': 'Manifests.\n' };

describe('missing rights and faults', () => {
  it('a read-only token: annotations, summary and a failed job, and the permission is named', async () => {
    const permissions = { contents: 'read', pull_requests: 'read', checks: 'read' } as const;
    pr = await stage(
      README,
      { 'web.yaml': deployment('web') },
      { tokens: { secret: { ...BOT, permissions } } },
    );
    const { code, log, summary } = await pr.run();
    expect(code).toBe(1);
    expect(log).toContain('Add `pull-requests: write`');
    expect(log).toContain('Add `checks: write`');
    expect(log).toContain('::error file=web.yaml,line=15,');
    expect(summary).toContain('web.yaml');
  });

  it('without checks: write the review is posted all the same', async () => {
    const permissions = { contents: 'read', pull_requests: 'write' } as const;
    pr = await stage(
      README,
      { 'web.yaml': deployment('web') },
      { tokens: { secret: { ...BOT, permissions } } },
    );
    const { log } = await pr.run();
    expect(pr.github.comments(7)).toHaveLength(1);
    expect(log).toContain('Add `checks: write`');
  });

  it('a review that was made before the answer got lost is not made again', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    pr.github.onRequest = ({ path, method }) =>
      method === 'POST' && path.endsWith('/reviews') ? { after: true, status: 502 } : undefined;
    await pr.run();
    expect(pr.github.comments(7)).toHaveLength(1);
    expect(pr.github.checkRuns(pr.head)).toHaveLength(1);
  });

  it.each(['part-of-the-diff', 'could-not-be-resolved'] as const)(
    'one comment that GitHub refuses (%s) does not lose the others',
    async (anchorWording) => {
      // GitHub leaves out the patch of one file, so it refuses comments on its lines.
      const dropPatch = (path: string): boolean => path === 'api.yaml';
      pr = await stage(
        README,
        { 'web.yaml': deployment('web'), 'api.yaml': deployment('api') },
        { dropPatch, anchorWording },
      );
      const { outputs } = await pr.run();
      expect(
        pr.github
          .comments(7)
          .map(({ path, subjectType }) => `${path} ${subjectType}`)
          .toSorted(),
      ).toEqual(['api.yaml file', 'web.yaml line']);
      expect(outputs['comments']).toBe('2');
    },
  );

  it('a check that was made before the answer got lost is not made again', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    pr.github.onRequest = ({ path, method }) =>
      method === 'POST' && path.endsWith('/check-runs') ? { after: true, status: 502 } : undefined;
    await pr.run();
    expect(pr.github.checkRuns(pr.head)).toHaveLength(1);
  });

  it('a review that fails for good ends in a check with annotations', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    pr.github.onRequest = ({ path, method }) =>
      method === 'POST' && path.includes('/pulls/') ? { status: 500 } : undefined;
    const { code } = await pr.run();
    expect(code).toBe(1);
    const [check] = pr.github.checkRuns(pr.head);
    expect(check?.annotations).toHaveLength(5);
  });

  it('findings whose comments are all refused end up as annotations of the check', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    pr.github.onRequest = ({ path, method }) =>
      method === 'POST' && path.includes('/pulls/') ? { status: 422 } : undefined;
    const { code, summary, outputs } = await pr.run();
    expect(code).toBe(1);
    expect(outputs['comments']).toBe('0');
    const [check] = pr.github.checkRuns(pr.head);
    expect(check?.conclusion).toBe('failure');
    expect(
      check?.annotations.map(({ path, start_line, title }) => `${path}:${start_line} ${title}`),
    ).toEqual([
      'web.yaml:15 read-only-root-filesystem',
      'web.yaml:15 run-as-non-root',
      'web.yaml:15 drop-capabilities',
      'web.yaml:15 no-privilege-escalation',
      'web.yaml:15 seccomp-profile',
    ]);
    expect(summary).toContain('web.yaml:15');
  });

  it('a review of ours that was never submitted is out of the way', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    const pending = await fetch(`${pr.github.url}/repos/shop/manifests/pulls/7/reviews`, {
      method: 'POST',
      headers: {
        authorization: 'token secret',
        'user-agent': 'test',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ commit_id: pr.head, body: 'half' }),
    });
    expect(pending.ok).toBe(true);
    await pr.run();
    expect(pr.github.comments(7)).toHaveLength(1);
    expect(pr.github.reviews(7).map(({ state }) => state)).toEqual(['COMMENTED']);
  });

  it('a check that can not be made loses no finding: the summary has them', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    pr.github.onRequest = ({ path, method }) =>
      method === 'POST' && path.endsWith('/check-runs')
        ? { status: 406, body: { message: 'Not Acceptable' } }
        : undefined;
    const { code, summary, log } = await pr.run();
    expect(code).toBe(1);
    expect(summary).toContain('## The review failed\n\n`GitHub answered with status 406');
    expect(summary).toContain('web.yaml');
    expect(log).toContain('::error::GitHub answered with status 406');
    expect(log).not.toMatch(/^ {4}at /m);
  });

  it.each([
    ['', 'Input token is empty.'],
    ['expired', 'GitHub does not accept the token (status 401).'],
  ])('a token that is %j: says so, without a stack', async (token, message) => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    const { code, log, summary } = await pr.run({ token });
    expect(code).toBe(1);
    expect(log).toContain(`::error::${message}`);
    expect(log).not.toMatch(/^ {4}at /m);
    expect(summary).toContain(message);
  });

  it('an event that is no pull request: says which one is needed', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    const { code, log } = await pr.run({}, 'push');
    expect(code).toBe(1);
    expect(log).toContain('this run was started by push: write `on: pull_request`');
  });

  it('an input that is no choice: says which ones are', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    const { code, log } = await pr.run({ profile: 'strictest' });
    expect(code).toBe(1);
    expect(log).toContain(
      '::error::Input profile is "strictest", and must be one of immutable, strict, baseline, restricted.',
    );
  });
});
