import type { Write } from '../../../images/known-image.ts';
import { covers } from '../../../images/paths.ts';
import { mountsOf } from '../../../kubernetes/mounts.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { field, isSet } from '../../../yaml/value.ts';
import type { CopyUser } from './copy-to-volume.ts';

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
