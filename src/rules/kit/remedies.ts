import type { ValueChange, Data } from '../../yaml/value-change.ts';
import type { Container } from '../../kubernetes/pod.ts';
import { field, isSet, scalar } from '../../yaml/value.ts';

/** Gives a field of a container's own securityContext a value; nothing where there can be none. */
export function setInContext(container: Container, name: string, value: Data): ValueChange[] {
  if (!container.contextPath) return [];
  return [{ kind: 'set', path: [...container.contextPath, name], value }];
}

/**
 * Takes `privileged` from a container that has it. Rules whose own change means nothing beside it,
 * or is refused beside it, make this one as well; the same change by several rules is one edit.
 */
export function unprivileged({ securityContext }: Container): ValueChange[] {
  const value = field(securityContext, 'privileged')?.value;
  if (!isSet(value) || scalar(value) === false) return [];
  return [{ kind: 'set', path: value.path, value: false }];
}
