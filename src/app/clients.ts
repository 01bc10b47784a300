import { Octokit } from '@octokit/core';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck';
import { Redis } from 'ioredis';
import type { GitHubClient } from '../github/client.ts';
import type { Job } from '../queue/job.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { endingFetch, rateLimitedFetch } from './rate-limited-fetch.ts';
import type { Identity, Settings } from './settings.ts';
import { type Permissions, type TokenSource, makeTokens } from './tokens.ts';

/** What a review needs. */
export const REVIEW: Permissions = { contents: 'read', pull_requests: 'write', checks: 'write' };

interface Options {
  readonly settings: Settings;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly identity: Identity;
}

const ThrottledOctokit = Octokit.plugin(throttling);

/** Makes clients of GitHub's API, each for one job: it reaches one repository. */
export class Clients {
  readonly #options: Options;
  readonly #tokens: TokenSource;
  readonly #redis: Redis | undefined;
  readonly #connection: Bottleneck.IORedisConnection | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#tokens = makeTokens(options.identity, options.settings, options.metrics);
    const { redisUrl } = options.settings;
    if (redisUrl === undefined) return;
    // With Redis, all workers together keep to the pace that GitHub asks of an installation.
    this.#redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    this.#redis.on('error', () => {});
    this.#connection = new Bottleneck.IORedisConnection({ client: this.#redis, Redis });
    this.#connection.on('error', (error: unknown) => options.log.warn({ err: error }, 'pace'));
  }

  /** @param isCurrent asked before each request; once it says no, none is sent any more */
  async make(
    job: Job,
    isCurrent: () => Promise<boolean>,
    permissions: Permissions,
  ): Promise<GitHubClient> {
    const { settings, metrics } = this.#options;
    const { apiUrl } = settings;
    return new ThrottledOctokit({
      auth: await this.#tokens(job, permissions),
      baseUrl: apiUrl,
      userAgent: 'podseal',
      log: { debug() {}, info() {}, warn() {}, error() {} },
      request: { fetch: endingFetch(rateLimitedFetch({ apiUrl, metrics, isCurrent })) },
      throttle: this.#throttle(job.installation),
    });
  }

  async close(): Promise<void> {
    await this.#connection?.disconnect(false);
    this.#redis?.disconnect();
  }

  /** Limits are seen below, by the fetch: the plugin keeps the pace only. */
  #throttle(installation: number) {
    return {
      enabled: this.#options.settings.pace === 'github',
      id: String(installation),
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
      ...(this.#connection && { Bottleneck, connection: this.#connection }),
    };
  }
}
