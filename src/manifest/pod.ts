import type { Span } from './lines.ts';
import type { Resource } from './resource.ts';
import {
  type Field,
  type Value,
  field,
  isMapping,
  isSet,
  items,
  ownFields,
  scalar,
  textOf,
  valueAt,
} from './value.ts';
import { workloadKinds } from './workloads.generated.ts';

/** A pod spec and its containers. */
export interface Pod {
  readonly resource: Resource;
  /** pod: the object is the pod; template: the object makes pods from it. */
  readonly form: 'pod' | 'template';
  readonly spec: Value;
  readonly securityContext: Value | undefined;
  readonly os: 'linux' | 'windows';
  /** Whether `spec.os.name` says it; the API server checks the fields of a pod by that alone. */
  readonly isOsDeclared: boolean;
  readonly containers: readonly Container[];
}

/** sidecar: an init container with `restartPolicy: Always`. */
export type ContainerRole = 'container' | 'init' | 'sidecar' | 'ephemeral';

/** A container of a pod spec. */
export interface Container {
  readonly pod: Pod;
  readonly role: ContainerRole;
  /** Its name, or `initContainers[1]` where it has none. */
  readonly name: string;
  readonly value: Value;
  readonly securityContext: Value | undefined;
  /**
   * Whether the container is given in part, as in a Kustomize patch: it has no image. What it
   * leaves out comes from elsewhere, so absence is no finding.
   */
  readonly partial: boolean;
}

const LISTS = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
] as const;

/** The pod spec of a workload of a built-in kind, or undefined when the object has none. */
export function podOf(resource: Resource): Pod | undefined {
  const workload = workloadKinds.find(
    ({ kind, groups }) =>
      kind === resource.kind && (resource.apiVersion === '' || groups.includes(resource.group)),
  );
  const spec = workload && valueAt(resource.value, workload.podSpec);
  if (!workload || !spec || !isPodSpec(spec)) return undefined;
  const containers: Container[] = [];
  const pod: Pod = {
    resource,
    form: workload.form,
    spec,
    securityContext: setValue(spec, 'securityContext'),
    os: osOf(spec),
    isOsDeclared: isSet(valueAt(spec, ['os', 'name'])),
    containers,
  };
  for (const [list, role] of LISTS) {
    for (const [index, value] of items(field(spec, list)?.value).entries()) {
      const container = readContainer(pod, list, role, value, index);
      if (container) containers.push(container);
    }
  }
  return pod;
}

/**
 * A field of a container's securityContext, else of its pod's: what the kubelet goes by for the
 * fields that both have. A null counts as not set.
 */
export function effectiveField(container: Container, name: string): Field | undefined {
  const own = field(container.securityContext, name);
  if (own && isSet(own.value)) return own;
  const inherited = field(container.pod.securityContext, name);
  return inherited && isSet(inherited.value) ? inherited : undefined;
}

/** One of the Windows options of a container, else of its pod: they are merged one by one. */
export function effectiveWindowsOption(container: Container, name: string): Value | undefined {
  return [container.securityContext, container.pod.securityContext]
    .map((context) => valueAt(context, ['windowsOptions', name]))
    .find(isSet);
}

/**
 * Where a field belongs that a mapping at `parent.name` lacks: that mapping's key where it exists,
 * else the line that names the parent.
 */
export function placeFor(parent: Value, name: string): Span {
  return field(parent, name)?.key ?? headOf(parent);
}

/** The line that tells a mapping from its neighbours: its `name`, else its first key. */
export function headOf(value: Value): Span {
  const fields = ownFields(value);
  const head = fields.find(({ name }) => name === 'name') ?? fields[0];
  if (!head) return value.span;
  const sameLine = !value.document.text.slice(head.key.start, head.value.span.end).includes('\n');
  return sameLine ? { start: head.key.start, end: head.value.span.end } : head.key;
}

/** A pod spec with neither containers nor a securityContext has nothing to judge; see prefilter.ts. */
function isPodSpec(spec: Value): boolean {
  return (
    LISTS.some(([list]) => field(spec, list) !== undefined) ||
    ownFields(spec).some(({ name }) => name.toLowerCase() === 'securitycontext')
  );
}

function readContainer(
  pod: Pod,
  list: string,
  role: (typeof LISTS)[number][1],
  value: Value,
  index: number,
): Container | undefined {
  // A patch that deletes a container elsewhere is none itself.
  const isDeleted = textOf(field(value, '$patch')?.value) === 'delete';
  if (!isMapping(value) || isDeleted) return undefined;
  const isSidecar = role === 'init' && scalar(field(value, 'restartPolicy')?.value) === 'Always';
  return {
    pod,
    role: isSidecar ? 'sidecar' : role,
    name: textOf(field(value, 'name')?.value) || `${list}[${index}]`,
    value,
    securityContext: setValue(value, 'securityContext'),
    partial: !isSet(field(value, 'image')?.value),
  };
}

function setValue(parent: Value, name: string): Value | undefined {
  const value = field(parent, name)?.value;
  return isSet(value) ? value : undefined;
}

/** `spec.os.name` decides; a node selector or HostProcess containers tell Windows pods as well. */
function osOf(spec: Value): Pod['os'] {
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
  return isWindows || (named ?? selected) === 'windows' ? 'windows' : 'linux';
}
