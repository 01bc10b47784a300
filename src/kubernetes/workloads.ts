import { standalonePods } from './standalone-containers.ts';
import { type Place, placesOf, valuesAt } from './places.ts';
import { readPod } from './pod-spec.ts';
import type { Pod } from './pod.ts';
import type { Resource } from './resource.ts';
import { podOfOperation } from './unseen/json-patch.ts';
import { podOfValues } from './unseen/values-pods.ts';
import { podsByShape } from './shape.ts';
import { type Value, field } from '../yaml/value.ts';

/** The pods that an object is or makes; none for an object that has nothing to do with pods. */
export function podsOf(resource: Resource): Pod[] {
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

/** The pods whose specs are at a place; none if what stands there is no pod's spec. */
function specPods(resource: Resource, { standing, steps, partial, isolated }: Place): Pod[] {
  if (!isForm(standing)) return [];
  return valuesAt(resource.value, steps).flatMap((value) => {
    const isWhole = standing === 'pod' || standing === 'template';
    const part = (name: string): Value | undefined => field(value, name)?.value;
    const pod = readPod(isWhole ? part('spec') : value, {
      resource,
      form: standing === 'podSpec' ? 'template' : standing,
      metadata: isWhole ? part('metadata') : undefined,
      partial,
      isolated,
      isKnown: true,
    });
    return pod ?? [];
  });
}

function isForm(standing: Place['standing']): standing is Pod['form'] | 'podSpec' {
  return ['pod', 'template', 'podSpec', 'subset'].includes(standing);
}
