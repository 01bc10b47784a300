import * as fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlanFile } from '../../src/action/plan-file.ts';
import type { PlanFile } from '../../src/action/plan-schema.ts';
import { deployment } from '../judging.ts';
import { stage } from './run-here.ts';
import type { ActionRun } from './runner.ts';
import { BOT, type Stage, WRITE } from './stage.ts';
import { runs } from '../properties/runs.ts';

const READ = { contents: 'read', pull_requests: 'read' } as const;
const README = { 'README.md': 'Manifests.\n' };

let pr: Stage;
let folder: string;
let file: string;

beforeEach(async () => {
  const tokens = { secret: { ...BOT, permissions: WRITE } };
  const author = { login: 'eve', type: 'User' } as const;
  pr = await stage(README, { 'web.yaml': deployment('web') }, { tokens }, author, { fork: true });
  folder = mkdtempSync(join(tmpdir(), 'podseal-plan-'));
  file = join(folder, 'podseal-plan.json');
});

afterEach(async () => {
  await pr.close();
  rmSync(folder, { recursive: true });
});

/** The first workflow, whose token may only read. */
async function plan(): Promise<ActionRun> {
  return pr.run({ mode: 'plan', 'plan-file': file });
}

/** The second workflow, after a run of the first on a commit of the fork. */
async function publish(run: object = {}, inputs: Record<string, string> = {}): Promise<ActionRun> {
  const workflowRun = {
    event: 'pull_request',
    head_sha: pr.head,
    head_branch: 'branch-7',
    head_repository: { full_name: 'eve/manifests' },
    pull_requests: [],
    ...run,
  };
  const all = { mode: 'publish', 'plan-file': file, ...inputs };
  return pr.run(all, 'workflow_run', { workflow_run: workflowRun });
}

/** What was posted; GraphQL only reads here. */
function posts(): string[] {
  return pr.writes().filter((request) => !request.includes('/graphql'));
}

function written(): PlanFile {
  return JSON.parse(readFileSync(file, 'utf8')) as PlanFile;
}

function write(change: object): void {
  writeFileSync(file, JSON.stringify({ ...written(), ...change }));
}

function writePlan(change: object): void {
  write({ plan: { ...written().plan, ...change } });
}

describe('mode plan', () => {
  it('writes the whole plan, with a token that only reads, and fails nothing', async () => {
    await pr.close();
    const tokens = { secret: { ...BOT, permissions: READ } };
    pr = await stage(README, { 'web.yaml': deployment('web') }, { tokens });
    const run = await plan();
    expect(run.log).not.toContain('::error::');
    expect(run.code).toBe(0);
    expect(run.outputs['conclusion']).toBe('failure');
    expect(posts()).toEqual([]);
    expect(written()).toMatchObject({
      version: 2,
      repository: 'shop/manifests',
      pullRequest: 7,
      plan: { head: pr.head, conclusion: 'failure' },
    });
    const { plan: made } = written();
    expect(made.comments[0]?.body).toContain('can change while it runs');
    expect(made.summary).toContain('web.yaml');
    const findings = made.findings.map(
      ({ finding: { fingerprint, rule, severity }, introduced }) => ({
        finding: { fingerprint, rule, severity },
        introduced,
      }),
    );
    const { base, head, conclusion } = made;
    // No text that anybody could show comes back.
    expect(await readPlanFile(file)).toStrictEqual({
      ...written(),
      plan: { base, head, conclusion, findings },
    });
  });
});

describe('mode publish', () => {
  it('posts the review of a pull request from a fork, and does not fail', async () => {
    await plan();
    const run = await publish();
    expect(run.log).not.toContain('::notice::');
    expect(run.code).toBe(0);
    expect(pr.github.comments(7).length).toBeGreaterThan(0);
    expect(pr.github.checkRuns(pr.head)).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('believes nothing that the plan says of what is wrong', async () => {
    await plan();
    const said = { title: 'Hacked', summary: 'Hacked', body: 'Hacked', comments: [] };
    writePlan({ conclusion: 'success', findings: [], ...said });
    const run = await publish();
    expect(run.log).toContain('::notice::The plan differs in');
    expect(`${run.log}${run.summary}`).not.toContain('Hacked');
    expect(JSON.stringify(pr.github.comments(7))).not.toContain('Hacked');
    expect(JSON.stringify(pr.github.checkRuns(pr.head))).not.toContain('Hacked');
    expect(pr.github.checkRuns(pr.head)).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('works without a plan', async () => {
    const run = await publish({}, { 'plan-file': '' });
    expect(run.code).toBe(0);
    expect(pr.github.comments(7).length).toBeGreaterThan(0);
  });

  it('leaves drafts alone where it is told to', async () => {
    await plan();
    pr.github.as('eve').convertToDraft(7);
    const run = await publish({}, { drafts: 'skip' });
    expect(run.outputs['conclusion']).toBe('neutral');
    expect(pr.github.comments(7)).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['another pull request', () => write({ pullRequest: 8 })],
    ['another commit', () => writePlan({ head: 'f'.repeat(40) })],
    ['another repository', () => write({ repository: 'shop/secrets' })],
  ])('refuses a plan for %s', async (_, change) => {
    await plan();
    change();
    const run = await publish();
    expect(run.code).toBe(1);
    expect(run.log).toContain('::error::The plan is about another pull request or commit');
    expect(posts()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['no JSON', '{', 'is no JSON'],
    [
      'something else',
      '[]',
      'is not what Podseal writes: the whole must be a mapping. Nothing was published.',
    ],
    ['what is too large', ' '.repeat(33 * 1024 * 1024), 'larger than any'],
  ])('refuses %s', async (_, text, expected) => {
    writeFileSync(file, text);
    const run = await publish();
    expect(run.code).toBe(1);
    expect(run.log).toContain(expected);
    expect(pr.github.requests).toEqual([]);
  });

  it('says where there is no plan', async () => {
    const run = await publish();
    expect(run.code).toBe(1);
    expect(run.log).toContain(`There is no plan file at ${file}`);
  });

  it.each<[string, object]>([
    ['a commit that is the head no more', { head_sha: 'e'.repeat(40) }],
    [
      'a branch of the same name elsewhere',
      { head_repository: { full_name: 'mallory/manifests' } },
    ],
    ['a fork that is gone', { head_repository: null }],
    ['a run that no pull request started', { event: 'push' }],
  ])('publishes nothing for %s', async (_, change) => {
    await plan();
    const run = await publish(change);
    expect(run.code).toBe(0);
    expect(posts()).toEqual([]);
  });

  it('belongs to workflow_run, and workflow_run to it', async () => {
    const wrong = await pr.run({ mode: 'publish' });
    expect(wrong.log).toContain('::error::Mode publish works on workflow_run');
    const missing = await pr.run({}, 'workflow_run', { workflow_run: {} });
    expect(missing.log).toContain('A workflow on workflow_run needs `mode: publish`.');
  });
});

describe('a plan file', () => {
  const said = { fingerprint: 'a'.repeat(16), rule: 'x', severity: 'error' };
  const finding = { finding: said, introduced: true };
  const whole = {
    base: 'a'.repeat(40),
    head: 'b'.repeat(40),
    conclusion: 'neutral',
    findings: [finding],
  };
  const good = { version: 2, repository: 'a/b', pullRequest: 1, plan: whole };

  it.each<[string, object]>([
    ['another version', { version: 1 }],
    ['a field too many', { comment: 'Hello @everyone' }],
    ['a number that is text', { pullRequest: '7' }],
    ['a number that is none', { pullRequest: 0 }],
    ['a path for a repository', { repository: '../../etc' }],
    ['two lines for a repository', { repository: 'a/b\n' }],
    ['a branch for a commit', { plan: { ...whole, head: 'main' } }],
    [
      'a rule with words',
      {
        plan: { ...whole, findings: [{ ...finding, finding: { ...said, rule: 'x](http://x)' } }] },
      },
    ],
    [
      'too many findings',
      { plan: { ...whole, findings: Array.from({ length: 10_001 }, () => finding) } },
    ],
  ])('with %s is refused', async (_, change) => {
    writeFileSync(file, JSON.stringify({ ...good, ...change }));
    await expect(readPlanFile(file)).rejects.toThrow('The plan file is not what Podseal writes');
  });

  it.each<[string, object, string]>([
    ['a wrong word', { plan: { ...whole, conclusion: 'sucess' } }, 'Did you mean success?'],
    ['a key that is none', { comment: 'x' }, '"comment" is not a key here'],
    [
      'a finding with a wrong rule',
      {
        plan: {
          ...whole,
          findings: [finding, { ...finding, finding: { ...said, rule: '\u001b[1m::error::' } }],
        },
      },
      '"plan.findings[1].finding.rule" is "\u{FFFD}[1m::error::", with a hidden character',
    ],
  ])('with %s is refused in plain words', async (_, change, words) => {
    writeFileSync(file, JSON.stringify({ ...good, ...change }));
    await expect(readPlanFile(file)).rejects.toThrow(words);
  });

  it('of any kind is read or refused, and said why', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
        writeFileSync(file, text);
        await expect(readPlanFile(file)).rejects.toMatchObject({ name: 'UserError' });
      }),
      runs(50),
    );
  });
});
