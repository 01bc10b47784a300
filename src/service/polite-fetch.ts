import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from './metrics.ts';

/** Thrown instead of sending a request of a job that a newer one took over. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

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
 * A fetch that sends requests to GitHub's API and nowhere else, also when an answer redirects, and
 * that sends none any more once its job was superseded.
 */
export function politeFetch(options: Options): typeof fetch {
  return async (input, init = {}) => {
    const method = init.method ?? 'GET';
    const pauses = method === 'GET' ? PAUSES_MS : [];
    for (const pause of pauses) {
      // oxlint-disable-next-line no-await-in-loop
      const response = await send(options, urlOf(input), init).catch(passOn);
      if (response && response.status < 500) return response;
      // oxlint-disable-next-line no-await-in-loop
      await response?.body?.cancel();
      // oxlint-disable-next-line no-await-in-loop
      await sleep(pause);
    }
    return send(options, urlOf(input), init);
  };
}

/** Lets faults of the network pass, and nothing else. */
function passOn(error: unknown): undefined {
  if (error instanceof Superseded || error instanceof ForeignHost) throw error;
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
  const graphql = base.pathname.replace(/\/v3$/, '').replace(/\/*$/, '/graphql');
  const below = base.pathname.replace(/\/*$/, '/');
  return origin === base.origin && (pathname.startsWith(below) || pathname === graphql);
}
