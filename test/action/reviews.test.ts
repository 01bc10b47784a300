import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { HARDENED, deployment, judgeText } from '../judging.ts';
import { stage } from './run-here.ts';
import { BOT, WRITE, type Stage } from './stage.ts';

let pr: Stage;

afterEach(async () => {
  await pr.close();
});

const README = { 'README.md': 'Manifests.\n' };

describe('a pull request with findings', () => {
  it('gets one review with suggestions that fix it, a failed check, a summary and outputs', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web'), 'api.yaml': deployment('api') });
    const { code, summary, outputs, log } = await pr.run();
    expect(log).toContain('::error::4 new errors and 6 new notices. See the review.');
    expect(code).toBe(1);
    expect(pr.writes()).toEqual(['POST /pulls/7/reviews 200', 'POST /check-runs 201']);
    expect(pr.github.reviews(7)).toMatchObject([
      {
        state: 'COMMENTED',
        commitId: pr.head,
        body: expect.stringContaining('4 new errors and 6 new notices') as string,
      },
    ]);
    expect(pr.github.comments(7).map(({ path, line }) => `${path}:${line}`)).toEqual([
      'api.yaml:16',
      'web.yaml:16',
    ]);
    for (const text of (await pr.github.applySuggestions(7)).values()) {
      expect(judgeText(text).findings).toEqual([]);
    }
    expect(pr.github.checkRuns(pr.head)).toMatchObject([
      { name: 'Podseal', status: 'completed', conclusion: 'failure' },
    ]);
    expect(summary).toContain('`web.yaml:15` `app` of Deployment `web`');
    expect(outputs).toEqual({ conclusion: 'failure', 'new-findings': '10', comments: '2' });
  });

  it('is reported in files, too, with the fixes of its findings', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    const folder = mkdtempSync(join(tmpdir(), 'podseal-reports-'));
    const [log, page] = [join(folder, 'new/podseal.sarif'), join(folder, 'review.html')];
    await pr.run({ output: `sarif=${log}\nhtml=${page}` });
    const sarif: { runs: [{ results: object[] }] } = JSON.parse(readFileSync(log, 'utf8'));
    expect(sarif.runs[0].results).toHaveLength(5);
    expect(sarif.runs[0].results[0]).toMatchObject({
      fixes: [{ artifactChanges: [{ artifactLocation: { uri: 'web.yaml' } }] }],
    });
    expect(readFileSync(page, 'utf8')).toContain('Suggested change');
    rmSync(folder, { recursive: true });
  });

  it('is not commented on twice, nor checked twice, by a second run', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    await pr.run();
    const before = pr.writes();
    const { code, outputs } = await pr.run();
    expect(code).toBe(1);
    expect(outputs['comments']).toBe('0');
    expect(pr.writes()).toEqual(before);
  });

  it('fails nothing with fail-on never, and is only printed in a dry run', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    const { code, log } = await pr.run({ 'fail-on': 'never', 'dry-run': 'true' });
    expect(code).toBe(0);
    expect(pr.writes()).toEqual([]);
    expect(log).toContain('+            readOnlyRootFilesystem: true');
  });

  it('is reviewed on pull_request_target as well', async () => {
    pr = await stage(README, { 'web.yaml': deployment('web') });
    await pr.run({}, 'pull_request_target');
    expect(pr.github.comments(7)).toHaveLength(1);
  });

  it('by a bot is not told about old findings', async () => {
    const change = { 'web.yaml': deployment('web').replace('app:1', 'app:2') };
    const bot = { login: 'renovate[bot]', type: 'Bot' } as const;
    pr = await stage({ 'web.yaml': deployment('web') }, change, {}, bot);
    const { code } = await pr.run();
    expect(code).toBe(0);
    expect(pr.github.comments(7)).toEqual([]);
  });
});

describe('a pull request without findings', () => {
  it('and without Kubernetes gets a green check and no comment', async () => {
    pr = await stage(README, { 'README.md': 'More.\n', 'package.json': '{"name": "x"}\n' });
    const { code, outputs } = await pr.run();
    expect(code).toBe(0);
    expect(outputs['conclusion']).toBe('success');
    expect(pr.github.reviews(7)).toEqual([]);
    expect(pr.github.checkRuns(pr.head)).toMatchObject([{ conclusion: 'success' }]);
  });

  it('but with a file that can not be judged gets a neutral check that names it', async () => {
    const template = `${deployment('web')}      {{- toYaml .Values.pod | nindent 6 }}\n`;
    pr = await stage(README, { 'templates/web.yaml': template });
    const { code, log } = await pr.run();
    expect(code).toBe(0);
    expect(log).toContain('::warning file=templates/web.yaml,title=podseal::not analyzed:');
    expect(pr.github.checkRuns(pr.head)).toMatchObject([{ conclusion: 'neutral' }]);
  });

  it('is judged by the files that the globs leave', async () => {
    pr = await stage(README, {
      'test/web.yaml': deployment('web'),
      'web.yaml': deployment('web', ...HARDENED),
    });
    const { code } = await pr.run({ files: '**/*.yaml\n!test/**' });
    expect(code).toBe(0);
  });
});

describe('the changed files', () => {
  it('are all read, page by page', async () => {
    const names = Array.from(
      { length: 120 },
      (_, index) => `pods/${String(index).padStart(3, '0')}.yaml`,
    );
    const change = Object.fromEntries(names.map((name) => [name, deployment('web', ...HARDENED)]));
    pr = await stage(README, { ...change, 'pods/zzz.yaml': deployment('last') });
    await pr.run();
    expect(pr.github.comments(7).map(({ path }) => path)).toEqual(['pods/zzz.yaml']);
  });

  it('are compared with the merge base where GitHub gives no patch', async () => {
    const old = { 'web.yaml': deployment('web') };
    pr = await stage(
      old,
      { 'web.yaml': deployment('web').replace('app:1', 'app:2') },
      { dropPatch: () => true },
    );
    const { outputs } = await pr.run({ scope: 'touched' });
    expect(outputs['new-findings']).toBe('0');
    // GitHub takes no comment on a line of a diff that it does not show, so it went on the file.
    expect(pr.github.comments(7)).toMatchObject([
      {
        subjectType: 'file',
        path: 'web.yaml',
        suggestion: null,
        body: expect.stringContaining('Line 16 would become:') as string,
      },
    ]);
  });

  it('are followed through renames, and deleted ones are left alone', async () => {
    const moved = deployment('web');
    pr = await stage(
      { 'old.yaml': moved, 'gone.yaml': deployment('gone') },
      { 'old.yaml': null, 'new.yaml': `# moved\n${moved}`, 'gone.yaml': null },
    );
    const { code, outputs } = await pr.run();
    expect(outputs).toMatchObject({ conclusion: 'success', 'new-findings': '0' });
    expect(code).toBe(0);
  });

  it('may be named and written in any way', async () => {
    const path = 'dir with space/ü\'"$(x)#?.yaml';
    const crlf = `\uFEFF${deployment('web').replaceAll('\n', '\r\n')}`.trimEnd();
    pr = await stage(README, { [path]: crlf });
    await pr.run();
    expect(pr.github.comments(7)).toMatchObject([{ path }]);
    const fixed = (await pr.github.applySuggestions(7)).get(path) ?? '';
    expect(judgeText(fixed).findings).toEqual([]);
    expect(fixed.startsWith('\uFEFF')).toBe(true);
  });
});

describe('what the project knows of images', () => {
  const OWN = '.github/podseal.images.yml';
  const own = (path: string): string => `- images: [example/app]
  writes: [{path: ${path}, kind: cache, volume: emptyDir, evidence: docs, source: a/b#1}]
`;

  it('is what the base branch says, whatever the pull request makes of it', async () => {
    pr = await stage(
      { [OWN]: own('/var/cache/web') },
      { [OWN]: own('/elsewhere'), 'web.yaml': deployment('web') },
    );
    await pr.run();
    const [comment] = pr.github.comments(7);
    expect(comment?.suggestion?.join('\n')).toContain('mountPath: /var/cache/web');
    expect(comment?.body).not.toContain('/elsewhere');
  });

  it('is nothing where the base branch has none', async () => {
    pr = await stage(README, { [OWN]: own('/elsewhere'), 'web.yaml': deployment('web') });
    await pr.run();
    const [comment] = pr.github.comments(7);
    expect(comment?.suggestion?.join('\n')).not.toContain('mountPath');
  });

  it('makes the check neutral where it is faulty, and does not keep its fixing out', async () => {
    const hardened = { 'web.yaml': deployment('web', ...HARDENED) };
    pr = await stage({ [OWN]: '- wrong\n' }, { ...hardened, [OWN]: own('/tmp') });
    const { code, log, outputs } = await pr.run();
    expect(log).toContain(
      `::warning file=${OWN},title=podseal::not analyzed: line 1: the entry must be a mapping (on the base branch, so that what it knows of images is not used)`,
    );
    expect([code, outputs['conclusion']]).toEqual([0, 'neutral']);
    await pr.close();
    pr = await stage(README, { ...hardened, [OWN]: '- wrong\n' });
    expect((await pr.run()).log).toContain('line 1: the entry must be a mapping (in this change)');
  });
});

describe('comments of others', () => {
  it('with our marker hide nothing', async () => {
    const files = { 'web.yaml': deployment('web') };
    pr = await stage(README, files);
    await pr.run();
    const [ours] = pr.github.comments(7);
    await pr.close();
    const mallory = { type: 'pat', login: 'mallory', permissions: WRITE } as const;
    const tokens = { secret: { ...BOT, permissions: WRITE }, hers: mallory };
    pr = await stage(README, files, { tokens });
    const { ok } = await fetch(`${pr.github.url}/repos/shop/manifests/pulls/7/comments`, {
      method: 'POST',
      headers: {
        authorization: 'token hers',
        'user-agent': 'x',
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        body: ours?.body,
        commit_id: pr.head,
        path: 'web.yaml',
        line: 1,
        side: 'RIGHT',
      }),
    });
    expect(ok).toBe(true);
    await pr.run();
    const authors = pr.github.comments(7).map(({ author }) => author);
    expect(authors).toEqual(['mallory', 'github-actions[bot]']);
  });
});

describe('many findings', () => {
  it('of one decision are six comments, and the rest becomes annotations in batches', async () => {
    const containers = Array.from({ length: 95 }, (_, index) =>
      deployment(`web-${String(index).padStart(2, '0')}`),
    );
    const change = Object.fromEntries(
      containers.map((text, index) => [`w${String(index).padStart(2, '0')}.yaml`, text]),
    );
    pr = await stage(README, change);
    await pr.run();
    expect(pr.github.comments(7)).toHaveLength(6);
    const [check] = pr.github.checkRuns(pr.head);
    // Five findings of each container without a comment, 50 a request.
    expect(check?.annotations).toHaveLength(89 * 5);
    expect(pr.writes()).toEqual([
      'POST /pulls/7/reviews 200',
      'POST /check-runs 201',
      ...Array.from({ length: 8 }, () => expect.stringMatching(/^PATCH .* 200$/) as string),
    ]);
  });
});
