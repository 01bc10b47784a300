import type { BuiltWrites } from '../../images/built-image.ts';
import { code } from '../../text/markdown.ts';
import type { Write } from '../../images/known-image.ts';
import { PathSet, covers, realPath } from '../../images/paths.ts';
import { plainWrite } from '../../images/plain-write.ts';
import {
  SCRATCH_FOLDERS,
  isFolderName,
  namedByVariables,
} from '../../rules/kit/read-only-root/inferred-writes.ts';
import { isForeignFolder, isPlainPath } from '../../rules/kit/container-settings.ts';
import { type BaseFacts, baseHome } from './base-facts.ts';
import type { ScriptEffects } from '../../rules/kit/shell/read-scripts.ts';
import type { Copy, ImageState, OwnedPath } from './image-state.ts';

/** What is looked at to tell where an image writes. */
export interface WriteSources {
  readonly state: ImageState;
  readonly base: BaseFacts;
  /** The user that it runs as, `other` for one that its manifest names; undefined where that is not known. */
  readonly uid: number | 'other' | undefined;
  readonly scripts: ScriptEffects;
  /** The programs that it starts. */
  readonly programs: readonly string[];
  /** Whether it starts what its base starts. */
  readonly isOfBase: boolean;
  readonly dockerfile: string;
  readonly script: string | undefined;
}

/** Where an image writes: its volumes, its start scripts, its base, and the folders of its user. */
export function builtWrites(sources: WriteSources): BuiltWrites {
  const { state, base, uid } = sources;
  const folders = isUnprivileged(uid) ? outermost(state.owned) : [];
  const made = madeForFiles(folders, state);
  const isMade = new Set(made);
  const shared = folders.filter((one) => !isMade.has(one));
  const inherited = inheritedWrites(sources);
  const writes = [
    ...[...state.volumes].filter(([path]) => isFolderName(path)).map((one) => volume(one, sources)),
    ...scriptWrites(sources),
    ...namedByVariables(state.env)
      .filter(({ path }) => isUsable(path))
      .map(({ path, kind, by }) =>
        write(path, { kind, source: sources.dockerfile, when: undefined, by }),
      ),
    ...inherited,
    ...made.map(({ path, line }) => madeFolder(path, `${sources.dockerfile}, line ${line}`)),
    ...homeOf(sources, folders),
  ].filter(({ path }) => isUsable(path));
  const isBounded = isUnprivileged(uid) && base.isPlain && state.untold === undefined;
  const caveats = caveatsOf(sources, shared, isBounded);
  return { writes: once(writes), isWhole: isBounded && caveats.length === 0, caveats };
}

/** What its base writes: all where it starts the program of the base, temporary files in any case. */
function inheritedWrites({ base, isOfBase, programs, uid, dockerfile }: WriteSources): Write[] {
  return (base.known?.writes ?? []).flatMap((one) => {
    if (one.kind === 'scratch' && base.isRuntime) {
      const when = 'the program uses temporary files';
      return write(one.path, { kind: 'scratch', source: dockerfile, when, by: undefined });
    }
    // The Dockerfile names the program that the manifest need not name.
    const only = one.if?.complete ? one.if.programs : undefined;
    if (only && !only.some((name) => programs.includes(name))) return [];
    if (only && uid !== 'other') return { ...one, when: undefined, if: undefined };
    return isOfBase || one.kind === 'scratch' ? one : [];
  });
}

function caveatsOf(
  { state, uid, isOfBase, base }: WriteSources,
  shared: readonly OwnedPath[],
  isBounded: boolean,
): string[] {
  if (!isUnprivileged(uid)) {
    const isTold = isOfBase && base.known?.writes !== undefined && !base.isRuntime;
    return isTold ? [] : ['its Dockerfile does not say where its program writes'];
  }
  const who = uid === 'other' ? 'its user' : `user ${uid}`;
  if (shared.length > 0) {
    const paths = shared.slice(0, 3).map(({ path }) => code(path));
    const owns = uid === 'other' ? 'may own' : 'owns';
    return [`${who} ${owns} ${paths.join(', ')}, and may write there`];
  }
  if (isBounded) return [];
  return state.untold === undefined
    ? [`not known which files of its base ${who} owns`]
    : [`not known which files ${code(state.untold)} gives to ${who}`];
}

function isUnprivileged(uid: WriteSources['uid']): uid is number | 'other' {
  return uid !== undefined && uid !== 0;
}

/** Folders for files that the program makes: nothing is copied into them or made in them. */
function madeForFiles(folders: readonly OwnedPath[], { copies, workdir }: ImageState): OwnedPath[] {
  const copied = new PathSet(copies.flatMap(placesOf));
  return folders.filter(
    ({ path }) => !isForeignFolder(path) && !covers(path, workdir) && !copied.touches(path),
  );
}

/** Where a copy puts its files: a folder's are anywhere in the target, a file has its name there. */
function placesOf({ sources, target, isFolder }: Copy): string[] {
  return sources.map((source) => {
    const [, name] = /(?:^|\/)([\w-]+\.\w+)$/.exec(source) ?? [];
    return isFolder && name !== undefined ? `${target === '/' ? '' : target}/${name}` : target;
  });
}

function outermost(owned: readonly OwnedPath[]): OwnedPath[] {
  const paths = [...new Map(owned.map((one) => [realPath(one.path), one])).values()];
  const all = new PathSet(paths.map(({ path }) => path));
  return paths.filter(({ path }) => !all.isBelowOne(path));
}

/** The home of its user; what is known to be there is for a person to check. */
function homeOf(
  { state, base, uid, dockerfile }: WriteSources,
  known: readonly OwnedPath[],
): Write[] {
  if (!isUnprivileged(uid) || uid === 'other') return [];
  const made = [...state.accounts.values()].find((one) => one.uid === uid)?.home;
  // What is known of distroless images holds for their user.
  const home = made ?? (base.known?.id === 'distroless' ? undefined : baseHome(uid, base));
  if (home === undefined || known.some(({ path }) => covers(path, home) || covers(home, path)))
    return [];
  const when = 'the program writes to the home directory of its user';
  return [
    {
      ...write(home, { kind: 'cache', source: dockerfile, when, by: undefined }),
      hidesFiles: undefined,
    },
  ];
}

function volume(
  [path, line]: readonly [string, number],
  { dockerfile, state }: WriteSources,
): Write {
  const kind = kindOf(path);
  const source = `${dockerfile}, line ${line}`;
  const isFilled = state.copies.some(({ target }) => covers(path, target));
  const made = write(path, { kind, source, when: undefined, by: undefined });
  return { ...made, isPersistent: kind === 'data', hidesFiles: isFilled ? true : undefined };
}

function madeFolder(path: string, source: string): Write {
  const kind = /(?:^|[/_.-])(?:te?mp|cache|logs?|run)$/.test(path)
    ? kindByName(path)
    : kindOf(path);
  const when = 'the program uses the folder that is made for its user';
  return { ...write(path, { kind, source, when, by: undefined }), isPersistent: kind === 'data' };
}

function kindByName(path: string): Write['kind'] {
  if (path.endsWith('cache')) return 'cache';
  if (/logs?$/.test(path)) return 'log';
  return path.endsWith('run') ? 'run' : 'scratch';
}

/** Files that a script writes are where the image has some, unless their folder is for such files. */
function scriptWrites({ scripts, script }: WriteSources): Write[] {
  if (script === undefined) return [];
  return scripts.writes.map((path) => {
    const [folder, kind] = SCRATCH_FOLDERS.find(([one]) => covers(one, path)) ?? [];
    const source = script;
    if (folder !== undefined && kind !== undefined) {
      const place = folder === '/tmp' || folder === '/run' ? folder : path;
      return write(place, { kind, source, when: undefined, by: undefined });
    }
    const isFile = /\.\w+$/.test(path);
    const place = isFile ? path.slice(0, path.lastIndexOf('/')) : path;
    return {
      ...write(place, { kind: 'config', source, when: undefined, by: undefined }),
      hidesFiles: true,
    };
  });
}

function kindOf(path: string): Write['kind'] {
  return SCRATCH_FOLDERS.find(([folder]) => covers(folder, path))?.[1] ?? 'data';
}

function write(
  path: string,
  { by, ...about }: Pick<Write, 'kind' | 'source' | 'when'> & { readonly by: string | undefined },
): Write {
  const movedBy = by === undefined ? undefined : { env: [by] };
  return plainWrite(path, { ...about, movedBy, evidence: 'declared' });
}

function isUsable(path: string): boolean {
  return isPlainPath(path) && !isForeignFolder(path);
}

function once(writes: readonly Write[]): Write[] {
  return [...new Map(writes.toReversed().map((one) => [one.path, one])).values()].toReversed();
}
