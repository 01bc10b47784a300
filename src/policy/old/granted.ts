import type { Resource } from '../../kubernetes/resource.ts';
import { type Value, field, items, textOf, valueAt } from '../../yaml/value.ts';
import { textsOf } from './fields.ts';

/** Who could use a PodSecurityPolicy by the roles and bindings beside it, in words; none for nobody. */
export function grantedTo(name: string, resources: readonly Resource[]): string[] {
  const roles = resources.filter(
    ({ kind, value }) => ['Role', 'ClusterRole'].includes(kind) && grants(value, name),
  );
  return resources
    .filter(({ kind }) => ['RoleBinding', 'ClusterRoleBinding'].includes(kind))
    .flatMap((binding) => {
      const kind = textOf(valueAt(binding.value, ['roleRef', 'kind']));
      const role = textOf(valueAt(binding.value, ['roleRef', 'name']));
      const isGrant = roles.some((one) => one.kind === kind && one.name === role);
      return isGrant ? subjectsOf(binding) : [];
    });
}

function grants(role: Value, name: string): boolean {
  return items(field(role, 'rules')?.value).some((rule) => {
    const names = textsOf(field(rule, 'resourceNames')?.value);
    const has = (key: string, ...entries: string[]): boolean =>
      textsOf(field(rule, key)?.value).some((text) => entries.includes(text));
    return (
      has('resources', 'podsecuritypolicies', '*') &&
      has('verbs', 'use', '*') &&
      (names.length === 0 || names.includes(name))
    );
  });
}

function subjectsOf({ kind, namespace, value }: Resource): string[] {
  const where = kind === 'RoleBinding' ? ` in namespace ${namespace || 'default'}` : '';
  return items(field(value, 'subjects')?.value).map((subject) => {
    const part = (name: string): string => textOf(field(subject, name)?.value) ?? '';
    const of = part('namespace') === '' ? '' : `${part('namespace')}/`;
    return `${part('kind')} ${of}${part('name')}${where}`;
  });
}
