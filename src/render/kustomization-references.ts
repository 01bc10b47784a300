import { parseDocumentAt } from '../yaml/parse.ts';
import { ParseBudget } from '../yaml/parse-budget.ts';
import { splitDocuments } from '../yaml/split.ts';
import { type Value, field, items, rootOf, textOf } from '../yaml/value.ts';

/** The names under which Kustomize looks for a kustomization. */
export const KUSTOMIZATION_FILES: readonly string[] = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** What a kustomization names, as it is written there. */
export interface References {
  /** Resources, components and plugins: files, or folders with kustomizations of their own. */
  readonly resources: readonly string[];
  /** Patches, data of generators, and what else is a file in any case. */
  readonly files: readonly string[];
  /** Values of charts, which nothing is built of. */
  readonly values: readonly string[];
  /** Those of the resources that configure plugins. */
  readonly plugins: readonly string[];
  /** Whether it is for other kustomizations, and none by itself. */
  readonly isComponent: boolean;
}

const NOTHING: References = {
  ...{ resources: [], files: [], values: [], plugins: [], isComponent: false },
};

/** Longer ones are no kustomizations that people write. */
const MAX_LENGTH = 1_000_000;

/** Reads what a kustomization names. Never throws: one that can't be read names nothing. */
export function readReferences(text: string): References {
  if (text.length > MAX_LENGTH) return NOTHING;
  const [span] = splitDocuments(text);
  const document = span && parseDocumentAt(text, span, 0, new ParseBudget());
  if (!document || !('root' in document)) return NOTHING;
  const root = rootOf(document);
  const of = (name: string): readonly Value[] => items(field(root, name)?.value);
  const texts = (...names: string[]): string[] => names.flatMap(of).flatMap(named);
  const paths = (...names: string[]): string[] =>
    names.flatMap(of).flatMap((one) => named(field(one, 'path')?.value));
  const openapi = field(field(root, 'openapi')?.value, 'path')?.value;
  const plugins = texts('generators', 'transformers', 'validators');
  return {
    resources: [...texts('resources', 'bases', 'components'), ...plugins],
    plugins,
    files: [
      ...texts('patchesStrategicMerge', 'crds', 'configurations'),
      ...paths('patches', 'patchesJson6902', 'replacements'),
      ...[...of('configMapGenerator'), ...of('secretGenerator')].flatMap(dataOf),
      ...named(openapi),
    ],
    values: ['helmCharts', 'helmChartInflationGenerator'].flatMap(of).flatMap(valuesOf),
    isComponent: textOf(field(root, 'kind')?.value) === 'Component',
  };
}

/**
 * The files that configurations of plugins name, such as a patch: as they are written there, from the folder of the
 * kustomization that names the plugins.
 *
 * @param readText the files that were read
 */
export function filesOfPlugins(
  folder: string,
  { plugins }: Pick<References, 'plugins'>,
  readText: (path: string) => string | undefined,
): string[] {
  const configurations = configurationsOf(folder, plugins, readText);
  return configurations.flatMap((path) => pluginsIn(readText(path) ?? '').flatMap(namedByPlugin));
}

/** The same, for files of values of charts. */
export function valuesOfPlugins(
  folder: string,
  { plugins }: Pick<References, 'plugins'>,
  readText: (path: string) => string | undefined,
): string[] {
  const configurations = configurationsOf(folder, plugins, readText);
  return configurations.flatMap((path) => pluginsIn(readText(path) ?? '').flatMap(valuesOf));
}

/** The files that may configure plugins, also those of kustomizations that are made of such files. */
export function configurationsOf(
  folder: string,
  plugins: readonly string[],
  readText: (path: string) => string | undefined,
): string[] {
  const paths = new Set(namedIn(folder, { resources: plugins, files: [] }));
  for (const path of paths) {
    const isKustomization = kustomizationsIn(folderOf(path)).includes(path);
    const text = isKustomization ? readText(path) : undefined;
    const { resources } = text === undefined ? NOTHING : readReferences(text);
    for (const one of namedIn(folderOf(path), { resources, files: [] })) paths.add(one);
  }
  return [...paths].filter((path) => !kustomizationsIn(folderOf(path)).includes(path));
}

/** The plugins that Kustomize has itself; others are never run. */
function pluginsIn(text: string): Value[] {
  if (text.length > MAX_LENGTH || !/\bbuiltin\b/.test(text)) return [];
  const budget = new ParseBudget();
  return splitDocuments(text).flatMap((span, index) => {
    const document = parseDocumentAt(text, span, index, budget);
    if (!document || !('root' in document)) return [];
    const root = rootOf(document);
    return textOf(field(root, 'apiVersion')?.value) === 'builtin' ? [root] : [];
  });
}

function namedByPlugin(root: Value): string[] {
  const replacements = items(field(root, 'replacements')?.value);
  const paths = [root, ...replacements].flatMap((one) => named(field(one, 'path')?.value));
  return [...paths, ...items(field(root, 'paths')?.value).flatMap(named), ...dataOf(root)];
}

/** A name of a file or a folder here: patches can be texts, and resources can be elsewhere. */
function named(value: Value | undefined): string[] {
  const text = textOf(value);
  return text === undefined || text === '' || /[\n?]|:\/\/|^\//.test(text) ? [] : [text];
}

/** The files of values of a chart. */
function valuesOf(chart: Value): string[] {
  const file = ['valuesFile', 'values'].flatMap((name) => named(field(chart, name)?.value));
  return [...file, ...items(field(chart, 'additionalValuesFiles')?.value).flatMap(named)];
}

/** The files of a generator of ConfigMaps or Secrets, which can have a key before them. */
function dataOf(generator: Value): string[] {
  const files = items(field(generator, 'files')?.value).flatMap((one) =>
    named(one).map((text) => text.slice(text.indexOf('=') + 1)),
  );
  const env = field(generator, 'env')?.value;
  return [...files, ...items(field(generator, 'envs')?.value).flatMap(named), ...named(env)];
}

/** A path from a folder, both from the root of the repository; undefined where it leads out of that. */
export function pathFrom(folder: string, name: string): string | undefined {
  const steps = folder === '' ? [] : folder.split('/');
  for (const step of name.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

/** The folder of a file; empty for the root of the repository. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A file in a folder. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The files that make a folder a kustomization. */
export function kustomizationsIn(folder: string): string[] {
  return KUSTOMIZATION_FILES.map((name) => inFolder(folder, name));
}

/** The paths that a kustomization may mean: what it names can be a file, or a folder with a kustomization. */
export function namedIn(
  folder: string,
  { resources, files }: Pick<References, 'resources' | 'files'>,
): string[] {
  const found = resources.flatMap((name) => {
    const path = pathFrom(folder, name);
    if (path === undefined) return [];
    if (/\.(?:ya?ml|json)$/.test(path)) return [path];
    return path === '' ? kustomizationsIn(path) : [path, ...kustomizationsIn(path)];
  });
  return [...found, ...files.flatMap((name) => pathFrom(folder, name) ?? [])];
}
