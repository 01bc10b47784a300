import { type Logger, pino } from 'pino';
import { RequestError } from '@octokit/request-error';
import type { Settings } from './settings.ts';

export type { Logger };

/** Longer texts of errors are cut: GitHub quotes what it was sent. */
const MAX_MESSAGE = 300;

/**
 * Makes the log: JSON, one line an entry. Errors are told by name, message and place only: a request
 * that failed carries the token and the texts that were sent with it.
 */
export function makeLog({ logLevel, role }: Pick<Settings, 'logLevel' | 'role'>): Logger {
  const options = {
    level: logLevel,
    base: { role },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    serializers: { err: describeError, error: describeError, event: () => undefined },
  };
  // By default lines are written in the background. At exit the last one then comes before those that still
  // wait, or two of them are mixed.
  return pino(options, pino.destination({ sync: true }));
}

/** What is safe to say of an error. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error).slice(0, MAX_MESSAGE) };
  const message = error.message.slice(0, MAX_MESSAGE);
  const { name } = error;
  if (error instanceof RequestError) {
    const { status, request } = error;
    const { pathname } = new URL(request.url, 'http://unknown.invalid');
    return { name, message, status, request: `${request.method} ${pathname}` };
  }
  // The first line of a stack is the message, in full.
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const inner = error instanceof AggregateError ? error.errors.map(describeError) : undefined;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { name, message, stack: stack?.join('\n'), cause, errors: inner };
}
