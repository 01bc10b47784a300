import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** Whether there is a redis-server to test with. CI has one, and must not do without. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) {
  const reason = 'no redis-server is installed: tests of the queue on Redis are skipped';
  if (process.env['CI']) throw new Error(reason);
  process.stderr.write(`${reason}\n`);
}

/** A Redis of one's own, which loses nothing when it is killed. */
export interface RedisServer {
  readonly url: string;
  kill(): Promise<void>;
  /** Keeps it from answering for so long, as a machine that swaps does. */
  pause(milliseconds: number): Promise<void>;
  /** Starts it again, with what is on its disk. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface RedisOptions {
  /** The address at which it is reached. */
  readonly host?: string;
  /** What it is started with, besides its port and folder. */
  readonly args?: readonly string[];
}

const LOSES_NOTHING = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

export async function startRedis({
  host = '127.0.0.1',
  args = ['--bind', host, ...LOSES_NOTHING],
}: RedisOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-redis-'));
  const port = await freePort();
  const url = `redis://${host}:${port}`;
  const all = [...args, '--port', String(port), '--dir', folder];
  let server = await start(all, url);
  return {
    url,
    kill: async () => kill(server),
    async pause(milliseconds) {
      server.kill('SIGSTOP');
      await sleep(milliseconds);
      server.kill('SIGCONT');
    },
    async start() {
      server = await start(all, url);
    },
    async close() {
      await kill(server);
      rmSync(folder, { recursive: true });
    },
  };
}

async function start(args: readonly string[], url: string): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => {});
  await client.ping();
  client.disconnect();
  return server;
}

async function kill(server: ChildProcess): Promise<void> {
  if (server.signalCode !== null) return;
  const closed = new Promise((resolve) => server.once('close', resolve));
  server.kill('SIGKILL');
  await Promise.race([closed, sleep(5000)]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
