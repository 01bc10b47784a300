import { type Mount, mountsOf, volumeOf } from '../../../kubernetes/mounts.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { field, isSet, textOf } from '../../../yaml/value.ts';

/** The path of the node that is a mounted volume; undefined for a volume of another type. */
export function hostPathOf({ pod }: Container, mount: Mount): string | undefined {
  const source = field(volumeOf(pod, mount.name)?.value, 'hostPath')?.value;
  return isSet(source) ? (textOf(field(source, 'path')?.value) ?? textOf(source) ?? '') : undefined;
}

/** A mount from which what the container mounts there reaches its node, if it has one. */
export function bidirectionalMount(container: Container): Mount | undefined {
  return mountsOf(container).find(
    ({ value }) => textOf(field(value, 'mountPropagation')?.value) === 'Bidirectional',
  );
}
