import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requestWith } from '../../src/action/client.ts';

const run = promisify(execFile);
const CLIENT = new URL('../../src/action/client.ts', import.meta.url).href;

const NAMES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'GITHUB_API_URL'];

let before: NodeJS.ProcessEnv;
let server: Server;
let port: number;

beforeEach(async () => {
  before = { ...process.env };
  for (const name of NAMES) delete process.env[name];
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, before);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

it('asks GitHub where the runner says, with the token', async () => {
  const asked: unknown[] = [];
  server.on('request', ({ url, headers }, response) => {
    asked.push([url, headers.authorization]);
    response.setHeader('content-type', 'application/json').end('{"login":"ann"}');
  });
  process.env['GITHUB_API_URL'] = `http://127.0.0.1:${port}/api/v3`;
  const { data } = await (await requestWith('secret'))('GET /user');
  expect(data).toEqual({ login: 'ann' });
  expect(asked).toEqual([['/api/v3/user', 'token secret']]);
});

it('goes through the proxy that the runner names', async () => {
  const asked: unknown[] = [];
  server.on('connect', ({ url }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  // The toolkit reads the variables when it is loaded, once in a process.
  const code = `const { requestWith } = await import(${JSON.stringify(CLIENT)});
    const request = await requestWith('secret');
    await request('GET /user').catch((error) => console.log(error.status));`;
  const variables = { GITHUB_API_URL: 'https://github.example/api/v3', PATH: process.env['PATH'] };
  const env = { ...variables, https_proxy: `http://127.0.0.1:${port}` };
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { env });
  expect(stdout).toBe('500\n');
  expect(asked).toEqual(['github.example:443']);
});
