import { type Socket, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { signWebhook } from '../double/github/index.ts';
import { type AppStage, stageApp } from './app-stage.ts';
import { SECRET, until } from './run-app.ts';

let at: AppStage;

afterEach(async () => {
  await at.close();
});

/** Announces a body, and sends all of it but the last byte. */
async function holdOpen(
  url: string,
  headers: Readonly<Record<string, string>>,
  length: number,
): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = Object.entries({ host: hostname, ...headers, 'content-length': String(length) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`POST /api/github/webhooks HTTP/1.1\r\n${head}\r\n`);
  const sent = new Promise((resolve) => {
    socket.write(Buffer.alloc(length - 1, 'x'), resolve);
  });
  socket.on('error', () => {});
  await sent;
  return socket;
}

describe('who sends webhooks', () => {
  it('has to sign them, in the right way and as they are', async () => {
    at = await stageApp();
    const payload = await at.github.event(7, 'opened');
    const signed = signWebhook(SECRET, 'pull_request', payload);
    const forged = signWebhook('another secret of sixteen', 'pull_request', payload);
    expect(await at.app.deliver(forged)).toBe(401);
    expect(await at.app.deliver({ ...signed, body: signed.body.replace('opened', 'closed') })).toBe(
      401,
    );
    const { 'x-hub-signature-256': _, ...unsigned } = signed.headers;
    expect(await at.app.deliver({ ...signed, headers: unsigned })).toBe(400);
    const form = { ...signed.headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect(await at.app.deliver({ ...signed, headers: form })).toBe(415);
    expect(at.github.requests).toEqual([]);
  });

  it('can not send more than GitHub does', async () => {
    at = await stageApp();
    const large = {
      headers: signWebhook(SECRET, 'ping', {}).headers,
      body: 'x'.repeat(27_000_000),
    };
    expect([0, 413]).toContain(await at.app.deliver(large));
    expect((await at.app.get('/healthz')).status).toBe(200);
  });

  it('can not fill the memory of the process, before the signature is known', async () => {
    at = await stageApp({}, { LOG_LEVEL: 'debug' });
    const { headers } = signWebhook('another secret of sixteen', 'ping', {});
    // Each sends all but the last byte, and waits.
    const hold = async (length: number): Promise<Socket[]> =>
      Promise.all(
        Array.from({ length }, async () => holdOpen(at.app.url, headers, 24 * 1024 * 1024)),
      );
    const senders = await hold(40);
    const large = signWebhook(SECRET, 'ping', { zen: 'x'.repeat(3 * 1024 * 1024) });
    const address = `${at.app.url}/api/github/webhooks`;
    const post = async (): Promise<Response> => fetch(address, { method: 'POST', ...large });
    let refused = await post();
    // Until all that was sent is read, there is room; and again when the time of those who sent it is over.
    await until(async () => {
      if (refused.status !== 202) return true;
      senders.push(...(await hold(3)));
      refused = await post();
      return false;
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    const { text } = await at.app.get('/metrics');
    // The container of the example has 384 MiB.
    const bytes = Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
    expect(bytes).toBeLessThan(384 * 1024 * 1024);
    // What is small finds room beside them.
    expect(await at.app.deliver(signWebhook(SECRET, 'ping', {}))).toBe(202);
    for (const sender of senders) sender.destroy();
    const aborted = ({ msg }: { msg?: unknown }): boolean => msg === 'a request was aborted';
    await until(() => at.app.log.filter(aborted).length === senders.length);
    expect(await at.app.deliver(large)).toBe(202);
    expect(at.app.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['a text', 'opened'],
    ['a list', [{ action: 'opened' }]],
    ['a number for an installation', { installation: 1 }],
    ['a pull request without a head', { action: 'opened', pull_request: { number: 7 } }],
    ['a text for its number', { pull_request: { number: '7', updated_at: '', head: {} } }],
    ['a repository in no account', { repository: { id: 1, full_name: 'manifests' } }],
  ])('hears that a signed payload is odd: %s', async (_, payload) => {
    at = await stageApp();
    const webhook = signWebhook(SECRET, 'pull_request', payload);
    expect(await at.app.deliver(webhook)).toBe(400);
    expect(at.app.log.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await at.tell('opened')).toBe(202);
  });

  it('finds no page to set the App up', async () => {
    at = await stageApp();
    for (const path of ['/', '/probot', '/probot/setup?code=1', '/probot/import']) {
      expect((await at.app.get(path)).status).toBe(404);
    }
  });

  it('finds neither metrics nor probes where webhooks are taken, and takes none beside them', async () => {
    at = await stageApp();
    const { url, statusUrl } = at.app;
    for (const path of ['/metrics', '/readyz', '/healthz', '/', '/api/github/webhooks/x']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
    const { headers, body } = signWebhook(SECRET, 'ping', {});
    const webhook = { method: 'POST', headers, body };
    expect((await fetch(`${statusUrl}/api/github/webhooks`, webhook)).status).toBe(404);
    expect((await fetch(`${url}/api/github/webhooks`, webhook)).status).toBe(202);
  });
});

describe('what the app asks of GitHub', () => {
  it('is a token for this repository and what a review needs, and nothing of other hosts', async () => {
    at = await stageApp();
    await at.tell('opened');
    await at.jobs(1);
    const asked = at.github.requests.filter(({ path }) => path.endsWith('/access_tokens'));
    expect(asked).toMatchObject([
      {
        status: 201,
        body: {
          repository_ids: [expect.any(Number)],
          permissions: { contents: 'read', pull_requests: 'write', checks: 'write' },
        },
      },
    ]);
  });

  it('is in no log, nor are manifests and secrets', async () => {
    at = await stageApp({}, { LOG_LEVEL: 'debug' });
    at.github.onRequest = ({ path }) =>
      path.endsWith('/reviews') ? { status: 400, body: { message: 'Bad' } } : undefined;
    await at.tell('opened');
    await at.jobs(1);
    await at.app.deliver(signWebhook('not the secret at all', 'pull_request', { a: 'readOnly' }));
    for (const secret of ['ghs_', SECRET, 'PRIVATE KEY', 'readOnly', 'image:', 'eyJ']) {
      expect(at.app.output()).not.toContain(secret);
    }
  });

  it('stops at once where it is redirected elsewhere', async () => {
    at = await stageApp();
    const location = 'http://localhost:1/elsewhere';
    at.github.onRequest = ({ path }) =>
      path.includes('/pulls/7') ? { status: 302, headers: { location } } : undefined;
    await at.tell('opened');
    await at.jobs(1);
    expect(at.app.output()).toContain("localhost:1 is not GitHub's API");
  });
});
