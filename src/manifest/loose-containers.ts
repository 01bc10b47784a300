import { type Place, type Standing, type Steps, valuesAt } from './places.ts';
import { osOf, readContainer } from './pod-spec.ts';
import type { Container, ContainerRole, Pod } from './pod.ts';
import type { Resource } from './resource.ts';
import { type Path, type Value, field, isMapping, isSet, items, textOf, valueAt } from './value.ts';

/**
 * The pods of the containers that an object holds outside of pod specs. In one pod are those that
 * share the nearest place for a pod's securityContext, else the mapping that they are in. A pod's
 * securityContext that is for none of them makes a pod of its own.
 */
export function loosePods(resource: Resource, places: readonly Place[]): Pod[] {
  const groups = new Map<string, Found[]>();
  for (const found of findContainers(resource, places)) {
    const key = JSON.stringify(found.owner);
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  const pods = [...groups.values()].flatMap((group) => readGroup(resource, places, group));
  const used = new Set(pods.map(({ securityContext }) => JSON.stringify(securityContext?.path)));
  const bare = ofStanding(places, 'podContext')
    .flatMap(({ steps }) => valuesAt(resource.value, steps))
    .filter((context) => isMapping(context) && !used.has(JSON.stringify(context.path)))
    .map((context) => makePod(resource, resource.value, { context, partial: true }));
  return [...pods, ...bare];
}

/** A container or its securityContext, where it was found. */
interface Found {
  readonly place: Place;
  readonly value: Value;
  /** Its path from the object. */
  readonly path: Path;
  /** The path from the object of the mapping whose containers are in one pod with it. */
  readonly owner: Path;
}

function ofStanding(places: readonly Place[], ...standings: readonly Standing[]): Place[] {
  return places.filter(({ standing }) => standings.includes(standing));
}

function findContainers(resource: Resource, places: readonly Place[]): Found[] {
  const root = resource.value;
  return ofStanding(places, 'container', 'bareContainer', 'containerContext').flatMap((place) => {
    const [nearest] = contextsFor(place, places);
    const holder = place.steps.at(-1) === '[]' || place.steps.at(-1) === '{}' ? -2 : -1;
    return valuesAt(root, place.steps)
      .filter(isMapping)
      .map((value) => {
        const path = value.path.slice(root.path.length);
        return { place, value, path, owner: path.slice(0, nearest?.scope.length ?? holder) };
      });
  });
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

/** What places for a scope hold, in the mapping of that scope around a container. */
function around(resource: Resource, { path }: Found, { scope, steps }: Place): Value[] {
  const owner = valueAt(resource.value, path.slice(0, scope.length));
  return owner ? valuesAt(owner, steps.slice(scope.length)) : [];
}

function readGroup(resource: Resource, places: readonly Place[], group: readonly Found[]): Pod[] {
  const [first] = group;
  if (!first) return [];
  const owner = valueAt(resource.value, first.owner) ?? resource.value;
  const context = contextsFor(first.place, places)
    .flatMap((place) => around(resource, first, place))
    .find(isSet);
  const containers: Container[] = [];
  const partial = group.every(({ place }) => place.partial);
  const pod = { ...makePod(resource, owner, { context, partial }), containers };
  for (const found of group) {
    const container = toContainer(pod, found, hasDefaults(resource, places, found));
    if (container) containers.push(container);
  }
  return containers.length > 0 ? [pod] : [];
}

function makePod(
  resource: Resource,
  owner: Value,
  { context, partial }: { readonly context: Value | undefined; readonly partial: boolean },
): Pod {
  return {
    resource,
    form: 'template',
    spec: undefined,
    metadata: undefined,
    securityContext: context,
    volumes: volumesAround(resource, owner),
    os: osOf(owner),
    isOsDeclared: false,
    partial,
    isKnown: true,
    containers: [],
  };
}

/** The volumes of a mapping and of those around it, as far as the object. */
function volumesAround({ value: root }: Resource, owner: Value): Value[] {
  const path = owner.path.slice(root.path.length);
  return Array.from({ length: path.length + 1 }, (_, length) =>
    items(valueAt(root, [...path.slice(0, length), 'volumes'])),
  ).flat();
}

/** Whether a container gets a securityContext from elsewhere in the object: mapping or text. */
function hasDefaults(resource: Resource, places: readonly Place[], found: Found): boolean {
  return ofStanding(places, 'defaults')
    .filter(({ scope }) => isWithin(found.place.steps, scope))
    .flatMap((place) => around(resource, found, place))
    .some(({ document, span }) =>
      /securitycontext/i.test(document.text.slice(span.start, span.end)),
    );
}

function toContainer(pod: Pod, found: Found, hasMore: boolean): Container | undefined {
  const { place, value } = found;
  const name = nameOf(pod.resource, found);
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
function nameOf({ value: root }: Resource, { path, place }: Found): string {
  if (place.steps.at(-1) === '[]') return `${path.at(-2)}[${path.at(-1)}]`;
  return path.reduce<string>((name, step, index) => {
    if (typeof step === 'string') return name === '' ? step : `${name}.${step}`;
    const item = valueAt(root, path.slice(0, index + 1));
    return `${name}[${textOf(field(item, 'name')?.value) ?? step}]`;
  }, '');
}
