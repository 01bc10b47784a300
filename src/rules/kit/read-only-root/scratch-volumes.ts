import type { ValueChange, DataMap } from '../../../yaml/value-change.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import type { Value } from '../../../yaml/value.ts';
import type { RuleSet, Scratch } from '../rule.ts';
import { copyToVolume, makeOwnFolder, ownFolder } from './copy-to-volume.ts';
import { type Place, hasPlaceForVolumes } from './place.ts';
import { DEFAULT_SIZE_LIMIT } from './size-limit.ts';
import { volumeNames } from './volume-names.ts';

/**
 * Gives a container an `emptyDir` at each of these paths, filled where it has to be: the changes for
 * each place. Undefined where its kind has no place for volumes that is known.
 */
export function mountScratch(
  container: Container,
  places: readonly Place[],
  ruleSet: RuleSet,
): ValueChange[][] | undefined {
  if (places.length === 0) return [];
  const { spec } = container.pod;
  if (!spec || !hasPlaceForVolumes(container)) return undefined;
  const names = volumeNames(container, places, ruleSet);
  return places.map(({ path, kind, copyAs, own }, index): ValueChange[] => {
    const name = names[index] ?? '';
    const mount = { name, mountPath: path };
    const volume = { name, emptyDir: emptyDir(kind, ruleSet.scratch) };
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

/** Data is not kept in memory, whatever is said of scratch files. */
function emptyDir(
  kind: Place['kind'],
  { sizeLimit = DEFAULT_SIZE_LIMIT, medium }: Scratch = {},
): DataMap {
  return { sizeLimit, ...(medium !== undefined && kind !== 'data' && { medium }) };
}
