import type { ChartEngine } from '../render/chart.ts';
import type { KustomizationAnswer, KustomizationEngine } from '../render/kustomization.ts';
import {
  folderOf,
  kustomizationsIn,
  namedIn,
  readReferences,
} from '../render/kustomization-references.ts';
import { placedAnswer } from '../render/layers/layered-build.ts';
import { buildRequestFor } from '../render/rendered-kustomization.ts';
import type { Change, ReachedRoot, RootSide } from '../review/change.ts';
import { buildLean } from './build-lean.ts';
import { renderCharts } from './render-charts.ts';
import { withBuiltReleases } from './with-built-releases.ts';

/** What renders charts and builds kustomizations. */
export type SourceEngine = ChartEngine & KustomizationEngine;

/**
 * Renders the charts and builds the kustomizations that a change reaches, before and after it. Nothing is
 * started where there is none.
 */
export async function renderChange(change: Change, engine: SourceEngine): Promise<Change> {
  return renderCharts(withBuiltReleases(await buildRoots(change, engine)), engine);
}

async function buildRoots(change: Change, engine: KustomizationEngine): Promise<Change> {
  const { roots = [] } = change;
  if (roots.length === 0) return change;
  const answers = new Map<string, Promise<KustomizationAnswer>>();
  const build = async (side: RootSide | undefined): Promise<RootSide | undefined> => {
    if (!side || side.answer) return side;
    const read = { folder: '', sources: side.sources };
    const key = JSON.stringify(buildRequestFor(read));
    const answer = answers.get(key) ?? buildLean(engine, read);
    answers.set(key, answer);
    return { ...side, answer: placedAnswer(await answer, side.sources.layered) };
  };
  const built = await Promise.all(
    roots.map(async (root): Promise<ReachedRoot> => {
      const [base, head] = await Promise.all([build(root.base), build(root.head)]);
      const wanted = [...usedBefore(root), ...(root.used ?? [])];
      const used = await Promise.all(wanted.map(async (side) => build(side)));
      return { ...root, base, head, used: used.flatMap((side) => side ?? []) };
    }),
  );
  return { ...change, roots: built };
}

/** The kustomizations that a new one names, as they were before. */
function usedBefore({ folder, base, head, before }: ReachedRoot): RootSide[] {
  if (base || !head) return [];
  const { files, binaries } = head.sources;
  const own = kustomizationsIn(folder).flatMap((path) => files[path] ?? []);
  const named = own.flatMap((text) => namedIn(folder, readReferences(text)));
  const folders = named
    .filter((path) => before[path] !== undefined)
    .flatMap((path) => (kustomizationsIn(folderOf(path)).includes(path) ? folderOf(path) : []));
  return [...new Set(folders)].map((root) => ({
    sources: { root, files: before, binaries, folders: [root] },
    answer: undefined,
  }));
}
