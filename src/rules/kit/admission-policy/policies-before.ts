import type { DataMap } from '../../../yaml/value-change.ts';

/** A policy, or a part of one, with the file that it is in. */
export interface PlacedPolicy {
  readonly path: string;
  readonly object: DataMap;
}

/** The policies for the cluster in the files of a change, as they were before it. */
export interface PoliciesBefore {
  /** What podseal policy wrote, by `identityOf`. */
  readonly written: ReadonlyMap<string, PlacedPolicy>;
  /** What of it is gone, by the object in whose place that is told: the next one in its file. */
  readonly gone: ReadonlyMap<string, readonly PlacedPolicy[]>;
  /** The labels of namespaces by their names. */
  readonly labels: ReadonlyMap<string, DataMap>;
}
