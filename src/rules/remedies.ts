import type { Change, Data } from '../manifest/change.ts';
import type { Container } from '../manifest/pod.ts';

/** Gives a field of a container's own securityContext a value; nothing where there can be none. */
export function setInContext(container: Container, name: string, value: Data): Change[] {
  if (!container.contextPath) return [];
  return [{ kind: 'set', path: [...container.contextPath, name], value }];
}
