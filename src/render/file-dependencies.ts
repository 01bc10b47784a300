import { ParseBudget } from '../yaml/parse-budget.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { field, items, rootOf, textOf } from '../yaml/value.ts';
import { plainPath } from './plain-path.ts';

/** A dependency of a chart that is a folder elsewhere in the repository. */
export interface FileDependency {
  /** The folder in `charts/` that Helm would put it into. */
  readonly mount: string;
  /** Where it is, from the chart's folder: `../lib`. */
  readonly folder: string;
}

/** More than a chart has; each is read as a whole. */
const MAX_DEPENDENCIES = 20;

/**
 * The dependencies of a chart with `file://` that are not in `charts/`, as `helm dependency build` would put them
 * there. One below the chart's own folder is part of the chart anyway.
 *
 * @param paths of the chart's files
 * @param texts of `Chart.yaml` and `requirements.yaml`
 */
export function fileDependencies(
  paths: readonly string[],
  texts: Readonly<Record<string, string>>,
): FileDependency[] {
  const found = ['Chart.yaml', 'requirements.yaml'].flatMap((path) => dependenciesIn(texts[path]));
  return found
    .filter(({ mount }) => !paths.some((path) => isVendored(path, mount)))
    .slice(0, MAX_DEPENDENCIES);
}

function isVendored(path: string, mount: string): boolean {
  return path.startsWith(`${mount}/`) || (path.startsWith(`${mount}-`) && path.endsWith('.tgz'));
}

function dependenciesIn(text = ''): FileDependency[] {
  const [span] = splitDocuments(text);
  const document = span && parseDocumentAt(text, span, 0, new ParseBudget());
  if (!document || !('root' in document)) return [];
  return items(field(rootOf(document), 'dependencies')?.value).flatMap((one): FileDependency[] => {
    const name = textOf(field(one, 'name')?.value) ?? '';
    const repository = textOf(field(one, 'repository')?.value) ?? '';
    const folder = plainPath(repository.replace(/^file:\/\//, ''));
    if (!repository.startsWith('file://') || !/^[\w.-]+$/.test(name)) return [];
    return folder.startsWith('../') ? [{ mount: `charts/${name}`, folder }] : [];
  });
}

/** The files of a chart as Helm would have them, with those of its dependencies in `charts/`. */
export function mounted(
  files: Readonly<Record<string, string>>,
  dependencies: readonly FileDependency[],
): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith('../')) all[path] = text;
    for (const { mount, folder } of dependencies) {
      if (path.startsWith(`${folder}/`)) all[`${mount}${path.slice(folder.length)}`] = text;
    }
  }
  return all;
}

/** A folder of what was rendered, as it is in the repository. */
export function unmounted(folder: string, dependencies: readonly FileDependency[]): string {
  const found = dependencies.find(
    ({ mount }) => folder === mount || folder.startsWith(`${mount}/`),
  );
  return found ? found.folder + folder.slice(found.mount.length) : folder;
}
