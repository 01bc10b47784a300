import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** No test waits so long for anything; it holds on a machine that is ten times slower than ours. */
const TIMEOUT_MS = 240_000;

const shared = {
  setupFiles: 'test/yaml-for-browsers.ts',
  testTimeout: TIMEOUT_MS,
  hookTimeout: TIMEOUT_MS,
};

export default defineConfig({
  test: {
    // Vitest would leave a processor free, which on two is half of them. Many tests wait for a child.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          ...shared,
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          globalSetup: 'test/temporary.ts',
          // Node runs TypeScript itself. Behind Vite's runner each use of an import is a call: a sixth of the time.
          experimental: { viteModuleRunner: false },
          // These share nothing but modules, which are loaded once for all files of a worker.
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'built',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/build.ts',
          // The folder of the built program is another one each time.
          env: { NODE_DISABLE_COMPILE_CACHE: '1' },
          experimental: { viteModuleRunner: false },
          isolate: false,
        },
      },
    ],
  },
});
