import { volumesOf } from '../../../kubernetes/mounts.ts';
import type { Pod } from '../../../kubernetes/pod.ts';
import { field, scalar, textOf, valueAt } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import { kernelPathOf } from '../kernel-paths.ts';
import { kept } from '../../../yaml/kept.ts';

/** Folders of a node that only its own agents have a use for: modules, plugins of network and storage. */
const AGENT_FOLDERS =
  /^\/+(?:$|lib\/modules(?:\/|$)|etc\/cni(?:\/|$)|opt\/cni(?:\/|$)|var\/lib\/cni(?:\/|$))/;

/** What any program may use: the socket of the log, and shared memory. */
const OF_PROGRAMS = /^\/dev\/(?:log|shm)\/?$/;

const signs = kept<Pod, { readonly sign: string | undefined }>();

/**
 * What shows that a pod is an agent of its node, in code; undefined where nothing does. What such a
 * pod has of its node is likely what it is there for.
 */
export function agentSign(pod: Pod): string | undefined {
  const known = signs.get(pod);
  if (known) return known.sign;
  const sign = folderSign(pod) ?? namespaceSign(pod);
  signs.set(pod, { sign });
  return sign;
}

function folderSign(pod: Pod): string | undefined {
  const path = volumesOf(pod)
    .flatMap(({ value }) => textOf(valueAt(value, ['hostPath', 'path'])) ?? [])
    .find((one) => !OF_PROGRAMS.test(one) && (kernelPathOf(one) || AGENT_FOLDERS.test(one)));
  return path === undefined ? undefined : `it mounts ${code(path)}`;
}

function namespaceSign({ spec }: Pod): string | undefined {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
    (name) => scalar(field(spec, name)?.value) === true,
  );
  return shared.length > 1 ? `it has ${shared.map((name) => code(name)).join(' and ')}` : undefined;
}
