import {
  type Value,
  field,
  isMapping,
  isSet,
  items,
  ownFields,
  scalar,
  textOf,
} from '../../yaml/value.ts';

/** A part of a pod in the values of a chart, where its meaning is certain without the chart. */
export interface FoundInValues {
  /** Keys and indexes, `server.containers[0].securityContext`. */
  readonly name: string;
  readonly standing: 'container' | 'pod' | 'podSpec' | 'volume';
  readonly value: Value;
}

/** More values than the largest chart has. */
const MAX_VALUES = 20_000;
/** Ten times the largest chart's; the file is named as not analyzed in any case. */
const MAX_FOUND = 1000;
const MAX_DEPTH = 30;

const CONTEXT_KEY = /securitycontexts?$/i;
const POD_KEY = /^pod|pod_?securitycontext$/i;
/** The fields of a securityContext that no other mapping has a name for. */
const TELLING = [
  'allowPrivilegeEscalation',
  'fsGroup',
  'privileged',
  'procMount',
  'readOnlyRootFilesystem',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seccompProfile',
];
const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];

/** Finds such parts in the order of the text, except below `enabled: false`. */
export function searchValues(root: Value): FoundInValues[] {
  const found: FoundInValues[] = [];
  let left = MAX_VALUES;
  const visit = (value: Value, name: string, depth: number): void => {
    if (--left < 0 || depth > MAX_DEPTH || found.length >= MAX_FOUND) return;
    if (!isMapping(value)) {
      for (const [index, item] of items(value).entries()) {
        if (isHostPathVolume(item)) found.push({ name, standing: 'volume', value: item });
        visit(item, `${name}[${index}]`, depth + 1);
      }
      return;
    }
    if (isOff(value) || isSchema(value) || (depth > 0 && isObject(value))) return;
    if (HOST_NAMESPACES.some((key) => scalar(field(value, key)?.value) === true)) {
      found.push({ name, standing: 'podSpec', value });
    }
    for (const { name: key, value: child } of ownFields(value)) {
      const path = name === '' ? key : `${name}.${key}`;
      const contexts = contextsIn(key, path, child);
      for (const context of contexts) found.push(context);
      if (contexts.length === 0) visit(child, path, depth + 1);
    }
  };
  visit(root, '', 0);
  return found;
}

/** The mapping below a key as a securityContext, or the two that it has for pods and containers. */
function contextsIn(key: string, name: string, value: Value): FoundInValues[] {
  if (!isMapping(value) || isSchema(value)) return [];
  const isNamed = CONTEXT_KEY.test(key);
  if (!isNamed && TELLING.filter((one) => isSet(field(value, one)?.value)).length < 2) return [];
  if (isOff(value)) return [];
  const inner = ['pod', 'container'].flatMap((level) => {
    const below = field(value, level)?.value;
    return isMapping(below) ? contextsIn(`${level}SecurityContext`, `${name}.${level}`, below) : [];
  });
  if (inner.length > 0) return inner;
  return [{ name, standing: isNamed && POD_KEY.test(key) ? 'pod' : 'container', value }];
}

function isOff(value: Value): boolean {
  return scalar(field(value, 'enabled')?.value) === false;
}

/** A mapping that describes such values, as a schema does, and is not one. */
function isSchema(value: Value): boolean {
  return isMapping(field(value, 'properties')?.value) || isSet(field(value, '$schema')?.value);
}

/** A whole object, which is judged by its kind. */
function isObject(value: Value): boolean {
  return ['apiVersion', 'kind'].every((key) => textOf(field(value, key)?.value) !== undefined);
}

function isHostPathVolume(value: Value): boolean {
  const path = field(field(value, 'hostPath')?.value, 'path')?.value;
  return textOf(field(value, 'name')?.value) !== undefined && textOf(path) !== undefined;
}

/** The objects that values hold as a whole: charts have lists such as `extraObjects` for them. */
export function objectsInValues(root: Value): Value[] {
  const objects: Value[] = [];
  let left = MAX_VALUES;
  const visit = (value: Value, depth: number): void => {
    if (--left < 0 || depth > MAX_DEPTH || objects.length >= MAX_FOUND || isOff(value)) return;
    if (depth > 0 && isObject(value)) objects.push(value);
    else {
      const children = isMapping(value) ? ownFields(value).map((one) => one.value) : items(value);
      for (const child of children) visit(child, depth + 1);
    }
  };
  visit(root, 0);
  return objects;
}

/** Whether values have a container's image as charts write it, in parts. */
export function hasImageInParts(root: Value): boolean {
  let left = MAX_VALUES;
  const visit = (value: Value, depth: number): boolean => {
    if (--left < 0 || depth > MAX_DEPTH) return false;
    if (!isMapping(value)) return items(value).some((item) => visit(item, depth + 1));
    return ownFields(value).some(
      ({ name, value: child }) =>
        (/image$/i.test(name) && isSet(field(child, 'repository')?.value)) ||
        visit(child, depth + 1),
    );
  };
  return visit(root, 0);
}
