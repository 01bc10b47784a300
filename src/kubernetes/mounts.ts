import type { Container, Pod } from './pod.ts';
import { type Value, field, isMapping, isSet, items, scalar, textOf } from '../yaml/value.ts';
import { kept } from '../yaml/kept.ts';

/** A volume of its pod as a container mounts it. */
export interface Mount {
  readonly value: Value;
  /** The volume's name; empty where it has none. */
  readonly name: string;
  /** Where the container has it; empty where the manifest does not say. */
  readonly path: string;
  /** undefined where it is not set. */
  readonly readOnly: Value | undefined;
}

const mounts = kept<Container, readonly Mount[]>();

/** The volumes that a container mounts. */
export function mountsOf(container: Container): readonly Mount[] {
  const known = mounts.get(container);
  if (known) return known;
  const read = readMounts(container);
  mounts.set(container, read);
  return read;
}

function readMounts(container: Container): Mount[] {
  return items(field(container.value, 'volumeMounts')?.value)
    .filter(isPresent)
    .map((value) => {
      const readOnly = field(value, 'readOnly')?.value;
      return {
        value,
        name: textIn(value, 'name'),
        path: textIn(value, 'mountPath'),
        readOnly: isSet(readOnly) ? readOnly : undefined,
      };
    });
}

/** Whether a mount is certain to be read-only. */
export function isReadOnly({ readOnly }: Mount): boolean {
  return scalar(readOnly) === true;
}

/** A volume of a pod, with a name that tells it from the pod's others. */
export interface Volume {
  readonly value: Value;
  /** Its name; `volumes[1]` where it has none. */
  readonly name: string;
}

/** The volumes of a pod. */
export function volumesOf(pod: Pod): Volume[] {
  return pod.volumes
    .filter(isPresent)
    .map((value) => ({ value, name: textIn(value, 'name') || `volumes[${value.path.at(-1)}]` }));
}

/** Volumes by name, so that the time for many mounts and volumes does not grow with their product. */
const volumes = kept<Pod, ReadonlyMap<string, Volume>>();

/** The volume of a pod by its name; the first one where several have it. */
export function volumeOf(pod: Pod, name: string): Volume | undefined {
  let byName = volumes.get(pod);
  if (!byName) {
    byName = new Map(
      volumesOf(pod)
        .toReversed()
        .map((volume) => [volume.name, volume]),
    );
    volumes.set(pod, byName);
  }
  return byName.get(name);
}

/** An element of a patch that deletes one of its base is not an element itself. */
function isPresent(value: Value): boolean {
  return isMapping(value) && textIn(value, '$patch') !== 'delete';
}

function textIn(value: Value, name: string): string {
  return textOf(field(value, name)?.value) ?? '';
}

/** Whether a container mounts volumes whose files were made elsewhere, and belong to whom they always did. */
export function hasFilesOfOthers(container: Container): boolean {
  const own = ['emptyDir', 'configMap', 'secret', 'downwardAPI', 'projected'];
  return mountsOf(container).some(({ name }) => {
    const volume = volumeOf(container.pod, name);
    return !own.some((type) => isSet(field(volume?.value, type)?.value));
  });
}
