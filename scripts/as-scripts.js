import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { transformSync } from 'rolldown/utils';

/** The imports of other files of the output at the start of a file, and its exports at the end. */
const FROM_FILES = /^import \{ ([^}]*) \} from "\.\/([\w-]+)\.js";$/gm;
const EXPORTS = /\nexport \{ ([^}]*) \};\s*$/;

/** What programs ask with for a part that is a script. */
const PROGRAM_PART = new URL('../src/cli/program-part.ts', import.meta.url);

/**
 * Writes parts as scripts, of which V8's code can be kept with the functions that were called
 * (src/cli/program-part.ts). The entry and these parts take each other as scripts; for other files, modules in
 * their places export what the scripts have.
 *
 * @param parts folder: that of the parts, which has the name of the entry; names: those of the parts; rare: the
 *   ones that are taken when one of their functions is called; toBuiltins: takes Node's modules from code
 */
export function asScripts(parts) {
  return {
    name: 'as-scripts',
    generateBundle(_, bundle) {
      const loader = loaderOf(parts);
      for (const chunk of Object.values(bundle)) {
        const name = basename(chunk.fileName, '.js');
        if (name === parts.folder) chunk.code = asEntry(chunk.code, loader, parts);
        else if (parts.names.includes(name)) {
          const fileName = `${parts.folder}/${name}.script.js`;
          this.emitFile({ type: 'asset', fileName, source: toScript(chunk, parts) });
          chunk.code = `${loader}${partOf('import.meta.dirname', './')}${exportedOf(chunk, name)}`;
        }
      }
    },
  };
}

/** The code that loads scripts. */
function loaderOf({ toBuiltins }) {
  const { code } = transformSync('part.ts', readFileSync(PROGRAM_PART, 'utf8'));
  const body = toBuiltins(code).replace('export function', 'function');
  return `const programPart = (() => {\n${body}return programPart;\n})();\n`;
}

/** An entry that takes its parts as scripts. */
function asEntry(code, loader, { folder, names }) {
  const [first, ...rest] = code.split(/(?<=^#!.*\n)/);
  const place = partOf(`import.meta.dirname + "/${folder}"`, `./${folder}/`);
  return `${first}${loader}${place}${withParts(rest.join(''), names)}`;
}

/** Code that takes parts as scripts where it imported them when it needed them. */
const withParts = (code, names) =>
  code.replace(/\bimport\("\.\/(?:\w+\/)?([\w-]+)\.js"\)/g, (call, name) =>
    names.includes(name) ? `Promise.resolve(part("${name}"))` : call,
  );

/** A function that gives a part. */
const partOf = (folder, below) =>
  `const load = (path) => import("${below}" + path.slice(2));\n` +
  `const part = (name) => programPart({ folder: ${folder}, load }, name);\n`;

/** The names in `a as b, c`, in pairs. */
const pairsOf = (names) =>
  names.split(', ').map((pair) => {
    const [name, as = name] = pair.split(' as ');
    return [name, as];
  });

/** What a file exports: pairs of the name inside and the name outside. */
const exportsOf = ({ code }) => pairsOf(EXPORTS.exec(code)?.[1] ?? '');

/** Names from another part, which is taken when it is called where that is rare. */
function takenFrom(from, pairs, { code, isRare }) {
  if (!isRare) {
    return `const { ${pairs.map(([name, as]) => `${name}: ${as}`).join(', ')} } = part("${from}");`;
  }
  const used = code.replace(FROM_FILES, '');
  const taken = pairs.find(([, as]) => new RegExp(`[=(,?:[&|] ?${as}\\b(?![(:"'])`).test(used));
  if (taken) throw new Error(`${from}: ${taken[1]} is not only called.`);
  const rare = `rare_${from.replaceAll('-', '_')}`;
  const calls = pairs.map(
    ([name, as]) => `${as} = (...of) => (${rare} ??= part("${from}")).${name}(...of)`,
  );
  return `let ${rare}; const ${calls.join(', ')};`;
}

/** The end of a module that exports what a part does. */
function exportedOf(chunk, name) {
  const names = exportsOf(chunk).map(([, as], at) => [as, `of${at}`]);
  const taken = names.map(([as, own]) => `${as}: ${own}`).join(', ');
  const given = names.map(([as, own]) => `${own} as ${as}`).join(', ');
  return `const { ${taken} } = part("${name}");\nexport { ${given} };\n`;
}

/** A part as a script, in ASCII, so that it is taken as it is read; its first line tells its version. */
function toScript(chunk, { names, rare }) {
  const { fileName, code } = chunk;
  const exports = exportsOf(chunk);
  const own = code
    .replace(FROM_FILES, (_, taken, from) =>
      takenFrom(from, pairsOf(taken), { code, isRare: rare.includes(from) }),
    )
    .replace(EXPORTS, '');
  const body = withParts(own, names)
    .replaceAll(/\bimport\(/g, 'load(')
    .replaceAll(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (/\bimport\.meta\b|^(?:import|export)\b/m.test(body)) {
    throw new Error(`${fileName}: this can't be a script.`);
  }
  // A module sees when an exported variable changes.
  const changing = exports.find(([name]) => body.includes(`\nlet ${name}`));
  if (changing) throw new Error(`${fileName}: ${changing[0]} must not change.`);
  const returned = exports.map(([name, as]) => `${as}: ${name}`).join(', ');
  const script = `"use strict";\n(function (part, load) {\n${body}\nreturn { ${returned} };\n})\n`;
  const digest = createHash('sha256').update(script).digest('hex').slice(0, 16);
  return `// ${digest}\n${script}`;
}
