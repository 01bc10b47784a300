import { deployedAmong, layersAmong } from '../render/deployed-kustomizations.ts';
import { type References, inFolder, kustomizationsIn } from '../render/kustomization-references.ts';
import type { Layer } from '../render/layers/layer.ts';
import { type LayeredFile, layeredText } from '../render/layers/layered-build.ts';
import {
  hasObject,
  layeredFileOf,
  plainFolder,
  plainKustomization,
} from '../render/layers/layered-file.ts';
import { LayerNames } from '../render/layers/layer-names.ts';
import { usedBy } from './kustomization-places.ts';
import type { TreeContents, TreeFiles } from './tree-contents.ts';

/** A kustomization that is deployed: by itself, or by an object that adds to it. */
export interface Entry {
  /** The same for what is the same before and after a change. */
  readonly id: string;
  /** As reports name it. */
  readonly name: string;
  readonly folder: string;
  readonly layer: Layer | undefined;
  /** The paths of all that it is built from, and of more where not all was read. */
  readonly used: ReadonlySet<string>;
}

/** One side of a change, with what was read of it. */
export interface DeployedSide {
  readonly files: TreeFiles;
  readonly contents: TreeContents;
  /** The objects that deploy folders. */
  readonly layers: readonly Layer[];
}

/** By what it is decided what is deployed. */
interface DeployedBy {
  /** Globs of the folders that are deployed, by the configuration. */
  readonly deployed: readonly string[];
  /** Whether a kustomization may be looked at, by its folder. */
  readonly isWanted: (folder: string) => boolean;
}

/** All that is deployed; a kustomization that an object deploys is not deployed by itself. */
export function entriesOf(side: DeployedSide, { deployed, isWanted }: DeployedBy): Entry[] {
  const all = side.contents.references(side.files);
  const layers = layersAmong(side.layers, deployed);
  const names = new LayerNames(layers);
  const counts = new Map<string, number>();
  const ofLayers = layers.flatMap((layer): Entry[] => {
    const layered = layeredOn(layer, side);
    if (!layered) return [];
    const key = JSON.stringify([layer.path, layer.name]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const id = `${key} ${count}`;
    const { folder } = layer;
    const own = side.contents.referencesIn(folder, layeredText(layered), side.files);
    const used = usedBy(folder, new Map(all).set(folder, own));
    return [{ id, name: names.of(layer, id), folder, layer, used }];
  });
  const inLayers = new Set(ofLayers.flatMap(({ used }) => [...used]));
  const isFree = (folder: string): boolean =>
    !kustomizationsIn(folder).some((path) => side.files.has(path) && inLayers.has(path));
  const wanted = new Map<string, References>([...all].filter(([folder]) => isWanted(folder)));
  const roots = deployedAmong(wanted, deployed).filter(isFree);
  return [
    ...roots.map((folder): Entry => {
      const used = usedBy(folder, all);
      return { id: folder, name: folder || '.', folder, layer: undefined, used };
    }),
    ...ofLayers,
  ];
}

/**
 * The kustomization of a layer's folder as the layer makes it. Of files that were not read yet, all count as
 * such that have objects.
 */
export function layeredOn(
  layer: Layer,
  { files, contents }: Pick<DeployedSide, 'files' | 'contents'>,
): LayeredFile | undefined {
  const { folder } = layer;
  for (const path of kustomizationsIn(folder)) {
    const text = contents.textOf(files.get(path));
    if (text !== undefined) return layeredFileOf({ path, text, isThere: true }, layer);
  }
  if (!layer.isForPlainFiles || folder === '') return undefined;
  const below = [...files.keys()].flatMap((path) =>
    path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
  );
  const plain = plainFolder(layer, below);
  const objects = plain.files.filter((path) => {
    const file = files.get(inFolder(folder, path));
    const text = contents.textOf(file);
    return text === undefined ? file?.isLink === false : hasObject(text);
  });
  const own = plainKustomization(folder, [...plain.folders, ...objects]);
  return own && layeredFileOf(own, layer);
}
