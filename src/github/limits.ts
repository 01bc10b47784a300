import { RequestError } from '@octokit/request-error';

interface Answer {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** What GitHub asks to wait where it gives no time, and then twice as long (docs: rate limits). */
const UNKNOWN_WAIT = 60_000;

/**
 * How long to wait where an answer says that a limit is reached, in milliseconds.
 *
 * @param answer an error, or an answer of GraphQL, which tells of limits with status 200
 * @param tries how often a limit was waited for already
 * @returns undefined when no limit is reached
 */
export function limitWait(answer: unknown, now: number, tries: number): number | undefined {
  const { status = 0, headers, data } = answerOf(answer);
  if (!isLimit(status, headers, data)) return undefined;
  const after = Number(headers['retry-after']);
  if (after > 0) return after * 1000;
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) return Math.max(1000, reset - now);
  return UNKNOWN_WAIT * 2 ** tries;
}

function answerOf(answer: unknown): Answer {
  if (answer instanceof RequestError) return answer.response ?? NOTHING;
  return isAnswer(answer) ? answer : NOTHING;
}

const NOTHING: Answer = { headers: {}, data: undefined };

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'headers' in value && 'data' in value;
}

function isLimit(status: number, headers: Answer['headers'], data: unknown): boolean {
  const text = JSON.stringify(data ?? '');
  // GraphQL says so in its list of errors; a file's text may say anything.
  if (status === 200) return hasErrorOf(data, 'type', /RATE_LIMIT/);
  if (status === 422) return hasErrorOf(data, 'code', /^abuse$/);
  if (status !== 403 && status !== 429) return false;
  return (
    status === 429 ||
    'retry-after' in headers ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(text)
  );
}

function hasErrorOf(data: unknown, field: string, pattern: RegExp): boolean {
  if (typeof data !== 'object' || data === null || !('errors' in data)) return false;
  const { errors } = data;
  return (
    Array.isArray(errors) &&
    errors.some((error: unknown) => {
      const fields = new Map(Object.entries(error ?? {}));
      return pattern.test(String(fields.get(field)));
    })
  );
}

/** Whether an answer got lost or late, or GitHub failed: what was asked for may be done or not. */
export function isBroken(error: unknown): boolean {
  if (error instanceof RequestError) return (error.response?.status ?? 500) >= 500;
  return error instanceof Error && /^(Timeout|Abort)Error$/.test(error.name);
}
