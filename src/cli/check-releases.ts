import type { ChartEngine } from '../render/chart.ts';
import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { GeneratorTrees } from '../files/generator-trees.ts';
import { readRepositoryFile } from '../files/repository-files.ts';
import { Engine } from '../engine/engine.ts';
import { type Found, readSource } from '../files/read.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import type { Judged } from '../judge/judge.ts';
import { mayBringOthers } from '../kubernetes/unseen/candidates.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import {
  type ElsewhereRelease,
  elsewhereReleasesIn,
  ownValueFiles,
  sourcesOfRelease,
} from '../render/elsewhere-releases.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { ElsewhereCharts } from '../run/elsewhere-charts.ts';
import { judgeChart } from '../run/judge-chart.ts';
import type { InspectImages } from './inspect-images.ts';

/** What the release of a chart that is not in the repository came to. */
export interface CheckedRelease {
  /** The findings, by the release's file. */
  readonly judged: readonly Judged[];
  /** The release, and the object that says where its chart is, as documents that are rendered. */
  readonly releases: readonly UsedRelease[];
}

/** What releases are rendered with. */
interface CheckedWith {
  readonly charts: ElsewhereCharts;
  readonly inspect?: InspectImages | undefined;
  /** The root of the project. */
  readonly root: string;
}

/** Two renderings at a time are what the engine does. */
const AT_ONCE = 2;

/** Renders the releases in files whose charts are not in the repository, one after the other. */
export async function* checkReleases(
  files: readonly Found[],
  ruleSet: RuleSet,
  { charts, inspect, root }: CheckedWith,
): AsyncGenerator<CheckedRelease, void, undefined> {
  const means = { engine: new Engine(), ruleSet, inspect };
  const underWay: Promise<CheckedRelease | undefined>[] = [];
  for await (const release of releasesOf(files, root)) {
    const checked = checkRelease(release, means, { charts, root });
    // It is awaited in its turn: until then, that it failed is no unhandled rejection.
    checked.catch(() => undefined);
    underWay.push(checked);
    const oldest = underWay.length < AT_ONCE ? undefined : await underWay.shift();
    if (oldest) yield oldest;
  }
  for (const one of underWay) {
    // oxlint-disable-next-line no-await-in-loop
    const last = await one;
    if (last) yield last;
  }
}

async function* releasesOf(
  files: readonly Found[],
  root: string,
): AsyncGenerator<ElsewhereRelease, void, undefined> {
  const sources = new ReleaseSources(files.map(({ path }) => path));
  const trees = new GeneratorTrees(root);
  const shown = relative('.', await realpath(root)).replaceAll('\\', '/');
  for (const file of files) {
    if (file.path === '-' || !/\.ya?ml$/i.test(file.path)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (!source || 'reason' in source || !mayBringOthers(source.text)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const tree = await trees.for(source.text);
    yield* elsewhereReleasesIn(source, { sources: sources.of(source) ?? [], root: shown, tree });
  }
}

async function checkRelease(
  release: ElsewhereRelease,
  means: {
    readonly engine: ChartEngine;
    readonly ruleSet: RuleSet;
    readonly inspect?: InspectImages | undefined;
  },
  { charts, root }: Pick<CheckedWith, 'charts' | 'root'>,
): Promise<CheckedRelease | undefined> {
  const found = await charts.of(release.place);
  if (!found) return undefined;
  if ('reason' in found) {
    const { judged } = await judgeChart(
      { chart: sourcesOfRelease(release, { files: {}, binaries: {} }), reason: found.reason },
      means,
    );
    return { judged, releases: [] };
  }
  const own = await readOwnValues(release, root);
  const chart = sourcesOfRelease(release, found, own);
  const { judged, rendered } = await judgeChart({ chart }, means);
  return { judged, releases: rendered.values ? (chart.releases ?? []) : [] };
}

async function readOwnValues(
  release: ElsewhereRelease,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of ownValueFiles(release)) {
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, relative(root, path));
    if (content && 'text' in content) texts.set(path, content.text);
  }
  return texts;
}
