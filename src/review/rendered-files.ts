import type { Finding, Judged } from '../judge/judge.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import { type FoundIn, relocate } from '../render/relocate.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type Diffs, chartSkips, isNewReason, unusedSkips } from './chart-skips.ts';
import type { Origins } from './introduced.ts';
import { type JudgedChart, type JudgedSide, isJudged } from './judge-charts.ts';
import { otherRenderings } from './patched-carriers.ts';

/** What the charts of a change come to, at the places of their files. */
export interface RenderedFiles extends Pick<Origins, 'introduced' | 'touched'> {
  /** By their paths, also those that the change leaves alone. */
  readonly judged: ReadonlyMap<string, Judged>;
  /** The same before the change. */
  readonly before: ReadonlyMap<string, Judged>;
  /** Where each finding was found. */
  readonly origins: ReadonlyMap<Finding, readonly FoundIn[]>;
  /** What of the charts was not analyzed and may be of the change. */
  readonly skips: readonly Skip[];
}

/**
 * Leads what was found in the renderings of charts to their files.
 *
 * @param found which of the findings of the renderings are of the change
 */
export function renderedFiles(
  charts: readonly JudgedChart[],
  found: Pick<Origins, 'introduced' | 'touched'>,
  { ruleSet, diffs }: { readonly ruleSet: RuleSet; readonly diffs: Diffs },
): RenderedFiles {
  const judged = new Map<string, Judged>();
  const before = new Map<string, Judged>();
  const origins = new Map<Finding, readonly FoundIn[]>();
  const skips: Skip[] = [];
  const place = ({ rendered, renderings }: JudgedSide): ReturnType<typeof relocate> =>
    relocate(rendered.source, renderings, {
      ...{ ruleSet, skips: [] },
      isNew: (one) => found.introduced.has(one),
    });
  for (const chart of charts) {
    const { head, base } = chart;
    for (const skip of chartSkips(chart, diffs)) skips.push(skip);
    const old = isJudged(base) ? place(base).judged : [];
    for (const one of old) add(before, one);
    if (!isJudged(head)) continue;
    const now = place(head);
    const known = old.flatMap(({ manifest }) => manifest.skips);
    const deploying = otherRenderings(chart);
    for (const one of now.judged) {
      add(judged, one);
      const isNew = ({ file, reason }: Skip): boolean =>
        isNewReason(reason, known) || deploying.has(file);
      for (const skip of one.manifest.skips) if (isNew(skip)) skips.push(skip);
    }
    for (const [finding, from] of now.origins) origins.set(finding, from);
  }
  for (const skip of unusedSkips(charts, diffs)) skips.push(skip);
  const introduced = findingsOf(origins, found.introduced);
  const touched = findingsOf(origins, found.touched);
  return { judged, before, origins, skips, introduced, touched };
}

/** The findings at their places that come from some of those in renderings. */
export function findingsOf(
  origins: RenderedFiles['origins'],
  some: ReadonlySet<Finding>,
): ReadonlySet<Finding> {
  return new Set(
    [...origins].flatMap(([finding, from]) =>
      from.some((one) => some.has(one.finding)) ? [finding] : [],
    ),
  );
}

/** What charts and what kustomizations come to, together. */
export function together(one: RenderedFiles, other: RenderedFiles): RenderedFiles {
  return {
    judged: joined(one.judged, other.judged),
    before: joined(one.before, other.before),
    origins: new Map([...one.origins, ...other.origins]),
    skips: [...one.skips, ...other.skips],
    introduced: new Set([...one.introduced, ...other.introduced]),
    touched: new Set([...one.touched, ...other.touched]),
  };
}

function joined(
  one: ReadonlyMap<string, Judged>,
  other: ReadonlyMap<string, Judged>,
): Map<string, Judged> {
  const all = new Map(one);
  for (const more of other.values()) add(all, more);
  return all;
}

/** Adds what was found in a file: the values of two releases may be in one. */
function add(all: Map<string, Judged>, more: Judged): void {
  const { path } = more.manifest.file;
  const known = all.get(path);
  all.set(path, known ? { ...more, ...bothOf(known, more) } : more);
}

function bothOf(
  one: Judged,
  other: Judged,
): Pick<Judged, 'findings' | 'exempted' | 'exemptionFaults'> {
  return {
    findings: [...one.findings, ...other.findings],
    exempted: [...one.exempted, ...other.exempted],
    exemptionFaults: [...one.exemptionFaults, ...other.exemptionFaults],
  };
}
