import * as core from '@actions/core';
import { getOctokit } from '@actions/github';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors/user-error.ts';
import { type GitHubClient, makeClient } from '../github/client.ts';
import { type RetryClock, type RetryPolicy, makePace, withRetry } from '../github/with-retry.ts';

/**
 * A secondary limit lasts a minute or a few; a primary one up to an hour, which is too long to pay a
 * runner for.
 */
const MAX_WAIT_MS = 15 * 60_000;

/** A client that waits where GitHub asks for it. */
export function createClient(token: string): GitHubClient {
  const clock = { now: Date.now, sleep: async (time: number) => sleep(time), log: core.info };
  return makeClient(getOctokit(token).request, withRetry(runnerPolicy(clock)));
}

/** How a job waits that has nothing else to do. */
export function runnerPolicy(clock: RetryClock): RetryPolicy {
  return {
    clock,
    pace: makePace(clock),
    pausesMs: [1000, 4000, 9000],
    maxWaitMs: MAX_WAIT_MS,
    maxTotalWaitMs: MAX_WAIT_MS,
    tooLong: (wait) => tooLong(clock.now() + wait),
  };
}

function tooLong(end: number): UserError {
  const until = new Date(end).toISOString();
  return new UserError(
    `GitHub's limit on requests is reached until ${until}: run the job again then.`,
  );
}
