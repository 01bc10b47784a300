import { readChartFolder } from '../files/chart-folder.ts';
import { type ChartSources, valueSetsIn } from '../render/chart-sources.ts';
import { shownFolder } from './chart-folders.ts';

/** Reads a chart, with the value sets that it has; a reason where its folder can't be read. */
export async function readChart(
  path: string,
): Promise<{ readonly chart: ChartSources; readonly reason?: string }> {
  const folder = shownFolder(path);
  const read = await readChartFolder(path);
  if ('reason' in read) {
    const nothing = { files: {}, binaries: {}, links: [], sets: [] };
    return { chart: { folder, ...nothing }, reason: read.reason };
  }
  return { chart: { folder, ...read, sets: valueSetsIn(Object.keys(read.files)) } };
}
