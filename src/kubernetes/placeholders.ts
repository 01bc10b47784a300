import { type Field, type Value, isFilledLater, items, ownFields } from '../yaml/value.ts';
import type { Resource } from './resource.ts';
import { podsOf } from './workloads.ts';

/** Fields of a pod's spec that give the pod access to its node. */
const POD_FIELDS = new Set(['hostIPC', 'hostNetwork', 'hostPID', 'hostUsers']);

/**
 * The security fields of an object that something fills in before the API server sees it, such as
 * Flux, and whose value can't be known here.
 */
export function unresolvedFields(resource: Resource): Field[] {
  const { document, span } = resource.value;
  // Few texts have a placeholder, so only those are searched.
  if (!document.text.slice(span.start, span.end).includes('${')) return [];
  return podsOf(resource).flatMap(({ spec, securityContext, containers }) => [
    ...ownFields(spec).filter(({ name, value }) => POD_FIELDS.has(name) && isFilledLater(value)),
    ...[securityContext, ...containers.map((container) => container.securityContext)].flatMap(
      unresolvedIn,
    ),
  ]);
}

function unresolvedIn(context: Value | undefined): Field[] {
  return ownFields(context).flatMap((field) => [
    ...([field.value, ...items(field.value)].some(isFilledLater) ? [field] : []),
    ...unresolvedIn(field.value),
  ]);
}
