import { rmSync } from 'node:fs';
import { basename } from 'node:path';
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

/** The HTTP client of the Actions toolkit, which only a run behind a proxy needs. */
const PROXY_CLIENT = /\/node_modules\/(?:@actions\/http-client|undici)\//;

/** All that a module imports, and itself, without what is imported only when it is needed. */
function closureOf(module, modules) {
  const found = new Set();
  const queue = [module];
  for (const id of queue) {
    if (found.has(id) || PROXY_CLIENT.test(id)) continue;
    found.add(id);
    queue.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

/**
 * The output of an entry that loads its parts when it needs them, from a folder of its name. Each of these
 * modules is in one file with all that it imports and that no earlier one has: Node takes half a millisecond
 * for each file. What else is imported when it is needed, and only then, gets files of its own. None of them
 * imports the entry, so that a thread can start with any. `bench/start.ts` measures what that brings.
 *
 * @param modules below src/
 * @param suffix of the parts
 */
function inParts(name, modules, suffix = 'js') {
  rmSync(`${dir}/${name}`, { recursive: true, force: true });
  const [entry, ...paths] = [`${name}.ts`, ...modules].map((path) =>
    fileURLToPath(new URL(`src/${path}`, import.meta.url)),
  );
  let closures;
  const nameOf = (id, bundled) => {
    closures ??= paths.map((path) => [path, closureOf(path, bundled)]);
    const [path] = id === entry ? [] : (closures.find(([, closure]) => closure.has(id)) ?? []);
    return path === undefined ? null : basename(path, '.ts');
  };
  const group = { name: nameOf, debugName: 'parts', includeDependenciesRecursively: false };
  return { chunkFileNames: `${name}/[name].${suffix}`, codeSplitting: { groups: [group] } };
}

/** The entries; beside each are the licenses of what is bundled in it. */
const ENTRIES = {
  // Nearly all commands judge, as `check` does. The version alone needs nothing else.
  cli: inParts('cli', ['cli.ts', 'cli/command-line.ts', 'cli/check.ts']),
  // It asks GitHub before it loads the rest.
  action: inParts('action', ['action.ts', 'run/judge-thread.ts', 'action/carry-out.ts']),
  // In the image, no package.json says that these are modules.
  app: inParts('app', ['run/judge-thread.ts', 'app.ts'], 'mjs'),
};

export default defineConfig(
  Object.entries(ENTRIES).map(([name, output]) => ({
    input: { [name]: `src/${name}.ts` },
    platform: 'node',
    // Bottleneck evaluates `require` where it is given no client of Redis; it is given one.
    checks: { eval: false },
    // The Actions toolkit does nothing when it is loaded: what is not used of it is left out.
    treeshake: { moduleSideEffects: (id) => !/@actions\/(?:core|exec|http-client|io)\//.test(id) },
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
