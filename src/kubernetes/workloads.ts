import { standalonePods } from './standalone-containers.ts';
import { type Place, placesOf, valuesAt } from './places.ts';
import { readPod } from './pod-spec.ts';
import type { Pod } from './pod.ts';
import type { Resource } from './resource.ts';
import { podOfOperation } from './unseen/json-patch.ts';
import { podOfValues } from './unseen/values-pods.ts';
import { podsByShape } from './shape.ts';
import { type Value, field, isSet, ownFields, valueAt } from '../yaml/value.ts';
import { kept } from '../yaml/kept.ts';

const known = kept<Resource, readonly Pod[]>();

/** The pods that an object is or makes; none for other objects. */
export function podsOf(resource: Resource): readonly Pod[] {
  const before = known.get(resource);
  if (before) return before;
  const pods = isForeign(resource) ? [] : readPods(resource);
  known.set(resource, pods);
  return pods;
}

/** A service other than Kubernetes may use objects of its kinds, as Cloud Run does; an annotation says so. */
function isForeign({ value }: Resource): boolean {
  return [['metadata'], ['spec', 'template', 'metadata']].some((path) =>
    ownFields(valueAt(value, [...path, 'annotations'])).some(({ name }) =>
      name.startsWith('run.googleapis.com/'),
    ),
  );
}

/** An object with a pod selector is complete: a patch has none, because selectors can't be changed. */
function isWholeObject({ group, value }: Resource): boolean {
  return ['apps', 'extensions'].includes(group) && isSet(valueAt(value, ['spec', 'selector']));
}

function readPods(resource: Resource): readonly Pod[] {
  const { embedded } = resource;
  if (embedded?.as === 'values') return [podOfValues(resource, embedded)];
  if (embedded?.as === 'operation') return podOfOperation(resource);
  const places = placesOf(resource);
  if (!places) return podsByShape(resource);
  return [
    ...places.flatMap((place) => specPods(resource, place)),
    ...standalonePods(resource, places),
  ];
}

/** The pods whose specs are at a place; none if the value there is not a pod's spec. */
function specPods(resource: Resource, { standing, steps, partial, isolated }: Place): Pod[] {
  if (!isForm(standing)) return [];
  return valuesAt(resource.value, steps).flatMap((value) => {
    const isWhole = standing === 'pod' || standing === 'template';
    const part = (name: string): Value | undefined => field(value, name)?.value;
    const pod = readPod(isWhole ? part('spec') : value, {
      resource,
      form: standing === 'podSpec' ? 'template' : standing,
      metadata: isWhole ? part('metadata') : undefined,
      // Of a patch, the rest is in the object, also where it names the image.
      partial: partial || resource.isPatch === true || resource.embedded?.as === 'patch',
      isolated,
      isKnown: true,
      isWhole: isWholeObject(resource),
    });
    return pod ?? [];
  });
}

function isForm(standing: Place['standing']): standing is Pod['form'] | 'podSpec' {
  return ['pod', 'template', 'podSpec', 'subset'].includes(standing);
}
