import { relative, resolve } from 'node:path';
import { Engine } from '../engine/engine.ts';
import type { Found } from '../files/read.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { Repository } from '../files/repository.ts';
import { type Judged, judge } from '../judge/judge.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import { mayBringOthers } from '../kubernetes/unseen/candidates.ts';
import { documentKey } from '../kubernetes/unseen/unseen.ts';
import { deployedAmong, layersAmong } from '../render/deployed-kustomizations.ts';
import { RootMerger } from '../render/merge-roots.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { DeployedJudge, keyOf } from '../run/judge-deployed.ts';
import { shownFolder } from './chart-folders.ts';
import type { InspectImages } from './inspect-images.ts';
import { isKustomization } from './is-kustomization.ts';

/** What the kustomizations of a project came to. */
export interface CheckedKustomizations {
  /** By the files of the repository. */
  readonly judged: readonly Judged[];
  /** The files that show in a build: they are not judged once more. */
  readonly shown: ReadonlySet<string>;
  /** The documents whose charts are rendered, or whose folders are built. */
  readonly renderedDocuments: ReadonlySet<string>;
}

/** What else a check of kustomizations goes by. */
interface CheckedWith {
  /** The root of the project. */
  readonly root: string;
  /** Globs of the folders that are deployed. */
  readonly deployed: readonly string[];
  readonly inspect?: InspectImages | undefined;
}

/** Builds the kustomizations that files deploy, and judges what they become. */
export async function checkKustomizations(
  files: readonly Found[],
  ruleSet: RuleSet,
  { root, deployed: globs, inspect }: CheckedWith,
): Promise<CheckedKustomizations> {
  const found = files.filter(isKustomization);
  const { renderedDocuments: known = new Set() } = ruleSet;
  if (found.length === 0) return { judged: [], shown: new Set(), renderedDocuments: known };
  const repository = await Repository.at(root);
  const all = files.filter(({ named }) => !named);
  const layers = layersAmong(await repository.layers(all), globs);
  const folder = shownFolder(relative('.', repository.root) || '.');
  const sources = new ReleaseSources(files.map(({ path }) => path));
  const deployed = new DeployedJudge({
    ...{ engine: new Engine(), ruleSet, inspect, folder },
    releaseSources: sources.all(),
    collect: async (path) => repository.collect(path),
    collectLayer: async (layer) => repository.collectLayer(layer),
  });
  const roots = deployedAmong(await repository.references(found), globs);
  const merger = new RootMerger(ruleSet);
  for await (const one of deployed.judge({ roots, layers })) merger.add(one);
  const documents = layers.flatMap((layer) =>
    deployed.built.has(keyOf(layer))
      ? [documentKey(reportedPath({ folder }, layer.path), layer.document)]
      : [],
  );
  const renderedDocuments = new Set([...known, ...documents]);
  const rules = { ...ruleSet, renderedDocuments };
  const own = new Map<string, Judged>();
  for (const file of merger.shownFiles()) {
    if (!mayBringOthers(file.text)) continue;
    // oxlint-disable-next-line no-await-in-loop
    own.set(file.path, await judgeOwn(file, rules, sources, inspect));
  }
  return { judged: merger.all(own), shown: merger.shown(), renderedDocuments };
}

/** A file as it is, whose objects may bring others along. */
async function judgeOwn(
  file: SourceFile,
  rules: RuleSet,
  sources: ReleaseSources,
  inspect: InspectImages | undefined,
): Promise<Judged> {
  const own = { ...rules, releaseSources: sources.of(file) };
  const manifest = readManifest(file, own);
  return judge(manifest, { ...own, ...(await inspect?.(imageNames(manifest))) });
}

/** The files that kustomizations did not show in their builds. */
export function unshownFiles(
  files: readonly Found[],
  { shown }: Pick<CheckedKustomizations, 'shown'>,
): Found[] {
  if (shown.size === 0) return [...files];
  const paths = new Set([...shown].map((path) => resolve(path)));
  return files.filter(({ path, named }) => named || !paths.has(resolve(path)));
}
