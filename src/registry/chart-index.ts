import { ParseBudget } from '../yaml/parse-budget.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { field, items, rootOf, textOf } from '../yaml/value.ts';
import { isDigest } from './digest.ts';
import { RegistryError } from './failure.ts';

/** A version of a chart in a chart repository. */
export interface ChartVersion {
  readonly version: string;
  readonly url: string;
  /** Undefined where the index has none. */
  readonly digest: string | undefined;
}

/**
 * The versions of a chart in the index of a repository. Only the chart's own part is parsed: others can have
 * tens of megabytes.
 *
 * @throws RegistryError
 */
export function versionsIn(index: string, name: string): ChartVersion[] {
  const part = partOf(index, name);
  const document =
    part === undefined
      ? undefined
      : parseDocumentAt(part, { start: 0, end: part.length }, 0, new ParseBudget());
  if (!document || !('root' in document)) {
    throw new RegistryError('not-found', 'its repository does not have it');
  }
  return items(field(rootOf(document), name)?.value).flatMap((one): ChartVersion[] => {
    const version = textOf(field(one, 'version')?.value);
    const url = textOf(items(field(one, 'urls')?.value)[0]);
    const written = textOf(field(one, 'digest')?.value);
    const digest = written === undefined ? undefined : `sha256:${written.replace(/^sha256:/, '')}`;
    if (version === undefined || url === undefined) return [];
    if (digest !== undefined && !isDigest(digest)) return [];
    return [{ version, url, digest }];
  });
}

/** What ends the part of a chart: the next key. The items of a list may stand as far left as its key. */
function nextKey(indent: number): RegExp {
  return new RegExp(String.raw`^(?: {0,${indent - 1}}\S| {${indent}}[^\s#-])`, 'gm');
}

/** The lines of `entries` that are about a chart. An index that is made to take time has millions of lines. */
function partOf(index: string, name: string): string | undefined {
  const entries = /^entries: *$/m.exec(index);
  if (!entries) return undefined;
  const key = name.replaceAll(/[.+]/g, String.raw`\$&`);
  const own = new RegExp(`^( {1,20})(["']?)${key}\\2: *$`, 'gm');
  own.lastIndex = entries.index;
  const start = own.exec(index);
  if (!start) return undefined;
  const next = nextKey(start[1]?.length ?? 1);
  next.lastIndex = own.lastIndex;
  return index.slice(start.index, next.exec(index)?.index);
}

/**
 * The version that is asked for; without one the newest that is no trial.
 *
 * @throws RegistryError
 */
export function chooseVersion(
  versions: readonly ChartVersion[],
  wanted: string | undefined,
): ChartVersion {
  const isSame = ({ version }: ChartVersion): boolean =>
    version.replace(/^v/, '') === wanted?.replace(/^v/, '');
  const settled = versions.filter(({ version }) => /^v?\d+\.\d+\.\d+(?:\+.*)?$/.test(version));
  const [newest] = settled.toSorted((a, b) => compare(b.version, a.version));
  const found = wanted === undefined ? newest : versions.find(isSame);
  if (found) return found;
  const what =
    wanted === undefined ? 'no version of it' : 'another version of it, but not this one';
  throw new RegistryError('not-found', `its repository has ${what}`);
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => text.replace(/^v/, '').split(/[.+]/, 3).map(Number));
  for (const at of [0, 1, 2]) {
    const order = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
