import { defineConfig } from 'rolldown';

/** Each entry is a file of its own, so that it runs wherever it is copied. */
export default defineConfig(
  ['cli', 'action'].map((name) => ({
    input: { [name]: `src/${name}.ts` },
    platform: 'node' as const,
    output: { dir: 'dist', format: 'esm' as const, cleanDir: false },
  })),
);
