import { isBroken, stopOf } from './github-errors.ts';
import { limitWait } from './limits.ts';

/** What waiting is made of; tests have a clock of their own. */
export interface RetryClock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  log(text: string): void;
}

/** Keeps requests that write apart, whoever sends them. */
export interface Pace {
  /** Reserves the next free moment for a request, and says how long it is until then. */
  reserve(): Promise<number>;
}

/** How a client waits for GitHub. */
export interface RetryPolicy {
  readonly clock: RetryClock;
  readonly pace: Pace;
  /** The waits before a request is sent again that only reads, or does the same when done twice. */
  readonly pausesMs: readonly number[];
  /** The longest wait for one limit, and for all that a client meets. */
  readonly maxWaitMs: number;
  readonly maxTotalWaitMs: number;
  /** The error for a limit that lasts longer. */
  readonly tooLong: (waitMs: number) => Error;
  readonly timeoutMs?: number;
}

/** What has to be known of a request to send it. */
export interface Sending {
  /** Method and path, for the log. */
  readonly name: string;
  readonly isWrite: boolean;
  /** Whether it must not be carried out twice: who sends it looks what came of it. */
  readonly isOnce: boolean;
}

/** Sends a request until there is an answer, or an error that waiting does not help. */
export type Send = <T>(
  sending: Sending,
  attempt: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** GitHub asks for a second between requests that write (docs: best practices for the REST API). */
export const PACE_MS = 1000;

/** GitHub gives up after 10 s itself (docs: troubleshooting the REST API); the rest is the network. */
const TIMEOUT_MS = 30_000;

/** The pace of one process. */
export function makePace(clock: { now(): number }): Pace {
  let next = 0;
  return {
    async reserve() {
      const at = Math.max(clock.now(), next);
      next = at + PACE_MS;
      return at - clock.now();
    },
  };
}

/**
 * Sends requests as GitHub asks for it: writes a second apart, nothing while a limit is reached, and
 * once more where an answer got lost. Octokit has plugins for this, which can't do all that is needed:
 *
 * - `@octokit/plugin-retry` sends a POST again after a 5xx, and a review would be there twice; it does
 *   not look at the shape of an answer, nor at the faults that GraphQL tells with status 200.
 * - `@octokit/plugin-throttling` does not know the limits that are told with status 422 (`abuse`) or,
 *   by their type, with status 200; it takes queries of GraphQL for writes; it bounds no wait, and
 *   can't hand a long one over to a queue, so that a worker would sit there for an hour.
 *
 * After a limit that lasts too long, or a {@link StopError}, nothing is sent any more.
 */
export function withRetry(policy: RetryPolicy): Send {
  const { clock, pace, pausesMs, timeoutMs = TIMEOUT_MS } = policy;
  const waitForLimit = limitWaiter(policy);
  let end: Error | undefined;
  return async ({ name, isWrite, isOnce }, attempt) => {
    const send = async (limits: number, faults: number): ReturnType<typeof attempt> => {
      if (end) throw end;
      if (isWrite) await clock.sleep(await pace.reserve());
      try {
        return await attempt(AbortSignal.timeout(timeoutMs));
      } catch (error) {
        end ??= stopOf(error);
        if (end) throw end;
        const wait = limitWait(error, clock.now(), limits);
        const pause = pausesMs[faults];
        if (wait === undefined && (isOnce || pause === undefined || !isBroken(error))) throw error;
        end = wait === undefined ? undefined : await waitForLimit(wait, name);
        if (wait !== undefined) return send(limits + 1, faults);
        await clock.sleep(pause ?? 0);
        return send(limits, faults + 1);
      }
    };
    return send(0, 0);
  };
}

/** Waits for limits, but not for ever: then it gives the error that says so. */
function limitWaiter({
  clock,
  maxWaitMs,
  maxTotalWaitMs,
  tooLong,
}: RetryPolicy): (wait: number, name: string) => Promise<Error | undefined> {
  let waited = 0;
  return async (wait, name) => {
    waited += wait;
    if (wait > maxWaitMs || waited > maxTotalWaitMs) return tooLong(wait);
    clock.log(`GitHub's limit is reached: waiting ${Math.ceil(wait / 1000)} s before ${name}.`);
    await clock.sleep(wait);
    return undefined;
  };
}
