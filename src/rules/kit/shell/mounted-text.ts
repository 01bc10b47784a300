import { covers } from '../../../images/paths.ts';
import { configMapFor, textIn } from '../../../kubernetes/config-maps.ts';
import { type Mount, mountsOf, volumeOf } from '../../../kubernetes/mounts.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { type Value, field, isSet, items, textOf } from '../../../yaml/value.ts';

/** The innermost mount that has a path. */
export function mountAt(container: Container, path: string): Mount | undefined {
  return mountsOf(container)
    .filter((mount) => mount.path !== '' && covers(mount.path, path))
    .toSorted((one, other) => other.path.length - one.path.length)[0];
}

/** Whether a container mounts files of a ConfigMap. */
export function mountsConfigMap(container: Container): boolean {
  return mountsOf(container).some(({ name }) => {
    const volume = volumeOf(container.pod, name)?.value;
    return ['configMap', 'projected'].some((type) => isSet(field(volume, type)?.value));
  });
}

/** The text of a file that a container has from a ConfigMap beside its object; undefined for all other files. */
export function mountedText(container: Container, path: string): string | undefined {
  const mount = mountAt(container, path);
  const volume = mount && volumeOf(container.pod, mount.name)?.value;
  const file = mount && pathInVolume(mount, path);
  if (!volume || file === undefined) return undefined;
  return sourcesOf(volume)
    .map((source) => textFrom(source, file, container))
    .findLast((text) => text !== undefined);
}

function pathInVolume({ value, path: mountPath }: Mount, path: string): string | undefined {
  const [folder, names] = [namesIn(mountPath), namesIn(path)];
  const isInside = folder.every((name, index) => names[index] === name);
  if (!isInside || isSet(field(value, 'subPathExpr')?.value)) return undefined;
  const part = namesIn(textOf(field(value, 'subPath')?.value) ?? '');
  return [...part, ...names.slice(folder.length)].join('/');
}

function namesIn(path: string): string[] {
  return path.split('/').filter(Boolean);
}

/** What a volume gets its files from: itself, or all that is projected into it. */
function sourcesOf(volume: Value): readonly Value[] {
  const projected = field(volume, 'projected')?.value;
  return isSet(projected) ? items(field(projected, 'sources')?.value) : [volume];
}

function textFrom(source: Value, file: string, { pod }: Container): string | undefined {
  const configMap = field(source, 'configMap')?.value;
  const name = textOf(field(configMap, 'name')?.value);
  if (name === undefined) return undefined;
  const chosen = field(configMap, 'items')?.value;
  const item = items(chosen).find((one) => textOf(field(one, 'path')?.value) === file);
  const key = isSet(chosen) ? textOf(field(item, 'key')?.value) : file;
  return key === undefined ? undefined : textIn(configMapFor(pod.resource, name), key);
}
