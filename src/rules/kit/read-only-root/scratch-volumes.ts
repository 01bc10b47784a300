import type { Write } from '../../../images/known-image.ts';
import { covers } from '../../../images/paths.ts';
import type { ValueChange, DataMap } from '../../../yaml/value-change.ts';
import { mountsOf } from '../../../kubernetes/mounts.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { type Value, field, isSet } from '../../../yaml/value.ts';
import type { RuleSet, Scratch } from '../rule.ts';
import { type CopyUser, copyToVolume, makeOwnFolder, ownFolder } from './copy-to-volume.ts';
import { volumeNames } from './volume-names.ts';

/** A path that a container writes to. */
export interface Place extends Pick<Write, 'path' | 'kind'> {
  /** As whom to copy what the image has there to its volume; undefined where there is no need. */
  readonly copyAs?: CopyUser | undefined;
  /** The variable that has to name a folder which only this user can write to. */
  readonly own?: { readonly variable: string; readonly user: CopyUser } | undefined;
}

/**
 * Whether a volume is mounted at a path or above it. The path is then none of the root filesystem:
 * whether it can be written to is for the volume to say, before a fix and after it.
 */
export function isMounted(container: Container, path: string): boolean {
  return mountsOf(container).some((mount) => mount.path !== '' && covers(mount.path, path));
}

/** Whether a pod has a place for volumes that is known. */
export function hasPlaceForVolumes({ pod: { spec, form } }: Container): boolean {
  return spec !== undefined && (form !== 'subset' || isSet(field(spec, 'volumes')?.value));
}

/**
 * Gives a container an `emptyDir` at each of these paths, filled where it has to be: the changes for
 * each place. Undefined where its kind has no place for volumes that is known.
 */
export function mountScratch(
  container: Container,
  places: readonly Place[],
  { scratch }: RuleSet,
): ValueChange[][] | undefined {
  if (places.length === 0) return [];
  const { spec } = container.pod;
  if (!spec || !hasPlaceForVolumes(container)) return undefined;
  const names = volumeNames(container, places);
  return places.map(({ path, kind, copyAs, own }, index): ValueChange[] => {
    const name = names[index] ?? '';
    const mount = { name, mountPath: path };
    const volume = { name, emptyDir: emptyDir(kind, scratch) };
    return [
      { kind: 'append', path: [...container.value.path, 'volumeMounts'], value: mount },
      { kind: 'append', path: [...spec.path, 'volumes'], value: volume },
      ...(copyAs ? [copyToVolume(container, spec, mount, copyAs)] : []),
      ...(own ? ownFolderChanges(container, spec, mount, own) : []),
    ];
  });
}

function ownFolderChanges(
  container: Container,
  spec: Value,
  mount: { readonly name: string; readonly mountPath: string },
  { variable, user }: NonNullable<Place['own']>,
): ValueChange[] {
  const value = { name: variable, value: ownFolder(mount.mountPath) };
  return [
    { kind: 'append', path: [...container.value.path, 'env'], value },
    makeOwnFolder(container, spec, mount, user),
  ];
}

/**
 * Far more than temporary files, caches and pid files take in practice: the kubelet evicts a pod whose
 * volume outgrows its limit. And less than what fills a node: kubelets keep 10% of the disk free
 * (`nodefs.available`, pkg/kubelet/eviction/defaults_linux.go), and nodes start at some 20 GiB. With
 * `medium: Memory` it counts as memory of the container, whose own limit bounds it before.
 */
export const DEFAULT_SIZE_LIMIT = '1Gi';

/** Data is not kept in memory, whatever is said of scratch files. */
function emptyDir(
  kind: Place['kind'],
  { sizeLimit = DEFAULT_SIZE_LIMIT, medium }: Scratch = {},
): DataMap {
  return { sizeLimit, ...(medium !== undefined && kind !== 'data' && { medium }) };
}
