import { RequestError } from '@octokit/request-error';
import { describe, expect, it } from 'vitest';
import { Superseded } from '../../src/app/guarded-fetch.ts';
import { makeLog } from '../../src/app/log.ts';
import { Metrics } from '../../src/app/metrics.ts';
import { Limited } from '../../src/app/retry-policy.ts';
import type { Reviewer } from '../../src/app/reviewer.ts';
import { makeHandler } from '../../src/app/work.ts';
import { UserError } from '../../src/errors/user-error.ts';
import type { Job } from '../../src/queue/job.ts';
import { type JobQueue, type Lease, MAX_LOSSES, type Verdict } from '../../src/queue/queue.ts';

const PLACE = { installation: 1, repository: 'shop/manifests', repositoryId: 5 };
const COMMIT: Job = { kind: 'commit', ...PLACE, head: 'abc' };
const REVIEW: Job = { kind: 'review', ...PLACE, number: 7, head: 'abc', at: 1, isDraft: false };

function answered(status: number): RequestError {
  const request = { method: 'GET', url: 'https://api.github.com/x', headers: {} } as const;
  const response = { status, url: request.url, headers: {}, data: {}, retryCount: 0 };
  return new RequestError(`status ${status}`, status, { request, response });
}

interface Ended {
  readonly verdict: Verdict;
  /** What was put into the queue. */
  readonly added: readonly Job[];
  /** The deliveries that those jobs came with. */
  readonly deliveries: readonly string[];
  /** The reasons that were told on GitHub. */
  readonly told: readonly string[];
  /** The states that were counted. */
  readonly states: readonly unknown[];
}

async function end(
  perform: () => Promise<readonly Job[]>,
  lease: Partial<Lease> = {},
  giveUp = async (): Promise<void> => {},
): Promise<Ended> {
  const [added, deliveries, told]: [Job[], string[], string[]] = [[], [], []];
  const queue = {
    add: async (job: Job, delivery: string) => {
      added.push(job);
      deliveries.push(delivery);
      return true;
    },
  } as unknown as JobQueue;
  const reviewer: Reviewer = {
    perform,
    async giveUp(_, reason) {
      told.push(reason);
      await giveUp();
    },
  };
  const metrics = new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 }));
  metrics.jobs.reset();
  const log = makeLog({ logLevel: 'silent', role: 'worker' });
  const handle = makeHandler({ queue, reviewer, log, metrics });
  const isCurrent = async (): Promise<boolean> => true;
  const verdict = await handle({ job: COMMIT, tries: 1, losses: 0, isCurrent, ...lease });
  const { values } = await metrics.jobs.get();
  const counts = values.filter(({ metricName }) => metricName === 'podseal_job_seconds_count');
  const states = counts.map(({ labels }) => labels['state']);
  return { verdict, added, deliveries, told, states };
}

function failing(error: unknown): () => Promise<never> {
  return async () => {
    throw error;
  };
}

describe('a job', () => {
  it('that is done adds what it leads to, each as a delivery of its own', async () => {
    const ended = await end(async () => [REVIEW, REVIEW]);
    expect(ended).toMatchObject({ verdict: { state: 'done' }, added: [REVIEW, REVIEW], told: [] });
    expect(new Set(ended.deliveries).size).toBe(2);
    expect(ended.states).toEqual(['done']);
  });

  it.each([
    ['superseded, where a newer one took its place', new Superseded(), {}],
    ['superseded, where another process has it', answered(500), { isCurrent: async () => false }],
    ['gone, where its repository is', answered(404), {}],
  ])('is %s: nobody is told', async (name, error, lease) => {
    const { verdict, told, states } = await end(failing(error), lease);
    expect([verdict, told, states]).toEqual([{ state: 'done' }, [], [name.split(',', 1)[0]]]);
  });

  it('waits for a limit, and is tried again after a fault of GitHub', async () => {
    const limited = await end(failing(new Limited(70_000)));
    expect(limited).toMatchObject({ verdict: { state: 'pause', afterMs: 70_000 }, told: [] });
    const failed = await end(failing(answered(502)), { tries: 2 });
    expect(failed).toMatchObject({ verdict: { state: 'later', afterMs: 4000 }, told: [] });
    expect([limited.states, failed.states]).toEqual([['pause'], ['later']]);
  });

  it('is given up where waiting does not help, and tells why', async () => {
    const { verdict, told, states } = await end(failing(new UserError('No permission.')));
    expect(verdict).toEqual({ state: 'dead', reason: 'No permission.' });
    expect([told, states]).toEqual([['No permission.'], ['dead']]);
  });

  it('is given up where its reason can not be told', async () => {
    const refused = failing(answered(403));
    const { verdict } = await end(failing(new UserError('No permission.')), {}, refused);
    expect(verdict).toEqual({ state: 'dead', reason: 'No permission.' });
  });

  it('is not begun where the process did not survive it', async () => {
    const begun: string[] = [];
    const perform = async (): Promise<readonly Job[]> => {
      begun.push('again');
      return [];
    };
    const lost = await end(perform, { losses: MAX_LOSSES });
    expect(lost.verdict.state).toBe('dead');
    expect(lost.told).toEqual([expect.stringContaining('split the change')]);
    expect(begun).toEqual([]);
    expect((await end(perform, { losses: MAX_LOSSES - 1 })).verdict.state).toBe('done');
    expect(begun).toEqual(['again']);
  });
});
