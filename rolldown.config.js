import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

/** All that a module imports, and itself, without what is imported only when it is needed. */
function closureOf(module, modules) {
  const found = new Set();
  const queue = [fileURLToPath(new URL(module, import.meta.url))];
  for (const id of queue) {
    if (found.has(id)) continue;
    found.add(id);
    queue.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

/**
 * Puts each of these modules into one file with all that it imports and that no earlier one has: Node takes
 * half a millisecond for each file that it loads. What else is imported when it is needed, and only then, gets
 * files of its own.
 */
function filesOf(modules) {
  let closures;
  const name = (id, bundled) => {
    closures ??= modules.map((module) => [module, closureOf(module, bundled)]);
    const [module] = closures.find(([, closure]) => closure.has(id)) ?? [];
    return module?.replace(/^.*\/|\.\w+$/g, '') ?? null;
  };
  return { groups: [{ name, debugName: 'files', includeDependenciesRecursively: false }] };
}

/**
 * An entry and, in a folder of its name, the parts that it loads when it needs them: `bench/start.ts`
 * measures the start. The names of parts stay as they are when their texts change.
 */
function inParts(name, modules) {
  rmSync(`${dir}/${name}`, { recursive: true, force: true });
  return { chunkFileNames: `${name}/[name].js`, codeSplitting: filesOf(modules) };
}

/** The entries; beside each are the licenses of what is bundled in it. */
const ENTRIES = {
  // Nearly all commands judge, as `check` does. The version alone needs nothing else.
  cli: inParts('cli', ['package.json', 'src/cli/command-line.ts', 'src/cli/check.ts']),
  action: { codeSplitting: false },
  // It starts once, and is a file of its own, so that it runs wherever it is copied.
  app: { codeSplitting: false },
};

export default defineConfig(
  Object.entries(ENTRIES).map(([name, output]) => ({
    input: { [name]: `src/${name}.ts` },
    platform: 'node',
    // Bottleneck evaluates `require` where it is given no client of Redis; it is given one.
    checks: { eval: false },
    // Packages written for CommonJS ask for their file's name.
    transform: { define: { __filename: 'import.meta.filename' } },
    // What Rolldown takes for files like these, and says so where it is not given.
    preserveEntrySignatures: 'allow-extension',
    output: { dir, format: 'esm', ...output },
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
