import type { ChartAnswer, ChartEngine } from '../render/chart.ts';
import { requestFor } from '../render/rendered-manifests.ts';
import type { Change, ChartSide, ReachedChart } from '../review/change.ts';

/**
 * Renders the charts that a change reaches, before and after it; what is the same on both sides, or in
 * two charts, once. Nothing is started where there is none.
 */
export async function renderCharts(change: Change, engine: ChartEngine): Promise<Change> {
  const { charts = [] } = change;
  if (charts.length === 0) return change;
  const answers = new Map<string, Promise<ChartAnswer | { readonly reason: string }>>();
  const render = async (side: ChartSide | undefined): Promise<ChartSide | undefined> => {
    if (!side || side.answer) return side;
    const request = requestFor(side.chart);
    const key = JSON.stringify(request);
    const answer = answers.get(key) ?? engine.render(request);
    answers.set(key, answer);
    return { ...side, answer: await answer };
  };
  const rendered = await Promise.all(
    charts.map(async (chart): Promise<ReachedChart> => {
      const [base, head] = await Promise.all([render(chart.base), render(chart.head)]);
      return { ...chart, base, head };
    }),
  );
  return { ...change, charts: rendered };
}
