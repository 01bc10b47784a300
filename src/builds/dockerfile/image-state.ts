/** A user of an image, as far as its number is known. */
export interface Account {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Its home directory, where one is made. */
  readonly home: string | undefined;
  /** Whether another Dockerfile makes it, for a program that need not be this one. */
  readonly isOfBase?: true;
}

/** A command of a Dockerfile. */
export interface Command {
  readonly words: readonly string[];
  /** Whether a shell runs it. */
  readonly isShell: boolean;
}

/** What `COPY` and `ADD` bring. */
export interface Copy {
  /** The stage or image that it comes from; undefined for the build context. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  /** The folder that its build sees, where that is another one than that of the image. */
  readonly context?: string | undefined;
  /** From the root. */
  readonly target: string;
  /** Whether the target is a folder that the sources are put into. */
  readonly isFolder: boolean;
}

/** A path that belongs to somebody else than root, or is open to others. */
export interface OwnedPath {
  readonly path: string;
  readonly line: number;
}

/** A file that `setcap` gives capabilities, without which it does not start. */
export interface CapableFile {
  /** As it is written, where it is not known from the root. */
  readonly path: string;
  /** Without `CAP_`. */
  readonly capabilities: readonly string[];
}

/** An instruction's value with its line. */
export interface Said {
  readonly text: string;
  /** The line of `FROM` for what another Dockerfile says. */
  readonly line: number;
  /** The Dockerfile of the base that says so; undefined for this one. */
  readonly of?: string | undefined;
}

/** An image that another one starts from, and that the repository builds as well. */
export interface BuiltBase {
  /** Of its Dockerfile. */
  readonly path: string;
  /** What a person has to check of it, in clauses. */
  readonly caveats: readonly string[];
}

/** What the instructions of a stage, and those before it, make of an image. */
export interface ImageState {
  /** The image that it starts from in the end; `scratch`; undefined where that is not certain. */
  base: string | undefined;
  /** Why the base is not certain: as it is written. */
  readonly from: string;
  /** The images of the repository that it starts from, the nearest first. */
  readonly bases: readonly BuiltBase[];
  /** The last `USER`. */
  user: Said | undefined;
  readonly accounts: Map<string, Account>;
  readonly groups: Map<string, number>;
  workdir: string;
  readonly volumes: Map<string, number>;
  /** With `ARG`, which hold while it is built. */
  readonly variables: Map<string, string>;
  readonly env: Map<string, string>;
  readonly ports: Set<number>;
  entrypoint: Command | undefined;
  cmd: Command | undefined;
  readonly copies: Copy[];
  readonly owned: OwnedPath[];
  capable: readonly CapableFile[];
  /** The first command as root whose effects on owners are not known. */
  untold: string | undefined;
}
