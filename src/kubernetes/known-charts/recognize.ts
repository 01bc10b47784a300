import { charts } from './charts.generated.ts';
import type { KnownChart } from './known-chart.ts';
import type { Release } from './release.ts';
import { type ReleaseSource, findSource } from './release-sources.ts';

/** A chart that is known, and what is not certain of it. */
export interface Recognized {
  readonly chart: KnownChart;
  /** What is not certain, a clause; undefined for nothing. */
  readonly doubt: string | undefined;
}

/** The known chart of a release, by its name and its source; undefined for all others. */
export function recognizeChart(
  { chart, source, version }: Release,
  sources: readonly ReleaseSource[],
  folder: string,
): Recognized | undefined {
  if (!source) return undefined;
  if ('address' in source) return byAddress(chart, source.address, version);
  const found = findSource(sources, source, folder);
  if (found) return byAddress(chart, found.url, version ?? found.version);
  // Its object is not at hand: the name alone says which chart it is.
  const known = named(chart ?? source.name);
  if (!known || (chart === undefined && source.kind !== 'OCIRepository')) return undefined;
  return withVersion(known, version);
}

/** Whether an address is that of a known chart, so that its releases say all that there is to say. */
export function isKnownAddress(address: string): boolean {
  return byAddress(undefined, address, undefined) !== undefined;
}

/** @param chart the chart's name; undefined for an address that ends with it */
function byAddress(
  chart: string | undefined,
  address: string,
  version: string | undefined,
): Recognized | undefined {
  const plain = address.replace(/^\w+:\/\//, '').replace(/(?<!\/)\/+$/, '');
  const slash = plain.lastIndexOf('/');
  const known = named(chart ?? plain.slice(slash + 1));
  if (!known) return undefined;
  const repository = chart === undefined ? plain.slice(0, slash) : plain;
  if (known.repositories.includes(repository)) return withVersion(known, version);
  // Argo CD takes the whole address of an OCI chart as well.
  const isWhole = known.repositories.some((one) => `${one}/${known.name}` === plain);
  return isWhole ? withVersion(known, version) : undefined;
}

function named(name: string): KnownChart | undefined {
  return charts.find((one) => one.name === name);
}

function withVersion(chart: KnownChart, version: string | undefined): Recognized | undefined {
  const { from, to } = chart.versions;
  const major = /^[^\d]*(\d+)/.exec(version ?? '')?.[1];
  const known = `as ${chart.name} ${to} makes them`;
  if (major === undefined) {
    const why = `the version of ${chart.name} is not in the files that were read`;
    return { chart, doubt: `${why}: its pods are judged ${known}` };
  }
  if (Number(major) < from) return undefined;
  const newer = `${chart.name} ${major} is newer than what Podseal knows: its pods are judged ${known}`;
  return { chart, doubt: Number(major) > to ? newer : undefined };
}
