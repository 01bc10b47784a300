import type { ChartEngine } from '../render/chart.ts';
import type { KustomizationAnswer, KustomizationEngine } from '../render/kustomization.ts';
import { buildRequestFor } from '../render/rendered-kustomization.ts';
import type { Change, ReachedRoot, RootSide } from '../review/change.ts';
import { buildLean } from './build-lean.ts';
import { renderCharts } from './render-charts.ts';

/** What renders charts and builds kustomizations. */
export type SourceEngine = ChartEngine & KustomizationEngine;

/**
 * Renders the charts and builds the kustomizations that a change reaches, before and after it. Nothing is
 * started where there is none.
 */
export async function renderChange(change: Change, engine: SourceEngine): Promise<Change> {
  return buildRoots(await renderCharts(change, engine), engine);
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
    return { ...side, answer: await answer };
  };
  const built = await Promise.all(
    roots.map(async (root): Promise<ReachedRoot> => {
      const [base, head] = await Promise.all([build(root.base), build(root.head)]);
      return { ...root, base, head };
    }),
  );
  return { ...change, roots: built };
}
