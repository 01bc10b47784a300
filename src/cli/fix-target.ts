import type { Finding } from '../judge/judge.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { podsOf } from '../kubernetes/workloads.ts';

/** What alone is to be fixed; all where nothing is named. */
export interface FixTarget {
  /** Kind and name, such as `Deployment/web`. */
  readonly object: string | undefined;
  readonly container: string | undefined;
}

/** Whether a finding is about what is to be fixed. */
export function isTarget({ object, container }: FixTarget, { subject }: Finding): boolean {
  const { kind, name } = subject.resource;
  return (
    (object === undefined || object === `${kind}/${name}`) &&
    (container === undefined || container === subject.container?.name)
  );
}

/** Whether an object is what is to be fixed, or has it. */
export function hasTarget({ object, container }: FixTarget, resource: Resource): boolean {
  const names = podsOf(resource).flatMap(({ containers }) => containers.map(({ name }) => name));
  return (
    (object === undefined || object === `${resource.kind}/${resource.name}`) &&
    (container === undefined || names.includes(container))
  );
}
