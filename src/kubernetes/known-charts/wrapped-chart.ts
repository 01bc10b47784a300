import { ParseBudget } from '../../yaml/parse-budget.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { type Value, field, isMapping, items, rootOf, textOf } from '../../yaml/value.ts';
import { type KnownReleases, knownRelease } from './known-releases.ts';
import { recognizeChart } from './recognize.ts';
import type { Release } from './release.ts';

/** A chart that is known, and the only one that another chart is there for. */
export interface WrappedChart {
  readonly chart: string;
  readonly repository: string;
  readonly version: string | undefined;
  /** The key of its values in the other chart's. */
  readonly key: string;
  /** The other chart's name, which releases of it mostly have. */
  readonly name: string;
}

/**
 * What a chart without templates wraps, by its `Chart.yaml`.
 *
 * @returns undefined where its only dependency is none that is known
 */
export function wrappedChartIn(text: string): WrappedChart | undefined {
  const [span] = splitDocuments(text);
  const document = span && parseDocumentAt(text, span, 0, new ParseBudget());
  if (!document || !('root' in document)) return undefined;
  const root = rootOf(document);
  const [only, ...others] = items(field(root, 'dependencies')?.value);
  const chart = textOf(field(only, 'name')?.value);
  const repository = textOf(field(only, 'repository')?.value);
  if (others.length > 0 || chart === undefined || repository === undefined) return undefined;
  const version = textOf(field(only, 'version')?.value);
  const key = textOf(field(only, 'alias')?.value) ?? chart;
  const wrapped = {
    chart,
    repository,
    version,
    key,
    name: textOf(field(root, 'name')?.value) ?? '',
  };
  return recognizeChart(releaseOf(wrapped), [], '') ? wrapped : undefined;
}

/** What the values of the wrapping chart become; undefined where they have none for the chart. */
export function wrappedValues(root: Value, wrapped: WrappedChart): KnownReleases | undefined {
  const value = field(root, wrapped.key)?.value;
  if (!isMapping(value)) return undefined;
  const at = [wrapped.key];
  const { document } = root;
  return knownRelease({ ...releaseOf(wrapped), values: { value, at, path: at, document } }, [], '');
}

function releaseOf({ chart, repository, version, name }: WrappedChart): Release {
  return {
    ...{ chart, version, name, namespace: '' },
    source: { address: repository },
    values: undefined,
    folder: undefined,
    valueFiles: [],
    parameters: undefined,
    unread: undefined,
    chartAt: [],
    versionAt: [],
  };
}
