import { appendFileSync, readFileSync } from 'node:fs';
import {
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  TestRunner,
  type TestTryOptions,
} from 'vitest';

/** What a run of the tests is for, in the file that `PODSEAL_MUTATE_PLAN` names. */
export type Plan =
  /** Which test reaches which mutants. */
  | { readonly kind: 'cover' }
  /** The mutants to try in each test, by the test's id. */
  | { readonly kind: 'try'; readonly tests: Readonly<Record<string, readonly number[]>> }
  /** These tests as they are; the environment has switched a mutant on. */
  | { readonly kind: 'plain'; readonly tests: readonly string[] };

/** What the run tells, one JSON a line, in the file that `PODSEAL_MUTATE_LOG` names. */
export type Entry =
  | {
      readonly kind: 'covers';
      readonly test: string;
      readonly file: string;
      readonly ms: number;
      readonly mutants: readonly number[];
    }
  /** Reached where no test was running, such as while a module was loaded. */
  | { readonly kind: 'outside'; readonly mutants: readonly number[] }
  | { readonly kind: 'tries'; readonly test: string; readonly mutant: number }
  | { readonly kind: 'killed'; readonly mutant: number };

/** A mutant that is asked for so often keeps a loop running. */
const MOST_QUESTIONS = 1_000_000;

interface Mutants {
  active: number;
  is(id: number): boolean;
}

declare global {
  /** What the instrumented code asks. */
  var mutants: Mutants | undefined;
}

const { PODSEAL_MUTATE_PLAN = '', PODSEAL_MUTATE_LOG = '' } = process.env;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- scripts/mutate.ts has written it.
const plan = JSON.parse(readFileSync(PODSEAL_MUTATE_PLAN, 'utf8')) as Plan;

const killed = new Set<number>();
const outside = new Set<number>();
let reached = outside;
let questions = 0;

const switches: Mutants = {
  active: 0,
  is(id) {
    reached.add(id);
    if (id !== switches.active) return false;
    questions += 1;
    if (questions > MOST_QUESTIONS) throw new Error('A mutant does not come to an end.');
    return true;
  },
};

if (plan.kind !== 'plain') globalThis.mutants = switches;

function tell(entry: Entry): void {
  appendFileSync(PODSEAL_MUTATE_LOG, `${JSON.stringify(entry)}\n`);
}

/** Runs each test once to see what it reaches, or once for each mutant that it may notice. */
// oxlint-disable-next-line import/no-default-export -- Vitest asks for it.
export default class MutantRunner extends TestRunner {
  #chosen: readonly number[] = [];
  #started = 0;
  #first: ReadonlySet<number> = new Set();

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(test);
    // A test that can't be repeated would notice every mutant.
    if (plan.kind === 'cover') test.repeats = 1;
    if (plan.kind === 'plain' && !plan.tests.includes(test.id)) test.mode = 'skip';
    if (plan.kind !== 'try' || test.type !== 'test') return;
    this.#chosen = (plan.tests[test.id] ?? []).filter((mutant) => !killed.has(mutant));
    if (this.#chosen.length === 0) test.mode = 'skip';
    test.repeats = this.#chosen.length - 1;
  }

  override onBeforeTryTask(test: RunnerTask, options: TestTryOptions): void {
    super.onBeforeTryTask(test, options);
    reached = new Set();
    this.#started = performance.now();
    questions = 0;
    const mutant = this.#chosen[options.repeats];
    if (mutant === undefined) return;
    tell({ kind: 'tries', test: test.id, mutant });
    switches.active = mutant;
  }

  /** Each try is judged here and forgotten: to Vitest the test is green. */
  override async onAfterRetryTask(test: RunnerTestCase, options: TestTryOptions): Promise<void> {
    await super.onAfterRetryTask(test, options);
    if (plan.kind === 'cover') this.#tellReached(test, options.repeats === 0);
    reached = outside;
    const mutant = this.#chosen[options.repeats];
    if (mutant === undefined || !test.result) return;
    switches.active = 0;
    if (test.result.state === 'fail') {
      killed.add(mutant);
      tell({ kind: 'killed', mutant });
    }
    test.result.state = 'pass';
    delete test.result.errors;
    test.result.attempts = [];
  }

  /** What only the first time reaches is kept from then on, as when a module is loaded. */
  #tellReached(test: RunnerTestCase, isFirst: boolean): void {
    if (isFirst) {
      this.#first = reached;
      return;
    }
    for (const id of this.#first) if (!reached.has(id)) outside.add(id);
    const ms = performance.now() - this.#started;
    tell({ kind: 'covers', test: test.id, file: test.file.filepath, ms, mutants: [...reached] });
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    if (plan.kind === 'cover') tell({ kind: 'outside', mutants: [...outside] });
  }
}
