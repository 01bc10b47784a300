import { setTimeout as sleep } from 'node:timers/promises';
import { limitWait } from '../github/limits.ts';
import type { Metrics } from './metrics.ts';

/** Thrown instead of sending a request of a job that a newer one took over. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** Thrown where GitHub's limit is reached, and lifted later than is worth waiting for here. */
export class Limited extends Error {
  override readonly name = 'Limited';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super("GitHub's limit is reached");
    this.afterMs = afterMs;
  }
}

/** Longer waits are the queue's: they would hold a place that others need. */
const MAX_WAIT_MS = 10_000;
const MAX_WAITS = 3;

/** GitHub gives up after 10 s itself (docs: troubleshooting the REST API); the rest is the network. */
const TIMEOUT_MS = 30_000;

/** The waits before a request that only reads is sent again, where its answer got lost. */
const PAUSES_MS = [500, 2000];

/** A repository that was renamed is one redirect away. */
const MAX_REDIRECTS = 3;

interface Options {
  readonly apiUrl: string;
  readonly metrics: Metrics;
  /** Whether the job still counts; asked before each request. */
  readonly isCurrent: () => Promise<boolean>;
}

/**
 * A fetch that sends requests to GitHub's API and nowhere else, also when an answer redirects, that
 * waits a little where GitHub asks for it, and that sends nothing of a job that was superseded.
 */
export function rateLimitedFetch(options: Options): typeof fetch {
  return async (input, init = {}) => {
    const method = init.method ?? 'GET';
    const pauses = method === 'GET' ? PAUSES_MS : [];
    for (const pause of pauses) {
      // oxlint-disable-next-line no-await-in-loop
      const response = await waitAndSend(options, urlOf(input), init).catch(passOn);
      if (response && response.status < 500) return response;
      // oxlint-disable-next-line no-await-in-loop
      await response?.body?.cancel();
      // oxlint-disable-next-line no-await-in-loop
      await sleep(pause);
    }
    return waitAndSend(options, urlOf(input), init);
  };
}

/** Sends a request, again where it was not carried out since a limit was reached. */
async function waitAndSend(options: Options, url: string, init: RequestInit): Promise<Response> {
  for (let waits = 0; ; waits++) {
    // oxlint-disable-next-line no-await-in-loop
    const response = await send(options, url, init);
    // oxlint-disable-next-line no-await-in-loop
    const wait = await readLimit(response, waits);
    if (wait === undefined) return response;
    if (wait > MAX_WAIT_MS || waits === MAX_WAITS) throw new Limited(wait);
    // oxlint-disable-next-line no-await-in-loop
    await sleep(wait);
  }
}

/** How long to wait where an answer says that a limit is reached; GraphQL says so with status 200. */
async function readLimit(response: Response, waits: number): Promise<number | undefined> {
  const { status, headers, url } = response;
  if (![403, 422, 429].includes(status) && !url.endsWith('/graphql')) return undefined;
  const data: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return limitWait({ status, headers: Object.fromEntries(headers), data }, Date.now(), waits);
}

/** Lets faults of the network pass, and nothing else. */
function passOn(error: unknown): undefined {
  const isMeant = [Superseded, Limited, ForeignHost].some((kind) => error instanceof kind);
  if (isMeant) throw error;
  return undefined;
}

class ForeignHost extends Error {}

async function send(options: Options, from: string, init: RequestInit): Promise<Response> {
  const { apiUrl, metrics, isCurrent } = options;
  let url = from;
  for (let redirects = 0; ; redirects++) {
    if (!isBelow(url, apiUrl)) throw new ForeignHost(`${new URL(url).host} is not GitHub's API`);
    // oxlint-disable-next-line no-await-in-loop
    if (!(await isCurrent())) throw new Superseded('a newer job took its place');
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const method = init.method ?? 'GET';
    // oxlint-disable-next-line no-await-in-loop
    const response = await fetch(url, { ...init, signal, redirect: 'manual' }).catch(
      (error: unknown) => {
        metrics.requests.inc({ method, status: 0 });
        throw error;
      },
    );
    metrics.requests.inc({ method, status: response.status });
    const left = response.headers.get('x-ratelimit-remaining');
    if (left !== null) metrics.rateLimit.set(Number(left));
    const to = response.headers.get('location');
    if (response.status < 300 || response.status === 304 || response.status >= 400) return response;
    if (to === null || redirects === MAX_REDIRECTS) return response;
    // oxlint-disable-next-line no-await-in-loop
    await response.body?.cancel();
    url = new URL(to, url).href;
  }
}

function urlOf(input: string | URL | Request): string {
  return input instanceof Request ? input.url : String(input);
}

function isBelow(url: string, apiUrl: string): boolean {
  const { origin, pathname } = new URL(url);
  const base = new URL(apiUrl);
  // An Enterprise Server has GraphQL beside /api/v3, not below it.
  const graphql = base.pathname.replace(/\/v3$/, '').replace(/(?<!\/)\/*$/, '/graphql');
  const below = base.pathname.replace(/(?<!\/)\/*$/, '/');
  return origin === base.origin && (pathname.startsWith(below) || pathname === graphql);
}

/** A fetch that has nothing more to send once a limit or a newer job has ended what it is for. */
export function endingFetch(inner: typeof fetch): typeof fetch {
  let end: unknown;
  return async (input, init) => {
    if (end !== undefined) throw end;
    try {
      return await inner(input, init);
    } catch (error) {
      if (error instanceof Limited || error instanceof Superseded) end = error;
      throw error;
    }
  };
}
