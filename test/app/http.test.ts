import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Delivery,
  type Receipt,
  type Receive,
  makeStatusServer,
  makeWebhookServer,
} from '../../src/app/http.ts';
import { makeLog } from '../../src/app/log.ts';
import { Metrics } from '../../src/app/metrics.ts';
import { MemoryQueue } from '../../src/queue/memory-queue.ts';
import type { Counts, JobQueue } from '../../src/queue/queue.ts';

/** Less than the 30 s after which Node would look by default. */
const SOON_MS = 20_000;

it.each([
  ['its headers', 'POST /api/github/webhooks HTTP/1.1\r\nhost: a\r\n'],
  [
    'its body',
    [
      'POST /api/github/webhooks HTTP/1.1',
      'host: a',
      'content-type: application/json',
      'content-length: 9',
      'x-github-event: ping',
      'x-github-delivery: 1',
      'x-hub-signature-256: sha256=0',
      '\r\n{',
    ].join('\r\n'),
  ],
])(
  'ends a request that does not send all of %s in time',
  async (_, sent) => {
    const log = makeLog({ logLevel: 'silent', role: 'web' });
    const queue = new MemoryQueue(1);
    const metrics = new Metrics(async () => queue.counts());
    const options = { log, metrics, queue, stuckMs: 0, role: 'web' } as const;
    const server = makeWebhookServer(options, async () => 'taken');
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 10_000]);
    server.headersTimeout = server.requestTimeout = 50;
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(sent);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
    server.close();
  },
  SOON_MS,
);

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = undefined;
});

const COUNTS: Counts = { waiting: 0, active: 0, dead: 0, overdueMs: 0 };
const STUCK_MS = 1000;

async function started(made: Server): Promise<string> {
  server = made;
  await once(made.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

function optionsOf(counts: () => Promise<Counts>, role: 'web' | 'worker' = 'web') {
  const log = makeLog({ logLevel: 'silent', role });
  const queue = { counts } as unknown as JobQueue;
  return { log, metrics: new Metrics(counts), queue, stuckMs: STUCK_MS, role };
}

describe('the server of webhooks', () => {
  const HEADERS = {
    'content-type': 'application/json; charset=utf-8',
    'x-github-event': 'ping',
    'x-github-delivery': 'd-1',
    'x-hub-signature-256': 'sha256=0',
  };
  const PATH = '/api/github/webhooks';

  async function webhooks(receive: Receive = async () => 'taken') {
    const options = optionsOf(async () => COUNTS);
    const url = await started(makeWebhookServer(options, receive));
    const post = async (headers: object = HEADERS, path = PATH): Promise<Response> =>
      fetch(url + path, { method: 'POST', headers: { ...headers }, body: '{"a":"ü"}' });
    return { url, post, metrics: options.metrics };
  }

  it('hands over what came, and answers that it is queued', async () => {
    const taken: Delivery[] = [];
    const { post } = await webhooks(async (delivery) => {
      taken.push(delivery);
      return 'taken';
    });
    const response = await post(HEADERS, `${PATH}?from=github`);
    expect([response.status, await response.text()]).toEqual([202, 'queued\n']);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('retry-after')).toBeNull();
    expect(taken).toEqual([{ id: 'd-1', event: 'ping', signature: 'sha256=0', body: '{"a":"ü"}' }]);
  });

  it.each([
    ['unsigned', 401],
    ['odd', 400],
    ['failed', 503],
  ] as [Receipt, number][])('answers what became of it: %s', async (receipt, status) => {
    const { post, metrics } = await webhooks(async () => receipt);
    expect((await post()).status).toBe(status);
    const { values } = await metrics.accepted.get();
    const counted = values.filter(({ labels, metricName, value }) => {
      return metricName?.endsWith('_count') === true && labels.status === status && value === 1;
    });
    expect(counted).toHaveLength(1);
    const sum = values.find(({ labels, metricName }) => {
      return metricName?.endsWith('_sum') === true && labels.status === status;
    });
    expect(sum?.value).toBeLessThan(60);
  });

  it('takes nothing that is no webhook', async () => {
    const taken: Delivery[] = [];
    const { url, post } = await webhooks(async (delivery) => {
      taken.push(delivery);
      return 'taken';
    });
    expect((await fetch(url + PATH, { headers: HEADERS })).status).toBe(404);
    expect((await post(HEADERS, `${PATH}/x`)).status).toBe(404);
    expect((await post({ ...HEADERS, 'content-type': 'text/application/json' })).status).toBe(415);
    for (const name of ['x-github-event', 'x-github-delivery', 'x-hub-signature-256']) {
      const without = Object.entries(HEADERS).filter(([key]) => key !== name);
      expect((await post(Object.fromEntries(without))).status).toBe(400);
      expect((await post({ ...HEADERS, [name]: 'x'.repeat(201) })).status).toBe(400);
      taken.length = 0;
      expect((await post({ ...HEADERS, [name]: 'x'.repeat(200) })).status).toBe(202);
      expect(taken).toHaveLength(1);
    }
  });

  it('says that it failed where it does, and goes on', async () => {
    let times = 0;
    const { post } = await webhooks(async () => {
      times += 1;
      if (times === 1) throw new Error('a bug');
      return 'taken';
    });
    expect([(await post()).status, (await post()).status]).toEqual([500, 202]);
  });

  it('refuses a body that is too large before it is sent, and closes the connection', async () => {
    const { url } = await webhooks();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const headers = { host: 'a', ...HEADERS, 'content-length': '99999999' };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST ${PATH} HTTP/1.1\r\n${lines.join('')}\r\n{`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    expect(String(answer)).toMatch(/^connection: close/im);
    socket.destroy();
  });
});

describe('the server of probes', () => {
  async function status(
    path: string,
    counts: () => Promise<Counts>,
    role: 'web' | 'worker' = 'web',
    method = 'GET',
  ): Promise<string> {
    const url = await started(makeStatusServer(optionsOf(counts, role)));
    const response = await fetch(url + path, { method });
    server?.close();
    return `${response.status} ${await response.text()}`.trim();
  }

  const idle = async (): Promise<Counts> => COUNTS;
  const away = async (): Promise<Counts> => Promise.reject(new Error('away'));
  const overdue = (overdueMs: number) => async (): Promise<Counts> => ({ ...COUNTS, overdueMs });

  it('is alive while the queue is away, and not ready', async () => {
    expect(await status('/healthz', away)).toBe('200 ok');
    expect(await status('/readyz', away)).toBe('503 the queue can not be reached');
    expect(await status('/readyz', idle)).toBe('200 ready');
  });

  it('is ready with a stuck queue where webhooks are taken, but not where jobs are done', async () => {
    expect(await status('/readyz', overdue(STUCK_MS), 'worker')).toBe('200 ready');
    expect(await status('/readyz', overdue(STUCK_MS + 1), 'worker')).toBe('503 the queue is stuck');
    expect(await status('/readyz', overdue(STUCK_MS + 1), 'web')).toBe('200 ready');
  });

  it('has metrics, and nothing else, for who reads', async () => {
    expect(await status('/metrics', idle)).toContain('podseal_queue_jobs{state="waiting"} 0');
    expect(await status('/metrics', idle, 'web', 'HEAD')).toBe('200');
    expect(await status('/metrics', idle, 'web', 'POST')).toBe('404 not found');
    expect(await status('/', idle)).toBe('404 not found');
    expect(await status('/api/github/webhooks', idle, 'web', 'POST')).toBe('404 not found');
  });
});
