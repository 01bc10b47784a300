/** A commit that a change is read at, or the files as they are. */
export type Side = 'base' | 'head';

/** A folder on one side of a change. */
export interface FolderAt {
  readonly side: Side;
  /** Empty for the root of the repository. */
  readonly folder: string;
}

/** A file of a repository, not read yet. */
export interface TreeFile {
  /** From the root of the repository. */
  readonly path: string;
  /** The same for files with the same content. */
  readonly id: string;
  readonly bytes: number;
  readonly isLink: boolean;
}

/** A file that is to be read. */
export interface WantedFile extends TreeFile {
  /** Whether it may be left out where it would take a request of its own. */
  readonly isMinor: boolean;
}

/** Reads what surrounds the changed files of a change, many files at once. */
export interface SourceTree {
  /** The texts of those of these files that are there. */
  texts(side: Side, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** All files below folders; undefined for a folder with more than can be listed. */
  list(folders: readonly FolderAt[]): Promise<readonly (readonly TreeFile[] | undefined)[]>;
  /** All files of the repository, in one request; undefined for more than can be listed. */
  all(side: Side): Promise<readonly TreeFile[] | undefined>;
  /** The bytes of files by their ids; what can't be read is left out. */
  read(files: readonly WantedFile[]): Promise<ReadonlyMap<string, Uint8Array>>;
}
