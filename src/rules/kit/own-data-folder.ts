import { realPath } from '../../images/paths.ts';
import type { KnownImage } from '../../images/known-image.ts';
import { volumeOf } from '../../kubernetes/mounts.ts';
import type { Container } from '../../kubernetes/pod.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { field, isSet, items, textOf } from '../../yaml/value.ts';
import { writesOf } from './image-writes.ts';
import { ownFolder } from './read-only-root/copy-to-volume.ts';
import { mountAt } from './shell/mounted-text.ts';

/**
 * Gives data a folder of its own in an empty volume. That belongs to root, and a program that sets the mode of the
 * folder with its data can't do that as another user: initdb of PostgreSQL fails.
 */
export function ownDataFolders(container: Container, image: KnownImage): ValueChange[] {
  const { pod, value } = container;
  const names = items(field(value, 'env')?.value).map((one) => textOf(field(one, 'name')?.value));
  return writesOf(container, image).flatMap(({ path, isPersistent, ownFolder: variable }) => {
    const mount = mountAt(container, path);
    if (variable === undefined || !isPersistent || !mount || names.includes(variable)) return [];
    const volume = volumeOf(pod, mount.name)?.value;
    const isFresh = isSet(field(volume, 'emptyDir')?.value);
    if (!isFresh || realPath(mount.path) !== realPath(path)) return [];
    const variableValue = { name: variable, value: ownFolder(mount.path) };
    return [{ kind: 'append', path: [...value.path, 'env'], value: variableValue }];
  });
}
