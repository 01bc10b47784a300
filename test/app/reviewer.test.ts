import { describe, expect, it } from 'vitest';
import type { Clients } from '../../src/app/clients.ts';
import { makeLog } from '../../src/app/log.ts';
import { Metrics } from '../../src/app/metrics.ts';
import { TransientError } from '../../src/app/retry-policy.ts';
import { GitHubReviewer } from '../../src/app/reviewer.ts';
import { readSettings } from '../../src/app/settings.ts';
import type { Permissions } from '../../src/app/tokens.ts';
import { UserError } from '../../src/errors/user-error.ts';
import type { CommandJob, Job } from '../../src/queue/job.ts';
import { Judge } from '../../src/run/judge-apart.ts';

const PLACE = { installation: 1, repository: 'shop/manifests', repositoryId: 100 };
const ENV = {
  APP_ID: '12',
  WEBHOOK_SECRET: 'a secret of more than sixteen characters',
  PRIVATE_KEY: '',
};

function command(line: string): CommandJob {
  const said = { line, login: 'ann', url: '', createdAt: '', commentId: 5 };
  return { kind: 'command', ...PLACE, number: 7, ...said };
}

/** What the reviewer asks for, where each try ends before GitHub is asked. */
function reviewerWith(refuse: (permissions: Permissions) => Error): {
  readonly reviewer: GitHubReviewer;
  readonly asked: Permissions[];
} {
  const asked: Permissions[] = [];
  const clients = {
    make: async (_job: Job, _isCurrent: unknown, permissions: Permissions) => {
      asked.push(permissions);
      throw refuse(permissions);
    },
    elsewhere: () => expect.fail,
  };
  const reviewer = new GitHubReviewer({
    settings: readSettings({ ...ENV, PODSEAL_ROLE: 'web', REDIS_URL: 'redis://127.0.0.1' }),
    clients: clients as unknown as Clients,
    metrics: new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 })),
    log: makeLog({ logLevel: 'silent', role: 'both' }),
    judge: new Judge(),
  });
  return { reviewer, asked };
}

const unavailable = (): Error => new TransientError('GitHub is away', 1000);

async function perform(reviewer: GitHubReviewer, job: Job): Promise<void> {
  await expect(
    reviewer.perform({ job, tries: 1, losses: 0, isCurrent: async () => true }),
  ).rejects.toThrow('GitHub is away');
}

describe('a job asks for no more than it needs', () => {
  it.each([
    ['/podseal fix', 'write'],
    ['/podseal fix run-as-non-root --unsafe', 'write'],
    ['/podseal review', 'read'],
    ['/podseal explain fix', 'read'],
    ['/podseal explain run-as-non-root', 'read'],
    ['/podseal prefix fix', 'read'],
  ])('%s: contents: %s', async (line, contents) => {
    const { reviewer, asked } = reviewerWith(unavailable);
    await perform(reviewer, command(line));
    expect(asked).toEqual([{ contents, pull_requests: 'write', checks: 'write' }]);
  });

  it('a review', async () => {
    const { reviewer, asked } = reviewerWith(unavailable);
    const job = { kind: 'review', ...PLACE, number: 7, head: 'a', at: 1, isDraft: false } as const;
    await perform(reviewer, job);
    expect(asked).toEqual([{ contents: 'read', pull_requests: 'write', checks: 'write' }]);
  });

  it('what is given up, and of a command nothing is said', async () => {
    const { reviewer, asked } = reviewerWith(unavailable);
    const job = { kind: 'review', ...PLACE, number: 7, head: 'a', at: 1, isDraft: false } as const;
    await expect(reviewer.giveUp(job, 'No.')).rejects.toThrow('GitHub is away');
    expect(asked).toEqual([{ pull_requests: 'read', checks: 'write' }]);
    await reviewer.giveUp(command('/podseal fix'), 'No.');
    expect(asked).toHaveLength(1);
  });
});

it('a command to fix is answered where the App may not commit', async () => {
  const { reviewer, asked } = reviewerWith(({ contents }) =>
    contents === 'write' ? new UserError('The App may not commit.') : unavailable(),
  );
  await perform(reviewer, command('/podseal fix'));
  expect(asked.map(({ contents }) => contents)).toEqual(['write', 'read']);
});

it('a fault is told as it is, not hidden behind a second try', async () => {
  const { reviewer, asked } = reviewerWith(unavailable);
  await perform(reviewer, command('/podseal fix'));
  expect(asked).toHaveLength(1);
});
