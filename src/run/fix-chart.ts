import { NO_REMEDY, UNCHECKED } from '../fix/not-fixed.ts';
import { workedMilliseconds } from '../engine/work-deadline.ts';
import type { Finding } from '../judge/judge.ts';
import { listed } from '../render/merged-findings.ts';
import { reportedPath } from '../render/rendered-source.ts';
import { type ChartSources, type ValueSet, filesOfSet } from '../render/chart-sources.ts';
import type { ChartManifest } from '../render/rendered-manifests.ts';
import { editableIn } from '../render/source-fix/editable.ts';
import { editableChart } from '../render/source-fix/parts.ts';
import type { Task } from '../render/source-fix/tasks.ts';
import type { EditedText } from '../review/change.ts';
import { type Markdown, md } from '../text/markdown.ts';
import { type RebuildReleases, editChart } from './edit-chart.ts';
import { type ChartMeans, type JudgedChart, type ReadChart, judgeChart } from './judge-chart.ts';
import { type FixableSource, type WantedFixes, fixSource } from './fix-source.ts';
import { fixUnusedValues } from './fix-unused-values.ts';
import type { RenderBudget } from './source-fixes.ts';

/** What a person is told of the fixes of a chart. */
export interface ChartFixes {
  /** What the chart came to before. */
  readonly result: JudgedChart;
  /** By their paths as reports name them. */
  readonly files: readonly EditedText[];
  /** The findings whose remedies were applied, at their places before, with the remedies. */
  readonly applied: readonly Finding[];
  /** The findings that no longer exist with any value set. */
  readonly fixed: readonly Finding[];
  /** Findings that are not fixed, each with the reason. */
  readonly notFixed: readonly { readonly finding: Finding; readonly reason: Markdown }[];
}

/** The result of fixing a chart's findings at its source. */
export interface FixedChart extends ChartFixes {
  /** The chart as it is then. */
  readonly chart: ChartSources;
  /** The fingerprints of what was applied and fixed, also where one finding stands for several objects. */
  readonly all: { readonly applied: ReadonlySet<string>; readonly fixed: ReadonlySet<string> };
  /** The fixes, each of one container or object. */
  readonly done: readonly Task<ChartManifest>[];
}

/** Which findings of a chart to fix, and how. */
export interface ChartFixOptions extends WantedFixes {
  /** Whether a file may be edited, by its path from the chart's folder; by default, all. */
  readonly canEdit?: (path: string) => boolean;
  /** Whether a file is one that was asked to be edited, in the same way; by default, all. */
  readonly isGiven?: (path: string) => boolean;
  /** Builds the releases that kustomizations change; without it, no file is edited that these are built from. */
  readonly rebuild?: RebuildReleases | undefined;
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
  const edited = await editChart(read.chart, solved.files, options.rebuild);
  const start = { chart: edited.chart, result: solved.result };
  const { state, applied, reasons } = await fixUnusedValues(start, means, options);
  const done = rounds.applied.flatMap((one) => placed(one.in, one.findings));
  const fixed = fixedBetween(result, state.result);
  return {
    result,
    chart: state.chart,
    files: editedFiles(read.chart, state.chart),
    applied: [...done, ...applied],
    done: rounds.done,
    fixed: fixed.here,
    all: {
      applied: allOf(
        result,
        [...done, ...applied],
        rounds.applied.flatMap((one) => one.findings),
      ),
      fixed: allOf(result, fixed.here, fixed.rendered),
    },
    notFixed: whyNotFixed(state.result, new Map([...rounds.reasons, ...reasons]), options),
  };
}

function fixable(
  chart: ChartSources,
  result: JudgedChart,
  means: ChartMeans,
  { canEdit = () => true, isGiven = () => true, rebuild }: ChartFixOptions,
): FixableSource<ChartManifest, JudgedChart> {
  return {
    start: { files: chart.files, result },
    judge: async (files) => judgeChart(await editChart(chart, files, rebuild), means),
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
  const paths = filesOfSet(chart, set).filter((one) => !isGiven(one));
  const shown = paths.map((path) => reportedPath(chart, path));
  if (shown.length > 1) return `${listed(shown)} have values for it: name these files, too`;
  if (shown.length === 1) return `${listed(shown)} has values for it: name that file, too`;
  return set.builtFrom && BUILT;
}

const BUILT = 'a kustomization changes its release: edit the line by hand';

/** Findings of renderings at their places in the source, with their remedies. */
function placed({ origins, ...result }: JudgedChart, findings: readonly Finding[]): Finding[] {
  const wanted = new Set(findings);
  return findingsIn(result).flatMap((finding) => {
    const own = origins.get(finding)?.find((one) => wanted.has(one.finding));
    return own ? [{ ...finding, remedy: own.finding.remedy }] : [];
  });
}

function findingsIn({ judged }: Pick<JudgedChart, 'judged'>): Finding[] {
  return judged.flatMap(({ findings }) => findings);
}

function renderedIn({ renderings }: JudgedChart): Finding[] {
  return renderings.flatMap(({ judged }) => judged.findings);
}

/** What no value set has any more, at its places in the source and in the renderings. */
function fixedBetween(
  before: JudgedChart,
  after: JudgedChart,
): { readonly here: Finding[]; readonly rendered: Finding[] } {
  const left = new Set(findingsIn(after).map((finding) => placedKey(after, finding)));
  const leftRendered = fingerprintsOf(renderedIn(after));
  return {
    here: findingsIn(before).filter((finding) => !left.has(placedKey(before, finding))),
    rendered: renderedIn(before).filter(({ fingerprint }) => !leftRendered.has(fingerprint)),
  };
}

/** What several files have is one finding of renderings, and one in each of the files. */
function placedKey({ origins }: JudgedChart, finding: Finding): string {
  const [own] = origins.get(finding) ?? [];
  return JSON.stringify([(own?.finding ?? finding).fingerprint, own && finding.file]);
}

/** Fingerprints of findings at their places, and of those in renderings that have none of their own there. */
function allOf(
  result: JudgedChart,
  here: readonly Finding[],
  rendered: readonly Finding[],
): ReadonlySet<string> {
  const own = fingerprintsOf(findingsIn(result));
  const others = rendered.filter(({ fingerprint }) => !own.has(fingerprint));
  return fingerprintsOf([...here, ...others]);
}

function fingerprintsOf(findings: readonly Finding[]): Set<string> {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}

/** The files of a chart that have another text. */
export function editedFiles(before: ChartSources, after: ChartSources): EditedText[] {
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
  return findingsIn(result)
    .filter((finding) => isWanted(finding))
    .map((finding) => {
      const originals = result.origins.get(finding)?.map((one) => one.finding) ?? [];
      const isRemedied = originals.some(({ remedy }) => remedy !== undefined);
      const other = !isRemedied ? NO_REMEDY : unsafe ? TOGETHER : UNCHECKED;
      const [reason = other] = [finding, ...originals].flatMap(
        ({ fingerprint }) => reasons.get(fingerprint) ?? [],
      );
      return { finding, reason };
    });
}

const TOGETHER = md`no fix: it can't be fixed together with the others of its container`;
