import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HALF, MENDED, fileAt, openWith, say } from '../action/comment.ts';
import { HARDENED, deployment } from '../judging.ts';
import { stage } from './run-action.ts';

// What the Action does is tested in test/action. These show that the built program is that Action.

const README = { 'README.md': 'Manifests.\n' };

it('reviews a pull request once, fails the job, and tells the runner', async ({
  onTestFinished,
}) => {
  const pr = await stage(README, { 'web.yaml': deployment('web') });
  onTestFinished(() => pr.close());
  const { code, summary, outputs, log } = await pr.run();
  expect(log).toContain('::error::2 new errors and 3 new notices. See the review.');
  expect(code).toBe(1);
  const writes = ['POST /pulls/7/reviews 200', 'POST /check-runs 201'];
  expect(pr.writes()).toEqual(writes);
  expect(summary).toContain('`web.yaml:15` `app` of Deployment `web`');
  expect(outputs).toEqual({ conclusion: 'failure', 'new-findings': '5', comments: '1' });
  expect((await pr.run()).outputs['comments']).toBe('0');
  expect(pr.writes()).toEqual(writes);
});

it('renders the chart that a file is part of', async ({ onTestFinished }) => {
  const pod = deployment('web', ...HARDENED, 'stdin: {{ .Values.stdin }}');
  const chart = {
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/values.yaml': 'stdin: false\n',
    'charts/web/templates/web.yaml': pod,
  };
  const template = pod.replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false');
  expect(template).not.toBe(pod);
  const pr = await stage(chart, { 'charts/web/templates/web.yaml': template });
  onTestFinished(() => pr.close());
  const { summary, outputs } = await pr.run();
  expect(outputs).toEqual({ conclusion: 'failure', 'new-findings': '1', comments: '1' });
  expect(summary).not.toContain('Not analyzed');
  expect(pr.github.comments(7).map(({ body }) => body.split('\n')[0])).toEqual([
    '**`app` can change while it runs** in Deployment `web`',
  ]);
  const plain = await pr.run({ render: 'none' });
  expect(plain.summary).toContain('a template, not YAML yet');
});

it('says what is missing without a stack', async ({ onTestFinished }) => {
  const pr = await stage(README, { 'web.yaml': deployment('web') });
  onTestFinished(() => pr.close());
  const { code, log, summary } = await pr.run({ token: '' });
  expect(code).toBe(1);
  expect(log).toContain('::error::Input token is empty.');
  expect(log).not.toMatch(/^ {4}at /m);
  expect(summary).toContain('Input token is empty.');
});

it('carries out the command of a comment', async ({ onTestFinished }) => {
  const pr = await openWith(stage)(onTestFinished, { 'web.yaml': HALF });
  const { run, answers, reactions } = await say(pr, '/podseal fix');
  expect([run.code, reactions]).toEqual([0, ['eyes']]);
  expect(fileAt(pr, 'web.yaml')).toBe(MENDED);
  expect(answers).toEqual([expect.stringContaining('**Fixed 1 finding in 1 file: ')]);
});

it('plans in one run what another one publishes', async ({ onTestFinished }) => {
  const eve = { login: 'eve', type: 'User' } as const;
  const pr = await stage(README, { 'web.yaml': deployment('web') }, {}, eve, { fork: true });
  const file = join(pr.gitDir, 'plan.json');
  onTestFinished(() => pr.close());
  expect((await pr.run({ mode: 'plan', 'plan-file': file })).code).toBe(0);
  expect(pr.github.comments(7)).toEqual([]);
  const workflowRun = {
    event: 'pull_request',
    head_sha: pr.head,
    head_branch: 'branch-7',
    head_repository: { full_name: 'eve/manifests' },
    pull_requests: [],
  };
  const inputs = { mode: 'publish', 'plan-file': file };
  const run = await pr.run(inputs, 'workflow_run', { workflow_run: workflowRun });
  expect([run.code, pr.github.comments(7).length]).toEqual([0, 1]);
});
