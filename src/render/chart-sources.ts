import { isValuesPath } from '../kubernetes/unseen/candidates.ts';
import type { FileDependency } from './file-dependencies.ts';
import type { InlineValues } from './inline-values.ts';
import type { PlacedLine } from './placed-line.ts';
import type { SourcePlace } from './rendered-source.ts';

/** A chart's files, and the value sets that it is rendered with. */
export interface ChartSources {
  /** The chart's folder, as reports name it; empty for the folder that the command runs in. */
  readonly folder: string;
  /** Texts by their path from the folder; values files of the configuration may be outside of it (`../`). */
  readonly files: Readonly<Record<string, string>>;
  /** What is no text, such as archives of vendored charts, in Base64. */
  readonly binaries: Readonly<Record<string, string>>;
  /** The links in the folder, which are not followed. */
  readonly links: readonly string[];
  /** Why values files of the configuration are left out. */
  readonly unread: readonly string[];
  readonly sets: readonly ValueSet[];
  /** Values that stand in objects, by the names that value sets give them. */
  readonly inline?: Readonly<Record<string, InlineValues>> | undefined;
  /** The releases that value sets are for. */
  readonly releases?: readonly UsedRelease[] | undefined;
  /** Its dependencies elsewhere in the repository, whose files have their paths there. */
  readonly linked?: readonly FileDependency[] | undefined;
  /** Where the only release says which chart it is: the chart itself is not in the repository. */
  readonly installedAt?: Installed | undefined;
}

/** The files of a chart. */
export type ChartFiles = Pick<ChartSources, 'files' | 'binaries'>;

/** Where a release says which chart it is. */
export interface Installed extends SourcePlace {
  /** The lines that say which version of it, in files from the chart's folder. */
  readonly versions?: readonly SourcePlace[];
}

/** A release that a value set is for. */
export interface UsedRelease {
  /** The value set's name. */
  readonly name: string;
  /** Its file, as reports name it. */
  readonly path: string;
  /** Which document of the file it is, from 0, and how many releases that document makes. */
  readonly document: number;
  readonly siblings: number;
}

/** Values to render a chart with, besides its own. */
export interface ValueSet {
  /** As reports name it: the file's path below the folder. Undefined for the defaults. */
  readonly name: string | undefined;
  /** Paths of files from the folder, or names of values in objects; the later ones count over the earlier. */
  readonly values: readonly string[];
  /** The names of the release and of its namespace, where they are known. */
  readonly release?: string | undefined;
  readonly namespace?: string | undefined;
  /** Kustomizations that change what the chart becomes, one after the other. */
  readonly post?: readonly (readonly PlacedLine[])[] | undefined;
  /** The object that they stand in: its file, from the folder, and which document of it. */
  readonly postFrom?: { readonly path: string; readonly document: number } | undefined;
  /** The files that its release is built from, from the folder, where a kustomization changes it. */
  readonly builtFrom?: readonly string[] | undefined;
}

/** The files that a value set is written in, from the chart's folder, the ones last that count over the others. */
export function filesOfSet(
  { inline = {} }: Pick<ChartSources, 'inline'>,
  { values, postFrom, builtFrom = [] }: Pick<ValueSet, 'values' | 'postFrom' | 'builtFrom'>,
): string[] {
  const files = values.map((name) => inline[name]?.path ?? name);
  return [...new Set([...files, ...builtFrom, ...(postFrom ? [postFrom.path] : [])])];
}

/** Values that the chart's own tests use, and values for an environment beside the chart's own. */
const SETS = [/^ci\/[^/]*values\.ya?ml$/, /^values[-._][^/]+\.ya?ml$/, /^[^/]+[-._]values\.ya?ml$/];

/** Whatever is named so, wherever it stands: only for who knows that it counts. */
function isNamedValues(path: string): boolean {
  if (!/\.ya?ml$/.test(path) || /^(?:templates|charts)\//.test(path)) return false;
  const [name, folder] = path.split('/').toReversed();
  return name?.includes('values') === true || folder === 'values';
}

/** More are for a matrix that nobody deploys as a whole. */
const MAX_SETS = 12;

/**
 * The value sets of a chart: its defaults, then the values files that stand where charts have them.
 *
 * @param wanted the files that come first, also those that stand elsewhere, and how many there are at most
 *   unless these are more
 */
export function valueSetsIn(
  paths: readonly string[],
  { first, most }: { readonly first: ReadonlySet<string>; readonly most: number } = ALL,
): ValueSet[] {
  const sorted = paths.toSorted();
  const preferred = sorted
    .filter((path) => first.has(path) && isNamedValues(path) && path !== 'values.yaml')
    .slice(0, MAX_SETS);
  const others = sorted.filter(
    (path) => !first.has(path) && SETS.some((pattern) => pattern.test(path)),
  );
  const chosen = [...preferred, ...others.slice(0, Math.max(0, most - preferred.length))];
  return [
    { name: undefined, values: [] },
    ...chosen.toSorted().map((name) => ({ name, values: [name] })),
  ];
}

const ALL = { first: new Set<string>(), most: MAX_SETS };

/**
 * Whether a file of a rendered chart shows in the rendering. What else is in the folder, such as `crds/`,
 * is judged as it is.
 *
 * @param path from the chart's folder
 */
export function isRendered(path: string): boolean {
  return (
    /^(?:templates|charts)\//.test(path) ||
    /^(?:Chart|requirements)\.(?:ya?ml|lock)$/.test(path) ||
    // Templates read with `.Files`.
    /^files\/.*\.(?:tpl|gotmpl|tmpl)$/.test(path) ||
    // What helm-docs writes a README from.
    /^README(?:\.md)?\.gotmpl$/.test(path)
  );
}

/** Whether what a file comes to is known only from the rendering of the chart in a folder: templates and values. */
export function isSourceOf(folder: string, path: string): boolean {
  const isBelow = folder === '' || path.startsWith(`${folder}/`);
  const own = path.slice(folder === '' ? 0 : folder.length + 1);
  return isBelow && (isRendered(own) || isValuesPath(own));
}
