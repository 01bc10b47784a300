import picomatch from 'picomatch';
import type { ConfiguredValues } from '../configuration/configuration.ts';
import type { ValueSet } from '../render/chart-sources.ts';
import { plainPath } from '../render/plain-path.ts';
import { reportedPath } from '../render/rendered-source.ts';

/** Values files that the configuration has for a chart. */
export interface ConfiguredFiles {
  /** From the chart's folder. */
  readonly paths: readonly string[];
  /** Where the configuration says so. */
  readonly source: string;
}

/** The values files that the configuration has for the chart in a folder. */
export function configuredFor(
  folder: string,
  charts: readonly ConfiguredValues[],
): ConfiguredFiles[] {
  return charts
    .filter(({ chart }) => folder === chart || picomatch.isMatch(folder, chart))
    .map(({ values, source }) => ({ paths: values.map(plainPath), source }));
}

/** The value sets of these files, and why some are left out. */
export function configuredSets(
  configured: readonly ConfiguredFiles[],
  isThere: (path: string) => boolean,
): { readonly sets: readonly ValueSet[]; readonly unread: readonly string[] } {
  const sets: ValueSet[] = [];
  const unread: string[] = [];
  for (const { paths, source } of configured) {
    const missing = paths.filter((path) => !isThere(path));
    for (const path of missing) {
      unread.push(`${source} names ${path}, which can't be read from the chart's folder`);
    }
    if (missing.length === 0) sets.push({ name: paths.join(' and '), values: paths });
  }
  return { sets, unread };
}

/**
 * The folders that may have a chart with changed values outside of it, as far as the configuration tells:
 * the chart itself, or the folder that its pattern starts with.
 */
export function configuredPlaces(
  charts: readonly ConfiguredValues[],
  changed: readonly string[],
): { readonly folder: string; readonly isChart: boolean }[] {
  return charts.flatMap(({ chart, values }) => {
    const outside = values.map(plainPath).filter((path) => path.startsWith('../'));
    const { base, isGlob } = picomatch.scan(chart);
    const isMeant = (path: string): boolean =>
      isGlob
        ? changed.some((one) => one.endsWith(path.replaceAll('../', '')))
        : changed.includes(reportedPath({ folder: chart }, path));
    return outside.some(isMeant) ? [{ folder: base, isChart: !isGlob }] : [];
  });
}
