import { type FileDependency, fileDependencies } from '../render/file-dependencies.ts';
import { pathFrom } from '../render/kustomization-references.ts';
import { chartFileIn } from './chart-places.ts';
import { neededFiles } from './needed-files.ts';
import type { FolderAt, SourceTree, WantedFile } from './source-tree.ts';

/** Charts of a repository that are looked through for dependencies. */
const MAX_CHART_FILES = 100;

/** The charts of the repository that depend on some others of it by their folders, on the new side. */
export async function dependentsOf(
  tree: SourceTree,
  folders: ReadonlySet<string>,
): Promise<string[]> {
  const all = folders.size === 0 ? undefined : await tree.all('head');
  const known = new Set([...folders].map(chartFileIn));
  const others = (all ?? []).filter(
    ({ path, isLink }) => /(?:^|\/)Chart\.yaml$/.test(path) && !isLink && !known.has(path),
  );
  const read = others.slice(0, MAX_CHART_FILES).map((file) => ({ ...file, isMinor: true }));
  if (read.length === 0) return [];
  const bytes = await tree.read(read);
  return read.flatMap(({ path, id }) => {
    const content = bytes.get(id);
    const text = content ? new TextDecoder().decode(content) : '';
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const named = fileDependencies([], { 'Chart.yaml': text });
    return named.some((one) => folders.has(pathFrom(folder, one.folder) ?? '\0')) ? [folder] : [];
  });
}

/** The folders that a chart depends on, with their files. */
export interface LinkedFolder {
  readonly dependency: FileDependency;
  /** From the root of the repository. */
  readonly folder: string;
  readonly files: readonly WantedFile[];
}

/**
 * Lists what some charts depend on by its folder, each on its side.
 *
 * @param charts their folders with the texts of `Chart.yaml` and `requirements.yaml`, and the paths of their files
 */
export async function linkedFolders(
  tree: SourceTree,
  charts: readonly (FolderAt & {
    readonly texts: Readonly<Record<string, string>>;
    readonly paths: readonly string[];
  })[],
): Promise<LinkedFolder[][]> {
  const named = charts.map(({ side, folder, texts, paths }) =>
    fileDependencies(paths, texts).flatMap((dependency) => {
      const at = pathFrom(folder, dependency.folder);
      return at === undefined ? [] : [{ side, dependency, folder: at }];
    }),
  );
  const all = named.flat();
  if (all.length === 0) return charts.map(() => []);
  const listed = await tree.list(all);
  return named.map((own) =>
    own.flatMap((one): LinkedFolder[] => {
      const files = neededFiles(one.folder, listed[all.indexOf(one)]);
      return 'reason' in files || files.length === 0 ? [] : [{ ...one, files }];
    }),
  );
}
