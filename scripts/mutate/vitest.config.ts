import { type TestSpecification, BaseSequencer } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** A mutant that keeps a test waiting so long is noticed. */
const TIMEOUT_MS = 20_000;

const { PODSEAL_MUTATE_TESTS = '' } = process.env;
const tests = PODSEAL_MUTATE_TESTS.split(',');

function place({ moduleId }: TestSpecification): number {
  return tests.findIndex((test) => moduleId.endsWith(test));
}

/** In the order that is asked for. */
class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    root: process.cwd(),
    include: tests,
    globalSetup: 'test/temporary.ts',
    setupFiles: 'scripts/mutate/judge-here.ts',
    runner: './scripts/mutate/runner.ts',
    sequence: { sequencer: AsAsked },
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
  },
});
