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
  /** The lines that say which chart it is, and which version of it, in files as reports name them. */
  readonly chartAt: SourcePlace;
  readonly versionAt: SourcePlace | undefined;
}

/** What is at hand to find such releases. */
interface AtHand {
  /** Where charts are. */
  readonly sources: readonly ReleaseSource[];
  /** The root of the repository, as reports name it; empty for the folder that the command runs in. */
  readonly root: string;
  readonly tree?: GeneratorTree | undefined;
  /** Where the lines come from; by default, the file has them. */
  readonly placeOf?: (line: number) => SourcePlace | undefined;
}

/**
 * The releases in a file whose values are all there, or in files that they name from the root of the repository,
 * and whose chart is elsewhere; without those of charts that Podseal knows.
 */
export function elsewhereReleasesIn(
  file: SourceFile,
  { sources, root, tree, placeOf = (line) => ({ path: file.path, line }) }: AtHand,
): ElsewhereRelease[] {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const lines = indexLines(file.text);
  const counts = new Map<string, number>();
  return releasesIn(file, tree).flatMap((one): ElsewhereRelease[] => {
    const { release, parsed, written } = one;
    const place = chartPlaceOf(release, sources, folder);
    if (!place || isOfRepository(one) || recognizeChart(release, sources, folder)) return [];
    const lineAt = (path: Path): SourcePlace | undefined => {
      const value = valueAt(rootOf(parsed), path);
      return value && placeOf(lines.position(value.span.start).line);
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
        chartAt: lineAt(release.chartAt) ?? lineAt([]) ?? { path: file.path, line: 1 },
        versionAt: lineAt(release.versionAt),
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
    if (findSource(sources, source, folder)) return [];
    // A chart that is known by its name alone: its version may stand in the object.
    const known = recognizeChart(one.release, sources, folder);
    return known && known.doubt === undefined ? [] : [source];
  });
}

/** The files of values of a release that are not the chart's, as reports name them. */
export function ownValueFiles({ valueFiles }: ElsewhereRelease): string[] {
  return valueFiles.filter((path) => path.startsWith('/')).map((path) => path.slice(1));
}

/** Releases of one version of a chart that one document makes: as it is, and as kustomizations build it. */
export type ReleasesOfOne = readonly [ElsewhereRelease, ...ElsewhereRelease[]];

/** The releases that one rendering tells of. */
export function releasesOfEach(releases: readonly ElsewhereRelease[]): ReleasesOfOne[] {
  const groups = new Map<string, [ElsewhereRelease, ...ElsewhereRelease[]]>();
  for (const one of releases) {
    const { folder, place } = one;
    const key = JSON.stringify([folder, place.address, place.version]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/**
 * A chart with the values of a release of it.
 *
 * @param releases the release; in each of the kustomizations that build it, where these change it
 * @param own the texts of the release's own files of values, as reports name them
 */
export function sourcesOfRelease(
  releases: ReleasesOfOne,
  { files: whole, binaries, keptAt }: ChartFiles & { readonly keptAt?: SourcePlace | undefined },
  own: ReadonlyMap<string, string> = new Map(),
): ChartSources {
  const [{ folder, chartAt, place }] = releases;
  const files: Record<string, string> = { ...whole };
  for (const [path, text] of own) files[pathFrom(folder, path)] = text;
  const used = releaseSets(folder, releases, (path) => Object.hasOwn(files, path));
  return {
    ...{ folder, binaries, links: [], unread: [], inline: used.inline },
    releases: [...used.releases, ...sourceOf(place)],
    files: { ...files, ...used.files },
    sets: used.sets.map((set) => {
      const release = releases.find(({ name }) => name === set.name);
      return {
        ...set,
        // Where nothing changes the release, nothing but it is told of.
        name: release?.beside && set.name,
        release: release?.releaseName || undefined,
        namespace: release?.namespace || undefined,
      };
    }),
    installedAt: {
      ...{ path: pathFrom(folder, chartAt.path), line: chartAt.line },
      versions: releases.flatMap((one) => versionsOf(one, keptAt)),
    },
  };
}

/** The object that says where a chart is, as one that is rendered with it. */
function sourceOf({ source }: ChartPlace): UsedRelease[] {
  return source ? [{ name: '', path: source.path, document: source.document, siblings: 1 }] : [];
}

/** @param keptAt where it is said which archive is kept, from the root of the repository */
function versionsOf(
  { folder, place: { source }, versionAt }: ElsewhereRelease,
  keptAt: SourcePlace | undefined,
): SourcePlace[] {
  const all = [versionAt ?? [], source ?? [], keptAt ?? []].flat();
  return all.map(({ path, line }) => ({ path: pathFrom(folder, path), line }));
}
