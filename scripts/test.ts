/**
 * `npm test`: everything that CI checks, one step after the other, all of them even when one fails.
 * The last line counts the tests and the steps: `N passed, N failed, N skipped`; the skipped tests are
 * named above it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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

const STEPS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
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

function runSteps(): TestCounts {
  const counts = { passed: 0, failed: 0, skipped: new Array<string>() };
  for (const [name, command, ...args] of STEPS) {
    process.stdout.write(`\n== ${name}\n`);
    const status = run(command, args);
    if (status === SKIPPED) {
      counts.skipped.push(name);
      continue;
    }
    counts[status === 0 ? 'passed' : 'failed']++;
    process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}: ${name}\n`);
  }
  return counts;
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

const steps = runSteps();
const tests = runTests();
const failed = steps.failed + tests.failed;
process.stdout.write('\n');
const skipped = [...steps.skipped, ...tests.skipped];
for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
process.stdout.write(
  `${steps.passed + tests.passed} passed, ${failed} failed, ${skipped.length} skipped\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
