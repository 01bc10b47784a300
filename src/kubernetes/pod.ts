import type { Span } from '../yaml/lines.ts';
import type { Resource } from './resource.ts';
import {
  type Field,
  type Path,
  type Value,
  field,
  isSet,
  ownFields,
  valueAt,
} from '../yaml/value.ts';
import { kept } from '../yaml/kept.ts';

/** A pod that an object is or makes, or the part of one that the object says. */
export interface Pod {
  readonly resource: Resource;
  /**
   * pod: the object is the pod; template: the object makes pods from it; subset: its spec has some
   * fields of a pod's spec among others.
   */
  readonly form: 'pod' | 'template' | 'subset';
  /** The pod's spec; undefined where a custom resource has containers of a pod and not its spec. */
  readonly spec: Value | undefined;
  /** The pod's metadata, with its annotations. */
  readonly metadata: Value | undefined;
  /** The pod's, which its containers inherit from. */
  readonly securityContext: Value | undefined;
  readonly volumes: readonly Value[];
  readonly os: 'linux' | 'windows';
  /** Whether `spec.os.name` says Windows; the API server checks a pod's fields only by `spec.os.name`. */
  readonly isOsDeclared: boolean;
  /** Whether an operator adds missing fields to the pod, so that a missing field is no finding. */
  readonly partial: boolean;
  /** Whether the place is known to hold a pod; false where it only looks like one. */
  readonly isKnown: boolean;
  readonly containers: readonly Container[];
}

/** sidecar: an init container with `restartPolicy: Always`. */
export type ContainerRole = 'container' | 'init' | 'sidecar' | 'ephemeral';

/** A container of a pod. */
export interface Container {
  readonly pod: Pod;
  readonly role: ContainerRole;
  /** Its name; `initContainers[1]` where it has none. */
  readonly name: string;
  readonly value: Value;
  readonly securityContext: Value | undefined;
  /** Where the container's securityContext is or belongs; undefined where its kind has no place for one. */
  readonly contextPath: Path | undefined;
  /**
   * Whether the container is given in part: it has no image, as in a Kustomize patch, or an
   * operator adds to it. What it leaves out comes from elsewhere, so absence is no finding.
   */
  readonly partial: boolean;
}

/**
 * Containers of a pod that are judged. A fix may have to look at all other containers of the pod, so that
 * the time grows with the square of their number.
 */
const MAX_CONTAINERS = 200;

const shortened = kept<Resource, true>();

/** Adds a container to those of its pod, as far as there is room. */
export function addContainer(containers: Container[], container: Container | undefined): void {
  if (!container) return;
  if (containers.length < MAX_CONTAINERS) containers.push(container);
  else shortened.set(container.pod.resource, true);
}

/** Why an object whose pods were read has containers that are not judged; undefined where all are. */
export function whyShortened(resource: Resource): string | undefined {
  return shortened.has(resource)
    ? `more than ${MAX_CONTAINERS} containers in one pod: split it`
    : undefined;
}

/** Whether the API server refuses the fields that mean nothing on Windows: the pod declares it. */
export function isDeclaredWindows({ os, isOsDeclared }: Pod): boolean {
  return os === 'windows' && isOsDeclared;
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

/** Where a field belongs that a container's securityContext lacks. */
export function placeInContext({ value, contextPath }: Container): Span {
  if (!contextPath || contextPath.length === value.path.length) return headOf(value);
  return placeFor(value, String(contextPath.at(-1)));
}

/** The line that identifies a mapping among its neighbors: its `name`, else its first key. */
export function headOf(value: Value): Span {
  const fields = ownFields(value);
  const head = fields.find(({ name }) => name === 'name') ?? fields[0];
  if (!head) return value.span;
  const sameLine = !value.document.text.slice(head.key.start, head.value.span.end).includes('\n');
  return sameLine ? { start: head.key.start, end: head.value.span.end } : head.key;
}
