import type { Release } from './release.ts';
import { type ReleaseSource, findSource } from './release-sources.ts';

/** Where a chart is that is not in the repository. */
export interface ChartPlace {
  /** `oci://registry/charts/web`, or `https://charts.example.com/web` for the chart `web` of a chart repository. */
  readonly address: string;
  /** As written; undefined where nothing says it. */
  readonly version: string | undefined;
  /** The object that says so, where that is another one. */
  readonly source?: Pick<ReleaseSource, 'path' | 'document' | 'line'> | undefined;
}

/** One version, and no range of them. */
const EXACT = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** Where the chart of a release is; undefined where the files at hand do not say it. */
export function chartPlaceOf(
  { chart, source, version }: Release,
  sources: readonly ReleaseSource[],
  folder: string,
): ChartPlace | undefined {
  if (!source) return undefined;
  const found = 'address' in source ? undefined : findSource(sources, source, folder);
  const url = 'address' in source ? source.address : found?.url;
  const isWhole = 'kind' in source && source.kind === 'OCIRepository';
  // A path, or a repository of git.
  if (!isWhole && chart === undefined) return undefined;
  const address = url === undefined ? undefined : addressOf(url, isWhole ? undefined : chart);
  if (address === undefined) return undefined;
  return { address, version: version ?? found?.version, source: found };
}

/** @param chart its name; undefined for an address that has it */
function addressOf(url: string, chart: string | undefined): string | undefined {
  // Argo CD writes the addresses of registries without a scheme.
  const whole = url.includes('://') ? url : `oci://${url}`;
  const base = whole.replace(/(?<!\/)\/+$/, '');
  const address = chart === undefined ? base : `${base}/${chart}`;
  return isChartAddress(address) ? address : undefined;
}

/** Whether a text is the address of a chart. */
export function isChartAddress(text: string): boolean {
  return /^(?:oci|https|http):\/\/[\w.:-]+(?:\/[\w.~+-]+)+$/.test(text);
}

/** Whether a version names one, so that its chart stays the same. */
export function isExactVersion(version: string | undefined): version is string {
  return version !== undefined && EXACT.test(version);
}

export const ADD_CHART = 'podseal charts add';

/** How a chart gets into the repository. */
export function addCommand({ address, version }: ChartPlace): string {
  const which = isExactVersion(version) ? ` --version ${version}` : '';
  return `${ADD_CHART} ${address}${which}`;
}

/** The chart's name: the end of its address. */
export function chartName({ address }: Pick<ChartPlace, 'address'>): string {
  return address.slice(address.lastIndexOf('/') + 1);
}
