import type { Write } from '../../../images/known-image.ts';
import { mountsOf, volumesOf } from '../../../kubernetes/mounts.ts';
import type { Container, Pod } from '../../../kubernetes/pod.ts';
import { items, textOf, valueAt } from '../../../yaml/value.ts';
import type { RuleSet } from '../rule.ts';
import { fit, numbered } from './short-name.ts';
import { type VolumeClaims, plainNames, volumeClaims } from './volume-claims.ts';
import { purposeOf } from './volume-purpose.ts';

/**
 * Names new volumes of a container after their purpose, else after their path; after the container, too,
 * where another container of the pod could get a volume of that name: each has its own scratch
 * space. A name does not depend on which fixes of the pod are applied.
 */
export function volumeNames(
  container: Container,
  places: readonly Pick<Write, 'path' | 'kind'>[],
  ruleSet: RuleSet,
): string[] {
  const claims = volumeClaims(container.pod, ruleSet);
  const prefix = claims.prefixes.get(container) ?? '';
  const isOthers = othersNames(container, claims);
  const taken = takenNames(container.pod);
  return places.map((place) => {
    const plain = plainNames(place);
    const isShared = isOthers(plain[0] ?? '', '');
    const candidates = [
      ...(isShared ? [] : plain.filter((name) => !isOthers(name, ''))),
      ...plain.map((name) => fit(prefix + name)).filter((name) => !isOthers(name, prefix)),
    ];
    const name =
      candidates.find((one) => !taken.has(one)) ??
      numbered(prefix + purposeOf(place.path, place.kind), taken);
    taken.add(name);
    return name;
  });
}

/**
 * Whether a name could be given to a volume of another container. One that starts with the name of a
 * container could; with a prefix of its own, only those of longer names.
 */
function othersNames(
  container: Container,
  { names, prefixes }: VolumeClaims,
): (name: string, prefix: string) => boolean {
  const own = prefixes.get(container);
  const others = [...new Set(prefixes.values())].filter((one) => one !== own && one !== '');
  return (name, prefix) =>
    others.some((other) => other.startsWith(prefix) && name.startsWith(other)) ||
    (prefix === '' && [...(names.get(name) ?? [])].some((one) => one !== container));
}

/** Also those of claim templates, which replace a volume of their name, and of volumes given elsewhere. */
function takenNames(pod: Pod): Set<string> {
  const templates = items(valueAt(pod.resource.value, ['spec', 'volumeClaimTemplates']));
  return new Set([
    ...volumesOf(pod).map(({ name }) => name),
    ...pod.containers.flatMap(mountsOf).map(({ name }) => name),
    ...templates.map((template) => textOf(valueAt(template, ['metadata', 'name'])) ?? ''),
  ]);
}
