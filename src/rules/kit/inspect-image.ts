import type { Account, NonRoot, User } from '../../images/facts.ts';
import type { ImageConfig } from '../../images/image-config.ts';
import {
  type ImageFiles,
  type OpenPath,
  type Runner,
  hidesFilesAt,
  mayWrite,
  runnerOf,
} from '../../images/image-files.ts';
import type { InspectedImage } from '../../images/inspected-image.ts';
import type { Write } from '../../images/known-image.ts';
import { PathSet, covers } from '../../images/paths.ts';
import { plainWrite } from '../../images/plain-write.ts';
import { isForeignFolder, isPlainPath } from './container-settings.ts';
import { code } from './describe.ts';
import { imageUser } from './image-user.ts';
import {
  SCRATCH_FOLDERS,
  declaredVolumes,
  namedByVariables,
} from './read-only-root/inferred-writes.ts';
import { type ScriptEffects, readScripts } from './shell/read-scripts.ts';

/** The user that a manifest names for a container. */
export interface NamedUser {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** What is looked at. */
interface Looked {
  readonly config: ImageConfig;
  readonly files: ImageFiles;
  readonly scripts: ScriptEffects;
  /** Undefined for root, and where nobody knows. */
  readonly runner: Runner | undefined;
  /** What is open to it, without what is in another such folder. */
  readonly open: readonly OpenPath[];
}

const SOURCE = 'its layers in the registry';

/**
 * What the configuration and the layers of an image tell, for the user that the manifest names, or else
 * its own. A user other than root writes only to what is open to it.
 */
export function inspectImage(config: ImageConfig, named: NamedUser): InspectedImage | undefined {
  const { files } = config;
  if (!files) return undefined;
  const scripts = readScripts(
    files.scripts.map(({ text }) => text),
    { env: new Map(Object.entries(config.env)), workdir: config.workingDir || '/' },
  );
  const user = imageUser(config, files);
  const uid = named.uid ?? user.uid;
  const runner = uid ? runnerOf(files, uid, named.gid ?? user.gid) : undefined;
  const open = runner ? outermost(files.open.filter((one) => mayWrite(runner, one))) : [];
  const looked: Looked = { config, files, scripts, runner, open };
  const caveats = caveatsOf(looked, named.uid === undefined ? user.name : undefined);
  return {
    files,
    programs: programsOf(config),
    caveats,
    notes: notesOf(looked),
    sources: [SOURCE],
    facts: {
      user,
      ...otherUser(user, looked),
      ...(runner && caveats.length === 0 && { readOnlyRoot: { works: 'as-is' } }),
      fileCapabilities: files.startCapabilities,
      ports: config.exposedPorts,
      writes: writesOf(looked),
    },
  };
}

function writesOf(looked: Looked): Write[] {
  const { config, open } = looked;
  const variables = namedByVariables(new Map(Object.entries(config.env))).map(
    ({ path, kind, by }) => place(path, kind, looked, { movedBy: { env: [by] } }),
  );
  const found = [
    ...declaredVolumes(config).map(({ path, kind }) => place(path, kind, looked)),
    ...scriptWrites(looked),
    ...variables,
    place('/tmp', 'scratch', looked, { when: 'the program uses temporary files' }),
    ...open
      .filter((one) => isMadeFor(one, looked))
      .map(({ path }) => place(path, kindOf(path), looked, { when: whenUsed(path, looked) })),
  ].filter(({ path }) => isPlainPath(path) && !isForeignFolder(path));
  // What comes first says it best.
  return [...new Map(found.toReversed().map((one) => [one.path, one])).values()].toReversed();
}

function whenUsed(path: string, { files }: Looked): string {
  return isHome(path, files)
    ? 'the program writes to the home directory of its user'
    : 'the program uses the folder that is made for its user';
}

function place(
  path: string,
  kind: Write['kind'],
  { files }: Looked,
  about: Partial<Write> = {},
): Write {
  const hidesFiles = hidesFilesAt(files, path);
  // What is in a folder for temporary files, nobody needs.
  const isNeeded = path === '/tmp' ? false : hidesFiles;
  const isCopyable = files.canCopy && hidesFiles === true;
  const isPersistent = kind === 'data';
  const own = { kind, hidesFiles: isNeeded, isCopyable, isPersistent, source: SOURCE };
  return plainWrite(path, { ...own, evidence: 'declared', ...about });
}

/** What its start scripts write, apart from what its user can't write to anyway. */
function scriptWrites(looked: Looked): Write[] {
  const { scripts, runner, open } = looked;
  return scripts.writes.flatMap((path) => {
    const [scratch, kind] = SCRATCH_FOLDERS.find(([folder]) => covers(folder, path)) ?? [];
    const within = open.find((one) => covers(one.path, path));
    if (runner && !within) return [];
    if (within && !isTemporary(path) && isMadeFor(within, looked)) {
      return place(within.path, kindOf(within.path), looked, { evidence: 'script' });
    }
    if (scratch === '/tmp' || scratch === '/run') {
      return place(scratch, kind ?? 'scratch', looked, { evidence: 'script', hidesFiles: false });
    }
    const isFile = /\.\w+$/.test(path);
    const folder = isFile ? path.slice(0, path.lastIndexOf('/')) : path;
    return place(folder, kind ?? 'config', looked, { evidence: 'script' });
  });
}

function outermost(open: readonly OpenPath[]): OpenPath[] {
  const all = new PathSet(open.map(({ path }) => path));
  return open.filter(({ path }) => !all.isBelowOne(path));
}

function isHome(path: string, { accounts }: ImageFiles): boolean {
  return [...accounts.values()].some(({ home, uid }) => uid > 0 && home === path);
}

/** Folders for files that the program makes: empty ones, a home, and those where Linux has such files. */
function isMadeFor({ path, kind, names }: OpenPath, { config, files }: Looked): boolean {
  if (kind === 'file' || isTemporary(path) || covers(path, config.workingDir || '/-')) return false;
  const isForFiles = SCRATCH_FOLDERS.some(([folder]) => covers(folder, path));
  return names.length === 0 || isForFiles || isHome(path, files);
}

/** Where any program may have temporary files; Debian has a folder for locks that none uses. */
function isTemporary(path: string): boolean {
  return ['/tmp', '/var/tmp', '/run/lock', '/dev/shm'].some((folder) => covers(folder, path));
}

function kindOf(path: string): Write['kind'] {
  const [, kind] = SCRATCH_FOLDERS.find(([folder]) => covers(folder, path)) ?? [];
  if (kind) return kind;
  if (/(?:^|[/_.-])te?mp$/.test(path)) return 'scratch';
  if (/(?:^|[/_.-])(?:cache|home\/[^/]+)$/.test(path)) return 'cache';
  return /(?:^|[/_.-])logs?$/.test(path) ? 'log' : 'data';
}

/** @param name of the user that the image starts as */
function caveatsOf(looked: Looked, name: string | undefined): string[] {
  const { files, runner, open } = looked;
  if (!runner && name !== undefined)
    return [`its \`/etc/passwd\` does not have the user ${code(name)}`];
  if (!runner) return ['its layers do not say where its program writes, as it runs as root'];
  if (files.isCut) return ['its layers have more than was read of them'];
  const shared = open.filter(({ path, ...one }) => {
    return !isTemporary(path) && !isMadeFor({ ...one, path }, looked);
  });
  if (shared.length === 0) return [];
  const paths = shared.slice(0, 3).map(({ path }) => code(path));
  return [`user ${runner.uid} may write to ${paths.join(', ')}, where the image has files`];
}

/** As whom an image that starts as root can start; no number is made up. */
function otherUser(
  user: User,
  { files: { accounts }, scripts }: Looked,
): { readonly nonRoot?: NonRoot; readonly becomes?: Account } {
  const { uid, gid } = user;
  if (user.declared !== 'root') {
    const group = gid === undefined ? {} : { gid };
    return uid === undefined ? {} : { nonRoot: { works: 'as-is', uid, ...group } };
  }
  const { becomes: name = '', asksUser } = scripts;
  const found = accounts.get(name);
  if (found && found.uid > 0) {
    const numbers = { uid: found.uid, gid: found.gid };
    const how = `The start script changes to the user ${code(name)}, and needs root for it.`;
    const nonRoot: NonRoot = asksUser
      ? { works: 'as-is', ...numbers }
      : { works: 'with-changes', ...numbers, how };
    return { becomes: { name, ...numbers }, nonRoot };
  }
  // The one that is made for people or programs (FIRST_UID of adduser(8), nobody's above).
  const made = [...accounts.values()].filter((one) => one.uid >= 1000 && one.uid < 65_534);
  const [only, second] = made;
  if (!only || second) return {};
  return { nonRoot: { works: 'as-is', uid: only.uid, gid: only.gid, checked: false } };
}

/** Programs that say nothing of what an image is for. */
const GENERAL = /^(?:(?:ba|da|a)?sh|tini|dumb-init|env|exec|docker-entrypoint\.sh|entrypoint\.sh)$/;

function programsOf({ entrypoint, cmd }: ImageConfig): string[] {
  return [...entrypoint, ...cmd]
    .slice(0, 3)
    .filter((word) => !word.startsWith('-'))
    .map((word) => word.replace(/^.*\//, ''))
    .filter((name) => /^[\w.-]{1,100}$/.test(name) && !GENERAL.test(name));
}

function notesOf({ scripts, files }: Looked): string[] {
  const [script] = files.scripts;
  if (!script || (scripts.becomes === undefined && !scripts.changesOwners)) return [];
  const what = [
    ...(scripts.changesOwners ? ['changes owners'] : []),
    ...(scripts.becomes === undefined ? [] : [`changes to the user ${code(scripts.becomes)}`]),
  ].join(' and ');
  const asks = scripts.asksUser ? 'asks which user it runs as before' : 'needs root for it';
  return [`The script ${code(script.path)} of the image ${what}, and ${asks}.`];
}
