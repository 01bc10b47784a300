import type { PlacedLine } from '../placed-line.ts';
import type { SourcePlace } from '../rendered-source.ts';

/** The lists of a kustomization that an object in a cluster adds to. */
export const LAYER_LISTS = [
  'components',
  // What older versions of Flux and of Kustomize call patches.
  'patchesStrategicMerge',
  'patchesJson6902',
  'patches',
  'images',
] as const;
export type LayerList = (typeof LAYER_LISTS)[number];

/** The single values of a kustomization that such an object sets. */
export const LAYER_SETTINGS = ['namespace', 'namePrefix', 'nameSuffix'] as const;
export type LayerSetting = (typeof LAYER_SETTINGS)[number];

/** What an object in a cluster adds to a kustomization before it is built. */
export interface LayerChanges {
  /** Entries of lists, each with the lines that it is written in, without indentation. */
  readonly lists: Readonly<Partial<Record<LayerList, readonly (readonly PlacedLine[])[]>>>;
  /** Values, as they are written in JSON. */
  readonly settings: Readonly<Record<LayerSetting, PlacedLine | undefined>>;
}

/** What Flux fills in for `${NAME}` in what was built. */
export interface LayerVariables {
  readonly values: ReadonlyMap<string, string>;
  /** Where they are written. */
  readonly places: ReadonlyMap<string, SourcePlace>;
  /** Whether there are more, in objects of the cluster. */
  readonly isOpen: boolean;
  /** The kinds and names of these. */
  readonly from?: readonly string[];
}

/**
 * An object that deploys a folder of its repository, such as a Kustomization of Flux or an Application of
 * Argo CD, with what it changes in the kustomization there.
 */
export interface Layer {
  /** As reports name it: `Kustomization/apps`. */
  readonly name: string;
  /** The file that it is in, from the root of the repository. */
  readonly path: string;
  /** The line in it where the object starts. */
  readonly line: number;
  /** Which document of that file it is, from 0; of what was built, which object of the build. */
  readonly document: number;
  /** How many such folders, and charts, the object deploys. */
  readonly siblings: number;
  /** Whether it counts as what others built it to be, and not as its file has it. */
  readonly isAsBuilt?: boolean;
  /** The folder that is deployed, from the root of the repository. */
  readonly folder: string;
  readonly changes: LayerChanges;
  readonly variables: LayerVariables | undefined;
  /** Whether a folder without a kustomization is deployed with all that is in it, as Flux does. */
  readonly isForPlainFiles: boolean;
}
