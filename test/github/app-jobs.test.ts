import { afterEach, describe, expect, it } from 'vitest';
import type { Clients } from '../../src/app/clients.ts';
import { FIX_BUTTON } from '../../src/app/events.ts';
import { makeLog } from '../../src/app/log.ts';
import { Metrics } from '../../src/app/metrics.ts';
import { TransientError } from '../../src/app/retry-policy.ts';
import { GitHubReviewer } from '../../src/app/reviewer.ts';
import { readSettings } from '../../src/app/settings.ts';
import type { Job, ReviewJob } from '../../src/queue/job.ts';
import { Judge } from '../../src/run/judge-apart.ts';
import type { PullRequestOptions } from '../double/github/index.ts';
import { deployment } from '../judging.ts';
import { OPEN, README, RIGHTS, SHUT, type World, makeWorld } from './world.ts';

const ENV = {
  WEBHOOK_SECRET: 'a secret of more than sixteen characters',
  PODSEAL_ROLE: 'web',
  REDIS_URL: 'redis://127.0.0.1',
};
const PLACE = { installation: 1, repository: 'shop/manifests', repositoryId: 1 };
const FIXABLE = deployment('web', 'securityContext:', '  runAsUser: 1000');

let world: World;
let metrics: Metrics;

afterEach(async () => {
  await world.close();
});

async function open(
  text: string,
  pull: Partial<PullRequestOptions> = {},
  env: Record<string, string> = {},
  options: Parameters<typeof makeWorld>[1] = {},
): Promise<GitHubReviewer> {
  world = await makeWorld([README, { 'web.yaml': text }], options, pull);
  metrics = new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 }));
  return new GitHubReviewer({
    settings: readSettings({ ...ENV, ...env }),
    clients: {
      make: async () => world.client(),
      elsewhere: () => async () => world.client(),
    } as unknown as Clients,
    metrics,
    log: makeLog({ logLevel: 'silent', role: 'worker' }),
    judge: new Judge(),
  });
}

function reviewOf(head: string | undefined, isDraft = false): ReviewJob {
  return { kind: 'review', ...PLACE, number: 7, head, at: 1, isDraft };
}

async function perform(reviewer: GitHubReviewer, job: Job, tries = 1): Promise<readonly Job[]> {
  return reviewer.perform({ job, tries, losses: 0, isCurrent: async () => true });
}

function headSha(): string {
  return world.commits[1] ?? '';
}

function checks() {
  return world.github.checkRuns(headSha());
}

async function counted(): Promise<unknown[]> {
  const { values } = await metrics.findings.get();
  return values.map(({ labels, value }) => [labels.rule, value]);
}

describe('a review', () => {
  it('is posted, leads to no job, and is counted by what the change brings', async () => {
    const reviewer = await open(OPEN);
    expect(await perform(reviewer, reviewOf(headSha()))).toEqual([]);
    expect(world.github.reviews(7)).toHaveLength(1);
    expect(checks()).toMatchObject([{ conclusion: 'failure' }]);
    expect(await counted()).toEqual(
      expect.arrayContaining([
        ['read-only-root-filesystem', 1],
        ['run-as-non-root', 1],
      ]),
    );
  });

  it('waits once for an API that is behind the webhook', async () => {
    const reviewer = await open(OPEN);
    await expect(perform(reviewer, reviewOf('f'.repeat(40)))).rejects.toThrow(TransientError);
    expect(world.github.reviews(7)).toEqual([]);
    await perform(reviewer, reviewOf('f'.repeat(40)), 2);
    expect(world.github.reviews(7)).toHaveLength(1);
  });

  it('of whatever is there does not wait', async () => {
    const reviewer = await open(OPEN);
    await perform(reviewer, reviewOf(undefined));
    expect(world.github.reviews(7)).toHaveLength(1);
  });

  it('has a button where a safe fix is among what the change brings, and else none', async () => {
    await perform(await open(FIXABLE), reviewOf(headSha()));
    expect(checks()).toMatchObject([{ actions: [{ identifier: FIX_BUTTON.identifier }] }]);
    await world.close();
    await perform(await open(SHUT), reviewOf(headSha()));
    expect(checks()).toMatchObject([{ conclusion: 'success' }]);
    expect(checks()[0]?.actions ?? []).toEqual([]);
  });

  it('passes over a draft where the operator says so', async () => {
    const draft = { draft: true };
    await perform(await open(OPEN, draft, { PODSEAL_DRAFTS: 'skip' }), reviewOf(headSha(), true));
    expect(checks()).toMatchObject([{ title: 'Not reviewed: this is a draft' }]);
    await world.close();
    await perform(await open(OPEN, draft), reviewOf(headSha(), true));
    expect(checks()).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('tells which permission is missing', async () => {
    const permissions = { ...RIGHTS, pull_requests: 'read' } as const;
    const secret = { type: 'installation', login: 'github-actions[bot]', permissions } as const;
    const reviewer = await open(OPEN, {}, {}, { tokens: { secret } });
    await expect(perform(reviewer, reviewOf(headSha()))).rejects.toThrow(
      'The App lacks a permission here: pull-requests: write.',
    );
  });

  it('of a locked conversation is in the check, and that is all', async () => {
    const reviewer = await open(OPEN, { locked: true });
    expect(await perform(reviewer, reviewOf(headSha()))).toEqual([]);
    expect(checks()).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('of a merge group is its check', async () => {
    const reviewer = await open(OPEN);
    const [base = ''] = world.commits;
    await perform(reviewer, { kind: 'merge-group', ...PLACE, head: headSha(), base });
    expect(checks()).toMatchObject([{ conclusion: 'failure' }]);
    expect(world.github.reviews(7)).toEqual([]);
  });
});

describe('a check that is asked for again', () => {
  it('leads to a review of each open pull request with this head, here', async () => {
    const reviewer = await open(OPEN, { draft: true });
    const listed = (await world.ask('GET', '/repos/shop/manifests/pulls/7')) as {
      base: { repo: { id: number } };
    };
    const repositoryId = listed.base.repo.id;
    const job = { kind: 'commit', ...PLACE, repositoryId, head: headSha() } as const;
    expect(await perform(reviewer, job)).toEqual([
      { ...reviewOf(headSha(), true), repositoryId, at: expect.any(Number) },
    ]);
    expect(await perform(reviewer, { ...job, repositoryId: repositoryId + 1 })).toEqual([]);
    world.github.as('ann').close(7);
    expect(await perform(reviewer, job)).toEqual([]);
  });
});

describe('a job that is given up', () => {
  it('says so in the check of the head as it is now', async () => {
    const reviewer = await open(OPEN);
    await reviewer.giveUp(reviewOf(undefined), 'It was too much.');
    expect(checks()).toMatchObject([{ conclusion: 'failure', title: 'The review failed' }]);
    expect(checks()[0]?.summary).toContain('It was too much.');
    expect(await perform(reviewer, reviewOf(headSha()))).toEqual([]);
  });

  it('says so on its commit where it is about no pull request', async () => {
    const reviewer = await open(OPEN);
    const [base = ''] = world.commits;
    await reviewer.giveUp({ kind: 'merge-group', ...PLACE, head: headSha(), base }, 'No.');
    expect(checks()).toMatchObject([{ conclusion: 'failure' }]);
    expect(world.github.requests.some(({ path }) => path.includes('/pulls/'))).toBe(false);
  });
});
