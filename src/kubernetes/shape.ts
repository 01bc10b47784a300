import { placesOf } from './places.ts';
import { readPod } from './pod-spec.ts';
import type { Pod } from './pod.ts';
import { type Resource, headerOf } from './resource.ts';
import { type Value, field, isMapping, isSet, items, ownFields, scalar } from '../yaml/value.ts';
import { kept } from '../yaml/kept.ts';

/** Pods are at most seven keys deep in known kinds, and 13 in some others. */
export const MAX_DEPTH = 32;
/** The largest objects that people write have some thousand values; larger ones are generated. */
export const MAX_VALUES = 10_000;

/** Keys of mappings that only look like pods: values for charts, schemas, results. */
export const PASSED_OVER = new Set([
  'metadata',
  'openAPIV3Schema',
  'status',
  'values',
  'valuesObject',
]);

/** A mapping with an image is a container only if it also has one of these keys. */
const TELLING = ['command', 'args', 'ports', 'env', 'resources'];

/** The pods of an object of an unknown kind: mappings with a list of containers. */
export function podsByShape(resource: Resource): Pod[] {
  // A definition holds no pods, whatever group it says; prefilter.ts passes it over by its text.
  if (resource.apiVersion === '' || resource.kind === 'CustomResourceDefinition') return [];
  const pods: Pod[] = [];
  let level = [resource.value];
  let count = 0;
  for (let depth = 0; depth <= MAX_DEPTH && count <= MAX_VALUES; depth++) {
    const below: Value[] = [];
    for (const value of level) {
      if (value !== resource.value && isKnownObject(value)) continue;
      const pod = isPod(value) ? guessedPod(resource, value) : undefined;
      if (pod) pods.push(pod);
      else for (const child of childrenOf(value)) below.push(child);
    }
    count += below.length;
    level = below;
  }
  if (level.length > 0) searchedInPart.set(resource, true);
  return pods;
}

const searchedInPart = kept<Resource, true>();

/** Whether an object was too deep or too large to be searched as a whole, so that it may have more pods. */
export function wasSearchedInPart(resource: Resource): boolean {
  return searchedInPart.has(resource);
}

function guessedPod(resource: Resource, spec: Value): Pod | undefined {
  return readPod(spec, {
    resource,
    form: 'subset',
    metadata: undefined,
    partial: false,
    isolated: false,
    isKnown: false,
  });
}

/** An object inside the object, of a kind whose places are known. */
function isKnownObject(value: Value): boolean {
  const header = headerOf(value);
  return header.apiVersion !== '' && header.kind !== '' && placesOf(header) !== undefined;
}

function isPod(value: Value): boolean {
  const containers = items(field(value, 'containers')?.value);
  return containers.length > 0 && containers.every(isContainer);
}

function isContainer(value: Value): boolean {
  const image = scalar(field(value, 'image')?.value);
  // An image with a wildcard or a placeholder is a pattern of images.
  if (typeof image !== 'string' || image === '' || /[*?!{}]/.test(image)) return false;
  const isNamed = typeof scalar(field(value, 'name')?.value) === 'string';
  return isNamed || TELLING.some((name) => isSet(field(value, name)?.value));
}

function childrenOf(value: Value): readonly Value[] {
  if (!isMapping(value)) return items(value);
  return ownFields(value).flatMap((found) => (PASSED_OVER.has(found.name) ? [] : [found.value]));
}
