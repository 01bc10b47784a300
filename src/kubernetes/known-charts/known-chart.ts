/** How a chart says what of a default and of a value of its own counts. */
interface Defaulted {
  /** The key of the defaults. */
  readonly defaults: string;
  /** The key that says `merge`, or `overwrite`, which is what counts without it. */
  readonly strategy: string;
  /** The keys that go into the object as they are. */
  readonly options: readonly string[];
}

/**
 * What the values of a chart become that is not in the repository: data/charts has an entry for each, from
 * its documentation.
 */
export interface KnownChart {
  readonly name: string;
  /** The addresses of its repositories, without a scheme. */
  readonly repositories: readonly string[];
  /** The major versions that the entry is about. */
  readonly versions: { readonly from: number; readonly to: number };
  /** A mapping of which each value is an object that makes pods. */
  readonly controllers: {
    readonly at: string;
    /** The key of a controller that says its kind. */
    readonly type: string;
    readonly default: string;
    /** API version and kind by the type. */
    readonly kinds: Readonly<Record<string, string>>;
    /** Where a StatefulSet has its claim templates. */
    readonly claimTemplates: readonly string[];
  };
  /** What becomes the spec of a pod: below a controller, and defaults for all. */
  readonly pods: Defaulted & { readonly own: string };
  readonly containers: Defaulted & {
    /** The keys of a controller that hold containers by their names, by the list of a pod's spec. */
    readonly lists: Readonly<Record<'containers' | 'initContainers', string>>;
    /** The key that gives a container another name. */
    readonly name: string;
    /** The key of a controller that keeps defaults from init containers. */
    readonly initDefaults: string;
    readonly image: Readonly<Record<'at' | 'repository' | 'tag' | 'digest' | 'pullPolicy', string>>;
    readonly probes: Readonly<Record<'at' | 'custom' | 'spec', string>>;
  };
  /** A mapping of which each value is a volume with its mounts. */
  readonly persistence: {
    readonly at: string;
    readonly type: string;
    readonly default: string;
    readonly globalMounts: string;
    readonly advancedMounts: string;
    /** The key that holds a volume as it is. */
    readonly custom: string;
    /** The fields of a volume of each type, by their keys in the values. */
    readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  /** Keys of whole objects. */
  readonly objects: readonly string[];
  readonly sources: readonly string[];
}
