import { defineConfig } from 'rolldown';
import license from 'rollup-plugin-license';

/** Where the bundles go; a comparison builds them elsewhere. */
const dir = process.env['PODSEAL_DIST'] ?? 'dist';

/** The YAML parser asks the environment for its debug switch at each token: a tenth of the time. */
const withoutDebugSwitch = {
  name: 'without-debug-switch',
  transform: {
    filter: { id: /yaml\/dist\/parse\/parser\.js$/ },
    handler: (code) => code.replace('node_process.env.LOG_TOKENS', 'false'),
  },
};

/**
 * Each entry is a file of its own, so that it runs wherever it is copied, with the licences of what
 * is bundled in it beside it.
 */
export default defineConfig(
  ['cli', 'action', 'app'].map((name) => ({
    input: { [name]: `src/${name}.ts` },
    platform: 'node',
    // Bottleneck evaluates `require` where it is given no client of Redis; it is given one.
    checks: { eval: false },
    // Packages written for CommonJS ask for their file's name.
    transform: { define: { __filename: 'import.meta.filename' } },
    output: { dir, format: 'esm' },
    plugins: [
      withoutDebugSwitch,
      license({
        thirdParty: {
          allow: {
            test: '(MIT OR ISC OR BSD-2-Clause OR BSD-3-Clause OR Apache-2.0 OR 0BSD)',
            failOnUnlicensed: true,
            failOnViolation: true,
          },
          output: `${dir}/${name}.licenses.txt`,
        },
      }),
    ],
  })),
);
