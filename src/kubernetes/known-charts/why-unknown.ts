import {
  ADD_CHART,
  type ChartPlace,
  addCommand,
  chartPlaceOf,
  isExactVersion,
} from './chart-place.ts';
import type { Release } from './release.ts';
import { type ReleaseSource, findSource } from './release-sources.ts';

/** Longer addresses are of no use to a reader. */
const MAX_LENGTH = 200;

/** Why what a release deploys is not known; a clause. */
export function whyUnknown(
  release: Release,
  sources: readonly ReleaseSource[],
  folder: string,
): string {
  const place = release.folder === undefined ? chartPlaceOf(release, sources, folder) : undefined;
  const { unread, unknown } = release;
  if (unknown !== undefined) return unknown;
  if (unread !== undefined) return `${unread} can change what is deployed`;
  if (place) return whyElsewhere(place);
  if (isWithoutChart(release)) return 'it names no chart: it patches a release elsewhere';
  return `its source is ${sourceOf(release, sources, folder)}`;
}

/** Why the chart of a release is not known that is not in the repository, and what to do; a clause. */
export function whyElsewhere(place: ChartPlace): string {
  const { version, address } = place;
  if (isExactVersion(version)) return `the chart is not in the repository: ${addCommand(place)}`;
  const name = version === undefined ? 'its version' : `one version in place of ${quoted(version)}`;
  return `the chart ${quoted(address)} is not in the repository: name ${name}, then run ${ADD_CHART}`;
}

function isWithoutChart({ chart, source, folder, path = folder }: Release): boolean {
  return !source && (path ?? chart) === undefined;
}

/** What a release names, as it is written. */
function sourceOf(
  { chart, source, folder: own, path = own }: Release,
  sources: readonly ReleaseSource[],
  folder: string,
): string {
  const what = path ?? chart;
  if (!source) return quoted(what ?? '');
  const named = what === undefined ? '' : `${quoted(what)} of `;
  const toDo = path === undefined ? '' : ': run podseal check there';
  if ('address' in source) return `${named}${quoted(source.address)}${toDo}`;
  const object = quoted(`${source.kind}/${source.name}`);
  const isKnown = path !== undefined || findSource(sources, source, folder);
  return `${named}${object}${isKnown ? toDo : ', which no file that was read has'}`;
}

function quoted(text: string): string {
  const short = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return `\`${short.replaceAll(/[`\s]+/g, ' ')}\``;
}
