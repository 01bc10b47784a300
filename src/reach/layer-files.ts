import { type Layer } from '../render/layers/layer.ts';
import { layersIn, mayDeploy } from '../render/layers/read-layers.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { Change } from '../review/change.ts';
import { isKustomizationFile } from './kustomization-places.ts';
import type { Side, TreeFile } from './source-tree.ts';
import type { TreeContents, TreeFiles } from './tree-contents.ts';
import type { TreeGenerators } from './tree-generators.ts';

/** As people name files with objects that deploy folders, and the folders that they keep them in. */
const FILE = /^ks\b|kustomiz|^app|application|cluster|infra|sync/i;
const FOLDER = /(?:^|[/_.-])(?:argo|flux|gitops|clusters?|bootstrap)/i;
/** A release of a chart, or a chart's template, deploys no folder. */
const OTHER = /(?:^|\/)(?:helm-?release[^/]*|values[^/]*)$|(?:^|\/)templates\//i;

/** Three batches of files; the largest public repositories have two hundred. */
const MAX_FILES = 300;
/** An object that a person wrote is shorter. */
const MAX_BYTES = 100_000;

/** The files of a repository that may have objects that deploy folders, and whether there are more. */
export interface LayerFiles {
  readonly files: readonly TreeFile[];
  readonly isWhole: boolean;
}

/** Finds them by their paths, the likeliest first; those of a change in any case. */
export function layerFiles(files: Iterable<TreeFile>, deploying: readonly string[]): LayerFiles {
  const changed = new Set(deploying);
  const ranked = [...files].flatMap((file) => {
    const rank = rankOf(file, changed);
    return rank === undefined ? [] : [{ file, rank }];
  });
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1));
  return {
    files: sorted.slice(0, MAX_FILES).map(({ file }) => file),
    isWhole: sorted.length <= MAX_FILES,
  };
}

function rankOf(
  { path, bytes, isLink }: TreeFile,
  changed: ReadonlySet<string>,
): number | undefined {
  if (isLink || bytes > MAX_BYTES) return undefined;
  if (changed.has(path)) return 0;
  if (!/\.ya?ml$/i.test(path) || isKustomizationFile(path) || OTHER.test(path)) return undefined;
  if (FILE.test(path.slice(path.lastIndexOf('/') + 1))) return 1;
  return FOLDER.test(path) ? 2 : undefined;
}

/** The objects that deploy folders in files that were read. */
export async function layersOf(
  { files }: LayerFiles,
  { files: all, contents, ...at }: LayersBy,
): Promise<Layer[]> {
  const deploying = files.flatMap(({ path }): SourceFile[] => {
    const text = contents.textOf(all.get(path));
    return text === undefined || !mayDeploy(text) ? [] : [{ path, text }];
  });
  const tree = await at.generators.for(at.side, deploying);
  return deploying.flatMap(({ path, text }) =>
    layersIn({ text, placeOf: (line) => ({ path, line }) }, tree),
  );
}

/** The files of one side of a change. */
interface LayersBy {
  readonly side: Side;
  readonly files: TreeFiles;
  readonly contents: TreeContents;
  readonly generators: TreeGenerators;
}

/** The changed files that have such objects, before or after. */
export function deployingFiles({
  files,
  removed = [],
}: Pick<Change, 'files' | 'removed'>): string[] {
  const changed = files.filter(({ base = '', head }) => mayDeploy(head) || mayDeploy(base));
  return [...changed, ...removed.filter(({ text }) => mayDeploy(text))].map(({ path }) => path);
}
