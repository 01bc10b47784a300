import type { KustomizationSources } from '../render/collect-kustomization.ts';
import { imagesOfSource, judgeSource } from '../render/judge-source.ts';
import { folderOf } from '../render/kustomization-references.ts';
import type { KustomizationEngine } from '../render/kustomization.ts';
import type { JudgedRoot } from '../render/merge-roots.ts';
import { buildRequestFor, mainOf, readBuilt, shownIn } from '../render/rendered-kustomization.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { ChartMeans } from './judge-chart.ts';

/** What kustomizations are built and judged with. */
export interface KustomizationMeans {
  readonly engine: KustomizationEngine;
  readonly ruleSet: RuleSet;
  /** Reads what there is of images. */
  readonly inspect?: ChartMeans['inspect'];
  /** The root of the repository, as reports name it; empty for the folder that the command runs in. */
  readonly folder: string;
}

/** Builds a kustomization and judges what it becomes. Never throws for what is in it. */
export async function judgeKustomization(
  sources: KustomizationSources,
  { engine, ruleSet, inspect, folder }: KustomizationMeans,
): Promise<JudgedRoot> {
  const read = { folder, sources };
  const answer = await engine.build(buildRequestFor(read));
  const rendered = readBuilt(read, answer, ruleSet);
  const names = imagesOfSource(rendered);
  const images = await inspect?.({ run: names, written: names });
  const { judged } = judgeSource(rendered, { ...ruleSet, ...images });
  const texts = new Map(
    Object.entries(sources.files).map(([path, text]) => [reportedPath({ folder }, path), text]),
  );
  return {
    name: folderOf(reportedPath({ folder }, mainOf(sources))) || '.',
    judged,
    shown: shownIn(read, answer).map((path) => ({ path, text: texts.get(path) ?? '' })),
  };
}

/** A kustomization that can't be built, since its files can't be read. */
export function unbuilt(
  root: string,
  reason: string,
  { ruleSet, folder }: Pick<KustomizationMeans, 'ruleSet' | 'folder'>,
): JudgedRoot {
  const sources = { root, files: {}, binaries: {}, folders: [root] };
  const rendered = readBuilt({ folder, sources }, { reason }, ruleSet);
  return { name: root || '.', judged: judgeSource(rendered, ruleSet).judged, shown: [] };
}
