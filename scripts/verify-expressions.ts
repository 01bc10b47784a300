/**
 * Checks that no regular expression of `src/` takes more than linear time, by whatever text it meets:
 * a quadratic one hangs on a file of some hundred kilobytes. The literals are read from the code, what is put
 * together from texts is caught while the modules are loaded, and the patterns of the schema of images
 * come from there. Verdicts are kept in node_modules, since some take seconds.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from 'recheck';
import { parseAst } from 'rolldown/parseAst';

/** An expression, and where it stands. */
interface Expression {
  readonly pattern: string;
  readonly flags: string;
  readonly place: string;
}

const CACHE = 'node_modules/.cache/podseal-expressions.json';
const SCHEMA = 'data/images.schema.json';

/**
 * Steps are counted, and not timed: on a machine with other work, what takes a second would count as an attack. One
 * alone is done in five seconds.
 */
const BY_STEPS = {
  timeout: 120_000,
  seedingTimeout: null,
  incubationTimeout: null,
  attackTimeout: null,
};

function listModules(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .toSorted();
}

/** Calls back with every node of a syntax tree. */
function visit(node: unknown, see: (node: object) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) see(node);
  for (const child of Object.values(node)) visit(child, see);
}

function has<Key extends string>(node: object, key: Key): node is Record<Key, unknown> {
  return key in node;
}

/** The literals of a module, and whether it makes expressions by `new RegExp` as well. */
function readModule(path: string): { literals: Expression[]; makesMore: boolean } {
  const text = readFileSync(path, 'utf8');
  const literals: Expression[] = [];
  visit(parseAst(text, { lang: 'ts' }), (node) => {
    if (!has(node, 'regex') || !has(node, 'start')) return;
    const { regex, start } = node;
    if (typeof regex !== 'object' || regex === null || typeof start !== 'number') return;
    if (!has(regex, 'pattern') || !has(regex, 'flags')) return;
    const line = text.slice(0, start).split('\n').length;
    const [pattern, flags] = [String(regex.pattern), String(regex.flags)];
    literals.push({ pattern, flags, place: `${path}:${line}` });
  });
  return { literals, makesMore: /\bRegExp\(/.test(text) };
}

/** The expressions that a module makes while it is loaded. */
async function catchMade(path: string): Promise<Expression[]> {
  const made: Expression[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, [pattern, flags = '']: [string | RegExp, string?]) {
      made.push({ pattern: String(pattern), flags, place: path });
      return new target(pattern, flags);
    },
  });
  try {
    await import(pathToFileURL(resolve(path)).href);
  } finally {
    globalThis.RegExp = Original;
  }
  return made;
}

/** The patterns of the schema by which a project's own facts about images are checked. */
function readSchema(): Expression[] {
  const found: Expression[] = [];
  visit(JSON.parse(readFileSync(SCHEMA, 'utf8')), (node) => {
    if (!has(node, 'pattern') || typeof node.pattern !== 'string') return;
    found.push({ pattern: node.pattern, flags: '', place: SCHEMA });
  });
  return found;
}

async function collect(): Promise<Map<string, Expression>> {
  const all = readSchema();
  for (const path of listModules('src')) {
    const { literals, makesMore } = readModule(path);
    all.push(...literals);
    // oxlint-disable-next-line no-await-in-loop -- One at a time has its expressions.
    if (makesMore) all.push(...(await catchMade(path)));
  }
  return new Map(all.map((one) => [`/${one.pattern}/${one.flags}`, one]));
}

function readCache(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(CACHE, 'utf8'));
  } catch {
    return {};
  }
}

async function judge({ pattern, flags }: Expression): Promise<string> {
  const result = await check(pattern, flags, BY_STEPS);
  if (result.status === 'safe') return 'safe';
  if (result.status === 'unknown') return `not known to be safe: ${result.error.kind}`;
  return `${result.complexity.summary}: ${result.attack.pattern}`;
}

const expressions = await collect();
const known = readCache();
const verdicts: Record<string, string> = {};
for (const [text, expression] of expressions) {
  // oxlint-disable-next-line no-await-in-loop -- One checker does them all.
  verdicts[text] = known[text] === 'safe' ? 'safe' : await judge(expression);
}
mkdirSync(dirname(CACHE), { recursive: true });
writeFileSync(CACHE, JSON.stringify(verdicts, undefined, 2));
const unsafe = [...expressions].filter(([text]) => verdicts[text] !== 'safe');
for (const [text, { place }] of unsafe) {
  process.stderr.write(`${place}: ${text}\n  ${verdicts[text]}\n`);
}
process.stdout.write(`${expressions.size} regular expressions, ${unsafe.length} not linear\n`);
process.exitCode = unsafe.length === 0 ? 0 : 1;
