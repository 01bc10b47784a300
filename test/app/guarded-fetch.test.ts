import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardedFetch } from '../../src/app/guarded-fetch.ts';
import { Metrics } from '../../src/app/metrics.ts';

let server: Server;
let origin: string;
let requests: string[];
let metrics: Metrics;

/** A server that redirects by its path: `/to/3` leads over three steps to `/end`. */
beforeEach(async () => {
  requests = [];
  metrics = new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 }));
  server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(`${request.method} ${path}`);
    const [, base = '', left] = /^(.*)\/to\/(\d+)$/.exec(path) ?? [];
    if (left !== undefined) {
      const location = left === '1' ? `${base}/end` : `${base}/to/${Number(left) - 1}`;
      response.writeHead(307, { location }).end('moved');
    } else if (path.endsWith('/away')) {
      response.writeHead(302, { location: 'http://localhost:1/elsewhere' }).end();
    } else if (path.endsWith('/same')) {
      response.writeHead(304, { location: '/end' }).end();
    } else if (path.endsWith('/nowhere')) {
      response.writeHead(301).end('nowhere');
    } else {
      const limit = path.endsWith('/limit') && { 'x-ratelimit-remaining': '41' };
      response.writeHead(201, { location: '/created', ...limit }).end('there');
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function guarded(path = '', isCurrent = async () => true): typeof fetch {
  return guardedFetch({ apiUrl: origin + path, metrics, isCurrent });
}

describe('a request', () => {
  it('follows three redirects, and gives the fourth back', async () => {
    const response = await guarded()(`${origin}/to/3`, { method: 'POST', body: 'x' });
    expect([response.status, await response.text()]).toEqual([201, 'there']);
    expect(requests).toEqual(['POST /to/3', 'POST /to/2', 'POST /to/1', 'POST /end']);
    expect((await guarded()(`${origin}/to/4`)).status).toBe(307);
  });

  it.each([
    ['same', 304],
    ['nowhere', 301],
    ['end', 201],
  ])('follows no answer that redirects to nothing: %s', async (path, status) => {
    expect((await guarded()(`${origin}/${path}`)).status).toBe(status);
    expect(requests).toHaveLength(1);
  });

  it('goes nowhere else, also when it is redirected', async () => {
    await expect(guarded()('http://localhost:1/user')).rejects.toThrow(
      "localhost:1 is not GitHub's API",
    );
    await expect(guarded()(`${origin}/away`)).rejects.toThrow("localhost:1 is not GitHub's API");
    expect(requests).toEqual(['GET /away']);
  });

  it('stays below the API of an Enterprise Server, and reaches its GraphQL beside it', async () => {
    for (const base of ['/api/v3', '/api/v3/']) {
      const ask = guarded(base);
      expect((await ask(`${origin}/api/v3/user`)).status).toBe(201);
      expect((await ask(new Request(`${origin}/api/graphql`))).status).toBe(201);
      for (const path of ['/user', '/api/v3', '/api/v33/user', '/graphql', '/api/graphql/x']) {
        await expect(ask(origin + path)).rejects.toThrow("is not GitHub's API");
      }
    }
  });

  it('is not sent once a newer job took over, not even after a redirect', async () => {
    const answers = [true, false];
    const isCurrent = async (): Promise<boolean> => answers.shift() ?? false;
    await expect(guarded('', isCurrent)(`${origin}/to/2`)).rejects.toThrow('a newer job');
    expect(requests).toEqual(['GET /to/2']);
  });

  it('is counted, also where there is no answer, with what is left of the limit', async () => {
    await guarded()(`${origin}/limit`);
    await guarded()(`${origin}/end`);
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await expect(guarded()(`${origin}/end`)).rejects.toThrow('fetch failed');
    const { values } = await metrics.requests.get();
    expect(values.map(({ labels, value }) => [labels.method, labels.status, value])).toEqual([
      ['GET', 201, 2],
      ['GET', 0, 1],
    ]);
    expect((await metrics.rateLimit.get()).values).toMatchObject([{ value: 41 }]);
  });
});
