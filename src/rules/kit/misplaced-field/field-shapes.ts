import { type PlaceKind, placesOf } from '../../../kubernetes/places.ts';
import type { Pod } from '../../../kubernetes/pod.ts';
import type { Resource } from '../../../kubernetes/resource.ts';
import {
  type Field,
  type Value,
  field,
  isList,
  isMapping,
  isSet,
  items,
} from '../../../yaml/value.ts';
import { code, wrongType } from '../describe.ts';
import type { Found, Report, Target } from '../rule.ts';

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

/**
 * Reports values on the way to a securityContext that are of another type than the API has there:
 * the API server refuses the object, and whatever else they hold is not judged.
 */
export function reportShapes({ resource, pods }: Target, report: (report: Report) => void): void {
  const subject = { resource, value: resource.value };
  for (const found of pods.length === 0 ? onTheWay(resource) : []) report({ subject, ...found });
  for (const pod of pods) {
    for (const found of inPod(pod)) report({ subject, ...found });
    for (const container of pod.containers) {
      const of = { resource, container, value: container.value };
      for (const found of contextOf(container.value, 'its')) report({ subject: of, ...found });
    }
  }
}

const WHOLE: readonly PlaceKind[] = ['pod', 'podSpec', 'template'];

/** What stands where the path to a workload's pod needs a mapping. */
function onTheWay(resource: Resource): Found[] {
  const place = placesOf(resource)?.find(({ standing }) => WHOLE.includes(standing));
  if (!place) return [];
  let value: Value | undefined = resource.value;
  for (const step of place.standing === 'podSpec' ? place.steps : [...place.steps, 'spec']) {
    const found: Field | undefined = field(value, step);
    if (found && isSet(found.value) && !isMapping(found.value)) {
      return [wrong(found, code(step), 'a mapping')];
    }
    value = found?.value;
  }
  return [];
}

function inPod({ spec }: Pod): Found[] {
  if (!spec) return [];
  const lists = CONTAINER_LISTS.flatMap((name) => {
    const found = field(spec, name);
    if (!found || !isSet(found.value)) return [];
    return isList(found.value) ? noMappings(found) : [wrong(found, code(name), 'a list')];
  });
  return [...contextOf(spec, "the pod's"), ...lists];
}

function noMappings({ name, value }: Field): Found[] {
  return items(value).flatMap((item, index) => {
    const at = item.span;
    const place = `${name}[${index}]`;
    const message = wrongType(code(place), item, 'a mapping');
    return isMapping(item) ? [] : [{ at, message, detail: place }];
  });
}

function contextOf(owner: Value, whose: string): Found[] {
  const found = field(owner, 'securityContext');
  if (!found || !isSet(found.value) || isMapping(found.value)) return [];
  return [wrong(found, `${whose} \`securityContext\``, 'a mapping')];
}

function wrong({ name, key, value }: Field, what: string, wanted: string): Found {
  return { at: key, message: wrongType(what, value, wanted), detail: name };
}
