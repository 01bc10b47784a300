import { StopError } from '../github/github-errors.ts';
import type { Metrics } from './metrics.ts';

/** Thrown instead of sending a request of a job that a newer one took over. */
export class Superseded extends StopError {
  override readonly name = 'Superseded';
}

class ForeignHost extends StopError {
  override readonly name = 'ForeignHost';
}

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
 * that sends nothing of a job that was superseded.
 */
export function guardedFetch({ apiUrl, metrics, isCurrent }: Options): typeof fetch {
  return async (input, init = {}) => {
    const method = init.method ?? 'GET';
    let url = input instanceof Request ? input.url : String(input);
    for (let redirects = 0; ; redirects++) {
      if (!isBelow(url, apiUrl)) throw new ForeignHost(`${new URL(url).host} is not GitHub's API`);
      // oxlint-disable-next-line no-await-in-loop
      if (!(await isCurrent())) throw new Superseded('a newer job took its place');
      // oxlint-disable-next-line no-await-in-loop
      const response = await fetch(url, { ...init, redirect: 'manual' }).catch((error: unknown) => {
        metrics.requests.inc({ method, status: 0 });
        throw error;
      });
      metrics.requests.inc({ method, status: response.status });
      const left = response.headers.get('x-ratelimit-remaining');
      if (left !== null) metrics.rateLimit.set(Number(left));
      const to = response.headers.get('location');
      const isRedirect = response.status >= 300 && response.status < 400 && response.status !== 304;
      if (!isRedirect || to === null || redirects === MAX_REDIRECTS) return response;
      // oxlint-disable-next-line no-await-in-loop
      await response.body?.cancel();
      url = new URL(to, url).href;
    }
  };
}

function isBelow(url: string, apiUrl: string): boolean {
  const { origin, pathname } = new URL(url);
  const base = new URL(apiUrl);
  // An Enterprise Server has GraphQL beside /api/v3, not below it.
  const root = base.pathname.endsWith('/') ? base.pathname.slice(0, -1) : base.pathname;
  const graphql = `${root.endsWith('/v3') ? root.slice(0, -'/v3'.length) : root}/graphql`;
  return origin === base.origin && (pathname.startsWith(`${root}/`) || pathname === graphql);
}
