import { mountsOf, volumesOf } from '../../kubernetes/mounts.ts';
import type { Pod } from '../../kubernetes/pod.ts';
import type { Span } from '../../yaml/lines.ts';
import { textOf, valueAt } from '../../yaml/value.ts';
import { isPatch } from './context-fields.ts';

/** A path of the node that is a volume. */
interface HostPathVolume {
  readonly name: string;
  readonly path: string;
  readonly at: Span;
}

/**
 * The paths of the node that a part of a pod brings in for containers which are given elsewhere: none
 * of those that are seen mounts them.
 */
export function volumesForOthers(pod: Pod): HostPathVolume[] {
  if (!isPatch(pod)) return [];
  const mounted = new Set(pod.containers.flatMap(mountsOf).map(({ name }) => name));
  return volumesOf(pod)
    .filter(({ name }) => !mounted.has(name))
    .flatMap(({ name, value }) => {
      const at = valueAt(value, ['hostPath', 'path']);
      const path = textOf(at);
      return at && path !== undefined ? [{ name, path, at: at.span }] : [];
    });
}
