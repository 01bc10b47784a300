import type { Finding } from '../judge/judge.ts';
import { reportedPath } from '../render/rendered-source.ts';
import { type Task, tasksOf } from '../render/source-fix/tasks.ts';
import type { EditedText } from '../review/change.ts';
import { type Markdown, md, prose } from '../text/markdown.ts';
import { type ChartMeans, type JudgedChart, type ReadChart, judgeChart } from './judge-chart.ts';
import { fixUnusedValues } from './fix-unused-values.ts';
import { type ChartState, type RenderBudget, SourceFixes } from './source-fixes.ts';

/** The result of fixing a chart's findings at its source. */
export interface FixedChart {
  /** What the chart came to before. */
  readonly result: JudgedChart;
  /** By their paths as reports name them. */
  readonly files: readonly EditedText[];
  /** The findings whose remedies were applied, at their places before, with the remedies. */
  readonly applied: readonly Finding[];
  /** The findings that no longer exist with any value set. */
  readonly fixed: readonly Finding[];
  /** The fixes, each of one container or object. */
  readonly done: readonly Task[];
  /** Findings that are not fixed, each with the reason. */
  readonly notFixed: readonly { readonly finding: Finding; readonly reason: Markdown }[];
}

/** Which findings to fix. */
export interface ChartFixOptions {
  /** Whether to also apply the fixes that a person has to check. */
  readonly unsafe: boolean;
  /** By default, all findings. */
  readonly isWanted?: (finding: Finding) => boolean;
  /** Whether a file may be edited, by its path from the chart's folder; by default, all. */
  readonly canEdit?: (path: string) => boolean;
  /** The time in milliseconds. */
  readonly now?: () => number;
  /** How much it may be rendered for that; by default, as much as one chart may. */
  readonly budget?: RenderBudget;
}

/** What a value set leaves open may be fixed in the next round. */
const MAX_ROUNDS = 4;

/** Most charts need two or three; each takes 0.1 to 0.4 s for each value set. */
const MAX_RENDERS = 30;
const MAX_MS = 90_000;

/**
 * Fixes what was found in the renderings of a chart in the files that made them: in its values, else in the
 * text of its templates. Each fix is proved by rendering the chart again with all of its value sets.
 */
export async function fixChart(
  read: ReadChart,
  means: ChartMeans,
  options: ChartFixOptions,
): Promise<FixedChart> {
  const result = await judgeChart(read, means);
  const { now = Date.now } = options;
  const { budget = { renders: MAX_RENDERS, deadline: now() + MAX_MS, now } } = options;
  const rounds = await fixRounds({ chart: read.chart, result }, means, options, budget);
  const { state, applied, reasons } = await fixUnusedValues(rounds.state, means, options);
  const [before, after] = [result, state.result].map(findingsIn);
  const left = new Set(after?.map(({ fingerprint }) => fingerprint));
  return {
    result,
    files: editedFiles(read, state),
    applied: [...rounds.applied, ...applied],
    done: rounds.done,
    fixed: before?.filter(({ fingerprint }) => !left.has(fingerprint)) ?? [],
    notFixed: whyNotFixed(state.result, new Map([...rounds.reasons, ...reasons]), options),
  };
}

interface Rounds {
  readonly state: ChartState;
  readonly applied: readonly Finding[];
  readonly done: readonly Task[];
  /** Why findings are not fixed, by their fingerprints. */
  readonly reasons: ReadonlyMap<string, Markdown>;
}

async function fixRounds(
  start: ChartState,
  means: ChartMeans,
  options: ChartFixOptions,
  budget: RenderBudget,
): Promise<Rounds> {
  const { isWanted = () => true, canEdit = () => true } = options;
  const isAllowed = allowedBy(options);
  const reasons = new Map<string, Markdown>();
  const refused = new Set<string>();
  const applied: Finding[] = [];
  const done: Task[] = [];
  let state = start;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fixes = new SourceFixes({ base: state, means, isAllowed, budget, canEdit });
    const tasks = tasksOf(
      state.result.renderings,
      fixes.source,
      (finding, set) =>
        isAllowed(finding) && isWanted(finding) && !refused.has(keyOf(finding, set)),
    );
    if (tasks.length === 0) break;
    // oxlint-disable-next-line no-await-in-loop
    const solved = await fixes.solve(tasks);
    for (const { rendering, findings } of tasks) {
      for (const finding of findings) {
        const why = fixes.reasons.get(finding);
        if (why !== undefined) reasons.set(finding.fingerprint, md`no fix: ${prose(why)}`);
        refused.add(keyOf(finding, rendering.rendered.set.name));
      }
    }
    for (const finding of placed(state.result, solved.applied)) applied.push(finding);
    for (const task of solved.tasks) done.push(task);
    state = { chart: solved.chart, result: solved.result };
  }
  return { state, applied, done, reasons };
}

/** Whether a finding's remedy may be applied. */
function allowedBy({ unsafe }: ChartFixOptions): (finding: Finding) => boolean {
  return ({ remedy }) =>
    remedy !== undefined && remedy.changes.length > 0 && (unsafe || remedy.safety === 'safe');
}

function keyOf({ fingerprint }: Finding, set: string | undefined): string {
  return JSON.stringify([fingerprint, set]);
}

/** Findings of renderings at their places in the source, with their remedies. */
function placed(result: JudgedChart, findings: readonly Finding[]): Finding[] {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return findingsIn(result).flatMap((finding) => {
    const original = byFingerprint.get(finding.fingerprint);
    return original ? { ...finding, remedy: original.remedy } : [];
  });
}

function findingsIn({ judged }: JudgedChart): Finding[] {
  return judged.flatMap(({ findings }) => findings);
}

function editedFiles({ chart: before }: ReadChart, { chart: after }: ChartState): EditedText[] {
  return Object.entries(after.files).flatMap(([path, text]) => {
    const old = before.files[path];
    return old === undefined || old === text
      ? []
      : [{ path: reportedPath(before, path), before: old, after: text }];
  });
}

function whyNotFixed(
  result: JudgedChart,
  reasons: ReadonlyMap<string, Markdown>,
  { unsafe, isWanted = () => true }: ChartFixOptions,
): FixedChart['notFixed'] {
  const originals = result.renderings.flatMap(({ judged }) => judged.findings);
  const remedied = new Set(
    originals.flatMap(({ remedy, fingerprint }) => (remedy ? [fingerprint] : [])),
  );
  return findingsIn(result)
    .filter(isWanted)
    .map((finding) => {
      const { fingerprint } = finding;
      const other = !remedied.has(fingerprint) ? UNDECIDED : unsafe ? TOGETHER : UNCHECKED;
      return { finding, reason: reasons.get(fingerprint) ?? other };
    });
}

const UNDECIDED = md`needs a manual decision`;
const UNCHECKED = md`needs a check by a person: \`--unsafe\``;
const TOGETHER = md`no fix: it can't be fixed together with the others of its container`;
