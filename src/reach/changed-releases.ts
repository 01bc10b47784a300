import type { GeneratorTree } from '../kubernetes/argo/generators.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { type ChartRelease, chartReleasesIn, valueFilesFrom } from '../render/chart-releases.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { ReachedRoot } from '../review/change.ts';
import { isKustomizationFile } from './kustomization-places.ts';
import { type ChangedTexts, textsOf } from './changed-texts.ts';
import { releaseTextsElsewhere } from './releases-elsewhere.ts';
import type { Side, SourceTree } from './source-tree.ts';
import type { TreeGenerators } from './tree-generators.ts';

/** More than a person changes at once. */
const MAX_RELEASES = 200;

/** The releases of charts of the repository that a change reaches, on both of its sides. */
export type ChangedReleases = Readonly<Record<Side, readonly ChartRelease[]>>;

/** What they are looked for in. */
interface ReleaseSearch {
  readonly changed: readonly string[];
  readonly texts: ChangedTexts;
  /** The kustomizations that the change reaches. */
  readonly roots: readonly ReachedRoot[];
}

/** Finds them in changed files, and in the files of kustomizations whose releases the change may patch. */
export async function changedReleases(
  { changed, texts, roots }: ReleaseSearch,
  generators: TreeGenerators,
): Promise<ChangedReleases> {
  const own = textsOf(texts);
  const read = async (side: Side): Promise<readonly ChartRelease[]> => {
    const seen = new Set(own[side].map(({ path }) => path));
    const built = roots.flatMap((root) => patchedFiles(root, side, changed));
    const files = [...own[side], ...distinct(built).filter(({ path }) => !seen.has(path))];
    return releasesIn(files, await generators.for(side, files));
  };
  return { base: await read('base'), head: await read('head') };
}

/** The releases in files that a change leaves alone which name one of some changed files of values. */
export async function releasesWithValues(
  tree: SourceTree,
  values: readonly string[],
  { changed, generators }: Pick<ReleaseSearch, 'changed'> & { readonly generators: TreeGenerators },
): Promise<ChangedReleases> {
  if (values.length === 0) return { base: [], head: [] };
  const folders = values.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  const files = await releaseTextsElsewhere(tree, folders, changed);
  const read = async (side: Side): Promise<readonly ChartRelease[]> => {
    const all = releasesIn(files, await generators.for(side, files));
    return all.filter((release) => namesOneOf(release, values));
  };
  return { base: await read('base'), head: await read('head') };
}

function releasesIn(files: readonly SourceFile[], tree: GeneratorTree | undefined): ChartRelease[] {
  return files.flatMap((file) => chartReleasesIn(file, tree)).slice(0, MAX_RELEASES);
}

/** Releases of two kinds, each once. */
export function withReleases(own: ChangedReleases, others: ChangedReleases): ChangedReleases {
  const both = (side: Side): readonly ChartRelease[] => [
    ...new Map([...others[side], ...own[side]].map((one) => [one.name, one])).values(),
  ];
  return { base: both('base'), head: both('head') };
}

const PATCHES = /\b(?:HelmRelease|Application|Kustomization)\b|["'-]?\bop["']?:/;

/** The files of a kustomization, if a changed one of them may change a release in it. */
export function patchedFiles(
  root: ReachedRoot,
  side: Side,
  changed: readonly string[],
): readonly SourceFile[] {
  const { files = {} } = root[side]?.sources ?? {};
  const isConcerned = changed.some((path) => {
    const text = files[path];
    return text !== undefined && (isKustomizationFile(path) || PATCHES.test(text));
  });
  return isConcerned ? Object.entries(files).map(([path, text]) => ({ path, text })) : [];
}

function distinct(files: readonly SourceFile[]): SourceFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function namesOneOf({ folder, valueFiles }: ChartRelease, changed: readonly string[]): boolean {
  return valueFilesFrom(folder, valueFiles).some((path) =>
    changed.includes(reportedPath({ folder }, path)),
  );
}
