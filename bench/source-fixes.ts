import { writeFileSync } from 'node:fs';
import { chartFolders } from '../src/cli/chart-folders.ts';
import { readChart } from '../src/cli/read-chart.ts';
import { writePatch } from '../src/diff/patch.ts';
import { Engine } from '../src/engine/engine.ts';
import { listFiles } from '../src/files/read.ts';
import type { Finding } from '../src/judge/judge.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';
import { optionsOf, subjectKey } from '../src/render/source-fix/tasks.ts';
import { type FixedChart, fixChart } from '../src/run/fix-chart.ts';

/**
 * Fixes the charts below folders at their source, each fix proved by rendering again, and says how many containers
 * were fixed, and where:
 *
 *     node bench/source-fixes.ts <file for the diffs, or -> <folder>...
 *
 * Each chart is named on standard error, with its containers that are not fixed and why. Nothing is written to the charts.
 */

const ruleSet = { profile: 'immutable' } as const;

/** What came of the containers for which there is a remedy. */
interface Counts {
  charts: number;
  containers: number;
  whole: number;
  part: number;
  values: number;
  template: number;
  both: number;
  renders: number;
  readonly reasons: Map<string, number>;
}

async function main([output = '-', ...folders]: readonly string[]): Promise<void> {
  const { files } = listFiles(folders, { globs: DEFAULT_FILES });
  // A busy machine is no reason to give up.
  const engine = new Engine({ deadlineMs: 600_000, megabytes: 384 });
  const counts: Counts = {
    charts: 0,
    containers: 0,
    whole: 0,
    part: 0,
    values: 0,
    template: 0,
    both: 0,
    renders: 0,
    reasons: new Map(),
  };
  const patches: string[] = [];
  const counting = {
    render: async (request: Parameters<Engine['render']>[0]) => {
      counts.renders++;
      return engine.render(request);
    },
  };
  for (const folder of chartFolders(files)) {
    const before = counts.renders;
    const started = performance.now();
    const fixed = await fixChart(
      await readChart(folder),
      { engine: counting, ruleSet },
      { unsafe: true, now: () => 0 },
    );
    const { have, whole, open } = count(fixed, counts);
    for (const { path, before: old, after } of fixed.files)
      patches.push(writePatch(path, old, after));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stderr.write(
      `${folder}: ${whole} of ${have}, ${counts.renders - before} renderings, ${seconds} s\n`,
    );
    for (const line of open) process.stderr.write(`  ${line}\n`);
    if (output !== '-') writeFileSync(output, patches.join(''));
  }
  const { reasons, ...numbers } = counts;
  process.stdout.write(`${JSON.stringify(numbers)}\n`);
  for (const [reason, times] of [...reasons].toSorted(([, a], [, b]) => b - a)) {
    process.stdout.write(`${times}  ${reason}\n`);
  }
}

/** What came of the containers of one chart. */
interface Came {
  readonly have: number;
  readonly whole: number;
  /** The containers that are not fixed, with the reasons. */
  readonly open: readonly string[];
}

function count({ result, done, notFixed }: FixedChart, counts: Counts): Came {
  const wanted = new Map<string, Set<string>>();
  for (const { judged } of result.renderings) {
    for (const finding of judged.findings.filter(isContainers)) add(wanted, finding);
  }
  if (result.renderings.length > 0) counts.charts++;
  const fixed = new Map<string, Set<string>>();
  const ways = new Map<string, Set<string>>();
  for (const task of done) {
    for (const finding of task.findings) {
      add(fixed, finding);
      const known = ways.get(subjectKey(finding)) ?? new Set();
      for (const { kind } of optionsOf(task) ?? []) known.add(kind);
      ways.set(subjectKey(finding), known);
    }
  }
  const open = new Map(
    notFixed.map(({ finding, reason }) => [finding.fingerprint, { finding, reason }]),
  );
  let whole = 0;
  const lines: string[] = [];
  for (const [key, rules] of wanted) {
    counts.containers++;
    const left = [...rules].filter((fingerprint) => open.has(fingerprint));
    if (left.length === 0) whole++;
    else if (left.length < rules.size) counts.part++;
    const why = left.map((one) => `${open.get(one)?.finding.rule}: ${open.get(one)?.reason}`);
    for (const reason of new Set(why)) {
      counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
      lines.push(`${key}: ${reason}`);
    }
    const way = ways.get(key);
    if (way?.size === 2) counts.both++;
    else if (way?.has('values')) counts.values++;
    else if (way) counts.template++;
  }
  counts.whole += whole;
  return { have: wanted.size, whole, open: lines };
}

function isContainers({ subject, remedy }: Finding): boolean {
  return subject.container !== undefined && (remedy?.changes.length ?? 0) > 0;
}

function add(map: Map<string, Set<string>>, finding: Finding): void {
  map.set(
    subjectKey(finding),
    (map.get(subjectKey(finding)) ?? new Set()).add(finding.fingerprint),
  );
}

await main(process.argv.slice(2));
