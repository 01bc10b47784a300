import type { KnownImage } from '../../../images/known-image.ts';
import type { ValueChange, DataMap } from '../../../yaml/value-change.ts';
import { type Container, effectiveField } from '../../../kubernetes/pod.ts';
import { type Value, field, scalar, textOf } from '../../../yaml/value.ts';
import { fit, numbered } from './short-name.ts';

/** The user that an init container runs as: the one that uses the files which it makes. */
export interface CopyUser {
  readonly uid: number;
  readonly gid?: number | undefined;
}

/** Where the init container has the volume that it fills. */
const TARGET = '/copy';

/** A volume with the place where the container has it. */
interface MountedVolume {
  readonly name: string;
  readonly mountPath: string;
}

/**
 * The user to make files of a container as, so that its program can use them; undefined where that
 * would be root or is not known, and for init containers, which nothing should come before.
 */
export function copyUser(container: Container, image: KnownImage): CopyUser | undefined {
  const { form, os } = container.pod;
  if (container.role !== 'container' || form === 'subset' || os === 'windows') return undefined;
  const user = scalar(effectiveField(container, 'runAsUser')?.value);
  const group = scalar(effectiveField(container, 'runAsGroup')?.value);
  const gid = typeof group === 'number' ? group : undefined;
  if (typeof user === 'number') return user > 0 ? { uid: user, gid } : undefined;
  const { works, uid, gid: usual } = image.nonRoot ?? {};
  if (user !== undefined || works === 'never' || uid === undefined) return undefined;
  return { uid, gid: gid ?? usual };
}

/** Has an init container copy what the image has where a volume is mounted to that volume. */
export function copyToVolume(
  container: Container,
  spec: Value,
  { name, mountPath }: MountedVolume,
  user: CopyUser,
): ValueChange {
  return initContainer(container, spec, user, {
    name: `copy-${name}`,
    command: ['cp', '-r', `${mountPath}/.`, TARGET],
    mount: { name, mountPath: TARGET },
  });
}

/**
 * Has an init container make a folder on a volume that only the container's user can write to. The
 * folder may be there already: init containers run again when a pod's sandbox is made anew, with the same volumes.
 */
export function makeOwnFolder(
  container: Container,
  spec: Value,
  mount: MountedVolume,
  user: CopyUser,
): ValueChange {
  return initContainer(container, spec, user, {
    name: `make-${mount.name}`,
    command: ['mkdir', '-p', '-m', '0700', ownFolder(mount.mountPath)],
    mount,
  });
}

/** The folder of a volume that only the container's user can write to. */
export function ownFolder(mountPath: string): string {
  return `${mountPath}/private`;
}

function initContainer(
  container: Container,
  spec: Value,
  { uid, gid }: CopyUser,
  made: {
    readonly name: string;
    readonly command: readonly string[];
    readonly mount: MountedVolume;
  },
): ValueChange {
  const pullPolicy = textOf(field(container.value, 'imagePullPolicy')?.value);
  const value: DataMap = {
    name: freeName(container, made.name),
    image: textOf(field(container.value, 'image')?.value) ?? '',
    ...(pullPolicy !== undefined && { imagePullPolicy: pullPolicy }),
    command: [...made.command],
    // All that the rules ask of a container.
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: uid,
      ...(gid !== undefined && { runAsGroup: gid }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [{ name: made.mount.name, mountPath: made.mount.mountPath }],
  };
  return { kind: 'append', path: [...spec.path, 'initContainers'], value };
}

function freeName(container: Container, wanted: string): string {
  const taken = new Set(container.pod.containers.map((other) => other.name));
  const name = fit(wanted);
  return taken.has(name) ? numbered(name, taken) : name;
}
