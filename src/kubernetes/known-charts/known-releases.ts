import type { Value } from '../../yaml/value.ts';
import type { Resource } from '../resource.ts';
import { madeObjects } from './made-objects.ts';
import { UnknownOutcome } from './making.ts';
import { recognizeChart } from './recognize.ts';
import { type Release, readReleases } from './release.ts';
import type { ReleaseSource } from './release-sources.ts';
import { whyUnknown } from './why-unknown.ts';

/** What is known of the releases that an object makes. */
export interface KnownReleases {
  /** The objects with pods that they make. */
  readonly resources: readonly Resource[];
  /** Whether all that they make is among these. */
  readonly isWhole: boolean;
  /** What of that is not certain, or why it is not known; clauses. */
  readonly reasons: readonly string[];
}

/** An object with releases. */
interface ReleasesAt {
  /** That of its file, with a `/` at its end. */
  readonly folder: string;
  /** Why its charts are not rendered, though they are at hand; a clause. */
  readonly unrendered?: string | undefined;
}

/** What the releases of an object become, by what is known of charts; undefined where nothing is known. */
export function knownReleases(
  root: Value,
  sources: readonly ReleaseSource[],
  { folder, unrendered }: ReleasesAt,
): KnownReleases | undefined {
  const releases = readReleases(root);
  if (!releases || releases.length === 0) return undefined;
  const found = releases.map(
    (release) =>
      knownRelease(release, sources, folder) ??
      unknown(unrendered ?? whyUnknown(release, sources, folder)),
  );
  const reasons = found.flatMap((one) => one.reasons);
  return {
    resources: found.flatMap((one) => one.resources),
    isWhole: found.every((one) => one.isWhole),
    reasons: [...new Set(reasons)].slice(0, MAX_REASONS),
  };
}

/** More reasons are not read. */
const MAX_REASONS = 5;

/** What a release becomes; undefined where its chart is not known. */
export function knownRelease(
  release: Release,
  sources: readonly ReleaseSource[],
  folder: string,
): KnownReleases | undefined {
  const recognized = recognizeChart(release, sources, folder);
  if (!recognized) return undefined;
  const { chart, doubt } = recognized;
  const { values } = release;
  if (release.unknown !== undefined) return unknown(release.unknown);
  const unread = release.unread ?? changing(release);
  if (unread !== undefined) return unknown(`${unread} can change what ${chart.name} makes`);
  if (!values) return unknown(`the values of ${chart.name} are not in this object`);
  try {
    const resources = madeObjects(chart, release, values);
    return { resources, isWhole: true, reasons: doubt === undefined ? [] : [doubt] };
  } catch (error) {
    if (error instanceof UnknownOutcome) return unknown(`${chart.name}: ${error.message}`);
    throw error;
  }
}

/** What changes the values that a known chart is given, or what it makes of them. */
function changing({ valueFiles, parameters, post = [] }: Release): string | undefined {
  if (post.length > 0) return '`postRenderers`';
  if (valueFiles.length > 0) return '`valueFiles`';
  return parameters && '`parameters`';
}

function unknown(reason: string): KnownReleases {
  return { resources: [], isWhole: false, reasons: [reason] };
}
