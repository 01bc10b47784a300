import type { Found } from '../files/read.ts';
import { Repository } from '../files/repository.ts';
import { shownRoot } from '../files/shown-root.ts';
import { type ReadsReleases, withBuilt } from '../render/built-releases.ts';
import type { ChartRelease } from '../render/chart-releases.ts';
import { deployedAmong, layersAmong } from '../render/deployed-kustomizations.ts';
import type { RebuildReleases } from '../run/edit-chart.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { readBuiltReleases, rebuiltReleases } from '../run/read-built-releases.ts';
import type { RememberedBuilds } from '../run/remembered-builds.ts';
import { collectingFrom } from './build-kustomizations.ts';
import { isKustomization } from './is-kustomization.ts';

/** What releases are built by. */
export interface DeployedBy {
  /** The root of the project. */
  readonly root: string;
  /** Globs of the folders that are deployed. */
  readonly deployed: readonly string[];
  readonly builds: RememberedBuilds;
  readonly ruleSet: RuleSet;
}

/** Releases as they are deployed. */
export interface DeployedReleases<Release extends ChartRelease = ChartRelease> {
  readonly releases: readonly Release[];
  /**
   * Builds those that kustomizations change again, with other texts of files, by their paths as reports name
   * them; undefined where there are none.
   */
  readonly rebuild?: RebuildReleases;
}

/** The releases of charts as kustomizations among files build them; nothing is built where none uses one. */
export async function deployedReleases<Release extends ChartRelease>(
  files: readonly Found[],
  written: readonly Release[],
  {
    root,
    deployed: globs,
    builds,
    ruleSet,
    reads,
  }: DeployedBy & { readonly reads: ReadsReleases<Release> },
): Promise<DeployedReleases<Release>> {
  const found = files.filter(isKustomization);
  if (written.length === 0 || found.length === 0) return { releases: written };
  const repository = await Repository.at(root);
  const wanted = new Set<string>();
  for (const { file } of written) {
    // oxlint-disable-next-line no-await-in-loop
    const path = await repository.pathOf(file.path);
    if (path !== undefined) wanted.add(path);
  }
  const all = await repository.layers(files.filter(({ named }) => !named));
  const folder = shownRoot(repository.root, files);
  const means = { engine: builds.first, ruleSet, folder, ...collectingFrom(repository) };
  const roots = deployedAmong(await repository.references(found), globs);
  const built = await readBuiltReleases({ roots, layers: layersAmong(all, globs) }, means, {
    wanted,
    reads,
  });
  const own = { engine: builds.second, folder, reads };
  return {
    releases: withBuilt(
      written,
      built.flatMap(({ releases }) => releases),
    ),
    rebuild: async (texts) => rebuiltReleases(built, texts, own),
  };
}
