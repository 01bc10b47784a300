/**
 * `npm run mutate [path …]`: puts small faults into a copy of the code, all at once, each behind a
 * switch, and counts how many of them the tests notice when they are switched on one after the other.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Mutant, instrument } from './mutate/instrument.ts';
import { mutationsOf } from './mutate/mutations.ts';
import type { Entry, Plan } from './mutate/runner.ts';

/** The code that is tried, and the tests that try it, without those that take minutes. */
const CODE = ['src/{review,github,chat,app}/*.ts', 'src/kubernetes/prefilter.ts'];
const TESTS = ['test/{review,github,chat,app,kubernetes,configuration}/*.test.ts'];
const LEFT_OUT = ['test/github/faults.test.ts'];

/** A test that takes longer tries what quicker ones leave, and only so many of them try a mutant. */
const QUICK_MS = 300;
const MOST_SLOW = 10;

/** Tests never read these, or get them in another way. */
const NOT_COPIED = new Set(['.git', 'node_modules', 'dist']);

/** After so long without a sign from the tests, the mutant that is on is taken to loop. */
const SILENCE_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'podseal-mutate-'));
const planFile = join(folder, 'plan.json');
const logFile = join(folder, 'log.jsonl');
const outputFile = join(folder, 'output.txt');

/** The tests that run, in a group of processes that can be ended with all that they have started. */
let running: ChildProcess | undefined;

function endRunning(): void {
  if (running?.pid === undefined || running.exitCode !== null) return;
  process.kill(-running.pid, 'SIGKILL');
  running = undefined;
}

// An interrupt leaves nothing behind.
process.once('SIGINT', () => process.exit(130));
process.once('exit', () => {
  endRunning();
  rmSync(folder, { recursive: true, force: true });
});

type Covers = Extract<Entry, { kind: 'covers' }>;

interface Run {
  /** Undefined where the tests came to a halt, and were ended. */
  readonly isGreen: boolean | undefined;
  readonly told: readonly Entry[];
}

/** Runs the tests in the copy, perhaps with a mutant that is on from the start. */
async function runTests(plan: Plan, tests: readonly string[], mutant = 0): Promise<Run> {
  writeFileSync(planFile, JSON.stringify(plan));
  writeFileSync(logFile, '', { flag: 'a' });
  const { size } = statSync(logFile);
  utimesSync(logFile, new Date(), new Date());
  const args = ['run', '--config', 'scripts/mutate/vitest.config.ts', '--bail', '1'];
  const env = {
    CI: '1',
    // What tests leave behind when they are ended goes with the copy.
    TMPDIR: folder,
    PODSEAL_MUTATE_PLAN: planFile,
    PODSEAL_MUTATE_LOG: logFile,
    PODSEAL_MUTATE_TESTS: tests.join(','),
    PODSEAL_MUTANT: String(mutant),
  };
  const child = spawn(resolve('node_modules/.bin/vitest'), args, {
    cwd: folder,
    stdio: ['ignore', openSync(outputFile, 'w'), 'ignore'],
    detached: true,
    env: { ...process.env, ...env },
  });
  running = child;
  const isGreen = await endOf(child);
  running = undefined;
  const lines = readFileSync(logFile).subarray(size).toString('utf8').split('\n').slice(0, -1);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- scripts/mutate/runner.ts wrote it.
  return { isGreen, told: lines.map((line) => JSON.parse(line) as Entry) };
}

async function endOf(child: ChildProcess): Promise<boolean | undefined> {
  const ended = once(child, 'exit');
  const isRunning = async (): Promise<boolean> =>
    Promise.race([ended.then(() => false), sleep(1000, true)]);
  // oxlint-disable-next-line no-await-in-loop
  while (await isRunning()) {
    if (Date.now() - statSync(logFile).mtimeMs < SILENCE_MS) continue;
    endRunning();
    return undefined;
  }
  return child.exitCode === 0;
}

type Speed = 'quick' | 'slow';

function isQuick({ ms }: Covers): boolean {
  return ms <= QUICK_MS;
}

function idsOf(tests: readonly Covers[]): Set<string> {
  return new Set(tests.map(({ test }) => test));
}

/** What is known of the mutants so far. */
class Score {
  readonly #mutants: readonly Mutant[];
  readonly #killed = new Set<number>();
  /** The tests that are to be run with a mutant. */
  readonly #open = new Map<number, Record<Speed, Set<string>>>();
  readonly #outside = new Set<number>();

  /** @param covered what the first run of the tests has told, without mutants */
  constructor(mutants: readonly Mutant[], covered: readonly Entry[]) {
    this.#mutants = mutants;
    const reaching = new Map<number, Covers[]>();
    for (const entry of covered) {
      if (entry.kind === 'outside') entry.mutants.forEach((id) => this.#outside.add(id));
      if (entry.kind !== 'covers') continue;
      for (const id of entry.mutants) reaching.set(id, [...(reaching.get(id) ?? []), entry]);
    }
    for (const [id, tests] of reaching) {
      const quick = tests.filter(isQuick);
      const slow = tests.filter((test) => !isQuick(test));
      this.#open.set(id, { quick: idsOf(quick), slow: idsOf(spread(slow, MOST_SLOW)) });
    }
  }

  /** @param run what a run with mutants has told */
  read({ isGreen, told }: Run): void {
    for (const entry of told) {
      if (entry.kind === 'killed') this.#killed.add(entry.mutant);
      if (entry.kind !== 'tries') continue;
      const open = this.#open.get(entry.mutant);
      open?.quick.delete(entry.test);
      open?.slow.delete(entry.test);
    }
    const last = told.at(-1);
    if (isGreen === undefined && last?.kind === 'tries') this.#killed.add(last.mutant);
  }

  kill(id: number): void {
    this.#killed.add(id);
  }

  /** The mutants to try in each test. */
  plan(speed: Speed): Plan {
    const tests: Record<string, number[]> = {};
    for (const [id, open] of this.#open) {
      if (!this.#killed.has(id)) for (const test of open[speed]) (tests[test] ??= []).push(id);
    }
    return { kind: 'try', tests };
  }

  /** What survived all tests that reach it, but was reached while modules were loaded, too. */
  outside(): number[] {
    return [...this.#outside].filter((id) => !this.#killed.has(id));
  }

  survivors(): Mutant[] {
    return this.#mutants.filter(({ id }) => !this.#killed.has(id));
  }

  wasReached(id: number): boolean {
    return this.#open.has(id) || this.#outside.has(id);
  }
}

/** So many of them: some that reach little, which may be about just this, and some that reach much. */
function spread(tests: readonly Covers[], count: number): readonly Covers[] {
  if (tests.length <= count) return tests;
  const sorted = tests.toSorted((one, other) => one.mutants.length - other.mutants.length);
  return sorted.filter((_, index) => {
    return (
      Math.floor((index * count) / tests.length) < Math.floor(((index + 1) * count) / tests.length)
    );
  });
}

/** The copy, with all mutants of the code that is wanted in it. */
function copy(wanted: readonly string[]): readonly Mutant[] {
  cpSync('.', folder, { recursive: true, filter: (path) => !NOT_COPIED.has(path) });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const mutants: Mutant[] = [];
  for (const file of globSync(CODE).toSorted()) {
    if (wanted.length > 0 && !wanted.some((path) => file.startsWith(path))) continue;
    const text = readFileSync(file, 'utf8');
    const next = mutants.length + 1;
    const own = mutationsOf(text).map((one, index) => ({ ...one, file, id: next + index }));
    writeFileSync(join(folder, file), instrument(text, own));
    mutants.push(...own);
  }
  return mutants;
}

/** The test files, those first that take the least time for a test. */
function fastestFirst({ told }: Run): string[] {
  const sums = new Map<string, number>();
  for (const entry of told) {
    if (entry.kind === 'covers') sums.set(entry.file, (sums.get(entry.file) ?? 0) + entry.ms);
  }
  const sorted = [...sums].toSorted(([, one], [, other]) => one - other);
  return sorted.map(([file]) => relative(folder, file));
}

/** Runs the tests with mutants until all are tried: one that loops ends a run. */
async function tryAll(score: Score, tests: readonly string[], speed: Speed): Promise<void> {
  let run: Run;
  do {
    // oxlint-disable-next-line no-await-in-loop
    run = await runTests(score.plan(speed), tests);
    score.read(run);
  } while (run.isGreen !== true && run.told.length > 0);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(wanted: readonly string[]): Promise<void> {
  const mutants = copy(wanted);
  say(`${mutants.length} mutants`);
  const first = await runTests({ kind: 'cover' }, globSync(TESTS, { exclude: LEFT_OUT }));
  if (!first.isGreen) throw new Error(`The tests fail:\n${readFileSync(outputFile, 'utf8')}`);
  const score = new Score(mutants, first.told);
  const tests = fastestFirst(first);
  await tryAll(score, tests, 'quick');
  await tryAll(score, tests, 'slow');
  const quick = [...idsOf(first.told.filter((entry) => entry.kind === 'covers').filter(isQuick))];
  for (const id of score.outside()) {
    // oxlint-disable-next-line no-await-in-loop
    const { isGreen } = await runTests({ kind: 'plain', tests: quick }, tests, id);
    if (!isGreen) score.kill(id);
  }
  const survivors = score.survivors();
  for (const { id, file, line, shown } of survivors) {
    say(`${file}:${line}: ${shown}${score.wasReached(id) ? '' : ' (reached by no test)'}`);
  }
  for (const path of new Set(mutants.map(({ file }) => dirname(file)))) {
    const all = mutants.filter(({ file }) => dirname(file) === path).length;
    const survived = survivors.filter(({ file }) => dirname(file) === path).length;
    say(`${path}: ${all - survived} of ${all} noticed`);
  }
  say(`${mutants.length - survivors.length} of ${mutants.length} noticed`);
}

await main(process.argv.slice(2));
