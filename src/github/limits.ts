import { RequestError } from '@octokit/request-error';
import { GraphQlError } from './github-errors.ts';

/** What GitHub asks to wait where it gives no time, and then twice as long (docs: rate limits). */
const UNKNOWN_WAIT = 60_000;

type Headers = Readonly<Record<string, string | number | undefined>>;

/**
 * How long to wait where GitHub says that a limit is reached, in milliseconds.
 *
 * @param tries how often a limit was waited for already
 * @returns undefined when no limit is reached
 */
export function limitWait(error: unknown, now: number, tries: number): number | undefined {
  const headers = limitHeaders(error);
  if (!headers) return undefined;
  const after = Number(headers['retry-after']);
  if (after > 0) return after * 1000;
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) return Math.max(1000, reset - now);
  return UNKNOWN_WAIT * 2 ** tries;
}

/** The headers of an answer that says that a limit is reached. */
function limitHeaders(error: unknown): Headers | undefined {
  if (error instanceof GraphQlError) return isGraphQlLimit(error) ? error.headers : undefined;
  if (!(error instanceof RequestError) || !error.response) return undefined;
  const { headers, data } = error.response;
  return isRestLimit(error.status, headers, data) ? headers : undefined;
}

/** With status 200: the primary limit has a type, a secondary one a time to wait or its name only. */
function isGraphQlLimit(error: GraphQlError): boolean {
  return (
    error.has(/RATE_LIMIT/) || 'retry-after' in error.headers || /\brate limit/i.test(error.message)
  );
}

function isRestLimit(status: number, headers: Headers, data: unknown): boolean {
  if (status === 422) return isAbuse(data);
  if (status !== 403 && status !== 429) return false;
  return (
    status === 429 ||
    'retry-after' in headers ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(JSON.stringify(data ?? ''))
  );
}

/** Too many comments at once are refused as invalid (octokit/plugin-throttling.js#775). */
function isAbuse(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || !('errors' in data)) return false;
  const { errors } = data;
  return (
    Array.isArray(errors) &&
    errors.some((error: unknown) => new Map(Object.entries(error ?? {})).get('code') === 'abuse')
  );
}
