import { type Container, type Pod, addContainer } from './pod.ts';
import type { Resource } from './resource.ts';
import {
  type Value,
  field,
  isMapping,
  isSet,
  items,
  ownFields,
  scalar,
  textOf,
  valueAt,
} from '../yaml/value.ts';

const LISTS = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
] as const;

/** What the place of a pod's spec says about the pod. */
export interface SpecPlace {
  readonly resource: Resource;
  readonly form: Pod['form'];
  readonly metadata: Value | undefined;
  readonly partial: boolean;
  readonly isolated: boolean;
  readonly isKnown: boolean;
  /** Whether the object is complete, so that a container without an image is a container too. */
  readonly isWhole?: boolean;
}

/** The pod of a spec; undefined if it has nothing to judge. */
export function readPod(spec: Value | undefined, place: SpecPlace): Pod | undefined {
  if (!spec || !isPodSpec(spec)) return undefined;
  const { isolated, isWhole = false, ...rest } = place;
  const containers: Container[] = [];
  const pod: Pod = {
    ...rest,
    spec,
    securityContext: isolated ? undefined : setValue(spec, 'securityContext'),
    volumes: items(field(spec, 'volumes')?.value),
    os: osOf(spec),
    isOsDeclared: isSet(valueAt(spec, ['os', 'name'])),
    containers,
  };
  for (const [list, role] of LISTS) {
    for (const [index, value] of items(field(spec, list)?.value).entries()) {
      const name = `${list}[${index}]`;
      const container = readContainer(value, { pod, role, name, partial: pod.partial, isWhole });
      addContainer(containers, container);
    }
  }
  return pod;
}

/**
 * A pod spec without containers, a securityContext, a namespace or a path of the node has nothing to
 * judge; see prefilter.ts.
 */
function isPodSpec(spec: Value): boolean {
  return (
    [...LISTS.map(([list]) => list), ...HOST_NAMESPACES].some(
      (name) => field(spec, name) !== undefined,
    ) ||
    ownFields(spec).some(({ name }) => name.toLowerCase() === 'securitycontext') ||
    items(field(spec, 'volumes')?.value).some((volume) => field(volume, 'hostPath') !== undefined)
  );
}

const HOST_NAMESPACES = ['hostIPC', 'hostNetwork', 'hostPID'];

/** A container of a pod, with a name for one that has none. Undefined if the value is not a container. */
export function readContainer(
  value: Value,
  {
    pod,
    role,
    name,
    partial,
    isWhole = false,
  }: Pick<Container, 'pod' | 'role' | 'name' | 'partial'> & Pick<SpecPlace, 'isWhole'>,
): Container | undefined {
  // An element of a patch that deletes a container of its base is not a container.
  const isDeleted = textOf(field(value, '$patch')?.value) === 'delete';
  if (!isMapping(value) || isDeleted) return undefined;
  const isSidecar = role === 'init' && scalar(field(value, 'restartPolicy')?.value) === 'Always';
  return {
    pod,
    role: isSidecar ? 'sidecar' : role,
    name: textOf(field(value, 'name')?.value) || name,
    value,
    securityContext: setValue(value, 'securityContext'),
    contextPath: [...value.path, 'securityContext'],
    partial: partial || (!isWhole && !isSet(field(value, 'image')?.value)),
  };
}

function setValue(parent: Value, name: string): Value | undefined {
  const value = field(parent, name)?.value;
  return isSet(value) ? value : undefined;
}

/**
 * `spec.os.name` decides; a node selector, a required node affinity or HostProcess containers also show
 * that a pod is for Windows.
 */
export function osOf(spec: Value): Pod['os'] {
  const contexts = [spec, ...items(field(spec, 'containers')?.value)].map(
    (owner) => field(owner, 'securityContext')?.value,
  );
  const isHostProcess = contexts.some(
    (context) => scalar(valueAt(context, ['windowsOptions', 'hostProcess'])) === true,
  );
  const named = textOf(valueAt(spec, ['os', 'name']));
  const selector = field(spec, 'nodeSelector')?.value;
  const selected =
    textOf(field(selector, 'kubernetes.io/os')?.value) ??
    textOf(field(selector, 'beta.kubernetes.io/os')?.value);
  const isWindows = named === undefined && isHostProcess;
  const os = named ?? selected ?? requiredOs(spec);
  return isWindows || os === 'windows' ? 'windows' : 'linux';
}

/** The operating systems that the alternatives of a required node affinity name. */
function requiredOs(spec: Value): string | undefined {
  const path = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];
  const terms = items(valueAt(spec, [...path, 'nodeSelectorTerms']));
  const systems = terms.map((term) =>
    items(field(term, 'matchExpressions')?.value).flatMap((expression) => {
      const key = textOf(field(expression, 'key')?.value) ?? '';
      const values = items(field(expression, 'values')?.value).map((value) => textOf(value));
      const isOs = /^(?:beta\.)?kubernetes\.io\/os$/.test(key);
      const isIn = textOf(field(expression, 'operator')?.value) === 'In';
      return isOs && isIn && values.length === 1 ? values : [];
    }),
  );
  const [[first] = []] = systems;
  return systems.every((system) => system.includes(first)) ? first : undefined;
}
