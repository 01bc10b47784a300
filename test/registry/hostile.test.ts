import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/registry/failure.ts';
import { readHosts } from '../../src/registry/hosts.ts';
import { listFiles } from '../../src/registry/list-files.ts';
import { readImageConfigs } from '../../src/registry/read-image-configs.ts';
import { Transport } from '../../src/registry/transport.ts';
import { makeImage } from '../double/registry/image.ts';
import type { Handler } from '../double/registry/server.ts';
import {
  allow,
  read,
  serve,
  serveManifest,
  serving,
  stopServers,
} from '../double/registry/serving.ts';

const scratch = mkdtempSync(join(tmpdir(), 'podseal-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));
afterEach(stopServers);

describe('a slow registry', () => {
  it.each<[string, Handler]>([
    ['says nothing', () => undefined],
    ['stops in the middle', (_, response) => response.writeHead(200).write('{')],
    [
      'sends a byte now and then',
      (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('that %s is waited for so long', async (_, handler) => {
    const server = await serve(handler);
    // Without a limit this never ends.
    expect(await read(server, { timeout: 200 })).toMatchObject({ code: 'timeout' });
  });

  it('does not use up more than the deadline, for however many images', async () => {
    const server = await serve(() => undefined);
    const references = Array.from({ length: 20 }, (_, at) => `${server.host}/app${at}`);
    const options = { allow: allow(server), timeout: 200, deadline: 300, concurrency: 2 };
    const found = await readImageConfigs(references, options);
    expect(new Set([...found.values()].map((one) => isFailure(one) && one.code))).toEqual(
      new Set(['timeout']),
    );
    // Two at a time have their time, two more a part of theirs: no others are begun.
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });

  it('is asked about so many images at a time', async () => {
    let [now, most] = [0, 0];
    const image = serving(await makeImage());
    const server = await serve((request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        image(request, response);
      }, 20);
    });
    const references = Array.from({ length: 9 }, (_, at) => `${server.host}/app:${at}`);
    await readImageConfigs(references, { allow: allow(server), concurrency: 3 });
    expect(most).toBe(3);
  });
});

describe('a registry that sends too much', () => {
  it.each<[string, Handler]>([
    ['and says so', (_, response) => response.writeHead(200, { 'content-length': 5e6 }).write('{')],
    [
      'and does not say so',
      (_, response) => {
        response.writeHead(200);
        for (let sent = 0; sent < 5; sent++) response.write(Buffer.alloc(1e6, ' '));
      },
    ],
  ])('%s', async (_, handler) => {
    const server = await serve(handler);
    expect(await read(server)).toEqual({
      code: 'too-large',
      reason: `${server.host} sends more than 4194304 bytes`,
    });
  });

  it('in a configuration, by its own word', async () => {
    const { blobs, ...image } = await makeImage();
    const manifest = JSON.parse(image.bytes.toString());
    manifest.config.size = 1e8;
    expect(await read(await serveManifest(manifest))).toMatchObject({ code: 'too-large' });
    expect(blobs).toHaveLength(2);
  });

  it('in a layer that unpacks to more', async () => {
    const image = await makeImage({ layers: [{ zeros: '\0'.repeat(1e6) }] });
    const server = await serve(serving(image));
    const options = { allow: allow(server), maxLayerBytes: 3000 };
    expect(await listFiles(`${server.host}/app`, ['/zeros'], options)).toEqual({
      code: 'too-large',
      reason: 'it unpacks to more bytes than are read',
    });
  });
});

describe('a redirect', () => {
  it.each([
    ['http://169.254.169.254/latest/meta-data', '169.254.169.254 would be asked without TLS'],
    ['https://169.254.169.254/latest/meta-data', '169.254.169.254 is no public address'],
    ['https://[::ffff:127.0.0.1]/', '[::ffff:7f00:1] is no public address'],
    ['https://2130706433/', '127.0.0.1 is no public address'],
    ['https://localhost:1/', 'localhost has no public address'],
    ['file:///etc/passwd', ' would be asked without TLS'],
    ['https://a:b@registry.example/', 'registry.example is given with a password'],
  ])('to %s is not followed', async (location, reason) => {
    const server = await serve((_, response) => response.writeHead(307, { location }).end());
    expect(await read(server)).toMatchObject({ reason });
  });

  it('without end is given up', async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: '/v2' }).end());
    expect(await read(server)).toMatchObject({ code: 'invalid' });
    expect(server.requests).toHaveLength(6);
  });

  it('to another host goes there without the password', async () => {
    const image = await makeImage();
    const store = await serve(serving(image));
    const server = await serve(({ url, headers }, response) => {
      if (headers.authorization === undefined) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      } else response.writeHead(307, { location: `http://${store.host}${url}` }).end();
    });
    const dockerConfig = configFor(server.host);
    const options = { allow: allow(server, store), dockerConfig };
    expect(await read(server, options)).toMatchObject({ platform: 'linux/amd64' });
    expect(server.requests.at(-1)?.authorization).toMatch(/^Basic /);
    expect(store.requests.map(({ authorization }) => authorization)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

const PASSWORD = { auth: Buffer.from('ci:s3cret').toString('base64') };
const REFRESH_TOKEN = { identitytoken: 'refresh-me' };

function configFor(host: string, login: object = PASSWORD): string {
  const path = join(scratch, 'config.json');
  writeFileSync(path, JSON.stringify({ auths: { [host]: login } }));
  return path;
}

describe('the challenge of a host that a registry leads to', () => {
  const cases = [PASSWORD, REFRESH_TOKEN].flatMap((login) =>
    ['Basic realm="x"', 'Bearer realm="http://HOST/token"'].map(
      (challenge) => [challenge, login] as const,
    ),
  );

  it.each(cases)('%s gets nothing of %j', async (challenge, login) => {
    const received: string[] = [];
    const other = await serve(async (request, response) => {
      let text = String(request.headers.authorization);
      for await (const chunk of request) text += String(chunk);
      received.push(`${request.method} ${request.url} ${text}`);
      response
        .writeHead(401, {
          'www-authenticate': challenge.replace('HOST', String(request.headers.host)),
        })
        .end();
    });
    const server = await serve(({ url }, response) =>
      response.writeHead(307, { location: `http://${other.host}${url}` }).end(),
    );
    const dockerConfig = configFor(server.host, login);
    expect(await read(server, { allow: allow(server, other), dockerConfig })).toEqual({
      code: 'needs-login',
      reason: `${server.host} leads to ${other.host}, which wants a login`,
    });
    expect(received).toEqual(['GET /v2/app/manifests/latest undefined']);
  });

  it('is not answered for a layer either', async () => {
    const image = await makeImage();
    const store = await serve((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    );
    const server = await serve((request, response) => {
      const isLayer = request.url?.endsWith(image.blobs[1]?.digest ?? 'none') === true;
      if (isLayer) response.writeHead(307, { location: `http://${store.host}/layer` }).end();
      else serving(image)(request, response);
    });
    const options = { allow: allow(server, store), dockerConfig: configFor(server.host) };
    expect(await listFiles(`${server.host}/app`, ['/etc'], options)).toMatchObject({
      code: 'needs-login',
    });
    expect(store.requests).toEqual([{ url: '/layer', authorization: undefined }]);
  });
});

it('a registry that was not named leads to none that was', async () => {
  const secret = await serve(() => undefined);
  const transport = new Transport(readHosts({ allow: allow(secret) }), {});
  const url = new URL(`http://${secret.host}/v2/`);
  const signal = AbortSignal.timeout(1000);
  const request = { url, from: 'https://registry.example', accept: '*/*', signal };
  await expect(transport.send(request)).rejects.toThrow('would be asked without TLS');
  expect(secret.requests).toEqual([]);
  transport.close();
});

it('more images than there may be are not asked for', async () => {
  const server = await serve(serving(await makeImage()));
  const references = ['a', 'b', 'a', 'c'].map((name) => `${server.host}/${name}`);
  const found = await readImageConfigs(references, { allow: allow(server), maxImages: 2 });
  expect([...found.values()].filter(isFailure)).toEqual([
    { code: 'too-many', reason: 'a run reads no more images' },
  ]);
});

describe('a busy registry', () => {
  it('is asked again when it says soon', async () => {
    const image = serving(await makeImage());
    let busy = 2;
    const server = await serve((request, response) => {
      if (busy-- > 0) response.writeHead(429, { 'retry-after': '0' }).end();
      else image(request, response);
    });
    expect(await read(server)).toMatchObject({ platform: 'linux/amd64' });
  });

  it.each([{}, { 'retry-after': '600' }, { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' }])(
    'is not waited for with %j',
    async (headers) => {
      const server = await serve((_, response) => response.writeHead(429, headers).end());
      expect(await read(server)).toMatchObject({ code: 'rate-limited' });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('is given up', async () => {
    const server = await serve((_, response) =>
      response.writeHead(503, { 'retry-after': '0' }).end(),
    );
    expect(await read(server)).toMatchObject({ code: 'unreachable' });
    expect(server.requests).toHaveLength(3);
  });
});

it.each([
  [401, { code: 'needs-login' }],
  [403, { code: 'forbidden' }],
  [404, { code: 'not-found' }],
  [500, { code: 'unreachable' }],
])('a status of %i says why', async (status, failure) => {
  const server = await serve((_, response) => response.writeHead(status).end('<secret>'));
  const found = await read(server);
  expect(found).toMatchObject(failure);
  expect(JSON.stringify(found)).not.toContain('secret');
});

it.each([
  'Bearer',
  'Bearer realm="not a URL"',
  'Bearer realm="http://169.254.169.254/"',
  'Digest realm="x"',
  'Basic realm="Bearer realm=x"',
  '',
])('a challenge of %j is not fallen for', async (challenge) => {
  const server = await serve((_, response) =>
    response.writeHead(401, { 'www-authenticate': challenge }).end(),
  );
  expect(await read(server)).toMatchObject({
    code: expect.stringMatching(/invalid|refused-address|needs-login/),
  });
});

it.each(['{"token":"a\\r\\nx: y"}', '{"token":7}', '[]', 'x', '{}'])(
  'a token of %j is not used',
  async (token) => {
    const server = await serve(({ url, headers }, response) => {
      if (url === '/token?scope=s') response.end(token);
      else {
        const realm = `Bearer realm="http://${headers.host}/token",scope="s"`;
        response.writeHead(401, { 'www-authenticate': realm }).end();
      }
    });
    expect(await read(server)).toMatchObject({ code: 'invalid' });
  },
);
