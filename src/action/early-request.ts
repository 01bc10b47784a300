import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { pullRequestOf } from '../run/trigger.ts';
import { apiUrl, hasProxy } from './connection.ts';
import type { Event } from './task.ts';

/** A request that left before the code that reads its answer was loaded. */
export interface EarlyRequest {
  /** Node's `fetch`, which gives the answer to who asks for the same first. */
  readonly fetch: typeof fetch;
  /** Gives up the answer, where nobody reads it. */
  end(): void;
}

/**
 * Asks for the pull request of a review at once: all else is loaded while GitHub answers. Of a draft, or where only the
 * text was edited, it may never be needed. A failure is told of by who asks for the same.
 */
export async function sendEarly(
  { eventName, payload, repo }: Event,
  env: NodeJS.ProcessEnv,
): Promise<EarlyRequest | undefined> {
  const pull = pullRequestOf(eventName, payload);
  const token = env['INPUT_TOKEN']?.trim() ?? '';
  if (!pull || pull.isDraft || pull.isTextEdit || token === '' || hasProxy(env)) return undefined;
  const url = `${apiUrl(env)}/repos/${repo.owner}/${repo.repo}/pulls/${pull.number}`;
  const ending = new AbortController();
  const headers = {
    accept: 'application/vnd.github.v3+json',
    authorization: `bearer ${token}`,
    'user-agent': 'podseal',
  };
  const answer = fetch(url, { headers, signal: ending.signal });
  await departureOf(answer);
  return { fetch: fetchWith(url, answer, ending), end: () => ending.abort() };
}

function fetchWith(
  url: string,
  answer: Promise<Response>,
  ending: AbortController,
): EarlyRequest['fetch'] {
  let early: typeof answer | undefined = answer;
  return async (input, init) => {
    const known = input === url && init?.method === 'GET' ? early : undefined;
    if (!known) return fetch(input, init);
    early = undefined;
    init?.signal?.addEventListener('abort', () => ending.abort(), { once: true });
    return known;
  };
}

/** Where Node's HTTP client tells that it sends a request (undici, docs/api/DiagnosticsChannel.md). */
const SENDING = 'undici:client:sendHeaders';

/** Who has not connected to GitHub by then has it asked later, with the rest loaded. */
const MAX_DEPARTURE_MS = 500;

/** Waits until a request has left: while code is loaded, nothing is sent. */
async function departureOf(answer: Promise<Response>): Promise<void> {
  let told: (() => void) | undefined;
  const sent = new Promise<void>((resolve) => (told = resolve));
  const tell = (): void => told?.();
  subscribe(SENDING, tell);
  const answered = answer.catch(() => undefined);
  const late = sleep(MAX_DEPARTURE_MS, undefined, { ref: false });
  await Promise.race([answered, sent.then(async () => turn()), late]);
  unsubscribe(SENDING, tell);
}
