import { type Log, type Observation, resolvePath } from './observation.ts';
import { type Call, Calls, unquote } from './strace-line.ts';

/** The path of a call, relative to the folder that an argument before it stands for. */
interface Place {
  readonly at: number;
  /** The argument that is a descriptor of the folder; the working folder without one. */
  readonly folder?: number;
}

/** What a call does to its paths; what is opened is written only by its flags. */
interface Effect {
  readonly places: readonly Place[];
  readonly made?: true;
  readonly isFolder?: true;
}

const FIRST: Place = { at: 0 };
const SECOND: Place = { at: 1 };
const BELOW: Place = { at: 1, folder: 0 };
const changes: Effect = { places: [FIRST] };
const changesBelow: Effect = { places: [BELOW] };

/** Calls that a read-only file system refuses (EROFS in their manual pages). */
const EFFECTS: Readonly<Record<string, Effect>> = {
  creat: changes,
  mkdir: { places: [FIRST], made: true, isFolder: true },
  mkdirat: { places: [BELOW], made: true, isFolder: true },
  mknod: { places: [FIRST], made: true },
  mknodat: { places: [BELOW], made: true },
  rename: { places: [FIRST, SECOND] },
  renameat: { places: [BELOW, { at: 3, folder: 2 }] },
  renameat2: { places: [BELOW, { at: 3, folder: 2 }] },
  link: { places: [SECOND], made: true },
  linkat: { places: [{ at: 3, folder: 2 }], made: true },
  symlink: { places: [SECOND], made: true },
  symlinkat: { places: [{ at: 2, folder: 1 }], made: true },
  unlink: changes,
  unlinkat: changesBelow,
  rmdir: { places: [FIRST], isFolder: true },
  truncate: changes,
  chmod: changes,
  fchmodat: changesBelow,
  chown: changes,
  lchown: changes,
  fchownat: changesBelow,
  utimensat: changesBelow,
};

const OPENING: Readonly<Record<string, Effect>> = {
  open: changes,
  openat: changesBelow,
  openat2: changesBelow,
};
const WRITING = /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b/;

/**
 * Reads `strace -f -e trace=%file`: what succeeded and changes a file. Relative paths need the
 * working folder, which `chdir` tells, or the caller, or strace itself with -y; %process tells whose
 * a child has.
 *
 * @param folder the working folder in which the first process starts
 */
export function readStrace(lines: readonly string[], folder?: string): Log {
  const calls = new Calls();
  const folders = new Folders(folder);
  const found: Observation[] = [];
  let unresolved = 0;
  for (const line of lines) {
    const call = calls.read(line);
    if (!call || /^(?:-1|\?)/.test(call.result)) continue;
    folders.follow(call);
    const effect = effectOf(call);
    for (const place of effect?.places ?? []) {
      // Without a path, the call is about a descriptor.
      if (call.args[place.at] === 'NULL') continue;
      const path = pathOf(call, place, folders);
      if (path === undefined) unresolved++;
      else
        found.push({
          path,
          change: effect?.made ? 'made' : 'changed',
          isFolder: effect?.isFolder ?? false,
        });
    }
  }
  return { observations: found, notes: notesOn(unresolved) };
}

function notesOn(unresolved: number): string[] {
  if (unresolved === 0) return [];
  const paths = unresolved === 1 ? '1 relative path is' : `${unresolved} relative paths are`;
  return [
    `${paths} left out, since the log does not say below which folder: run strace with -y and -e trace=%file,%process,fchdir, or give --cwd (the WORKDIR of the image).`,
  ];
}

function effectOf({ name, args }: Call): Effect | undefined {
  if (Object.hasOwn(OPENING, name)) {
    return args.some((arg) => !arg.startsWith('"') && WRITING.test(arg))
      ? OPENING[name]
      : undefined;
  }
  return Object.hasOwn(EFFECTS, name) ? EFFECTS[name] : undefined;
}

function pathOf({ pid, name, args, result }: Call, place: Place, folders: Folders) {
  // With -y, what was opened has its whole path behind its descriptor.
  const opened = Object.hasOwn(OPENING, name) ? /^\d+<(\/[^>]*)>/.exec(result)?.[1] : undefined;
  if (opened !== undefined) return resolvePath(opened);
  const descriptor = place.folder === undefined ? 'AT_FDCWD' : args[place.folder];
  const shown = folderIn(descriptor);
  const folder = shown ?? (descriptor === 'AT_FDCWD' ? folders.of(pid) : undefined);
  const path = unquote(args[place.at]);
  // An empty path stands for the descriptor itself.
  return path === undefined || path === '' ? shown : resolvePath(path, folder);
}

/** The path at the end of a descriptor, which -y adds: `3</tmp>`. */
export function folderIn(descriptor = ''): string | undefined {
  if (!descriptor.endsWith('>')) return undefined;
  const start = descriptor.indexOf('</', descriptor.lastIndexOf('>', descriptor.length - 2) + 1);
  return start === -1 ? undefined : descriptor.slice(start + 1, -1);
}

const FORKING = /^(?:clone|clone3|fork|vfork)$/;

/** The working folders of processes, as far as they are known. */
class Folders {
  readonly #known = new Map<string, string | undefined>();
  readonly #start: string | undefined;

  constructor(start: string | undefined) {
    this.#start = start;
  }

  of(pid: string): string | undefined {
    if (this.#known.has(pid)) return this.#known.get(pid);
    // A child starts where its parent is, and the log does not say which one that is.
    const places = new Set(this.#known.values());
    const [only] = places;
    const folder = this.#known.size === 0 ? this.#start : places.size === 1 ? only : undefined;
    this.#known.set(pid, folder);
    return folder;
  }

  /** Learns from a call where its process is, or a child of it. */
  follow({ pid, name, args, result }: Call): void {
    const shown = /^AT_FDCWD<(\/[^>]*)>$/.exec(args[0] ?? '')?.[1];
    if (shown !== undefined) this.#known.set(pid, shown);
    const folder = this.of(pid);
    if (name === 'fchdir') this.#known.set(pid, folderIn(args[0]));
    if (name === 'chdir') this.#known.set(pid, resolvePath(unquote(args[0]) ?? '', folder));
    if (FORKING.test(name) && /^\d+$/.test(result)) this.#known.set(result, folder);
  }
}
