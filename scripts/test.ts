/**
 * `npm test`: everything that CI checks, all of it even when a part fails: first the steps, as many at a time as
 * there are processors, since most of them use one, and then the tests.
 * The last line counts the tests and the steps: `N passed, N failed, N skipped`; the skipped tests are
 * named above it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { SKIPPED } from './steps.ts';

interface Counts {
  passed: number;
  failed: number;
}

interface TestCounts extends Counts {
  /** The names of those that did not run. */
  readonly skipped: readonly string[];
}

/** What is used of the report that Vitest writes. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

type Step = readonly [name: string, command: string, ...args: string[]];

const STEPS: readonly Step[] = [
  ['format', 'prettier', '--check', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'tsc', '--project', '.'],
  ['types of the page', 'tsc', '--project', 'page'],
  ['unused code', 'knip'],
  ['generated files', 'node', 'scripts/verify-generated.ts'],
  ['regular expressions', 'node', 'scripts/verify-expressions.ts'],
  ['engine', 'node', 'scripts/verify-engine.ts'],
  ['policies', 'node', 'scripts/verify-policies.ts'],
  ['reader of YAML', 'node', 'scripts/verify-yaml.ts'],
];

function run(command: string, args: readonly string[]): number | null {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) process.stderr.write(`${error.message}\n`);
  return status;
}

async function runSteps(): Promise<TestCounts> {
  const counts = { passed: 0, failed: 0, skipped: new Array<string>() };
  const waiting = STEPS.values();
  const runSome = async (): Promise<void> => {
    for (const step of waiting) {
      const [name] = step;
      // oxlint-disable-next-line no-await-in-loop
      const { status, output } = await runStep(step);
      process.stdout.write(`\n== ${name}\n${output}`);
      if (status === SKIPPED) {
        counts.skipped.push(name);
        continue;
      }
      counts[status === 0 ? 'passed' : 'failed']++;
      process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}: ${name}\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runSome));
  return counts;
}

/** Runs a step, and gives what it said when it is done: others run beside it. */
async function runStep([, command, ...args]: Step): Promise<{
  readonly status: unknown;
  readonly output: string;
}> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    const [status]: unknown[] = await once(child, 'close');
    return { status, output: (await said).join('') };
  } catch (error) {
    return { status: null, output: `${String(error)}\n` };
  }
}

function runTests(): TestCounts {
  process.stdout.write('\n== tests\n');
  const folder = mkdtempSync(join(tmpdir(), 'podseal-'));
  const report = join(folder, 'report.json');
  const status = run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = readCounts(report);
  rmSync(folder, { recursive: true });
  // A file that does not load has no failed test in the report.
  return { ...counts, failed: status === 0 ? counts.failed : Math.max(1, counts.failed) };
}

function readCounts(report: string): TestCounts {
  try {
    const {
      numPassedTests: passed,
      numFailedTests: failed,
      testResults,
    }: Report = JSON.parse(readFileSync(report, 'utf8'));
    const skipped = testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo')
        .map(({ fullName }) => `${relative('.', name)}: ${fullName}`),
    );
    return { passed, failed, skipped };
  } catch (error) {
    process.stderr.write(`No report of the tests: ${String(error)}\n`);
    return { passed: 0, failed: 1, skipped: [] };
  }
}

const steps = await runSteps();
const tests = runTests();
const failed = steps.failed + tests.failed;
process.stdout.write('\n');
const skipped = [...steps.skipped, ...tests.skipped];
for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
process.stdout.write(
  `${steps.passed + tests.passed} passed, ${failed} failed, ${skipped.length} skipped\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
