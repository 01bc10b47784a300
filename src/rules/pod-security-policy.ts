import { headOf } from '../manifest/pod.ts';
import type { Resource } from '../manifest/resource.ts';
import {
  type Value,
  field,
  isMapping,
  isSet,
  items,
  scalar,
  textOf,
  valueAt,
} from '../manifest/value.ts';
import { describeValue, notBoolean } from './describe.ts';
import { nearest } from './nearest.ts';
import { type Found, type Remedy, defineRule } from './rule.ts';

/** The values of each strategy's `rule` (kubernetes/api@v0.24.0, policy/v1beta1/types.go). */
const STRATEGIES: Readonly<Record<string, readonly string[]>> = {
  runAsUser: ['MustRunAs', 'MustRunAsNonRoot', 'RunAsAny'],
  runAsGroup: ['MayRunAs', 'MustRunAs', 'RunAsAny'],
  fsGroup: ['MayRunAs', 'MustRunAs', 'RunAsAny'],
  supplementalGroups: ['MayRunAs', 'MustRunAs', 'RunAsAny'],
  seLinux: ['MustRunAs', 'RunAsAny'],
};

/** Fields that a policy for immutable containers sets to false. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  privileged: 'privileged containers',
  allowPrivilegeEscalation: 'privilege escalation',
  hostPID: "the host's process namespace",
  hostIPC: "the host's IPC namespace",
  hostNetwork: "the host's network",
};

export const podSecurityPolicy = defineRule({
  id: 'pod-security-policy',
  summary: 'a PodSecurityPolicy: Kubernetes 1.25 removed the kind, and a weak one never helped',
  headline: 'enforces nothing since Kubernetes 1.25',
  severity: { immutable: 'error', strict: 'error' },
  check({ resource }, report) {
    if (resource.kind !== 'PodSecurityPolicy') return;
    if (!['', 'policy', 'extensions'].includes(resource.group)) return;
    const spec = field(resource.value, 'spec')?.value;
    const subject = { resource, value: resource.value };
    for (const found of [removed(resource), ...(isMapping(spec) ? weaknesses(spec) : [])]) {
      report({ subject, ...found });
    }
  },
});

function removed(resource: Resource): Found {
  return {
    at: field(resource.value, 'kind')?.value.span ?? headOf(resource.value),
    message:
      'Kubernetes 1.25 removed PodSecurityPolicy: this object enforces nothing there. Label the ' +
      'namespaces for Pod Security Admission, and require a read-only root filesystem with a ' +
      'ValidatingAdmissionPolicy',
    detail: 'removed',
  };
}

function strategies(spec: Value): Found[] {
  return Object.entries(STRATEGIES).flatMap(([name, rules]) => {
    const value = valueAt(spec, [name, 'rule']);
    const rule = textOf(value);
    if (!isSet(value) || rule === undefined || rules.includes(rule)) return [];
    // Nobody is advised to let root in.
    const advisable = rules.filter((known) => name !== 'runAsUser' || known !== 'RunAsAny');
    const meant = nearest(rule, advisable);
    const hint = meant ? `: write \`${meant}\`` : `: it is one of ${rules.join(', ')}`;
    const message = `${describeValue(value)} is no value of \`${name}.rule\`${hint}`;
    const found: Found = { at: value.span, message, detail: `${name}.rule` };
    if (meant === undefined) return found;
    const changes = [{ kind: 'set' as const, path: value.path, value: meant }];
    return { ...found, remedy: { safety: 'safe', changes } };
  });
}

function weaknesses(spec: Value): Found[] {
  return [
    ...strategies(spec),
    ...forbidden(spec),
    ...weakUser(spec),
    ...writableRoot(spec),
    ...wideLists(spec),
  ];
}

function forbidden(spec: Value): Found[] {
  return Object.entries(FORBIDDEN).flatMap(([name, what]) => {
    const value = field(spec, name)?.value;
    if (!isSet(value) || scalar(value) === false) return [];
    const message =
      scalar(value) === true ? `\`${name}: true\` allows ${what}` : notBoolean(name, value);
    return { at: value.span, message, detail: name, remedy: tighten(spec, name, false) };
  });
}

function weakUser(spec: Value): Found[] {
  const value = valueAt(spec, ['runAsUser', 'rule']);
  if (value === undefined) return [];
  if (textOf(value) === 'RunAsAny') {
    return [
      {
        at: value.span,
        message: '`runAsUser.rule: RunAsAny` allows root',
        detail: 'runAsUser',
        remedy: {
          ...tighten(spec, 'runAsUser', false),
          changes: [{ kind: 'set', path: value.path, value: 'MustRunAsNonRoot' }],
        },
      },
    ];
  }
  if (textOf(value) !== 'MustRunAs') return [];
  return items(valueAt(spec, ['runAsUser', 'ranges'])).flatMap((range) => {
    const min = field(range, 'min')?.value;
    if (isSet(min) && scalar(min) !== 0) return [];
    return {
      at: isSet(min) ? min.span : headOf(range),
      message: 'the range of user ids starts at 0: root',
      detail: 'runAsUser',
    };
  });
}

function writableRoot(spec: Value): Found[] {
  const value = field(spec, 'readOnlyRootFilesystem')?.value;
  if (scalar(value) === true) return [];
  return [
    {
      at: isSet(value) ? value.span : headOf(spec),
      message:
        isSet(value) && typeof scalar(value) !== 'boolean'
          ? notBoolean('readOnlyRootFilesystem', value)
          : 'it allows a writable root filesystem',
      detail: 'readOnlyRootFilesystem',
      remedy: tighten(spec, 'readOnlyRootFilesystem', true),
    },
  ];
}

function wideLists(spec: Value): Found[] {
  return ['volumes', 'allowedCapabilities'].flatMap((name) => {
    const wide = items(field(spec, name)?.value).find((item) => textOf(item) === '*');
    if (!wide) return [];
    return { at: wide.span, message: `\`${name}\` allows all of them (\`*\`)`, detail: name };
  });
}

function tighten(spec: Value, name: string, value: boolean): Remedy {
  return {
    safety: 'unsafe',
    changes: [{ kind: 'set', path: [...spec.path, name], value }],
    verify: 'Pods that rely on it are refused from then on, on clusters that still have the kind.',
  };
}
