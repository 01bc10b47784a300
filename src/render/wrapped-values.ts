import { readManifest } from '../kubernetes/manifest.ts';
import { type WrappedChart, wrappedChartIn } from '../kubernetes/known-charts/wrapped-chart.ts';
import type { ChartSources } from './chart-sources.ts';

const OWN_TEMPLATE = /^templates\/(?!.*(?:^|\/)(?:_|NOTES\.txt$))/;

/** The chart that is known, where another one has nothing but its values. */
export function wrappedIn({ files }: Pick<ChartSources, 'files'>): WrappedChart | undefined {
  const text = files['Chart.yaml'];
  if (text === undefined || files['values.yaml'] === undefined) return undefined;
  if (Object.keys(files).some((path) => OWN_TEMPLATE.test(path))) return undefined;
  return wrappedChartIn(text);
}

/** The same, where all that the chart becomes follows from its own values. */
export function judgedByValues(
  chart: Pick<ChartSources, 'files' | 'sets'>,
): WrappedChart | undefined {
  const wrapped = wrappedIn(chart);
  if (!wrapped || chart.sets.length > 1) return undefined;
  const file = { path: 'values.yaml', text: chart.files['values.yaml'] ?? '' };
  const { skips, resources } = readManifest(file, { wrapped });
  return skips.length === 0 && resources.length > 0 ? wrapped : undefined;
}
