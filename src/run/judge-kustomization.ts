import type { ReleaseSource } from '../kubernetes/known-charts/release-sources.ts';
import type { KustomizationSources } from '../render/collect-kustomization.ts';
import { imagesOfSource, judgeSource } from '../render/judge-source.ts';
import { folderOf } from '../render/kustomization-references.ts';
import type { KustomizationEngine } from '../render/kustomization.ts';
import { placedAnswer } from '../render/layers/layered-build.ts';
import type { PlacedText } from '../render/layers/read-layers.ts';
import type { JudgedRoot } from '../render/merge-roots.ts';
import { builtLines, mainOf, readBuilt, shownIn } from '../render/rendered-kustomization.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { buildLean } from './build-lean.ts';
import type { ChartMeans } from './judge-chart.ts';

/** What kustomizations are built and judged with. */
export interface KustomizationMeans {
  readonly engine: KustomizationEngine;
  readonly ruleSet: RuleSet;
  /** Reads what there is of images. */
  readonly inspect?: ChartMeans['inspect'];
  /** The root of the repository, as reports name it; empty for the folder that the command runs in. */
  readonly folder: string;
  /** Where charts are that objects of the repository install. */
  readonly releaseSources?: readonly ReleaseSource[];
}

/** Which objects of what was built are judged elsewhere, by their numbers from 0. */
export type FindElsewhere = (built: PlacedText) => Promise<ReadonlySet<number>>;

/** Builds a kustomization and judges what it becomes. Never throws for what is in it. */
export async function judgeKustomization(
  sources: KustomizationSources,
  { engine, ruleSet, inspect, folder, releaseSources }: KustomizationMeans,
  findElsewhere?: FindElsewhere,
): Promise<JudgedRoot> {
  const read = { folder, sources };
  const answer = placedAnswer(await buildLean(engine, read), sources.layered);
  let elsewhere: ReadonlySet<number> | undefined;
  if (findElsewhere && 'text' in answer) {
    const lines = builtLines(read, answer);
    const placeOf = (line: number) => lines.valueAt(line - 1);
    elsewhere = await findElsewhere({ text: answer.text, placeOf });
  }
  const rendered = readBuilt(read, answer, { ...ruleSet, releaseSources, elsewhere });
  const names = imagesOfSource(rendered);
  const images = await inspect?.({ run: names, written: names });
  const { judged, renderings, origins } = judgeSource(rendered, { ...ruleSet, ...images });
  const texts = new Map(
    Object.entries(sources.files).map(([path, text]) => [reportedPath({ folder }, path), text]),
  );
  return {
    name: folderOf(reportedPath({ folder }, mainOf(sources))) || '.',
    judged,
    origins,
    built: { sources, renderings, elsewhere },
    shown: shownIn(read, answer, { elsewhere }).map((path) => ({
      path,
      text: texts.get(path) ?? '',
    })),
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
