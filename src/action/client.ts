import * as core from '@actions/core';
import { Octokit } from '@octokit/core';
import type { RequestInterface } from '@octokit/types';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors/user-error.ts';
import { apiUrl, hasProxy } from './connection.ts';
import { type GitHubClient, makeClient } from '../github/client.ts';
import { type RetryClock, type RetryPolicy, makePace, withRetry } from '../github/with-retry.ts';

/**
 * A secondary limit lasts a minute or a few; a primary one up to an hour, which is too long to pay a
 * runner for.
 */
const MAX_WAIT_MS = 15 * 60_000;

/**
 * A client that waits where GitHub asks for it.
 *
 * @param send sends its requests, where there is no proxy; Node's `fetch` by default
 */
export async function createClient(token: string, send?: typeof fetch): Promise<GitHubClient> {
  const clock = { now: Date.now, sleep: async (time: number) => sleep(time), log: core.info };
  return makeClient(await requestWith(token, send), withRetry(runnerPolicy(clock)));
}

/** Octokit's way to ask GitHub, through the proxy of the runner where it has one. */
export async function requestWith(
  token: string,
  send: typeof fetch = fetch,
): Promise<RequestInterface> {
  if (hasProxy(process.env)) {
    // The toolkit knows proxies; it brings an HTTP client of its own, which takes longer to load than all else.
    const { getOctokit } = await import('@actions/github');
    return getOctokit(token).request;
  }
  return new Octokit({ auth: token, baseUrl: apiUrl(process.env), request: { fetch: send } })
    .request;
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
