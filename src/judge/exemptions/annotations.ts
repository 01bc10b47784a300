import type { Pod } from '../../kubernetes/pod.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import { type Value, field, ownFields, textOf } from '../../yaml/value.ts';
import { type Claim, type Claimable, readReason } from './claim.ts';

const PREFIX = 'podseal.dev/exempt.';

/**
 * The exemptions in the annotations of an object and its pods: `podseal.dev/exempt.no-privileged: CSI
 * driver mounts volumes`, or `podseal.dev/exempt.no-privileged.driver` for the container `driver`.
 */
export function annotationClaims(resource: Resource, pods: readonly Pod[]): Claim[] {
  const own = field(resource.value, 'metadata')?.value;
  const ofObject = claimsIn(own, (finding) => finding.subject.resource === resource);
  const ofPods = pods
    .filter(({ metadata }) => metadata !== undefined && metadata.node !== own?.node)
    .flatMap(({ metadata }) =>
      claimsIn(metadata, ({ subject }) => {
        if (subject.resource !== resource) return false;
        const pod = subject.container?.pod;
        return pod ? pod.metadata?.node === metadata?.node : pods.length === 1;
      }),
    );
  return [...ofObject, ...ofPods];
}

function claimsIn(metadata: Value | undefined, isMeant: (finding: Claimable) => boolean): Claim[] {
  return ownFields(field(metadata, 'annotations')?.value)
    .filter(({ name }) => name.startsWith(PREFIX))
    .map(({ name, key, value }): Claim => {
      const [rule = '', container] = name.slice(PREFIX.length).split('.');
      return {
        by: 'annotation',
        rules: [rule],
        ...readReason(textOf(value) ?? ''),
        at: { start: key.start, end: value.span.end },
        covers: (finding) =>
          isMeant(finding) &&
          (container === undefined || finding.subject.container?.name === container),
      };
    });
}
