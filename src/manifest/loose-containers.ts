import { type Place, type Standing, type Steps, trailsAt, valuesAt } from './places.ts';
import { osOf, readContainer } from './pod-spec.ts';
import type { Container, ContainerRole, Pod } from './pod.ts';
import type { Resource } from './resource.ts';
import { type Value, field, isMapping, isSet, items, textOf } from './value.ts';

/**
 * The pods of the containers that an object holds outside of pod specs. In one pod are those that
 * share the nearest place for a pod's securityContext, else the mapping that they are in. A pod's
 * securityContext that is for none of them makes a pod of its own.
 */
export function loosePods(resource: Resource, places: readonly Place[]): Pod[] {
  const groups = new Map<string, Found[]>();
  for (const found of findContainers(resource, places)) {
    const key = JSON.stringify(ownerOf(found).path);
    const group = groups.get(key);
    if (group) group.push(found);
    else groups.set(key, [found]);
  }
  const pods = [...groups.values()].flatMap((group) => readGroup(resource, places, group));
  const used = new Set(pods.map(({ securityContext }) => JSON.stringify(securityContext?.path)));
  const bare = ofStanding(places, 'podContext')
    .flatMap(({ steps }) => valuesAt(resource.value, steps))
    .filter((context) => isMapping(context) && !used.has(JSON.stringify(context.path)))
    .map((context) => makePod(resource, [resource.value], { context, partial: true }));
  return [...pods, ...bare];
}

/** A container or its securityContext, where it was found. */
interface Found {
  readonly place: Place;
  readonly value: Value;
  /** The values from the object to it. */
  readonly trail: readonly Value[];
  /** How many steps from the object the mapping is whose containers are in one pod with it. */
  readonly ownerDepth: number;
}

function ofStanding(places: readonly Place[], ...standings: readonly Standing[]): Place[] {
  return places.filter(({ standing }) => standings.includes(standing));
}

function findContainers({ value: root }: Resource, places: readonly Place[]): Found[] {
  return ofStanding(places, 'container', 'bareContainer', 'containerContext').flatMap((place) => {
    const { steps } = place;
    const [nearest] = contextsFor(place, places);
    const holder = steps.length - (steps.at(-1) === '[]' || steps.at(-1) === '{}' ? 2 : 1);
    const ownerDepth = nearest?.scope.length ?? holder;
    return trailsAt(root, steps).flatMap((trail) => {
      const value = trail.at(-1);
      return isMapping(value) ? [{ place, value, trail, ownerDepth }] : [];
    });
  });
}

function ownerOf({ trail, ownerDepth, value }: Found): Value {
  return trail[ownerDepth] ?? value;
}

/** The places of a pod's securityContext that are for a container, the nearest one first. */
function contextsFor(container: Place, places: readonly Place[]): Place[] {
  return ofStanding(places, 'podContext')
    .filter(({ scope }) => isWithin(container.steps, scope))
    .toSorted((a, b) => b.scope.length - a.scope.length);
}

/** Whether a place is in the mapping that a scope names, or is that mapping. */
function isWithin(steps: Steps, scope: Steps): boolean {
  return scope.every((step, index) => step === steps[index]);
}

/** What a place for a scope holds in the mapping of that scope around a container. */
function around({ trail }: Found, { scope, steps }: Place): Value[] {
  const owner = trail[scope.length];
  return owner ? valuesAt(owner, steps.slice(scope.length)) : [];
}

function readGroup(resource: Resource, places: readonly Place[], group: readonly Found[]): Pod[] {
  const [first] = group;
  if (!first) return [];
  const context = contextsFor(first.place, places)
    .flatMap((place) => around(first, place))
    .find(isSet);
  const containers: Container[] = [];
  const partial = group.every(({ place }) => place.partial);
  // The keys of a mapping that is walked through are names, and no fields.
  const owners = first.trail
    .slice(0, first.ownerDepth + 1)
    .filter((_, index) => first.place.steps[index] !== '{}');
  const pod = { ...makePod(resource, owners, { context, partial }), containers };
  for (const found of group) {
    const container = toContainer(pod, found, hasDefaults(places, found));
    if (container) containers.push(container);
  }
  return containers.length > 0 ? [pod] : [];
}

/** A pod without a spec; of the mappings from the object to that of the pod come its volumes. */
function makePod(
  resource: Resource,
  owners: readonly Value[],
  { context, partial }: { readonly context: Value | undefined; readonly partial: boolean },
): Pod {
  return {
    resource,
    form: 'template',
    spec: undefined,
    metadata: undefined,
    securityContext: context,
    volumes: owners.flatMap((owner) => items(field(owner, 'volumes')?.value)),
    os: osOf(owners.at(-1) ?? resource.value),
    isOsDeclared: false,
    partial,
    isKnown: true,
    containers: [],
  };
}

/** Whether a container gets a securityContext from elsewhere in the object: mapping or text. */
function hasDefaults(places: readonly Place[], found: Found): boolean {
  return ofStanding(places, 'defaults')
    .filter(({ scope }) => isWithin(found.place.steps, scope))
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
