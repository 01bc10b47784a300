import type { Resource } from '../../../kubernetes/resource.ts';
import { field, isMapping, isSet } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import type { Found } from '../rule.ts';

/** Fields of a pod's spec that a workload's own spec has none of. */
const POD_FIELDS = [
  ...['containers', 'hostIPC', 'hostNetwork', 'hostPID', 'hostUsers', 'initContainers'],
  ...['securityContext', 'volumes'],
];

/** Fields of a pod that stand beside the template of a workload of Kubernetes, which has no such fields. */
export function besideTemplate({ group, value }: Resource): Found[] {
  const spec = field(value, 'spec')?.value;
  const hasTemplate = isMapping(field(spec, 'template')?.value);
  if (!hasTemplate || !['apps', 'batch'].includes(group)) return [];
  return POD_FIELDS.flatMap((name) => {
    const found = field(spec, name);
    if (!found || !isSet(found.value)) return [];
    const message = `Kubernetes ignores ${code(name)} beside \`template\`: move it to \`template.spec\``;
    return [{ at: found.key, message, detail: name }];
  });
}
