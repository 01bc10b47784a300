import { workedMilliseconds } from '../engine/work-deadline.ts';
import type { Finding } from '../judge/judge.ts';
import { reportedPath } from '../render/rendered-source.ts';
import { type ChartSources, type ValueSet, filesOfSet } from '../render/chart-sources.ts';
import { editedChart } from '../render/edited-chart.ts';
import type { ChartManifest } from '../render/rendered-manifests.ts';
import { editableIn } from '../render/source-fix/editable.ts';
import { editableChart } from '../render/source-fix/parts.ts';
import type { Task } from '../render/source-fix/tasks.ts';
import type { EditedText } from '../review/change.ts';
import { type Markdown, md } from '../text/markdown.ts';
import { type ChartMeans, type JudgedChart, type ReadChart, judgeChart } from './judge-chart.ts';
import { type FixableSource, type WantedFixes, fixSource } from './fix-source.ts';
import { type ChartState, fixUnusedValues } from './fix-unused-values.ts';
import type { RenderBudget } from './source-fixes.ts';

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
  /** The fingerprints of what was applied and fixed, also where one finding stands for several objects. */
  readonly all: { readonly applied: ReadonlySet<string>; readonly fixed: ReadonlySet<string> };
  /** The fixes, each of one container or object. */
  readonly done: readonly Task<ChartManifest>[];
  /** Findings that are not fixed, each with the reason. */
  readonly notFixed: readonly { readonly finding: Finding; readonly reason: Markdown }[];
}

/** Which findings of a chart to fix, and how. */
export interface ChartFixOptions extends WantedFixes {
  /** Whether a file may be edited, by its path from the chart's folder; by default, all. */
  readonly canEdit?: (path: string) => boolean;
  /** Whether a file is one that was asked to be edited, in the same way; by default, all. */
  readonly isGiven?: (path: string) => boolean;
  /** The time in milliseconds: by default, that in which this process works. */
  readonly now?: () => number;
  /** How much it may be rendered for that; by default, as much as one chart may. */
  readonly budget?: RenderBudget;
}

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
  const { now = workedMilliseconds } = options;
  const { budget = { renders: MAX_RENDERS, deadline: now() + MAX_MS, now } } = options;
  const rounds = await fixSource(fixable(read.chart, result, means, options), options, budget);
  const { state: solved } = rounds;
  const start = { chart: editedChart(read.chart, solved.files), result: solved.result };
  const { state, applied, reasons } = await fixUnusedValues(start, means, options);
  const left = fingerprintsIn(state.result);
  return {
    result,
    files: editedFiles(read, state),
    applied: [...rounds.applied.flatMap((one) => placed(one.in, one.findings)), ...applied],
    done: rounds.done,
    fixed: findingsIn(result).filter(({ fingerprint }) => !left.has(fingerprint)),
    all: {
      applied: fingerprintsOf([...rounds.applied.flatMap((one) => one.findings), ...applied]),
      fixed: new Set([...fingerprintsIn(result)].filter((one) => !left.has(one))),
    },
    notFixed: whyNotFixed(state.result, new Map([...rounds.reasons, ...reasons]), options),
  };
}

function fixable(
  chart: ChartSources,
  result: JudgedChart,
  means: ChartMeans,
  { canEdit = () => true, isGiven = () => true }: ChartFixOptions,
): FixableSource<ChartManifest, JudgedChart> {
  return {
    start: { files: chart.files, result },
    judge: async (files) => judgeChart({ chart: editedChart(chart, files) }, means),
    editable: (files) => {
      const isEditable = editableIn(files);
      return editableChart({
        files,
        canEdit: (path) =>
          isEditable(path) && !isOfOthers(path, chart) && canEdit(path) && isGiven(path),
        whyNot: ({ set }) => whyNotGiven(chart, set, isGiven),
      });
    },
  };
}

/**
 * Whether a file is that of a dependency elsewhere in the repository, on which other charts may depend, or one of a
 * chart that is not in the repository: only what its release has can be edited.
 */
function isOfOthers(path: string, { linked = [], installedAt }: ChartSources): boolean {
  if (installedAt && !path.startsWith('../')) return true;
  return linked.some(({ folder }) => path.startsWith(`${folder}/`));
}

function whyNotGiven(
  chart: ChartSources,
  set: ValueSet,
  isGiven: (path: string) => boolean,
): string | undefined {
  const path = filesOfSet(chart, set).find((one) => !isGiven(one));
  return path === undefined
    ? undefined
    : `${reportedPath(chart, path)} has values for it: name that file, too`;
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

/** Those of all value sets and objects. */
function fingerprintsIn(result: JudgedChart): Set<string> {
  const rendered = result.renderings.flatMap(({ judged }) => judged.findings);
  return fingerprintsOf([...rendered, ...findingsIn(result)]);
}

function fingerprintsOf(findings: readonly Finding[]): Set<string> {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
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
    .filter((finding) => isWanted(finding))
    .map((finding) => {
      const { fingerprint } = finding;
      const other = !remedied.has(fingerprint) ? UNDECIDED : unsafe ? TOGETHER : UNCHECKED;
      return { finding, reason: reasons.get(fingerprint) ?? other };
    });
}

const UNDECIDED = md`needs a manual decision`;
const UNCHECKED = md`needs a check by a person: \`--unsafe\``;
const TOGETHER = md`no fix: it can't be fixed together with the others of its container`;
