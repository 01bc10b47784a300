import { Engine } from '../engine/engine.ts';
import type { Found } from '../files/read.ts';
import type { Judged } from '../judge/judge.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import {
  type ElsewhereRelease,
  type ReleasesOfOne,
  releasesOfEach,
} from '../render/elsewhere-releases.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type ChartMeans, judgeChart } from '../run/judge-chart.ts';
import { type DeployedBy, deployedReleases } from './deployed-releases.ts';
import type { InspectImages } from './inspect-images.ts';
import {
  type ReadWith,
  ReleasesElsewhere,
  unrenderedBy,
  readRelease,
  readReleaseFile,
} from './read-release.ts';

/** What the release of a chart that is not in the repository came to. */
export interface CheckedRelease {
  /** The findings, by the release's file. */
  readonly judged: readonly Judged[];
  /** The release, and the object that says where its chart is, as documents that are rendered. */
  readonly releases: readonly UsedRelease[];
  /** The files of values that it was rendered with, as reports name them. */
  readonly values: readonly string[];
  /** Why the chart can't be rendered, though it is at hand, by the release's document. */
  readonly unrendered: ReadonlyMap<string, string>;
}

/** What releases are rendered with. */
interface CheckedWith extends ReadWith {
  readonly inspect?: InspectImages | undefined;
  /** How those are found that kustomizations build. */
  readonly deployed: Pick<DeployedBy, 'deployed' | 'builds'>;
}

/** Two renderings at a time are what the engine does. */
const AT_ONCE = 2;

/** Renders the releases in files whose charts are not in the repository, one after the other. */
export async function* checkReleases(
  files: readonly Found[],
  ruleSet: RuleSet,
  { inspect, deployed, ...by }: CheckedWith,
): AsyncGenerator<CheckedRelease, void, undefined> {
  const means = { engine: new Engine(), ruleSet, inspect };
  const underWay: Promise<CheckedRelease | undefined>[] = [];
  const reader = new ReleasesElsewhere(files, by.root);
  const written = await writtenReleases(files, reader);
  const own = { ...deployed, root: by.root, ruleSet, reads: reader.built };
  const { releases } = await deployedReleases(files, written, own);
  for (const release of releasesOfEach(releases)) {
    const checked = checkRelease(release, means, by);
    // It is awaited in its turn: until then, that it failed is no unhandled rejection.
    checked.catch(() => undefined);
    underWay.push(checked);
    // oxlint-disable-next-line no-await-in-loop
    const oldest = underWay.length < AT_ONCE ? undefined : await underWay.shift();
    if (oldest) yield oldest;
  }
  for (const one of underWay) {
    // oxlint-disable-next-line no-await-in-loop
    const last = await one;
    if (last) yield last;
  }
}

/** The releases as files have them. */
export async function writtenReleases(
  files: readonly Found[],
  reader: ReleasesElsewhere,
): Promise<ElsewhereRelease[]> {
  const all: ElsewhereRelease[] = [];
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    const source = await readReleaseFile(file);
    // oxlint-disable-next-line no-await-in-loop
    for (const one of source ? await reader.in(source) : []) all.push(one);
  }
  return all;
}

async function checkRelease(
  release: ReleasesOfOne,
  means: ChartMeans,
  by: ReadWith,
): Promise<CheckedRelease | undefined> {
  const chart = await readRelease(release, by);
  if (!chart) return undefined;
  if ('reason' in chart) return notRendered(release, chart.reason);
  const { judged, rendered } = await judgeChart({ chart }, means);
  if (!rendered.values) return notRendered(release, rendered.skips[0]?.reason ?? '');
  const values = rendered.values.map(({ file }) => file.path);
  return { judged, releases: chart.releases ?? [], values, unrendered: new Map() };
}

/** The object says itself why. */
function notRendered(release: ReleasesOfOne, reason: string): CheckedRelease {
  return {
    judged: [],
    releases: [],
    values: [],
    unrendered: new Map(unrenderedBy(release, reason)),
  };
}
