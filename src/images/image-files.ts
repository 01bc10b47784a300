import { realPath } from './paths.ts';

/** To whom something in an image belongs, and who may write to it. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** With the bits for set-uid and set-gid. */
  readonly mode: number;
}

/** A folder of an image. */
export interface FoundFolder extends Owner {
  /** Some of the names in it; none where it is empty. */
  readonly names: readonly string[];
}

/** A file or a folder that others than root may write to, and all that is in it. */
export interface OpenPath extends FoundFolder {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** A user of an image, by its `/etc/passwd`. */
export interface ImageAccount {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** A program that gains privileges when it is started. */
export interface PrivilegedProgram {
  readonly path: string;
  /** Without `CAP_`; undefined where they can't be told. */
  readonly capabilities: readonly string[] | undefined;
  readonly isSetUser: boolean;
}

/**
 * What the layers of an image tell that a fix has to know. It is made of what others wrote: bounded, and
 * otherwise as it was.
 */
export interface ImageFiles {
  readonly accounts: ReadonlyMap<string, ImageAccount>;
  /** The groups that each user is in, beside its own. */
  readonly groups: ReadonlyMap<
    string,
    { readonly gid: number; readonly members: readonly string[] }
  >;
  /** The shell scripts that it starts with. */
  readonly scripts: readonly { readonly path: string; readonly text: string }[];
  /** The capabilities that the programs have which it starts with. */
  readonly startCapabilities: readonly string[];
  readonly privileged: readonly PrivilegedProgram[];
  /** What others than root may write to, without what is in another of them. */
  readonly open: readonly OpenPath[];
  /** All folders so many names below the root, by their paths, and those that were asked for. */
  readonly folders: ReadonlyMap<string, FoundFolder>;
  readonly depth: number;
  /** Links to folders among them, below which nothing was looked at. */
  readonly links: readonly string[];
  /** The paths that were asked for and are no folders. */
  readonly others: ReadonlyMap<string, 'absent' | 'file'>;
  /** Whether it has a `cp`. */
  readonly canCopy: boolean;
  /** Whether it has more than is kept of it. */
  readonly isCut: boolean;
}

/** What an image has at a path; undefined where that was not looked at. */
function foundAt(files: ImageFiles, path: string): FoundFolder | 'absent' | 'file' | undefined {
  const real = realPath(path);
  const found = files.folders.get(real) ?? files.others.get(real);
  if (found) return found;
  if (files.links.some((link) => real === link || real.startsWith(`${link}/`))) return undefined;
  const parts = real.split('/').slice(1);
  if (parts.length <= files.depth) return 'absent';
  const above = files.folders.get(`/${parts.slice(0, files.depth).join('/')}`);
  return !above || above.names.length === 0 ? 'absent' : undefined;
}

/** Whether a volume at a path hides files of the image; undefined where that is not known. */
export function hidesFilesAt(files: ImageFiles, path: string): boolean | undefined {
  const found = foundAt(files, path);
  if (found === undefined || found === 'absent') return found && false;
  return found === 'file' || found.names.length > 0;
}

/** Who runs a program: a user with its groups. */
export interface Runner {
  readonly uid: number;
  readonly gids: readonly number[];
}

/**
 * A user with the groups that a runtime gives it: its own by `/etc/passwd`, which is 0 for a user that is
 * not there, and those that it is a member of (containerd, pkg/oci/spec_opts.go).
 */
export function runnerOf(
  { accounts, groups }: ImageFiles,
  uid: number,
  gid: number | undefined,
): Runner {
  const [name, account] = [...accounts].find(([, one]) => one.uid === uid) ?? [];
  const joined = [...groups.values()].filter(
    ({ members }) => name !== undefined && members.includes(name),
  );
  return { uid, gids: [gid ?? account?.gid ?? 0, ...joined.map((one) => one.gid)] };
}

/** Whether a user may write to a file or a folder, or make it so. */
export function mayWrite({ uid, gids }: Runner, owner: Owner): boolean {
  return (
    owner.uid === uid ||
    (gids.includes(owner.gid) && (owner.mode & 0o020) !== 0) ||
    (owner.mode & 0o002) !== 0
  );
}
