import { type ChartPlace, chartPlaceOf } from '../kubernetes/known-charts/chart-place.ts';
import { recognizeChart } from '../kubernetes/known-charts/recognize.ts';
import type { GeneratorTree } from '../kubernetes/argo/generators.ts';
import type { ReleaseSource } from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { indexLines } from '../yaml/lines.ts';
import { rootOf, valueAt } from '../yaml/value.ts';
import { type ChartRelease, pathFrom, releaseSets, releasesIn } from './chart-releases.ts';
import { plainPath } from './plain-path.ts';
import { reportedPath } from './rendered-source.ts';
import type { ChartSources } from './chart-sources.ts';

/** A release of a chart that is not in the repository. */
export interface ElsewhereRelease extends ChartRelease {
  readonly place: ChartPlace;
  /** The line that says which chart it is. */
  readonly line: number;
}

/** What is at hand to find such releases. */
interface AtHand {
  /** Where charts are. */
  readonly sources: readonly ReleaseSource[];
  /** The root of the repository, as reports name it; empty for the folder that the command runs in. */
  readonly root: string;
  readonly tree?: GeneratorTree | undefined;
}

/**
 * The releases in a file whose values are all there, or in files that they name from the root of the repository,
 * and whose chart is elsewhere; without those of charts that Podseal knows.
 */
export function elsewhereReleasesIn(
  file: SourceFile,
  { sources, root, tree }: AtHand,
): ElsewhereRelease[] {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const lines = indexLines(file.text);
  return releasesIn(file, tree).flatMap((one): ElsewhereRelease[] => {
    const { release, parsed, written } = one;
    const place = chartPlaceOf(release, sources, folder);
    const isOther = release.folder !== undefined || recognizeChart(release, sources, folder);
    if (!place || isOther) return [];
    const { start } = (valueAt(rootOf(parsed), release.chartAt) ?? rootOf(parsed)).span;
    const valueFiles = written.valueFiles.map((path) =>
      path.startsWith('/') ? `/${reportedPath({ folder: root }, plainPath(path))}` : path,
    );
    const { name } = written;
    const own = name.slice(0, name.indexOf(' in ')).replaceAll(/[^\w.-]+/g, '-');
    return [
      {
        ...{ ...written, valueFiles, place },
        folder: `${folder}${own}`,
        line: lines.position(start).line,
      },
    ];
  });
}

/** The files of values of a release that are not the chart's, as reports name them. */
export function ownValueFiles({ valueFiles }: ElsewhereRelease): string[] {
  return valueFiles.filter((path) => path.startsWith('/')).map((path) => path.slice(1));
}

/**
 * A chart with the values of one release of it.
 *
 * @param own the texts of the release's own files of values, as reports name them
 */
export function sourcesOfRelease(
  release: ElsewhereRelease,
  { files: whole, binaries }: Pick<ChartSources, 'files' | 'binaries'>,
  own: ReadonlyMap<string, string> = new Map(),
): ChartSources {
  const { folder, file, line } = release;
  const files: Record<string, string> = { ...whole };
  for (const [path, text] of own) files[pathFrom(folder, path)] = text;
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
