import type { Write } from '../../../images/known-image.ts';
import { mountsOf } from '../../../kubernetes/mounts.ts';
import type { Container, Pod } from '../../../kubernetes/pod.ts';
import type { RuleSet } from '../rule.ts';
import { fit, slug } from './short-name.ts';
import { purposeOf } from './volume-purpose.ts';
import { writtenPlaces } from './written-places.ts';
import { kept } from '../../../yaml/kept.ts';

/** What of a name a container's name may take; the rest tells its volumes apart. */
const MAX_PREFIX = 31;

/** The names that fixes could give to new volumes of a pod. */
export interface VolumeClaims {
  /** Who could get a volume of a name, for names without the container's. */
  readonly names: ReadonlyMap<string, ReadonlySet<Container>>;
  /** How names with the container's start; empty in a pod of one container. */
  readonly prefixes: ReadonlyMap<Container, string>;
}

const known = kept<Pod, { readonly ruleSet: RuleSet; readonly claims: VolumeClaims }>();

/** The names that fixes could give to new volumes of a pod, whichever of them are applied. */
export function volumeClaims(pod: Pod, ruleSet: RuleSet): VolumeClaims {
  const before = known.get(pod);
  if (before?.ruleSet === ruleSet) return before.claims;
  const claims = findClaims(pod, ruleSet);
  known.set(pod, { ruleSet, claims });
  return claims;
}

function findClaims({ containers }: Pod, ruleSet: RuleSet): VolumeClaims {
  if (containers.length < 2) {
    return { names: new Map(), prefixes: new Map(containers.map((one) => [one, ''])) };
  }
  const names = new Map<string, Set<Container>>();
  const prefixes = new Map<Container, string>();
  for (const [place, container] of containers.entries()) {
    const prefix = prefixOf(container, place);
    prefixes.set(container, prefix);
    for (const name of claimedBy(container, prefix, ruleSet)) {
      names.set(name, (names.get(name) ?? new Set()).add(container));
    }
  }
  return { names, prefixes };
}

/** Also the names of which a container has got a volume by its own name, as by an earlier fix. */
function claimedBy(container: Container, prefix: string, ruleSet: RuleSet): string[] {
  const had = mountsOf(container).flatMap(({ name }) =>
    name.startsWith(prefix) ? name.slice(prefix.length) : [],
  );
  // Nothing is added to a container that is only a part.
  if (container.partial) return had;
  return [...had, ...writtenPlaces(container, ruleSet).places.flatMap(plainNames)];
}

/** The names of a volume without the container's: after its purpose, and after its path. */
export function plainNames({ path, kind }: Pick<Write, 'path' | 'kind'>): string[] {
  return [purposeOf(path, kind), fit(slug(path))].filter((name) => name !== '');
}

/** A long name is cut, and told from others by its place. */
function prefixOf({ name: full }: Container, place: number): string {
  const name = slug(full) || `container-${place}`;
  return name.length > MAX_PREFIX ? `${fit(name.slice(0, MAX_PREFIX - 4))}-${place}-` : `${name}-`;
}
