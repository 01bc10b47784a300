import { KUSTOMIZATION_FILES, folderOf, inFolder } from '../kustomization-references.ts';
import type { Layer } from './layer.ts';
import type { LayeredFile } from './layered-build.ts';
import { generatedKustomization, layeredKustomization } from './layered-kustomization.ts';
import { layersIn } from './read-layers.ts';

/** The kustomization of a folder, or what Flux makes where there is none. */
export interface OwnKustomization {
  readonly path: string;
  readonly text: string;
  /** Whether there is a file of this name. */
  readonly isThere: boolean;
}

/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
export function layeredFileOf(
  { path, text, isThere }: OwnKustomization,
  layer: Layer,
): LayeredFile | undefined {
  const { path: madeBy, line: madeAt, name, document, siblings, changes, variables } = layer;
  const lines = layeredKustomization({ path, text }, changes);
  if (!lines) return undefined;
  const written = layer.isAsBuilt === true ? undefined : { name, document, siblings };
  return { path, isThere, madeBy, madeAt, lines, variables, own: text, changes, written };
}

/** The same, where the texts of the files that it is made from are others. */
export function relayered(
  layered: LayeredFile,
  files: Readonly<Record<string, string>>,
): LayeredFile | undefined {
  const { path, isThere, madeBy, written } = layered;
  const own = { path, isThere, text: isThere ? (files[path] ?? '') : layered.own };
  if (!written) {
    const lines = layeredKustomization(own, layered.changes);
    return lines && { ...layered, lines, own: own.text };
  }
  const placeOf = (line: number): { path: string; line: number } => ({ path: madeBy, line });
  const all = layersIn({ text: files[madeBy] ?? '', placeOf });
  const layer = all.find(
    ({ name, document, folder }) =>
      name === written.name && document === written.document && folder === folderOf(path),
  );
  return layer && layeredFileOf(own, layer);
}

/** The files that a layered kustomization has lines from. */
export function filesOfLayer({ madeBy, isThere, path, lines }: LayeredFile): string[] {
  const places = lines.flatMap(({ place }) => (place ? [place.path] : []));
  return [...new Set([madeBy, ...(isThere ? [path] : []), ...places])];
}

/** The files whose edits would change a layer in a way that only other builds tell. */
export function untoldFilesOf(layered: LayeredFile): string[] {
  if (layered.written) return [];
  return filesOfLayer(layered).filter((one) => one !== layered.path);
}

/** More files in a folder without a kustomization than people keep there. */
const MAX_PLAIN_FILES = 2000;

/** What Flux takes of a folder without a kustomization, by the paths below it. */
export interface PlainFolder {
  /** The kustomizations in it. */
  readonly folders: readonly string[];
  /** The files that it takes if they have objects. */
  readonly files: readonly string[];
}

/** Finds that out. The whole of a repository is that of another one, or not only for a cluster. */
export function plainFolder(
  { folder, isForPlainFiles }: Pick<Layer, 'folder' | 'isForPlainFiles'>,
  below: readonly string[],
): PlainFolder {
  const paths = below.filter((path) => /\.ya?ml$|\/Kustomization$/.test(path));
  if (!isForPlainFiles || folder === '' || paths.length > MAX_PLAIN_FILES) {
    return { folders: [], files: [] };
  }
  const folders = new Set(paths.filter(isKustomization).map(folderOf));
  const outermost = [...folders].filter((one) => !isBelow(folderOf(one), folders));
  return {
    folders: outermost,
    files: paths.filter((one) => !isBelow(folderOf(one), folders)),
  };
}

/** The kustomization that Flux makes of these. */
export function plainKustomization(
  folder: string,
  resources: readonly string[],
): OwnKustomization | undefined {
  if (resources.length === 0) return undefined;
  const text = generatedKustomization(resources.toSorted());
  return { path: inFolder(folder, 'kustomization.yaml'), text, isThere: false };
}

function isKustomization(path: string): boolean {
  return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf('/') + 1));
}

/** Whether a text has an object. */
export function hasObject(text: string): boolean {
  return /^["']?kind["']?[ \t]*:/m.test(text);
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = path; folder !== ''; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
  }
  return false;
}
