import type { Manifest } from '../kubernetes/manifest.ts';
import type { Container } from '../kubernetes/pod.ts';
import { podsOf } from '../kubernetes/workloads.ts';

/** A container to try, with what finds it again in another text of its file. */
export interface Target {
  readonly container: Container;
  readonly key: string;
}

/** Which containers are asked for. */
export interface Asked {
  /** Kind and name: `Deployment/web`. */
  readonly object: string | undefined;
  readonly container: string | undefined;
}

/**
 * The containers of a file that can be tried: those of its pods, and, where one is named, an init
 * container. Of a part of a container, as in a patch, nothing is known that could be run.
 */
export function targetsIn({ resources }: Manifest, { object, container }: Asked): Target[] {
  return resources.flatMap((resource) => {
    const isAsked = object === undefined || object === `${resource.kind}/${resource.name}`;
    if (!isAsked || resource.embedded) return [];
    return podsOf(resource).flatMap((pod, index) =>
      pod.os === 'windows' || pod.partial
        ? []
        : pod.containers
            .filter(({ role, name }) =>
              container === undefined ? role === 'container' : name === container,
            )
            .filter((one) => !one.partial && one.role !== 'ephemeral')
            .map((one) => ({ container: one, key: keyOf(one, index) })),
    );
  });
}

function keyOf({ pod: { resource }, name }: Container, index: number): string {
  return JSON.stringify([resource.kind, resource.namespace, resource.name, index, name]);
}
