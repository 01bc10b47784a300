import * as core from '@actions/core';
import { getOctokit } from '@actions/github';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GitHubClient } from '../github/client.ts';
import { withRetry } from '../github/with-retry.ts';

/** A client that waits where GitHub asks for it. */
export function createClient(token: string): GitHubClient {
  const client = getOctokit(token);
  withRetry(client, { now: Date.now, sleep: async (time) => sleep(time), log: core.info });
  return client;
}
