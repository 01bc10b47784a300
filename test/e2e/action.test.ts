import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Changes, makeRepository } from '../double/git-repository.ts';
import { type GitHubDouble, type GitHubOptions, startGitHub } from '../double/github/index.ts';
import { SEALED, deployment, judgeText } from '../judging.ts';
import { type ActionRun, runAction } from './run-action.ts';

const WRITE = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;
const BOT = { type: 'installation', login: 'github-actions[bot]' } as const;
const PR = { owner: 'shop', repo: 'manifests', number: 7 };

let github: GitHubDouble;
let folder: string;
let head: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-e2e-'));
});

afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

/** A pull request with one commit on one commit. */
async function pullRequest(
  base: Changes,
  change: Changes,
  options: Partial<GitHubOptions> = {},
  author: { login: string; type: 'User' | 'Bot' } = { login: 'ann', type: 'User' },
): Promise<void> {
  const tokens = { secret: { ...BOT, permissions: WRITE } };
  github = await startGitHub({ tokens, ...options });
  const [first = '', second = ''] = makeRepository(folder, [base, change]);
  head = second;
  await github.addPullRequest({ ...PR, gitDir: folder, base: first, head, author });
}

async function run(
  inputs: Record<string, string> = {},
  eventName = 'pull_request',
): Promise<ActionRun> {
  const repository = `${PR.owner}/${PR.repo}`;
  const place = { apiUrl: github.url, token: 'secret', repository, number: PR.number };
  return runAction({ ...place, inputs, eventName });
}

function writes(): string[] {
  return github.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, status }) => `${method} ${path.replace(/^.*manifests/, '')} ${status}`);
}

const README = { 'README.md': 'Manifests.\n' };

describe('a pull request with findings', () => {
  it('gets one review with suggestions that mend it, a failed check, a summary and outputs', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web'), 'api.yaml': deployment('api') });
    const { code, summary, outputs, log } = await run();
    expect(log).toContain('::error::4 new errors. See the review.');
    expect(code).toBe(1);
    expect(writes()).toEqual(['POST /pulls/7/reviews 200', 'POST /check-runs 201']);
    expect(github.reviews(7)).toMatchObject([
      {
        state: 'COMMENTED',
        commitId: head,
        body: expect.stringContaining('4 new errors') as string,
      },
    ]);
    expect(github.comments(7).map(({ path, line }) => `${path}:${line}`)).toEqual([
      'api.yaml:16',
      'web.yaml:16',
    ]);
    for (const text of (await github.applySuggestions(7)).values()) {
      expect(judgeText(text).findings).toEqual([]);
    }
    expect(github.checkRuns(head)).toMatchObject([
      { name: 'Podseal', status: 'completed', conclusion: 'failure' },
    ]);
    expect(summary).toContain('`web.yaml:15` `app` of Deployment `web`');
    expect(outputs).toEqual({ conclusion: 'failure', 'new-findings': '4', comments: '2' });
  });

  it('is not commented on twice, nor checked twice, by a second run', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web') });
    await run();
    const before = writes();
    const { code, outputs } = await run();
    expect(code).toBe(1);
    expect(outputs['comments']).toBe('0');
    expect(writes()).toEqual(before);
  });

  it('fails nothing with fail-on never, and is only printed in a dry run', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web') });
    const { code, log } = await run({ 'fail-on': 'never', 'dry-run': 'true' });
    expect(code).toBe(0);
    expect(writes()).toEqual([]);
    expect(log).toContain('+            readOnlyRootFilesystem: true');
  });

  it('is reviewed on pull_request_target as well', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web') });
    await run({}, 'pull_request_target');
    expect(github.comments(7)).toHaveLength(1);
  });

  it('by a bot is not told about old findings', async () => {
    const change = { 'web.yaml': deployment('web').replace('app:1', 'app:2') };
    const bot = { login: 'renovate[bot]', type: 'Bot' } as const;
    await pullRequest({ 'web.yaml': deployment('web') }, change, {}, bot);
    const { code } = await run();
    expect(code).toBe(0);
    expect(github.comments(7)).toEqual([]);
  });
});

describe('a pull request without findings', () => {
  it('and without Kubernetes gets a green check and no comment', async () => {
    await pullRequest(README, { 'README.md': 'More.\n', 'package.json': '{"name": "x"}\n' });
    const { code, outputs } = await run();
    expect(code).toBe(0);
    expect(outputs['conclusion']).toBe('success');
    expect(github.reviews(7)).toEqual([]);
    expect(github.checkRuns(head)).toMatchObject([{ conclusion: 'success' }]);
  });

  it('but with a file that can not be judged gets a neutral check that names it', async () => {
    const template = `${deployment('web')}      {{- toYaml .Values.pod | nindent 6 }}\n`;
    await pullRequest(README, { 'templates/web.yaml': template });
    const { code, log } = await run();
    expect(code).toBe(0);
    expect(log).toContain('::warning file=templates/web.yaml,title=podseal::not judged:');
    expect(github.checkRuns(head)).toMatchObject([{ conclusion: 'neutral' }]);
  });

  it('is judged by the files that the globs leave', async () => {
    await pullRequest(README, {
      'test/web.yaml': deployment('web'),
      'web.yaml': deployment('web', ...SEALED),
    });
    const { code } = await run({ files: '**/*.yaml\n!test/**' });
    expect(code).toBe(0);
  });
});

describe('the changed files', () => {
  it('are all read, page by page', async () => {
    const names = Array.from(
      { length: 120 },
      (_, index) => `pods/${String(index).padStart(3, '0')}.yaml`,
    );
    const change = Object.fromEntries(names.map((name) => [name, deployment('web', ...SEALED)]));
    await pullRequest(README, { ...change, 'pods/zzz.yaml': deployment('last') });
    await run();
    expect(github.comments(7).map(({ path }) => path)).toEqual(['pods/zzz.yaml']);
  });

  it('are compared with the merge base where GitHub gives no patch', async () => {
    const old = { 'web.yaml': deployment('web') };
    await pullRequest(
      old,
      { 'web.yaml': deployment('web').replace('app:1', 'app:2') },
      { dropPatch: () => true },
    );
    const { outputs } = await run();
    expect(outputs['new-findings']).toBe('0');
    // GitHub takes no comment on a line of a diff that it does not show, so it went on the file.
    expect(github.comments(7)).toMatchObject([{ subjectType: 'file', path: 'web.yaml' }]);
  });

  it('are followed through renames, and deleted ones are left alone', async () => {
    const moved = deployment('web');
    await pullRequest(
      { 'old.yaml': moved, 'gone.yaml': deployment('gone') },
      { 'old.yaml': null, 'new.yaml': `# moved\n${moved}`, 'gone.yaml': null },
    );
    const { code, outputs } = await run();
    expect(outputs).toMatchObject({ conclusion: 'success', 'new-findings': '0' });
    expect(code).toBe(0);
  });

  it('may be named and written in any way', async () => {
    const path = 'dir with space/ü\'"$(x)#?.yaml';
    const crlf = `\uFEFF${deployment('web').replaceAll('\n', '\r\n')}`.trimEnd();
    await pullRequest(README, { [path]: crlf });
    await run();
    expect(github.comments(7)).toMatchObject([{ path }]);
    const mended = (await github.applySuggestions(7)).get(path) ?? '';
    expect(judgeText(mended).findings).toEqual([]);
    expect(mended.startsWith('\uFEFF')).toBe(true);
  });
});

describe('comments of others', () => {
  it('with our marker hide nothing', async () => {
    const stranger = { type: 'pat', login: 'mallory', permissions: WRITE } as const;
    const tokens = { secret: { ...BOT, permissions: WRITE }, hers: stranger };
    await pullRequest(README, { 'web.yaml': deployment('web') }, { tokens });
    await run();
    const [ours] = github.comments(7);
    await pullRequestAgain(ours?.body ?? '', tokens);
    await run();
    const bodies = github.comments(7).filter(({ author }) => author === 'github-actions[bot]');
    expect(bodies).toHaveLength(1);
  });
});

/** The same pull request on a new GitHub, with a stranger's comment on it that copies ours. */
async function pullRequestAgain(body: string, tokens: GitHubOptions['tokens']): Promise<void> {
  await github.close();
  rmSync(folder, { recursive: true });
  await pullRequest(README, { 'web.yaml': deployment('web') }, { tokens });
  const { ok } = await fetch(`${github.url}/repos/shop/manifests/pulls/7/comments`, {
    method: 'POST',
    headers: {
      authorization: 'token hers',
      'user-agent': 'mallory',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ body, commit_id: head, path: 'web.yaml', line: 1, side: 'RIGHT' }),
  });
  expect(ok).toBe(true);
}

describe('missing rights and faults', () => {
  it('a read-only token: annotations, summary and a failed job, and the permission is named', async () => {
    const permissions = { contents: 'read', pull_requests: 'read', checks: 'read' } as const;
    await pullRequest(
      README,
      { 'web.yaml': deployment('web') },
      { tokens: { secret: { ...BOT, permissions } } },
    );
    const { code, log, summary } = await run();
    expect(code).toBe(1);
    expect(log).toContain('Add `pull-requests: write`');
    expect(log).toContain('Add `checks: write`');
    expect(log).toContain('::error file=web.yaml,line=15,');
    expect(summary).toContain('web.yaml');
  });

  it('without checks: write the review is posted all the same', async () => {
    const permissions = { contents: 'read', pull_requests: 'write' } as const;
    await pullRequest(
      README,
      { 'web.yaml': deployment('web') },
      { tokens: { secret: { ...BOT, permissions } } },
    );
    const { log } = await run();
    expect(github.comments(7)).toHaveLength(1);
    expect(log).toContain('Add `checks: write`');
  });

  it('a review that was made before the answer got lost is not made again', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web') });
    github.onRequest = ({ path, method }) =>
      method === 'POST' && path.endsWith('/reviews') ? { after: true, status: 502 } : undefined;
    await run();
    expect(github.comments(7)).toHaveLength(1);
    expect(github.checkRuns(head)).toHaveLength(1);
  });

  it('one comment that GitHub refuses does not lose the others', async () => {
    // GitHub leaves out the patch of one file, so it refuses comments on its lines.
    const dropPatch = (path: string): boolean => path === 'api.yaml';
    await pullRequest(
      README,
      { 'web.yaml': deployment('web'), 'api.yaml': deployment('api') },
      { dropPatch },
    );
    const { outputs } = await run();
    expect(
      github
        .comments(7)
        .map(({ path, subjectType }) => `${path} ${subjectType}`)
        .toSorted(),
    ).toEqual(['api.yaml file', 'web.yaml line']);
    expect(outputs['comments']).toBe('2');
  });

  it('a review of ours that was never submitted is out of the way', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web') });
    const pending = await fetch(`${github.url}/repos/shop/manifests/pulls/7/reviews`, {
      method: 'POST',
      headers: {
        authorization: 'token secret',
        'user-agent': 'test',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ commit_id: head, body: 'half' }),
    });
    expect(pending.ok).toBe(true);
    await run();
    expect(github.comments(7)).toHaveLength(1);
    expect(github.reviews(7).map(({ state }) => state)).toEqual(['COMMENTED']);
  });

  it('an event that is no pull request: says which one is needed', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web') });
    const { code, log } = await run({}, 'push');
    expect(code).toBe(1);
    expect(log).toContain('this run was started by push: write `on: pull_request`');
  });

  it('an input that is no choice: says which ones are', async () => {
    await pullRequest(README, { 'web.yaml': deployment('web') });
    const { code, log } = await run({ profile: 'strictest' });
    expect(code).toBe(1);
    expect(log).toContain('::error::Input profile: "strictest" is none of immutable, strict.');
  });
});

describe('many findings', () => {
  it('fill one review, and the rest becomes annotations in batches', async () => {
    const containers = Array.from({ length: 95 }, (_, index) =>
      deployment(`web-${String(index).padStart(2, '0')}`),
    );
    const change = Object.fromEntries(
      containers.map((text, index) => [`w${String(index).padStart(2, '0')}.yaml`, text]),
    );
    await pullRequest(README, change);
    await run();
    expect(github.comments(7)).toHaveLength(30);
    const [check] = github.checkRuns(head);
    expect(check?.annotations).toHaveLength(130);
    expect(writes()).toEqual([
      'POST /pulls/7/reviews 200',
      'POST /check-runs 201',
      expect.stringMatching(/^PATCH .* 200$/) as string,
      expect.stringMatching(/^PATCH .* 200$/) as string,
    ]);
  });
});
