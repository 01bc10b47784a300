import * as core from '@actions/core';
import { Octokit } from '@octokit/core';
import type { RequestInterface } from '@octokit/types';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors/user-error.ts';
import { type GitHubClient, makeClient } from '../github/client.ts';
import { type RetryClock, type RetryPolicy, makePace, withRetry } from '../github/with-retry.ts';

/**
 * A secondary limit lasts a minute or a few; a primary one up to an hour, which is too long to pay a
 * runner for.
 */
const MAX_WAIT_MS = 15 * 60_000;

/** The variables by which a runner is told of a proxy, as the toolkit reads them. */
const PROXIES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

/** A client that waits where GitHub asks for it. */
export async function createClient(token: string): Promise<GitHubClient> {
  const clock = { now: Date.now, sleep: async (time: number) => sleep(time), log: core.info };
  return makeClient(await requestWith(token), withRetry(runnerPolicy(clock)));
}

/** Octokit's way to ask GitHub, through the proxy of the runner where it has one. */
export async function requestWith(token: string): Promise<RequestInterface> {
  if (PROXIES.some((name) => (process.env[name] ?? '') !== '')) {
    // The toolkit knows proxies; it brings an HTTP client of its own, which takes longer to load than all else.
    const { getOctokit } = await import('@actions/github');
    return getOctokit(token).request;
  }
  const baseUrl = process.env['GITHUB_API_URL'] ?? 'https://api.github.com';
  return new Octokit({ auth: token, baseUrl }).request;
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
