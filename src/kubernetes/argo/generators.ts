import picomatch from 'picomatch';
import { dataAt } from '../../yaml/change-data.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import type { Data } from '../../yaml/value-change.ts';
import { type Value, allFields, field, isSet, items, scalar, textOf } from '../../yaml/value.ts';
import {
  type Parameters,
  filledIn,
  parametersOf,
  pathParameters,
  unknownIn,
} from './parameters.ts';

/** The files of a repository that generators go through. */
export interface GeneratorTree {
  /** From the repository's root. */
  readonly paths: readonly string[];
  /** The text of a file; undefined for one that was not read. */
  textOf(path: string): string | undefined;
}

/** The parameters of the applications that generators make. */
export interface Generated {
  readonly sets: readonly Parameters[];
  /** The generators whose parameters are not known here, as they are named. */
  readonly unknown: readonly string[];
}

/** More applications of one set than a person looks at. */
const MAX_SETS = 100;
/** Deeper generators are refused by Argo CD. */
const MAX_DEPTH = 2;

/** The parameters that the generators of a set of applications make, as far as files tell them. */
export function generatedBy(
  generators: readonly Value[],
  tree: GeneratorTree | undefined,
  depth = 0,
): Generated {
  const all = generators.map((one) => generatedByOne(one, tree, depth));
  const sets = all.flatMap((one) => one.sets);
  const unknown = all.flatMap((one) => one.unknown);
  return sets.length > MAX_SETS
    ? { sets: sets.slice(0, MAX_SETS), unknown: [...unknown, `more than ${MAX_SETS} applications`] }
    : { sets, unknown };
}

function generatedByOne(
  generator: Value,
  tree: GeneratorTree | undefined,
  depth: number,
): Generated {
  const kind = allFields(generator).find((one) => one.name !== 'selector');
  const name = kind?.name ?? 'none';
  const unknown = { sets: [], unknown: [name] };
  const isNarrowed =
    isSet(field(generator, 'selector')?.value) || isSet(field(kind?.value, 'template')?.value);
  if (!kind || isNarrowed) return unknown;
  if (name === 'list') return listed(kind.value) ?? unknown;
  if (name === 'git') return (tree && fromFiles(kind.value, tree)) ?? unknown;
  if (name === 'matrix' && depth < MAX_DEPTH) return matrix(kind.value, tree, depth);
  if (name === 'merge' && depth < MAX_DEPTH) return merge(kind.value, tree, depth);
  return unknown;
}

function listed(list: Value): Generated | undefined {
  if (isSet(field(list, 'elementsYaml')?.value)) return undefined;
  const elements = items(field(list, 'elements')?.value);
  const sets = elements.map((one) => new Map(parametersOf(dataOf(one))));
  return sets.some(hasTemplates) ? undefined : { sets, unknown: [] };
}

/** Parameters that others fill in. */
function hasTemplates(parameters: Parameters): boolean {
  return [...parameters.values()].some((value) => value.includes('{{'));
}

function dataOf(value: Value | undefined): Data | undefined {
  return value && dataAt(value.document.toData(), value.path);
}

/** What folders or files of the repository there are. */
function fromFiles(git: Value, tree: GeneratorTree): Generated | undefined {
  const { directories, files } = gitGlobs(git);
  if (directories.include.length === 0 && files.include.length === 0) return undefined;
  if ([directories, files].some(({ include, exclude }) => [...include, ...exclude].some(isSlow)))
    return undefined;
  if (isSet(field(git, 'pathParamPrefix')?.value)) return undefined;
  const folders = matching(foldersOf(tree.paths), directories).map((folder) =>
    pathParameters(folder),
  );
  const read = matching(tree.paths, files).flatMap((path) => {
    const text = tree.textOf(path);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const own = pathParameters(folder, path.slice(path.lastIndexOf('/') + 1));
    return text === undefined
      ? [undefined]
      : dataIn(text).map((data) => [...parametersOf(data), ...own]);
  });
  const found = [...folders, ...read];
  if (found.some((one) => one === undefined)) return undefined;
  const extra = parametersOf(dataOf(field(git, 'values')?.value), 'values.');
  return {
    sets: found.map((one) => withValues(new Map(one), extra)),
    unknown: [],
  };
}

/** Values of a generator may themselves have its parameters in them. */
function withValues(own: Parameters, extra: readonly [string, string][]): Parameters {
  const filled = extra.map(([name, value]): [string, string] => [name, filledIn(value, own)]);
  return new Map([...own, ...filled]);
}

/** Paths to take, and paths to leave out. */
interface Globs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

function gitGlobs(git: Value): { readonly directories: Globs; readonly files: Globs } {
  return { directories: globsIn(git, 'directories'), files: globsIn(git, 'files') };
}

function globsIn(git: Value, name: string): Globs {
  const all = items(field(git, name)?.value).map((one) => ({
    glob: (textOf(field(one, 'path')?.value) ?? '').replace(/^\.?\/|\/$/g, ''),
    isExcluding: scalar(field(one, 'exclude')?.value) === true,
  }));
  return {
    include: all.filter(({ isExcluding }) => !isExcluding).map(({ glob }) => glob),
    exclude: all.filter(({ isExcluding }) => isExcluding).map(({ glob }) => glob),
  };
}

/** What takes a regular expression more than a moment; a person's globs have two or three stars. */
function isSlow(glob: string): boolean {
  return glob.length > 200 || (glob.match(/\*+/g)?.length ?? 0) > 5;
}

function matching(paths: readonly string[], { include, exclude }: Globs): string[] {
  const [isIn, isOut] = [include, exclude].map((globs) =>
    picomatch([...globs], { dot: true, noextglob: true }),
  );
  const found = paths.filter((path) => isIn?.(path) === true && isOut?.(path) !== true);
  // One more tells that there are more.
  return found.toSorted().slice(0, MAX_SETS + 1);
}

function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      folders.add(path.slice(0, at));
    }
  }
  return [...folders];
}

/** A file has one mapping, or a list of such. */
function dataIn(text: string): Data[] {
  const [span] = splitDocuments(text);
  const document = span && parseDocumentAt(text, span, 0);
  if (!document || !('root' in document)) return [];
  const data = document.toData();
  return Array.isArray(data) ? data : data === undefined ? [] : [data];
}

/** Each set of the first with each of the second, which may have parameters of the first in it. */
function matrix(value: Value, tree: GeneratorTree | undefined, depth: number): Generated {
  const [one, other, ...more] = items(field(value, 'generators')?.value);
  const text = other && other.document.text.slice(other.span.start, other.span.end);
  if (!one || !other || more.length > 0 || unknownIn(text ?? '') !== undefined) {
    return { sets: [], unknown: ['matrix'] };
  }
  // Each has so many at most: their product is bounded, too.
  const [first, second] = [one, other].map((each) => generatedBy([each], tree, depth + 1));
  const sets = (first?.sets ?? []).flatMap((left) =>
    (second?.sets ?? []).map((right) => new Map([...left, ...right])),
  );
  return { sets, unknown: [...(first?.unknown ?? []), ...(second?.unknown ?? [])] };
}

/**
 * The sets of the first, each with the parameters of those of the others that have the same keys: the later ones count
 * over the earlier, and what the first has not is left out.
 *
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Merge/
 */
function merge(value: Value, tree: GeneratorTree | undefined, depth: number): Generated {
  const keys = items(field(value, 'mergeKeys')?.value).flatMap((one) => textOf(one) ?? []);
  const inner = items(field(value, 'generators')?.value);
  const all = inner.map((one) => generatedBy([one], tree, depth + 1));
  const unknown = all.flatMap((one) => one.unknown);
  // Whatever is not known may have other values for all of it.
  if (unknown.length > 0) return { sets: [], unknown };
  const byKeys = all.map(({ sets }) => mergedBy(keys, sets));
  const [first, ...others] = byKeys;
  const isWhole = byKeys.every((one) => one !== undefined);
  if (keys.length === 0 || !first || !isWhole) return { sets: [], unknown: ['merge'] };
  const sets = [...first].map(
    ([key, set]) => new Map([...set, ...others.flatMap((one) => [...(one?.get(key) ?? [])])]),
  );
  return { sets, unknown: [] };
}

/** Sets by their values of some keys; undefined where one has not all of these, or two have the same. */
function mergedBy(
  keys: readonly string[],
  sets: readonly Parameters[],
): ReadonlyMap<string, Parameters> | undefined {
  const found = new Map(
    sets.map((set) => [JSON.stringify(keys.map((key) => set.get(key))), set] as const),
  );
  const isWhole = sets.every((set) => keys.every((key) => set.has(key)));
  return isWhole && found.size === sets.length ? found : undefined;
}

/** What generators go through, by globs. */
export interface GeneratorGlobs {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** The files and folders that generators of a document go through. */
export function generatorGlobs(generators: readonly Value[]): GeneratorGlobs {
  const all = generators.flatMap((one): GeneratorGlobs[] => {
    const git = field(one, 'git')?.value;
    const inner = ['matrix', 'merge'].flatMap((name) =>
      items(field(field(one, name)?.value, 'generators')?.value),
    );
    return [...(git ? [includedBy(git)] : []), generatorGlobs(inner)];
  });
  return {
    files: all.flatMap(({ files }) => files),
    directories: all.flatMap(({ directories }) => directories),
  };
}

function includedBy(git: Value): GeneratorGlobs {
  const { files, directories } = gitGlobs(git);
  return { files: quickIn(files), directories: quickIn(directories) };
}

function quickIn({ include }: Globs): string[] {
  return include.filter((glob) => !isSlow(glob));
}
