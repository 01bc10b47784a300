import type { Container, ContainerRole, Pod } from './pod.ts';
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
} from './value.ts';
import { workloadKinds } from './workloads.generated.ts';

const LISTS = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
] as const;

/** The pods that an object is or makes; none for an object that has nothing to do with pods. */
export function podsOf(resource: Resource): Pod[] {
  const workload = workloadKinds.find(
    ({ kind, groups }) =>
      kind === resource.kind && (resource.apiVersion === '' || groups.includes(resource.group)),
  );
  const spec = workload && valueAt(resource.value, workload.podSpec);
  if (!workload || !spec || !isPodSpec(spec)) return [];
  const containers: Container[] = [];
  const pod: Pod = {
    resource,
    form: workload.form,
    spec,
    metadata: valueAt(resource.value, [...workload.podSpec.slice(0, -1), 'metadata']),
    securityContext: setValue(spec, 'securityContext'),
    volumes: items(field(spec, 'volumes')?.value),
    os: osOf(spec),
    isOsDeclared: isSet(valueAt(spec, ['os', 'name'])),
    partial: false,
    isKnown: true,
    containers,
  };
  for (const [list, role] of LISTS) {
    for (const [index, value] of items(field(spec, list)?.value).entries()) {
      const container = readContainer(pod, list, role, value, index);
      if (container) containers.push(container);
    }
  }
  return [pod];
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
  role: ContainerRole,
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
    contextPath: [...value.path, 'securityContext'],
    partial: pod.partial || !isSet(field(value, 'image')?.value),
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
