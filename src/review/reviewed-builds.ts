import type { BuildFiles } from '../builds/build-index.ts';

/** The files of a repository that say how its images are built, as a change makes them. */
export interface ReviewedBuilds extends BuildFiles {
  /** Of those that the change touches, the texts before it; empty for a new one. */
  readonly before: ReadonlyMap<string, string>;
}

/** Reads files at once, by their paths; one that can't be read is left out. */
export type ReadTexts = (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Where the files of a repository are read from that say how its images are built. */
export interface BuildReader {
  /** The paths at the head of a change; undefined where they can't be listed. */
  readonly list: () => Promise<readonly string[] | undefined>;
  /** Reads files at the head. */
  readonly read: ReadTexts;
  /** Reads files at the base. */
  readonly readBefore: ReadTexts;
}
