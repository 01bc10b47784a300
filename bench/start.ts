/**
 * How long the built programs take to start, as ratios to `node -e 0`, which takes its turn in each round:
 * `node bench/start.ts [rounds]`. It prints medians and their ratios. A processor that is busy with other
 * things makes those of the clock useless, and those of processor time a little worse.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** Milliseconds that something took: on the clock, and of processors. */
interface Took {
  readonly clock: number;
  readonly processor: number;
}

type Measured = () => Promise<Took>;

/** Runs a command, and says at the end of standard error how many seconds it took of processors. */
const TIMED = 'TIMEFORMAT="%U %S"; time "$@"';

/** A run of Node from its start to its end, with what it keeps in a folder. */
function run(args: readonly string[], TMPDIR: string, more: NodeJS.ProcessEnv = {}): Measured {
  const { CI: _, NODE_DISABLE_COMPILE_CACHE: __, ...rest } = process.env;
  const env = { ...rest, TMPDIR, ...more };
  return async () => {
    const started = performance.now();
    const command = ['-c', TIMED, 'bash', process.execPath, ...args];
    const { status, stderr } = spawnSync('bash', command, { encoding: 'utf8', env });
    const clock = performance.now() - started;
    // With findings, a check exits with 1.
    if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} failed: ${stderr}`);
    const seconds = stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
    return { clock, processor: 1000 * seconds.reduce((sum, one) => sum + one, 0) };
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
    const clock = performance.now() - started;
    if (asked !== true) throw new Error(`${args.join(' ')} asked for nothing.`);
    const processor = processorTime(child.pid ?? 0);
    child.kill('SIGKILL');
    await closed;
    return { clock, processor };
  };
}

/** What the threads of a process took of processors until now (Linux, Documentation/scheduler/sched-stats). */
function processorTime(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const times = readdirSync(tasks).map((task) =>
    readFileSync(`${tasks}/${task}/schedstat`, 'utf8'),
  );
  return times.reduce((sum, text) => sum + Number(text.split(' ')[0]) / 1e6, 0);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function measure(named: Readonly<Record<string, Measured>>, rounds: number): Promise<void> {
  const times = new Map(Object.keys(named).map((name): [string, Took[]] => [name, []]));
  // The first round warms up the caches of files, and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, one] of Object.entries(named)) {
      const took = await one();
      if (round > 0) times.get(name)?.push(took);
    }
  }
  const [bare = []] = times.values();
  for (const [name, some] of times) {
    const shown = (['clock', 'processor'] as const).map((kind) => {
      const ratio = median(some.map((one, at) => one[kind] / (bare[at]?.[kind] ?? Number.NaN)));
      return `${median(some.map((one) => one[kind]))
        .toFixed(0)
        .padStart(6)} ms ${ratio.toFixed(2)}`;
    });
    console.log(`${name.padEnd(40)} clock ${shown[0]}  processor ${shown[1]}`);
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
  const check = [cli, 'check', join(folder, 'pod.yaml')];
  const FETCH = 'void fetch(process.env.GITHUB_API_URL)';
  await measure(
    {
      'node -e 0': run(['-e', '0'], folder),
      'podseal --version': run([cli, '--version'], folder),
      'podseal --help': run([cli, '--help'], folder),
      'podseal check of one file': run(check, folder),
      'the same, with no compiled code kept': run(check, folder, { CI: 'true' }),
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
