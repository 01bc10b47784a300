import type { Finding } from '../judge/judge.ts';
import { shownObject } from '../judge/shown-object.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { podsOf } from '../kubernetes/workloads.ts';

/** What alone is to be fixed; all where nothing is named. */
export interface FixTarget {
  /** Kind and name, such as `Deployment/web`. */
  readonly object: string | undefined;
  readonly container: string | undefined;
}

/** Whether a finding is about what is to be fixed. */
export function isTarget({ object, container }: FixTarget, finding: Finding): boolean {
  const { subject } = finding;
  const { kind, name } = subject.resource;
  // What several kustomizations deploy may be named as in its file, and as each of them deploys it.
  const names = [name, shownObject(finding).name].map((one) => `${kind}/${one}`);
  return (
    (object === undefined || names.includes(object)) &&
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
