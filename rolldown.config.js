import { rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';
import license from 'rollup-plugin-license';
import packageJson from './package.json' with { type: 'json' };
import { asScripts } from './scripts/as-scripts.js';

const { version } = packageJson;

/** Where the bundles go; a comparison builds them elsewhere. */
const dir = process.env['PODSEAL_DIST'] ?? 'dist';

/**
 * The YAML library as it is for browsers: one without functions around its files, which are called for each use
 * of a name, without what is not used, and without a question to the environment at each token.
 */
const YAML = fileURLToPath(new URL('node_modules/yaml/browser/index.js', import.meta.url));

/** Each file that names the version has it, and no more of the package: what two share is a file of its own. */
const withVersion = {
  name: 'with-version',
  transform: {
    filter: { code: /\/package\.json' with/ },
    handler: (code) =>
      code.replace(
        /^import packageJson from '[./]+package\.json' with .*$/m,
        `const packageJson = ${JSON.stringify({ version })};`,
      ),
  },
};

/**
 * Has Node make hashes, in an eighth of the time of the library that is there for what runs anywhere. Only the command
 * makes thousands: for a few, Node takes longer to load what hashes than the library takes to hash.
 */
const withNodeHashes = {
  name: 'with-node-hashes',
  load: {
    filter: { id: /\/src\/text\/sha256\.ts$/ },
    handler: () =>
      `import { hash } from 'node:crypto';\nexport const sha256Hex = (text) => hash('sha256', text);\n`,
  },
};

/** An import in a file of the output: what is named, and from where. */
const IMPORT = /^import (?:(\w+),? )?(?:\* as (\w+) |\{ ([^}]*) \} )?(?:from )?"([^"]+)";$/gm;

/** What Node has loaded before any program. */
const LOADED = /^(?:node:)?(?:buffer|events|fs|module|path|process|timers|url|util)$/;

/**
 * Takes Node's own modules as `require` does: for an import, Node gives names to all that a module has, for
 * which it loads what nobody asked for (streams for `node:fs`, threads for `node:util`). What is only called
 * is taken when it is called.
 */
const withoutFacades = {
  name: 'without-facades',
  renderChunk: (code) =>
    code.replace(IMPORT, (line, whole, all, named = '', from) => {
      if (!isBuiltin(from)) return line;
      const module = `process.getBuiltinModule("${from}")`;
      const pairs = named.split(', ').map((pair) => pair.split(' as '));
      const isCalled = ([name, as = name]) =>
        /^[a-z]/.test(name) &&
        typeof process.getBuiltinModule(from)[name] === 'function' &&
        // It asks for the form of its own that a function may have for it.
        !code.includes(`promisify(${as})`);
      if (named !== '' && !LOADED.test(from) && pairs.every(isCalled)) {
        const calls = pairs.map(
          ([name, as = name]) => `${as} = (...of) => ${module}.${name}(...of)`,
        );
        return `const ${calls.join(', ')};`;
      }
      const names = [whole, all, named && `{ ${named.replaceAll(' as ', ': ')} }`];
      return names.flatMap((name) => (name ? [`const ${name} = ${module};`] : [])).join(' ');
    }),
};

/** What `require` of a package written for CommonJS takes: all else is in the output. */
const withoutRequire = {
  name: 'without-require',
  renderChunk(code, { fileName }) {
    const other = [...code.matchAll(/\b__require\(([^)]*)\)/g)].find(
      ([, id]) => !isBuiltin(id.replaceAll('"', '')),
    );
    if (other) throw new Error(`${fileName}: ${other[0]} would need Node's own loader.`);
    return code.replace('(() => createRequire(import.meta.url))()', 'process.getBuiltinModule');
  },
};

/** A file that only gives other names to what another file exports, and an import of nothing. */
const FACADE = /^export \{ ([^}]*) \} from "(\.[^"]+)";\s*$/;
const NOTHING = /^import ".*\/rolldown-runtime\.js";\n/m;

/** Loads what is imported when it is needed from the file that has it: Node takes half a millisecond for a file. */
const withoutForwarding = {
  name: 'without-forwarding',
  generateBundle(_, bundle) {
    const facades = new Map();
    for (const { fileName, code } of Object.values(bundle)) {
      const [, names, from] = FACADE.exec(code ?? '') ?? [];
      if (from !== undefined) facades.set(`./${basename(fileName)}`, { fileName, names, from });
    }
    for (const chunk of Object.values(bundle)) {
      chunk.code = chunk.code
        ?.replace(NOTHING, '')
        .replace(/import\("(\.[^"]+)"\)/g, (call, path) => {
          const facade = facades.get(`./${basename(path)}`);
          if (facade === undefined) return call;
          const named = facade.names.replaceAll(/(\w+) as (\w+)/g, '$2: all.$1');
          return `import("${dirname(path)}/${basename(facade.from)}").then((all) => ({ ${named} }))`;
        });
    }
    for (const { fileName } of facades.values()) delete bundle[fileName];
  },
};

/** The HTTP client of the Actions toolkit, which only a run behind a proxy needs. */
const PROXY_CLIENT = /\/node_modules\/(?:@actions\/http-client|undici)\//;

/** Packages of functions that few files lead to calls of. */
const RARE_PACKAGE = /\/node_modules\/(unbash|diff)\//;
const RARE = ['unbash', 'diff'];

/** The parts of the command that are scripts. */
const SCRIPTS = {
  folder: 'cli',
  names: ['rolldown-runtime', 'command-line', 'check', ...RARE],
  rare: RARE,
  toBuiltins: withoutFacades.renderChunk,
};

/** All that some modules import, and themselves, without what is imported only when it is needed. */
function closureOf(some, modules) {
  const found = new Set();
  const queue = [...some];
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
 * @param modules below src/, or lists of them that share a file; the first names it
 * @param suffix of the parts
 */
function inParts(name, modules, suffix = 'js') {
  rmSync(`${dir}/${name}`, { recursive: true, force: true });
  const [[entry], ...groups] = [`${name}.ts`, ...modules].map((paths) =>
    [paths].flat().map((path) => fileURLToPath(new URL(`src/${path}`, import.meta.url))),
  );
  let closures;
  const nameOf = (id, bundled) => {
    closures ??= groups.map((paths) => [paths[0], closureOf(paths, bundled)]);
    const [path] = id === entry ? [] : (closures.find(([, closure]) => closure.has(id)) ?? []);
    if (path === undefined) return null;
    const [, rare] = (name === 'cli' && RARE_PACKAGE.exec(id)) || [];
    return rare ?? basename(path, '.ts');
  };
  const group = { name: nameOf, debugName: 'parts', includeDependenciesRecursively: false };
  return { chunkFileNames: `${name}/[name].${suffix}`, codeSplitting: { groups: [group] } };
}

/** What a check needs that prints text. */
const CHECK = ['cli/check.ts', 'cli/settle-here.ts', 'report/check-text.ts'];

/** What judges for the Action and the app. */
const JUDGE = ['run/judge-thread.ts', 'run/without-files.ts'];

/** The entries; beside each are the licenses of what is bundled in it. */
const ENTRIES = {
  // Nearly all commands judge, as `check` does. The version alone needs nothing else.
  cli: inParts('cli', ['cli/command-line.ts', CHECK]),
  // It asks GitHub before it loads the rest.
  action: inParts('action', ['action.ts', JUDGE, 'action/carry-out.ts']),
  // In the image, no package.json says that these are modules.
  app: inParts('app', [JUDGE, 'app.ts'], 'mjs'),
};

export default defineConfig(
  Object.entries(ENTRIES).map(([name, output]) => ({
    input: { [name]: `src/${name}.ts` },
    platform: 'node',
    resolve: { alias: { yaml: YAML } },
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
      withVersion,
      withoutFacades,
      withoutForwarding,
      ...(name === 'app' ? [] : [withoutRequire]),
      ...(name === 'cli' ? [withNodeHashes, asScripts(SCRIPTS)] : []),
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
