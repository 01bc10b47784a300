import type { WriteFact } from '../images/facts.ts';

/** What is made for every container anew: by the runtime, or by the kubelet. */
const GIVEN = [
  // Mounted by the runtime, never part of the root filesystem (opencontainers/runtime-spec, config-linux.md).
  '/proc',
  '/sys',
  '/dev',
  // Written by the runtime or the kubelet, which mount them (moby/moby#22853; kubelet, makeHostsMount).
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/etc/mtab',
  // Marks of the runtime, and where it mounts secrets.
  '/.dockerenv',
  '/run/.containerenv',
  '/run/secrets',
  '/var/run/secrets',
];

/** Whether a path is nothing that the image has to have a volume for. */
export function isGiven(path: string): boolean {
  return GIVEN.some((given) => path === given || path.startsWith(`${given}/`));
}

/** Folders whose purpose is known, and that can be mounted as a whole. */
const WHOLE = ['/tmp', '/var/tmp'];

/** Folders in which each folder is somebody's own: that one is mounted. */
const SHARED = ['/run', '/var/run', '/var/cache', '/var/log', '/var/lib', '/var/spool', '/home'];

/** Of those, the ones that may be mounted as a whole for a file right in them. */
const EMPTYABLE = ['/run', '/var/run', '/var/cache', '/var/log'];

/** Folders that hold programs and what they need, or whole trees of others. */
const KEPT = [
  '/',
  '/bin',
  '/boot',
  '/etc',
  '/home',
  '/lib',
  '/lib32',
  '/lib64',
  '/media',
  '/mnt',
  '/opt',
  '/root',
  '/sbin',
  '/srv',
  '/usr',
  '/var',
  '/var/lib',
  '/var/spool',
];

/** Whether a path is a folder that every image has, and that no volume can take the place of. */
export function isOfEveryImage(path: string): boolean {
  return KEPT.includes(path);
}

/** Below these, each folder is likely to hold an application: its name has to say what it is for. */
const PROGRAMS = [
  '/',
  '/opt',
  '/srv',
  '/usr',
  '/usr/lib',
  '/usr/libexec',
  '/usr/local',
  '/usr/share',
  '/usr/src',
];

/**
 * Whether a volume would hide so much that a person has to say what to do instead.
 *
 * @param isMade whether the container made the folder, so that nothing of the image is in it
 */
export function isKept(folder: string, isMade = false): boolean {
  if (KEPT.includes(folder)) return true;
  if (
    /^\/(?:usr\/(?:local\/)?)?s?bin(?:\/|$)/.test(folder) ||
    /^\/(?:usr\/)?lib\d*(?:\/|$)/.test(folder)
  ) {
    return true;
  }
  const parent = folder.slice(0, folder.lastIndexOf('/')) || '/';
  return !isMade && PROGRAMS.includes(parent) && kindByName(folder) === undefined;
}

type Kind = WriteFact['kind'];

/** What the name of a folder says of it; the last such name of a path counts. */
const NAMES: readonly (readonly [kind: Kind, names: RegExp])[] = [
  // The second half is what nginx calls its folders for parts of requests and answers.
  ['scratch', /^(?:te?mp|scratch|[\w-]+[-_]te?mp|body|proxy|fastcgi|scgi|uwsgi)$/i],
  ['cache', /^\.?caches?$|^\.(?:npm|m2|gradle)$|[-_.]cache$/i],
  ['run', /^(?:run|lock|locks|pids?|sockets?)$/i],
  ['log', /^(?:logs?|[\w.-]+[-_.]logs?)$/i],
  ['config', /^(?:\.?config|conf|conf\.d|etc)$/i],
  ['data', /^(?:data|db|databases?|lib|spool|storage|store|uploads?|media|backups?|www|html)$/i],
];

/** What the last telling name of a path says; undefined where none does. */
export function kindByName(path: string): Kind | undefined {
  const names = path.split('/').toReversed();
  // `lib` tells only below /var: elsewhere it holds programs.
  const isTelling = (name: string): boolean => name !== 'lib' || path.startsWith('/var/lib');
  return names
    .filter(isTelling)
    .map((name) => NAMES.find(([, pattern]) => pattern.test(name))?.[0])
    .find((kind) => kind !== undefined);
}

/**
 * The folder to mount for a file, by its path alone: as deep as a name tells what is in it, else the
 * folder that the file is in.
 */
export function folderOf(file: string, isFolder: boolean): string {
  const parts = file.split('/').slice(1);
  const folders = isFolder ? parts : parts.slice(0, -1);
  const path = (length: number): string => `/${folders.slice(0, length).join('/')}`;
  const whole = WHOLE.find((folder) => file === folder || file.startsWith(`${folder}/`));
  if (whole !== undefined) return whole;
  const base = SHARED.find((folder) => file === folder || file.startsWith(`${folder}/`));
  const depth = base === undefined ? 0 : base.split('/').length;
  // Right in a folder that others have folders in, too.
  if (base !== undefined && folders.length < depth) return base;
  const telling = folders.findIndex(
    (name, index) =>
      index >= depth &&
      NAMES.some(([kind, names]) => kind !== 'config' && names.test(name)) &&
      !isKept(path(index + 1)),
  );
  if (telling !== -1) return path(telling + 1);
  return base === undefined || base === '/home' ? path(folders.length) : path(depth);
}

/** Whether a folder that others have folders in, too, may be mounted as a whole. */
export function isEmptyable(folder: string): boolean {
  return EMPTYABLE.includes(folder);
}
