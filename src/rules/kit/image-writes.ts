import type { KnownImage, Write } from '../../images/known-image.ts';
import { covers } from '../../images/paths.ts';
import { mountsOf } from '../../kubernetes/mounts.ts';
import type { Container } from '../../kubernetes/pod.ts';
import { areSeen, findSign, movedTo } from './container-settings.ts';

/** A path that an image writes to, as a container uses it. */
export interface ContainerWrite extends Write {
  /** The setting of the container by which it writes there. */
  readonly by: string | undefined;
}

/**
 * Where a container writes, as far as its image is known: what its settings answer has no `when` any
 * more, or is left out, and a path that they move is where they say.
 */
export function writesOf(container: Container, { writes = [] }: KnownImage): ContainerWrite[] {
  return writes.flatMap((write) => writeOf(container, write) ?? []);
}

/** The settings that move what an image writes to a place which the manifest does not show. */
export function unseenPlaces(container: Container, { writes = [] }: KnownImage): string[] {
  return writes.flatMap(({ movedBy }) => {
    const moved = movedBy && movedTo(container, movedBy);
    return moved && moved.path === undefined ? moved.by : [];
  });
}

function writeOf(container: Container, write: Write): ContainerWrite | undefined {
  const { when, ifMounted, unless, movedBy } = write;
  const isMountedThere = (path: string): boolean =>
    mountsOf(container).some((mount) => covers(mount.path, path) || covers(path, mount.path));
  if (ifMounted !== undefined && !isMountedThere(ifMounted)) return undefined;
  if (unless && findSign(container, unless) !== undefined) return undefined;
  const moved = movedBy && movedTo(container, movedBy);
  if (moved) {
    if (moved.path === undefined) return undefined;
    // A place that the container names itself is there for what it writes.
    return { ...write, path: moved.path, when: undefined, hidesFiles: false, by: moved.by };
  }
  if (when === undefined) return { ...write, by: undefined };
  const by = write.if && findSign(container, write.if);
  if (by !== undefined) return { ...write, when: undefined, by };
  if (unless?.complete && areSeen(container, unless)) return { ...write, when: undefined, by };
  if (write.if?.complete && areSeen(container, write.if)) return undefined;
  return { ...write, by };
}
