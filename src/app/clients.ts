import { Octokit } from '@octokit/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { type GitHubClient, makeClient } from '../github/client.ts';
import type { Elsewhere } from '../github/read-configuration.ts';
import { type Pace, type Send, makePace, withRetry } from '../github/with-retry.ts';
import { UserError } from '../errors/user-error.ts';
import type { Job } from '../queue/job.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { RedisPace } from './redis-pace.ts';
import { Limited } from './retry-policy.ts';
import type { Identity, Settings } from './settings.ts';
import { type Permissions, type TokenPlace, type TokenSource, makeTokens } from './tokens.ts';

/** What a review needs. */
export const REVIEW: Permissions = { contents: 'read', pull_requests: 'write', checks: 'write' };

const READ: Permissions = { contents: 'read' };

/** The repository of an account that is for all of them. */
const SHARED = '.github';

interface Options {
  readonly settings: Settings;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly identity: Identity;
}

/** Longer waits are the queue's: they would hold a place that others need. */
const MAX_WAIT_MS = 10_000;
const MAX_TOTAL_WAIT_MS = 30_000;

/** An Enterprise Server may have no limits. */
const NO_PACE: Pace = { reserve: async () => 0 };

/** Makes clients of GitHub's API, each for one job: it reaches one repository. */
export class Clients {
  readonly #options: Options;
  readonly #tokens: TokenSource;
  readonly #paces = new Map<number, Pace>();
  readonly #redisPace: RedisPace | undefined;

  constructor(options: Options) {
    this.#options = options;
    const { identity, settings } = options;
    this.#tokens = makeTokens(identity, this.#octokit(), () => this.#send(NO_PACE));
    const { redisUrl, pace } = settings;
    if (redisUrl !== undefined && pace === 'github') this.#redisPace = new RedisPace(redisUrl);
  }

  /** @param isCurrent asked before each request; once it says no, none is sent any more */
  async make(
    job: Job,
    isCurrent: () => Promise<boolean>,
    permissions: Permissions,
  ): Promise<GitHubClient> {
    return this.#make(job, job, isCurrent, permissions);
  }

  /**
   * Clients for what a configuration extends. Of the same account only `.github` is read with a token
   * of its own, since it is for all repositories there; of any other, what everybody may read: whoever
   * writes a configuration must not get at what the App is installed on besides.
   */
  elsewhere(job: Job, isCurrent: () => Promise<boolean>): Elsewhere {
    const [account = ''] = job.repository.toLowerCase().split('/');
    return async ({ owner, repo }) => {
      const own = this.make(job, isCurrent, READ);
      if (owner.toLowerCase() !== account || repo.toLowerCase() !== SHARED) return own;
      const place = { installation: job.installation, repositoryName: SHARED };
      return this.#make(job, place, isCurrent, READ).catch(async (error: unknown) => {
        // The App is not installed on it: it may be public.
        if (error instanceof UserError) return own;
        throw error;
      });
    };
  }

  async #make(
    job: Job,
    place: TokenPlace,
    isCurrent: () => Promise<boolean>,
    permissions: Permissions,
  ): Promise<GitHubClient> {
    const token = await this.#tokens(place, permissions);
    const { request } = this.#octokit(token, isCurrent);
    return makeClient(request, this.#send(this.#paceOf(job.installation)));
  }

  close(): void {
    this.#redisPace?.close();
  }

  #octokit(auth?: string, isCurrent = async (): Promise<boolean> => true): Octokit {
    const { settings, metrics } = this.#options;
    const { apiUrl } = settings;
    return new Octokit({
      ...(auth !== undefined && { auth }),
      baseUrl: apiUrl,
      userAgent: 'podseal',
      log: { debug() {}, info() {}, warn() {}, error() {} },
      request: { fetch: guardedFetch({ apiUrl, metrics, isCurrent }) },
    });
  }

  #send(pace: Pace): Send {
    const { log } = this.#options;
    return withRetry({
      clock: {
        now: Date.now,
        sleep: async (time) => sleep(time),
        log: (text) => log.info(text),
      },
      pace,
      pausesMs: [500, 2000],
      maxWaitMs: MAX_WAIT_MS,
      maxTotalWaitMs: MAX_TOTAL_WAIT_MS,
      tooLong: (wait) => new Limited(wait),
    });
  }

  /** With Redis, all workers together keep to the pace that GitHub asks of an installation. */
  #paceOf(installation: number): Pace {
    if (this.#options.settings.pace === 'none') return NO_PACE;
    const pace =
      this.#paces.get(installation) ?? this.#redisPace?.of(installation) ?? makePace(Date);
    this.#paces.set(installation, pace);
    return pace;
  }
}
