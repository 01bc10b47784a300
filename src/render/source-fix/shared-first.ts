import { podsOf } from '../../kubernetes/workloads.ts';
import type { Finding } from '../../judge/judge.ts';
import type { RenderedManifest } from '../rendered-source.ts';
import { inheritedField } from './effective-contexts.ts';
import type { EditableSource } from './editable-source.ts';
import type { ValuesOption } from './option.ts';
import { type Task, restOf } from './tasks.ts';

/** A field that a fix sets in the securityContext of a pod, through a value. */
interface SharedField {
  readonly name: string;
  readonly option: ValuesOption;
}

/**
 * The tasks without those findings that another task may fix, too: with a field in the securityContext of the pod,
 * through a value that is read for this pod as well. They would have the field twice, in the pod and in the container.
 */
export function sharedFirst<Rendered extends RenderedManifest>(
  tasks: readonly Task<Rendered>[],
  source: EditableSource<Rendered>,
): Task<Rendered>[] {
  const shared = tasks.flatMap(sharedFieldsOf);
  if (shared.length === 0) return [...tasks];
  return tasks.flatMap((task) => {
    const open = task.findings.filter(
      (finding) => !shared.some((one) => isCovered(finding, one, task, source)),
    );
    if (open.length === task.findings.length) return [task];
    return open.length === 0 ? [] : [restOf(task, open, source)];
  });
}

function sharedFieldsOf<Rendered extends RenderedManifest>({
  findings,
  parts,
  chosen,
}: Task<Rendered>): SharedField[] {
  return parts.flatMap(({ changes, options }, index) => {
    const option = options[chosen[index] ?? 0];
    if (option?.kind !== 'values') return [];
    return changes.flatMap((change) => {
      const name = fieldInPod(findings[0], change);
      return name === undefined ? [] : [{ name, option }];
    });
  });
}

function fieldInPod(
  finding: Finding | undefined,
  change: Parameters<typeof inheritedField>[1],
): string | undefined {
  const pods = finding ? podsOf(finding.subject.resource) : [];
  return pods.map((pod) => inheritedField(pod, change)).find((name) => name !== undefined);
}

/** Whether a finding asks for a field in its container only, and a value that sets it in the pod is read there. */
function isCovered<Rendered extends RenderedManifest>(
  finding: Finding,
  { name, option }: SharedField,
  { rendering }: Task<Rendered>,
  { isReadAt }: EditableSource<Rendered>,
): boolean {
  const { subject, remedy } = finding;
  const at = subject.container?.contextPath;
  const changes = remedy?.changes ?? [];
  return (
    at !== undefined &&
    changes.length > 0 &&
    changes.every(
      ({ path }) =>
        path[at.length] === name && JSON.stringify(path.slice(0, at.length)) === JSON.stringify(at),
    ) &&
    isReadAt(
      {
        kind: 'other value',
        rendering,
        document: subject.value.document.index,
        finding: undefined,
        paths: [],
      },
      option,
    )
  );
}
