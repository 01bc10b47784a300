import { type Value, field, isSet, ownFields, scalar } from '../../yaml/value.ts';
import type { Resource } from '../resource.ts';
import { podsOf } from '../workloads.ts';

/**
 * A security setting that a strategic merge patch removes, by null or a directive. It is not a finding,
 * since something else may set it again, but the result is not analyzed.
 */
export function settingRemovedBy(resource: Resource): string | undefined {
  return (
    podsOf(resource)
      // A container with an image is not a patch; there null has no meaning.
      .filter(({ containers }) =>
        containers.every(({ partial, value }) => partial && !isSet(field(value, 'image')?.value)),
      )
      .flatMap(({ spec, containers }) => [spec, ...containers.map(({ value }) => value)])
      .map(removedIn)
      .find((name) => name !== undefined)
  );
}

function removedIn(owner: Value | undefined): string | undefined {
  const context = field(owner, 'securityContext')?.value;
  if (!context) return undefined;
  if (scalar(context) === null) return 'securityContext';
  const removed = ownFields(context).find(
    ({ name, value }) => name === '$patch' || scalar(value) === null,
  );
  return (
    removed && (removed.name === '$patch' ? 'securityContext' : `securityContext.${removed.name}`)
  );
}
