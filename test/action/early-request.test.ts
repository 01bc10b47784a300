import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../src/action/client.ts';
import { sendEarly } from '../../src/action/early-request.ts';
import { askPullRequest } from '../../src/github/pull-request.ts';

const PULL = {
  state: 'open',
  changed_files: 1,
  base: { sha: 'a', ref: 'main' },
  head: { sha: 'b', ref: 'web', repo: null },
  user: null,
};

const NAMES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'GITHUB_API_URL'];
const WHERE = { owner: 'shop', repo: 'manifests' };

let before: NodeJS.ProcessEnv;
let server: Server;
let url: string;
/** Method, path and token of each request. */
let requests: string[];
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  before = { ...process.env };
  for (const name of NAMES) delete process.env[name];
  requests = [];
  answer = (response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(PULL));
  server = createServer(({ method, url: path, headers }: IncomingMessage, response) => {
    requests.push(`${method} ${path} ${headers.authorization?.split(' ')[1]}`);
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`;
  process.env['GITHUB_API_URL'] = url;
});

afterEach(async () => {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, before);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const env = (): NodeJS.ProcessEnv => ({ GITHUB_API_URL: url, INPUT_TOKEN: ' secret ' });

const eventOf = (
  eventName: string,
  payload: object = { action: 'opened', pull_request: { number: 7 } },
): Parameters<typeof sendEarly>[0] => ({ eventName, payload, repo: WHERE });

const GET = 'GET /api/v3/repos/shop/manifests/pulls/7 secret';

describe('the request that leaves before all else is loaded', () => {
  it('answers who asks for the same first', async () => {
    const arrived = once(server, 'request');
    const early = await sendEarly(eventOf('pull_request'), env());
    await arrived;
    expect(requests).toEqual([GET]);
    const client = await createClient('secret', early?.fetch);
    const ask = async (): Promise<string> =>
      (await askPullRequest(client, { ...WHERE, number: 7 })).head.sha;
    expect(await ask()).toBe('b');
    expect(requests).toEqual([GET]);
    expect(await ask()).toBe('b');
    expect(requests).toEqual([GET, GET]);
  });

  it('is of no use for another', async () => {
    const early = await sendEarly(eventOf('pull_request_target'), env());
    const client = await createClient('secret', early?.fetch);
    await askPullRequest(client, { ...WHERE, number: 8 });
    expect(requests).toEqual([GET, GET.replace('7', '8')]);
    early?.end();
  });

  it('is sent again where it failed', async () => {
    answer = (response) => response.destroy();
    const early = await sendEarly(eventOf('pull_request'), env());
    await expect(
      early?.fetch(`${url}/repos/shop/manifests/pulls/7`, { method: 'GET' }),
    ).rejects.toThrow('fetch failed');
    answer = (response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(PULL));
    const client = await createClient('secret', early?.fetch);
    expect((await askPullRequest(client, { ...WHERE, number: 7 })).head.sha).toBe('b');
  });

  it('is given up where nobody reads its answer', async () => {
    answer = (response) => response.write('{');
    const early = await sendEarly(eventOf('pull_request'), env());
    early?.end();
    await expect(
      early?.fetch(`${url}/repos/shop/manifests/pulls/7`, { method: 'GET' }),
    ).rejects.toThrow('aborted');
  });

  it('is given up with the one that takes its answer', async () => {
    answer = () => undefined;
    const early = await sendEarly(eventOf('pull_request'), env());
    const ending = new AbortController();
    const taken = early?.fetch(`${url}/repos/shop/manifests/pulls/7`, {
      method: 'GET',
      signal: ending.signal,
    });
    ending.abort();
    await expect(taken).rejects.toThrow('aborted');
  });

  it.each([
    ['another event', eventOf('merge_group')],
    ['a draft', eventOf('pull_request', { pull_request: { number: 7, draft: true } })],
    [
      'an edited text',
      eventOf('pull_request', { action: 'edited', changes: {}, pull_request: { number: 7 } }),
    ],
  ])('is not sent for %s', async (_, event) => {
    expect(await sendEarly(event, env())).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it.each([
    ['without a token', { INPUT_TOKEN: '' }],
    ['where there is a proxy', { https_proxy: 'http://127.0.0.1:1' }],
  ])('is not sent %s', async (_, more) => {
    expect(await sendEarly(eventOf('pull_request'), { ...env(), ...more })).toBeUndefined();
    expect(requests).toEqual([]);
  });
});
