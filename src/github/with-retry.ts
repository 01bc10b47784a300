import type { GitHubClient } from './client.ts';
import { UserError } from '../errors/user-error.ts';
import { isBroken, limitWait } from './limits.ts';

/** What waiting is made of; tests have a clock of their own. */
export interface RetryClock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  log(text: string): void;
}

/** GitHub asks for a second between requests that write (docs: best practices for the REST API). */
const PACE = 1000;

/** GitHub gives up after 10 s itself (docs: troubleshooting the REST API); the rest is the network. */
const TIMEOUT = 30_000;

/** The waits before a request that only reads, or does the same when done twice, is sent again. */
const PAUSES = [1000, 4000, 9000];

/**
 * How long a run waits for limits in all. A secondary limit lasts a minute or a few; a primary one
 * up to an hour, which is too long to pay a runner for.
 */
const MAX_WAIT = 15 * 60_000;

/** How a request is sent that must never be carried out twice: who sends it looks what came of it. */
export const ONCE = { request: { isOnce: true } };

interface Options {
  readonly method: string;
  readonly url: string;
  readonly query?: unknown;
  readonly request?: { isOnce?: unknown; signal?: AbortSignal };
}

/**
 * Teaches a client to wait: between requests that write, where a limit is reached, and before it
 * asks again after a fault on the way.
 */
export function withRetry(client: GitHubClient, clock: RetryClock, timeout = TIMEOUT): void {
  const waitForLimit = limitWaiter(clock);
  let nextWrite = 0;
  client.hook.wrap('request', async (request, options) => {
    const { isWrite, isOnce } = kindOf(options);
    const ask = async (): Promise<Awaited<ReturnType<typeof request>>> => {
      const signal = AbortSignal.timeout(timeout);
      return request({ ...options, request: { ...options.request, signal } });
    };
    const send = async (limits: number, faults: number): ReturnType<typeof ask> => {
      if (isWrite) await clock.sleep(Math.max(0, nextWrite - clock.now()));
      const outcome = await ask().then(
        (response) => ({ response }),
        (error: unknown) => ({ error }),
      );
      if (isWrite) nextWrite = clock.now() + PACE;
      const answer = 'response' in outcome ? outcome.response : outcome.error;
      const wait = limitWait(answer, clock.now(), limits);
      if (wait !== undefined) {
        await waitForLimit(wait, options.url);
        return send(limits + 1, faults);
      }
      if ('response' in outcome) return outcome.response;
      const pause = PAUSES[faults];
      if (isOnce || pause === undefined || !isBroken(outcome.error)) throw outcome.error;
      await clock.sleep(pause);
      return send(limits, faults + 1);
    };
    return send(0, 0);
  });
}

/** Waits for limits, but not for ever. */
function limitWaiter(clock: RetryClock): (wait: number, url: string) => Promise<void> {
  let waited = 0;
  return async (wait, url) => {
    waited += wait;
    if (waited > MAX_WAIT) {
      const until = new Date(clock.now() + wait).toISOString();
      throw new UserError(
        `GitHub's limit on requests is reached, and lifted at ${until} at the earliest: ` +
          'run this job again then.',
      );
    }
    clock.log(`GitHub's limit is reached: waiting ${Math.ceil(wait / 1000)} s before ${url}.`);
    await clock.sleep(wait);
  };
}

function kindOf({ method, url, query, request }: Options): { isWrite: boolean; isOnce: boolean } {
  const isGraphQl = url.endsWith('/graphql');
  const isQuery =
    isGraphQl && typeof query === 'string' && !query.trimStart().startsWith('mutation');
  const isWrite = method !== 'GET' && !isQuery;
  return { isWrite, isOnce: request?.isOnce === true || (method === 'POST' && !isGraphQl) };
}
