import { type Node, Pair, Scalar, YAMLMap, YAMLSeq, isScalar } from 'yaml';
import {
  type Value,
  field,
  isList,
  isMapping,
  items,
  rootAt,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import { readPod } from '../pod-spec.ts';
import type { Pod } from '../pod.ts';
import type { Resource } from '../resource.ts';

/** What a patch is for. */
export type Target = Pick<Resource, 'apiVersion' | 'group' | 'kind' | 'name' | 'namespace'>;

/** More operations than people write. */
const MAX_OPERATIONS = 1000;
/** An object of Kubernetes has some twenty keys above its deepest value. */
const MAX_STEPS = 40;

/** Whether a value is a JSON patch (RFC 6902): a list of operations on paths. */
export function isJsonPatch(value: Value): boolean {
  const operations = items(value);
  return (
    operations.length > 0 &&
    operations.every((one) =>
      ['op', 'path'].every((key) => textOf(field(one, key)?.value) !== undefined),
    )
  );
}

/** Whether a JSON patch may change what is judged of a container, whatever it is for. */
export function mayChangeContainers(value: Value): boolean {
  return items(value).some((operation) => {
    const op = textOf(field(operation, 'op')?.value);
    const path = textOf(field(operation, 'path')?.value) ?? '';
    if (op === 'remove') return /securitycontext|readonly|\/host/i.test(path);
    if (op === 'test' || RESOURCES.test(path)) return false;
    const { document, span } = operation;
    const text = document.text.slice(span.start, span.end);
    return /securitycontext|containers|volumes|\/host|image/i.test(text);
  });
}

/** How much a container may use. */
const RESOURCES = /\/(?:initContainers|containers)\/[^/]+\/resources(?:\/|$)/;

/** The operations that set something in a pod, each as the part of an object that it makes. */
export function jsonPatchResources(value: Value, target: Target): Resource[] {
  return items(value)
    .slice(0, MAX_OPERATIONS)
    .flatMap((operation): Resource[] => {
      const op = textOf(field(operation, 'op')?.value);
      const at = field(operation, 'path')?.value;
      const set = field(operation, 'value')?.value;
      const steps = stepsOf(textOf(at) ?? '');
      if ((op !== 'add' && op !== 'replace') || !at || !set?.node || !steps) return [];
      const root = wrap(set.node, at, steps);
      const part = rootAt({ ...set.document, root }, root, operation.path);
      return [{ ...target, value: part, embedded: { as: 'operation' } }];
    });
}

/** The steps of a JSON pointer (RFC 6901) from a pod's spec on; undefined where it leads to none. */
function stepsOf(pointer: string): string[] | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const inPod = steps.findIndex((step) => IN_POD.has(step));
  const end = inPod === -1 ? steps.length : inPod;
  const spec = steps.slice(0, end).lastIndexOf('spec');
  if (spec === -1 || steps.length > MAX_STEPS) return undefined;
  return steps.slice(spec);
}

/** The fields of a pod's spec that decide what its containers may do. */
const IN_POD = new Set([
  ...['containers', 'initContainers', 'ephemeralContainers'],
  ...['hostIPC', 'hostNetwork', 'hostPID', 'securityContext', 'volumes'],
]);

/** A node below the steps that lead to it; the keys that are not written stand where the path does. */
function wrap(node: Node, { node: at }: Value, steps: readonly string[]): Node {
  const range = isScalar(at) ? at.range : undefined;
  let wrapped = node;
  for (const step of steps.toReversed()) {
    const isIndex = step === '-' || /^\d+$/.test(step);
    if (isIndex) {
      const list = new YAMLSeq();
      list.items.push(wrapped);
      wrapped = list;
    } else {
      const key = new Scalar(step);
      if (range) key.range = range;
      const map = new YAMLMap();
      map.items.push(new Pair<unknown>(key, wrapped));
      wrapped = map;
    }
    if (range) wrapped.range = range;
  }
  return wrapped;
}

/** The pod of an operation's part of an object. */
export function podOfOperation(resource: Resource): Pod[] {
  const pod = readPod(podSpecIn(field(resource.value, 'spec')?.value), {
    resource,
    form: 'subset',
    metadata: undefined,
    partial: true,
    isolated: false,
    isKnown: true,
  });
  return pod ? [pod] : [];
}

/** An operation may set the template of a pod, or all that has one. */
function podSpecIn(spec: Value | undefined): Value | undefined {
  const inner = ['template', 'jobTemplate']
    .map((name) => valueAt(spec, [name, 'spec']))
    .find((value) => isMapping(value));
  return inner ? podSpecIn(inner) : spec;
}

/** The paths of security settings that a patch removes: the result is known only once it is applied. */
export function removedSettings(value: Value): string[] {
  if (!isList(value)) return [];
  return items(value)
    .slice(0, MAX_OPERATIONS)
    .flatMap((operation) => {
      const path = textOf(field(operation, 'path')?.value) ?? '';
      const isRemoved = isMapping(operation) && textOf(field(operation, 'op')?.value) === 'remove';
      return isRemoved && path.includes('/securityContext') ? [path] : [];
    });
}
