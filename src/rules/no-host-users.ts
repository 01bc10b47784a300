import type { Pod } from '../kubernetes/pod.ts';
import { type Value, field, isSet, items, scalar } from '../yaml/value.ts';
import { isPatch } from './kit/context-fields.ts';
import { notBoolean } from './kit/describe.ts';
import { type Remedy, definePodRule } from './kit/rule.ts';

const VERIFY =
  'Every node needs Linux 6.3, Kubernetes 1.33 and containerd 2.0 or CRI-O 1.25, or later ones, and each ' +
  'volume a filesystem that can map users (not NFS). Start the pod once.';

export const noHostUsers = definePodRule({
  id: 'no-host-users',
  summary: 'a pod whose users are the users of its node',
  headline: 'has the users of its node',
  severity: { strict: 'error' },
  dependsOn: ['hostUsers'],
  check(pod, report) {
    // The API server refuses the field in a Windows pod.
    if (!pod.spec || pod.os === 'windows') return;
    const value = field(pod.spec, 'hostUsers')?.value;
    if (scalar(value) === false || (!isSet(value) && leavesItOut(pod))) return;
    const obstacle = obstacleOf(pod, pod.spec);
    const isValid = !isSet(value) || scalar(value) === true;
    report({
      at: value?.span ?? field(pod.spec, 'containers')?.key ?? pod.spec.span,
      ...(isValid || !value
        ? {
            message: 'root in a container is root on the node',
            advice: obstacle ?? 'set `hostUsers: false`',
          }
        : { message: notBoolean('hostUsers', value) }),
      ...(obstacle === undefined && { remedy: remedyFor(pod.spec) }),
    });
  },
});

/** What is left out of a patch, or of a custom resource, is given elsewhere. */
function leavesItOut(pod: Pod): boolean {
  return pod.partial || pod.form === 'subset' || isPatch(pod);
}

function remedyFor(spec: Value): Remedy {
  return {
    safety: 'unsafe',
    changes: [{ kind: 'set', path: [...spec.path, 'hostUsers'], value: false }],
    verify: VERIFY,
  };
}

/**
 * What the API server refuses beside `hostUsers: false` (kubernetes/kubernetes, pkg/apis/core/validation,
 * validateHostUsers), and files of the node, whose users are others then.
 */
function obstacleOf(pod: Pod, spec: Value): string | undefined {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].find(
    (name) => scalar(field(spec, name)?.value) === true,
  );
  if (shared !== undefined) return `remove \`${shared}: true\`, then set \`hostUsers: false\``;
  if (pod.containers.some(({ value }) => items(field(value, 'volumeDevices')?.value).length > 0)) {
    return 'use `volumeMounts` instead of `volumeDevices`, then set `hostUsers: false`';
  }
  if (pod.volumes.some((volume) => isSet(field(volume, 'hostPath')?.value))) {
    return 'remove the `hostPath` volumes, then set `hostUsers: false`';
  }
  return undefined;
}
