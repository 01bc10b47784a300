import type { Container, Pod } from '../../kubernetes/pod.ts';
import { type Field, type Value, field, isMapping, isSet } from '../../yaml/value.ts';
import type { Subject } from './rule.ts';
import type { Standard } from './pod-security-level.ts';

/** A field of a securityContext that is set, the pod's or a container's. */
export interface Setting {
  readonly pod: Pod;
  readonly subject: Subject;
  readonly field: Field;
  /** Whom it is for, as a message says it. */
  readonly whom: 'it' | 'containers that set none';
  /** Whether another file may say the rest of it. */
  readonly partial: boolean;
}

/**
 * Where a pod and its containers set a field that both have. Without a standard, the pod's value
 * counts only where a container may inherit it; the standards look at it all the same.
 */
export function settingsOf(pod: Pod, name: string, standard: Standard | undefined): Setting[] {
  const ofPod = field(pod.securityContext, name);
  const partial = isPatch(pod);
  const counts =
    standard !== undefined || partial || pod.containers.some((container) => !sets(container, name));
  return [
    ...(counts && ofPod && isSet(ofPod.value)
      ? [
          {
            pod,
            subject: subjectOf(pod),
            field: ofPod,
            whom: 'containers that set none' as const,
            partial,
          },
        ]
      : []),
    ...pod.containers.flatMap((container): Setting[] => {
      const own = field(container.securityContext, name);
      if (!own || !isSet(own.value)) return [];
      const subject = subjectOf(container);
      return [{ pod, subject, field: own, whom: 'it', partial: container.partial }];
    }),
  ];
}

/** The annotations of a pod by these keys, as far as it has them. */
export function annotationsOf({ metadata }: Pod, keys: readonly string[]): Field[] {
  const annotations = field(metadata, 'annotations')?.value;
  return [...new Set(keys)].flatMap((key) => field(annotations, key) ?? []);
}

/** Whether a pod's containers, or the rest of them, are given elsewhere and inherit from it. */
export function isPatch({ containers }: Pod): boolean {
  return containers.every(({ partial }) => partial);
}

/**
 * A pod's own securityContext, where several containers inherit from it: what all of them need is set
 * there once.
 */
export function sharedContext({
  containers,
  form,
  partial,
  securityContext,
  spec,
}: Pod): Value | undefined {
  const isWhole = spec !== undefined && form !== 'subset' && !partial;
  return isWhole && containers.length > 1 && isMapping(securityContext)
    ? securityContext
    : undefined;
}

/** Whether a container sets a field of its securityContext itself. */
export function sets({ securityContext }: Container, name: string): boolean {
  return isSet(field(securityContext, name)?.value);
}

/** The subject of findings on a pod's own fields, or on a container. */
export function subjectOf(owner: Pod | Container): Subject {
  if ('pod' in owner) {
    return { resource: owner.pod.resource, container: owner, value: owner.value };
  }
  const { resource } = owner;
  const value: Value = owner.securityContext ?? owner.spec ?? resource.value;
  return { resource, value };
}
