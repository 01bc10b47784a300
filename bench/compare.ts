/**
 * Times `podseal check` beside other tools on the same files, in rounds in which they take turns. Needs GNU
 * time, and `kube-linter`, `kube-score` or `checkov` on the path; what is not there is left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInto } from '../scripts/build.ts';

/** Odd, so that the median is a measurement; some, because a machine gets slower and faster meanwhile. */
const ROUNDS = 9;

const RULES = ['read-only-root-filesystem', 'no-privileged', 'run-as-non-root'];
const CHECKOV_CHECKS = ['CKV_K8S_22', 'CKV_K8S_16', 'CKV_K8S_23'];
const LINTER_CHECKS = ['no-read-only-root-fs', 'privileged-container', 'run-as-non-root'];

interface Run {
  readonly wall: number;
  readonly cpu: number;
  /** Peak memory, in megabytes. */
  readonly memory: number;
}

interface Tool {
  readonly name: string;
  readonly command: readonly string[];
}

function isThere(program: string): boolean {
  return spawnSync(program, ['version'], { stdio: 'ignore' }).error === undefined;
}

function run({ command }: Tool, folder: string): Run {
  const { stderr, error } = spawnSync('/usr/bin/time', ['-f', '\n%e %U %S %M', ...command], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1e9,
  });
  if (error) throw error;
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = (
    stderr.trimEnd().split('\n').at(-1) ?? ''
  )
    .split(' ')
    .map(Number);
  return { wall, cpu: user + system, memory: kilobytes / 1000 };
}

function podseal(name: string, cli: string, args: readonly string[]): Tool {
  const command = [process.execPath, cli, 'check', '--fail-on', 'never', ...args, '.'];
  return { name, command };
}

/** The files that kube-score reads: at one that it can't parse, it stops. */
function readableFiles(folder: string, paths: readonly string[]): string[] {
  const { stderr } = spawnSync('kube-score', ['score', ...paths], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (!stderr.includes('Failed to')) return [...paths];
  if (paths.length < 2) return [];
  const half = Math.ceil(paths.length / 2);
  return [paths.slice(0, half), paths.slice(half)].flatMap((some) => readableFiles(folder, some));
}

function manifestsIn(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return readableFiles(
    folder,
    paths.filter((path) => /\.ya?ml$/.test(path)),
  );
}

function toolsFor(folder: string, cli: string): Tool[] {
  const rules = RULES.flatMap((rule) => ['--rule', rule]);
  const checks = LINTER_CHECKS.flatMap((check) => ['--include', check]);
  return [
    podseal('podseal, three rules', cli, rules),
    podseal('podseal', cli, []),
    podseal('podseal, JSON with fixes', cli, ['--format', 'json']),
    ...(isThere('kube-linter')
      ? [
          {
            name: 'kube-linter, three checks',
            command: ['kube-linter', 'lint', '--do-not-auto-add-defaults', ...checks, '.'],
          },
          { name: 'kube-linter', command: ['kube-linter', 'lint', '.'] },
        ]
      : []),
    ...(isThere('kube-score')
      ? [{ name: 'kube-score', command: ['kube-score', 'score', ...manifestsIn(folder)] }]
      : []),
    ...(isThere('checkov') ? [checkov()] : []),
  ];
}

/** It asks for no policies of its makers. */
function checkov(): Tool {
  const checks = CHECKOV_CHECKS.flatMap((check) => ['--check', check]);
  const quiet = ['--quiet', '--compact', '--soft-fail', '--skip-download'];
  return {
    name: 'checkov, three checks',
    command: ['checkov', '--directory', '.', '--framework', 'kubernetes', ...checks, ...quiet],
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function compare(folder: string): void {
  const built = mkdtempSync(join(tmpdir(), 'podseal-compare-'));
  try {
    buildInto(built);
    // As in the package: without it, Node has to find out what kind of modules these are.
    writeFileSync(join(built, 'package.json'), '{"type":"module"}');
    const tools = toolsFor(folder, join(built, 'cli.js'));
    // The first one keeps compiled code for the others.
    for (const tool of tools) run(tool, folder);
    const runs = new Map(tools.map(({ name }): [string, Run[]] => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const tool of tools) runs.get(tool.name)?.push(run(tool, folder));
    }
    printTimes(runs);
    printRatios(runs);
  } finally {
    rmSync(built, { recursive: true });
  }
}

function printTimes(runs: ReadonlyMap<string, readonly Run[]>): void {
  console.log('| Command | Wall s | CPU s | Peak MB |\n| --- | --- | --- | --- |');
  for (const [name, own] of runs) {
    const [wall, cpu, memory] = (['wall', 'cpu', 'memory'] as const).map((key) =>
      median(own.map((one) => one[key])),
    );
    console.log(`| ${name} | ${wall?.toFixed(2)} | ${cpu?.toFixed(2)} | ${memory?.toFixed(0)} |`);
  }
}

/** What is compared with what: wall times in a round, since all rounds together have faster and slower ones. */
const PAIRS = [
  ['podseal, three rules', 'kube-linter, three checks'],
  ['podseal', 'kube-linter'],
  ['podseal, JSON with fixes', 'podseal'],
] as const;

function printRatios(runs: ReadonlyMap<string, readonly Run[]>): void {
  console.log('\n| Wall time in a round | Median | Least | Most |\n| --- | --- | --- | --- |');
  for (const [name, peer] of PAIRS) {
    const peers = runs.get(peer) ?? [];
    const ratios = (runs.get(name) ?? []).flatMap(({ wall }, round) => {
      const other = peers[round];
      return other ? wall / other.wall : [];
    });
    if (ratios.length === 0) continue;
    const all = [median(ratios), Math.min(...ratios), Math.max(...ratios)];
    console.log(`| ${name} / ${peer} | ${all.map((one) => one.toFixed(2)).join(' | ')} |`);
  }
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Give the folder: node bench/compare.ts FOLDER (bench/tree.ts makes one)');
  process.exitCode = 2;
} else compare(folder);
