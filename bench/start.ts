/**
 * How long the built programs take to start, as ratios to `node -e 0`, which takes its turn in each round:
 * `node bench/start.ts [rounds]`. A processor that is busy with other things makes the ratios worse.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInto } from '../scripts/build.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: web, image: nginx:1.27 }
`;

const EVENT = { action: 'opened', pull_request: { number: 1, head: { sha: 'a'.repeat(40) } } };

/** What is measured: it gives the milliseconds that it took. */
type Measured = () => Promise<number>;

/** A run of Node from its start to its end. */
function run(...args: readonly string[]): Measured {
  return async () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const time = performance.now() - started;
    // With findings, a check exits with 1.
    if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} failed: ${stderr}`);
    return time;
  };
}

/** A run of Node until it asks for something. */
function untilAsked(server: Server, folder: string, ...args: readonly string[]): Measured {
  const { port } = server.address() as AddressInfo;
  const env = {
    GITHUB_API_URL: `http://127.0.0.1:${port}`,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_REPOSITORY: 'acme/shop',
    INPUT_TOKEN: 'token',
  };
  return async () => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
    const closed = once(child, 'close');
    const asked = await Promise.race([once(server, 'request').then(() => true), closed]);
    const time = performance.now() - started;
    if (asked !== true) throw new Error(`${args.join(' ')} asked for nothing.`);
    child.kill('SIGKILL');
    await closed;
    return time;
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function measure(named: Readonly<Record<string, Measured>>, rounds: number): Promise<void> {
  const times = new Map(Object.keys(named).map((name): [string, number[]] => [name, []]));
  // The first round warms up the caches of files, and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, one] of Object.entries(named)) {
      const time = await one();
      if (round > 0) times.get(name)?.push(time);
    }
  }
  const [bare = []] = times.values();
  for (const [name, some] of times) {
    const ratio = median(some.map((time, at) => time / (bare[at] ?? Number.NaN)));
    const shown = [median(some).toFixed(0).padStart(6), ratio.toFixed(2).padStart(6)];
    console.log(`${name.padEnd(44)} ${shown[0]} ms  ${shown[1]} × node -e 0`);
  }
}

const rounds = Number(process.argv[2] ?? 25);
const folder = mkdtempSync(join(tmpdir(), 'podseal-bench-'));
const server = createServer().listen(0, '127.0.0.1');
try {
  await once(server, 'listening');
  buildInto(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'pod.yaml'), POD);
  writeFileSync(join(folder, 'event.json'), JSON.stringify(EVENT));
  const [cli, action] = [join(folder, 'cli.js'), join(folder, 'action.js')];
  const FETCH = 'void fetch(process.env.GITHUB_API_URL)';
  await measure(
    {
      'node -e 0': run('-e', '0'),
      'podseal --version': run(cli, '--version'),
      'podseal --help': run(cli, '--help'),
      'podseal check of one file': run(cli, 'check', join(folder, 'pod.yaml')),
      'node until a bare fetch has asked': untilAsked(server, folder, '-e', FETCH),
      'the Action until it has asked GitHub': untilAsked(server, folder, action),
    },
    rounds,
  );
} finally {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
}
