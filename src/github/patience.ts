import type { GitHubClient } from './client.ts';
import { UserError } from '../config/user-error.ts';
import { isBroken, isTimedOut, limitWait } from './limits.ts';

/** What waiting is made of; tests have a clock of their own. */
export interface Patience {
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
export function bePatient(client: GitHubClient, patience: Patience, timeout = TIMEOUT): void {
  let nextWrite = 0;
  let waited = 0;
  const waitForLimit = async (wait: number, url: string): Promise<void> => {
    waited += wait;
    if (waited > MAX_WAIT) {
      const until = new Date(patience.now() + wait).toISOString();
      throw new UserError(
        `GitHub's limit on requests is reached, and lifted at ${until} at the earliest: ` +
          'run this job again then.',
      );
    }
    patience.log(`GitHub's limit is reached: waiting ${Math.ceil(wait / 1000)} s before ${url}.`);
    await patience.sleep(wait);
  };
  client.hook.wrap('request', async (request, options) => {
    const { isWrite, isOnce } = kindOf(options);
    for (let [limits, faults] = [0, 0]; ;) {
      if (isWrite) await patience.sleep(Math.max(0, nextWrite - patience.now()));
      try {
        const signal = AbortSignal.timeout(timeout);
        const response = await request({ ...options, request: { ...options.request, signal } });
        const wait = limitWait(response, patience.now(), limits);
        if (wait === undefined) return response;
        limits++;
        await waitForLimit(wait, options.url);
      } catch (error) {
        const wait = limitWait(error, patience.now(), limits);
        const pause = PAUSES[faults];
        if (wait !== undefined) {
          limits++;
          await waitForLimit(wait, options.url);
        } else if (!isOnce && pause !== undefined && (isBroken(error) || isTimedOut(error))) {
          faults++;
          await patience.sleep(pause);
        } else throw error;
      } finally {
        if (isWrite) nextWrite = patience.now() + PACE;
      }
    }
  });
}

function kindOf({ method, url, query, request }: Options): { isWrite: boolean; isOnce: boolean } {
  const isGraphQl = url.endsWith('/graphql');
  const isQuery =
    isGraphQl && typeof query === 'string' && !query.trimStart().startsWith('mutation');
  const isWrite = method !== 'GET' && !isQuery;
  return { isWrite, isOnce: request?.isOnce === true || (method === 'POST' && !isGraphQl) };
}
