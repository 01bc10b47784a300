import { type FixedFile, fixFile } from '../fix/fix-file.ts';
import { type Finding, judge } from '../judge/judge.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import { reportedPath } from '../render/rendered-source.ts';
import { compareRenderings } from '../render/source-fix/compare-renderings.ts';
import type { Markdown } from '../text/markdown.ts';
import type { ChartFixOptions } from './fix-chart.ts';
import { type ChartMeans, type JudgedChart, judgeChart } from './judge-chart.ts';

/** A chart, with what it comes to. */
export interface ChartState {
  readonly chart: ChartSources;
  readonly result: JudgedChart;
}

/** What came of the values that no value set brings to a container. */
export interface FixedValues {
  readonly state: ChartState;
  readonly applied: readonly Finding[];
  /** Why findings are not fixed, by their fingerprints. */
  readonly reasons: ReadonlyMap<string, Markdown>;
}

/**
 * Fixes explicit bad values in a chart's files of values that no value set brings to a container, such as
 * of a feature that is off: as in a manifest. What the chart becomes has to stay as it is.
 */
export async function fixUnusedValues(
  state: ChartState,
  means: ChartMeans,
  options: ChartFixOptions,
): Promise<FixedValues> {
  const { chart, result } = state;
  const { unsafe, isWanted = () => true, canEdit = () => true } = options;
  const paths = new Map(Object.keys(chart.files).map((path) => [reportedPath(chart, path), path]));
  // With what was read of images.
  const ruleSet = result.judged[0]?.ruleSet ?? means.ruleSet;
  const texts: Record<string, string> = {};
  const fixed: FixedFile[] = [];
  for (const manifest of result.rendered.values ?? []) {
    const path = paths.get(manifest.file.path);
    const own = unusedIn(state, manifest.file.path);
    if (path === undefined || own.size === 0 || !canEdit(path)) continue;
    const one = fixFile(judge(manifest, ruleSet), {
      unsafe,
      isWanted: (finding) => own.has(finding.fingerprint) && isWanted(finding),
    });
    fixed.push(one);
    if (one.text !== manifest.file.text) texts[path] = one.text;
  }
  const notFixed = fixed.flatMap((one) => one.notFixed);
  const reasons = new Map(notFixed.map(({ finding, reason }) => [finding.fingerprint, reason]));
  if (Object.keys(texts).length === 0) return { state, applied: [], reasons };
  const edited = { ...chart, files: { ...chart.files, ...texts } };
  const after = await judgeChart({ chart: edited }, means);
  const { faults, made } = compareRenderings(result.renderings, after.renderings, () => false);
  if (faults.length > 0 || made.size > 0) return { state, applied: [], reasons };
  const applied = fixed.flatMap((one) => one.applied);
  return { state: { chart: edited, result: after }, applied, reasons };
}

/** The fingerprints of what was found in a file of values as such. */
function unusedIn({ result }: ChartState, file: string): Set<string> {
  const here = result.judged.find(({ manifest }) => manifest.file.path === file);
  const own = here?.findings.filter(({ rendered }) => rendered === undefined) ?? [];
  return new Set(own.map(({ fingerprint }) => fingerprint));
}
