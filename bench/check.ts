import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildInto } from '../scripts/build.ts';
import { type SourceFile, readManifest } from '../src/kubernetes/manifest.ts';
import { judge } from '../src/judge/judge.ts';
import { makeFiles } from './manifests.ts';

/** Odd, so that the median is a measurement. The first round warms up and does not count. */
const ROUNDS = 3;
const SEED = 1;

const FOLDER = join(tmpdir(), `podseal-bench-${process.pid}`);
/** What `src/` builds to now. */
const BUILT = join(FOLDER, 'built');
const CLI = join(BUILT, 'cli.js');

async function main(count: number): Promise<void> {
  try {
    buildInto(BUILT);
    const small = writeTree(join(FOLDER, 'small'), Math.ceil(count / 10));
    const large = writeTree(join(FOLDER, 'large'), count);
    const halves = [
      writeTree(join(FOLDER, 'one'), count, 0),
      writeTree(join(FOLDER, 'other'), count, 1),
    ];
    await measureProcess(small, large, halves);
    measurePhases(small);
  } finally {
    rmSync(FOLDER, { recursive: true });
  }
}

/** Writes the generated files; with `half`, every second one. Returns the folder. */
function writeTree(folder: string, count: number, half?: number): string {
  for (const [index, { path, text }] of makeFiles(count, SEED).entries()) {
    if (half !== undefined && index % 2 !== half) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Run {
  readonly time: number;
  /** Peak memory, in megabytes. */
  readonly memory: number;
}

/** The built command as a whole, from its start to its end. */
async function measureProcess(small: string, large: string, halves: string[]): Promise<void> {
  console.log(`The command as a process, medians of ${ROUNDS}:`);
  const start = await median(async () => runCli(['--version']));
  row('podseal --version', start);
  for (const format of ['text', 'json']) {
    const args = ['check', '--fail-on', 'never', '--format', format];
    const few = await median(async () => runCli([...args, small]));
    const many = await median(async () => runCli([...args, large]));
    row(`${format}: a tenth of the files`, few);
    row(`${format}: all files`, many);
    ratio('time, ten times the files', many.time, few.time);
    ratio('peak memory, ten times the files', many.memory, few.memory);
    if (format !== 'text') continue;
    const both = await median(async () => {
      const started = performance.now();
      const runs = await Promise.all(halves.map(async (half) => runCli([...args, half])));
      const memory = runs.reduce((sum, run) => sum + run.memory, 0);
      return { time: performance.now() - started, memory };
    });
    row('text: two processes, half each', both);
    ratio('one process / two', many.time, both.time);
  }
}

/** A run of the command. */
async function runCli(args: readonly string[]): Promise<Run> {
  const report =
    'process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))';
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(report)}`, CLI, ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`podseal ${args.join(' ')} failed: ${output}`);
  return { time: performance.now() - started, memory: Number(output) / 1000 };
}

async function median(work: () => Promise<Run>): Promise<Run> {
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await work());
  const middle = (numbers: number[]): number =>
    numbers.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  return {
    time: middle(runs.map(({ time }) => time)),
    memory: middle(runs.map(({ memory }) => memory)),
  };
}

/** What the parts of the work take, in this process, its files in memory. */
function measurePhases(folder: string): void {
  const files = readAll(folder);
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  let findings = 0;
  const [read, check, checkAll] = medians([
    () => readAll(folder),
    () => {
      findings = judgeAll(files, false);
    },
    () => judgeAll(files, true),
  ]) as [number, number, number];
  const megabytes = (bytes / 1e6).toFixed(1);
  console.log(`\nParts: ${files.length} files, ${megabytes} MB, ${findings} findings`);
  ratio('judge all / read the files', check, read);
  ratio('judge all, prefilter off / on', checkAll, check);
}

function readAll(folder: string): SourceFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

function judgeAll(files: readonly SourceFile[], parseAll: boolean): number {
  return files.reduce((sum, file) => {
    const { findings } = judge(readManifest(file, { parseAll }), { profile: 'immutable' });
    return sum + findings.length;
  }, 0);
}

/** The median time of each piece of work; they take turns, so that a slow moment hits all. */
function medians(works: readonly (() => unknown)[]): number[] {
  const times = works.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      work();
      if (round > 0) times[index]?.push(performance.now() - start);
    }
  }
  return times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN);
}

function row(what: string, { time, memory }: Run): void {
  console.log(
    `  ${what.padEnd(36)} ${time.toFixed(0).padStart(7)} ms ${memory.toFixed(0).padStart(5)} MB`,
  );
}

function ratio(what: string, one: number, other: number): void {
  console.log(`  ${what.padEnd(36)} ${(one / other).toFixed(2).padStart(7)}`);
}

const count = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(count) || count < 1) {
  console.error('Give the number of files as a whole number: node bench/check.ts 10000');
  process.exitCode = 2;
} else await main(count);
