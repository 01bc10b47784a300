import { headOf } from '../kubernetes/pod.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { code } from '../text/markdown.ts';
import { shellQuote } from '../text/shell-words.ts';
import { type Value, field, isMapping, items, textOf } from '../yaml/value.ts';
import { openings } from './kit/pod-security-policy/pod-security-policy-fields.ts';
import { isPatch, mistakes } from './kit/pod-security-policy/pod-security-policy-schema.ts';
import { type Found, defineRule } from './kit/rule.ts';

/** The groups that the kind was in; a patch may leave its group out. */
const GROUPS = ['', 'extensions', 'policy'];

export const podSecurityPolicy = defineRule({
  id: 'pod-security-policy',
  summary: 'a PodSecurityPolicy, a kind that Kubernetes 1.25 removed, or one that was weak',
  headline: 'uses a kind that Kubernetes 1.25 removed',
  severity: { immutable: 'error', strict: 'error' },
  dependsOn: [],
  check({ resource, path }, report) {
    const subject = { resource, value: resource.value };
    for (const found of findingsOf(resource, path)) report({ subject, ...found });
  },
});

function findingsOf(resource: Resource, path: string): Found[] {
  const { group, kind, value } = resource;
  if (group === 'rbac.authorization.k8s.io') return grants(value);
  if (kind !== 'PodSecurityPolicy' || !GROUPS.includes(group)) return [];
  const spec = field(value, 'spec')?.value;
  if (!isMapping(spec)) return [removed(value, path)];
  return [removed(value, path), ...mistakes(spec), ...openings(value, spec, isPatch(spec))];
}

function removed(policy: Value, path: string): Found {
  return {
    at: field(policy, 'kind')?.value.span ?? headOf(policy),
    message:
      'Kubernetes 1.25 removed PodSecurityPolicy, so this object enforces nothing: write its ' +
      `successor with ${successorCommand(path)}`,
    detail: 'removed',
  };
}

/** What a template becomes, `podseal render` prints. */
function successorCommand(path: string): string {
  const isTemplate = /(?:^|\/)templates\//.test(path);
  if (isTemplate) return '`podseal policy --from -` from the rendered chart';
  return code(`podseal policy --from ${shellQuote(path)}`, Infinity);
}

/** Rules of a Role or a ClusterRole that let somebody `use` policies; `*` is about all kinds. */
function grants(role: Value): Found[] {
  return items(field(role, 'rules')?.value).flatMap((rule) => {
    const resources = items(field(rule, 'resources')?.value);
    const resource = resources.find((item) => textOf(item) === 'podsecuritypolicies');
    const isGrant = has(rule, 'apiGroups', [...GROUPS, '*']) && has(rule, 'verbs', ['use', '*']);
    if (!resource || !isGrant) return [];
    const what = resources.length > 1 ? '`podsecuritypolicies` from this rule' : 'this rule';
    const message = `grants the use of PodSecurityPolicies, which Kubernetes 1.25 removed: remove ${what}`;
    const names = items(field(rule, 'resourceNames')?.value).map((name) => textOf(name) ?? '');
    return { at: resource.span, message, detail: ['use', ...names].join(' ') };
  });
}

function has(rule: Value, name: string, entries: readonly string[]): boolean {
  return items(field(rule, name)?.value).some((item) => entries.includes(textOf(item) ?? ''));
}
