import {
  type Value,
  field,
  isMapping,
  items,
  ownFields,
  scalar,
  textOf,
} from '../../yaml/value.ts';
import type { Container, Pod } from '../pod.ts';
import type { Resource } from '../resource.ts';
import { type FoundInValues, searchValues } from './context-search.ts';

/**
 * The parts of pods in values of a chart: their securityContexts, the namespaces of the node, and
 * volumes of it. They are judged as parts of pods are: what is missing may be elsewhere.
 */
export function podsInValues(resource: Resource): Pod[] {
  const mounted = readOnlyMounts(resource.value);
  return searchValues(resource.value)
    .filter(
      ({ standing, value }) =>
        standing !== 'volume' || !mounted.has(textOf(field(value, 'name')?.value) ?? ''),
    )
    .map((found) => podOf(resource, found));
}

function podOf(resource: Resource, { name, standing, value }: FoundInValues): Pod {
  const containers: Container[] = [];
  const pod: Pod = {
    resource,
    form: 'subset',
    spec: standing === 'podSpec' ? value : undefined,
    metadata: undefined,
    securityContext: standing === 'pod' ? value : undefined,
    volumes: standing === 'volume' ? [value] : [],
    os: 'linux',
    isOsDeclared: false,
    partial: true,
    isKnown: true,
    containers,
  };
  if (standing === 'container') {
    containers.push({
      pod,
      role: 'container',
      name,
      value,
      securityContext: value,
      contextPath: value.path,
      partial: true,
    });
  }
  return pod;
}

/** The names of volumes all of whose mounts in the values are read-only. */
function readOnlyMounts(root: Value): ReadonlySet<string> {
  const readOnly = new Map<string, boolean>();
  const visit = (value: Value, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    const name = textOf(field(value, 'name')?.value);
    if (name !== undefined && textOf(field(value, 'mountPath')?.value) !== undefined) {
      const isReadOnly = scalar(field(value, 'readOnly')?.value) === true;
      readOnly.set(name, isReadOnly && readOnly.get(name) !== false);
    }
    const children = isMapping(value) ? ownFields(value).map((one) => one.value) : items(value);
    for (const child of children) visit(child, depth + 1);
  };
  visit(root, 0);
  return new Set([...readOnly].flatMap(([name, isReadOnly]) => (isReadOnly ? [name] : [])));
}

const MAX_DEPTH = 30;
