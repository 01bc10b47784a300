import { Pair, Scalar, YAMLMap } from 'yaml';
import {
  type Value,
  field,
  isMapping,
  items,
  ownFields,
  rootAt,
  scalar,
  textOf,
} from '../../yaml/value.ts';
import type { Container, Pod } from '../pod.ts';
import type { Embedded, Resource } from '../resource.ts';
import { searchValues } from './context-search.ts';
import type { Target } from './json-patch.ts';

type InValues = Extract<Embedded, { readonly as: 'values' }>;

/**
 * The parts of pods in values of a chart, each by itself: a securityContext, the namespaces of the node,
 * or a volume of it. They are judged as parts of pods are: what is missing may be elsewhere.
 */
export function resourcesInValues(values: Value, target: Target): Resource[] {
  const mounted = readOnlyMounts(values);
  return searchValues(values)
    .filter(
      ({ standing, value }) =>
        standing !== 'volume' || !mounted.has(textOf(field(value, 'name')?.value) ?? ''),
    )
    .map(({ name: keys, standing, value }) => {
      const isNamed = standing === 'container' || keys === '';
      const name = isNamed ? target.name : `${target.name}: ${keys}`;
      return { ...target, name, value, embedded: { as: 'values', standing, keys } };
    });
}

/** The pod that such a part makes. */
export function podOfValues(resource: Resource, { standing, keys }: InValues): Pod {
  const { value } = resource;
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
  if (standing === 'container') containers.push(containerOf(pod, keys, value));
  return pod;
}

/**
 * A container of which only the securityContext is known: the keys around it mean what the chart says.
 */
function containerOf(pod: Pod, name: string, context: Value): Container {
  const root = new YAMLMap();
  root.items.push(new Pair(new Scalar('securityContext'), context.node));
  root.range = context.node?.range ?? null;
  const value = rootAt({ ...context.document, root }, root, context.path);
  const securityContext = field(value, 'securityContext')?.value;
  const contextPath = [...context.path, 'securityContext'];
  return { pod, role: 'container', name, value, securityContext, contextPath, partial: true };
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
