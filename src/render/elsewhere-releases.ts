import { type ChartPlace, chartPlaceOf } from '../kubernetes/known-charts/chart-place.ts';
import type { SourceReference } from '../kubernetes/known-charts/release.ts';
import { recognizeChart } from '../kubernetes/known-charts/recognize.ts';
import type { GeneratorTree } from '../kubernetes/argo/generators.ts';
import { type ReleaseSource, findSource } from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { indexLines } from '../yaml/lines.ts';
import { type Path, rootOf, valueAt } from '../yaml/value.ts';
import {
  type ChartRelease,
  type WrittenRelease,
  pathFrom,
  releaseSets,
  releasesIn,
} from './chart-releases.ts';
import { plainPath } from './plain-path.ts';
import { reportedPath } from './rendered-source.ts';
import type { ChartFiles, ChartSources, UsedRelease } from './chart-sources.ts';
import type { SourcePlace } from './rendered-source.ts';

/** A release of a chart that is not in the repository. */
export interface ElsewhereRelease extends ChartRelease {
  readonly place: ChartPlace;
  /** The lines that say which chart it is, and which version of it. */
  readonly line: number;
  readonly versionLine: number | undefined;
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
  const counts = new Map<string, number>();
  return releasesIn(file, tree).flatMap((one): ElsewhereRelease[] => {
    const { release, parsed, written } = one;
    const place = chartPlaceOf(release, sources, folder);
    if (!place || isOfRepository(one) || recognizeChart(release, sources, folder)) return [];
    const lineOf = (path: Path): number | undefined => {
      const value = valueAt(rootOf(parsed), path);
      return value && lines.position(value.span.start).line;
    };
    const valueFiles = written.valueFiles.map((path) =>
      path.startsWith('/') ? `/${reportedPath({ folder: root }, plainPath(path))}` : path,
    );
    const { name } = written;
    const own = name.slice(0, name.indexOf(' in ')).replaceAll(/[^\w.-]+/g, '-');
    const count = (counts.get(own) ?? 0) + 1;
    counts.set(own, count);
    return [
      {
        ...{ ...written, valueFiles, place },
        // Two releases of one name may be in two namespaces.
        folder: `${folder}${own}${count > 1 ? `-${count}` : ''}`,
        line: lineOf(release.chartAt) ?? lineOf([]) ?? 1,
        versionLine: lineOf(release.versionAt),
      },
    ];
  });
}

function isOfRepository({ release }: WrittenRelease): boolean {
  return release.folder !== undefined;
}

/** The objects that releases in a file name as those that say where their charts are, and that are not at hand. */
export function missingSources(
  file: SourceFile,
  sources: readonly ReleaseSource[],
): SourceReference[] {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  return releasesIn(file).flatMap((one): SourceReference[] => {
    const { source } = one.release;
    if (!source || 'address' in source || isOfRepository(one)) return [];
    const isKnown =
      findSource(sources, source, folder) ?? recognizeChart(one.release, sources, folder);
    return isKnown ? [] : [source];
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
  { files: whole, binaries, keptAt }: ChartFiles & { readonly keptAt?: SourcePlace | undefined },
  own: ReadonlyMap<string, string> = new Map(),
): ChartSources {
  const { folder, file, line, place } = release;
  const files: Record<string, string> = { ...whole };
  for (const [path, text] of own) files[pathFrom(folder, path)] = text;
  const used = releaseSets(folder, [release], (path) => Object.hasOwn(files, path));
  const [path = file.path] = Object.keys(used.files);
  return {
    ...{ folder, binaries, links: [], unread: [], inline: used.inline },
    releases: [...used.releases, ...sourceOf(place)],
    files: { ...files, ...used.files },
    sets: used.sets.map(({ values, post }) => ({
      name: undefined,
      values,
      post,
      release: release.releaseName || undefined,
      namespace: release.namespace || undefined,
    })),
    installedAt: { path, line, versions: versionsOf(release, keptAt) },
  };
}

/** The object that says where a chart is, as one that is rendered with it. */
function sourceOf({ source }: ChartPlace): UsedRelease[] {
  return source ? [{ name: '', path: source.path, document: source.document, siblings: 1 }] : [];
}

/** @param keptAt where it is said which archive is kept, from the root of the repository */
function versionsOf(
  { folder, file, place, versionLine }: ElsewhereRelease,
  keptAt: SourcePlace | undefined,
): SourcePlace[] {
  const own = versionLine === undefined ? [] : [{ path: file.path, line: versionLine }];
  const { source } = place;
  const all = [...own, ...(source ? [source] : []), ...(keptAt ? [keptAt] : [])];
  return all.map(({ path, line }) => ({ path: pathFrom(folder, path), line }));
}
