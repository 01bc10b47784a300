import { UserError } from '../errors/user-error.ts';
import { statusOf, stopOf } from '../github/github-errors.ts';
import { describeFault } from '../run/describe-fault.ts';
import { MovedError } from '../run/run-review.ts';
import type { Verdict } from '../queue/queue.ts';
import { Superseded } from './guarded-fetch.ts';

/** Thrown where GitHub's limit is reached, and lifted later than is worth waiting for here. */
export class Limited extends Error {
  override readonly name = 'Limited';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super("GitHub's limit is reached");
    this.afterMs = afterMs;
  }
}

/** Something that passes by itself, and soon. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
  readonly afterMs: number;

  constructor(message: string, afterMs: number) {
    super(message);
    this.afterMs = afterMs;
  }
}

/** Faults that seem to pass are tried this often, over about eight minutes. */
export const MAX_TRIES = 10;
const FIRST_WAIT_MS = 2000;
const MAX_WAIT_MS = 2 * 60_000;

/** Whether a job ended since a newer one took over. */
export function isSuperseded(error: unknown): boolean {
  return stopOf(error) instanceof Superseded;
}

/** Whether the repository, the pull request or the installation is gone: nobody waits any more. */
export function isGone(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || status === 410 || status === 451;
}

/** What a fault means for its job. */
export function verdictOn(error: unknown, tries: number): Verdict {
  const limit = limitMs(error);
  if (limit !== undefined) return { state: 'pause', afterMs: limit };
  if (tries >= MAX_TRIES || isLasting(error)) return { state: 'dead', reason: reasonOf(error) };
  if (error instanceof TransientError) return { state: 'later', afterMs: error.afterMs };
  return { state: 'later', afterMs: Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) };
}

/** Whether trying again is of no use: GitHub understood, and said no. */
function isLasting(error: unknown): boolean {
  if (error instanceof MovedError) return false;
  if (error instanceof UserError) return true;
  const status = statusOf(error) ?? 500;
  // A token is refused for a moment after it was made, and a conflict is over in the next one.
  return status >= 400 && status < 500 && ![401, 408, 409, 425].includes(status);
}

/** How long a limit of GitHub's lasts; undefined for other faults. */
function limitMs(error: unknown): number | undefined {
  if (error instanceof Limited) return error.afterMs;
  return error instanceof Error ? limitMs(error.cause) : undefined;
}

/** Why, for people; a stack is for the log. */
function reasonOf(error: unknown): string {
  const reason = describeFault(error);
  return reason ?? 'Podseal failed. Its log says more.';
}
