import type { Write } from '../images/known-image.ts';
import { covers } from '../images/paths.ts';
import type { Change, DataMap } from '../manifest/change.ts';
import { isReadOnly, mountsOf, volumeOf } from '../manifest/mounts.ts';
import type { Container } from '../manifest/pod.ts';
import { field, isSet } from '../manifest/value.ts';
import type { RuleSet } from './rule.ts';

/** A path that a container writes to. */
export type Place = Pick<Write, 'path' | 'kind'>;

/** Volumes of these types are mounted read-only, whatever the mount says. */
const READ_ONLY_TYPES = ['configMap', 'downwardAPI', 'image', 'projected', 'secret'];

/** Whether a container has a volume that it can write to at a path or above it. */
export function isCovered(container: Container, path: string): boolean {
  return mountsOf(container).some((mount) => {
    if (isReadOnly(mount) || !covers(mount.path, path)) return false;
    // A volume that is not among the pod's comes from a claim template, or from elsewhere.
    const volume = volumeOf(container.pod, mount.name);
    return !READ_ONLY_TYPES.some((type) => isSet(field(volume?.value, type)?.value));
  });
}

/**
 * Gives a container an `emptyDir` at each of these paths; undefined where its kind has no place for
 * volumes that is known.
 */
export function mountScratch(
  container: Container,
  places: readonly Place[],
  { scratch }: RuleSet,
): Change[] | undefined {
  if (places.length === 0) return [];
  const { spec } = container.pod;
  if (!spec) return undefined;
  const emptyDir: DataMap = { sizeLimit: scratch?.sizeLimit ?? SIZE_LIMIT, ...medium(scratch) };
  const names = nameVolumes(container, places);
  return places.flatMap(({ path }, index): Change[] => {
    const name = names[index] ?? '';
    return [
      {
        kind: 'append',
        path: [...container.value.path, 'volumeMounts'],
        value: { name, mountPath: path },
      },
      { kind: 'append', path: [...spec.path, 'volumes'], value: { name, emptyDir } },
    ];
  });
}

/**
 * More than scratch files take in practice, so that nobody's pod is evicted for it, and less than
 * what fills a node.
 */
const SIZE_LIMIT = '1Gi';

function medium(scratch: RuleSet['scratch']): DataMap {
  return scratch?.medium === undefined ? {} : { medium: scratch.medium };
}

const PURPOSES: Readonly<Record<Write['kind'], string>> = {
  scratch: 'tmp',
  cache: 'cache',
  run: 'run',
  log: 'logs',
  config: 'config',
  data: 'data',
};

/** A name may have 63 characters (RFC 1123); what tells two of them apart comes last. */
const MAX_NAME = 63;

/**
 * Names volumes after their purpose, with the container's name where the pod has others: each has
 * its own scratch space.
 */
function nameVolumes(container: Container, places: readonly Place[]): string[] {
  const { pod, name } = container;
  const prefix = pod.containers.length > 1 ? `${slug(name)}-` : '';
  const chosenBefore = new Set<string>();
  const isFree = (candidate: string): boolean =>
    !chosenBefore.has(candidate) && volumeOf(pod, candidate) === undefined;
  return places.map(({ path, kind }) => {
    const base = fit(prefix.slice(-MAX_NAME / 2) + PURPOSES[kind]);
    const named = fit(prefix.slice(-MAX_NAME / 2) + slug(path));
    let chosen = [base, named].find(isFree);
    for (let count = 2; chosen === undefined; count++) {
      const numbered = `${named.slice(0, MAX_NAME - 6)}-${count}`;
      if (isFree(numbered)) chosen = numbered;
    }
    chosenBefore.add(chosen);
    return chosen;
  });
}

function fit(name: string): string {
  return name.slice(0, MAX_NAME).replace(/-+$/, '');
}

/** Text as a part of a name: lower case letters, digits and dashes. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
