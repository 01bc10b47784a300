import type { Container } from '../../../kubernetes/pod.ts';
import { type Value, field, items, rootOf, textOf, valueAt } from '../../../yaml/value.ts';

/**
 * The paths at which a container gets volumes that it does not mount itself, from what makes its pod
 * (tektoncd/pipeline, pkg/pod/pod.go; argoproj/argo-workflows, workflow/common/common.go).
 */
export function volumesOfKind({ value, pod }: Container): readonly string[] {
  const { group } = pod.resource;
  if (group === 'tekton.dev') {
    const task = above(value, 2);
    return [
      ...['/tekton', '/workspace'],
      ...pathsIn(task, ['workspaces'], 'mountPath'),
      ...pathsIn(task, ['stepTemplate', 'volumeMounts'], 'mountPath'),
      ...pathsIn(value, ['workspaces'], 'mountPath'),
    ];
  }
  if (group !== 'argoproj.io') return [];
  return ['/argo', '/var/run/argo', ...pathsIn(above(value, 1), ['inputs', 'artifacts'], 'path')];
}

/** The value that has a value in it, so many levels below. */
function above({ document, path }: Value, levels: number): Value | undefined {
  return valueAt(rootOf(document), path.slice(0, -levels));
}

function pathsIn(value: Value | undefined, list: readonly string[], name: string): string[] {
  return items(valueAt(value, list)).flatMap((item) => textOf(field(item, name)?.value) ?? []);
}
