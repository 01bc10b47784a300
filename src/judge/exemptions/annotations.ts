import type { Pod } from '../../kubernetes/pod.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import { type Value, field, ownFields, textOf } from '../../yaml/value.ts';
import { type Claim, type Claimable, readReason } from './claim.ts';

const PREFIX = 'podseal.dev/exempt.';

/** Metadata whose annotations can exempt findings, and the findings that they are about. */
export interface AnnotatedPlace {
  readonly metadata: Value | undefined;
  /** Whether it is that of a pod template, and not the object's own. */
  readonly isOfPod: boolean;
  readonly isMeant: (finding: Claimable) => boolean;
}

/** The metadata of an object and of its pods. */
export function annotatedPlaces(resource: Resource, pods: readonly Pod[]): AnnotatedPlace[] {
  const own = field(resource.value, 'metadata')?.value;
  const ofPods = pods
    .filter(({ metadata }) => metadata !== undefined && metadata.node !== own?.node)
    .map(({ metadata }): AnnotatedPlace => ({
      metadata,
      isOfPod: true,
      isMeant({ subject }) {
        if (subject.resource !== resource) return false;
        const pod = subject.container?.pod;
        return pod ? pod.metadata?.node === metadata?.node : pods.length === 1;
      },
    }));
  const isMeant = ({ subject }: Claimable): boolean => subject.resource === resource;
  return [{ metadata: own, isOfPod: false, isMeant }, ...ofPods];
}

/**
 * The exemptions in the annotations of an object and its pods: `podseal.dev/exempt.no-privileged: CSI
 * driver mounts volumes`, or `podseal.dev/exempt.no-privileged.driver` for the container `driver`.
 */
export function annotationClaims(resource: Resource, pods: readonly Pod[]): Claim[] {
  return annotatedPlaces(resource, pods).flatMap(claimsIn);
}

function claimsIn({ metadata, isMeant }: AnnotatedPlace): Claim[] {
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
