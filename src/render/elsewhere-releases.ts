import { type ChartPlace, chartPlaceOf } from '../kubernetes/known-charts/chart-place.ts';
import { recognizeChart } from '../kubernetes/known-charts/recognize.ts';
import type { ReleaseSource } from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { indexLines } from '../yaml/lines.ts';
import { rootOf, valueAt } from '../yaml/value.ts';
import { type ChartRelease, releaseSets, releasesIn } from './chart-releases.ts';
import type { ChartSources } from './chart-sources.ts';

/** A release of a chart that is not in the repository. */
export interface ElsewhereRelease extends ChartRelease {
  readonly place: ChartPlace;
  /** The line that says which chart it is. */
  readonly line: number;
}

/**
 * The releases in a file whose values are all there, and whose chart is elsewhere; without those of charts that
 * Podseal knows.
 */
export function elsewhereReleasesIn(
  file: SourceFile,
  sources: readonly ReleaseSource[],
): ElsewhereRelease[] {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const lines = indexLines(file.text);
  return releasesIn(file).flatMap((one): ElsewhereRelease[] => {
    const { release, parsed, name } = one;
    const place = chartPlaceOf(release, sources, folder);
    const isOther = release.folder !== undefined || recognizeChart(release, sources, folder);
    if (!place || isOther) return [];
    const { start } = (valueAt(rootOf(parsed), release.chartAt) ?? rootOf(parsed)).span;
    const { releaseName, valueFiles, inline, post, document, siblings } = one;
    const own = name.slice(0, name.indexOf(' in ')).replaceAll(/[^\w.-]+/g, '-');
    return [
      {
        ...{ name, file, document, siblings, valueFiles, inline, post, place, releaseName },
        folder: `${folder}${own}`,
        line: lines.position(start).line,
        namespace: release.namespace,
      },
    ];
  });
}

/** A chart with the values of one release of it. */
export function sourcesOfRelease(
  release: ElsewhereRelease,
  { files, binaries }: Pick<ChartSources, 'files' | 'binaries'>,
): ChartSources {
  const { folder, file, line } = release;
  const used = releaseSets(folder, [release], (path) => Object.hasOwn(files, path));
  const [path = file.path] = Object.keys(used.files);
  return {
    ...{ folder, binaries, links: [], unread: [], inline: used.inline, releases: used.releases },
    files: { ...files, ...used.files },
    sets: used.sets.map(({ values, post }) => ({
      name: undefined,
      values,
      post,
      release: release.releaseName || undefined,
      namespace: release.namespace || undefined,
    })),
    installedAt: { path, line },
  };
}
