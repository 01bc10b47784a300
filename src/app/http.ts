import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { JobQueue } from '../queue/queue.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Settings } from './settings.ts';

/** A webhook as it came in, not yet verified. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
  readonly body: string;
}

/** How a webhook is to be answered. */
export type Receive = (delivery: Delivery) => Promise<'taken' | 'refused' | 'failed'>;

interface Options {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly queue: JobQueue;
  /** For how long a job may be overdue until this process says that it is not ready. */
  readonly stuckMs: number;
  readonly role: Settings['role'];
}

const WEBHOOK_PATH = '/api/github/webhooks';

/** "Payloads are capped at 25 MB" (docs: webhook events and payloads). */
const MAX_BODY = 25 * 1024 * 1024;

/** GitHub gives a webhook 10 s in all. */
const REQUEST_TIMEOUT_MS = 10_000;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

/** Makes the server that the outside may reach: it takes webhooks. All else is not found. */
export function makeWebhookServer(options: Options, receive: Receive): Server {
  return makeServer(options, async (request) =>
    pathOf(request) === WEBHOOK_PATH ? answerWebhook(options, receive, request) : NOT_FOUND,
  );
}

/** Makes the server for those who run the app: probes and metrics. All else is not found. */
export function makeStatusServer(options: Options): Server {
  return makeServer(options, async (request) => answerStatus(options, request));
}

function makeServer(
  { log }: Options,
  answer: (request: IncomingMessage) => Promise<Answer>,
): Server {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    answer(request)
      .catch((error: unknown): Answer => {
        log.error({ err: error }, 'a request failed');
        return { status: 500, text: 'failed\n' };
      })
      .then((reply) => send(request, response, reply))
      .catch((error: unknown) => log.error({ err: error }, 'an answer failed'));
  });
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

function send(request: IncomingMessage, response: ServerResponse, { status, text, type }: Answer) {
  const headers = {
    'content-type': type ?? 'text/plain; charset=utf-8',
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

async function answerWebhook(
  { metrics }: Options,
  receive: Receive,
  request: IncomingMessage,
): Promise<Answer> {
  const started = performance.now();
  const reply = await takeWebhook(receive, request);
  metrics.accepted.observe({ status: reply.status }, (performance.now() - started) / 1000);
  return reply;
}

async function takeWebhook(receive: Receive, request: IncomingMessage): Promise<Answer> {
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
  const body = await readBody(request);
  if (body === undefined) return { status: 413, text: 'too large\n' };
  return ANSWERS[await receive({ id, event, signature, body })];
}

const ANSWERS: Readonly<Record<'taken' | 'refused' | 'failed', Answer>> = {
  taken: { status: 202, text: 'queued\n' },
  refused: { status: 401, text: 'the signature is wrong\n' },
  // GitHub lists it as failed, and it can be redelivered.
  failed: { status: 503, text: 'not queued\n' },
};

/** Undefined when it is too large; the rest is not read. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A queue that is stuck is no reason to turn webhooks away: only workers say so. */
async function readiness({ queue, stuckMs, role }: Options): Promise<Answer> {
  const counts = await queue.counts().catch(() => undefined);
  if (!counts) return { status: 503, text: 'the queue can not be reached\n' };
  const isStuck = role === 'worker' && counts.overdueMs > stuckMs;
  if (isStuck) return { status: 503, text: 'the queue is stuck\n' };
  return { status: 200, text: 'ready\n' };
}
