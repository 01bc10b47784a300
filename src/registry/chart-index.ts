import { ParseBudget } from '../yaml/parse-budget.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { field, items, rootOf, textOf } from '../yaml/value.ts';
import { isDigest } from './digest.ts';
import { RegistryError } from './failure.ts';
import { listIn, objectIn, parseObject, textIn } from './untrusted-json.ts';

/** A version of a chart in a chart repository. */
export interface ChartVersion {
  readonly version: string;
  readonly url: string;
  /** Undefined where the index has none. */
  readonly digest: string | undefined;
}

/** An entry of an index; empty is what it does not have. */
type Written = Readonly<Record<'version' | 'url' | 'digest', string>>;

/** `helm repo index --json` writes JSON, which is parsed as a whole: all of it is in memory at once. */
const MAX_JSON = 8 * 1024 ** 2;

const INDEX = 'the index of its repository';

/**
 * The versions of a chart in the index of a repository.
 *
 * @throws RegistryError
 */
export function versionsIn(index: Buffer, name: string): ChartVersion[] {
  const text = index.toString('utf8');
  const isJson = text.trimStart().startsWith('{');
  const found = isJson ? writtenInJson(index, name) : writtenInYaml(text, name);
  if (!found) throw new RegistryError('not-found', 'its repository does not have it');
  return found.flatMap(({ version, url, digest: written }): ChartVersion[] => {
    const digest = written === '' ? undefined : `sha256:${written.replace(/^sha256:/, '')}`;
    if (version === '' || url === '') return [];
    if (digest !== undefined && !isDigest(digest)) return [];
    return [{ version, url, digest }];
  });
}

function writtenInJson(index: Buffer, name: string): Written[] | undefined {
  if (index.length > MAX_JSON) {
    throw new RegistryError('too-large', `${INDEX} is JSON of more than ${MAX_JSON} bytes`);
  }
  const { entries } = parseObject(index, INDEX);
  const { [name]: own } = objectIn(entries, INDEX);
  if (own === undefined) return undefined;
  return listIn(own, INDEX).map((entry) => {
    const { version, urls, digest } = objectIn(entry, INDEX);
    const [url] = listIn(urls, INDEX);
    return {
      version: textIn(version, INDEX),
      url: textIn(url, INDEX),
      digest: textIn(digest, INDEX),
    };
  });
}

/** Only the chart's own part is parsed: others can have tens of megabytes. */
function writtenInYaml(index: string, name: string): Written[] | undefined {
  const part = partOf(index, name);
  if (part === undefined) return undefined;
  const document = parseDocumentAt(part, { start: 0, end: part.length }, 0, new ParseBudget());
  if (!document || !('root' in document)) throw unreadable();
  return items(field(rootOf(document), name)?.value).map((one) => ({
    version: textOf(field(one, 'version')?.value) ?? '',
    url: textOf(items(field(one, 'urls')?.value)[0]) ?? '',
    digest: textOf(field(one, 'digest')?.value) ?? '',
  }));
}

function unreadable(): RegistryError {
  return new RegistryError('invalid', `${INDEX} can't be read`);
}

/** What ends the part of a chart: the next key. The items of a list may stand as far left as its key. */
function nextKey(indent: number): RegExp {
  return new RegExp(String.raw`^(?: {0,${indent - 1}}\S| {${indent}}[^\s#-])`, 'gm');
}

/** The lines of `entries` that are about a chart. An index that is made to take time has millions of lines. */
function partOf(index: string, name: string): string | undefined {
  const entries = /^entries: *(?:\{\} *)?$/m.exec(index);
  if (!entries) throw unreadable();
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
