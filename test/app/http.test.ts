import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { makeWebhookServer } from '../../src/app/http.ts';
import { makeLog } from '../../src/app/log.ts';
import { Metrics } from '../../src/app/metrics.ts';
import { MemoryQueue } from '../../src/queue/memory-queue.ts';

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
