import {
  type BuiltRelease,
  type ReadsReleases,
  builtReleasesIn,
} from '../render/built-releases.ts';
import type { ChartRelease } from '../render/chart-releases.ts';
import type { KustomizationSources } from '../render/collect-kustomization.ts';
import { folderOf } from '../render/kustomization-references.ts';
import type { KustomizationAnswer } from '../render/kustomization.ts';
import { placedAnswer } from '../render/layers/layered-build.ts';
import { mayDeploy } from '../render/layers/read-layers.ts';
import type { JudgedRoot } from '../render/merge-roots.ts';
import { builtLines, mainOf } from '../render/rendered-kustomization.ts';
import { reportedPath } from '../render/rendered-source.ts';
import { buildLean } from './build-lean.ts';
import { type Deployed, DeployedJudge, type DeployedMeans } from './judge-deployed.ts';
import type { FindElsewhere } from './judge-kustomization.ts';

/** What was built, with the releases in it. */
export interface BuiltFrom<Release extends ChartRelease = ChartRelease> {
  readonly sources: KustomizationSources;
  readonly name: string | undefined;
  readonly releases: readonly BuiltRelease<Release>[];
}

/**
 * The releases of charts in some files, as the kustomizations that use these build them.
 *
 * @param by the files, from the root of the repository, and what reads releases in an object
 */
export async function readBuiltReleases<Release extends ChartRelease>(
  deployed: Deployed,
  means: DeployedMeans,
  {
    wanted,
    reads,
  }: { readonly wanted: ReadonlySet<string>; readonly reads: ReadsReleases<Release> },
): Promise<BuiltFrom<Release>[]> {
  const found: BuiltFrom<Release>[] = [];
  const judgeTask: DeployedMeans['judgeTask'] = async (sources, _, findElsewhere, name) => {
    const built = isConcerned(sources, wanted) && (await buildOne(sources, means, { name, reads }));
    if (!built) return nothingOf(sources, false);
    if (built.releases.length > 0) found.push({ sources, name, releases: built.releases });
    await findElsewhere(built.placed);
    return nothingOf(sources, true);
  };
  const judge = new DeployedJudge({ ...means, judgeTask });
  const roots = judge.judge(deployed);
  for (let next = await roots.next(); next.done !== true;) {
    // oxlint-disable-next-line no-await-in-loop
    next = await roots.next();
  }
  return found;
}

/**
 * The releases of what was built as they are with other texts of its files, also those that are then as their files
 * have them.
 *
 * @param texts by their paths as reports name them
 */
export async function rebuiltReleases<Release extends ChartRelease>(
  built: readonly BuiltFrom<Release>[],
  texts: ReadonlyMap<string, string>,
  {
    reads,
    ...means
  }: Pick<DeployedMeans, 'engine' | 'folder'> & Pick<ReleasesBy<Release>, 'reads'>,
): Promise<Release[]> {
  const found: Release[] = [];
  for (const { sources, name, releases } of built) {
    const entries = Object.entries(sources.files).map(
      ([path, text]) => [path, texts.get(reportedPath(means, path)) ?? text] as const,
    );
    const isSame = entries.every(([path, text]) => sources.files[path] === text);
    const edited = { ...sources, files: Object.fromEntries(entries) };
    const by = { name, reads, isWhole: true };
    // oxlint-disable-next-line no-await-in-loop
    const after = isSame ? { releases } : await buildOne(edited, means, by);
    for (const { release } of after?.releases ?? []) if (release) found.push(release);
  }
  return found;
}

/** Whether it has such a release, or an object that deploys others with a patch. */
function isConcerned({ files }: KustomizationSources, wanted: ReadonlySet<string>): boolean {
  return Object.entries(files).some(([path, text]) => wanted.has(path) || mayDeploy(text));
}

interface BuiltOne<Release extends ChartRelease> {
  readonly placed: Parameters<FindElsewhere>[0];
  readonly releases: readonly BuiltRelease<Release>[];
}

async function buildOne<Release extends ChartRelease>(
  sources: KustomizationSources,
  { engine, folder }: Pick<DeployedMeans, 'engine' | 'folder'>,
  by: Omit<ReleasesBy<Release>, 'folder'>,
): Promise<BuiltOne<Release> | undefined> {
  const read = { folder, sources };
  const answer = placedAnswer(await buildLean(engine, read), sources.layered);
  if (!('text' in answer)) return undefined;
  return releasesOf(sources, answer, { folder, ...by });
}

interface ReleasesBy<Release extends ChartRelease> {
  readonly folder: string;
  readonly name?: string | undefined;
  readonly isWhole?: boolean;
  readonly reads: ReadsReleases<Release>;
}

/**
 * The releases in the build of a kustomization.
 *
 * @param by the root of the repository as reports name it, the name of what deploys the kustomization, and
 *   whether releases are told that are as their files have them
 */
export function releasesOf<Release extends ChartRelease>(
  sources: KustomizationSources,
  answer: Extract<KustomizationAnswer, { text: string }>,
  { folder, name, isWhole, reads }: ReleasesBy<Release>,
): BuiltOne<Release> {
  const lines = builtLines({ folder, sources }, answer);
  const placed = {
    text: answer.text,
    placeOf: (line: number) => lines.valueAt(line - 1),
  };
  const built = {
    ...placed,
    name: name ?? nameOf(sources, folder),
    textOf: (path: string) => sources.files[path],
    reported: (path: string) => reportedPath({ folder }, path),
  };
  const releases = builtReleasesIn(built, reads, isWhole);
  return { placed, releases };
}

function nameOf(sources: KustomizationSources, folder: string): string {
  return folderOf(reportedPath({ folder }, mainOf(sources))) || '.';
}

/** A kustomization of which nothing is judged. */
function nothingOf(sources: KustomizationSources, isBuilt: boolean): JudgedRoot {
  const shown = isBuilt ? [{ path: mainOf(sources), text: '' }] : [];
  return { name: sources.root, judged: [], shown };
}
