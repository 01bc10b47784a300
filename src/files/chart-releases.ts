import { type ChartRelease, chartReleasesIn } from '../render/chart-releases.ts';
import { type Found, readSource } from './read.ts';

/** The releases of charts of the repository that are in files. */
export async function readChartReleases(files: readonly Found[]): Promise<ChartRelease[]> {
  const releases: ChartRelease[] = [];
  for (const file of files) {
    if (file.path === '-' || !/\.ya?ml$/i.test(file.path)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (!source || 'reason' in source) continue;
    for (const release of chartReleasesIn(source)) releases.push(release);
  }
  return releases;
}
