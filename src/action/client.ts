import * as core from '@actions/core';
import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type { GitHubClient } from '../github/client.ts';

/** How often a request is sent again once GitHub's limit allows it. */
const MAX_RETRIES = 3;

function waitForLimit(
  after: number,
  request: { url: string },
  _client: unknown,
  retries: number,
): boolean {
  core.info(`GitHub asks to wait ${after} s before ${request.url}.`);
  return retries < MAX_RETRIES;
}

/** A client that waits where GitHub asks for it. */
export function createClient(token: string): GitHubClient {
  const throttle = { onRateLimit: waitForLimit, onSecondaryRateLimit: waitForLimit };
  return getOctokit(token, { throttle }, throttling, retry);
}
