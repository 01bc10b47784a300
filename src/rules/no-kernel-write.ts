import { type Mount, isReadOnly, mountsOf, volumeOf } from '../kubernetes/mounts.ts';
import { type Container, type Pod, headOf } from '../kubernetes/pod.ts';
import { field, isList, isSet, items, scalar, textOf, valueAt } from '../yaml/value.ts';
import { capabilitiesOf, kernelEffectOf } from './kit/capabilities.ts';
import { code, codePath, describeValue, wrongType } from './kit/describe.ts';
import { type KernelPath, kernelPathOf } from './kit/kernel-paths.ts';
import { type Found, type Subject, defineRule } from './kit/rule.ts';
import { volumesForOthers } from './kit/host-path-volumes.ts';
import { isSafeSysctl } from './kit/safe-sysctls.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

export const noKernelWrite = defineRule({
  id: 'no-kernel-write',
  summary:
    "a way to the kernel's files or the container runtime that a read-only root filesystem leaves open",
  headline: 'can reach the kernel of its node',
  severity: { immutable: 'warning', strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: ['capabilities', 'hostUsers', 'volumes'],
  check({ resource, pods, ruleSet }, report) {
    const standard = podSecurityLevel(ruleSet);
    for (const pod of pods) {
      const value = pod.securityContext ?? pod.spec ?? resource.value;
      for (const found of unsafeSysctls(pod, standard)) {
        report({ subject: { resource, value }, ...found });
      }
      for (const found of standard ? [] : kernelVolumes(pod)) {
        report({ subject: { resource, value }, ...found });
      }
      for (const container of pod.containers) {
        const subject: Subject = { resource, container, value: container.value };
        for (const found of openings(container, standard)) report({ subject, ...found });
      }
    }
  },
});

/** The Pod Security Standards have other controls for capabilities and for volumes. */
function openings(container: Container, standard: Standard | undefined): Found[] {
  const own = standard ? [] : [...kernelCapabilities(container), ...kernelMounts(container)];
  return [...procMount(container, standard), ...own];
}

/** The fields of Linux are refused in a Windows pod, which is a matter of `misplaced-field`. */
function isExempt({ os }: Pod, standard: Standard | undefined): boolean {
  return standard === undefined && os === 'windows';
}

/**
 * Since 1.35 the baseline standard allows it in a user namespace, the restricted one never
 * (check_procMount_baseline.go, check_procMount_restricted.go). A part of /proc, such as the
 * network's sysctls, is writable in a user namespace too, so Podseal's own profiles don't either.
 */
function procMount({ pod, securityContext }: Container, standard: Standard | undefined): Found[] {
  const value = field(securityContext, 'procMount')?.value;
  if (!isSet(value) || textOf(value) === 'Default' || isExempt(pod, standard)) return [];
  const hasUserNamespace = scalar(field(pod.spec, 'hostUsers')?.value) === false;
  if (standard?.level === 'baseline' && standard.isSince(35) && hasUserNamespace) return [];
  const isUnmasked = textOf(value) === 'Unmasked';
  const said = isUnmasked
    ? {
        message: '`procMount: Unmasked` opens files of /proc that the runtime protects',
        advice: 'remove it',
      }
    : {
        message: `\`procMount\` is ${describeValue(value)}, but the API server takes only \`Default\` and \`Unmasked\``,
      };
  return [
    {
      at: value.span,
      ...said,
      detail: 'procMount',
      remedy: {
        safety: 'unsafe',
        changes: [{ kind: 'remove', path: value.path }],
        verify:
          'Containers that this one starts inside itself, as image builders do, can no longer mount a ' +
          '/proc of their own.',
      },
    },
  ];
}

function kernelCapabilities(container: Container): Found[] {
  if (container.pod.os === 'windows') return [];
  return capabilitiesOf(container.securityContext, 'add').flatMap(({ name, value }) => {
    const effect = kernelEffectOf(name);
    if (effect === undefined) return [];
    const message = `the capability ${code(name)} lets it ${effect}: remove it`;
    return [{ at: value.span, message, detail: `add ${name}` }];
  });
}

/** Volumes for containers that are given elsewhere: a socket does its harm however it is mounted. */
function kernelVolumes(pod: Pod): Found[] {
  return volumesForOthers(pod).flatMap(({ name, path, at }) => {
    const owner = kernelPathOf(path);
    if (owner === undefined) return [];
    const where = `${codePath(path)} of its node`;
    const message =
      owner === 'runtime'
        ? `a container that mounts its volume ${code(name)} can start privileged containers by the container runtime's socket in ${where}: take the volume away`
        : `a container that mounts its volume ${code(name)} can write to ${where}, unless the mount says \`readOnly: true\``;
    return [{ at, message, detail: `volume ${name} ${path}` }];
  });
}

function kernelMounts(container: Container): Found[] {
  return mountsOf(container).flatMap((mount) => {
    const volume = volumeOf(container.pod, mount.name)?.value;
    const path = textOf(valueAt(volume, ['hostPath', 'path']));
    const owner = path === undefined ? undefined : kernelPathOf(path);
    if (path === undefined || owner === undefined) return [];
    return isReadOnly(mount) && owner !== 'runtime' ? [] : [describeMount(mount, path, owner)];
  });
}

function describeMount(mount: Mount, path: string, owner: KernelPath): Found {
  const mountPath = field(mount.value, 'mountPath')?.value;
  const at = mountPath && isSet(mountPath) ? mountPath.span : headOf(mount.value);
  const found = { at, detail: `mount ${mount.path} ${path}` };
  const where = codePath(path);
  if (owner === 'runtime') {
    const message = `can start privileged containers through the runtime's socket in ${where} of its node: remove the mount`;
    return { ...found, message };
  }
  const what = owner === 'kernel' ? `${where} of its node` : `the kubelet's files in ${where}`;
  if (textOf(field(mount.value, 'mountPropagation')?.value) === 'Bidirectional') {
    // Who asks for this wants to mount something there, which takes a mount that it can write to.
    const message = `can write to ${what}, and what it mounts there reaches the node: mount only the part that it needs`;
    return { ...found, message };
  }
  return {
    ...found,
    message: `can write to ${what}`,
    advice: 'mount it with `readOnly: true`',
    remedy: {
      safety: 'unsafe',
      changes: [{ kind: 'set', path: [...mount.value.path, 'readOnly'], value: true }],
      verify: `Check that it does not need to write to ${where}.`,
    },
  };
}

function unsafeSysctls(pod: Pod, standard: Standard | undefined): Found[] {
  const list = field(pod.securityContext, 'sysctls')?.value;
  if (!isSet(list) || isExempt(pod, standard)) return [];
  if (!isList(list)) {
    const message = wrongType('`sysctls`', list, 'a list');
    return [{ at: list.span, message, detail: 'sysctls' }];
  }
  return items(list).flatMap((item) => {
    const value = field(item, 'name')?.value;
    const name = textOf(value) ?? '';
    if (isSafeSysctl(name, standard)) return [];
    if (name === '') {
      const message = 'a sysctl has no name, so the API server refuses it';
      return [{ at: item.span, message, detail: 'sysctl' }];
    }
    const message = standard
      ? `the Pod Security Standard does not allow the sysctl ${code(name)}: remove it`
      : `the sysctl ${code(name)} may affect other pods on its node: remove it`;
    return [{ at: value?.span ?? item.span, message, detail: `sysctl ${name}` }];
  });
}
