import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { JobQueue } from '../queue/queue.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type Excess, RequestBodies } from './request-body.ts';
import type { Settings } from './settings.ts';

/** A webhook as it came in, not yet verified. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
  readonly body: string;
}

/** What became of a webhook: `unsigned` has a wrong signature, `odd` a right one and no payload of GitHub's. */
export type Receipt = 'taken' | 'unsigned' | 'odd' | 'failed';

export type Receive = (delivery: Delivery) => Promise<Receipt>;

interface Options {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly queue: JobQueue;
  /** For how long a job may be overdue until this process says that it is not ready. */
  readonly stuckMs: number;
  readonly role: Settings['role'];
}

const WEBHOOK_PATH = '/api/github/webhooks';

/** GitHub gives a webhook 10 s in all. */
const REQUEST_TIMEOUT_MS = 10_000;

/** How often Node looks for requests that take longer; by default it would be each 30 s. */
const TIMEOUT_CHECK_MS = 1000;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
  /** After how many seconds it is worth to ask again. */
  readonly retryAfter?: number;
}

/** Makes the server that the outside may reach: it takes webhooks. All else is not found. */
export function makeWebhookServer(options: Options, receive: Receive): Server {
  const bodies = new RequestBodies();
  return makeServer(options, async (request) => {
    if (pathOf(request) !== WEBHOOK_PATH) return NOT_FOUND;
    const started = performance.now();
    const reply = await takeWebhook(receive, bodies, request);
    const seconds = (performance.now() - started) / 1000;
    options.metrics.accepted.observe({ status: reply.status }, seconds);
    return reply;
  });
}

/** Makes the server for those who run the app: probes and metrics. All else is not found. */
export function makeStatusServer(options: Options): Server {
  return makeServer(options, async (request) => answerStatus(options, request));
}

function makeServer(
  { log }: Options,
  answer: (request: IncomingMessage) => Promise<Answer>,
): Server {
  const limits = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  };
  return createServer(limits, (request, response) => {
    answer(request)
      .catch((error: unknown): Answer | undefined => {
        if (isAborted(request)) {
          log.debug({ err: error }, 'a request was aborted');
          return undefined;
        }
        log.error({ err: error }, 'a request failed');
        return { status: 500, text: 'failed\n' };
      })
      .then((reply) => reply && send(request, response, reply))
      .catch((error: unknown) => log.error({ err: error }, 'an answer failed'));
  });
}

/** Whether the sender ended it, or took longer than there is time: nobody waits for an answer. */
function isAborted(request: IncomingMessage): boolean {
  return request.destroyed && !request.complete;
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, text, type, retryAfter } = answer;
  const headers = {
    'content-type': type ?? 'text/plain; charset=utf-8',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    'x-content-type-options': 'nosniff',
    // What was not read would be in the way of the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  };
  response.writeHead(status, headers).end(text);
  if (!request.complete) request.resume();
}

function pathOf(request: IncomingMessage): string | undefined {
  return request.url?.split('?', 1)[0];
}

async function answerStatus(options: Options, request: IncomingMessage): Promise<Answer> {
  const path = pathOf(request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return NOT_FOUND;
  if (path === '/healthz') return { status: 200, text: 'ok\n' };
  if (path === '/readyz') return readiness(options);
  if (path !== '/metrics') return NOT_FOUND;
  const { registry } = options.metrics;
  return { status: 200, text: await registry.metrics(), type: registry.contentType };
}

const NOT_FOUND: Answer = { status: 404, text: 'not found\n' };

async function takeWebhook(
  receive: Receive,
  bodies: RequestBodies,
  request: IncomingMessage,
): Promise<Answer> {
  if (request.method !== 'POST') return NOT_FOUND;
  const { headers } = request;
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
    return { status: 415, text: 'the content type of the webhook must be application/json\n' };
  }
  const [event, id, signature] = ['event', 'delivery', 'signature'].map((name) => {
    const value = headers[name === 'signature' ? 'x-hub-signature-256' : `x-github-${name}`];
    return typeof value === 'string' && value.length <= 200 ? value : undefined;
  });
  if (event === undefined || id === undefined || signature === undefined) {
    return { status: 400, text: 'headers of a webhook are missing\n' };
  }
  return ANSWERS[
    await bodies.read(request, async (body) => receive({ id, event, signature, body }))
  ];
}

const ANSWERS: Readonly<Record<Receipt | Excess, Answer>> = {
  taken: { status: 202, text: 'queued\n' },
  unsigned: { status: 401, text: 'the signature is wrong\n' },
  odd: { status: 400, text: 'the payload is not as GitHub documents it\n' },
  // GitHub lists it as failed, and it can be redelivered.
  failed: { status: 503, text: 'not queued\n' },
  'too large': { status: 413, text: 'too large\n' },
  // What fills the memory is gone when its time is over.
  overload: {
    status: 503,
    text: 'too many webhooks at a time\n',
    retryAfter: REQUEST_TIMEOUT_MS / 1000,
  },
};

/** A queue that is stuck is no reason to turn webhooks away: only workers say so. */
async function readiness({ queue, stuckMs, role }: Options): Promise<Answer> {
  const counts = await queue.counts().catch(() => undefined);
  if (!counts) return { status: 503, text: 'the queue can not be reached\n' };
  const isStuck = role === 'worker' && counts.overdueMs > stuckMs;
  if (isStuck) return { status: 503, text: 'the queue is stuck\n' };
  return { status: 200, text: 'ready\n' };
}
