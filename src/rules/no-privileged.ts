import {
  type Container,
  type Pod,
  effectiveWindowsOption,
  isDeclaredWindows,
} from '../kubernetes/pod.ts';
import { type Value, field, isSet, scalar, valueAt } from '../yaml/value.ts';
import { notBoolean } from './kit/describe.ts';
import { unprivileged } from './kit/remedies.ts';
import { type Found, type Remedy, type Subject, defineRule } from './kit/rule.ts';
import { podSecurityLevel } from './kit/pod-security-level.ts';

export const noPrivileged = defineRule({
  id: 'no-privileged',
  summary: 'a privileged container, which can write to /proc, /sys and the devices of its node',
  headline: 'can change its node',
  severity: { immutable: 'error', strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: ['privileged'],
  check({ resource, pods, ruleSet }, report) {
    const isStandard = podSecurityLevel(ruleSet) !== undefined;
    for (const pod of pods) {
      const value = pod.securityContext ?? pod.spec ?? resource.value;
      const own = isStandard
        ? hostProcess(ownHostProcess(pod), 'asks for containers that run')
        : [];
      for (const found of own) report({ subject: { resource, value }, ...found });
      for (const container of pod.containers) {
        const subject: Subject = { resource, container, value: container.value };
        for (const found of findingsOf(container, isStandard)) report({ subject, ...found });
      }
    }
  },
});

/**
 * The Pod Security Standards know no exemption of Windows for `privileged`, and judge `hostProcess`
 * where it is written, even if every container overrides its pod's (check_privileged.go,
 * check_windowsHostProcess.go).
 */
function findingsOf(container: Container, isStandard: boolean): Found[] {
  const option = isStandard
    ? ownHostProcess(container)
    : effectiveWindowsOption(container, 'hostProcess');
  const isExempt = !isStandard && container.pod.os === 'windows';
  return [
    ...hostProcess(option, 'is a HostProcess container, which runs'),
    ...(isExempt ? [] : privileged(container)),
  ];
}

const PRIVILEGED = 'is privileged, so it can write to /proc, /sys and the devices of its node';

function privileged(container: Container): Found[] {
  const value = field(container.securityContext, 'privileged')?.value;
  if (!isSet(value) || scalar(value) === false) return [];
  // The API server refuses any value of it in a Windows pod.
  const isRefused = isDeclaredWindows(container.pod);
  const isTrue = scalar(value) === true;
  const message = isTrue ? PRIVILEGED : notBoolean('privileged', value);
  const advice = isRefused ? 'remove `privileged`' : 'set `privileged: false`';
  const remedy: Remedy = {
    safety: 'unsafe',
    changes: unprivileged(container),
    verify: 'Find out which capabilities or devices the container needs, and grant only those.',
  };
  return [{ at: value.span, message, ...(isTrue && { advice }), ...(!isRefused && { remedy }) }];
}

function ownHostProcess({ securityContext }: Container | Pod): Value | undefined {
  return valueAt(securityContext, ['windowsOptions', 'hostProcess']);
}

/** The counterpart of privileged on Windows nodes. */
function hostProcess(value: Value | undefined, subject: string): Found[] {
  if (!isSet(value) || scalar(value) === false) return [];
  const message =
    scalar(value) === true
      ? `${subject} on the Windows node itself: set \`hostProcess: false\` unless it manages the node`
      : notBoolean('hostProcess', value);
  return [{ at: value.span, message, detail: 'hostProcess' }];
}
