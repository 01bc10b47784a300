import { type Place, type PlaceKind, type Steps, trailsAt, valuesAt } from './places.ts';
import { osOf, readContainer } from './pod-spec.ts';
import { type Container, type ContainerRole, type Pod, addContainer } from './pod.ts';
import type { Resource } from './resource.ts';
import { type Value, field, isMapping, isSet, items, textOf } from '../yaml/value.ts';

/**
 * The pods of the containers that an object holds outside of pod specs. In one pod are those that
 * share a pod's securityContext, else the mapping that they are in. A pod's securityContext that is
 * for none of them makes a pod of its own.
 */
export function standalonePods(resource: Resource, places: readonly Place[]): Pod[] {
  const { holders, contexts } = standaloneOf(places);
  if (holders.length === 0 && contexts.length === 0) return [];
  const found = findContainers(resource, holders);
  const owners = groupBy(found, ({ owner }) => owner).flatMap((group) => readOwner(group, places));
  const pods = groupBy(owners, ({ value, context }) => context ?? value)
    .flatMap((group) => groupBy(group, ({ os }) => os))
    .map((group) => readPodOf(resource, places, group));
  const used = new Set(pods.map(({ securityContext }) => securityContext));
  const bare = contexts
    .flatMap(({ steps }) => valuesAt(resource.value, steps))
    .filter((context) => isMapping(context) && !used.has(context))
    .map((context) => makePod(resource, { context, os: 'linux', volumes: [], partial: true }));
  return [...pods.filter(({ containers }) => containers.length > 0), ...bare];
}

/** A container or its securityContext, where it was found. */
interface Found {
  readonly place: Place;
  readonly value: Value;
  /** The values from the object to it. */
  readonly trail: readonly Value[];
  /** The mapping that has its pod's fields. */
  readonly owner: Value;
}

/** A mapping with a pod's fields, and the containers of that pod. */
interface Owner {
  readonly value: Value;
  readonly context: Value | undefined;
  readonly os: Pod['os'];
  readonly volumes: readonly Value[];
  readonly group: readonly Found[];
}

/** The places of a kind that are outside of pod specs. */
interface Standalone {
  readonly holders: readonly Holder[];
  readonly contexts: readonly Place[];
}

/** A place of a container, and how far from the object the mapping is that has its pod's fields. */
interface Holder {
  readonly place: Place;
  readonly depth: number;
}

const knownStandalone = new WeakMap<readonly Place[], Standalone>();

/** Most kinds have none: they are sorted out once for a kind, and not for each object. */
function standaloneOf(places: readonly Place[]): Standalone {
  const known = knownStandalone.get(places);
  if (known) return known;
  const containers = ofKind(places, 'container', 'bareContainer', 'containerContext');
  const holders = containers.map((place) => ({ place, depth: ownerDepth(place, places) }));
  const found = { holders, contexts: ofKind(places, 'podContext') };
  knownStandalone.set(places, found);
  return found;
}

function ownerDepth(place: Place, places: readonly Place[]): number {
  const { steps } = place;
  const [nearest] = contextsFor(place, places);
  const holder = steps.length - (steps.at(-1) === '[]' || steps.at(-1) === '{}' ? 2 : 1);
  return nearest?.scope.length ?? holder;
}

function ofKind(places: readonly Place[], ...standings: readonly PlaceKind[]): Place[] {
  return places.filter(({ standing }) => standings.includes(standing));
}

/** A value of a document is one object, however it is come to. */
function groupBy<T>(all: readonly T[], keyOf: (one: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

function findContainers({ value: root }: Resource, holders: readonly Holder[]): Found[] {
  return holders.flatMap(({ place, depth }) =>
    trailsAt(root, place.steps).flatMap((trail) => {
      const value = trail.at(-1);
      return isMapping(value) ? [{ place, value, trail, owner: trail[depth] ?? value }] : [];
    }),
  );
}

/** The places of a pod's securityContext that are for a container, the nearest one first. */
function contextsFor(container: Place, places: readonly Place[]): Place[] {
  return ofKind(places, 'podContext')
    .filter(({ scope }) => isWithin(container.steps, scope))
    .toSorted((a, b) => b.scope.length - a.scope.length);
}

/** Whether a place is in the mapping that a scope names, or is that mapping. */
function isWithin(steps: Steps, scope: Steps): boolean {
  return scope.every((step, index) => step === steps[index]);
}

/** What a place for a scope holds in the mapping of that scope around a container. */
function around({ trail }: Found, { scope, steps }: Place): readonly Value[] {
  const owner = trail[scope.length];
  return owner ? valuesAt(owner, steps.slice(scope.length)) : [];
}

function readOwner(group: readonly Found[], places: readonly Place[]): Owner[] {
  const [first] = group;
  if (!first) return [];
  const { owner, place, trail } = first;
  const context = contextsFor(place, places)
    .flatMap((one) => around(first, one))
    .find(isSet);
  // The keys of a mapping that is walked through are names: none of them holds volumes.
  const volumes = trail
    .slice(0, owner.path.length - (trail[0]?.path.length ?? 0) + 1)
    .filter((_, index) => place.steps[index] !== '{}')
    .flatMap((value) => items(field(value, 'volumes')?.value));
  return [{ value: owner, context, os: osOf(owner), volumes, group }];
}

/** The pod of mappings that share a securityContext; their volumes may stand around them all. */
function readPodOf(resource: Resource, places: readonly Place[], owners: readonly Owner[]): Pod {
  const found = owners.flatMap(({ group }) => group);
  const volumes = owners.flatMap((owner) => owner.volumes);
  const containers: Container[] = [];
  const pod = {
    ...makePod(resource, {
      context: owners[0]?.context,
      os: owners[0]?.os ?? 'linux',
      volumes: [...new Set(volumes)],
      partial: found.every(({ place }) => place.partial),
    }),
    containers,
  };
  for (const one of found) {
    addContainer(containers, toContainer(pod, one, hasDefaults(places, one)));
  }
  return pod;
}

function makePod(
  resource: Resource,
  { context, ...said }: Pick<Pod, 'os' | 'volumes' | 'partial'> & Pick<Owner, 'context'>,
): Pod {
  return {
    ...said,
    resource,
    form: 'template',
    spec: undefined,
    metadata: undefined,
    securityContext: context,
    isOsDeclared: false,
    isKnown: true,
    containers: [],
  };
}

/** Whether a container gets a securityContext from elsewhere in the object: mapping or text. */
function hasDefaults(places: readonly Place[], found: Found): boolean {
  return ofKind(places, 'defaults')
    .filter(
      ({ scope, only }) =>
        isWithin(found.place.steps, scope) &&
        (only === undefined || found.place.steps.includes(only)),
    )
    .flatMap((place) => around(found, place))
    .some(({ document, span }) =>
      /securitycontext/i.test(document.text.slice(span.start, span.end)),
    );
}

function toContainer(pod: Pod, found: Found, hasMore: boolean): Container | undefined {
  const { place, value } = found;
  const name = nameOf(found);
  const role = roleOf(place.steps);
  if (place.standing === 'containerContext') {
    const contextPath = value.path;
    return { pod, role, name, value, securityContext: value, contextPath, partial: true };
  }
  const container = readContainer(value, { pod, role, name, partial: place.partial || hasMore });
  return container && place.standing === 'bareContainer'
    ? { ...container, securityContext: undefined, contextPath: undefined }
    : container;
}

function roleOf(steps: Steps): ContainerRole {
  const key = steps.findLast((step) => step !== '[]' && step !== '{}') ?? '';
  if (key.startsWith('ephemeral')) return 'ephemeral';
  return /init/i.test(key) ? 'init' : 'container';
}

/** `steps[0]` for an element of a list; else its path, in which names stand for indexes. */
function nameOf({ place, trail, value: { path } }: Found): string {
  if (place.steps.at(-1) === '[]') return `${path.at(-2)}[${path.at(-1)}]`;
  const [, ...below] = trail;
  return below.reduce((name, value) => {
    const step = value.path.at(-1) ?? '';
    if (typeof step === 'number') return `${name}[${textOf(field(value, 'name')?.value) ?? step}]`;
    return name === '' ? step : `${name}.${step}`;
  }, '');
}
