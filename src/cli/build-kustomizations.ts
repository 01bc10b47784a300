import { join, resolve, sep } from 'node:path';
import { Engine } from '../engine/engine.ts';
import { FirstLook } from '../files/first-look.ts';
import type { Found } from '../files/read.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { Repository } from '../files/repository.ts';
import { shownRoot } from '../files/shown-root.ts';
import { type Judged, judge } from '../judge/judge.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import { mayBringOthers } from '../kubernetes/unseen/candidates.ts';
import { renderedDocuments as documentsOf } from '../render/chart-releases.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import { deployedAmong, layersAmong } from '../render/deployed-kustomizations.ts';
import { KUSTOMIZATION_FILES } from '../render/kustomization-references.ts';
import type { Layer } from '../render/layers/layer.ts';
import { type JudgedRoot, RootMerger } from '../render/merge-roots.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { BuiltRoot } from '../run/build-roots.ts';
import { DeployedJudge, type DeployedMeans, keyOf } from '../run/judge-deployed.ts';
import type { KustomizationMeans } from '../run/judge-kustomization.ts';
import type { RememberedBuilds } from '../run/remembered-builds.ts';
import type { FoundInRoots } from '../run/prove-roots.ts';
import { namedDocuments } from '../kubernetes/known-charts/named-sources.ts';
import type { InspectImages } from './inspect-images.ts';
import { namedIn } from './named-in.ts';
import { isKustomization, mayBeBuilt } from './is-kustomization.ts';

/** What else kustomizations are built by. */
export interface BuiltWith {
  /** The root of the project. */
  readonly root: string;
  /** Globs of the folders that are deployed. */
  readonly deployed: readonly string[];
  readonly inspect?: InspectImages | undefined;
  /** The releases of charts that are rendered. */
  readonly used?: readonly UsedRelease[] | undefined;
  /** What some of them were built by before. */
  readonly builds?: RememberedBuilds | undefined;
  /** Is told of each file that is read. */
  readonly looks?: FirstLook | undefined;
}

/** The kustomizations of a project, built. */
export interface BuiltKustomizations extends FoundInRoots {
  readonly roots: readonly BuiltRoot[];
  readonly means: KustomizationMeans;
  /** The files that show in a build: they are not judged once more. */
  readonly shown: ReadonlySet<string>;
  /** Of these, the ones whose objects may bring others along: they are judged by themselves, too. */
  readonly bringing: ReadonlySet<string>;
  /** The documents whose charts are rendered, whose folders are built, or of which releases say all. */
  readonly renderedDocuments: ReadonlySet<string>;
  /** The files that are named as not analyzed. */
  readonly named: ReadonlySet<string>;
  /** Whether a path from the root of the repository is among the files that were given. */
  readonly isGiven: (path: string) => boolean;
}

/** Builds the kustomizations that files deploy; undefined where there can be none. */
export async function buildKustomizations(
  files: readonly Found[],
  ruleSet: RuleSet,
  { root, deployed: globs, inspect, used = [], builds, looks = new FirstLook(ruleSet) }: BuiltWith,
): Promise<BuiltKustomizations | undefined> {
  if (!files.some(mayBeBuilt)) return undefined;
  const found = files.filter(isKustomization);
  const repository = await Repository.at(root);
  const unnamed = files.filter(({ named }) => !named);
  const layers = layersAmong(await repository.layers(unnamed, looks), globs);
  const folder = shownRoot(repository.root, files);
  const paths = files.map(({ path }) => path);
  const sources = new ReleaseSources(paths, looks);
  const [engine, releaseSources] = [builds?.second ?? new Engine(), sources.all()];
  const means = { engine, ruleSet, inspect, folder, releaseSources };
  const deployed = new DeployedJudge({ ...means, ...collectingFrom(repository) });
  const roots = deployedAmong(await repository.references(found), globs);
  const merger = new RootMerger(ruleSet);
  const all: JudgedRoot[] = [];
  for await (const one of deployed.judge({ roots, layers })) {
    merger.add(one);
    all.push(one);
  }
  const given = new Set(paths.map((path) => resolve(path)));
  const whole = layers
    .filter((layer) => deployed.built.has(keyOf(layer)) || isOfFiles(layer, folder, given))
    .map((layer) => ({ ...layer, path: reportedPath({ folder }, layer.path) }));
  const sourcesOfReleases = namedDocuments(looks.namedSources(), releaseSources);
  const documents = [...documentsOf([...used, ...whole]), ...sourcesOfReleases];
  const renderedDocuments = new Set([...(ruleSet.renderedDocuments ?? []), ...documents]);
  const rules = { ...ruleSet, renderedDocuments };
  const own = await judgeOwn(merger.shownFiles(), rules, sources, inspect);
  const judged = merger.all(own);
  return {
    ...{ judged, named: new Set([...(ruleSet.named ?? []), ...namedIn(judged)]) },
    ...{ origins: merger.origins, roots: builtRoots(all) },
    ...{ means, shown: merger.shown(), bringing: new Set(own.keys()), renderedDocuments },
    isGiven: (path) => given.has(resolve(reportedPath({ folder }, path))),
  };
}

export function collectingFrom(
  repository: Repository,
): Pick<DeployedMeans, 'collect' | 'collectLayer'> {
  return {
    collect: async (path) => repository.collect(path),
    collectLayer: async (layer) => repository.collectLayer(layer),
  };
}

/** Whether an application deploys files as they are, and these are judged by themselves. */
function isOfFiles(layer: Layer, root: string, given: ReadonlySet<string>): boolean {
  if (layer.isForPlainFiles) return false;
  const folder = resolve(reportedPath({ folder: root }, layer.folder));
  const own = [...given].filter((path) => path.startsWith(folder + sep));
  const isBuilt = [...KUSTOMIZATION_FILES, 'Chart.yaml'].some((name) =>
    own.includes(join(folder, name)),
  );
  return own.length > 0 && !isBuilt;
}

function builtRoots(all: readonly JudgedRoot[]): BuiltRoot[] {
  return all.flatMap(({ name, built }) => (built ? [{ name, ...built }] : []));
}

/** Files as they are, as far as their objects may bring others along. */
async function judgeOwn(
  files: readonly SourceFile[],
  rules: RuleSet,
  sources: ReleaseSources,
  inspect: InspectImages | undefined,
): Promise<ReadonlyMap<string, Judged>> {
  const own = new Map<string, Judged>();
  for (const file of files) {
    if (!mayBringOthers(file.text)) continue;
    const by = { ...rules, releaseSources: sources.of(file) };
    const manifest = readManifest(file, by);
    // oxlint-disable-next-line no-await-in-loop
    const read = await inspect?.(imageNames(manifest));
    own.set(file.path, judge(manifest, { ...by, ...read }));
  }
  return own;
}

/** The files that kustomizations did not show in their builds. */
export function unshownFiles(
  files: readonly Found[],
  { shown }: Pick<BuiltKustomizations, 'shown'>,
): Found[] {
  if (shown.size === 0) return [...files];
  const paths = new Set([...shown].map((path) => resolve(path)));
  return files.filter(({ path, named }) => named || !paths.has(resolve(path)));
}
