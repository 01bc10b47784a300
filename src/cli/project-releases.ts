import { join, resolve } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';
import { allReleaseFiles, readChartReleases } from '../files/chart-releases.ts';
import { listTree } from '../files/list-tree.ts';
import type { Found } from '../files/read.ts';
import { shownRoot } from '../files/shown-root.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { readsChartReleases } from '../render/built-releases.ts';
import { newBuilds } from './check-charts.ts';
import { type DeployedReleases, deployedReleases } from './deployed-releases.ts';
import { isKustomization } from './is-kustomization.ts';

/** What releases are read by. */
interface ReadBy {
  /** The root of the project. */
  readonly root: string;
  readonly configuration: Pick<Configuration, 'kustomizations'>;
  readonly ruleSet: RuleSet;
}

/**
 * The releases in a project of some charts, as its kustomizations build them; nothing is built where no release is of
 * these.
 *
 * @param known files that are looked through as well, whatever their names
 * @param folders of the charts
 */
export async function readProjectReleases(
  known: readonly Found[],
  folders: readonly string[],
  { root, configuration, ruleSet }: ReadBy,
): Promise<DeployedReleases> {
  const files = releaseFiles(root, known);
  const written = await readChartReleases(root, files);
  const charts = new Set(folders.map((folder) => resolve(folder)));
  const own = written.filter(({ folder }) => charts.has(resolve(root, folder)));
  if (own.length === 0) return { releases: [] };
  const deployed = configuration.kustomizations;
  const by = { root, deployed, builds: newBuilds(), ruleSet, reads: readsChartReleases };
  return deployedReleases([...files, ...kustomizationsBeside(root, files)], own, by);
}

function releaseFiles(root: string, known: readonly Found[]): Found[] {
  return allReleaseFiles(root, known).map((file) => ({ ...file, named: false }));
}

function kustomizationsBeside(root: string, files: readonly Found[]): Found[] {
  const seen = new Set(files.map(({ path }) => resolve(path)));
  const shown = shownRoot(root, files);
  return listTree(root)
    .map((path) => ({ path: join(shown, path), named: false }))
    .filter((file) => isKustomization(file) && !seen.has(resolve(file.path)));
}

/** Files, with all of their project that tells how releases are built: its kustomizations, and what deploys these. */
export function withDeploying(root: string, known: readonly Found[]): Found[] {
  const files = releaseFiles(root, known);
  return [...files, ...kustomizationsBeside(root, files)];
}
