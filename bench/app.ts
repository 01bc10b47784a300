/**
 * The app under load and faults: `node bench/app.ts`, or `node bench/app.ts burst` for the first part. A
 * burst of pushes to 200 pull requests of 20 installations, while one request in twenty fails, workers,
 * Redis and the web process are killed, Redis is paused, and the judge never gets done with a file of one
 * more pull request, with what the others wait for that; then the same work undisturbed with one worker
 * and with two.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInto } from '../scripts/build.ts';
import { type LoadOptions, type LoadResult, runLoad } from '../test/e2e/app-load.ts';

const BURST: LoadOptions = {
  installations: 20,
  pulls: 200,
  pushes: 5,
  workers: 3,
  concurrency: 8,
  latencyMs: 60,
  faults: 0.05,
  kills: 6,
  restarts: true,
  limitMs: 10 * 60_000,
  poison: true,
};

/** Nothing but webhooks: how fast they are taken. */
const { poison: _, ...WITHOUT_POISON } = BURST;

const ACCEPT: LoadOptions = { ...WITHOUT_POISON, workers: 0, kills: 0, restarts: false };

const CALM: LoadOptions = {
  ...WITHOUT_POISON,
  pulls: 100,
  pushes: 1,
  concurrency: 4,
  latencyMs: 200,
  faults: 0,
  kills: 0,
  restarts: false,
};

/** Many small reviews in one worker: its memory is to stay what it was after the first of them. */
const STEADY: LoadOptions = { ...CALM, pulls: 400, workers: 1, concurrency: 8, latencyMs: 20 };

/** The medians of the second and of the last quarter. */
function memoryOf({ memory }: LoadResult): string {
  const quarter = Math.floor(memory.length / 4);
  const medians = [memory.slice(quarter, 2 * quarter), memory.slice(-quarter)].map((part) => {
    return part.toSorted((a, b) => a - b)[Math.floor(part.length / 2)] ?? 0;
  });
  return medians.map((megabytes) => `${megabytes.toFixed(0)} MB`).join(' → ');
}

function print(what: string, result: LoadResult): void {
  const { accepted, seconds } = result;
  const times = `p50 ${accepted.p50.toFixed(1)} ms, p95 ${accepted.p95.toFixed(1)} ms, p99 ${accepted.p99.toFixed(1)} ms`;
  console.log(`${what}: ${result.webhooks} webhooks, done after ${seconds.toFixed(1)} s`);
  const mean = `mean in the process ${result.acceptedMean.toFixed(1)} ms`;
  console.log(`  accepted: ${times}, ${mean}; delivered again until taken: ${result.redelivered}`);
  console.log(`  workers killed: ${result.killed}; requests to GitHub: ${result.requests}`);
  console.log(`  jobs: ${JSON.stringify(result.states)}; memory ${memoryOf(result)}`);
  const { poisoned, slowest } = result;
  if (poisoned) {
    console.log(`  the poisoned one, after ${poisoned.seconds.toFixed(1)} s: ${poisoned.check}`);
  }
  console.log(`  the slowest of the others, from its webhook on: ${slowest.toFixed(1)} s`);
  const { lost, doubled, falseGreen } = result;
  console.log(
    `  lost: ${lost.length}, doubled: ${doubled.length}, false green: ${falseGreen.length}`,
  );
}

/** How much longer a file that never ends lets others wait: no longer than its deadline. */
async function comparePoison(): Promise<void> {
  const calm = await runLoad({ ...CALM, workers: 2 });
  print('without the poison', calm);
  const poisoned = await runLoad({ ...CALM, workers: 2, poison: true });
  print('with the poison', poisoned);
  const delay = poisoned.slowest - calm.slowest;
  console.log(`the slowest of the others is later by ${delay.toFixed(1)} s`);
}

async function compareWorkers(): Promise<void> {
  const one = await runLoad({ ...CALM, workers: 1 });
  print('one worker', one);
  const two = await runLoad({ ...CALM, workers: 2 });
  print('two workers', two);
  print('one worker, for longer', await runLoad(STEADY));
  console.log(`two workers / one worker: ${(one.seconds / two.seconds).toFixed(2)} times as fast`);
}

const folder = mkdtempSync(join(tmpdir(), 'podseal-built-'));
buildInto(folder);
process.env['PODSEAL_BUILT'] = folder;
try {
  print('burst with faults', await runLoad(BURST));
  await comparePoison();
  if (process.argv[2] !== 'burst') {
    print('webhooks only', await runLoad(ACCEPT));
    await compareWorkers();
  }
} finally {
  rmSync(folder, { recursive: true });
}
