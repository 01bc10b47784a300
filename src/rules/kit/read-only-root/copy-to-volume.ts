import type { KnownImage } from '../../../images/known-image.ts';
import type { ValueChange, DataMap } from '../../../yaml/value-change.ts';
import { type Container, effectiveField } from '../../../kubernetes/pod.ts';
import { type Value, field, scalar, textOf } from '../../../yaml/value.ts';
import { fit, numbered } from './volume-names.ts';

/** The user that files are copied as: the one that uses them. */
export interface CopyUser {
  readonly uid: number;
  readonly gid?: number | undefined;
}

/** Where the init container has the volume that it fills. */
const TARGET = '/seed';

/**
 * The user to copy files of an image as, so that its program can use them; undefined where that would
 * be root or is not known, and for init containers, which nothing should come before.
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
  { name, mountPath }: { readonly name: string; readonly mountPath: string },
  { uid, gid }: CopyUser,
): ValueChange {
  const pullPolicy = textOf(field(container.value, 'imagePullPolicy')?.value);
  const value: DataMap = {
    name: seederName(container, name),
    image: textOf(field(container.value, 'image')?.value) ?? '',
    ...(pullPolicy !== undefined && { imagePullPolicy: pullPolicy }),
    command: ['cp', '-r', `${mountPath}/.`, TARGET],
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
    volumeMounts: [{ name, mountPath: TARGET }],
  };
  return { kind: 'append', path: [...spec.path, 'initContainers'], value };
}

function seederName(container: Container, volume: string): string {
  const taken = new Set(container.pod.containers.map((other) => other.name));
  const name = fit(`seed-${volume}`);
  return taken.has(name) ? numbered(name, taken) : name;
}
